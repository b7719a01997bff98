"""Where an article was filed, and who helped: datelines, and the lines at its end that say who did what."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.inline import holds, squeezed
from reader.extract.names import looks_like_person, read_byline
from reader.model import Author
from reader.text import fold, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 400
_MOST = 12
_CAPITALS = r"[A-ZÀ-ÞŁŚŠŽ][A-ZÀ-ÞŁŚŠŽ.'’-]+"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# "TAIPEI, Taiwan (AP) — ", "KATHMANDU, April 25 (Reuters) - ", "LONDON — "
_DATELINE = re.compile(
    rf"(?P<city>{_CAPITALS}(?: {_CAPITALS}){{0,3}})"
    rf"(?P<region>, (?!{_MONTH})[A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}})?"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?))?(?: ?\([A-Za-z. /-]{2,30}\))?"
    r"\s?(?:—|–|-{1,2}|\|)\s"
)
_NOT_PLACES = frozenset(
    "UPDATE BREAKING EXCLUSIVE OPINION ANALYSIS VIDEO WATCH LIVE CORRECTION NOTE Q&A".split()  # noqa: SIM905
)
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,3}")  # "D.C.", "LA"
_NAMES = r"(?P<names>[^.:;()]{4,240}?)"
_HELPED = (
    re.compile(rf"^\W*{_NAMES},? (?:also )?contributed (?:to this|to the|reporting|research)\b"),
    re.compile(
        rf"\b(?i:(?:with )?additional (?:reporting|research)|with reporting) (?i:by|from) {_NAMES}(?=[.;)]|$)"
    ),
    re.compile(rf"^\W*(?i:mitarbeit|contributions?|with contributions from):? {_NAMES}(?=[.;)]|$)"),
)
_WORTH_READING = ("ontribut", "eport", "itarbeit", "esearch")
_HELP_WORDS = ("contribut", "additional re", "with reporting", "itarbeit")
_REPORTED = re.compile(
    r"(?:^\W*|\band |, )(?P<name>[A-Z][\w.'’ -]{2,40}?)(?: reported)? from "
    r"(?P<place>[A-Z]\w+(?: [A-Z]\w+){0,3}(?:, (?:[A-Z]\.){2,4}|, [A-Z]\w+(?=[.,]? and |[.]?$))?)"
)
# "Associated Press writers ", "The Post's "
_HOUSE = re.compile(
    r"^(?:the )?(?:[A-Z][\w.&’'-]*\s){1,5}?(?:staff )?(?:writers?|reporters?|journalists?|correspondents?|"
    r"producers?|editors?)\s+|^(?:[A-Z][\w.&]*\s){0,3}[A-Z][\w.&]*['’]s?\s+|"
    r"^(?:writers?|reporters?|staff writers?)\s+"
)
_PLACE_AFTER = re.compile(
    r"\s+in [A-Z][\w.]+(?: [A-Z][\w.]+){0,2}(?:, (?:[A-Z][a-z]+|"
    r"(?:New|North|South|West|Rhode|Saudi|Sri|United|Costa) [A-Z][a-z]+|[A-Z]\.[A-Z]\.)(?=, |,? and |$))?"
)
_SENTENCE = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])")


def filed_from(text: str) -> str | None:
    """Return the place of the dateline that a text begins with: of "TAIPEI (AP) —", "Taipei"."""
    dateline = _DATELINE.match(text[:120])
    if dateline is None or dateline["city"].split()[0] in _NOT_PLACES:
        return None
    city = dateline["city"]
    plain = city if _INITIALS.fullmatch(city) else string.capwords(city)
    return safe_line(plain + (dateline["region"] or ""), 60)


def with_places_and_help(authors: Sequence[Author], lines: Iterable[str], first: str) -> tuple[Author, ...]:
    """Say of each author where the article was filed from, and add those who only contributed.

    `lines` are the page's, `first` is the first paragraph. A dateline is everybody's; "Lee reported from
    Oslo" is Lee's alone.
    """
    place = filed_from(first)
    found = [replace(one, filed_from=place) if place and one.kind == "person" else one for one in authors]
    for line in lines:
        if len(line) <= _LONGEST and holds(line, _WORTH_READING):
            for sentence in _SENTENCE.split(line):
                found = _with_helpers(_placed(found, sentence), sentence)
    return tuple(found[: len(authors) + _MOST])


def _with_helpers(authors: list[Author], sentence: str) -> list[Author]:
    lowered = sentence.lower()
    if not holds(lowered, _HELP_WORDS):
        return authors
    known = {fold(author.name or "") for author in authors}
    names = [name for name in _helpers(sentence) if fold(name) not in known]
    return [*authors, *(Author(name=name, part="contributor") for name in names)]


def _helpers(line: str) -> list[str]:
    """Return the names of those who contributed, as a line says."""
    for pattern in _HELPED:
        if helped := pattern.search(line):
            names = _PLACE_AFTER.sub("", _HOUSE.sub("", helped["names"].strip()))
            return [name for name in dict.fromkeys(read_byline(names)) if looks_like_person(name)]
    return []


def _placed(authors: list[Author], line: str) -> list[Author]:
    """Give the authors whom "Lee reported from Oslo and Bo from Rome" names their places."""
    if " from " not in line or "report" not in line:
        return authors
    places = {
        squeezed(reported["name"]).removeprefix("and"): reported["place"]
        for reported in _REPORTED.finditer(line)
    }
    return [replace(one, filed_from=_place_of(one, places) or one.filed_from) for one in authors]


def _place_of(author: Author, places: dict[str, str]) -> str | None:
    parts = (author.name or "").split()
    names = (author.name or "", " ".join(parts[-2:]), parts[-1] if parts else "")
    return next((places[key] for key in map(squeezed, names) if key and key in places), None)
