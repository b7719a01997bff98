"""Documents as lines whose every character knows its offset."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.model import Block, Document, Picture, Span, SpanKind
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
    assert max(cell_len(line.text) for line in column.lines if line.frame is None) <= width


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
    document = of(Block("table", "Port\tShips\nOdrava\t38\nLindholm\t1,204", level=1))
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


def test_a_table_without_heading_rows_has_no_rule() -> None:
    assert text_lines(of(Block("table", "Odrava\t38\nLindholm\t1,204"))) == [
        "Odrava       38",
        "Lindholm  1,204",
    ]


def test_a_table_whose_longest_words_do_not_fit_is_wider_than_the_column_and_says_so() -> None:
    cells = [f"Longwinded{n}" for n in range(6)]
    lines = typeset(of(Block("table", "\t".join(cells) + "\n" + "\t".join(cells), level=1)), 40).lines
    assert all(cell in lines[0].text for cell in cells)
    assert {line.frame.width for line in lines if line.frame is not None} == {6 * 11 + 5 * 2}
    assert lines[0].frame is not None
    assert lines[0].frame.pinned == 13


def test_numbers_of_a_table_are_never_broken() -> None:
    words = "some words that may well be broken"
    lines = text_lines(of(Block("table", f"{words}\t1,234,567\n{words}\t89,000")), 24)
    assert sum("1,234,567" in line for line in lines) == 1


def test_two_endless_cells_share_the_column() -> None:
    lines = text_lines(of(Block("table", "ab " * 20_000 + "\t" + "cd " * 20_000)), 40)
    assert all(cell_len(line) <= 40 for line in lines)
    assert lines[0].count("ab") - lines[0].count("cd") in {-1, 0, 1}


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
    assert [line for line in text_lines(document) if line] == [
        "▣ The quay. —\u00a0Per Aalto",
        "▣ Photo: Ann Bo",
    ]


def test_a_picture_without_a_caption_says_what_it_shows_unless_it_is_shown() -> None:
    document = Document(blocks=(Block("caption", "", picture=0),), pictures=(Picture(alt="A quay at dawn"),))
    assert text_lines(document) == ["▣ A quay at dawn"]
    assert [line.picture for line in typeset(document, 40, rooms={0: 2}).lines] == [(0, 0), (0, 1)]


def test_lines_are_kept_free_for_a_picture_above_its_caption() -> None:
    lines = typeset(world.DOCUMENT, 40, rooms={0: 3}).lines
    rows = [number for number, line in enumerate(lines) if line.picture is not None]
    assert [lines[number].picture for number in rows] == [(0, 0), (0, 1), (0, 2)]
    assert lines[rows[-1] + 1].text.startswith("▣ Empty quays")


def test_a_footnote_stands_dim_under_a_rule_and_knows_who_called_it() -> None:
    call = Block("paragraph", "Older than I am.1", (Span(16, 17, "footnote", "#fn1"),))
    column = typeset(of(call, Block("footnote", "As everybody knows.", marker="1")), 40)
    assert [line.text for line in column.lines] == [
        "Older than I am.¹",
        "",
        "─" * 12,
        "¹ As everybody knows.",
    ]
    sign, back = column.lines[0].pieces[-1], column.lines[3].pieces[0]
    assert (sign.to, back.to) == (19, 16)
    assert column.links == ()


def test_a_footnote_is_found_whatever_brackets_its_sign_stands_in() -> None:
    call = Block("paragraph", "Older than I am.(1)", (Span(16, 19, "footnote"),))
    column = typeset(of(call, Block("footnote", "As everybody knows.", marker="1.")), 40)
    assert (column.lines[0].pieces[-1].to, column.lines[3].pieces[0].to) == (21, 16)


def test_a_footnotes_sign_in_brackets_is_left_as_it_is() -> None:
    assert text_lines(of(Block("paragraph", "so.[1]", (Span(4, 5, "footnote"),)))) == ["so.[1]"]


def test_a_definition_stands_under_its_term() -> None:
    blocks = (Block("term", "Cell"), Block("definition", "The square."), Block("definition", "A prison."))
    assert text_lines(of(*blocks, Block("term", "Row"))) == [
        "Cell",
        "  The square.",
        "  A prison.",
        "",
        "Row",
    ]


def test_an_item_without_a_marker_goes_on_under_the_one_before() -> None:
    blocks = (Block("list_item", "One.", marker="10."), Block("list_item", "More of it."))
    assert text_lines(of(*blocks)) == ["10. One.", "    More of it."]


def test_the_bar_of_a_quotation_goes_on_between_its_paragraphs() -> None:
    lines = text_lines(of(Block("quote", "One."), Block("quote", "Two.", level=1), Block("quote", "Three.")))
    assert lines == ["▎ One.", "▎ ", "▎ ▎ Two.", "▎ ", "▎ Three."]


@pytest.mark.parametrize(
    ("kind", "words", "shown"),
    [
        ("superscript", "2", "a²b"),
        ("superscript", "st", "aˢᵗb"),
        ("superscript", "-10", "a⁻¹⁰b"),
        ("superscript", "q,x", "a^(q,x)b"),
        ("superscript", "1234567890123456789012345", "a1234567890123456789012345b"),
        ("subscript", "2", "a₂b"),
        ("subscript", "max", "aₘₐₓb"),
        ("subscript", "Q", "a_(Q)b"),
        (
            "superscript",
            "a whole remark, far too long to be raised",
            "aa whole remark, far too long to be raisedb",
        ),
    ],
)
def test_raised_and_lowered_signs_have_letters_of_their_own_or_brackets(
    kind: SpanKind, words: str, shown: str
) -> None:
    column = typeset(of(Block("paragraph", f"a{words}b", (Span(1, 1 + len(words), kind),))), 60)
    assert column.lines[0].text == shown
    assert column.lines[0].pieces[-1].start == 1 + len(words)


def test_a_paragraph_written_from_the_right_is_set_from_the_right() -> None:
    arabic = Block("paragraph", "قال الوزير (Reyk) إن 38 سفينة تنتظر")
    lines = typeset(of(arabic, Block("paragraph", "Reyk said قال.")), 20).lines
    assert [line.rtl for line in lines] == [True, True, False, False]


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
