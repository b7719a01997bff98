"""What an article is about, in few words: enough to tell whether another is about the same event.

A word weighs the more the rarer it is in English (by its place in the encoder's vocabulary, which is in the
order of frequency) and the more often it is said, in the headline above all, then in the lead; a word with a
capital in the middle of a sentence is a name. What two articles of one event share stands below the lead as
often as in it: each begins with its own news. Nothing here depends on what a library holds, so an article has
one gist for good.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.language import commonest, spoken
from reader.model import Gist

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analyse.wordpiece import WordPiece

LEAD, BODY = 400, 1500
"""Characters of a text that are its lead, and that are read."""
SHINGLES = 32
"""Bytes of a sketch of the text, by which copies are known."""
_IN_TITLE, _IN_LEAD, _IN_BODY = 2.0, 1.0, 0.5  # how often a word counts as said
_NUMBER_WEIGHT, _LEAST_WEIGHT = 0.5, 0.05
_MOST_WORDS, _MOST_NAMES = 96, 60
_LONGEST = 40  # characters of a word
_WORD = re.compile(r"[^\W\d_]{1,60}(?:['’][^\W\d_]{1,40})?|\d[\d.,]{0,20}\d|\d")
_ENDS = re.compile(r"[.!?:;»”\"“«\n]\W{0,4}\Z")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_ELISION = re.compile(r"^(?:qu|[cdjlmnst])['’](?=\w{3})", re.IGNORECASE)
_ENDINGS = (("ing", ""), ("ies", "y"), ("sses", "ss"), ("s", ""), ("ed", ""))
_NO_PLURALS = ("ss", "us")
_SHORT = 3  # letters of a word that keeps its e
_COMMON = frozenset(
    "the a an of to in on for and or is are was were be as at by with from that this it its his her their he "  # noqa: SIM905
    "she they we you i not no but after before over new says said say will has have had how what why who "
    "when more than up down out about into amid vs us live update updates news report reports".split()
)
_NO_EVENT = re.compile(
    r"\b(?:deals?|gift guides?|best|guide to|how to|review|podcast|(?:opening|closing) bell|round-?up|"
    r"briefing|newsletter|press releases|pressemitteilungen|corrections and clarifications|"
    r"horoscopes?|recipes?|crossword|quiz|things to (?:do|know)|what to (?:watch|know)|"
    r"top \d+|\d+ (?:best|ways|tips|things)|daily|weekly|markets:|analysis|opinion|editorial|view on|"
    r"angebote?|kommentar|rezepte?|horoskop|recettes?|édito(?:rial)?|tribune|ofertas?|recetas?|opinión)\b",
    re.IGNORECASE,
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # Japanese and Chinese
_GRAMMAR = re.compile("[\u3040-\u309f]+")  # hiragana
_NOUNS_IN_CAPITALS = frozenset({"de", "lb"})
_FIRST_WORD = 1996  # of the vocabulary: pieces before it are signs and letters


def gist(title: str, text: str, language: str | None = None) -> Gist:
    """Return the gist of an article without its vector; `text` may begin with the title."""
    text = text.removeprefix(title).lstrip(" .:-–—\n")[:BODY]
    title = title[:LEAD]
    spoken_in = spoken(f"{title} {text}", language)
    named = [*(() if _in_capitals(title) else _names(title, spoken_in)), *_names(text, spoken_in)]
    if spoken_in in _NOUNS_IN_CAPITALS:
        named = [word for word in named if _is_listed(word, spoken_in)]
    names = dict.fromkeys(map(stem, named))
    return Gist(
        language=spoken_in,
        words=tuple(_weighed(title, text, spoken_in)),
        names=tuple((name, _weight(name)) for name in list(names)[:_MOST_NAMES]),
        eventless=_NO_EVENT.search(title) is not None,
        sketch=sketch(f"{title} {text}"),
    )


def _weighed(title: str, text: str, language: str) -> list[tuple[str, float]]:
    """Return the words of an article that weigh most, the heaviest first."""
    said: dict[str, float] = {}
    rarity: dict[str, float] = {}
    for part, share in ((title, _IN_TITLE), (text[:LEAD], _IN_LEAD), (text[LEAD:], _IN_BODY)):
        for word, rare in _told(part, language):
            said[word] = said.get(word, 0.0) + share
            rarity.setdefault(word, rare)
    weights = ((word, round(rarity[word] ** 2 * math.log1p(often), 3)) for word, often in said.items())
    return sorted(weights, key=lambda pair: -pair[1])[:_MOST_WORDS]


def _told(part: str, language: str) -> Iterator[tuple[str, float]]:
    """Yield the words of a part of a text as one for all their forms, and how rare each is."""
    common = _COMMON if language == "en" else _COMMON | commonest(language)
    for found in _WORD.finditer(part):
        word = found[0]
        if word[0].isdigit():
            yield word.replace(",", "").strip("."), _NUMBER_WEIGHT
        elif _UNSPACED.search(word):
            yield from ((pair, 1.0) for pair in _pairs(word) if not _GRAMMAR.fullmatch(pair))
        elif len(word) > 1 and word.lower() not in common:
            yield stem(word), _weight(_ELISION.sub("", _POSSESSIVE.sub("", word.lower())))


def _pairs(word: str) -> Iterator[str]:
    """Yield the pairs of neighbouring letters of what is written without spaces: they stand for its words."""
    return map("".join, pairwise(unicodedata.normalize("NFKC", word)))


def stem(word: str) -> str:
    """Return what a word has in common with its other forms: no case, no accents, no usual English ending."""
    plain = unicodedata.normalize("NFKD", _ELISION.sub("", _POSSESSIVE.sub("", word.lower())))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))[:_LONGEST]
    plain = plain.replace("’", "").replace("'", "")
    for ending, instead in _ENDINGS:
        if len(plain) > len(ending) + 2 and plain.endswith(ending) and not plain.endswith(_NO_PLURALS):
            plain = plain[: -len(ending)] + instead
            break
    return plain.removesuffix("e") if len(plain) > _SHORT else plain


def sketch(text: str) -> bytes:
    """Return 32 bytes of which two texts share the more the more of their runs of four words are the same.

    One byte each of the smallest of 32 hashes of all runs: b-bit minwise hashing (Li and König, 2010). Empty
    for a text too short to say.
    """
    words = [stem(found[0]) for found in _WORD.finditer(text)]
    runs = {
        zlib.crc32(" ".join(words[at : at + 4]).encode("utf-8", "replace")) for at in range(len(words) - 3)
    }
    if len(runs) < SHINGLES:
        return b""
    return bytes(min((run * odd + add) & 0xFFFFFFFF for run in runs) & 0xFF for odd, add in _HASHES)


_HASHES = tuple(
    (zlib.crc32(b"times %d" % number) | 1, zlib.crc32(b"plus %d" % number)) for number in range(SHINGLES)
)


def _names(text: str, spoken_in: str) -> Iterator[str]:
    """Yield the words with a capital that do not begin a sentence, or that English has no word for."""
    for found in _WORD.finditer(text):
        word = found[0]
        if word[0].isupper() and len(word) > 1 and word.lower() not in _COMMON:
            before = text[max(0, found.start() - 6) : found.start()]
            begins = not before.strip() or _ENDS.search(before)
            if not begins or (spoken_in == "en" and _weight(_POSSESSIVE.sub("", word.lower())) == 1.0):
                yield word


def _is_listed(word: str, language: str) -> bool:
    """Say whether a word is a name that is known from lists, where every noun has a capital."""
    word = _POSSESSIVE.sub("", word)
    return (
        word in gazetteers.surnames()
        or word in gazetteers.given_names()
        or word in gazetteers.known_names()
        or word in gazetteers.territories(language)
        or word in gazetteers.cities_elsewhere(language)
        or word in gazetteers.bodies_elsewhere(language)
    )


def _in_capitals(title: str) -> bool:
    """Say whether a headline writes words with capitals that are no names."""
    words = [found[0] for found in _WORD.finditer(title) if found[0][0].isalpha() and len(found[0]) > 3]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _weight(word: str) -> float:
    """Return how rare a word is: 1 where the encoder has it only in pieces, 0.05 for the commonest."""
    place = _vocabulary().number(word)
    if place is None:
        return 1.0
    rank = max(0, place - _FIRST_WORD)
    return round(min(1.0, max(_LEAST_WEIGHT, math.log1p(rank) / math.log(28_500))), 3)


def _vocabulary() -> WordPiece:
    from reader.analyse import encoder

    return encoder.pieces()


def gists(articles: Sequence[tuple[str, str, str | None]]) -> list[Gist]:
    """Return the gists of (title, text, language), with vectors where they are in English."""
    from dataclasses import replace

    from reader.analyse import meaning

    found = [gist(*article) for article in articles]
    read = [number for number, one in enumerate(found) if one.language == "en"]
    texts = [f"{articles[number][0][:LEAD]}. {articles[number][1][:LEAD]}" for number in read]
    for number, vector in zip(read, meaning.vectors(texts), strict=True):
        found[number] = replace(found[number], vector=vector)
    return found
