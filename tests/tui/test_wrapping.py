"""Breaking lines, in every script."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.widgets.wrapping import break_lines, clip, code_lines, cut_lines, fill


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


@pytest.mark.parametrize("sign", list("、。」）ーっょ！？…"))
def test_no_line_begins_with_what_must_not_begin_one(sign: str) -> None:
    for width in range(4, 24):
        assert not any(line.startswith(sign) for line in lines(f"港湾計画{sign}" * 9, width)[1:])


def test_no_line_ends_with_an_opening_bracket() -> None:
    for width in range(4, 24):
        assert not any(line.endswith("「") for line in lines("東京「港湾」" * 9, width))


def test_korean_words_stay_whole() -> None:
    assert lines("정부는 월요일 이전에 개입하지", 16) == ["정부는 월요일", "이전에 개입하지"]


def test_a_space_that_does_not_break_does_not() -> None:
    assert lines("il faut 12\u00a0% de plus", 11) == ["il faut", "12\u00a0% de", "plus"]


def test_a_letter_before_a_hyphen_is_not_left_alone() -> None:
    assert lines("send an e-mail", 10) == ["send an", "e-mail"]


def test_accents_and_vowel_marks_take_no_room() -> None:
    assert lines("é" * 8, 4) == ["é" * 4] * 2
    assert lines("كَتَبَ كَتَبَ", 3) == ["كَتَبَ", "كَتَبَ"]


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("return ship.moored and not sailed", ["return ship.moored ", "and not sailed"]),
        ("a = 'long_string_without_a_space'", ["a = 'long_string_wit", "hout_a_space'"]),
        ("", [""]),
        ("漢字" * 7, ["漢字" * 5, "漢字" * 2]),
    ],
)
def test_a_long_line_of_code_ends_at_a_space_near_the_edge(text: str, shown: list[str]) -> None:
    assert [text[start:end] for start, end in code_lines(text, 20)] == shown


def test_code_is_cut_with_its_spaces() -> None:
    assert ["    return x"[a:b] for a, b in cut_lines("    return x", 6)] == ["    re", "turn x"]
