"""How commands say what they found: rows for people, JSON objects for programs, progress on a terminal."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.text import safe_line, width


def say(line: str = "") -> None:
    """Print text that has been cleaned already."""
    sys.stdout.write(line + "\n")


def say_json(record: Mapping[str, Any]) -> None:
    """Print one object on one line."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def complain(sentence: str) -> None:
    """Print an error to standard error."""
    for line in sentence.split("\n"):
        sys.stderr.write(f"reader: {safe_line(line)}\n")


def say_rows(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns on a terminal, with the last column cut to fit, or parted by tabs in a pipe."""
    cleaned = [[safe_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in cleaned:
            say("\t".join(row))
        return
    if not cleaned:
        return
    sizes = [max(width(row[i]) for row in cleaned) for i in range(len(cleaned[0]) - 1)]
    room = text_columns() - sum(sizes) - 2 * len(sizes)
    for row in cleaned:
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(row, sizes, strict=False)]
        say("  ".join([*cells, cut(row[-1], max(room, 20))]).rstrip())


def cut(line: str, columns: int) -> str:
    """Cut a line to so many columns, with an ellipsis where something is missing."""
    if width(line) <= columns:
        return line
    while line and width(line) > columns - 1:
        line = line[:-1]
    return line.rstrip() + "…"


def text_columns() -> int:
    """How wide the terminal is; 80 in a pipe."""
    return shutil.get_terminal_size((80, 24)).columns


class ProgressLine:
    """One line on the terminal that is written over; nothing in a pipe."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

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
