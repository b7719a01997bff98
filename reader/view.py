"""Which articles a list shows, and how."""

from __future__ import annotations

from typing import Literal

from reader.values import dataclass

ViewKind = Literal[
    "all",
    "unread",
    "saved",
    "starred",
    "today",
    "new",
    "noted",
    "highlighted",
    "feed",
    "folder",
    "tag",
    "author",
    "entity",
    "search",
    "query",
]


@dataclass(frozen=True, slots=True)
class View:
    """Which articles a list shows.

    `value`: the feed's id, the folder, the tag, the name of an author or of who or what is named, the words
    searched for, or a query. `filter` is a query that each article must also meet. `order` are keys such as
    ("feed", "-date"), the first first (see `reader.query.SORT_KEYS`); without any the newest is first, or the
    oldest with `oldest_first`.
    """

    kind: ViewKind = "all"
    value: str = ""
    unread_only: bool = False
    oldest_first: bool = False
    filter: str = ""
    order: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether articles are looked for one by one, as for a query, instead of read from an index."""
        return self.kind in {"query", "author", "entity", "new"} or bool(self.filter or self.order)
