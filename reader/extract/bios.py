"""The boxes about a writer: found, told from the article, whole instead of cut off."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.furniture import rooms
from reader.extract.inline import squeezed
from reader.extract.lines import is_furniture
from reader.model import Author
from reader.text import fold, safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_MIN_BIO = 40
_MAX_BIO = 2000
_MOST_BIOS = 40  # of one page, and as many writers whose notes are looked for: both are looked at in pairs
_LONGEST_TAIL = 160  # letters at the end of a bio among which its "Read more" stands
_REACH = 4  # blocks after a heading "About the writer" that may be the box
_BOX_WORD = re.compile(r"bio|author|writer|contributor|journalist", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:about|meet|more about|who is) (?:the |this |our )?(?:writers?|authors?|reporters?|journalists?|"
    r"columnists?|contributors?|"
    r"correspondents?|editors?)\W*|(?:über|zum|zur) (?:den|die|der)?\s?autor(?:in|en)?\W*|"
    r"(?:à propos de |sur )l['’]auteur\W*|"
    r"(?:sobre|acerca de) (?:el|la|o|a) autora?\W*|(?:sull['’]autore|l['’]autore)\W*|over de auteur\W*|"
    r"om (?:forfatteren|författaren)\W*|"
    r"об авторе\W*|o autor(?:ze|ce)\W*|"
    r"(?:この記事の)?(?:著者|筆者)(?:紹介|について|プロフィール)?|"
    r"この記事を書いた人|記者プロフィール\W*|关于作者\W*|"
    r"author(?:s|['’]s)? (?:bio|profile|note)\W*|bio\W*",
    re.IGNORECASE,
)
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}[^\W\d_a-z][\w'’-]*"
_VERB = (
    r"(?:is|was|are|has|have|covers?|writes?|reports?|works?|joined|leads?|edits?|ist|est|es|è|"
    r"schreibt|arbeitet|berichtet|écrit|escribe|scrive)"
)
_AFTER_NAME = re.compile(rf"(?:,[^.]{{2,80}},)?\s+{_VERB}\s")
_OPENING = re.compile(rf"(?P<name>{_NAME})(?:,[^.]{{2,80}},)?\s+{_VERB}\s")
_PRONOUN = re.compile(
    r"(?:he|she|they|an?|the|is|was|former|formerly|award|currently|based|covers|covering|writes|"
    r"reporting)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?P<cut>\.\.\.|…)?\s*(?:\W?\s?(?:read|see|show|view) (?:more|full bio|less|"
    r"profile)\b[^.]{0,40})\W*$|\s*(?P<dots>\.\.\.|…)\s*$",
    re.IGNORECASE,
)


def bio_segments(blocks: Sequence[Segment], authors: Sequence[Author]) -> list[Segment]:
    """Return the blocks of a page that tell who its writers are: under a heading that says so, in a box
    named so, or as a note that begins with a writer's name."""
    boxed = _boxed(blocks)
    authors = authors[:_MOST_BIOS]
    found: list[Segment] = []
    under = 0
    for block in blocks:
        if is_bio_heading(block.text):
            under = _REACH
        elif under and not _names_an_author(block.text, authors):
            under = 0 if block.kind == "heading" else under - 1
        if not _MIN_BIO <= len(block.text) <= _MAX_BIO:
            continue
        noted = any(is_about(block.text, author.name or "") for author in authors)
        if noted or ((under or id(block) in boxed) and _reads_like_bio(block.text, authors)):
            found.append(block)
        if len(found) == _MOST_BIOS:
            break
    return found


def _boxed(blocks: Sequence[Segment]) -> set[int]:
    """Return the ids of the blocks that stand in an element whose names say that it is a writer's box."""
    known: dict[HtmlElement, bool] = {}
    likely = [
        block
        for block in blocks
        if _MIN_BIO <= len(block.text) <= _MAX_BIO and _is_in_likely_box(block.element, known)
    ]
    places = rooms([block.element for block in likely], None)
    return {id(block) for block, place in zip(likely, places, strict=True) if place == "bio"}


def _is_in_likely_box(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether some element around has a word in its names by which a writer's box may be called."""
    path: list[HtmlElement] = []
    at: HtmlElement | None = element
    likely = False
    while at is not None:
        if at in known:
            likely = known[at]
            break
        path.append(at)
        names = f"{at.get('class') or ''} {at.get('id') or ''}"
        if len(names) > 1 and at.tag != "body" and _BOX_WORD.search(names, 0, 400):
            likely = True
            break
        at = at.getparent()
    known.update(dict.fromkeys(path, likely))
    return likely


def _names_an_author(line: str, authors: Sequence[Author]) -> bool:
    return len(line) <= 80 and any(author.name and fold(author.name) in fold(line) for author in authors)


def _reads_like_bio(text: str, authors: Sequence[Author]) -> bool:
    if is_furniture(text) and not named_in(text):
        return False
    return named_in(text) is not None or _PRONOUN.match(text) is not None or _owner(authors, text) is not None


def is_bio_heading(line: str) -> bool:
    """Whether a line is the heading of a writer's box."""
    return len(line) <= 60 and bool(_HEADING.fullmatch(line.strip()))


def named_in(bio: str) -> str | None:
    """Return the name that a bio opens with: "Ann Lee is a reporter …"."""
    match = _OPENING.match(bio)
    return safe_line(match["name"]) if match and len(match["name"]) <= 60 else None


def is_about(text: str, name: str) -> bool:
    """Whether a text begins as a note about the named person does."""
    if not name or text[:1].casefold() != name[:1].casefold():
        return False
    return _AFTER_NAME.match(text, len(name)) is not None and fold(text[:200]).startswith(fold(name))


def whole(copies: Sequence[str]) -> list[str]:
    """Return each bio once: copies that a "Read more" cut off give way to the whole one."""
    cleaned = [_uncut(" ".join(copy.split())[:_MAX_BIO]) for copy in copies]
    ranked = sorted(enumerate(cleaned), key=lambda one: (one[1][1], -len(one[1][0])))
    kept: list[tuple[int, str]] = []
    for place, (text, _) in ranked:
        key = squeezed(text)
        if key and not any(squeezed(other).startswith(key[: max(20, len(key) - 4)]) for _, other in kept):
            kept.append((place, text))
    return [text for _, text in sorted(kept)]


def _uncut(text: str) -> tuple[str, bool]:
    """Return a bio without its "Read more", and whether it was cut off there."""
    match = _TAIL.search(text, max(0, len(text) - _LONGEST_TAIL))
    if match is None:
        return text, False
    rest = text[: match.start()].rstrip()
    was_cut = bool(match["cut"] or match["dots"]) or not rest.endswith((".", "!", "?", "”", '"', ")"))
    return (f"{rest}…" if was_cut else rest), was_cut


def with_bios(authors: Sequence[Author], bios: Sequence[str]) -> tuple[Author, ...]:
    """Give every bio to the author whom it names; where no author is known, a bio makes one."""
    found = list(authors)
    for bio in whole(bios):
        at = _owner(found[:_MOST_BIOS], bio)
        if at is not None:
            both = whole([text for text in (found[at].bio, bio) if text])
            found[at] = replace(found[at], bio=max(both, key=len))
        elif not authors and (name := named_in(bio)):
            found.append(Author(name=name, bio=bio))
    return tuple(found)


def _owner(authors: Sequence[Author], bio: str) -> int | None:
    """Return whose bio it is: by the full name, by the family name, or the only author there is."""
    text, letters = fold(bio), squeezed(bio)
    for at, author in enumerate(authors):
        if author.name and squeezed(author.name) in letters:
            return at
    for at, author in enumerate(authors):
        family = fold(author.name or "").split()[-1:] or [""]
        if len(family[0]) > 3 and family[0] in text.split():
            return at
    return 0 if len(authors) == 1 and _PRONOUN.match(bio) else None
