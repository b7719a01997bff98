"""What tells a block by itself: its length and links, its signs and words, whether it is a headline."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from string import digits
from typing import TYPE_CHECKING

import numpy as np

from reader.extract.candidates import PROSE
from reader.extract.inline import SENTENCE_END, in_latin, reading_length, speaks_other_script, squeezed
from reader.extract.vocabulary import word_tokens, words_weighed
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from reader.extract.segments import Segment
    from reader.extract.vocabulary import Vocabulary

_KINDS = {
    "paragraph": 0, "heading": 1, "list_item": 2, "quote": 3, "code": 4, "table": 5, "term": 6,
    "definition": 7, "footnote": 8, "caption": 9, "embed": 10, "rule": 11,
}  # fmt: skip
_PROSE_KINDS = frozenset({"paragraph", "list_item", "quote", "embed", "definition", "footnote"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŽŹŻА-Я]")
_DIGIT = re.compile(r"\d")
_LATIN_UPPER = "".join(_UPPER.findall("".join(map(chr, range(256))))).encode("latin-1")
_LATIN_DIGITS = digits.encode()
_COMMAS = ",、，،"
_PERIODS = (". ", "。")
_BREAKS_OFF = ("…", "...", "[…]", "[...]")
_ENTRY = 100  # letters of a menu's entry at most
_KEY = 300  # letters by which two texts are compared
_NO_RUNS: frozenset[int] = frozenset()
_MOST_RUNS = 50_000  # of a page
_PIECED, _READ = 40, 2000  # letters of a block from which on its repetition is looked for, and in which
_LONG = 140  # letters of a paragraph that can hardly be anything but prose


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of the article from elsewhere: headlines and description as squeezed text, the title, and
    whether the page's data declares it an article."""

    headlines: frozenset[str]
    description: str = ""
    title: str = ""
    declared: bool = False


class BlockTraits:
    """The blocks by themselves."""

    def __init__(self, blocks: Sequence[Segment], clues: Clues, vocabulary: Vocabulary) -> None:
        self.size = len(blocks)
        texts = [block.text for block in blocks]
        self.length = np.array([reading_length(text[:3000]) for text in texts], float)
        links = np.array([_link_letters(block) for block in blocks], float)
        plain = np.array([min(len(text), 5000) for text in texts], float)
        self.links = np.minimum(links, plain)
        self.link_share = self.links / np.maximum(plain, 1)
        self.kinds = np.array([_KINDS[block.kind] for block in blocks], float)
        self.levels = np.array([block.level for block in blocks], float)
        allowed = np.array([block.kind in _PROSE_KINDS for block in blocks], bool)
        reads = allowed & (self.length >= PROSE) & (self.link_share < 0.5)
        self.prose = np.where(reads, self.length, 0.0)
        self.total = max(1.0, float(self.prose.sum()))
        self.long = (self.kinds == 0) & (self.length >= _LONG) & (self.link_share < 0.3)
        self.hidden = np.array([block.hidden for block in blocks], float)
        self.ends = np.array([text.endswith(SENTENCE_END) for text in texts], float)
        entry = (self.kinds == _KINDS["list_item"]) & (self.link_share > 0.95) & (self.length < _ENTRY)
        self._read_words(
            [text for text, one in zip(texts, entry, strict=True) if not one], ~entry, clues, vocabulary
        )
        keys = ["" if one else squeezed(text[:_KEY]) for text, one in zip(texts, entry, strict=True)]
        self._find_title(blocks, keys, clues)
        self.marks = _table(5, map(_marks, blocks))
        told = ["" if one else text for text, one in zip(texts, entry, strict=True)]
        self.repeated = np.array(_repeated(told), float)

    def _read_words(
        self, texts: Sequence[str], which: NDArray[np.bool_], clues: Clues, vocabulary: Vocabulary
    ) -> None:
        """Read signs and words of all but the entries of menus: they are most of a page, and all alike."""
        self.signs, self.words = np.zeros((self.size, 5)), np.zeros((self.size, 4))
        self.titled = np.zeros(self.size)
        if texts:
            self.signs[which] = _table(5, map(_signs, texts))
            self.words[which] = words_weighed(list(map(word_tokens, texts)), vocabulary)
            self.titled[which] = _titled(texts, clues.title)

    def _find_title(self, blocks: Sequence[Segment], keys: Sequence[str], clues: Clues) -> None:
        copies = Counter(keys)
        self.copies = np.minimum(np.array(list(map(copies.__getitem__, keys)), float), 5)
        self.is_headline = np.array([key in clues.headlines for key in keys], float)
        start = clues.description[:50]
        self.is_description = np.array(
            [
                len(key) > 10 and bool(start) and (key.startswith(start) or start.startswith(key))
                for key in keys
            ],
            float,
        )
        tops = [at for at, block in enumerate(blocks) if block.element.tag == "h1"]
        self.tops = len(tops)
        long = np.nonzero(self.long)[0]
        self.first_long = int(long[0]) if len(long) else 0
        self.long_count = len(long)
        titles = [at for at, key in enumerate(keys) if key and key in clues.headlines]
        before = [at for at in titles if at <= self.first_long]
        first = titles[0] if titles else (tops[0] if tops else -1)
        self.first_title, self.title = first, before[-1] if before else first

    def columns(self) -> list[NDArray[np.float64]]:
        return [
            np.log1p(self.length), self.link_share, self.kinds, self.levels, self.ends,
            *self.signs.T, *self.words.T, self.copies, self.is_headline, self.is_description, self.hidden,
            self.titled, *self.marks.T, self.repeated,
        ]  # fmt: skip


def _table(columns: int, rows: Iterable[Sequence[float]]) -> NDArray[np.float64]:
    """Return rows as an array, in half the time that numpy takes to find out what they are."""
    return np.fromiter(chain.from_iterable(rows), float).reshape(-1, columns)


def _link_letters(block: Segment) -> int:
    return sum(span.end - span.start for span in block.spans if span.kind == "link") if block.spans else 0


def _signs(text: str) -> tuple[float, ...]:
    """Return the share of capitals and digits, the commas and periods, and whether it begins small."""
    read = text[:3000]
    head, told = read[:200], in_latin(read)
    size = max(1, len(head))
    if told is not None:  # several times as fast
        letters = told[:200]
        upper = len(letters) - len(letters.translate(None, _LATIN_UPPER))
        figures = len(letters) - len(letters.translate(None, _LATIN_DIGITS))
        commas, periods = read.count(","), read.count(". ")
    else:
        upper, figures = len(_UPPER.findall(head)), len(_DIGIT.findall(head))
        commas, periods = sum(map(read.count, _COMMAS)), sum(map(read.count, _PERIODS))
    return (upper / size, figures / size, commas, periods, head[:1].islower())


def _titled(texts: Sequence[str], title: str) -> NDArray[np.float64]:
    """Return how much of the title's words stands in every text, 0 to 1."""
    words = {word for word in _WORD.findall(title.lower()) if len(word) > 3}
    if speaks_other_script(title):
        words |= {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    if not words:
        return np.zeros(len(texts))
    lowered = [text[:3000].lower() for text in texts]
    return np.array([sum(map(text.__contains__, words)) for text in lowered], float) / len(words)


def _marks(block: Segment) -> tuple[float, ...]:
    """Return how much of a block is bold and slanted, how much of it the link is that it begins with, how
    many links it has, and whether it breaks off."""
    text, bold, slanted, first, links = block.text, 0, 0, 0, 0
    if not block.spans:
        return 0, 0, 0, 0, text.endswith(_BREAKS_OFF)
    size = len(text) or 1
    for span in block.spans:
        if span.kind == "link":
            links += 1
            if span.start == 0:
                first = max(first, span.end)
        elif span.kind == "strong":
            bold += span.end - span.start
        elif span.kind == "emphasis":
            slanted += span.end - span.start
    return (
        min(bold / size, 1),
        min(slanted / size, 1),
        first / size,
        links,
        text.endswith(_BREAKS_OFF),
    )


def _repeated(texts: Sequence[str]) -> list[float]:
    """Return which share of a block's runs of four words stands in other blocks too: what is pulled out of a
    text, or sums it up."""
    room = _MOST_RUNS
    runs: list[frozenset[int]] = []
    met: set[int] = set()
    shared: set[int] = set()
    for text in texts:
        own = _runs(text[:_READ].lower().split()) if room > 0 and len(text) >= _PIECED else _NO_RUNS
        room -= len(own)
        runs.append(own)
        shared |= met & own
        met |= own
    return [len(own & shared) / len(own) if own and shared else 0.0 for own in runs]


def _runs(words: Sequence[str]) -> frozenset[int]:
    return frozenset(map(hash, zip(words, words[1:], words[2:], words[3:], strict=False)))
