"""Figures for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

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


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "hostile",
    ["A;=1+1", "A; =1+1", 'A;"=1+1"', 'A, b;" =1+1', "A;;@x", "A;\t-2+3", "A;＝1", "\t=1", ";+1;", '";=1'],
)
def test_no_part_of_a_text_is_a_formula_whatever_parts_the_cells(hostile: str, delimiter: str) -> None:
    titled = article(title=hostile, feed_title=hostile, url=hostile)
    lines = figure_lines(titled, ["Ida Lund", hostile], WHOLE.understanding.figures)
    cells = [cell for row in csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter) for cell in row]
    assert not [c for c in cells if c.strip().startswith(tuple("=+-@＝＋－＠")) and c != "-4.5"]


def test_ordinary_texts_are_not_touched() -> None:
    title = "Ferry; strike - 5 = 5; “quoted”; a@b; 3 + 4; it's"
    written = figure_lines(article(title=title), ["Ida Lund", "Ann"], WHOLE.understanding.figures)
    assert {row["title"] for row in rows_of(written)} == {title}
