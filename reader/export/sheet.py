"""Figures as a table for spreadsheets: comma-separated values (RFC 4180), none of them a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from reader.model import Article, Figure
from reader.text import safe_line

COLUMNS = (
    "article",
    "title",
    "date",
    "feed",
    "author",
    "sentence",
    "text",
    "value",
    "low",
    "high",
    "unit",
    "kind",
    "modifier",
    "counted",
    "url",
)
_FORMULA = tuple("=+-@＝＋－＠")
_AFTER_SEMICOLON = re.compile(rf""";\s*+(?=[\s"]*+[{re.escape("".join(_FORMULA))}])""")
_MODIFIERS = {
    "=": "exactly",
    "~": "about",
    ">": "more than",
    "<": "less than",
    "≥": "at least",
    "≤": "at most",
    "up": "up",
    "down": "down",
}


def heading() -> str:
    """The first line: the names of the columns."""
    return _line(COLUMNS)


def figure_lines(article: Article, authors: Iterable[str], figures: Iterable[Figure]) -> str:
    """A line for each figure of an article. Dates are ISO 8601; numbers have a point and no magnitudes."""
    by = _inert("; ".join(authors))
    about = (str(article.id), _inert(article.title), _day(article), _inert(article.feed_title), by)
    return "".join(_line((*about, *_figure(one), _inert(article.url or ""))) for one in figures)


def _figure(figure: Figure) -> tuple[str, ...]:
    numbers = (_number(one) for one in (figure.value, figure.low, figure.high))
    return (
        _inert(figure.sentence),
        _inert(figure.text),
        *numbers,
        _inert(figure.unit or ""),
        _inert(figure.kind),
        _MODIFIERS.get(figure.modifier, ""),
        _inert(figure.counted or ""),
    )


def _inert(text: str) -> str:
    """A text on one line, with a quotation mark before what a spreadsheet would take for a formula: at its
    beginning, and after a semicolon, which parts cells where a comma is the decimal sign."""
    line = _AFTER_SEMICOLON.sub(r"\g<0>'", safe_line(text))
    return f"'{line}" if line.startswith(_FORMULA) else line


def _day(article: Article) -> str:
    return article.published.isoformat() if article.published else ""


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
