"""Where in a text a name could stand: only those stretches are looked at closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.sentences import sentences
from reader.analyse.tokens import tokens
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from reader.analyse.tokens import Token

_CONNECTORS = frozenset(
    ["of", "the", "and", "for", "de", "la", "le", "les", "du", "des", "del", "della", "di", "da", "do", "dos",
     "das", "el", "al", "ul", "ur", "bin", "ibn", "bint", "van", "von", "der", "den", "ter", "ten", "zu", "y",
     "e", "und", "et", "in", "on", "to", "a", "an", "at", "by", "with", "from", "as", "ash", "abu",
     ".", "-", "–", "'", "’", "'s", "’s", "’ s", "' s", "&", "/", "!", ":", ",", "ad", "ed", "san", "or"]
)  # fmt: skip
_PARTICLES = vocabulary(
    """
    al el ul ash as an ad ar at az de di da dos del van von der bin ibn abu ben
    """
)
_WIDEST_GAP = 3
_LONGEST_CHUNK = 60


class Sentence:
    """The tokens of one sentence, how it is written, and the stretches in which names may stand.

    `style` is "" for running text, "upper" for a sentence in capitals and "title" for a headline that
    capitalises each word. `chunks` are half-open ranges of indices into `tokens`.
    """

    __slots__ = ("chunks", "first", "style", "tokens")

    def __init__(self, words: list[Token]) -> None:
        self.tokens = words
        self.style = _style(words)
        self.first = next((i for i, token in enumerate(words) if token.text[0].isalnum()), 0)
        self.chunks = _chunks(words)


def split(text: str) -> list[Sentence]:
    """Return the sentences of `text` with their tokens and candidate stretches."""
    return [Sentence(words) for start, end in sentences(text) if (words := tokens(text, start, end))]


def _style(words: list[Token]) -> str:
    letters = [token.text for token in words if token.text[0].isalpha()]
    if len(letters) < 2:
        return ""
    upper = sum(word.isupper() for word in letters)
    if upper >= 0.7 * len(letters) and sum(map(len, letters)) >= 9:
        return "upper"
    long = [word for word in letters if len(word) > 3]
    capitalised = sum(word[0].isupper() for word in long)
    return "title" if len(long) >= 4 and capitalised >= 0.8 * len(long) else ""


def _chunks(words: list[Token]) -> list[tuple[int, int]]:
    """Runs that begin and end with a capitalised word, a number beside one or a part joined by a hyphen."""
    found: list[tuple[int, int]] = []
    start = last = -1
    for i, token in enumerate(words):
        text = token.text
        weak = text.isdigit() or (last == i - 2 and words[i - 1].text == "-" and text.isalpha())
        strong = not text.isdigit() and text != text.lower()
        if start >= 0 and (
            i - last > _WIDEST_GAP
            or i - start >= _LONGEST_CHUNK
            or not (strong or weak or text in _CONNECTORS)
        ):
            found.append((start, last + 1))
            start = -1
        if strong and start < 0:
            start = _with_particle(words, i, found[-1][1] if found else 0)
        if start >= 0 and (strong or weak):
            last = i
    if start >= 0:
        found.append((start, last + 1))
    return found


def _with_particle(words: list[Token], i: int, earliest: int) -> int:
    """Where a stretch begins whose first capitalised word is at `i`: "al-", "von" or a number may lead it."""
    if i > earliest and (words[i - 1].text.isdigit() or words[i - 1].text in _PARTICLES):
        return i - 1
    if i - 1 > earliest and words[i - 1].text == "-" and words[i - 2].text in _PARTICLES:
        return i - 2
    return i
