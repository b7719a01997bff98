"""How much a text is about somebody or something it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from math import log
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.text import fold

if TYPE_CHECKING:
    from reader.analyse.aliases import Named
    from reader.model import EntityKind

_OFTEN, _EARLY, _LEAD, _SPREAD, _TITLE, _FIRST = 0.5, 0.2, 0.1, 0.1, 0.1, 0.1
_MOST = _OFTEN + _EARLY + _LEAD + _SPREAD + _TITLE + _FIRST
_ENOUGH = 12
_BY_KIND: dict[EntityKind, float] = {"person": 1.0, "organisation": 0.97, "place": 0.95, "other": 0.95}
_PEOPLE, _ASIDE = 0.4, 0.5
_LONGEST_TITLE = 1000
# "SEOUL, Nov 12 —", "TUCSON, Arizona.", "LAGOS, 19 Nov (Agency) -"
_DATELINE = re.compile(r"\W{0,3}[^\W\d_a-z]{3}[^\n]{0,70}?(?:\s[-–—|]\s|—|(?<=[^\W\d_]{2})\.\s)")
_CAPITALS = re.compile(r"[^\W\d_a-z]{3,}")
# An agency that filed a report or was spoken to is no part of what it is about.
_SOURCE = re.compile(r"(?:\btold (?:the )?|\()\Z")


class Prominence:
    """A text and its title, to be asked how prominent each name in them is.

    Logarithm of the count and earliness are the strongest plain signs of salience (Dunietz and Gillick, "A
    New Entity Salience Task with Millions of Training Examples", 2014); then whether the opening paragraph
    and the title name it, how near the title's beginning, and in how many paragraphs it is named. Mentions in
    the dateline and as a source do not count.
    """

    def __init__(self, text: str, title: str = "") -> None:
        self._text = text
        self._title = fold(title[:_LONGEST_TITLE])
        self._body = _dateline(text)
        self._paragraphs = [match.end() for match in re.finditer(r"\n\s*", text)]

    def of(self, named: Named) -> float:
        """Return 0 to 1."""
        starts = [mention.start for mention in named.mentions if self._counts(mention.start)]
        kind = _PEOPLE if gazetteers.known_names().get(named.name) == "people" else _BY_KIND[named.kind]
        if not starts:
            return round(kind * _ASIDE * _OFTEN * _often(1) / _MOST, 4)
        inside = {bisect_right(self._paragraphs, start) for start in starts}
        title = self._in_title(named)
        weight = (
            _OFTEN * _often(len(starts))
            + _EARLY * (1 - starts[0] / len(self._text))
            + _LEAD * (min(inside) == 0)
            + _SPREAD * len(inside) / (len(self._paragraphs) + 1)
            + (title is not None and _TITLE + _FIRST * (1 - title))
        )
        return round(kind * weight / _MOST, 4)

    def _counts(self, start: int) -> bool:
        return start >= self._body and not _SOURCE.search(self._text, max(0, start - 10), start)

    def _in_title(self, named: Named) -> float | None:
        """How far into the title it is named, from 0 to 1, if at all; a person by the last name alone too."""
        names = {named.name, *named.aliases, *(named.name.split()[-1:] if named.kind == "person" else ())}
        found = [at for name in names if (at := _place(self._title, fold(name))) >= 0]
        return min(found) / len(self._title) if found else None


def _dateline(text: str) -> int:
    """Where the text begins behind the place and date of its filing; 0 if they do not stand there."""
    match = _DATELINE.match(text)
    return match.end() if match and _CAPITALS.search(match[0]) else 0


def _often(count: int) -> float:
    return min(1.0, log(1 + count) / log(1 + _ENOUGH))


def _place(title: str, name: str) -> int:
    """Where the title has the name as whole words, -1 if nowhere; both folded."""
    at = title.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if not title[max(0, at - 1) : at].isalnum() and not title[end : end + 1].isalnum():
            return at
        at = title.find(name, end)
    return -1
