"""Text that is written from the right, on a screen that is filled from the left."""

from __future__ import annotations

import pytest

from reader.model import Document
from reader.tui.widgets.bidi import (
    as_seen,
    in_visual_order,
    joins_letters,
    runs_right_to_left,
    terminal_orders,
    told_to_keep_order,
)
from reader.tui.widgets.column import Masthead
from reader.tui.widgets.drawing import Part, ordered
from reader.tui.widgets.typesetting import typeset


def seen(text: str, rtl: bool | None = None) -> str:
    direction = runs_right_to_left(text) if rtl is None else rtl
    return "".join(glyph.text for glyph in in_visual_order(text, direction, joined=False))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("אבג דהו", "והד גבא"),
        ("אבג 1,204 דהו", "והד 1,204 גבא"),
        ("אבג abc דהו.", ".והד abc גבא"),
        ("the word אבג דהו, he said", "the word והד גבא, he said"),
        ("אבג (abc) דהו", "והד (abc) גבא"),
        ("אבג (דהו)", "(והד) גבא"),
        ("אבג 12.5%", "12.5% גבא"),
        ("only Latin, 12 %", "only Latin, 12 %"),
    ],
)
def test_letters_stand_in_the_order_in_which_they_are_seen(text: str, shown: str) -> None:
    assert seen(text) == shown


def test_the_first_letter_decides_where_a_paragraph_begins() -> None:
    assert runs_right_to_left("“12: אבג abc”")
    assert not runs_right_to_left("abc אבג")
    assert not runs_right_to_left("12 %")


def test_arabic_letters_take_the_forms_that_their_neighbours_give_them() -> None:
    glyphs = in_visual_order("سلام", rtl=True)
    assert [glyph.text for glyph in glyphs] == ["\ufee1", "\ufefc", "\ufeb3"]  # meem, joined lam-alef, seen
    assert [(glyph.start, glyph.end) for glyph in glyphs] == [(3, 4), (1, 3), (0, 1)]


def test_marks_stay_with_their_letters_and_join_nothing_apart() -> None:
    glyphs = in_visual_order("بَب", rtl=True)
    assert [glyph.text for glyph in glyphs] == ["\ufe90", "\ufe91\u064e"]


def test_a_headline_keeps_its_width_and_a_sign_of_ours_its_place() -> None:
    assert as_seen("سلام  ") == "   \ufee1\ufefc\ufeb3"
    assert as_seen("# אבג") == "# גבא"
    assert as_seen("plain") == "plain"


def test_the_parts_of_a_byline_keep_their_own_direction() -> None:
    line = typeset(Document(), 40, Masthead(title="אבג", byline="דהו · 21 Nov 2026, 21:42")).lines[2]
    parts, at = [], 0
    for piece in line.pieces:
        parts.append(Part(piece.text, piece.styles, at))
        at += len(piece.text)
    assert "".join(part.text for part in ordered(parts, line)) == "21 Nov 2026, 21:42 · והד"


@pytest.mark.parametrize(
    ("environment", "orders", "told", "joins"),
    [
        ({}, False, False, True),
        ({"VTE_VERSION": "7800"}, False, True, True),
        ({"VTE_VERSION": "7800", "TMUX": "x"}, True, False, False),
        ({"TMUX": "x"}, False, False, False),
        ({"KONSOLE_VERSION": "250800"}, True, False, True),
        ({"KITTY_WINDOW_ID": "1"}, True, False, True),
        ({"KITTY_WINDOW_ID": "1", "READER_BIDI": "reader"}, False, False, True),
        ({"READER_BIDI": "terminal"}, True, False, True),
    ],
)
def test_a_terminal_that_orders_text_itself_is_left_to_it(
    environment: dict[str, str], orders: bool, told: bool, joins: bool
) -> None:
    assert terminal_orders(environment) == orders
    assert told_to_keep_order(environment) == told
    assert joins_letters(environment) == joins
