"""Accounts on servers, added, synced and removed at the keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.model import View
from reader.sync import SyncError
from tests.syncing.conftest import TOML, use
from tests.syncing.memory import Account, MemoryServer
from tests.tui.conftest import OpenReader

_SETTINGS = "[settings]\nbackup = 'off'\nrefresh_on_start = false\nprefetch = 0\n"


@pytest.fixture
def server() -> MemoryServer:
    server = MemoryServer(Account())
    server.account.publish(server.account.subscribe("https://papers.example/feed.xml", "The Paper"), 3)
    return server


def opened(folder: Path, text: str, server: MemoryServer) -> Library:
    feeds = folder / "feeds.toml"
    feeds.write_text(text, encoding="utf-8")
    library = Library.open(feeds, folder / "library.db")
    use(library, server)
    return library


def with_account(folder: Path, server: MemoryServer) -> Library:
    return opened(folder, TOML.replace("prefetch = 0", "prefetch = 0\nrefresh_on_start = false"), server)


async def test_an_account_is_added_at_the_keys_and_its_articles_come(
    reading: OpenReader, tmp_path: Path, server: MemoryServer
) -> None:
    async with reading(opened(tmp_path, _SETTINGS, server), width=120) as reader:
        await reader.press("c", "a")
        assert reader.top == "AccountsScreen"
        assert "Tiny Tiny RSS" in reader.shown()
        await reader.press("j", "j", "enter")
        await reader.write("x.io/t", "enter")
        await reader.write("an", "enter")
        await reader.write("s3cr")
        assert "s3cr" not in reader.shown()
        await reader.press("enter")
        assert "home" in reader.shown()
        await reader.press("enter")
        assert reader.top == "MainScreen"
        await reader.press()
        assert "3 new articles" in reader.shown()
        assert len(list(reader.library.article_ids(View()))) == 3
    text = (tmp_path / "feeds.toml").read_text(encoding="utf-8")
    assert 'kind = "ttrss"\nurl = "https://x.io/t"' in text
    assert 'auth = {user = "an", password = "s3cr"}' in text


async def test_a_server_that_lets_nobody_in_is_said_and_nothing_is_written(
    reading: OpenReader, tmp_path: Path, server: MemoryServer
) -> None:
    def refuse(_what: str) -> None:
        raise SyncError("rss.example does not take this name and password", "refused")

    server.fault = refuse
    async with reading(opened(tmp_path, _SETTINGS, server), width=120) as reader:
        await reader.press("c", "a", "enter")
        await reader.write("x.io", "enter")
        await reader.write("an", "enter")
        await reader.write("no", "enter")
        await reader.press("enter")
        assert reader.top == "AccountsScreen"
        assert "does not take this name and password" in reader.shown()
        await reader.press("escape")
    assert "account" not in (tmp_path / "feeds.toml").read_text(encoding="utf-8")


async def test_an_account_without_feeds_yet_is_synced_at_the_start(
    reading: OpenReader, tmp_path: Path, server: MemoryServer
) -> None:
    async with reading(opened(tmp_path, TOML, server), width=120) as reader:
        await reader.press()
        assert "The Paper" in reader.shown()


async def test_r_upper_syncs_accounts_and_marks_go_there(
    reading: OpenReader, tmp_path: Path, server: MemoryServer
) -> None:
    async with reading(with_account(tmp_path, server), width=120) as reader:
        await reader.press("R")
        assert "3 new articles" in reader.shown()
        await reader.library.set_read([reader.library.article_ids(View())[0]], True)
        await reader.press("c", "s")
        assert "1 mark sent" in reader.shown()
        assert len(server.account.unread()) == 2


async def test_an_account_shows_how_it_stands_and_is_removed_by_the_key_pressed_twice(
    reading: OpenReader, tmp_path: Path, server: MemoryServer
) -> None:
    library = with_account(tmp_path, server)
    async with reading(library, width=120) as reader:
        await reader.press("R")

        def offline(_what: str) -> None:
            raise SyncError("rss.example cannot be reached", "unreachable")

        server.fault = offline
        await library.set_read([library.article_ids(View())[0]], True)
        await reader.press("R")
        assert "home: rss.example cannot be reached" in reader.shown()
        await reader.press("c", "a")
        shown = reader.shown()
        assert "1 mark to be sent" in shown
        assert "rss.example cannot be reached" in shown
        await reader.press("d")
        assert "Once more removes home" in reader.shown()
        await reader.press("d")
        await reader.press("escape", "escape")
        assert reader.top == "MainScreen"
        assert len(library.article_ids(View())) == 3
        await reader.press("H")
        assert "Account home" not in reader.shown()
    assert "account" not in (tmp_path / "feeds.toml").read_text(encoding="utf-8")


async def test_health_tells_of_an_account_and_asks_it_again(
    reading: OpenReader, tmp_path: Path, server: MemoryServer
) -> None:
    def offline(_what: str) -> None:
        raise SyncError("rss.example cannot be reached", "unreachable")

    server.fault = offline
    async with reading(with_account(tmp_path, server), width=120) as reader:
        await reader.press("R", "H")
        assert "Account home" in reader.shown()
        assert "The last sync ended early: rss.example cannot be reached." in reader.shown()
        server.fault = lambda _what: None
        await reader.press("r")
        assert "home is in step: 3 new" in reader.shown()


async def test_the_welcome_offers_an_account(
    reading: OpenReader, tmp_path: Path, server: MemoryServer
) -> None:
    async with reading(opened(tmp_path, _SETTINGS, server), width=120, height=40) as reader:
        await reader.press("c", "h")
        assert reader.top == "WelcomeScreen"
        await reader.press()
        assert "An account on a server" in reader.shown()
        rows = ["starter", "address", "file", "account"]
        await reader.press(*["j"] * rows.index("account"), "enter")
        assert reader.top == "AccountsScreen"
        await reader.press("escape")
        assert reader.top == "WelcomeScreen"
