"""Footnotes: the signs in the text that lead to one, the notes, and the links back."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from reader.extract.elements import HEADINGS
from reader.extract.visibility import class_words
from reader.values import dataclass

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST = 2000
_SIGN = re.compile(
    r"[\[(]?\s*(?:[a-z]{1,4}\.?\s)?(\d{1,4}|[*†‡§¶]{1,4}|[a-z]{1,2}|[ivx]{1,5})\s*[\])]?", re.IGNORECASE
)
_LEADING = re.compile(
    r"\s*[\^↑]?\s*(?:[\[(]?\s*(?P<sign>\d{1,4}|[*†‡§¶]{1,4})\s*(?:[\])][.:]?|[.:])?(?=\s|$))?\s*"
)
_NOTE_ID = re.compile(
    r"_?(?:foot-?notes?|ftnt?|fn|cite[_-]?note|end-?notes?|note|bib|ref-?note)(?![a-z]*ref)", re.IGNORECASE
)
_COUNTED_ID = re.compile(r"(?:foot-?note|fn|ftn|endnote|note)[-_:.]?(\d{1,4})", re.IGNORECASE)
_BACK_CLASS = re.compile(
    r"back-?ref|back-?link|reversefootnote|footnote-return|mw-cite-backlink", re.IGNORECASE
)
_BACK_SIGNS = frozenset("↩⏎↑^⬆↵⤴↖▲")
_REFERENCES = frozenset({
    "footnote-ref", "footnote-reference", "footnoteref", "fnref", "noteref", "doc-noteref", "footnote",
    "footnote-anchor",
})  # fmt: skip
_BODIES = frozenset({"li", "p", "div", "dd", "td", "aside", "section", "dt"})
_WRAPPERS = frozenset({"sup", "span", "small", "b", "strong"})
_TYPES = ("role", "data-type", "epub:type")
_ROOMS = frozenset({"body", "html", "article", "main"})


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The signs by the elements that hold them, the notes' signs by their elements, and what leads back."""

    references: dict[HtmlElement, str] = field(default_factory=dict)
    notes: dict[HtmlElement, str] = field(default_factory=dict)
    back: frozenset[HtmlElement] = frozenset()


def find_footnotes(root: HtmlElement) -> Footnotes:
    """Return the footnotes of a page: those that links lead to, and those that raised numbers count."""
    links = [link for link in root.iter("a") if "#" in (link.get("href") or "")][: 4 * _MOST]
    targets = _targets(root, links)
    references: dict[HtmlElement, str] = {}
    notes: dict[HtmlElement, str] = {}
    back: set[HtmlElement] = set()
    for link in links[:_MOST]:
        sign = _sign_of(link)
        target = targets.get(_fragment(link)) if sign else None
        if target is None or link in back or _is_back(link) or not _is_reference(link):
            continue
        body = _body_of(target, link)
        if body is not None and notes.keys().isdisjoint(link.iterancestors()):
            references[_outermost(link)] = sign
            notes.setdefault(body, sign)
            if target.tag == "a" and _sign_of(target) == sign:
                back.add(target)
    _add_counted(root, references, notes)
    if not notes:
        return Footnotes()
    return Footnotes(references, notes, frozenset(back.union(_back_links(notes, references))))


def leading_sign(text: str, sign: str) -> int:
    """Return how many characters at the start of a note's text only repeat its sign, or lead back."""
    match = _LEADING.match(text)
    repeats = match is not None and (not match["sign"] or (sign and match["sign"] == sign))
    return match.end() if match is not None and repeats else 0


def _fragment(link: HtmlElement) -> str:
    return str((link.get("href") or "").rpartition("#")[2])


def _targets(root: HtmlElement, links: list[HtmlElement]) -> dict[str, HtmlElement]:
    wanted = {name for link in links if len(link) < 4 and _sign_of(link) and (name := _fragment(link))}
    if not wanted:
        return {}
    found: dict[str, HtmlElement] = {}
    for element in root.xpath("descendant::*[@id or @name]"):
        for name in (element.get("id"), element.get("name")):
            if name in wanted:
                found.setdefault(name, element)
    for link in links:  # the pages of one word processor name nothing: the link back says where the note is
        back = _fragment(link)
        if back.startswith("_ftnref"):
            found.setdefault(back.replace("ref", "", 1), link)
    return found


def _sign_of(link: HtmlElement) -> str:
    """Return a link's text where it is a footnote's sign, without its brackets."""
    match = _SIGN.fullmatch("".join(link.itertext()).strip()[:20])
    return match[1] if match else ""


def _is_reference(link: HtmlElement) -> bool:
    """Whether a link is set as one to a note: raised, or named so."""
    if _NOTE_ID.match(_fragment(link)) or is_raised(link):
        return True
    around = (link, link.getparent())
    return any(
        not _REFERENCES.isdisjoint(class_words(one.get("class") or ""))
        or any(one.get(name) in _REFERENCES for name in _TYPES)
        for one in around
        if one is not None
    )


def is_raised(reference: HtmlElement) -> bool:
    """Whether a footnote's sign is set above the line."""
    parent = reference.getparent()
    if reference.tag == "sup" or (parent is not None and parent.tag == "sup"):
        return True
    return next(reference.iter("sup"), None) is not None


def _outermost(link: HtmlElement) -> HtmlElement:
    """Return the element that holds a sign and nothing else."""
    at = link
    parent = at.getparent()
    while parent is not None and parent.tag in _WRAPPERS and len(parent) == 1:
        if (parent.text or "").strip(" [(\n\t") or (at.tail or "").strip(" ])\n\t"):
            break
        at, parent = parent, parent.getparent()
    return at


def _body_of(target: HtmlElement, link: HtmlElement) -> HtmlElement | None:
    """Return the block that a note stands in, None where the target is no note of its own."""
    at: HtmlElement | None = target
    while at is not None and at.tag not in _BODIES:
        if at.tag in HEADINGS:  # a sign set as a heading over its note
            at = at.getnext() if _sign_of(at) else None
            break
        at = None if at.tag in _ROOMS else at.getparent()
    if at is None or at.tag not in _BODIES or at in {link, *link.iterancestors()}:
        return None
    return at if any(text.strip() for text in at.itertext()) else None


def _add_counted(
    root: HtmlElement, references: dict[HtmlElement, str], notes: dict[HtmlElement, str]
) -> None:
    """Add the items that their names count as notes where raised numbers count them without a link."""
    counted: dict[str, HtmlElement] = {}
    if references or next(root.iter("sup"), None) is None:
        return
    for item in root.xpath("descendant::li[@id]"):
        match = _COUNTED_ID.fullmatch(item.get("id") or "")
        if match:
            counted[match[1]] = item
    for raised in root.iter("sup"):
        sign = (raised.text or "").strip("[] ")
        if len(raised) == 0 and sign in counted:
            references[raised] = sign
            notes.setdefault(counted[sign], sign)


def _back_links(notes: dict[HtmlElement, str], references: dict[HtmlElement, str]) -> list[HtmlElement]:
    """Return the links in notes that lead back to where they are referred to."""
    named = {name for one in references for name in _names(one)}
    return [link for note in notes for link in note.iter("a") if _is_back(link) or _fragment(link) in named]


def _names(reference: HtmlElement) -> set[str]:
    parent = reference.getparent()
    around = [reference, *reference.iterdescendants()] + ([] if parent is None else [parent])
    names = {one.get(attribute) for one in around for attribute in ("id", "name")}
    return {name for name in names if name and len(name) < 200}


def _is_back(link: HtmlElement) -> bool:
    if _BACK_CLASS.search(link.get("class") or "") or link.get("role") == "doc-backlink":
        return True
    text = "".join(link.itertext()).strip()
    return bool(text) and len(text) <= 3 and not _BACK_SIGNS.isdisjoint(text)
