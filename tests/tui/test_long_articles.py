"""A long article: its first screenfuls come at once, and everything else as if all had been there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from reader.model import Block, Span
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.column import Masthead
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary

PARAGRAPHS = tuple(
    Block("paragraph", f"Paragraph {number} begins here and goes on about the harbour. " + "Word " * 60)
    for number in range(120)
)
LONG = replace(world.DOCUMENT, blocks=PARAGRAPHS)


def library(**more: object) -> FakeLibrary:
    return FakeLibrary(documents={1: LONG}, understandings={}, **more)  # type: ignore[arg-type]


Asked = Callable[[ArticleView], object]


def shown(view: ArticleView, number: int) -> None:
    """Show an article with the long text, and let nothing be drawn."""
    view.show(world.articles()[number], LONG, Masthead(title=f"Long {number}"))


async def opened(reader: Reader) -> int:
    """Show such an article, let it be drawn, and return of how many lines it is."""
    await reader.press("enter")
    shown(reader.screen.reader, 1)
    await reader.pilot.pause()
    return len(reader.screen.reader.column.lines)


async def test_its_first_screenfuls_are_set_before_the_rest(reading: OpenReader) -> None:
    async with reading(library(), height=24) as reader:
        whole, view = await opened(reader), reader.screen.reader
        shown(view, 2)
        part = view.column.lines
        await reader.pilot.pause()
        assert 24 < len(part) < whole / 4
        assert view.column.lines[: len(part)] == part
        assert len(view.column.lines) == whole


@pytest.mark.parametrize(
    "ask",
    [
        lambda view: view.edge(1),
        lambda view: view.page(1),
        lambda view: view.links,
        lambda view: view.bring_up(LONG.analysed_text.index("Paragraph 117 ")),
        lambda view: view.as_read([Span(0, 4)]),
        lambda view: view.go_to_offset(9_000),
    ],
)
async def test_whoever_asks_for_more_of_it_gets_all_of_it_at_once(reading: OpenReader, ask: Asked) -> None:
    async with reading(library(), height=24) as reader:
        whole, view = await opened(reader), reader.screen.reader
        shown(view, 2)
        ask(view)
        assert len(view.column.lines) == whole


async def test_how_far_one_is_counts_all_of_it_from_the_beginning(reading: OpenReader) -> None:
    async with reading(library(), height=24) as reader:
        lines, view = await opened(reader), reader.screen.reader
        progress = view.progress
        shown(view, 2)
        assert len(view.column.lines) < lines / 4
        assert abs(view.progress - progress) <= 1


async def test_a_word_near_its_end_is_found(reading: OpenReader) -> None:
    async with reading(library(), height=24) as reader:
        await reader.press("enter", "slash")
        await reader.write("Paragraph 117", "enter")
        assert await reader.comes_to_show("Paragraph 117")


async def test_it_opens_where_it_was_left(reading: OpenReader) -> None:
    offset = LONG.analysed_text.index("Paragraph 90 ")
    left = library(state={"position:1": f"{offset} Paragraph 90 begins here"})
    async with reading(left, height=24) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("Paragraph 90 ")


async def test_who_moves_in_the_sidebar_is_not_moved_by_what_comes_later(reading: OpenReader) -> None:
    gated = FakeLibrary(gate=asyncio.Event())
    async with reading(gated, height=40) as reader:
        await reader.pilot.press("enter", "tab", "j", "j")
        await reader.pilot.pause()
        before = reader.screen.sidebar.insights.cursor
        assert gated.gate is not None
        gated.gate.set()
        await reader.press("shift")
        assert (before > 1, reader.screen.sidebar.insights.cursor) == (True, before)


async def test_a_table_wider_than_the_text_is_drawn_where_no_colours_are_wanted(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    cells = "\t".join(f"column{n}" for n in range(40))
    wide = FakeLibrary(understandings={})
    wide.documents[1] = replace(world.DOCUMENT, blocks=(Block("table", f"{cells}\na\tb", level=1),))
    async with reading(wide) as reader:
        await reader.press("enter", "right_square_bracket")
        assert await reader.comes_to_show("›")
