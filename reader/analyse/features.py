"""What the linear model sees of a word: its form, its neighbours, its lists, the rest of the text.

After Ratinov and Roth, "Design Challenges and Misconceptions in Named Entity Recognition" (2009), and for
what the rest of the text says of a word Chieu and Ng, "Named Entity Recognition: A Maximum Entropy Approach
Using Global Information" (2002).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.candidates import Sentence

_UPPER, _LOWER, _DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"[a-zß-öø-ÿ]+"), re.compile(r"\d+")
_EDGE = ("<s>", "</s>")
_MOST_WORDS_ABOUT = 4
_TELLING_BEFORE = vocabulary(
    """
    in at near from mr mrs ms dr president minister by to of the king prince chief sheikh sir
    senator judge justice general director outside secretary professor city village district town
    across than around toward
    """
)
_TELLING_AFTER = vocabulary(
    """
    said says 's told added who has is was city province district state people government company
    party police team university explained wrote and county region ceo jr announced
    """
)


class Surroundings:
    """What a whole text says about its words: which stand in lower case, what stands beside the others."""

    def __init__(self, text: Sequence[Sentence]) -> None:
        self.lower: set[str] = set()
        self.about: dict[str, set[str]] = defaultdict(set)
        for sentence in text:
            if not sentence.style:
                self._read(sentence)

    def _read(self, sentence: Sentence) -> None:
        words = [token.text for token in sentence.tokens]
        for i, word in enumerate(words):
            low = word.lower()
            if word == low:
                self.lower.add(word)
            elif len(self.about[low]) < _MOST_WORDS_ABOUT:
                self._note(self.about[low], words, i, sentence.first)

    @staticmethod
    def _note(about: set[str], words: list[str], i: int, first: int) -> None:
        before = words[i - 1].lower() if i else ""
        if before == "." and i > 1:
            before = words[i - 2].lower()
        after = _plain(words[i + 1].lower()) if i + 1 < len(words) else ""
        if before in _TELLING_BEFORE:
            about.add("b=" + before)
        if after in _TELLING_AFTER:
            about.add("a=" + after)
        if i and before in gazetteers.given_names_lower():
            about.add("b=given")
        if i > first:
            about.add("inside")


def shape(word: str) -> str:
    """The form of a word in short: "Paris" Xx, "NATO" X, "COVID19" Xd, "iPhone" xXx, "O'Brien" X'Xx."""
    if word.isalpha():
        if word.islower():
            return "x"
        if word.isupper():
            return "X1" if len(word) == 1 else "X"
        if word[0].isupper() and word[1:].islower():
            return "Xx"
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    lowered = _LOWER.sub("x", word)
    return _DIGIT.sub("d", re.sub(r"X+", "X", _UPPER.sub(lambda m: m[0] if m[0] == "x" else "X", lowered)))[
        :8
    ]


def _plain(low: str) -> str:
    return "'s" if low in ("’s", "’ s", "' s") else low


class Reading:
    """One sentence made ready: lower-case words, shapes and list memberships, computed once a word."""

    def __init__(self, sentence: Sentence, about: Surroundings) -> None:
        self.sentence, self.surroundings = sentence, about
        self.words = [token.text for token in sentence.tokens]
        self.low = [_plain(word.lower()) for word in self.words]
        self.listed: dict[int, str] = {}
        shortest = 3 if sentence.style == "upper" else 5
        quiet = [w.title() if w.isupper() and len(w) >= shortest else w for w in self.words]
        for start, end in sentence.chunks:
            self._look_up(quiet, start, end)

    def _look_up(self, quiet: list[str], start: int, end: int) -> None:
        """Note which known names stand in a stretch; `quiet` are the words without their capitals."""
        names, i = gazetteers.known_by_first_word(), start
        while i < end:
            for name, what in names.get(quiet[i]) or names.get(self.words[i], ()):
                if name in (tuple(quiet[i : i + len(name)]), tuple(self.words[i : i + len(name)])):
                    self.listed[i] = "B-" + what
                    self.listed |= dict.fromkeys(range(i + 1, i + len(name)), "I-" + what)
                    i += len(name) - 1
                    break
            i += 1

    def word(self, i: int) -> str:
        if i < 0:
            return _EDGE[0]
        return self.low[i] if i < len(self.low) else _EDGE[1]

    def shape(self, i: int) -> str:
        return shape(self.words[i]) if 0 <= i < len(self.words) else ""

    def lists(self, i: int) -> str:
        """Which lists the word at `i` is in, as one short string."""
        if not 0 <= i < len(self.words):
            return "-"
        given, family = self.personal(i)
        return (self.listed.get(i, "") + "g" * given + "f" * family) or "-"

    def personal(self, i: int) -> tuple[bool, bool]:
        """Whether the word at `i` is a given name, and whether it is a family name."""
        word = self.words[i].title() if self.sentence.style == "upper" else self.words[i]
        return word in gazetteers.given_names(), word in gazetteers.surnames()

    def usual(self, i: int) -> str:
        """How the word is written elsewhere: lower case in this text, in English, or neither."""
        low = self.low[i]
        return (
            "here" if low in self.surroundings.lower else "yes" if low in gazetteers.common_words() else "no"
        )


def chunk_features(reading: Reading, start: int, end: int) -> list[list[str]]:
    """Return for each word of a candidate stretch the names of its features."""
    lists = {i: reading.lists(i) for i in range(start - 1, end + 1)}
    shapes = {i: reading.shape(i) for i in range(start - 2, end + 2)}
    runs = _runs(reading, start, end)
    return [_features(reading, i, lists, shapes, runs[i - start]) for i in range(start, end)]


def _runs(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """For each word of the stretch the run of capitalised words around it; a lone word is its own run."""
    runs: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = at
        while stop < end and reading.words[stop] != reading.low[stop]:
            stop += 1
        stop = max(stop, at + 1)
        runs += [(at, stop)] * (stop - at)
        at = stop
    return runs


def _features(
    reading: Reading, i: int, lists: dict[int, str], shapes: dict[int, str], run: tuple[int, int]
) -> list[str]:
    low, before, after = reading.low[i], reading.word(i - 1), reading.word(i + 1)
    style, initial = reading.sentence.style, i == reading.sentence.first
    form = f"{style}{shapes[i]}{'^' if initial else ''}"
    usual = reading.usual(i)
    first, last = run
    place = f"{min(i - first, 2)}{min(last - 1 - i, 2)}"
    shape_before, shape_after = shapes[i - 1], shapes[i + 1]
    found = [
        "bias", "w=" + low, "p3=" + low[:3], "s3=" + low[-3:], "s2=" + low[-2:], "s4=" + low[-4:],
        f"sh={form}", f"us={usual}{form}", "li=" + lists[i],
        f"lu={lists[i]}|{usual}|{place}", f"lp={lists[i - 1]}|{lists[i]}", f"ln={lists[i]}|{lists[i + 1]}",
        "b=" + before, "a=" + after, "b2=" + reading.word(i - 2), "a2=" + reading.word(i + 2),
        f"bw={before}|{low}", f"wa={low}|{after}", f"bs={before}|{shapes[i]}", f"as={after}|{shapes[i]}",
        f"ss={shape_before}|{shapes[i]}|{shape_after}",
        f"s5={shapes[i - 2]}{shape_before}{shapes[i]}{shape_after}",
        f"rp={place}{style}", "rl=" + reading.low[last - 1], "rf=" + reading.low[first],
        f"rb={reading.word(first - 1)}|{last - first}", f"ra={reading.word(last)}|{last - first}",
        f"r2={reading.word(first - 2)}|{reading.word(first - 1)}",
        f"r3={reading.word(last)}|{reading.word(last + 1)}",
        f"rll={lists.get(last - 1, '')}|{lists[first]}|{last - first}",
    ]  # fmt: skip
    if initial:
        found.append(f"wu={low}{usual}")
    found += ["d" + about for about in reading.surroundings.about.get(low, ())]
    return found
