"""Names in texts that are not English: only what lists and plain signs are sure of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.candidates import split
from reader.analyse.mentions import Mention
from reader.analyse.tokens import Token, tokens
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analyse.candidates import Sentence
    from reader.model import EntityKind

_PARTICLES = vocabulary(
    """
    von van der den de la del della di da dos du le bin al el ben
    """
)
_HEADS = re.compile(
    r"ministère|ministerio|ministero|ministério|université|universidad|universität|università|universidade"
    r"|universiteit|parti|partido|partito|banque|banco|banca|tribunal|assemblée|asamblea|agence|agencia|institut"
    r"|instituto|conseil|consejo|fédération|federación|société|ligue|liga|hochschule|verband|bundesamt",
    re.IGNORECASE,
)
_LINKS = vocabulary(
    """
    de des du de la las los le l d of für van voor di do da das dos
    """
)
_GERMAN_BODY = re.compile(
    r"(?:\w+-)?\w{3,30}(?:ministerium|gerichtshof|verfassungsgericht|landgericht|kriminalamt|tagesschau|präsidium)"
)
_ELISION = re.compile(r"(?:[ldsnmcjt]|qu|dell|all|nell|dall|sull|un)['’](?=\w)", re.IGNORECASE)
_LIST_KINDS: dict[str, EntityKind] = {"city": "place", "region": "place", "organisation": "organisation"}
# Words of other languages that are also on a list of names.
_NOT_HERE = vocabulary(
    """
    Des Den Die Das Der Dem Ein Am An Im In Is Ist Les La Le El Un Une Una Los Las Son Pour Sur
    Est Era Man Mit Auf Aus Bei Dans Dos Das Mais Par Per Sin Con Como Ese Ella Este Esta Target
    Visa Meta Shell Times Guardian Congress Senate Economist Treasury Commonwealth Pacific
    Atlantic Gulf Universal Paramount Delta Oracle Fed April Mai August Ernst Mark Montag Sonntag
    Jan Mars Avril Juin Juli Mayo Enero Abril Julio Bürger Kanzler Minister Präsident Président
    Presidente Kaiser König Santo Mari Mon Ma Mes Ses Nos Wir Sie Er Es Ich Du Ihr Bad Alt Neu
    Gross Groß Klein Herr Frau Monsieur Madame Señor Rolle Halle Essen Regen Bergen
    """
)
# Scripts that write words without spaces or with small words joined to them.
_BOUNDS = {
    "ja": (r"", r"(?!人|語|系|製|風|料理|海|新聞|経済)"),
    "zh": (r"", r"(?!人|语|語|籍|海|菜|日报)"),
    "ko": (r"(?<![\uac00-\ud7af])", r"(?!인|어)"),
    "ar": (r"(?<![\u0621-\u064a])[وفبلك]?", r"(?![\u0621-\u064a])"),
}


class ListTagger:
    """The engine for texts in `language`: countries, cities and bodies from lists, people by a given name."""

    def __init__(self, language: str) -> None:
        self._language = language

    def tag(self, text: str) -> list[Mention]:
        """Return the names in order of place, none overlapping another."""
        if self._language in _BOUNDS or self._language in ("ru", "uk"):
            return [
                Mention(*match.span("name"), "place") for match in _pattern(self._language).finditer(text)
            ]
        found = [
            m for sentence in split(text) if sentence.style != "upper" for m in self._in_sentence(sentence)
        ]
        return sorted([*found, *_surnames_again(text, found)])

    def _in_sentence(self, sentence: Sentence) -> Iterator[Mention]:
        found = [_without_elision(token) for token in sentence.tokens]
        words = [token.text for token in found]
        places, i = _territory_words(self._language), 0
        while i < len(words):
            kind, length = _name_at(words, i, places)
            if kind:
                yield Mention(found[i].start, found[i + length - 1].end, kind)
            i += max(1, length)


def _without_elision(token: Token) -> Token:
    """French and Italian join small words to a name: "l'Allemagne", "dell'Italia"."""
    match = _ELISION.match(token.text)
    return Token(token.start + match.end(), token.end, token.text[match.end() :]) if match else token


def _name_at(
    words: list[str], i: int, places: dict[str, list[tuple[str, ...]]]
) -> tuple[EntityKind | None, int]:
    """The kind and length in words of the name that begins at `i`."""
    if not words[i][0].isupper() or words[i] in _NOT_HERE:
        return None, 0
    if length := _person(words, i):
        return "person", length
    for name in places.get(words[i], ()):
        if tuple(words[i : i + len(name)]) == name:
            return "place", len(name)
    for name, what in gazetteers.known_by_first_word().get(words[i], ()):
        if what in _LIST_KINDS and tuple(words[i : i + len(name)]) == name and len("".join(name)) > 2:
            return _LIST_KINDS[what], len(name)
    if length := _body(words, i):
        return "organisation", length
    return None, 0


def _person(words: list[str], i: int) -> int:
    """How many words from `i` are a person's name: a given name, particles, then capitalised words."""
    if words[i] not in gazetteers.given_names() or len(words[i]) < 3:
        return 0
    end, last = i + 1, i
    while end < len(words) and end - i < 5:
        word = words[end]
        if word[0].isupper() and word.isalpha() and len(word) > 1 and word not in _NOT_HERE:
            last = end
            if words[end] not in gazetteers.given_names():
                break
        elif word not in _PARTICLES and word != "-":
            break
        end += 1
    return last + 1 - i if last > i and words[last] != "-" else 0


def _body(words: list[str], i: int) -> int:
    """How many words from `i` name a body: "Ministère de la Santé", "Innenministerium"."""
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


def _surnames_again(text: str, found: list[Mention]) -> Iterator[Mention]:
    """The places where a person who was named in full is named by the last word alone."""
    people = {text[m.start : m.end].split()[-1] for m in found if m.kind == "person"}
    taken = {at for m in found for at in range(m.start, m.end)}
    if people:
        for match in re.finditer(r"[^\W\d_]+", text):
            if match[0] in people and len(match[0]) > 2 and match.start() not in taken:
                yield Mention(match.start(), match.end(), "person")


@cache
def _territory_words(language: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in gazetteers.territories(language):
        words = tuple(token.text for token in tokens(name))
        found.setdefault(words[0], []).append(words)
    return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    before, after = _BOUNDS.get(language, (r"\b", r"\b"))
    names = sorted((n for n in gazetteers.territories(language) if len(n) > 1), key=len, reverse=True)
    return re.compile(f"{before}(?P<name>{'|'.join(map(re.escape, names)) or '(?!)'}){after}")
