"""The servers that the contract is tested with: made-up ones of every kind, over one sort of account."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.fetch import Client
from reader.sending import sender
from reader.sync import Kind, Server, connect
from tests.sync.fakes.account import MORNING, Account
from tests.sync.fakes.fever import Fever
from tests.sync.fakes.greader import GoogleReader
from tests.sync.fakes.miniflux import Miniflux
from tests.sync.fakes.nextcloud import Nextcloud
from tests.sync.fakes.serving import Answering, Served
from tests.sync.fakes.ttrss import TinyTiny

if TYPE_CHECKING:
    from reader.sync import Send


@dataclass(frozen=True, slots=True)
class Maker:
    """How one server is made: what it speaks, how its items are numbered, what a person types to reach it."""

    kind: Kind
    made: Callable[[Account], Answering]
    typed: str = "/"
    first: int = 1
    step: int = 1


MAKERS = {
    "freshrss": Maker(
        "greader",
        lambda account: GoogleReader(account, "freshrss", "/FreshRSS/p/api/greader.php"),
        "/FreshRSS/p/i/?c=feeds",
        MORNING * 1_000_000,
        1_000_003,
    ),
    "greader-miniflux": Maker("greader", lambda account: GoogleReader(account, "miniflux"), "/reader/api/0"),
    "greader-hosted": Maker("greader", lambda account: GoogleReader(account, "hosted"), "", 2**63 - 9000, 64),
    "miniflux": Maker("miniflux", Miniflux, "/v1/"),
    "miniflux-old": Maker("miniflux", lambda account: Miniflux(account, old=True), "/unread", 40, 3),
    "ttrss": Maker("ttrss", TinyTiny, "/tt-rss/index.php#f=-4", 7, 2),
    "nextcloud-v1-3": Maker("nextcloud", Nextcloud, "/apps/news/#/items", 100, 7),
    "nextcloud-v1-2": Maker(
        "nextcloud", lambda account: Nextcloud(account, "v1-2"), "/index.php/apps/news", 5
    ),
    "fever": Maker("fever", Fever, "", 1, 1),
    "fever-freshrss": Maker(
        "fever", lambda account: Fever(account, "/api/fever.php", freshrss=True), "/", 900, 5
    ),
}


@dataclass(frozen=True, slots=True)
class Peer:
    """A server that runs, what it holds, and who asks it."""

    kind: Kind
    url: str
    account: Account
    served: Served
    fake: Answering
    send: Send

    def server(self, password: str | None = None, user: str | None = None) -> Server:
        """A connection of one's own, with another password or user if told."""
        secret = self.account.password if password is None else password

        async def asked() -> str:
            return secret

        return connect(self.kind, self.url, self.account.user if user is None else user, asked, self.send)


@asynccontextmanager
async def running(maker: Maker) -> AsyncIterator[Peer]:
    """Serve one on loopback."""
    account = Account(first=maker.first, step=maker.step)
    fake = maker.made(account)
    async with Served(fake) as served, Client(timeout=10) as client:
        yield Peer(maker.kind, f"{served.url}{maker.typed}", account, served, fake, sender(client))
