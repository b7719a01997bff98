"""The application itself."""

from __future__ import annotations

from reader.tui.actions.action import EVERYWHERE, Action

GROUP = "Application"
ACTIONS = (
    Action(
        "command",
        "Command",
        "Type a command; or go on typing one",
        GROUP,
        ":",
        "command",
        takes="[BEGINNING]",
        given="begin_with",
    ),
    Action("exit", "Quit", "Leave the reader, wherever you are", GROUP, "ctrl+q", command="quit"),
    Action("palette", "Palette", "Find an action by its name", GROUP, "ctrl+p", "app.command_palette"),
    Action("help", "Help", "All keys", GROUP, "?", footer=EVERYWHERE),
)
