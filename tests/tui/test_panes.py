"""The panes: dragged, sized by keys, hidden, remembered; and no place is lost whatever the size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config import Settings
from reader.tui import layout
from reader.tui.actions import Pane
from reader.tui.layout import Arrangement, arrangement, columns, lines, visible_panes
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary

QUIET = Settings(refresh_on_start=False, refresh_minutes=0)
PANES: tuple[Pane, ...] = layout.ORDER


def width(reader: Reader, pane: str) -> int:
    return reader.screen.query_one(f"#{pane}-pane").region.width


def height(reader: Reader, pane: str) -> int:
    return reader.screen.query_one(f"#{pane}-pane").region.height


def shown(reader: Reader) -> list[str]:
    return [pane for pane in PANES if reader.screen.query_one(f"#{pane}-pane").display]


async def drag(reader: Reader, handle: str, by: int, down: int = 0) -> None:
    region = reader.screen.query_one(f"#{handle}-handle").region
    start = (region.x, region.y + 3) if region.height > 1 else (region.x + 3, region.y)
    await reader.pilot.mouse_down(offset=start)
    size = reader.app.size
    end = (min(size.width - 1, max(0, start[0] + by)), min(size.height - 1, max(0, start[1] + down)))
    await reader.pilot.hover(offset=end)
    await reader.pilot.mouse_up(offset=end)
    await reader.app.workers.wait_for_complete()
    await reader.pilot.pause()


# Dragging


@pytest.mark.parametrize(("pane", "by", "grows"), [("feeds", 6, 6), ("list", -7, -7), ("sidebar", -5, 5)])
async def test_a_handle_is_dragged(reading: OpenReader, pane: str, by: int, grows: int) -> None:
    async with reading() as reader:
        before = width(reader, pane)
        await drag(reader, pane, by)
        assert width(reader, pane) == before + grows
        assert sum(width(reader, one) for one in PANES) == 160 - 3, "no column is lost"


async def test_what_was_dragged_is_so_the_next_time_in_terminals_as_wide(
    reading: OpenReader,
) -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        await drag(reader, "feeds", 5)
        wide = width(reader, "feeds")
    async with reading(library) as reader:
        assert width(reader, "feeds") == wide
        await reader.pilot.resize_terminal(120, 40)
        await reader.pilot.pause()
        assert width(reader, "feeds") == columns(120, {"feeds", "list", "reader"}, Arrangement())["feeds"] - 1


@given(width=st.integers(layout.THREE, 400), feeds=st.booleans(), sidebar=st.booleans())
def test_the_text_is_wide_enough_to_read_before_other_panes_are_wider_than_they_must_be(
    width: int, feeds: bool, sidebar: bool
) -> None:
    there: dict[Pane, bool] = {"list": True, "feeds": feeds, "sidebar": sidebar}
    others = [pane for pane, is_there in there.items() if is_there]
    found = columns(width, {*others, "reader"}, Arrangement())
    text = width - sum(found.values())
    assert text >= 60 or all(found[pane] <= {"feeds": 22, "list": 32, "sidebar": 30}[pane] for pane in others)


@given(st.integers(layout.FOUR, 200), st.integers(24, 60))
def test_a_pane_that_is_sized_changes_no_other_where_there_is_room(width: int, size: int) -> None:
    usual = columns(width, set(PANES), Arrangement())
    sized = columns(width, set(PANES), Arrangement({"list": size}))
    if width - sum(sized.values()) > 28:
        assert {**sized, "list": 0} == {**usual, "list": 0}


async def test_no_pane_can_be_dragged_away(reading: OpenReader) -> None:
    async with reading() as reader:
        for pane, far in (("feeds", -100), ("list", 150), ("sidebar", 100), ("list", -100)):
            await drag(reader, pane, far)
            assert all(width(reader, one) >= 15 for one in PANES), (pane, far)


async def test_the_handle_is_highlighted_under_the_mouse(reading: OpenReader) -> None:
    async with reading() as reader:
        handle = reader.screen.query_one("#list-handle")
        before = handle.rich_style
        await reader.pilot.hover("#list-handle")
        await reader.pilot.pause()
        assert handle.rich_style != before


async def test_a_double_click_on_a_handle_has_its_pane_as_usual(reading: OpenReader) -> None:
    async with reading() as reader:
        usual = width(reader, "list")
        await drag(reader, "list", 8)
        await reader.pilot.click("#list-handle", times=2)
        await reader.pilot.pause()
        assert width(reader, "list") == usual


# Keys


async def test_plus_and_minus_size_the_pane_with_the_keys(reading: OpenReader) -> None:
    async with reading() as reader:
        usual = width(reader, "list")
        await reader.press("plus")
        assert width(reader, "list") == usual + 2
        await reader.press("minus", "minus")
        assert width(reader, "list") == usual - 2
        await reader.press("equals_sign")
        assert width(reader, "list") == usual


async def test_the_text_grows_at_the_cost_of_the_list(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        text, titles = width(reader, "reader"), width(reader, "list")
        await reader.press("plus")
        assert (width(reader, "reader"), width(reader, "list")) == (text + 2, titles - 2)


async def test_b_hides_the_feeds_for_the_next_time_too(reading: OpenReader) -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        await reader.press("b")
        assert shown(reader) == ["list", "reader", "sidebar"]
    async with reading(library) as reader:
        assert shown(reader) == ["list", "reader", "sidebar"]
        await reader.press("h")
        assert shown(reader) == list(PANES), "they come up when they are gone to"
        await reader.press("l")
        assert shown(reader) == ["list", "reader", "sidebar"]
        await reader.press("shift+tab")
        assert reader.at != "feeds", "Tab passes by what is hidden"
        await reader.press("b")
        assert shown(reader) == list(PANES)


async def test_a_hidden_sidebar_stays_hidden_the_next_time(reading: OpenReader) -> None:
    library = FakeLibrary()
    async with reading(library) as reader:
        await reader.press("i")
        assert "sidebar" not in shown(reader)
    async with reading(library) as reader:
        assert "sidebar" not in shown(reader)


async def test_in_a_narrow_terminal_there_is_one_pane_and_nothing_to_drag(reading: OpenReader) -> None:
    library = FakeLibrary(state={"panes narrow": "feeds=30 list=90 -feeds"})
    async with reading(library, width=80, height=24) as reader:
        for key in ("h", "l", "enter", "i"):
            await reader.press(key)
            (pane,) = shown(reader)
            assert width(reader, pane) == 80
            await reader.press("plus")
            assert "Only one pane" in reader.note
            assert width(reader, pane) == 80
            assert not any(handle.display for handle in reader.screen.query(".handle"))


# The list above the text


async def test_the_list_stands_above_the_text_where_the_settings_say_so(reading: OpenReader) -> None:
    library = FakeLibrary(settings=replace(QUIET, layout="stacked"))
    async with reading(library, width=120, height=40) as reader:
        titles = reader.screen.query_one("#list-pane").region
        text = reader.screen.query_one("#reader-pane").region
        assert titles.x == text.x
        assert titles.bottom + 1 == text.y
        usual = titles.height
        await reader.press("plus")
        assert height(reader, "list") == usual + 2
        await drag(reader, "list", 0, -5)
        assert height(reader, "list") == usual - 3
        await drag(reader, "list", 0, 100)
        assert height(reader, "reader") >= 5
        await reader.press("z")
        assert shown(reader) == ["reader"]
        await reader.pilot.resize_terminal(80, 24)
        await reader.pilot.pause()
        assert width(reader, "reader") == 80


# No place is lost

SIZES = [(120, 36), (80, 24), (60, 20), (100, 24), (200, 60), (150, 30), (99, 50), (160, 12), (40, 10)]


def place(reader: Reader) -> tuple[object, ...]:
    screen = reader.screen
    articles = screen.articles
    return (
        articles.cursor,
        articles.row_at(round(articles.scroll_y)),
        screen.reader.place,
        round(screen.reader.scroll_y),
        screen.feeds.cursor,
        screen.sidebar.insights.cursor,
        screen.at,
    )


@pytest.mark.parametrize("at", ["list", "reader", "sidebar"])
async def test_through_many_sizes_and_back_every_place_is_as_it_was(reading: OpenReader, at: str) -> None:
    async with reading(FakeLibrary(rows=world_of(60))) as reader:
        await reader.press(*"jjjjjjjjjjjjjjjjjjjj", "k", "k", "k")
        reader.screen.open_article(1)
        await reader.press("pagedown", "j", "j")
        reader.screen.articles.jump(reader.screen.articles.row_top(9))
        reader.screen.articles.cursor = 14
        if at != "reader":
            reader.screen.go_to("sidebar" if at == "sidebar" else "list")
            await reader.press("j", "j")
        before = place(reader)
        assert before[1], "the list is scrolled"
        assert before[2], "the text is scrolled"
        for wide, high in [*SIZES, *reversed(SIZES)]:
            await reader.pilot.resize_terminal(wide, high)
            await reader.pilot.pause()
            await reader.pilot.pause()
            now = reader.screen.articles
            if now.size.height:
                top = round(now.scroll_y)
                assert top <= now.row_top(now.cursor) < top + now.size.height, (wide, high)
        await reader.pilot.resize_terminal(160, 45)
        await reader.pilot.pause()
        await reader.pilot.pause()
        assert place(reader) == before


def world_of(count: int) -> Any:
    from tests.tui import world

    return [replace(one, read=False) for one in world.articles(count)]


async def test_folders_that_are_closed_stay_so_through_sizes(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("h", *"jjjjjjjj", "h", "h")
        closed = reader.screen.feeds.closed
        assert closed
        for wide, high in SIZES:
            await reader.pilot.resize_terminal(wide, high)
            await reader.pilot.pause()
        assert reader.screen.feeds.closed == closed


async def test_a_list_that_was_scrolled_away_from_its_cursor_stays_there(reading: OpenReader) -> None:
    async with reading(FakeLibrary(rows=world_of(60)), width=120, height=30) as reader:
        articles = reader.screen.articles
        articles.jump(articles.row_top(20))
        for wide, high in ((80, 24), (150, 40), (120, 30)):
            await reader.pilot.resize_terminal(wide, high)
            await reader.pilot.pause()
        assert (articles.cursor, articles.row_at(round(articles.scroll_y))) == (0, 20)


# As values

sizes = st.dictionaries(st.sampled_from(["feeds", "list", "sidebar", "rows"]), st.integers(0, 999))
arrangements = st.builds(Arrangement, sizes, st.booleans(), st.sampled_from([None, True, False]))


@given(arrangements)
def test_what_was_written_is_read_again(wanted: Arrangement) -> None:
    assert arrangement(wanted.written()) == wanted


@given(st.text())
def test_any_line_can_be_read(line: str) -> None:
    arrangement(line)


@given(st.integers(layout.THREE, 400), st.sampled_from(PANES), arrangements, st.booleans())
def test_every_pane_that_is_shown_can_be_used(
    width: int, at: Pane, wanted: Arrangement, stacked: bool
) -> None:
    shown = visible_panes(width, at, bool(wanted.sidebar), False, wanted.feeds)
    found = columns(width, shown, wanted, stacked)
    assert at in shown
    assert set(found) == shown - {"reader"} - ({"list"} if stacked else set())
    assert all(size >= 16 for size in found.values())
    assert width - sum(found.values()) >= 28


@given(st.integers(10, 200), arrangements)
def test_a_list_above_its_text_leaves_room_for_it(height: int, wanted: Arrangement) -> None:
    assert 5 <= lines(height, wanted) <= max(5, height - 8)
