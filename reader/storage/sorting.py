"""In which order articles are listed: by several keys, the newest first where these leave it open."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import View
from reader.query.fields import SORT_KEYS
from reader.storage.errors import LibraryError

NEWEST_FIRST, OLDEST_FIRST = "newest DESC, id DESC", "newest, id"
RELEVANCE = "ranked.rank"
_KEYS = {
    "date": "newest",
    "feed": "folded((SELECT name FROM feed WHERE feed.id = article.feed_id))",
    "title": "folded(article.title)",
    "author": "folded(json_extract(article.authors, '$[0]'))",
    "saved": "article.saved",
    "added": "article.added",
    "unread": "article.read",
    "words": "article.word_count",
    "relevance": RELEVANCE,
}


def order_of(view: View, asked: Sequence[str] = ()) -> str:
    """Return the SQL of a view's order: its own, else the one that its query asks for.

    What has no such value (no author, not saved) stands last either way.
    """
    keys = view.order or asked
    if not keys:
        return OLDEST_FIRST if view.oldest_first else NEWEST_FIRST
    terms: list[str] = []
    for key in keys:
        name, down = key.removeprefix("-"), " DESC" if key.startswith("-") else ""
        if name not in SORT_KEYS:
            raise LibraryError(f"There is no order by {name}.")
        if name == "date":
            return ", ".join([*terms, f"newest{down}", f"id{down}"])
        terms.append(f"{_KEYS[name]}{down} NULLS LAST")
    return ", ".join([*terms, NEWEST_FIRST])
