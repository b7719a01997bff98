"""What may stand where the cursor is: fields, flags, keywords, and values that the library knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from reader.query.fields import FIELDS, FIGURE_KINDS, FLAGS, KEYWORDS, MOMENTS, NAMES, SORT_KEYS, Field
from reader.query.printing import quoted
from reader.query.scanner import LONGEST
from reader.text import fold, safe_line
from reader.values import dataclass

MOST = 50
Known: TypeAlias = Callable[[str, str], Iterable[str]]
"""What gives values for a field's `known` ("feed", "person", …) that begin with, or hold, some letters."""

_BREAK = frozenset(" \t\n()|")
_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]*):")
_OPERATOR = re.compile(r"[<>]=?|=")
_TIMES = {"30m": "minutes", "12h": "hours", "3d": "days", "1w": "weeks", "2mo": "months", "1y": "years"}


@dataclass(frozen=True, slots=True)
class Completion:
    """Replace `start` to `end` of the text by `insert`; `summary` says what that is."""

    start: int
    end: int
    insert: str
    summary: str = ""


def complete(text: str, cursor: int, known: Known = lambda _name, _letters: ()) -> list[Completion]:
    """Return what may stand at the cursor, the likeliest first, at most 50; never raises for any text."""
    text = text[:LONGEST]
    cursor = max(0, min(cursor, len(text)))
    start = _start(text, cursor)
    while text[start:cursor].startswith("-"):
        start += 1
    field = _FIELD.match(text, start, cursor)
    if field is not None and field[1].lower() in NAMES:
        return _values(text, field.end(), cursor, FIELDS[NAMES[field[1].lower()]], known)
    if text[start:cursor].lower().startswith("is:"):
        return _flags(text[start + 3 : cursor].lower(), start + 3, cursor)
    if text[start:cursor].startswith("#"):
        return _values(text, start + 1, cursor, FIELDS["tag"], known)
    if text[start:cursor].startswith(('"', "/")):
        return []
    return _words(text[start:cursor].lower(), start, cursor)


def _start(text: str, cursor: int) -> int:
    """Where the term begins in which the cursor is."""
    start, within = 0, False
    skip = False
    for at, character in enumerate(text[:cursor]):
        if skip:
            skip = False
        elif within and character == "\\":
            skip = True
        elif character == '"':
            within = not within
        elif character in _BREAK and not within:
            start = at + 1
    return start


def _flags(letters: str, start: int, cursor: int) -> list[Completion]:
    offered = ((name, summary) for name, summary in FLAGS.items() if name.startswith(letters))
    return [Completion(start, cursor, name, summary) for name, summary in offered]


def _words(letters: str, start: int, cursor: int) -> list[Completion]:
    offered = [(name, summary) for name, summary in FLAGS.items() if name.startswith(letters)]
    offered += [(f"{f.name}:", f.summary) for f in FIELDS.values() if f.name.startswith(letters)]
    if letters:
        also = [
            (f"{FIELDS[name].name}:", FIELDS[name].summary)
            for alias, name in NAMES.items()
            if alias.startswith(letters)
        ]
        offered += [one for one in dict.fromkeys(also) if one not in offered]
        offered += [(word, "") for word in KEYWORDS if word.startswith(letters)]
    return [Completion(start, cursor, insert, summary) for insert, summary in offered][:MOST]


def _values(text: str, start: int, cursor: int, field: Field, known: Known) -> list[Completion]:
    start = _last_of_list(text, start, cursor)
    operator = _OPERATOR.match(text, start, cursor)
    start = operator.end() if operator else start
    written = text[start:cursor]
    letters = fold(written.strip('"'))
    if field.known == "sort":
        back = "-" * written.startswith("-")
        keys = [key for key in SORT_KEYS if key.startswith(written.removeprefix("-"))]
        offered = [(back + key, SORT_KEYS[key]) for key in keys]
        if not back:
            offered += [(f"-{key}", f"{SORT_KEYS[key]}, the other way round") for key in keys]
    elif field.known == "kind":
        offered = [(kind, "") for kind in FIGURE_KINDS if kind.startswith(letters)]
    elif field.kind in {"time", "age"}:
        times = {**(MOMENTS if field.kind == "time" else {}), **_TIMES}
        offered = [(name, summary) for name, summary in times.items() if name.startswith(letters)]
    elif field.known:
        offered = _near(known(field.known, written.strip('"')), letters)
    else:
        offered = [(field.example, field.summary)] if not written else []
    end = cursor + (written.startswith('"') and text[cursor : cursor + 1] == '"')
    return [Completion(start, end, insert, summary) for insert, summary in offered][:MOST]


def _last_of_list(text: str, start: int, cursor: int) -> int:
    within = False
    for at in range(start, cursor):
        if text[at] == '"':
            within = not within
        elif text[at] == "," and not within:
            start = at + 1
    return start


def _near(names: Iterable[str], letters: str) -> list[tuple[str, str]]:
    """Those that begin so, then those of which a word does, then those that hold it."""
    ranked = []
    for name in dict.fromkeys(safe_line(name, 200) for name in names):
        folded = fold(name)
        rank = (
            0
            if folded.startswith(letters)
            else 1
            if f" {letters}" in f" {folded}"
            else 2
            if letters in folded
            else 3
        )
        if name and rank < 3:
            ranked.append((rank, name))
    return [(quoted(name), "") for _, name in sorted(ranked, key=lambda one: one[0])]
