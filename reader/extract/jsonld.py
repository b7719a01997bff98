"""What a page says about itself in JSON-LD: the node of its article, tolerant of broken data."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from html import unescape
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

Node = dict[str, Any]

_MAX_NODES = 4_000
_MAX_VISITS = 20_000
_MAX_KEYS = 500
_MAX_BROKEN = 300_000  # letters of a script that are worth mending
_MAX_DEPTH = 12
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_WRAPPER = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?://\s*)?(?:\]\]>|-->)\s*+;?+\s*+\Z|;\s*+\Z"
)
_ARTICLE_TYPES = ("NewsArticle", "Article", "Posting", "Report", "Review", "CreativeWork")
_NOT_ARTICLES = frozenset({"ProfilePage", "ClaimReview", "AggregateReview", "EmployerReview"})


class LinkedData:
    """The nodes of a page's JSON-LD, each once, found by type or by @id."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self._by_id: dict[str, Node] = {}
        for node in nodes:
            name = node.get("@id")
            if isinstance(name, str) and len(node) > len(self._by_id.get(name, ())):
                self._by_id[name] = node

    def resolved(self, value: object) -> Node | None:
        """Return the node that a value is or refers to by @id."""
        if not isinstance(value, dict):
            return None
        named = self._by_id.get(str(value.get("@id")))
        return {**named, **value} if named is not None and named is not value else value

    def article(self, addresses: frozenset[str] = frozenset()) -> Node | None:
        """Return the node of the page's article: by its address, then the one that says most."""
        found = [node for node in self.nodes if is_article(node)]
        mine = [node for node in found if _addresses_of(node) & addresses]
        return max(mine or found[:5], key=_richness, default=None)


def read_linked_data(scripts: Sequence[str]) -> LinkedData:
    """Return the JSON-LD of a page's scripts; those that cannot be mended are passed over."""
    nodes: list[Node] = []
    visits = [_MAX_VISITS]
    for script in scripts:
        _gather(_loaded(script), nodes, visits, 0)
    return LinkedData(nodes)


def types_of(node: Node) -> tuple[str, ...]:
    """Return the types of a node without their vocabulary's address."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in kinds if isinstance(kind, str))


def is_article(node: Node) -> bool:
    """Whether a node describes a text that somebody wrote."""
    return any(kind.endswith(_ARTICLE_TYPES) and kind not in _NOT_ARTICLES for kind in types_of(node))


def text_of(value: object) -> str:
    """Return a value's text: the first of a list, a node's @value or name, entities resolved."""
    if isinstance(value, list):
        return next((text for text in map(text_of, value[:3]) if text), "")
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name"))
    return unescaped(value) if isinstance(value, str) else ""


def unescaped(text: str) -> str:
    """Return a text on one line, its entities resolved, twice where they were encoded twice."""
    for _ in range(2 if "&" in text else 0):
        text = unescape(text)
    return " ".join(text.split())


def listed(value: object) -> list[object]:
    """Return a value as a list: JSON-LD allows one thing or several everywhere."""
    if value is None:
        return []
    return value[:40] if isinstance(value, list) else [value]


def _loaded(script: str) -> object:
    text = script.strip()
    for mend in (str, _mended, lambda raw: _mended(unescape(raw))):
        with suppress(msgspec.DecodeError, UnicodeError, RecursionError):
            return msgspec.json.decode(mend(text))
        if len(text) > _MAX_BROKEN:
            return None
        with suppress(ValueError, RecursionError):  # line breaks within strings are let pass
            return json.loads(mend(text), strict=False)
    return _first_value(_mended(text))


def _mended(text: str) -> str:
    return _TRAILING_COMMA.sub("", _WRAPPER.sub("", text))


def _first_value(text: str) -> object:
    """Return the value a broken script begins with, where that much is whole."""
    with suppress(ValueError, RecursionError):
        return json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0]
    return None


def _gather(value: object, nodes: list[Node], visits: list[int], depth: int) -> None:
    visits[0] -= 1
    if depth > _MAX_DEPTH or len(nodes) >= _MAX_NODES or visits[0] < 0:
        return
    if isinstance(value, dict):
        if "@type" in value:
            nodes.append(value)
        value = list(value.values()) if len(value) < _MAX_KEYS else []
    if isinstance(value, list):
        for one in value[:_MAX_KEYS]:
            if isinstance(one, (dict, list)):
                _gather(one, nodes, visits, depth + 1)


def _addresses_of(node: Node) -> set[str]:
    values = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    found = [value.get("@id") or value.get("url") if isinstance(value, dict) else value for value in values]
    return {address_key(one) for one in found if isinstance(one, str)}


def address_key(address: str) -> str:
    """Return what two spellings of one page's address have in common."""
    return re.sub(r"\Ahttps?://(?:www\.)?", "", address.split("#")[0].split("?")[0]).rstrip("/").casefold()


def _richness(node: Node) -> int:
    return sum(
        bool(node.get(key)) for key in ("headline", "author", "datePublished", "articleBody", "description")
    ) + 2 * (not any(kind == "CreativeWork" for kind in types_of(node)))
