"""Names in texts that are not English: only what lists and plain signs are sure of.

A wrong name is worse than none: a language that is not among `LANGUAGES` gets none, and in those that do not
mark names by capitals only countries, large cities and a few bodies are found.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.candidates import split
from reader.analyse.declension import Declined
from reader.analyse.mentions import Mention
from reader.analyse.personal import NOT_NAMES, person, surnames_again
from reader.analyse.scripts import SCRIPTS, names_in_script
from reader.analyse.tokens import Token, tokens
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analyse.candidates import Sentence
    from reader.model import EntityKind

LANGUAGES = frozenset(vocabulary("de fr es it pt nl sv pl tr ru uk el")) | SCRIPTS
_HEADS = re.compile(
    r"ministère|ministerio|ministero|ministério|université|universidad|universität|università|universidade"
    r"|universiteit|parti|partido|partito|banque|banco|banca|tribunal|assemblée|asamblea|agence|agencia|institut"
    r"|instituto|conseil|consejo|fédération|federación|société|ligue|liga|hochschule|verband|bundesamt",
    re.IGNORECASE,
)
_LINKS = vocabulary("de des du de la las los le l d of für van voor di do da das dos")
_GERMAN_BODY = re.compile(
    r"(?:\w+-)?\w{3,30}(?:ministerium|gerichtshof|verfassungsgericht|landgericht|kriminalamt|tagesschau|präsidium)s?"
)
_ELISION = re.compile(r"(?:[ldsnmcjt]|qu|dell|all|nell|dall|sull|un)['’](?=\w)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?<=\w)['’]\w{1,8}\Z")  # Turkish: "Ankara'da"
_LIST_KINDS: dict[str, EntityKind] = {"city": "place", "region": "place", "organisation": "organisation"}
# Words of other languages that are also on a list of names.
_NOT_HERE = NOT_NAMES | vocabulary(
    """
    Target Visa Meta Shell Times Guardian Congress Senate Economist Treasury Commonwealth Pacific
    Atlantic Gulf Universal Paramount Delta Oracle Fed Gross Groß Klein Rolle Halle Essen Regen
    Bergen
    """
)
# What a country or a city is called that in its language is more often a plain word or a given name.
_PLAIN = {
    "fr": vocabulary("Maurice Dominique Réunion La Jersey Salut"),
    "it": vocabulary("Mali Salvador"),
    "es": vocabulary("Granada Belén Argel"),
    "pt": vocabulary("Granada Peru Mali"),
    "pl": vocabulary("Mali Czad Duala"),
    "tr": vocabulary("Mali Mısır Benin Cuba Fas Roma Prag"),
    "ru": vocabulary("Того Ном Мали Чад"),
    "uk": vocabulary("Того Малі Ном Чад"),
    "de": vocabulary("Merida Reunion Jersey"),
}


class ListTagger:
    """The engine for texts in `language`: countries, cities and bodies from lists, people by a given name."""

    def __init__(self, language: str) -> None:
        self._language = language

    def tag(self, text: str) -> list[Mention]:
        """Return the names in order of place, none overlapping another."""
        if self._language not in LANGUAGES:
            return []
        if self._language in SCRIPTS:
            return list(names_in_script(text, self._language))
        found = [
            m for sentence in split(text) if sentence.style != "upper" for m in self._in_sentence(sentence)
        ]
        return sorted([*found, *surnames_again(text, found)])

    def _in_sentence(self, sentence: Sentence) -> Iterator[Mention]:
        found = [bare(token, self._language) for token in sentence.tokens]
        words = [token.text for token in found]
        i = 0
        while i < len(words):
            kind, length = _name_at(words, i, self._language)
            if kind:
                yield Mention(found[i].start, found[i + length - 1].end, kind)
            i += max(1, length)


class Lands:
    """What the countries of a language are called in its texts, in all their forms."""

    def __init__(self, language: str) -> None:
        self._full, self._language = gazetteers.territories(language), language

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the full name of the country that `name` is a form of, `default` if of none."""
        if name in self._full:
            return self._full[name]
        words = [token.text for token in tokens(name)]
        found = _places(self._language).at(words, 0) if words else ()
        if not found or len(found) != len(words):
            return default
        written = _written(self._language)[found]
        return self._full.get(written, written)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None


def bare(token: Token, language: str) -> Token:
    """Return a token without the small words that French and Italian join to a name ("l'Allemagne",
    "dell'Italia"), and without the endings that Turkish does ("Ankara'da")."""
    if language == "tr":
        match = _SUFFIX.search(token.text)
        return (
            Token(token.start, token.start + match.start(), token.text[: match.start()]) if match else token
        )
    match = _ELISION.match(token.text)
    return Token(token.start + match.end(), token.end, token.text[match.end() :]) if match else token


def _name_at(words: list[str], i: int, language: str) -> tuple[EntityKind | None, int]:
    """The kind and length in words of the name that begins at `i`."""
    if not words[i][0].isupper() or words[i] in _NOT_HERE:
        return None, 0
    place = _places(language).at(words, i)
    if length := person(words, i, language, is_place=lambda at: bool(_places(language).at(words, at))):
        return "person", length
    if place:
        return "place", len(place)
    for name in _bodies(language).get(words[i], ()):
        if tuple(words[i : i + len(name)]) == name:
            return "organisation", len(name)
    for name, what in gazetteers.known_by_first_word().get(words[i], ()):
        if what in _LIST_KINDS and tuple(words[i : i + len(name)]) == name and len("".join(name)) > 2:
            return _LIST_KINDS[what], len(name)
    if length := body(words, i):
        return "organisation", length
    return None, 0


def body(words: list[str], i: int) -> int:
    """Return how many words from `i` name a body: "Ministère de la Santé", "Innenministerium"."""
    if _GERMAN_BODY.fullmatch(words[i]):
        return 1
    if not _HEADS.fullmatch(words[i]):
        return 0
    end = last = i + 1
    while end < len(words) and end - i < 7 and (words[end][0].isupper() or words[end] in (*_LINKS, "'", "’")):
        end += 1
        if words[end - 1][0].isupper():
            last = end
    return last - i if last > i + 1 else 0


@cache
def _written(language: str) -> dict[tuple[str, ...], str]:
    """The words of each country and city of a language → how it is written."""
    names = (*gazetteers.territories(language), *gazetteers.cities_elsewhere(language))
    plain = _PLAIN.get(language, frozenset())
    return {tuple(token.text for token in tokens(name)): name for name in names if name not in plain}


@cache
def _places(language: str) -> Declined:
    return Declined([words for words in _written(language) if len("".join(words)) > 2], language)


@cache
def _bodies(language: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in gazetteers.bodies_elsewhere(language):
        words = tuple(token.text for token in tokens(name))
        found.setdefault(words[0], []).append(words)
    return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}
