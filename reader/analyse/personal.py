"""People in texts that are not English: by a given name, and again by their family name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.mentions import Mention
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_PARTICLES = vocabulary("von van der den de la del della di da dos do du le bin al el ben")
# Capitalised words that follow a given name or look like one, and are none.
NOT_NAMES = vocabulary(
    """
    Des Den Die Das Der Dem Ein Am An Im In Is Ist Les La Le El Un Une Una Los Las Son Pour Sur Est
    Era Man Mit Auf Aus Bei Dans Dos Mais Par Per Sin Con Como Ese Ella Este Esta April Mai August
    Ernst Mark Montag Sonntag Jan Mars Avril Juin Juli Mayo Enero Abril Julio Bürger Kanzler
    Minister Präsident Président Presidente Kaiser König Santo Mari Mon Ma Mes Ses Nos Wir Sie Er Es
    Ich Du Ihr Bad Alt Neu Herr Frau Monsieur Madame Señor Corona
    """
)
# Given names that are plain words where a sentence begins.
_PLAIN_FIRST = vocabulary(
    "Вера Надежда Любовь Роман Лев Слава Роза Лилия Майя Мир Віра Надія Любов Слава Мая"
)
_CAPITAL_NOUNS = frozenset(("de",))  # a noun may follow a name
_LONGEST = 7
_SHORTEST = 3


def person(words: Sequence[str], i: int, language: str, is_place: Callable[[int], bool]) -> int:
    """Return how many words from `i` are a person's name, 0 if none: a given name, particles, then
    capitalised words of which none is a place, as `is_place` tells."""
    given = gazetteers.given_names_elsewhere() if language in ("ru", "uk", "el") else gazetteers.given_names()
    if words[i] not in given or len(words[i]) < _SHORTEST or (i == 0 and words[i] in _PLAIN_FIRST):
        return 0
    end, last = i + 1, i
    while end < len(words) and end - i < _LONGEST:
        word = words[end]
        if word[0].isupper() and word.isalpha() and len(word) > 1 and word not in NOT_NAMES:
            if is_place(end):
                break
            last = end
            if language in _CAPITAL_NOUNS and word not in given and "-" not in words[end + 1 : end + 2]:
                break
        elif word not in _PARTICLES and not (word == "-" and _joins(words, end, i, given)):
            break
        end += 1
    return last + 1 - i if last > i and words[last] != "-" else 0


def _joins(words: Sequence[str], at: int, first: int, given: Collection[str]) -> bool:
    """Whether the hyphen at `at` stands in a name: "Karl-Heinz", "Strack-Zimmermann", not "Corona-Krise"."""
    return at > first + 1 or (at + 1 < len(words) and words[at + 1] in given)


def surnames_again(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the places where a person who was named in full is named by the last word alone."""
    people = {text[m.start : m.end].split()[-1] for m in found if m.kind == "person"}
    taken = {at for m in found for at in range(m.start, m.end)}
    if people:
        for match in re.finditer(r"[^\W\d_]+", text):
            if match[0] in people and len(match[0]) >= _SHORTEST and match.start() not in taken:
                yield Mention(match.start(), match.end(), "person")
