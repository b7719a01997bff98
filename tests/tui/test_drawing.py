"""What reaches the screen and the clipboard of a line: emoji, hyperlinks, colours of code, selections."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection

from reader.model import Block, Document, Span
from reader.tui.widgets.column import Line
from reader.tui.widgets.copying import copied
from reader.tui.widgets.drawing import Part, ordered, selected
from reader.tui.widgets.emoji import steady
from reader.tui.widgets.highlighting import code_marks
from reader.tui.widgets.hyperlinks import linked, terminal_address
from reader.tui.widgets.typesetting import typeset
from tests.tui import world


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("👩‍👩‍👧 home", "👩 home"),
        ("👍🏽!", "👍!"),
        ("❤️ it", "❤  it"),
        ("1️⃣", "1 "),
        ("🇵🇹 won", "PT won"),
        ("नमस्‍ते", "नमस्‍ते"),
    ],
)
def test_an_emoji_of_disputed_width_is_drawn_as_what_it_begins_with(text: str, drawn: str) -> None:
    assert steady(text) == drawn
    assert cell_len(drawn) == cell_len(text)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://x.example/\x1b\\\x1b]52;c;aGk=\x07",
        "https://x.example/\x9c",
        "https://x.example/a b",
        "https://x.example/\u202egnp",
        "https://x.example/" + "a" * 3000,
        "",
    ],
)
def test_what_is_no_plain_address_is_no_hyperlink(href: str) -> None:
    assert terminal_address(href) is None
    assert linked(Style(bold=True), href).link is None


def test_a_hyperlink_is_of_printable_ascii_and_its_pieces_share_an_id() -> None:
    assert (
        terminal_address("https://x.example/é;a?b=“c”") == "https://x.example/%C3%A9;a?b=%E2%80%9Cc%E2%80%9D"
    )
    one, other = (linked(Style(bold=bold), "https://x.example/") for bold in (True, False))
    assert one.link == other.link == "https://x.example/"
    assert one.link_id == other.link_id != linked(Style(), "https://y.example/").link_id


def test_code_is_coloured_by_what_its_words_are() -> None:
    text = 'def f(x):  # why\n    return "a" + str(12)'
    marks = {
        (text[m.start - 5 : m.end - 5], m.style)
        for m in code_marks(Block("code", text, language="py"), 5).marks
    }
    for word in (
        ("def", "code-keyword"),
        ("f", "code-name"),
        ("# why", "code-comment"),
        ("12", "code-number"),
    ):
        assert word in marks


@pytest.mark.parametrize("language", [None, "", "klingon", "brainfuck"])
def test_code_of_no_known_language_is_left_plain(language: str | None) -> None:
    assert code_marks(Block("code", "if x: y()", language=language), 0).marks == ()


def test_endless_code_is_coloured_only_at_its_beginning() -> None:
    marks = code_marks(Block("code", "return 1\n" * 50_000, language="python"), 0).marks
    assert 0 < marks[-1].end <= 20_000


@pytest.mark.parametrize("name", ["rust", "sql", "js", "console", "yaml", "c++", "diff", "toml", "html"])
def test_well_known_languages_have_a_lexer(name: str) -> None:
    code_marks(Block("code", "select 1 -- x\n+ a <b> $ ls", language=name), 0)


def select(document: Document, width: int, start: tuple[int, int], end: tuple[int, int]) -> str:
    column = typeset(document, width)
    return copied(column, document, Selection(Offset(*start), Offset(*end)))


def test_a_copied_paragraph_is_one_line_without_link_numbers() -> None:
    text = "See the port of Odrava for what was said about it."
    document = Document(blocks=(Block("paragraph", text, (Span(8, 12, "link", "https://x.example/"),)),))
    assert select(document, 20, (0, 0), (99, 9)) == text
    assert select(document, 20, (4, 0), (12, 0)) == "the port"


def test_copied_blocks_are_parted_by_blank_lines_and_items_keep_their_bullets() -> None:
    blocks = (
        Block("paragraph", "One."),
        Block("list_item", "two", marker="•"),
        Block("list_item", "three", marker="•"),
        Block("quote", "Four."),
        Block("code", "if x:\n    y()"),
    )
    assert select(Document(blocks=blocks), 40, (0, 0), (99, 99)) == (
        "One.\n\n• two\n• three\n\nFour.\n\nif x:\n    y()"
    )


def test_everything_can_be_copied_at_once() -> None:
    column = typeset(world.DOCUMENT, 50)
    whole = copied(column, world.DOCUMENT, Selection(None, None))
    for block in world.BODY:
        if block.kind in {"paragraph", "quote"}:
            assert block.text in whole


def test_a_selection_of_right_to_left_text_is_of_the_letters_that_were_chosen() -> None:
    parts = ordered(selected([Part("אבגד", ("link",))], (1, 3)), Line(rtl=True))
    assert [(part.text, "selected" in part.styles) for part in parts] == [
        ("ד", False),
        ("ג", True),
        ("ב", True),
        ("א", False),
    ]
    assert [part.at for part in parts] == [3, 2, 1, 0]
