"""A library with one account on a server in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio

from reader.account import SyncOutcome
from reader.library import Library
from reader.model import Article, View
from reader.sync import Server
from tests.syncing.memory import Account, MemoryServer

TOML = """\
[settings]
backup = "off"
prefetch = 0

[[account]]
name = "home"
kind = "greader"
url = "https://rss.example"
auth = {user = "anna", password = "kept-secret"}
saved_label = "later"
"""


@dataclass(slots=True)
class Client:
    """A Reader on one machine, and its connection to the server."""

    library: Library
    server: MemoryServer

    @property
    def account(self) -> Account:
        return self.server.account

    async def sync(self, *, accept_removals: bool = False) -> SyncOutcome:
        """Do one round, as `reader sync home` does."""
        [outcome] = await self.library.sync(["home"], accept_removals=accept_removals)
        return outcome

    def articles(self) -> dict[str, Article]:
        """The articles by the server's ids, which are in their addresses."""
        listed = self.library.articles(self.library.article_ids(View()))
        return {(one.url or "").rpartition("/")[2]: one for one in listed}

    def article(self, item: str) -> Article:
        return self.articles()[item]

    def unread(self) -> set[str]:
        return {item for item, one in self.articles().items() if not one.read}

    def starred(self) -> set[str]:
        return {item for item, one in self.articles().items() if one.starred}

    def waiting(self) -> int:
        [standing] = self.library.accounts.standing()
        return standing.waiting

    def ids(self, *items: str) -> list[int]:
        known = self.articles()
        return [known[item].id for item in items]


def use(library: Library, server: MemoryServer) -> None:
    """Have a library's accounts be on that server."""

    async def connect(_account: object) -> Server:
        return server

    library.accounts.connect = connect


Make = Callable[..., Awaitable[Client]]


@pytest_asyncio.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    """Makes clients, each with a library of its own, all on one server unless told another."""
    account = Account()
    async with AsyncExitStack() as stack:

        async def made(name: str = "first", toml: str = TOML, server: MemoryServer | None = None) -> Client:
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            feeds = folder / "feeds.toml"
            if not feeds.exists():
                feeds.write_text(toml, encoding="utf-8")
            library = await stack.enter_async_context(Library.open(feeds, folder / "library.db"))
            client = Client(library, server or MemoryServer(account))
            use(library, client.server)
            return client

        yield made


@pytest_asyncio.fixture
async def client(make: Make) -> Client:
    """A Reader whose server has a feed with three items; nothing was synced yet."""
    made = await make()
    feed = made.account.subscribe("https://papers.example/feed.xml", "The Paper", "World")
    made.account.publish(feed, 3)
    return made
