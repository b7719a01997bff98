"""A long article: its first screenfuls come at once, and everything else as if all had been there."""

from __future__ import annotations

from dataclasses import replace

from reader.model import Block
from tests.tui import world
from tests.tui.conftest import OpenReader
from tests.tui.fake_library import FakeLibrary

PARAGRAPHS = tuple(
    Block("paragraph", f"Paragraph {number} begins here and goes on about the harbour. " + "Word " * 60)
    for number in range(120)
)
LONG = replace(world.DOCUMENT, blocks=PARAGRAPHS)


def library(**more: object) -> FakeLibrary:
    return FakeLibrary(documents={1: LONG}, understandings={}, **more)  # type: ignore[arg-type]


async def test_its_end_can_be_gone_to_right_away(reading: OpenReader) -> None:
    async with reading(library(), height=24) as reader:
        await reader.pilot.press("enter", "G")
        await reader.pilot.pause()
        assert "Paragraph 119" in reader.shown()
        assert reader.screen.reader.progress == 100


async def test_how_far_one_is_counts_all_of_it_from_the_beginning(reading: OpenReader) -> None:
    async with reading(library(), height=24) as reader:
        await reader.pilot.press("enter")
        await reader.pilot.pause()
        assert 0 < reader.screen.reader.progress < 10


async def test_a_word_near_its_end_is_found(reading: OpenReader) -> None:
    async with reading(library(), height=24) as reader:
        await reader.press("enter", "slash")
        await reader.write("Paragraph 117", "enter")
        assert "Paragraph 117" in reader.shown()


async def test_it_opens_where_it_was_left(reading: OpenReader) -> None:
    offset = LONG.analysed_text.index("Paragraph 90 ")
    left = library(state={"position:1": f"{offset} Paragraph 90 begins here"})
    async with reading(left, height=24) as reader:
        await reader.press("enter")
        assert "Paragraph 90 " in reader.shown()


async def test_who_moves_in_the_sidebar_is_not_moved_by_what_comes_later(reading: OpenReader) -> None:
    async with reading(FakeLibrary(), height=40) as reader:
        await reader.press("enter", "tab", "j", "j")
        insights = reader.screen.sidebar.insights
        before = insights.cursor
        reader.screen.sidebar.show(world.DOCUMENT.authors, world.UNDERSTANDING)
        assert (before > 0, insights.cursor) == (True, before)
