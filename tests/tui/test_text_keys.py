"""What keys and mouse do to the text: links, footnotes, finding, copying, its measure, wide tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from rich.cells import cell_len

from reader.config import Settings
from reader.library import Opened
from reader.model import Block, Document, Span
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary

FILLING = tuple(
    Block("paragraph", f"Paragraph {n} says little, but it says it at length. " * 4) for n in range(30)
)
NOTED = Document(
    title="Noted",
    blocks=(
        Block(
            "paragraph",
            "Older than I am.1 And a link.",
            (Span(16, 17, "footnote"), Span(24, 28, "link", "https://x.example/")),
        ),
        *FILLING,
        Block("footnote", "As everybody knows.", marker="1"),
    ),
)
WIDE = Document(
    title="Wide",
    blocks=(
        Block("table", "\t".join(f"Heading{n:02}" for n in range(30)) + "\n" + "\t".join("1" * 30), level=1),
        *FILLING,
    ),
)


def over(document: Document) -> FakeLibrary:
    return FakeLibrary(documents={1: document}, understandings={})


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were given to the browser."""
    addresses: list[str] = []

    async def remember(url: str, command: Sequence[str] = ()) -> str:
        addresses.append(url)
        return "Opened."

    monkeypatch.setattr("reader.tui.screens.deeds.open_in_browser", remember)
    return addresses


async def test_a_link_is_opened_by_its_number(reading: OpenReader, opened: list[str]) -> None:
    async with reading() as reader:
        await reader.press("enter", "semicolon")
        assert await reader.comes_to_show("number opens")
        await reader.press("2")
        assert opened == ["https://example.org/timetable?from=odrava&to=skelby"]
        assert not reader.screen.asking
        assert reader.at == "reader"


async def test_a_number_that_could_go_on_waits_for_enter_and_says_where_it_leads(
    reading: OpenReader, opened: list[str]
) -> None:
    text = "link " * 20
    spans = tuple(Span(5 * n, 5 * n + 4, "link", f"https://x.example/{n + 1}") for n in range(20))
    async with reading(over(Document(blocks=(Block("paragraph", text, spans),)))) as reader:
        await reader.press("enter", "semicolon", "1")
        assert await reader.comes_to_show("https://x.example/1")
        assert opened == []
        await reader.press("enter")
        await reader.press("semicolon", "1", "7")
        assert opened == ["https://x.example/1", "https://x.example/17"]
        await reader.press("semicolon", "0", "enter")
        assert reader.note == "There is no link “0”."


async def test_y_before_the_number_copies_the_address(reading: OpenReader, opened: list[str]) -> None:
    async with reading() as reader:
        await reader.press("enter", "semicolon", "y", "1")
        assert reader.app.clipboard == "https://example.org/offer"
        assert opened == []


async def test_escape_ends_the_asking_for_a_link(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "semicolon", "escape")
        assert not reader.screen.reader.hinting
        assert reader.at == "reader"


async def test_a_footnotes_letter_goes_to_it_and_escape_comes_back(reading: OpenReader) -> None:
    async with reading(over(NOTED), height=24) as reader:
        await reader.press("enter", "semicolon")
        assert await reader.comes_to_show("Older than I am.a")
        await reader.press("a")
        assert await reader.comes_to_show("As everybody knows.")
        await reader.press("semicolon", "a")
        assert await reader.comes_to_show("Older than I am.¹")
        await reader.press("escape")
        assert await reader.comes_to_show("As everybody knows.")
        await reader.press("escape")
        assert await reader.comes_to_show("Older than I am.¹")
        assert reader.at == "reader"
        await reader.press("escape")
        assert reader.at == "list"


async def test_a_click_on_a_footnotes_sign_goes_to_the_footnote_and_one_on_a_link_opens_it(
    reading: OpenReader, opened: list[str]
) -> None:
    async with reading(over(NOTED), height=24) as reader:
        await reader.press("enter")
        await click(reader, "link")
        assert opened == ["https://x.example/"]
        await click(reader, "¹")
        assert await reader.comes_to_show("As everybody knows.")


async def click(reader: Reader, words: str) -> None:
    x, y = where(reader, words)
    await reader.pilot.click(offset=(x, y))
    await reader.app.workers.wait_for_complete()
    await reader.pilot.pause()


def where(reader: Reader, words: str) -> tuple[int, int]:
    left = reader.screen.reader.region.x
    for y, row in enumerate(reader.shown().split("\n")):
        for at in range(len(row)):
            if row.startswith(words, at) and cell_len(row[:at]) >= left:
                return cell_len(row[:at]), y
    raise AssertionError(f"{words} is not on the screen")


async def test_the_terminal_is_told_of_links_that_it_may_open_and_of_no_others(reading: OpenReader) -> None:
    evil = "https://x.example/\x1b]52;c;aGk=\x07"
    text = "good evil code"
    spans = (
        Span(0, 4, "link", "https://x.example/ok"),
        Span(5, 9, "link", evil),
        Span(10, 14, "link", "javascript:x()"),
    )
    async with reading(over(Document(blocks=(Block("paragraph", text, spans),)))) as reader:
        await reader.press("enter")
        lines = reader.app.screen._compositor.render_strips()
        links = {
            segment.style.link for line in lines for segment in line if segment.style and segment.style.link
        }
        assert links == {"https://x.example/ok"}


async def test_finding_minds_case_only_where_one_is_typed_and_goes_round(reading: OpenReader) -> None:
    async with reading(over(NOTED)) as reader:
        await reader.press("enter")
        await reader.write("/PARAGRAPH 7", "enter")
        assert reader.note == "“PARAGRAPH 7” is not in this article."
        await reader.write("/paragraph 7", "enter", "N")
        assert reader.note == "From the end again."
        await reader.press("n")
        assert reader.note == "From the top again."


async def test_straight_quotes_find_curly_ones(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.write('/"nobody wants', "enter")
        assert reader.trail is not None
        assert len(reader.trail.places) == 1


async def test_y_copies_what_the_mouse_has_selected_as_whole_paragraphs(reading: OpenReader) -> None:
    async with reading(width=120) as reader:
        await reader.press("enter")
        start, end = where(reader, "closed for"), where(reader, "an insult")
        await reader.pilot.mouse_down(offset=start)
        await reader.pilot.hover(offset=(end[0] + 4, end[1]))
        await reader.pilot.mouse_up(offset=(end[0] + 4, end[1]))
        await reader.press("y")
        text = world.BODY[0].text
        assert reader.app.clipboard.startswith("closed for a second day on Thursday after 1,400 dockers")
        assert reader.app.clipboard in text
        await reader.press("y")
        assert reader.app.clipboard == "https://example.org/story-1"


async def test_lines_become_shorter_and_longer_and_stay_so_the_next_time(reading: OpenReader) -> None:
    library = FakeLibrary()
    async with reading(library, width=120) as reader:
        await reader.press("enter", "z", "less_than_sign", "less_than_sign")
        assert reader.screen.reader.column.width == 76 - 8
        await reader.press("greater_than_sign")
        await reader.write(":width 60", "enter")
        assert reader.note == "Lines of 60 columns."
    async with reading(library, width=120) as reader:
        await reader.press("enter", "z")
        assert reader.screen.reader.column.width == 60
    library.settings = replace(library.settings, text_width=90)
    async with reading(library, width=120) as reader:
        await reader.press("enter", "z")
        assert reader.screen.reader.column.width == 90, "what was written into the settings since counts more"


@pytest.mark.parametrize("width", ["wide", "7", "99999", "-3"])
async def test_a_width_that_makes_no_sense_does_no_harm(reading: OpenReader, width: str) -> None:
    async with reading(width=120) as reader:
        await reader.write(f":width {width}", "enter")
        assert 40 <= reader.screen.reader.text_width <= 200


async def test_a_theme_is_kept_until_the_settings_name_another(reading: OpenReader) -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        await reader.write(":theme reader-light", "enter")
    async with reading(library) as reader:
        assert reader.app.theme == "reader-light"
    settings = replace(library.settings, theme="nord")
    async with reading(FakeLibrary(settings=settings, state=library.state)) as reader:
        assert reader.app.theme == "nord"


async def test_a_table_that_is_too_wide_is_moved_and_the_keys_are_shown(reading: OpenReader) -> None:
    async with reading(over(WIDE), width=120, height=24) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("[ ] moves the table")
        assert await reader.comes_to_show("Heading01")
        assert "Heading29" not in reader.shown()
        await reader.press(*["right_square_bracket"] * 40)
        assert await reader.comes_to_show("Heading29")
        assert "Heading01" not in reader.shown()
        assert "Heading00" in reader.shown(), "the first column stays"
        await reader.press(*["left_square_bracket"] * 40)
        assert await reader.comes_to_show("Heading01")
        await reader.press("G")
        assert "moves the table" not in reader.shown()


async def test_the_status_says_how_much_is_left_to_read(reading: OpenReader) -> None:
    async with reading(over(NOTED), height=24) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("min left")
        await reader.press("G")
        assert "min left" not in reader.shown()
        assert await reader.comes_to_show("100 %")


async def test_a_better_text_keeps_its_line_though_the_one_at_the_top_is_gone(reading: OpenReader) -> None:
    async with reading(over(NOTED), width=100, height=24) as reader:
        await reader.press("enter")
        screen = reader.screen
        screen.reader.go_to_offset(NOTED.analysed_text.index("Paragraph 7"))
        await reader.pilot.pause()
        before = where(reader, "Paragraph 8")
        without = tuple(block for block in FILLING if not block.text.startswith("Paragraph 7"))
        added = Block("paragraph", "A box that was not there. " * 20)
        better = Document(title="Noted", blocks=(added, Block("heading", "New", level=2), *without))
        screen._show_stage(Opened(reader.library.rows[0], better, None, "", False))
        await reader.pilot.pause()
        assert where(reader, "Paragraph 8") == before


async def test_a_title_that_has_just_come_up_stays_and_a_line_that_was_looked_at_too(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = Document(title="Noted", blocks=NOTED.blocks[:1])
    whole = replace(NOTED, standfirst="More was said above the text. " * 6)
    monkeypatch.setattr("reader.tui.widgets.article_view._LOOKED_AT", 1000.0)
    async with reading(over(summary), height=24) as reader:
        await reader.press("enter")
        reader.screen._show_stage(Opened(reader.library.rows[0], whole, None, "", False))
        await reader.pilot.pause()
        assert "The Northern Ledger · " in reader.shown().split("\n")[1]
    monkeypatch.setattr("reader.tui.widgets.article_view._LOOKED_AT", -1.0)
    async with reading(over(summary), height=24) as reader:
        await reader.press("enter")
        before = where(reader, "Older than I am")
        reader.screen._show_stage(Opened(reader.library.rows[0], whole, None, "", False))
        await reader.pilot.pause()
        assert where(reader, "Older than I am") == before


async def test_settings_of_keys_are_told_in_the_status_line(reading: OpenReader) -> None:
    settings = Settings(
        refresh_on_start=False, refresh_minutes=0, keys={"table_left": "f7", "table_right": "f8"}
    )
    async with reading(replace(over(WIDE), settings=settings), width=120, height=24) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("F7 F8 moves the table")
