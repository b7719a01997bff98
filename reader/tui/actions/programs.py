"""What other programs get of an article."""

from __future__ import annotations

from reader.tui.actions.action import TEXT, Action, within

GROUP = "Programs"
ACTIONS = (
    Action(
        "browser",
        "Browser",
        "Open the article in the browser",
        GROUP,
        "o",
        panes=TEXT,
        footer=within("list", "reader"),
        aliases=("open",),
    ),
    Action(
        "copy",
        "Copy",
        "Copy what is selected, else the address; in the sidebar, the row",
        GROUP,
        "y",
        panes=TEXT,
        footer=within("sidebar"),
    ),
)
