"""Feeds: fetching them, and what else is kept."""

from __future__ import annotations

from reader.tui.actions.action import Action, within

GROUP = "Feeds"
ACTIONS = (
    Action("refresh", "Refresh", "Fetch this feed", GROUP, "r", footer=within("feeds")),
    Action("refresh_all", "Refresh all", "Fetch all feeds", GROUP, "R", footer=within("feeds")),
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
        takes="ADDRESS",
        given="subscribe_to",
    ),
)
