"""The application itself."""

from __future__ import annotations

from reader.tui.actions.action import EVERYWHERE, Action

GROUP = "Application"
ACTIONS = (
    Action("command", "Command", "Type a command", GROUP, ":"),
    Action("exit", "Quit", "Leave the reader, wherever you are", GROUP, command="quit"),
    Action("help", "Help", "All keys", GROUP, "?", footer=EVERYWHERE),
)
