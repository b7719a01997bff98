"""Whether a page says that its article is not free to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.jsonld import is_article, listed

if TYPE_CHECKING:
    from reader.extract.statements import PageFacts

_TIERS = (
    "article:content_tier", "og:article:content_tier", "content_tier", "cxenseparse:content_tier",
    "article:access", "cxenseparse:access", "access", "article:accesstype", "paywall", "is_premium",
    "premium", "article:premium", "isaccessibleforfree", "article.free",
)  # fmt: skip
_NEGATIONS = frozenset({"isaccessibleforfree", "article.free"})
_CLOSED = frozenset(
    {"locked", "metered", "paid", "premium", "subscriber", "subscribers", "subscription", "plus"}
)


def is_paywalled(facts: PageFacts) -> bool:
    """Whether linked data or a meta tag says that reading the whole article takes a subscription.

    Data that says it is free is believed before a tag; parts of a page that is free as a whole are not asked.
    """
    stated = _free_in(facts.article)
    if stated is None:
        others = (_free_in(node) for node in facts.linked.nodes[:50] if is_article(node))
        stated = next((free for free in others if free is not None), None)
    return not stated if stated is not None else any(_is_closed(facts, name) for name in _TIERS)


def _free_in(node: dict[str, object]) -> bool | None:
    """Return what a node, or where it is silent a part of it, says of being free; None where nothing."""
    parts = [part for part in listed(node.get("hasPart")) if isinstance(part, dict)]
    for one in (node, *parts[:20]):
        value = str(one.get("isAccessibleForFree", "")).strip().lower()
        if value in {"false", "no", "0", "http://schema.org/false", "https://schema.org/false"}:
            return False
        if one is node and value in {"true", "yes", "1", "http://schema.org/true", "https://schema.org/true"}:
            return True
    return None


def _is_closed(facts: PageFacts, name: str) -> bool:
    value = facts.metas.get(name, "").strip().lower()
    if name in _NEGATIONS:
        return value in {"false", "no", "0"}
    return value in _CLOSED or (
        value in {"true", "yes", "1"} and name in {"paywall", "is_premium", "premium"}
    )
