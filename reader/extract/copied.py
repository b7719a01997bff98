"""Which lines of a page that was copied as text are its article: a chain of labels over the lines' looks."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.extract.bios import is_bio_heading
from reader.extract.captions import has_certain_credit, opens_like_caption
from reader.extract.inline import reading_length, squeezed
from reader.extract.lines import (
    is_byline,
    is_chart_mark,
    is_date_line,
    is_furniture,
    is_label,
    is_stub,
    is_widget,
    opens_comments,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

State = Literal["before", "article", "between", "after"]
STATES: tuple[State, ...] = ("before", "article", "between", "after")
# Which state may follow which: an article begins once, is broken into as often as may be, and ends once.
FOLLOWS = ((0, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 2), (2, 1), (3, 3))
_STARTS, _ENDS = (0, 1), (1, 3)
_DATA = Path(__file__).parent / "data" / "copied.json"
_PROSE = 80
_WINDOW = 5
_LENGTHS = (6, 16, 31, 51, 81, 141, 251)
_COUNTS = (2, 3, 5, 8, 13, 21, 41)
_STEPS = (1, 2, 3, 5, 9, 16)
_SHARES = (0.0001, 0.1, 0.3, 0.6, 0.9, 0.9999)
_CLOSERS = "\"'”’»)]」』"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d年|\d년|\d{1,2}[./]\d{1,2}[./]\d\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.h時시]\d\d\b|\d時")
_INNER_END = re.compile(r"[.!?]['\"”’»)]* +['\"“‘«(]?[^\W\d_a-zß-öø-ÿ]|[。！？]")
_SENTENCE_ENDS = frozenset(".!?。！？।؟۔")


def states_of(lines: Sequence[tuple[str, int]]) -> list[State]:
    """Return the state of each line (its text, and the number of the stretch between blank lines it is in).

    The likeliest chain of states under a linear model: each look of a line speaks for or against each state,
    and only some states follow one another (Viterbi). Linear in the lines.
    """
    weights = weights_by_look()
    scores = [_scores(looks, weights) for looks in looks_of(lines)]
    if not scores:
        return []
    best = [scores[0][at] if at in _STARTS else float("-inf") for at in range(len(STATES))]
    back: list[list[int]] = []
    moves = {pair: weights.get(f"{pair[0]}>{pair[1]}", (0.0,))[0] for pair in FOLLOWS}
    for row in scores[1:]:
        step, came = [float("-inf")] * len(STATES), [0] * len(STATES)
        for (start, end), move in moves.items():
            if best[start] + move > step[end]:
                step[end], came[end] = best[start] + move, start
        best = [score + own for score, own in zip(step, row, strict=True)]
        back.append(came)
    at = max(_ENDS, key=lambda state: best[state])
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    return [STATES[state] for state in reversed(path)]


@lru_cache(maxsize=1)
def weights_by_look() -> Mapping[str, tuple[float, ...]]:
    """Return how much each look of a line speaks for each state, and each move ("0>1") for itself."""
    return {name: tuple(row) for name, row in json.loads(_DATA.read_text(encoding="utf-8")).items()}


def _scores(looks: Sequence[str], weights: Mapping[str, tuple[float, ...]]) -> list[float]:
    rows = [weights[look] for look in looks if look in weights]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(STATES)


def looks_of(lines: Sequence[tuple[str, int]]) -> list[list[str]]:
    """Return by name how every line looks: of itself, beside its neighbours, and in the whole text."""
    texts = [text for text, _ in lines]
    lengths = [reading_length(text) for text in texts]
    prose = [_is_prose(text, length) for text, length in zip(texts, lengths, strict=True)]
    copies = Counter(squeezed(text) for text in texts)
    chunks = Counter(chunk for _, chunk in lines)
    before, after = _distances(prose), _distances(prose[::-1])[::-1]
    kin = _kinships(texts, prose)
    dense = _bucket(sum(prose) / (len(prose) or 1), (0.02, 0.05, 0.1, 0.2, 0.35, 0.6))
    passed, total = 0, sum(length for length, is_prose in zip(lengths, prose, strict=True) if is_prose) or 1
    heard: dict[str, int] = {}
    found = []
    for at, (text, chunk) in enumerate(lines):
        own = _own_looks(text, lengths[at])
        around = [
            f"near{_bucket(sum(prose[max(0, at - _WINDOW) : at + _WINDOW + 1]), (1, 2, 4, 7))}",
            f"past{_bucket(sum(prose[max(0, at - 8) : at]), (1, 2, 4, 7))}",
            f"next{_bucket(sum(prose[at + 1 : at + 9]), (1, 2, 4, 7))}",
            f"back{_bucket(before[at], _STEPS)}{'p' if prose[at] else ''}",
            f"fore{_bucket(after[at], _STEPS)}{'p' if prose[at] else ''}",
            f"gap{_bucket(before[at], (2, 4, 9))}{_bucket(after[at], (2, 4, 9))}{_kind(texts, prose, at)}",
            f"share{_bucket(passed / total, _SHARES)}{'p' if prose[at] else ''}",
            f"chunk{_bucket(chunks[chunk], (2, 3, 6))}{_kind(texts, prose, at)}",
            "trio" + "".join(_kind(texts, prose, other) for other in (at - 1, at, at + 1)),
            "five" + "".join(_kind(texts, prose, other) for other in range(at - 2, at + 3)),
            f"prose{_bucket(sum(prose), (1, 2, 4, 8, 20))}",
            f"dense{dense}{_kind(texts, prose, at)}",
            f"kin{_bucket(kin[at], (0.01, 0.1, 0.2, 0.35, 0.5))}{_kind(texts, prose, at)}",
        ]
        if copies[squeezed(text)] > 1:
            around.append("twice" + ("long" if prose[at] else ""))
        around += [
            f"{name}{_bucket(at - place, (2, 3, 5, 9))}" for name, place in heard.items() if place < at
        ]
        for name in own:
            if name in _HEARD and (name != "comments" or passed > total / 2):
                heard[name if name != "comments" else "closed"] = at
        found.append([*own, *around])
        passed += lengths[at] if prose[at] else 0
    return found


_HEARD = frozenset({"label", "comments", "bio", "stub", "widget", "chart", "date", "byline", "year", "clock"})


def _own_looks(text: str, length: int) -> list[str]:
    """Return how a line looks by itself."""
    words = text.split()
    letters = [word for word in words if word[:1].isalpha()]
    capital = sum(word[:1].isupper() for word in letters) / (len(letters) or 1)
    digits = sum(char.isdigit() for char in text) / len(text)
    ended = _end_of(text)
    looks = [
        "any",
        f"length{_bucket(length, _LENGTHS)}{ended}",
        f"words{_bucket(len(words), _COUNTS)}{'c' if capital > 0.7 else ''}",
        f"end{ended}",
        f"first{_first_of(text)}",
        f"caps{_bucket(capital, (0.2, 0.5, 0.8, 1.0))}{_bucket(len(words), (3, 8, 16))}",
        f"digits{_bucket(digits, (0.001, 0.1, 0.3, 0.6))}",
        f"commas{min(3, text.count(',') + text.count('、') + text.count('，'))}",
    ]
    tests = {
        "inner": _INNER_END.search(text), "bars": "|" in text or "•" in text or "·" in text,
        "arrows": "»" in text or "›" in text or "→" in text or ">" in text,
        "address": "@" in text or "://" in text,
        "rights": "©" in text, "quote": any(sign in text for sign in "\"“”„«「"), "tab": "\t" in text,
        "upper": text.isupper(), "asks": text.endswith("?"),
        "year": length < _PROSE and _YEAR.search(text), "clock": length < _PROSE and _CLOCK.search(text),
    }  # fmt: skip
    looks += [name for name, holds in tests.items() if holds]
    if length <= 400:
        looks += _spoken_looks(text)
    if len(words) <= 12:
        looks += [f"={word.casefold()}" for word in _WORD.findall(text)[:12]]
    if letters and length >= _PROSE:
        looks.append(f"^{letters[0].casefold()}")
    return looks


def _spoken_looks(text: str) -> list[str]:
    """Return what the rules for lines say of a line."""
    tests = {
        "furniture": is_furniture, "widget": is_widget, "date": is_date_line, "byline": is_byline,
        "label": is_label, "stub": is_stub, "comments": opens_comments, "chart": is_chart_mark,
        "bio": is_bio_heading, "credit": has_certain_credit, "shows": opens_like_caption,
    }  # fmt: skip
    return [name for name, test in tests.items() if test(text)]


def _end_of(text: str) -> str:
    bare = text.rstrip(_CLOSERS + " ")
    if text.endswith(("...", "…")):
        return "…"
    if bare[-1:] in _SENTENCE_ENDS:
        return "."
    last = text[-1]
    return ":" if last in ":：" else "," if last in ",;、" else "0" if last.isdigit() else "a"


def _first_of(text: str) -> str:
    first = text[0]
    if first.isalpha():
        return "A" if first.isupper() else "a" if first.islower() else "o"
    return "0" if first.isdigit() else '"' if first in "\"“‘«„「'" else "-" if first in "-–—•*·▪" else "?"


def _is_prose(text: str, length: int) -> bool:
    return length >= _PROSE and (_end_of(text) in ".:…" or length >= 3 * _PROSE)


def _kind(texts: Sequence[str], prose: Sequence[bool], at: int) -> str:
    """Return a letter for a line beside another: prose, a sentence, a longer or a short scrap, nothing."""
    if not 0 <= at < len(texts):
        return "_"
    if prose[at]:
        return "P"
    if _end_of(texts[at]) == ".":
        return "s"
    return "l" if len(texts[at]) >= 50 else "x"


def _kinships(texts: Sequence[str], prose: Sequence[bool]) -> list[float]:
    """Return which share of a line's longer words the prose around it has too: one text has one topic."""
    words = [frozenset(word.casefold() for word in _LONG_WORD.findall(text[:1000])) for text in texts]
    places = [at for at, is_prose in enumerate(prose) if is_prose]
    found, first = [], 0
    for at, mine in enumerate(words):
        while first < len(places) and places[first] < at:
            first += 1
        near = [place for place in places[max(0, first - 3) : first + 4] if place != at]
        around = frozenset().union(*(words[place] for place in near)) if mine else mine
        found.append(len(mine & around) / (len(mine) or 1))
    return found


def _distances(marks: Sequence[bool]) -> list[int]:
    """Return for each place how far back the last mark is, the place itself left out."""
    found, last = [], -99
    for at, mark in enumerate(marks):
        found.append(at - last)
        if mark:
            last = at
    return found


def _bucket(value: float, bounds: Sequence[float]) -> int:
    return sum(value >= bound for bound in bounds)
