"""Breaking lines, in every script."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.widgets.wrapping import break_lines, clip, cut_lines, fill


def lines(text: str, width: int, first: int | None = None) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width, first)]


def test_lines_break_at_spaces_and_after_hyphens() -> None:
    assert lines("the truck-mounted launcher", 11) == ["the truck-", "mounted", "launcher"]


def test_scripts_without_spaces_break_anywhere_but_not_before_closing_punctuation() -> None:
    assert lines("東京都は「新しい計画」を発表した。", 10) == [
        "東京都は",
        "「新しい計",
        "画」を発表",
        "した。",
    ]


def test_a_word_longer_than_a_line_is_cut_and_nothing_is_lost() -> None:
    assert lines("antidisestablishment", 6) == ["antidi", "sestab", "lishme", "nt"]


def test_an_emoji_family_is_never_cut_in_two() -> None:
    family = "👨‍👩‍👧"
    assert all(family in line for line in lines(family * 5, 4))


def test_the_first_line_may_have_less_room() -> None:
    assert lines("one two three", 9, 3) == ["one", "two three"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert lines("", 5) == [""]


@given(st.text(alphabet="ab -漢字。「」é👍\u0301", max_size=60), st.integers(2, 12))
def test_every_letter_is_on_exactly_one_line_and_none_is_too_wide(text: str, width: int) -> None:
    spans = break_lines(text, width)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace(" ", "") == text.replace(" ", "")
    # A unit that cannot be cut, such as a letter between brackets, may stand out of a very narrow line.
    assert all(cell_len(text[start:end]) <= max(width, 2) for start, end in spans)


@pytest.mark.parametrize(("text", "width"), [("plain words", 5), ("漢字かな", 5), ("a", 0), ("é" * 9, 4)])
def test_clipped_text_fits_and_filled_text_fits_exactly(text: str, width: int) -> None:
    assert cell_len(clip(text, width)) <= width
    assert cell_len(fill(text, width)) == width


def test_code_is_cut_with_its_spaces() -> None:
    assert ["    return x"[a:b] for a, b in cut_lines("    return x", 6)] == ["    re", "turn x"]
