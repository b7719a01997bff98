"""The mouse, on every screen: click, wheel, double click, middle button, and a click beside what came up."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown, MouseScrollUp
from textual.widget import Widget

from reader.library import FeedLink
from reader.model import View
from reader.tui.widgets.line_list import LineList
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary
from tests.tui.shelf import shelved

OVER = {
    "LinksScreen": ("enter", "u"),
    "HealthScreen": ("H",),
    "InsightsScreen": ("enter", "e"),
    "HelpScreen": ("question_mark",),
    "FeedsScreen": ("F",),
    "DownloadsScreen": ("D",),
}
WITH_LISTS = [name for name in OVER if name != "DownloadsScreen"]


def spot(reader: Reader, text: str, within: Widget) -> tuple[int, int]:
    """Where a text stands on the screen, inside a widget."""
    region = within.region
    for y, line in enumerate(reader.shown().split("\n")):
        at = line.find(text)
        if region.y <= y < region.bottom and at >= 0:
            return cell_len(line[:at]) + 1, y
    raise AssertionError(text)


async def click(reader: Reader, where: tuple[int, int], button: int = 1, times: int = 1) -> None:
    await reader.pilot.click(offset=where, button=button, times=times)
    await reader.app.workers.wait_for_complete()
    await reader.pilot.pause()


async def wheel(reader: Reader, widget: Widget, event: Any = MouseScrollDown, notches: int = 3) -> None:
    for _ in range(notches):
        widget.post_message(event(widget, 2, 2, 0, 1, 0, False, False, False))
        await reader.pilot.pause()


# Over the main screen


@pytest.mark.parametrize("name", OVER)
async def test_a_click_beside_what_came_up_closes_it(reading: OpenReader, tmp_path: Path, name: str) -> None:
    async with reading(shelved(tmp_path), width=200, height=60) as reader:
        await reader.press(*OVER[name])
        assert reader.top == name
        inside = reader.app.screen.children[0].region
        assert inside.y > 0
        await click(reader, (inside.x + inside.width // 2, inside.bottom - 2))
        assert reader.top == name, "one inside does not"
        await click(reader, (0, 0))
        assert reader.top == "MainScreen"


@pytest.mark.parametrize("name", WITH_LISTS)
async def test_the_wheel_scrolls_every_list_and_a_click_goes_to_a_row(
    reading: OpenReader, tmp_path: Path, name: str
) -> None:
    opener = 'open_command = ["true", "{url}"]\n'  # a link that is clicked is opened
    shelf = FakeLibrary(health=[*world.HEALTH] * 8) if name == "HealthScreen" else None
    library: Any = shelf or shelved(tmp_path, settings=opener)
    async with reading(library, width=100, height=14) as reader:
        await reader.press(*OVER[name])
        rows = reader.app.screen.query_one(LineList)
        await wheel(reader, rows)
        if rows.virtual_size.height > rows.size.height:
            assert rows.scroll_y > 0
            await wheel(reader, rows, MouseScrollUp, 9)
            assert rows.scroll_y == 0
        last = max(row for row in range(rows.row_count()) if rows.row_top(row + 1) <= rows.size.height)
        stood = rows.cursor
        await click(reader, (rows.region.x + 8, rows.region.y + rows.row_top(last)))
        assert rows.cursor == last or not rows.can_stop(last) or reader.top == "MainScreen"
        assert last == 0 or rows.cursor != stood or reader.top == "MainScreen"


async def test_a_feed_of_several_is_chosen_by_a_click(reading: OpenReader) -> None:
    links = tuple(FeedLink(f"https://a.example/{n}", f"Feed {n}", "") for n in range(3))
    async with reading(FakeLibrary(links=links)) as reader:
        reader.screen.subscribe_to("https://a.example")
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        await click(reader, spot(reader, "Feed 1", reader.app.screen.query_one(LineList)))
        assert ("follow", "https://a.example/1") in reader.library.asked
        assert reader.top == "MainScreen"


async def test_the_second_of_two_clicks_on_a_link_does_nothing_to_what_is_below(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "u")
        before = reader.screen.articles.cursor, reader.screen.reader.article
        where = spot(reader, "timetable", reader.app.screen.query_one(LineList))
        await click(reader, where, times=2)
        assert reader.top == "MainScreen"
        assert (reader.screen.articles.cursor, reader.screen.reader.article) == before


# The main screen


async def test_a_folder_is_folded_by_its_arrow_and_shown_by_its_name(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        x, y = spot(reader, "World", reader.screen.feeds)
        await click(reader, (x - 3, y))
        assert "World" in reader.screen.feeds.closed
        assert reader.at == "feeds"
        await click(reader, (x - 3, y))
        assert "World" not in reader.screen.feeds.closed
        await click(reader, (x, y))
        assert reader.screen.articles.view == View("folder", "World")
        assert reader.at == "list"


async def test_a_click_opens_an_article_and_two_clicks_do_no_more(reading: OpenReader) -> None:
    async with reading(width=80, height=24) as reader:
        where = spot(reader, "A glacier lake", reader.screen.articles)
        await click(reader, where, times=2)
        assert reader.at == "reader"
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 2
        assert reader.trail is None, "the second click marked nothing in the text"


async def test_the_middle_button_opens_an_article_and_a_link_in_the_browser(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    async with reading() as reader:
        monkeypatch.setattr(reader.screen, "browse", opened.append)
        await click(reader, spot(reader, "A glacier lake", reader.screen.articles), button=2)
        assert opened == ["https://example.org/story-2"]
        assert reader.screen.articles.cursor == 1
        assert reader.at == "list"
        reader.screen.open_article(1)
        await reader.pilot.pause()
        await click(reader, spot(reader, "offer¹", reader.screen.reader), button=2)
        await click(reader, spot(reader, "walked out", reader.screen.reader), button=2)
        assert opened[1:] == ["https://example.org/offer", "https://example.org/story-1"]


async def test_the_right_button_opens_nothing(reading: OpenReader) -> None:
    async with reading() as reader:
        await click(reader, spot(reader, "A glacier lake", reader.screen.articles), button=3)
        assert reader.screen.reader.article is None
        assert reader.screen.articles.cursor == 1


async def test_a_heading_is_a_part_of_its_pane(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        await click(reader, spot(reader, "Unread", reader.screen.query_one("#list-heading")))
        assert reader.at == "list"


async def test_a_note_is_taken_away_by_a_click(reading: OpenReader) -> None:
    async with reading() as reader:
        reader.screen.say("Something was said.")
        await reader.pilot.pause()
        await click(reader, spot(reader, "Something", reader.screen.status))
        assert reader.note == ""


async def test_the_keys_at_the_foot_can_be_clicked(reading: OpenReader) -> None:
    async with reading() as reader:
        foot = reader.screen.query_one("#keys")
        await click(reader, spot(reader, "Help", foot))
        assert reader.top == "HelpScreen"
        await reader.press("escape")
        await click(reader, spot(reader, "Search", foot))
        assert reader.screen.asking
        await click(reader, spot(reader, "Cancel", foot))
        assert not reader.screen.asking


@pytest.mark.parametrize("pane", ["feeds", "list", "reader", "insights"])
async def test_the_wheel_scrolls_every_pane_and_leaves_the_keys_where_they_are(
    reading: OpenReader, tmp_path: Path, pane: str
) -> None:
    async with reading(shelved(tmp_path), height=14) as reader:
        reader.screen.open_article(1)
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        reader.screen.go_to("list")
        widget = reader.screen.query_one(f"#{pane}")
        async with asyncio.timeout(10):
            while not widget.max_scroll_y:  # the insights are written once the text stands
                await reader.pilot.pause(0.02)
        await wheel(reader, widget)
        assert widget.scroll_y > 0
        assert reader.at == "list"
