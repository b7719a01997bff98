"""The bylines that a page shows: marked as such, begun with "By", or a name alone beside the text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from reader.extract.asides import is_aside
from reader.extract.furniture import hyphened
from reader.extract.inline import holds
from reader.extract.names import is_agency, looks_like_person, read_byline
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_MAX_MARKED = 40
_MAX_BYLINE = 160
_MAX_ELEMENTS = 20_000
_MAX_AFTER_HEADING = 80
_MAX_SIBLINGS = 60
_MARK = re.compile(
    r"(?:^|[\s_-])(?:by-?lines?|(?:article|post|meta|entry|story|content|document|info|news)?-?authors?"
    r"(?:-?(?:names?|links?|list|info|meta|title|section|inner|container|wrapper|location))*|writers?|"
    r"posted-?by|submitted|poster|"
    r"aut(?:or(?:en|es|in)?|eure?s?|ore)|contributors?|redakteur|reporter|journalist)(?:$|[\s_-])"
)
# Words of which any mark holds one: they are cheaper to ask for.
_MARK_WORDS = (
    "byline", "by-line", "author", "writer", "posted", "submitted", "poster", "autor", "auteur",
    "contributor", "redakteur", "reporter", "journalist",
)  # fmt: skip
_SPOKEN = re.compile(
    r"\W{0,3}(?:(?i:(?:(?:words|text|story|interview|reporting|geschrieben|verfasst|publié|posted|written|"
    r"artikel|escrito|eingestellt|erstellt)\s+)?(?:by|von|par|por|door|av|af|di|da))\s*:?\s+|"
    r"(?i:text|interview|aut(?:eure?|or(?:in|en)?)|authors?|redaktion)\s*:\s*)(?=[^\W\d_a-z])"
)
_LOOKED_AT = (
    "a", "span", "div", "p", "address", "li", "ul", "h3", "h4", "h5", "h6", "strong", "b", "em", "small",
    "section", "cite", "time", "td", "dd",
)  # fmt: skip
_PARTING = frozenset({"li", "div", "p", "br", "ul", "h3", "h4", "h5", "dd", "td", "section", "time"})


def shown_names(tree: HtmlElement) -> Iterator[tuple[str, ...]]:
    """Yield the names in every byline of a page, those marked as such and nearest to its heading first."""
    marked: list[tuple[int, int, HtmlElement]] = []
    heading = 0
    for place, element in enumerate(tree.iter("h1", *_LOOKED_AT), 1):
        if place > _MAX_ELEMENTS or len(marked) > _MAX_MARKED:
            break
        if element.tag == "h1":
            heading = heading or place
        elif rank := _rank(element, heading and place - heading):
            marked.append((rank, place if place > heading else place + _MAX_ELEMENTS, element))
    for rank, _, element in sorted(marked, key=lambda one: one[:2]):
        names = _names_in(element, rank)
        if names and not is_aside(element):
            yield _with_siblings(element, rank, names)


def lone_names(tree: HtmlElement) -> Iterator[tuple[str, ...]]:
    """Yield the names that make up the first or the last paragraph of a run of long ones."""
    for number, paragraph in enumerate(tree.iter("p")):
        if number > 400:
            return
        text = safe_line("".join(paragraph.itertext())[:200]) if len(paragraph) < 4 else ""
        if 5 < len(text) < 60 and all(looks_like_person(part) for part in text.split("/")):
            before, after = _length(paragraph.getprevious()), _length(paragraph.getnext())
            if (before < 60 and after > 120) or (before > 120 and not after):
                yield tuple(part.strip() for part in text.split("/"))


def _length(paragraph: HtmlElement | None) -> int:
    """Return how long a neighbouring paragraph is, 0 where there is none."""
    return len("".join(paragraph.itertext())) if paragraph is not None and paragraph.tag == "p" else 0


def _rank(element: HtmlElement, after_heading: int) -> int:
    """Return 1 for the surest mark of a byline, more for weaker ones, 0 for none."""
    get = element.get
    rel, itemprop = get("rel"), get("itemprop")
    if (rel and "author" in rel.lower().split()) or (itemprop and "author" in itemprop.lower()):
        return 1
    classes = get("class")
    if classes and _is_mark(classes):
        return 2
    if 0 < after_heading < _MAX_AFTER_HEADING and _SPOKEN.match((element.text or "")[:80]):
        return 3
    return 0


@lru_cache(maxsize=2048)
def _is_mark(classes: str) -> bool:
    plain = hyphened(classes[:200])
    return holds(plain, _MARK_WORDS) and _MARK.search(plain) is not None


def _names_in(element: HtmlElement, rank: int) -> tuple[str, ...]:
    text = _parted(element)
    if not 2 < len(text) <= _MAX_BYLINE:
        return ()
    names: list[str] = []
    nicknames: list[str] = []
    for part in text.split(" | "):
        found = read_byline(part)
        if any(looks_like_person(name) or is_agency(name) for name in found):
            names += [name for name in found if len(name.split()) <= 5]
        elif rank < 3 and found and all(len(name) <= 30 and len(name.split()) <= 3 for name in found):
            nicknames += found
    return tuple(names or nicknames[:2])


def _parted(element: HtmlElement) -> str:
    """Return the text of an element; bars stand between what is set apart in it."""
    pieces: list[str] = []
    for number, (event, inner) in enumerate(_steps(element)):
        if number > 60 or sum(map(len, pieces)) > 2 * _MAX_BYLINE:
            return ""
        if inner is not element and inner.tag in _PARTING:
            pieces.append(" | ")
        if event == "start" and inner.tag not in {"script", "style", "svg", "button"}:
            pieces.append(inner.text or "")
        elif event == "end" and inner is not element:
            pieces.append(inner.tail or "")
    return safe_line("".join(pieces)).strip(" |")


def _steps(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    from lxml.etree import iterwalk

    yield from iterwalk(element, events=("start", "end"))


def _with_siblings(element: HtmlElement, rank: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names with those of the elements beside this one that are marked in the same way."""
    mark = (element.tag, element.get("class"), element.get("rel"), element.get("itemprop"))
    found = list(names)
    for beside in islice(element.itersiblings(), _MAX_SIBLINGS):
        if (beside.tag, beside.get("class"), beside.get("rel"), beside.get("itemprop")) == mark:
            found += [name for name in _names_in(beside, rank) if name not in found]
    return tuple(found[:12])
