"""Figures for spreadsheets."""

from __future__ import annotations

import csv
import io

from reader.export.sheet import COLUMNS, figure_lines, heading
from tests.export.pieces import WHOLE, article


def rows_of(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(heading() + written, newline=""), strict=True))


def test_every_figure_is_a_row_with_its_numbers_as_numbers() -> None:
    written = figure_lines(WHOLE.article, ["Ida Lund", "Ann"], WHOLE.understanding.figures)
    first, vague, percent = rows_of(written)
    assert list(first) == list(COLUMNS)
    assert (first["value"], first["low"], first["unit"], first["counted"]) == ("240", "", "", "people")
    assert (first["author"], first["modifier"]) == ("Ida Lund; Ann", "exactly")
    assert (vague["value"], vague["modifier"]) == ("", "about")
    assert (percent["value"], percent["unit"]) == ("-4.5", "percentage")
    assert written.count("\r\n") == 3
    assert written.count("\n") == 3


def test_no_text_is_a_formula_to_a_spreadsheet() -> None:
    titled = article(title="=HYPERLINK(1)", feed_title="+1", url="@x")
    for row in rows_of(figure_lines(titled, ["-2+3"], WHOLE.understanding.figures)):
        texts = (
            row[name] for name in ("title", "feed", "author", "sentence", "text", "unit", "counted", "url")
        )
        assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert (
        rows_of(figure_lines(titled, [], WHOLE.understanding.figures))[1]["sentence"]
        == '\'=cmd|" /C calc"!A1'
    )
