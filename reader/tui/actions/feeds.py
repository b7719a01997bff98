"""Feeds: fetching them, and what else is kept."""

from __future__ import annotations

from reader.tui.actions.action import Action, within

GROUP = "Feeds"
ACTIONS = (
    Action("refresh", "Refresh", "Fetch this feed", GROUP, "r", footer=within("feeds")),
    Action("refresh_all", "Refresh all", "Fetch all feeds", GROUP, "R", footer=within("feeds")),
    Action(
        "stop",
        "Stop",
        "Stop what is being fetched, or a program that runs; what has come stays",
        GROUP,
        "X",
        aliases=("cancel",),
    ),
    Action("health", "Health", "How the feeds are, and what helps", GROUP, "H"),
    Action(
        "add",
        "Add",
        "Keep a page or a file to read later",
        GROUP,
        "a",
        "add",
        footer=within("feeds"),
        takes="ADDRESS",
        given="add_source",
    ),
    Action(
        "subscribe",
        "Subscribe",
        "Subscribe to a feed or a site",
        GROUP,
        "c f",
        takes="ADDRESS",
        given="subscribe_to",
    ),
    Action(
        "feeds",
        "Feeds",
        "All feeds, to add, rename, move, mute and remove them",
        GROUP,
        "F",
        footer=within("feeds"),
    ),
    Action(
        "rename_feed",
        "Rename feed",
        "Call this feed by another name",
        GROUP,
        "c w",
        takes="NAME",
        given="rename_feed",
    ),
    Action(
        "move_feed", "Move", "Put this feed into a folder", GROUP, "c m", takes="FOLDER", given="move_feed"
    ),
    Action("mute_feed", "Mute", "Leave this feed out of all and unread, or let it in", GROUP, "c u"),
    Action(
        "feed_interval",
        "Interval",
        "How often this feed is asked: 90m, 2h, 3d",
        GROUP,
        "c i",
        takes="EVERY",
        given="set_feed_interval",
    ),
    Action(
        "feed_tags",
        "Tags",
        "Tag this feed, names parted by commas",
        GROUP,
        "c t",
        takes="NAMES",
        given="tag_feed",
    ),
    Action("full_text", "Full text", "Take this feed's articles from their pages, or not", GROUP, "c x"),
    Action("unsubscribe", "Unsubscribe", "Unsubscribe from this feed; its articles stay", GROUP, "c d"),
    Action(
        "rename_folder",
        "Rename folder",
        "Give this folder another name",
        GROUP,
        "c W",
        takes="NAME",
        given="rename_folder",
    ),
    Action("rules", "Rules", "What is done by itself with articles that come", GROUP, "c R"),
    Action("welcome", "Welcome", "What to begin with: starter feeds, a file, an address", GROUP, "c h"),
    Action(
        "import",
        "Import",
        "Take over OPML, newsboat's files, bookmarks, or another program's export",
        GROUP,
        "c o",
        takes="PATH",
        given="import_from",
    ),
)
