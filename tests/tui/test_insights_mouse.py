"""The sidebar and the words of the text under the mouse; names in names, over lines, in other scripts."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollDown

from reader.model import Block, Document, Entity, Span, Understanding
from reader.tui.widgets.bidi import as_seen_here
from tests.tui import world
from tests.tui.conftest import OpenReader
from tests.tui.fake_library import FakeLibrary
from tests.tui.insights import BANK, KOREA, in_text, label, marked, nested, present, seen_beside, where


async def test_a_click_on_a_row_goes_to_its_place_and_the_next_click_on(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        spot = where(reader, "Tomas Reyk", reader.screen.sidebar)
        await reader.pilot.click(offset=spot)
        await reader.pilot.pause()
        assert await reader.comes_to_show("Tomas Reyk  1 of 2")
        await reader.pilot.click(offset=spot)
        await reader.pilot.pause()
        assert await reader.comes_to_show("Tomas Reyk  2 of 2")


async def test_the_wheel_scrolls_the_rows_and_leaves_the_cursor(reading: OpenReader) -> None:
    async with reading(height=24) as reader:
        await reader.press("enter", "tab")
        insights = reader.screen.sidebar.insights
        for _ in range(3):
            insights.post_message(MouseScrollDown(insights, 5, 5, 0, 1, 0, False, False, False))
            await reader.pilot.pause()
        assert insights.scroll_y > 0
        assert label(reader) == "Marta Ilves"


async def test_the_mouse_on_a_word_selects_its_row_and_marks_nothing(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        x, y = in_text(reader, "Lindholm")
        await reader.pilot.hover(offset=(x + 7, y))
        await reader.pilot.pause()
        assert label(reader) == "Lindholm"
        assert marked(reader) == []
        await reader.pilot.hover(offset=in_text(reader, "1,400"))
        await reader.pilot.pause()
        assert label(reader) == "1,400 dockers"
        await reader.pilot.hover(offset=in_text(reader, "walked out"))
        await reader.pilot.pause()
        assert label(reader) == "1,400 dockers", "a word that is no row's leaves the cursor"


async def test_the_mouse_moves_no_cursor_that_the_keys_move(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab")
        await reader.pilot.hover(offset=in_text(reader, "Lindholm"))
        await reader.pilot.pause()
        assert label(reader) == "Marta Ilves"


async def test_a_click_on_a_word_marks_all_its_places_from_there(reading: OpenReader) -> None:
    async with reading(width=180) as reader:
        await reader.press("enter")
        x, y = in_text(reader, "Ilves met")
        await reader.pilot.click(offset=(x + 1, y))
        await reader.pilot.pause()
        assert label(reader) == "Marta Ilves"
        assert present(reader) == [(y, "Ilves")]
        assert marked(reader) == ["Marta Ilves"]
        assert await reader.comes_to_show("Marta Ilves  2 of 2")
        await reader.press("n")
        assert await reader.comes_to_show("Marta Ilves  1 of 2")
        await reader.press("escape")
        assert reader.at == "reader"
        assert present(reader) == []


@pytest.mark.parametrize("width", [80, 120])
async def test_with_the_panel_hidden_the_mouse_does_the_same(reading: OpenReader, width: int) -> None:
    async with reading(width=width, height=40) as reader:
        await reader.press("enter")
        assert "PEOPLE" not in reader.shown()
        x, y = in_text(reader, "Tomas Reyk")
        await reader.pilot.hover(offset=(x, y))
        await reader.pilot.click(offset=(x, y))
        await reader.pilot.pause()
        assert await reader.comes_to_show("Tomas Reyk  1 of 2")
        await reader.press("i")
        assert label(reader) == "Tomas Reyk"
        assert "Tomas Reyk" in seen_beside(reader)


async def test_a_selection_by_the_mouse_is_no_click(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        x, y = in_text(reader, "Lindholm")
        await reader.pilot.mouse_down(offset=(x, y))
        await reader.pilot.hover(offset=(x + 7, y))
        await reader.pilot.mouse_up(offset=(x + 7, y))
        await reader.pilot.pause()
        assert label(reader) == "Lindholm"
        assert reader.trail is None
        await reader.press("y")
        assert reader.app.clipboard == "Lindholm"


# Names in names, over lines, in other scripts


async def test_a_name_inside_another_is_marked_and_found_by_the_mouse(reading: OpenReader) -> None:
    async with reading(nested()) as reader:
        await reader.press("enter", "tab")
        assert " ".join(marked(reader)) == f"{BANK} {BANK}"
        await reader.press("j")
        assert marked(reader) == [KOREA] * 3
        assert await reader.comes_to_show("Korea  4 places")
        await reader.press("n", "n", "n")
        ((_, words),) = present(reader)
        assert (words, reader.note) == (KOREA, "")
        await reader.press("escape", "h")
        x, y = in_text(reader, "Bank of Korea met")
        for cells, wanted in ((1, BANK), (9, KOREA), (5, BANK)):
            await reader.pilot.hover(offset=(x + cells, y))
            await reader.pilot.pause()
            assert label(reader) == wanted


@pytest.mark.parametrize(
    "name", ["Bao", "Ministry of Works and Housing", "東京都港湾局", "محمد بن سلمان", "한국은행"]
)
async def test_a_name_is_marked_whole_wherever_lines_end_in_whatever_script(
    reading: OpenReader, name: str
) -> None:
    text = " ".join(f"{'word ' * (n % 7)}{name}" for n in range(24))
    entity = Entity(name, "organisation", tuple(Span(m, m + len(name)) for m in starts(name, text)))
    library = FakeLibrary(
        documents={1: Document(title="Lines", blocks=(Block("paragraph", text),))},
        understandings={1: Understanding(entities=(entity,))},
    )
    async with reading(library) as reader:
        await reader.press("enter", "tab")
        assert label(reader) == name
        letters = "".join(marked(reader))
        wanted = sum(not c.isspace() for c in name) * 24
        assert sum(not c.isspace() for c in letters) == wanted
        await reader.press("n", "n")
        assert await reader.comes_to_show(f"{as_seen_here(name)}  2 of 24")
        assert sum(not c.isspace() for _, words in present(reader) for c in words) == wanted // 24
        await reader.press("escape", "h")
        view = reader.screen.reader
        line = next(number for number, line in enumerate(view.column.lines) if line.block == 0)
        y = view.region.y + line - round(view.scroll_y)
        before = label(reader)
        for x in range(view.region.x, view.region.right):
            await reader.pilot.hover(offset=(x, y))
        assert label(reader) == before


def starts(name: str, text: str) -> list[int]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(at)
        at = text.find(name, at + 1)
    return found


async def test_both_halves_of_a_wide_letter_are_its_word(reading: OpenReader) -> None:
    entities = (Entity("東京都", "place", (Span(0, 3),)), Entity("港湾", "other", (Span(3, 5),)))
    library = FakeLibrary(
        documents={1: Document(title="x", blocks=(Block("paragraph", "東京都港湾計画"),))},
        understandings={1: Understanding(entities=entities)},
    )
    async with reading(library) as reader:
        await reader.press("enter")
        y = next(y for y, row in enumerate(reader.shown().split("\n")) if "港湾計画" in row)
        left = reader.screen.reader.region.x
        x = left + (reader.screen.reader.room - reader.screen.reader.column.width) // 2
        seen = []
        for cell in range(10):
            await reader.pilot.hover(offset=(x + cell, y))
            await reader.pilot.pause()
            seen.append(label(reader))
        assert seen == ["東京都"] * 6 + ["港湾"] * 4


async def test_five_hundred_names_are_listed_to_the_last(reading: OpenReader) -> None:
    text = " ".join(f"Name{n} Surname{n} spoke." for n in range(500))
    entities = tuple(
        Entity(f"Name{n} Surname{n}", "person", world.spans_of(f"Name{n} Surname{n}", text), 1 - n / 500)
        for n in range(500)
    )
    library = FakeLibrary(
        documents={1: Document(title="Many", blocks=(Block("paragraph", text),))},
        understandings={1: Understanding(entities=entities)},
    )
    async with reading(library) as reader:
        await reader.press("enter", "tab", "G")
        assert label(reader) == "Name499 Surname499"
        await reader.press("enter")
        assert [words for _, words in present(reader)] == ["Name499 Surname499"]
        await reader.press("e", "G")
        assert await reader.comes_to_show("Name499 Surname499")
