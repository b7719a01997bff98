"""What is written about a writer: told from other text, given to its writer, whole instead of cut off."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.inline import squeezed
from reader.extract.lines import is_byline, is_date_line, is_furniture
from reader.extract.names import is_agency
from reader.model import Author
from reader.text import fold, safe_line
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_BIO = 40
MAX_BIO = 2000
MOST_BIOS = 40  # of one page, and as many writers whose notes are looked for: both are looked at in pairs
_LONGEST_TAIL = 160  # letters at the end of a bio among which its "Read more" stands
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
_ABOUT = re.compile(
    r"(?:about|meet|über|à propos de|sobre|acerca de|over|om|о|об)\s+(.{3,50}?)\W*$", re.IGNORECASE
)
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}[^\W\d_a-z][\w'’-]*"
_VERB = (
    r"(?:is|was|are|has|have|covers?|writes?|reports?|works?|joined|leads?|edits?|ist|est|es|è|"
    r"schreibt|arbeitet|berichtet|écrit|escribe|scrive)"
)
_AFTER_NAME = re.compile(
    rf"(?:\s?\([^)]{{0,60}}\))?(?:,[^.]{{2,80}},)?\s+{_VERB}\s|"
    r"['’]s? (?:latest |new |first )?(?:book|novel)s?\b"
)
# The words of a job that may stand before the name: "Staff writer Ann Lee is", "Der Lehrer Jan Ott ist".
_BEFORE_NAME = re.compile(r"(?:[\w.,’'&-]+ ){1,6}$")
JOB = re.compile(
    r"\b(?:reporters?|writers?|correspondent|editor|journalist|columnist|contributor|producer|author|critic|"
    r"fellow|professor|analyst|photographer|blogger|host|anchor|presenter|founder|historian|economist|"
    r"freelancer?|staff|curator|director|manager|\w*redakt(?:eur|or)(?:in)?|\w*korrespondent(?:in)?|"
    r"\w*reporterin|journalistin|autor(?:in)?|gründer(?:in)?|leiter(?:in)?|"
    r"journaliste|rédact(?:eur|rice)|correspondante?|chroniqueu(?:r|se)|periodista|redactora?|corresponsal|"
    r"jornalista|giornalista|redaktör|journalisten|skribent)\b|기자|記者|记者",
    re.IGNORECASE,
)
# What only says how to reach or read somebody.
_ERRAND = re.compile(
    r"(?:you can|please|to|for|read|see|view|click|follow|e-?mail|contact|write to|send|more)\b"
    r"[^.!?]*(?:\.\.\.|…|[.!?])?$",
    re.IGNORECASE,
)
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


_DATED = re.compile(r"(?:by|von|por|par)\s[^.!?]{0,120}\b(?:19|20)\d\d\b[^.!?]{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bio:
    """A text about a writer; `name` and `role` are what stands over it in its box, None without that."""

    text: str
    name: str | None = None
    role: str | None = None


def is_bio_heading(line: str, authors: Sequence[Author] = ()) -> bool:
    """Whether a line is the heading of a writer's box: "About the author", "About Ann Lee"."""
    short = len(line) <= 60
    return short and (bool(_HEADING.fullmatch(line.strip())) or announced(line, authors) is not None)


def announced(line: str, authors: Sequence[Author]) -> str | None:
    """Return the author whose bio a heading announces by name: "About Ann Lee"."""
    about = _ABOUT.match(line.strip()) if authors and len(line) <= 60 else None
    at = _named(about[1], authors) if about else None
    return None if at is None else authors[at].name


def reads_like_bio(text: str, authors: Sequence[Author]) -> bool:
    """Whether a text in a place for writers is about one."""
    if (
        _DATED.match(text)
        or is_byline(text)
        or is_date_line(text)
        or (is_furniture(text) and not named_in(text))
    ):
        return False
    return (
        named_in(text) is not None or _PRONOUN.match(text) is not None or owner_of(text, authors) is not None
    )


def opens_with_job(text: str) -> bool:
    """Whether a text begins with somebody's job and has no subject: "Korrespondent in Wien"."""
    job = JOB.search(text[:60])
    return job is not None and len(text[: job.start()].split()) <= 4


def named_in(bio: str) -> str | None:
    """Return the name that a bio opens with: "Ann Lee is a reporter …"."""
    match = _OPENING.match(bio)
    return safe_line(match["name"]) if match and len(match["name"]) <= 60 else None


def is_about(text: str, name: str) -> bool:
    """Whether a text begins as a note about the named person does."""
    return bool(name) and _begins_with(text, name) and not is_agency(name)


def _begins_with(text: str, name: str) -> bool:
    """Whether a text begins with a name, or a job and a name, and goes on with what the named one is."""
    if text[:1].casefold() == name[:1].casefold() and _AFTER_NAME.match(text, len(name)):
        return fold(text[:200]).startswith(fold(name))
    at = text.find(name, 0, 120)
    if at > 0 and " " in name and _BEFORE_NAME.match(text[:at]):
        return (
            _AFTER_NAME.match(text, at + len(name)) is not None and JOB.search(text[: at + 160]) is not None
        )
    return _is_on_first_terms(text, name)


def _is_on_first_terms(text: str, name: str) -> bool:
    """Whether a text calls somebody by one name, and says what their job is: "Ann is a reporter"."""
    words = name.split()
    for word in {words[0], words[-1]} if len(words) > 1 else ():
        if len(word) > 2 and text.startswith(f"{word} ") and _AFTER_NAME.match(text, len(word)):
            return JOB.search(text[:100]) is not None
    return False


def whole(copies: Sequence[str]) -> list[str]:
    """Return each bio once: copies that a "Read more" cut off give way to the whole one."""
    cleaned = [_uncut(" ".join(copy.split())[:MAX_BIO]) for copy in copies]
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


def with_bios(authors: Sequence[Author], bios: Sequence[Bio]) -> tuple[Author, ...]:
    """Give every bio to the author who has it already or whom it names; where no author is known, it makes
    one."""
    found = [replace(one, bio=_without_name(one.bio, one.name or "")) if one.bio else one for one in authors]
    named = {bio.text: bio for bio in bios}
    for text in whole([bio.text for bio in bios]):
        bio = named.get(text, Bio(text))
        at = _named(bio.name, found) if bio.name else _holder_of(text, found)
        at = owner_of(text, found[:MOST_BIOS]) if at is None else at
        if at is not None and found[at].kind == "person":
            bare = _without_name(text, found[at].name or "")
            both = whole([other for other in (found[at].bio, bare) if other])
            found[at] = replace(found[at], bio=max(both, key=len), role=found[at].role or bio.role)
        elif at is None and not authors and (name := bio.name or named_in(text)):
            found.append(Author(name=name, role=bio.role, bio=text))
    return tuple(_without_errand(author) for author in found)


def _without_errand(author: Author) -> Author:
    """Leave out a bio that only says where to click."""
    bio = author.bio or ""
    return (
        replace(author, bio=None) if _ERRAND.match(bio) and "@" not in bio and not JOB.search(bio) else author
    )


def _without_name(text: str, name: str) -> str:
    """Return a bio without the name that stood over it and ran into it: "Ann LeeReporter in Oslo"."""
    rest = text.removeprefix(name) if name else text
    bare = rest.lstrip()
    if rest == text or not bare[:1].isupper():
        return text
    return bare if rest[:1].isupper() or bare.startswith(name) or opens_with_job(bare) else text


def _holder_of(bio: str, authors: Sequence[Author]) -> int | None:
    """Return whose bio, as the page's data has it, a text is a copy of."""
    key = squeezed(bio)[:60]
    return next((at for at, one in enumerate(authors) if one.bio and squeezed(one.bio).startswith(key)), None)


def _named(name: str, authors: Sequence[Author]) -> int | None:
    wanted = squeezed(name)
    return next((at for at, one in enumerate(authors) if one.name and squeezed(one.name) == wanted), None)


def owner_of(bio: str, authors: Sequence[Author]) -> int | None:
    """Return whose bio it is: by the full name, by one of its parts, or the only author there is."""
    text, letters = set(fold(bio).split()), squeezed(bio)
    people = [(at, author) for at, author in enumerate(authors) if author.kind == "person"]
    for at, author in people:
        if author.name and squeezed(author.name) in letters:
            return at
    for at, author in people:
        family = fold(author.name or "").split()[-1:] or [""]
        if len(family[0]) > 3 and family[0] in text:
            return at
    for at, author in people:
        if author.name and _is_on_first_terms(bio, author.name):
            return at
    return people[0][0] if len(people) == 1 and _PRONOUN.match(bio) else None
