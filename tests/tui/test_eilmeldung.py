"""What somebody does who comes from eilmeldung, by that program's keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key

from reader.model import View
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

_SETTINGS = "keys_preset = 'eilmeldung'\nopen_command = ['true', '{url}']\n"
Coming = Callable[[], AbstractAsyncContextManager[Reader]]


@pytest.fixture
def coming(reading: OpenReader, tmp_path: Path) -> Coming:
    """Return what opens a reader with eilmeldung's keys."""

    @asynccontextmanager
    async def open_reader() -> AsyncIterator[Reader]:
        async with reading(shelved(tmp_path, settings=_SETTINGS)) as reader:
            assert await reader.comes_to_show("Dockers shut the port")
            yield reader

    return open_reader


def unread(reader: Reader) -> int:
    return reader.shelf.count(View("unread"))


async def test_the_foot_names_the_keys_that_are_known_from_there(coming: Coming) -> None:
    async with coming() as reader:
        foot = reader.shown().splitlines()[-1]
        assert "o Browser" in foot
        assert "r Read" in foot
        assert "'o" not in foot
        assert "'N" not in foot


async def test_pressed_twice_r_reads_two_articles_however_fast(coming: Coming) -> None:
    async with coming() as reader:
        before = unread(reader)
        first, second = [one for one in reader.screen.articles.ids if not reader.article(one).read][:2]
        for _ in range(2):
            reader.app.post_message(Key("r", "r"))
        await reader.press()
        assert reader.article(first).read
        assert reader.article(second).read
        assert unread(reader) == before - 2


async def test_r_in_the_feeds_reads_the_feed_and_one_step_takes_it_back(coming: Coming) -> None:
    async with coming() as reader:
        before = unread(reader)
        await reader.press("g", "f", "r")
        assert unread(reader) == 0
        await reader.press("ctrl+z")
        assert unread(reader) == before


async def test_alt_r_asks_what_is_to_be_read_and_escape_says_nothing(coming: Coming) -> None:
    async with coming() as reader:
        before = unread(reader)
        await reader.pilot.press("alt+r")
        await reader.pilot.pause()
        assert await reader.comes_to_show(":mark-read ")
        await reader.press("escape")
        assert reader.note == ""
        assert unread(reader) == before
        await reader.pilot.press("alt+r")
        await reader.pilot.pause()
        await reader.pilot.press(*"unread", "enter")
        await reader.press()
        assert unread(reader) == 0


async def test_under_a_filter_r_reads_on_and_plus_r_takes_the_filter_away(coming: Coming) -> None:
    async with coming() as reader:
        many = len(reader.screen.articles.ids)
        await reader.press("equals_sign")
        await reader.write("unread port", "enter")
        assert len(reader.screen.articles.ids) < many
        await reader.press("r")
        assert reader.note == "Marked read."
        await reader.press("plus")
        assert await reader.comes_to_show("r No filter")
        await reader.press("r")
        assert len(reader.screen.articles.ids) >= many - 1


async def test_x_opens_the_whole_text_and_changes_no_feed(coming: Coming, tmp_path: Path) -> None:
    async with coming() as reader:
        feeds = (tmp_path / "feeds.toml").read_text()
        await reader.press("x")
        assert reader.at == "reader"
        assert (tmp_path / "feeds.toml").read_text() == feeds
        await reader.press("ctrl+g")
        assert reader.at == "list"


async def test_capital_u_m_and_v_are_for_all_of_the_list_and_each_is_taken_back(coming: Coming) -> None:
    async with coming() as reader:
        ids = list(reader.screen.articles.ids)
        before = unread(reader)
        await reader.press("1", "U")
        assert unread(reader) == len(reader.screen.articles.ids) >= len(ids)
        await reader.press("ctrl+z")
        assert unread(reader) == before
        await reader.press("M")
        assert reader.shelf.count(View("starred")) == reader.shelf.count(View("all"))
        await reader.press("V")
        assert reader.shelf.count(View("starred")) == 0
        await reader.press("ctrl+z", "ctrl+z")
        assert reader.shelf.count(View("starred")) == 0


async def test_capital_o_opens_what_is_unread_and_reads_it(coming: Coming) -> None:
    async with coming() as reader:
        before = unread(reader)
        await reader.press("2", "O")
        opened = min(5, before)
        assert unread(reader) == before - opened
        await reader.press("ctrl+z")
        assert unread(reader) == before
