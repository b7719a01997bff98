"""Which articles the list shows."""

from __future__ import annotations

from reader.tui.actions.action import Action

GROUP = "Views"
ACTIONS = (
    Action("unread", "Unread", "Show unread articles", GROUP, "\\ u", "view('unread')"),
    Action("today", "Today", "Show today's articles", GROUP, "\\ t", "view('today')"),
    Action("saved", "Saved", "Show saved articles", GROUP, "\\ s", "view('saved')"),
    Action("podcasts", "Podcasts", "Show articles that sound", GROUP, "\\ p", "podcasts"),
    Action("all", "All", "Show all articles", GROUP, "\\ a", "view('all')"),
    Action(
        "next_feed",
        "Next feed",
        "The articles of the next feed",
        GROUP,
        "}",
        "next_feed(1)",
        counted="next_feed({})",
    ),
    Action(
        "previous_feed",
        "Feed before",
        "The articles of the feed before",
        GROUP,
        "{",
        "next_feed(-1)",
        counted="next_feed(-{})",
    ),
    Action(
        "next_unread_feed",
        "Unread feed",
        "The next feed that has something unread",
        GROUP,
        "ctrl+n",
        "next_feed(1, True)",
        counted="next_feed({}, True)",
    ),
    Action(
        "previous_unread_feed",
        "Unread feed before",
        "The feed before that has something unread",
        GROUP,
        "alt+n",
        "next_feed(-1, True)",
        counted="next_feed(-{}, True)",
    ),
    Action(
        "show_feed",
        "Feed",
        "Show the articles of a feed by its title",
        GROUP,
        "'",
        takes="TITLE",
        given="show_feed",
        aliases=("feed", "goto"),
    ),
    Action(
        "show_folder",
        "Folder",
        "Show the articles of a folder by its name",
        GROUP,
        '"',
        takes="NAME",
        given="show_folder",
        aliases=("folder",),
    ),
    Action(
        "show_tag",
        "Tag",
        "Show what carries a tag",
        GROUP,
        "#",
        takes="NAME",
        given="show_tag",
        aliases=("tagged",),
    ),
)
