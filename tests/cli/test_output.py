"""How a line is cut to the terminal."""

import pytest

from reader.text import cut, width


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("abcdef", "abcdef"),
        ("abcdefg", "abcde…"),
        ("abcd  fgh", "abcd…"),
        ("新聞新聞", "新聞…"),
        ("e\u0301" * 7, "e\u0301" * 5 + "…"),
    ],
)
def test_a_line_is_cut_to_its_columns(line: str, shown: str) -> None:
    assert cut(line, 6) == shown
    assert width(shown) <= 6


def test_a_very_long_line_is_cut_at_once() -> None:
    assert cut("é" * 1_000_000, 80) == "é" * 79 + "…"
