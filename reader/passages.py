"""Passages of a text: what to keep of one, so that it is found again in another extraction of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.annotation import LONGEST_PASSAGE
from reader.text import fold
from reader.values import dataclass

_AROUND = 64  # characters that are kept of what stands before and after
_SURE = 16  # characters: a passage of so many is known by its words alone
_AGREEING = 8  # characters around it that tell a shorter one
_MOST = 200  # places of the same words that are looked at
_ENDS = 5  # words at its beginning and at its end by which a passage is known that was written anew inside
_LONGEST = 400_000  # characters of a text that is looked through word by word
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text with its words and some of what stands around it."""

    start: int
    end: int
    words: str
    before: str = ""
    after: str = ""


def passage(text: str, start: int, end: int) -> Passage | None:
    """Return what to keep of a stretch of `text`, without white space at its ends; None if nothing is left.

    What is longer than `LONGEST_PASSAGE` is cut.
    """
    start, end = max(0, start), min(end, len(text), start + LONGEST_PASSAGE)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    end = start + len(words)
    return Passage(start, end, words, text[max(0, start - _AROUND) : start], text[end : end + _AROUND])


def found(kept: Passage, text: str) -> tuple[int, int] | None:
    """Return (start, end) of a passage in `text`; None where it is not any more.

    Of several places with its words the one with most of what stood around it counts, then the nearest. Else
    the same words with other signs and spaces between them count, then a stretch of about its length with
    its first and last words.
    """
    if text.startswith(kept.words, kept.start) and kept.start >= 0:
        return kept.start, kept.start + len(kept.words)
    places = [(at, at + len(kept.words)) for at in _places(text, kept.words)]
    if (best := _best(kept, text, places)) is not None:
        return best
    if len(text) > _LONGEST:
        return None
    words = [fold(word[0]) for word in _WORD.finditer(kept.words)]
    spans = [word.span() for word in _WORD.finditer(text)]
    known = [fold(text[start:end]) for start, end in spans]
    alike = [(spans[at][0], spans[at + len(words) - 1][1]) for at in _runs(known, words)]
    return _best(kept, text, alike) or _rewritten(words, spans, known)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _best(kept: Passage, text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the likeliest of these places; None where a short passage stands in other surroundings."""
    if not places:
        return None
    agreeing, _, place = max(
        (_agreement(kept, text, place), -abs(place[0] - kept.start), place) for place in places
    )
    return place if len(kept.words) >= _SURE or agreeing >= _AGREEING else None


def _agreement(kept: Passage, text: str, place: tuple[int, int]) -> int:
    before = _in_common(kept.before[::-1], text[max(0, place[0] - _AROUND) : place[0]][::-1])
    return before + _in_common(kept.after, text[place[1] : place[1] + _AROUND])


def _in_common(one: str, other: str) -> int:
    """Count the characters in which two texts agree from their beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _runs(known: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return where these words follow each other."""
    if not words:
        return []
    begun = (at for at, word in enumerate(known) if word == words[0])
    return [at for at in begun if list(known[at : at + len(words)]) == list(words)][:_MOST]


def _rewritten(
    words: Sequence[str], spans: Sequence[tuple[int, int]], known: Sequence[str]
) -> tuple[int, int] | None:
    """Return a stretch of about as many words that begins and ends as the passage did, if there is one."""
    if len(words) < 2 * _ENDS:
        return None
    firsts, lasts = _runs(known, words[:_ENDS]), _runs(known, words[-_ENDS:])
    fitting = [
        (first, last + _ENDS)
        for first in firsts
        for last in lasts
        if len(words) / 2 <= last + _ENDS - first <= 2 * len(words)
    ]
    if len(fitting) != 1:
        return None
    first, end = fitting[0]
    return spans[first][0], spans[end - 1][1]
