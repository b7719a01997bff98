"""Which panes a terminal of some width has room for. Pure."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from reader.tui.actions import Pane

ORDER: tuple[Pane, ...] = ("feeds", "list", "reader", "sidebar")
THREE = 100  # columns from which feeds, list and text stand side by side
FOUR = 150  # columns from which the sidebar stands beside them


def visible_panes(width: int, at: Pane, sidebar: bool, zen: bool) -> AbstractSet[Pane]:
    """Return the panes to show when `at` has the focus."""
    if width < THREE or (zen and at in {"reader", "sidebar"}):
        return {at}
    beside = sidebar or at == "sidebar"
    if width < FOUR:
        return {"list", "reader", "sidebar"} if beside and at != "feeds" else {"feeds", "list", "reader"}
    return {"feeds", "list", "reader", "sidebar"} if beside else {"feeds", "list", "reader"}


def sidebar_by_default(width: int) -> bool:
    """Say whether the sidebar is there before anybody asked for it."""
    return width >= FOUR
