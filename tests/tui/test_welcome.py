"""The first start: from nothing to reading in four keys, whatever there is to begin with."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader import config
from reader.demo import DemoServer
from reader.library import Library
from reader.model import View
from tests.takeover import exports
from tests.takeover.newsboat import Row, cache
from tests.tui.conftest import OpenReader, Reader

A = "https://a.example/feed"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home in which nobody ever read news, and a starter set that needs no network."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


def starter_of(demo: DemoServer, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"# Explained.\n{demo.feeds_toml}"
    monkeypatch.setattr(config, "starter", lambda: text)
    monkeypatch.setattr("reader.config.places.starter", lambda: text)


def new(folder: Path) -> Library:
    return Library.open(folder / "feeds.toml", folder / "library.db", ask=True)


@asynccontextmanager
async def beginning(reading: OpenReader, folder: Path, width: int = 120) -> AsyncIterator[Reader]:
    async with reading(new(folder), width=width) as reader:
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        yield reader


async def test_from_nothing_to_reading_in_four_keys(
    reading: OpenReader, tmp_path: Path, demo: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter_of(demo, monkeypatch)
    async with beginning(reading, tmp_path) as reader:
        assert reader.top == "WelcomeScreen"
        assert not (tmp_path / "feeds.toml").exists()
        keys = ["enter", "enter", "enter"]
        assert len(keys) <= 4
        await reader.press(*keys)
        assert reader.at == "reader"
        assert reader.screen.reader.article is not None
        assert reader.shelf.count(View("all")) > 20
    said = tomllib.loads((tmp_path / "feeds.toml").read_text(encoding="utf-8"))
    assert len(said["feed"]) == len(demo.feeds_toml.split("[[feed]]")) - 1
    assert (tmp_path / "feeds.toml").read_text(encoding="utf-8").startswith("# Explained.\n")


async def test_the_place_in_the_list_counts_what_has_come_since(
    reading: OpenReader, tmp_path: Path, demo: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter_of(demo, monkeypatch)
    async with beginning(reading, tmp_path) as reader:
        await reader.press("enter", "enter")
        await reader.comes_to_show("new articles")
        many = len(reader.screen.articles.ids)
        assert many > 20
        assert reader.screen.status.place == f"1 of {many}"


async def test_only_the_topics_that_are_checked_are_subscribed_to(
    reading: OpenReader, tmp_path: Path, demo: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter_of(demo, monkeypatch)
    async with beginning(reading, tmp_path) as reader:
        topics = reader.shelf.starting.topics()
        await reader.press("enter", "space", "j", "space", "enter")
        folders = list(dict.fromkeys(feed.folder for feed in reader.shelf.feeds()))
        assert folders == [topic.name for topic in topics[2:]]


async def test_everything_from_newsboat_is_offered_first_and_taken_over(
    reading: OpenReader, tmp_path: Path
) -> None:
    there = tmp_path / "home" / ".newsboat"
    there.mkdir()
    (there / "urls").write_text(f"{A} news\nexec:~/bin/x\n")
    (there / "config").write_text("text-width 90\nauto-reload no\nrefresh-on-startup no\n")
    cache(
        there / "cache.db",
        [(A, "", "A paper")],
        [Row("1", "One", A, flags="a"), Row("2", "Two", A, unread=0)],
    )
    async with beginning(reading, tmp_path) as reader:
        assert await reader.comes_to_show("1 feeds and 2 articles")
        await reader.press("enter")
        assert await reader.comes_to_show("2 articles with what you have read")
        assert "1 line is not taken" in reader.shown()
        await reader.press("j", "j", "space", "k", "k", "enter")
        assert reader.top == "MainScreen"
        assert reader.shelf.count(View("all")) == 2
        assert reader.shelf.count(View("unread")) == 1
        assert reader.shelf.count(View("starred")) == 1
        assert reader.screen.reader.text_width == 90, "settings count at once"


async def test_a_file_of_any_reader_is_taken_over(reading: OpenReader, tmp_path: Path) -> None:
    (tmp_path / "home" / "list.opml").write_text(
        f'<opml version="2.0"><body><outline text="A" xmlUrl="{A}"/></body></opml>'
    )
    async with beginning(reading, tmp_path) as reader:
        await reader.press("j", "j", "enter")
        await reader.write("~/li", "tab", "enter")
        assert await reader.comes_to_show("1 new feeds")
        await reader.press("enter")
        assert [feed.url for feed in reader.shelf.feeds()] == [A]


async def test_bookmarks_are_taken_over_to_be_read_later_if_one_likes(
    reading: OpenReader, tmp_path: Path
) -> None:
    (tmp_path / "home" / "bookmarks.html").write_text(exports.NETSCAPE, encoding="utf-8")
    async with beginning(reading, tmp_path) as reader:
        await reader.press("j", "j", "enter")
        await reader.write("~/boo", "tab", "enter")
        assert await reader.comes_to_show("6 pages with what you have read")
        assert "1 new feeds" in reader.shown()
        assert "2 lines are not taken" in reader.shown()
        await reader.press("j", "space", "k", "enter")
        assert reader.top == "MainScreen"
        assert reader.shelf.count(View("saved")) == 6


async def test_an_address_is_subscribed_to(reading: OpenReader, tmp_path: Path, demo: DemoServer) -> None:
    feed = tomllib.loads(demo.feeds_toml)["feed"][0]["url"]
    async with beginning(reading, tmp_path) as reader:
        await reader.press("j", "enter")
        await reader.write("http://127.0.0.1:9/")
        await reader.pilot.press("enter")
        assert await reader.comes_to_show("127.0.0.1:9")
        assert reader.top == "WelcomeScreen"
        await reader.press("enter")
        await reader.write(feed, "enter")
        assert await reader.comes_to_show("Subscribed to")
        assert reader.top == "MainScreen"
        assert [one.url for one in reader.shelf.feeds()] == [feed]


async def test_nothing_is_a_beginning_too_and_leaving_writes_nothing(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with beginning(reading, tmp_path) as reader:
        await reader.press("escape")
        assert reader.top == "MainScreen"
        assert not (tmp_path / "feeds.toml").exists()
        await reader.press("colon")
        await reader.write("welcome", "enter")
        assert reader.top == "WelcomeScreen"
        await reader.press("G", "enter")
        assert reader.top == "MainScreen"
        assert reader.shelf.feeds() == []
        assert "[settings]" in (tmp_path / "feeds.toml").read_text(encoding="utf-8")
    async with beginning(reading, tmp_path) as reader:
        assert reader.top == "MainScreen", "who has a feeds.toml is not asked again"


async def test_taking_over_by_a_command_says_what_is_wrong(reading: OpenReader, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text("[settings]\nrefresh_on_start = false\n")
    async with beginning(reading, tmp_path, width=80) as reader:
        await reader.press("colon")
        await reader.write(f"import {tmp_path}/nothing")
        await reader.pilot.press("enter")
        assert await reader.comes_to_show("There is no")
        assert reader.top == "WelcomeScreen"
        await reader.press("escape")
        assert reader.top == "MainScreen"


def test_the_command_line_begins_with_the_starter_set_as_ever(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "feeds.toml", tmp_path / "library.db")
    assert library.feeds()
    assert (tmp_path / "feeds.toml").read_text(encoding="utf-8") == config.starter()


async def test_while_an_address_is_typed_the_foot_tells_its_keys(reading: OpenReader, tmp_path: Path) -> None:
    async with beginning(reading, tmp_path) as reader:
        await reader.press("j", "enter")
        assert "Enter goes on · Esc goes back" in reader.shown()
        assert "j k move" not in reader.shown()
        await reader.press("escape")
        assert "Enter chooses · j k move" in reader.shown()
        await reader.press("j", "enter")
        assert "Tab completes" in reader.shown()
