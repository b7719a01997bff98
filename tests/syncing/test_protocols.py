"""A Reader on every kind of server, over HTTP: both have the same in the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import View
from tests.sync.peers import MAKERS, Peer, running

_TOML = """\
[settings]
backup = "off"
prefetch = 0

[[account]]
name = "home"
kind = "{kind}"
url = "{url}"
auth = {{user = "{user}", password = "{password}"}}
"""


@pytest.fixture(params=list(MAKERS))
async def peer(request: pytest.FixtureRequest) -> AsyncIterator[Peer]:
    async with running(MAKERS[request.param]) as peer:
        yield peer


def opened(folder: Path, peer: Peer) -> Library:
    folder.mkdir()
    said = {"kind": peer.kind, "url": peer.url, "user": peer.account.user, "password": peer.account.password}
    (folder / "feeds.toml").write_text(_TOML.format(**said), encoding="utf-8")
    return Library.open(folder / "feeds.toml", folder / "library.db")


def marks(library: Library) -> dict[str, tuple[bool, bool]]:
    articles = library.articles(library.article_ids(View()))
    return {one.url or "": (one.read, one.starred) for one in articles}


async def test_a_reader_and_the_server_have_the_same(peer: Peer, tmp_path: Path) -> None:
    account = peer.account
    feed = account.subscribe("http://news.example/feed.xml", "The News", "World")
    items = account.arrive(feed, 60)
    items[0].read = items[1].starred = True
    async with opened(tmp_path / "a", peer) as library:
        await library.sync()
        ids = {one.url: one.id for one in library.articles(library.article_ids(View()))}
        assert len(ids) == 60
        assert library.feeds()[0].title == "The News"
        await library.set_read([ids[item.url] for item in items[10:30]], True)
        await library.marks.star([ids[item.url] for item in items[20:25]])
        await library.marks.take("starred", [ids[items[1].url]])
        items[40].read = items[41].starred = True
        account.arrive(feed, 3)
        for _ in range(2):
            [outcome] = await library.sync()
            assert outcome.error is None
        there = {item.url: (item.read, item.starred) for item in account.items.values()}
        assert marks(library) == there
        assert sum(read for read, _ in there.values()) == 22
        assert sum(star for _, star in there.values()) == 6
        [outcome] = await library.sync()
        assert (outcome.new, outcome.sent, outcome.marked) == (0, 0, 0)
        assert library.problems() == []
