"""How a list is shown: in which order, parted by what, with what is read or without. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model import View
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.outline import Grouping

GROUPINGS: tuple[Grouping, ...] = ("", "day", "feed")
SORTS: dict[str, str] = {
    "-date": "newest first",
    "date": "oldest first",
    "feed": "by feed",
    "-feed": "by feed, backwards",
    "title": "by title",
    "-title": "by title, backwards",
    "author": "by author",
    "-author": "by author, backwards",
    "unread": "unread first",
    "-unread": "read first",
    "-words": "longest first",
    "words": "shortest first",
    "relevance": "the best fit first",
    "-relevance": "the worst fit first",
    "-saved": "last saved first",
    "saved": "first saved first",
    "-added": "last come first",
    "added": "first come first",
}
"""What each key of an order does, with "-" the other way round, in a few words for the heading."""
_BY_DATE = frozenset(
    {"all", "unread", "today", "new", "feed", "folder", "tag", "noted", "highlighted", "search"}
)


@dataclass(frozen=True, slots=True)
class ListStyle:
    """What the person chose for one view. Without an order of its own the view's is kept."""

    order: tuple[str, ...] = ()
    grouping: Grouping = ""
    hides_read: bool = False

    def written(self) -> str:
        """Return it in one line, which `read` reads."""
        parts = ("order=" + ",".join(self.order), f"group={self.grouping}", "hides-read" * self.hides_read)
        return " ".join(parts).rstrip()

    def said(self) -> list[str]:
        """Return what the heading of the list says of it."""
        order = ", ".join(SORTS.get(key, key) for key in self.order)
        grouped = {"day": "by day", "feed": "in feeds"}.get(self.grouping, "")
        return [part for part in (order, grouped, "unread only" * self.hides_read) if part]


def read(written: str) -> ListStyle:
    """Read what was kept; what is not understood counts for nothing."""
    said = dict(part.partition("=")[::2] for part in written.split())
    order = tuple(key for key in said.get("order", "").split(",") if key in SORTS)
    grouping = next((one for one in GROUPINGS if one == said.get("group")), GROUPINGS[0])
    return ListStyle(order, grouping, "hides-read" in said)


def styled(view: View, how: ListStyle, restriction: str = "") -> View:
    """Return a plain view as it is to be listed."""
    order = _grouped(how)
    if order[:1] == ("relevance",) and view.kind == "search":
        from reader.query.of_view import query_of

        view = View("query", query_of(view))
    plain = view.kind in _BY_DATE and order in {("date",), ("-date",)}
    return replace(
        view,
        unread_only=how.hides_read,
        filter=restriction,
        order=() if plain else order,
        oldest_first=plain and order == ("date",),
    )


def _grouped(how: ListStyle) -> tuple[str, ...]:
    if how.grouping == "day":
        return ("date",) if "date" in how.order else ("-date",)
    if how.grouping == "feed" and not {"feed", "-feed"}.intersection(how.order[:1]):
        return ("feed", *(key for key in how.order if key.removeprefix("-") != "feed"))
    return how.order


def keys_of(typed: str) -> Iterator[str]:
    """Yield the keys that were typed, parted by commas or spaces; "newest" and "oldest" are known, too."""
    words = {"newest": "-date", "oldest": "date", "length": "-words"}
    for key in typed.replace(",", " ").lower().split():
        yield words.get(key, key)


def complaint(order: Sequence[str]) -> str:
    """Say what is wrong with an order, "" if nothing is."""
    wrong = next((key for key in order if key not in SORTS), None)
    if wrong is None:
        return ""
    known = ", ".join(dict.fromkeys(key.removeprefix("-") for key in SORTS))
    return f"There is no order by “{wrong}”, but: {known}; - before one reverses it."
