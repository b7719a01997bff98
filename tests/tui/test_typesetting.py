"""Documents as lines whose every character knows its offset."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.model import Block, Document, Picture, Span
from reader.tui.widgets.column import OURS, Column, Masthead
from reader.tui.widgets.typesetting import typeset
from tests.tui import world


def text_lines(document: Document, width: int = 40) -> list[str]:
    return [line.text for line in typeset(document, width).lines]


def of(*blocks: Block) -> Document:
    return Document(blocks=blocks)


@pytest.mark.parametrize("width", [20, 48, 76])
def test_every_piece_stands_at_its_offset_in_the_analysed_text(width: int) -> None:
    text = world.DOCUMENT.analysed_text
    pieces = [p for line in typeset(world.DOCUMENT, width).lines for p in line.pieces if p.start != OURS]
    assert pieces
    for piece in pieces:
        found = text[piece.start : piece.start + len(piece.text)]
        assert found.replace("\n", " ").replace("\t", " ") == piece.text


@pytest.mark.parametrize("width", [20, 48, 76])
def test_no_line_is_wider_than_the_column(width: int) -> None:
    column = typeset(world.DOCUMENT, width, Masthead("A feed", "A title " * 9, "", "Somebody"))
    assert max(cell_len(line.text) for line in column.lines) <= width


def test_an_offset_leads_to_the_line_that_shows_it() -> None:
    column = typeset(world.DOCUMENT, 50)
    for words in ("Marta Ilves", "Night work begins", "Empty quays", "timetable"):
        line = column.lines[column.line_at(world.DOCUMENT.analysed_text.index(words))]
        assert words.split()[0] in line.text


def test_an_empty_document_has_no_line_to_lead_to_but_the_first() -> None:
    assert Column().line_at(99) == 0
    assert typeset(Document(), 40).lines == ()


def test_items_of_a_list_hang_under_their_text_and_nest() -> None:
    document = of(
        Block("list_item", "one item that is long enough to need two lines", marker="10."),
        Block("list_item", "inside", marker="–", level=1),
    )
    assert text_lines(document, 30) == [
        "10. one item that is long",
        "    enough to need two lines",
        "  – inside",
    ]


def test_a_quote_has_its_bar_on_every_line() -> None:
    quoted = text_lines(of(Block("quote", "said at some length by somebody")), 20)
    assert len(quoted) > 1
    assert all(line.startswith("▎ ") for line in quoted)


def test_code_keeps_its_lines_and_indentation() -> None:
    assert text_lines(of(Block("code", "if x:\n    y()\n\nz()"))) == ["  if x:", "      y()", "  ", "  z()"]


def test_a_table_is_aligned_with_numbers_flush_right() -> None:
    document = of(Block("table", "Port\tShips\nOdrava\t38\nLindholm\t1,204"))
    assert text_lines(document) == [
        "Port      Ships",
        "───────────────",
        "Odrava       38",
        "Lindholm  1,204",
    ]


def test_a_table_that_is_too_wide_wraps_its_widest_column() -> None:
    wide = "Name\tWhat was said about it\nAnna\t" + "words and " * 8
    lines = text_lines(of(Block("table", wide)), 30)
    assert all(cell_len(line) <= 30 for line in lines)
    assert sum("words" in line for line in lines) > 1


def test_a_table_with_ragged_rows_and_wide_letters_is_still_aligned() -> None:
    lines = text_lines(of(Block("table", "港\t船\n尾道\nxy\tz\textra")))
    assert cell_len(lines[0].partition("船")[0]) == cell_len("尾道") + 2
    assert "extra" in lines[-1]


def test_a_caption_names_who_made_the_picture_once() -> None:
    pictures = (Picture(credit="Per Aalto"), Picture(credit="Ann Bo"))
    document = Document(
        blocks=(Block("caption", "The quay.", picture=0), Block("caption", "Photo: Ann Bo", picture=1)),
        pictures=pictures,
    )
    assert [line for line in text_lines(document) if line] == ["▣ The quay. — Per Aalto", "▣ Photo: Ann Bo"]


def test_links_are_numbered_through_the_article() -> None:
    block = Block("paragraph", "see here", (Span(4, 8, "link", "https://example.org/a"),))
    again = Block("paragraph", "and there", (Span(4, 9, "link", "https://example.org/b"),))
    column = typeset(of(block, again), 40)
    assert [line.text for line in column.lines] == ["see here¹", "", "and there²"]
    assert [(link.number, link.text, link.href) for link in column.links] == [
        (1, "here", "https://example.org/a"),
        (2, "there", "https://example.org/b"),
    ]


def test_a_paragraph_of_twenty_thousand_links_is_set() -> None:
    count = 20_000
    spans = tuple(Span(3 * n, 3 * n + 2, "link", f"https://example.org/{n}") for n in range(count))
    column = typeset(of(Block("paragraph", "ab " * count, spans)), 76)
    linked = [p for line in column.lines for p in line.pieces if p.href and p.start != OURS]
    assert [(p.start, p.text, p.href) for p in linked] == [
        (3 * n, "ab", f"https://example.org/{n}") for n in range(count)
    ]


def test_overlapping_spans_give_a_piece_every_style() -> None:
    block = Block("paragraph", "bold and both", (Span(0, 13, "strong"), Span(9, 13, "emphasis")))
    (line,) = typeset(of(block), 40).lines
    assert [(piece.text, piece.styles) for piece in line.pieces] == [
        ("bold and ", ("strong",)),
        ("both", ("strong", "emphasis")),
    ]


def test_spans_outside_the_text_do_no_harm() -> None:
    assert text_lines(of(Block("paragraph", "short", (Span(3, 99, "link", "https://x.example"),)))) == [
        "short"
    ]


def test_control_characters_become_blanks_without_moving_any_offset() -> None:
    document = of(Block("paragraph", "a\x1b]52;c;xx\x07b \u202ec"), Block("code", "x\x9b31m"))
    column = typeset(document, 60)
    shown = "".join(line.text for line in column.lines)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in shown)
    assert column.lines[-1].start == document.analysed_text.index("x\x9b")


def test_hundreds_of_blocks_of_any_kind_and_any_depth_are_set() -> None:
    blocks = tuple(Block("list_item", "deep", marker="•", level=n) for n in range(300))
    assert all(cell_len(line) <= 40 for line in text_lines(of(*blocks)))
