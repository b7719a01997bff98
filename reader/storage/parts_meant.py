"""Which articles have a part of a text that a query means: in their address, their notes, their files."""

from __future__ import annotations

from reader.storage.condition import Condition, any_of, exists

_SITE = (
    "(fits(?, host_of(article.url)) OR fits(?, article.site)"
    " OR article.url IS NULL AND fits(?, (SELECT host_of(site) FROM feed WHERE id = article.feed_id)))"
)


def in_part(field: str, like: str) -> Condition:
    """Return what holds where a field of an article is like that; see `predicates.part`."""
    match field:
        case "summary":
            return Condition(exists("content", "fits(?, summary)"), (like,))
        case "enclosure":
            return Condition(exists("enclosure", "(fits(?, type) OR fits(?, enclosure.url))"), (like, like))
        case "note":
            note = Condition(exists("note", "fits(?, note.text)"), (like,))
            return any_of([note, Condition(exists("highlight", "fits(?, highlight.note)"), (like,))])
        case "highlight":
            return Condition(exists("highlight", "fits(?, highlight.words)"), (like,))
        case "site":
            return Condition(_SITE, (like, like, like))
    return Condition(f"fits(?, article.{field})", (like,))
