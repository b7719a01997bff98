"""Where one stopped reading, found again by its words; and what is fetched before it is opened."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from reader.library import Opened
from reader.model import Block, Document
from tests.tui import world
from tests.tui.conftest import OpenReader
from tests.tui.fake_library import FakeLibrary

NEW_BEGINNING = Block("paragraph", "What has been added above since then goes on for a while. " * 30)
LONGER = replace(world.DOCUMENT, blocks=(NEW_BEGINNING, *world.BODY))
SUMMARY = Document(title="x", blocks=world.BODY[:1])


async def test_an_article_opens_at_the_words_where_it_was_left_though_its_text_is_another(
    reading: OpenReader,
) -> None:
    library = FakeLibrary()
    async with reading(library, height=24) as reader:
        await reader.press("enter", "space", "space", "q")
        await reader.pilot.pause(1.2)
        left_at = library.state["position:1"].split(" ", 1)[1][:40]
    library.documents[1], library.rows = LONGER, world.articles()
    async with reading(library, height=24) as reader:
        await reader.press("enter")
        top = reader.screen.reader.place
        assert top is not None
        assert top.words.startswith(left_at)


async def test_a_summary_waits_at_its_top_for_the_text_where_one_had_stopped(reading: OpenReader) -> None:
    offset = world.DOCUMENT.analysed_text.index("Warehouse 5")
    library = FakeLibrary(
        documents={1: SUMMARY}, state={"position:1": f"{offset} Warehouse 5 held"}, gate=asyncio.Event()
    )
    async with reading(library, height=24) as reader:
        await reader.pilot.press("enter")
        await reader.pilot.pause()
        assert reader.screen.reader.place is None
        reader.screen._show_stage(Opened(library.rows[0], LONGER))
        await reader.pilot.pause()
        assert await reader.comes_to_show("Warehouse 5")
        assert library.gate is not None
        library.gate.set()


async def test_who_has_begun_to_read_is_not_moved(reading: OpenReader) -> None:
    library = FakeLibrary(
        documents={1: Document(title="x", blocks=world.BODY[:12])},
        state={"position:1": "9000 Warehouse 14 held"},
        gate=asyncio.Event(),
    )
    async with reading(library, height=24) as reader:
        await reader.pilot.press("enter", "j", "j", "j")
        await reader.pilot.pause()
        before = reader.screen.reader.place
        reader.screen._show_stage(Opened(library.rows[0], world.DOCUMENT, complete=True))
        await reader.pilot.pause()
        assert before is not None
        assert reader.screen.reader.place == before
        assert library.gate is not None
        library.gate.set()


@pytest.mark.parametrize("remembered", ["", "0", "x", "-4", "9" * 30, "99999999", "12 ", "7 no such words"])
async def test_a_place_that_makes_no_sense_still_opens_the_article(
    reading: OpenReader, remembered: str
) -> None:
    async with reading(FakeLibrary(state={"position:1": remembered}), height=24) as reader:
        await reader.press("enter")
        assert reader.at == "reader"
        assert reader.note == ""


async def test_the_article_under_a_resting_cursor_and_the_next_unread_ones_are_wanted(
    reading: OpenReader,
) -> None:
    library = FakeLibrary()
    read = [row.id for row in library.rows[3:5]]
    library.rows = [replace(row, read=row.id in read) for row in library.rows]
    async with reading(library) as reader:
        await reader.press("g", "j")
        await reader.pilot.pause(0.8)
        ids = list(reader.screen.articles.ids)
        assert library.ahead == [ids[1], ids[2], ids[3], ids[4]]
        assert not set(read) & set(library.ahead)
