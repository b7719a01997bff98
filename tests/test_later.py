"""Pages kept to read later: with a network, and without one until there is one."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from reader.demo import DemoServer, Edition
from reader.library import Library, LibraryError
from reader.model import View
from tests.conftest import MOMENT


@pytest_asyncio.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Library]:
    """A library without feeds."""
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("[settings]\nbackup = 'off'\n", encoding="utf-8")
    async with Library.open(feeds, tmp_path / "library.db") as library:
        yield library


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_an_address_that_cannot_be_reached_is_kept_and_completed_later(shelf: Library) -> None:
    with DemoServer(Edition.load(MOMENT)) as server:
        page = next(one for one in server.edition.articles if one.outlet.id == "meridian")
        address = f"{server.base_url}{page.path}"
    kept = await shelf.later.keep(address)
    assert kept.why
    assert kept.new
    assert kept.article.title == address
    assert kept.article.saved
    assert list(shelf.article_ids(View("saved"))) == [kept.article.id]
    assert shelf.count(View("unread")) == 1
    assert shelf.stored_document(kept.article.id) is None
    assert await shelf.later.complete() == 0, "there is still nobody there"
    port = int(address.split(":")[2].split("/")[0])
    with DemoServer(Edition.load(MOMENT), port=port):
        assert await shelf.later.complete() == 1
    article = shelf.article(kept.article.id)
    assert article is not None
    assert article.title == page.title
    assert article.saved
    document = shelf.stored_document(kept.article.id)
    assert document is not None
    assert len(document.text) > 500
    assert list(shelf.article_ids(View("search", page.title.split()[0]))) == [kept.article.id]
    assert await shelf.later.complete() == 0, "nothing is wanted any more"
    assert shelf.problems() == []


async def test_what_is_there_and_cannot_be_read_is_not_kept(shelf: Library, demo: DemoServer) -> None:
    for source in (f"{demo.base_url}/nothing-here", "/no/such/file", "ftp://example.org/x"):
        with pytest.raises(LibraryError):
            await shelf.later.keep(source)
    assert shelf.count(View()) == 0


async def test_wanting_an_address_twice_is_wanting_it_once(shelf: Library) -> None:
    address = f"http://127.0.0.1:{free_port()}/page"
    first, second = await shelf.later.keep(address), await shelf.later.keep(address)
    assert first.article.id == second.article.id
    assert (first.new, first.saved, second.new, second.saved) == (True, True, False, False)
    assert shelf.count(View()) == 1


async def test_a_password_in_a_wanted_address_is_not_its_title(shelf: Library) -> None:
    kept = await shelf.later.keep(f"http://me:secret@127.0.0.1:{free_port()}/page")
    assert "secret" not in kept.article.title
    assert "secret" not in kept.why


async def test_keeping_is_taken_back_and_done_again(shelf: Library, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Harbour reopens\n\nThe ferry carried 240 people on Sunday.\n", encoding="utf-8")
    kept = await shelf.later.keep(str(page))
    times = await shelf.later.take_back(kept)
    assert shelf.count(View()) == shelf.count(View("saved")) == 0
    await shelf.later.keep_again(kept, times)
    assert list(shelf.article_ids(View("saved"))) == [kept.article.id]
    again = await shelf.later.keep(str(page))
    assert (again.new, again.saved) == (False, False)
    await shelf.later.take_back(again)
    assert shelf.count(View("saved")) == 1, "it was there before"
