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
        "browse_unread",
        "Open unread",
        "Open the pages of what is unread in this list, five at most, and mark them read",
        GROUP,
        "\\ o",
    ),
    Action(
        "pipe",
        "Pipe",
        "Give the article to a program: a pipe of feeds.toml by its name, or any",
        GROUP,
        "|",
        "pipe",
        panes=TEXT,
        takes="[PROGRAM]",
        given="pipe_to",
    ),
    Action("bookmark", "Bookmark", "Hand the article to your bookmark program", GROUP, "P", panes=TEXT),
    Action(
        "export",
        "Export",
        "Write the article, or what is selected, or the list of the feeds, to a folder or a file",
        GROUP,
        "alt+e",
        "export",
        takes="[PATH]",
        given="export_to",
    ),
    Action(
        "enclosures",
        "Files",
        "The files that come with the article: open or download them",
        GROUP,
        "E",
        panes=TEXT,
        aliases=("files",),
    ),
    Action("downloads", "Downloads", "The queue of downloads", GROUP, "D"),
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
