"""Which articles the list shows."""

from __future__ import annotations

from reader.tui.actions.action import Action

GROUP = "Views"
ACTIONS = (
    Action("unread", "Unread", "Show unread articles", GROUP, run="view('unread')"),
    Action("today", "Today", "Show today's articles", GROUP, run="view('today')"),
    Action("saved", "Saved", "Show saved articles", GROUP, run="view('saved')"),
    Action("podcasts", "Podcasts", "Show articles that sound", GROUP, run="podcasts"),
    Action("all", "All", "Show all articles", GROUP, run="view('all')"),
)
