"""Runs of prose in a page's data: the lists and strings that may be an article's text, as mark-up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.extract.inline import reading_length, squeezed
from reader.extract.markup import Refs, bare_text, markup_of
from reader.extract.state import loaded
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAX_NODES = 150_000
_MAX_DEPTH = 50
_LEAST = 400  # letters of prose that make a run
_PROSE = 70
_MOST_RUNS = 20
_PURE = 0.7  # share of a run's letters that is prose, at least
_SCRAPS = 3  # lines to a paragraph, at most
_TITLED_DEPTH = 8
_TAG = re.compile(r"<[^<>]{1,2000}>")
_SPACE = re.compile(r"\s")
_TITLE_KEYS = frozenset({"title", "headline", "headlines", "name", "heading"})
_ADDRESS_KEYS = frozenset(
    {"url", "link", "href", "slug", "path", "permalink", "canonical_url", "uri", "websiteUrl"}
)
_NOT_TEXT = frozenset({
    "description", "summary", "teaser", "abstract", "excerpt", "bio", "biography", "seo", "meta",
    "metadata", "copyright", "disclaimer", "consent", "related", "recommended", "recommendations",
    "author", "authors", "byline", "css", "style", "styles", "script", "query", "config", "settings",
    "translations", "i18n", "messages", "comments", "navigation", "menu", "footer", "header_navigation",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of prose in data: its HTML, its bare text, how many paragraphs of it are prose, and whether
    the page's title stands in the same record."""

    markup: str
    text: str
    paragraphs: int
    titled: bool


def runs(values: Iterable[Any], heads: frozenset[str]) -> list[Run]:
    """Return the runs of prose in `values`, the longest first; `heads` are the page's headlines, squeezed."""
    finder = _Finder(heads)
    for value in values:
        if finder.left <= 0:
            break
        finder.look(value)
    best = sorted(finder.found, key=lambda one: -one[0])[:_MOST_RUNS]
    return [run for _, node, titled, refs in best if (run := _run_of(node, titled, refs)) is not None]


def _run_of(node: Any, titled: bool, refs: Refs) -> Run | None:
    markup = markup_of(node, refs)
    text = bare_text(markup)
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    prose = [line for line in lines if reading_length(line) >= _PROSE and _prose_length(line)]
    length = sum(map(len, prose))
    pure = length >= _PURE * sum(map(len, lines)) and len(lines) <= _SCRAPS * len(prose) + 10
    return Run(markup, text, len(prose), titled) if length >= _LEAST and pure else None


class _Finder:
    """Walks values and notes lists and strings that hold much prose of their own."""

    def __init__(self, heads: frozenset[str]) -> None:
        self.left = _MAX_NODES
        self.found: list[tuple[int, Any, bool, Refs]] = []
        self._heads = heads
        self._refs = Refs({})
        self._followed: set[int] = set()

    def look(self, value: Any) -> None:
        """Look through one value, the root of its own references."""
        self._refs = Refs(value if isinstance(value, dict) else {})
        self._followed.clear()
        self._weigh(value, 0, -_TITLED_DEPTH)

    def _weigh(self, node: Any, depth: int, titled_at: int) -> int:
        """Return how many letters of prose a node holds, and note it if it may be a text."""
        self.left -= 1
        if depth > _MAX_DEPTH or self.left < 0:
            return 0
        if isinstance(node, str):
            return self._weigh_string(node, depth, titled_at)
        if isinstance(node, list):
            weights = [self._weigh(one, depth + 1, titled_at) for one in node]
            own = [w for w, one in zip(weights, node, strict=True) if not _is_other_page(one)]
            self._note(node, sum(own), max(own, default=0), depth, titled_at)
            return sum(own)
        if isinstance(node, dict):
            record = self._refs.resolved(node)
            if (
                record is not node
            ):  # each record is weighed where it is first referred to, and where it stands
                if id(record) in self._followed:
                    return 0
                self._followed.add(id(record))
                node = record
            if self._is_titled(node):
                titled_at = depth
            return self._weigh_record(node, depth, titled_at)
        return 0

    def _weigh_record(self, node: dict[str, Any], depth: int, titled_at: int) -> int:
        weights = [
            self._weigh(one, depth + 1, titled_at)
            for key, one in node.items()
            if isinstance(one, (str, list, dict)) and str(key).lower() not in _NOT_TEXT
        ]
        return max(weights, default=0)  # the same text often stands in a record in several forms

    def _weigh_string(self, node: str, depth: int, titled_at: int) -> int:
        if len(node) < _PROSE:
            return 0
        if node[0] in "{[" and len(node) >= _LEAST and (value := loaded(node)) is not None:
            return self._weigh(value, depth + 10, titled_at)
        weight = _prose_length(node)
        self._note(node, weight, 0, depth, titled_at)
        return weight

    def _note(self, node: Any, weight: int, largest: int, depth: int, titled_at: int) -> None:
        if weight >= _LEAST and largest < 0.9 * weight:
            self.found.append((weight, node, depth - titled_at < _TITLED_DEPTH, self._refs))

    def _is_titled(self, node: dict[str, Any]) -> bool:
        return any(text and squeezed(text[:400]) in self._heads for text in _titles_of(node))


def _titles_of(node: dict[str, Any]) -> Iterator[str]:
    """Yield the strings of a record that may be its title, also one level down."""
    for key, value in node.items():
        if isinstance(value, str) and 8 <= len(value) <= 400:
            yield value
        elif isinstance(value, dict) and str(key).lower() in _TITLE_KEYS:
            yield from (one for one in list(value.values())[:10] if isinstance(one, str))


def _is_other_page(node: Any) -> bool:
    """Whether a list's item is a teaser or a record of another page: it has a title and an address."""
    if not isinstance(node, dict):
        return False
    keys = {str(key) for key in node}
    return not _TITLE_KEYS.isdisjoint(keys) and not _ADDRESS_KEYS.isdisjoint(keys)


def _prose_length(text: str) -> int:
    """Return how much of a string is prose, 0 for code, addresses and lists of words."""
    bare = _TAG.sub(" ", text) if "<" in text else text
    length = reading_length(bare)
    if length < _PROSE:
        return 0
    sample = bare[:1000]
    least = len(sample) / 14
    spaced = sample.count(" ") >= least or len(_SPACE.findall(sample)) >= least
    strange = sum(sample.count(sign) for sign in "{}=;\\<>&_|")
    ideographic = reading_length(sample) > 1.3 * len(sample) or not sample.isascii()
    return length if (spaced or ideographic) and strange * 40 < len(sample) else 0
