"""Words as pieces of a fixed vocabulary, without regard to case: WordPiece as BERT uses it.

The greedy longest match of Wu and others, "Google's Neural Machine Translation System" (2016), after the
clean-up of Devlin and others, "BERT" (2018): accents dropped, marks and ideographs apart.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_MOST_PIECES = 12  # of one word; a longer one is hardly any
_LONGEST = 100  # letters of a word that is looked up at all


class WordPiece:
    """A vocabulary: pieces by number, those that go on with a word begun by "##"."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self.start, self.end = vocabulary[START], vocabulary[END]
        self._unknown = vocabulary[UNKNOWN]
        self.pieces = lru_cache(maxsize=20_000)(self._pieces)

    def number(self, word: str) -> int | None:
        """Return the number of a word that is one piece, None for another."""
        return self._vocabulary.get(word)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, one to twelve."""
        found = [number for part in _parts(word[: 2 * _LONGEST]) for number in self._matched(part)]
        return tuple(found[:_MOST_PIECES]) or (self._unknown,)

    def _matched(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self._unknown]
        found, start = [], 0
        while start < len(part):
            lead = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._vocabulary.get(lead + part[start:end])
                if number is not None:
                    break
            else:
                return [self._unknown]
            found.append(number)
            start = end
        return found


def _parts(word: str) -> Iterator[str]:
    part = ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(letter)
        if category == "Mn" or category[0] == "C":
            continue
        if category[0] in "PZ" or (letter in "$+<=>^`|~") or _is_ideograph(letter):
            if part:
                yield part
            part = ""
            if category[0] != "Z":
                yield letter
        else:
            part += letter
    if part:
        yield part


def _is_ideograph(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter >= "\U00020000"
