"""How commands say what they found: rows for people, JSON objects for programs, progress on a terminal."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.lazily import lazily
from reader.text import cleaned, cut, safe_line, same_length, width, wrap

if TYPE_CHECKING:
    import shutil
else:
    shutil = lazily("shutil")  # which loads what unpacks archives, too

_GAP = "  "
_KEPT = 16
"""A column no wider than this (a number, a date, a mark) is never cut."""
_LEAST = 8


def say(line: str = "") -> None:
    """Print text that has been cleaned already."""
    sys.stdout.write(line + "\n")


def say_json(record: Mapping[str, Any]) -> None:
    """Print one object on one line, at once; what would steer a terminal or hide in it is escaped, and what
    the locale cannot write as well: JSON says the same in whatever encoding."""
    line = cleaned(json.dumps(record, ensure_ascii=False), _escaped)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(record)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()  # who reads a pipe waits for it


def _escaped(characters: str) -> str:
    return json.dumps(characters)[1:-1]


def complain(sentence: str) -> None:
    """Print an error to standard error, and give back a terminal that shows the application's first frame."""
    if "reader.tui.early" in sys.modules:
        from reader.tui import early

        early.leave()
    for line in sentence.split("\n"):
        sys.stderr.write(f"reader: {safe_line(line)}\n")


def complain_at(sentence: str, line: str, start: int, end: int) -> None:
    """Print an error about a place in what was typed, which is shown and marked below the sentence."""
    complain(sentence)
    shown = same_length(line)
    before, marked = width(shown[:start]), max(1, width(shown[start:end]))
    if before + marked < text_columns() - len(_GAP):
        sys.stderr.write(f"{_GAP}{shown}\n{_GAP}{' ' * before}{'^' * marked}\n")


def tell_troubles() -> None:
    """Have what the rest of the program logs, from warnings on, told like any other complaint."""
    handler = _Complaints(logging.WARNING)
    log = logging.getLogger("reader")
    log.handlers, log.propagate = [handler], False


class _Complaints(logging.Handler):
    """Prints records line by line, each of them cleaned."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one."""
        complain(self.format(record))


def remark(sentence: str) -> None:
    """Tell a person, not a program, why nothing was printed."""
    if sys.stdout.isatty():
        complain(sentence)


def say_rows(rows: Iterable[Sequence[str]], *, whole: bool = False) -> None:
    """Print rows in columns that fit the terminal, or parted by tabs in a pipe.

    Wide columns are cut, the last one least; with `whole` the last one is wrapped instead.
    """
    safe = [[safe_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in safe:
            say("\t".join(row))
        return
    if not safe:
        return
    sizes = _fitting([max(map(width, column)) for column in zip(*safe, strict=True)])
    for row in safe:
        lead = "".join(_filled(cell, size) + _GAP for cell, size in zip(row, sizes[:-1], strict=False))
        if whole:
            say("\n".join(wrap(row[-1], text_columns(), lead, " " * width(lead))))
        else:
            say((lead + cut(row[-1], sizes[-1])).rstrip())


def _fitting(sizes: list[int]) -> list[int]:
    """Take columns from the widest until all fit; the last, which says most, counts half."""
    room = text_columns() - len(_GAP) * (len(sizes) - 1)
    weights = [2 if size > _KEPT else 0 for size in sizes]
    weights[-1] = min(weights[-1], 1)
    while sum(sizes) > room:
        widest = max(range(len(sizes)), key=lambda i: sizes[i] * weights[i])
        if not weights[widest]:
            break
        sizes[widest] -= 1
        if sizes[widest] <= _LEAST:
            weights[widest] = 0
    return sizes


def _filled(cell: str, size: int) -> str:
    cell = cut(cell, size)
    return cell + " " * (size - width(cell))


def text_columns() -> int:
    """How wide the terminal is; 80 in a pipe."""
    return shutil.get_terminal_size((80, 24)).columns


class ProgressLine:
    """One line on the terminal that is written over; nothing in a pipe, nor beside one."""

    def __init__(self, *, shown: bool = True) -> None:
        self._shown = shown and sys.stderr.isatty() and sys.stdout.isatty()

    def show(self, line: str) -> None:
        """Replace what the line says."""
        if self._shown:
            sys.stderr.write("\r\x1b[2K" + cut(safe_line(line), text_columns() - 1))
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
