"""Who of several people is meant by a name that they share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from reader.analyse import gazetteers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.mentions import Mention

Sex = Literal["f", "m", ""]

_WOMAN = re.compile(
    r"\b(?:mrs|ms|miss|mme|madame|lady|dame|queen|princess|duchess|baroness|sister|wife|widow|daughter|mother"
    r"|grandmother|aunt|niece|granddaughter|girlfriend|actress|congresswoman|chairwoman|spokeswoman)\.?,?\s\Z",
    re.IGNORECASE,
)
_MAN = re.compile(
    r"\b(?:mr|sir|lord|king|prince|duke|baron|brother|husband|widower|son|father|grandfather|uncle|nephew"
    r"|grandson|boyfriend|congressman|chairman|spokesman)\.?,?\s\Z",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\b(?:sister|wife|widow|daughter|mother|grandmother|aunt|niece|granddaughter|brother|husband|widower|son|father"
    r"|grandfather|uncle|nephew|grandson|cousin|sibling|twin|parents),?\s\Z",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:king|queen|prince|princess|sir|lord|lady|dame)\s", re.IGNORECASE)
_BEFORE = 24


def told_before(text: str, start: int) -> Sex:
    """Return what the word before a name, or its first, says of its bearer: "Mrs", "his brother", "Lady"."""
    title = _TITLE.match(text, start)
    before = text[max(0, start - _BEFORE) : title.end() if title else start]
    return "f" if _WOMAN.search(before) else "m" if _MAN.search(before) else ""


def by_given_name(name: str) -> Sex:
    """Return what the first word of a name in full says of its bearer."""
    given = name.split()[0].title()
    women, men = gazetteers.given_names_of("women"), gazetteers.given_names_of("men")
    return "f" if given in women else "m" if given in men else ""


class Bearers:
    """The people of a text as they come: which of them bears a shared name here."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._starts = [mention.start for mention in mentions]
        self._paragraph = _paragraphs(text, self._starts)
        self._last: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._sex: dict[str, Sex] = {}
        self._kin: set[str] = set()
        self._by_given: set[str] = set()

    def named(self, name: str, i: int, one: str) -> None:
        """Note that mention `i`, written as `one`, names the bearer of `name`."""
        full = one == name
        if (
            full
            and name not in self._times
            and _KIN.search(self._text, max(0, self._starts[i] - _BEFORE), self._starts[i])
        ):
            self._kin.add(name)
        self._times[name] = self._times.get(name, 0) + 1
        self._sex[name] = told_before(self._text, self._starts[i]) or self._sex_of(name)
        if full:
            self._last[name] = i
        elif one == name.split()[0]:
            self._by_given.add(name)

    def meant(self, options: Sequence[str], i: int) -> str | None:
        """Return who of `options` is meant at mention `i`, None if nobody of them.

        Who cannot be "Mrs" or "Mr" is not; nor is who came in as somebody's kin, if others can. Then it is
        who was named in full last in this paragraph, else who was named most often, else who came first.
        """
        sex = told_before(self._text, self._starts[i])
        options = [name for name in options if name in self._last] or options
        fitting = [name for name in options if sex and self._sex_of(name) == sex]
        fitting = fitting or [name for name in options if not sex or not self._sex_of(name)]
        if not fitting:
            return None
        fitting = [name for name in fitting if name not in self._kin] or fitting
        if sex:  # who is called by the given name is no "Mrs"
            fitting = [name for name in fitting if name not in self._by_given] or fitting
        here = self._paragraph[i]
        near = [name for name in fitting if name in self._last and self._paragraph[self._last[name]] == here]
        if near:
            return max(near, key=lambda name: self._last[name])
        return max(fitting, key=lambda name: self._times.get(name, 0))

    def _sex_of(self, name: str) -> Sex:
        return self._sex.get(name) or by_given_name(name)


def _paragraphs(text: str, starts: Sequence[int]) -> list[int]:
    """The number of the paragraph that each place is in."""
    found, number, at = [], 0, 0
    for start in starts:
        number += text.count("\n", at, start)
        at = max(at, start)
        found.append(number)
    return found
