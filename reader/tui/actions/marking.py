"""What is said of articles: read, saved, tagged."""

from __future__ import annotations

from reader.tui.actions.action import TEXT, Action, within

GROUP = "Marking"
ACTIONS = (
    Action(
        "toggle_read",
        "Read",
        "Mark read or unread; the place before of what is marked in the text",
        GROUP,
        "N",
        panes=TEXT,
        footer=within("list"),
        aliases=("read",),
    ),
    Action(
        "toggle_saved",
        "Save",
        "Keep the article among the saved ones, or no longer",
        GROUP,
        "s",
        panes=TEXT,
        footer=within("list", "reader"),
        aliases=("save",),
    ),
    Action(
        "tags",
        "Tags",
        "Edit the tags of the article, parted by commas",
        GROUP,
        "t",
        "tags",
        panes=TEXT,
        takes="NAMES",
        given="set_tags",
        aliases=("tag",),
    ),
    Action(
        "all_read",
        "All read",
        "Mark everything in this list read",
        GROUP,
        "A",
        footer=within("feeds", "list"),
    ),
    Action("undo", "Undo", "Take back what was done last", GROUP, "ctrl+z"),
    Action("redo", "Redo", "Do again what was taken back", GROUP, "ctrl+y"),
)
