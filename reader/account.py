"""An account on a server: what the person said of it in feeds.toml."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from typing import Literal

from reader.subscription import Auth
from reader.values import dataclass

AccountKind = Literal["greader", "miniflux", "ttrss", "nextcloud", "fever"]


@dataclass(frozen=True, slots=True)
class Account:
    """An [[account]] of feeds.toml: a server that keeps subscriptions and marks, for several machines.

    `auth` is as a feed's; a `command` without a user gives a token. `headers` (name, value) go along with
    every question. `saved_label` is the server's label for what is saved here to be read later, "" if saving
    stays on this machine.
    """

    name: str
    kind: AccountKind
    url: str
    auth: Auth | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    saved_label: str = ""

    @property
    def private(self) -> bool:
        """Whether it holds what nobody else is to know."""
        return self.auth is not None or bool(self.headers)

    @property
    def user(self) -> str:
        """Who logs in, "" where a token says that."""
        if self.auth is None:
            return ""
        return self.auth.user or self.auth.keyring.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What a round of sync with an account gave: `new` and `updated` count articles, `sent` what the person
    did that the server took, `marked` articles that others had marked there; `added` and `removed` are
    subscriptions that feeds.toml has, or has no more.

    `error` is one sentence if it failed or was left alone for now; `note` one on what it could not do beside.
    `stopped` says that somebody had enough of it; what came until then is kept, and the next goes on there.
    """

    name: str
    new: int = 0
    updated: int = 0
    sent: int = 0
    marked: int = 0
    added: int = 0
    removed: int = 0
    error: str | None = None
    note: str = ""
    stopped: bool = False
    waiting: bool = False
    """Whether it was not even asked: the server wants time, or would not let anybody in."""
    refused: bool = False
    """Whether the login was refused just now."""


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """How an account stands: `waiting` is how many things that the person did the server has not taken yet,
    `came` how many of its articles have come, `complete` whether those are all; `error` one sentence on why
    the last round ended early, or what it could not do."""

    account: Account
    feeds: int = 0
    synced: datetime | None = None
    tried: datetime | None = None
    next_try: datetime | None = None
    waiting: int = 0
    came: int = 0
    complete: bool = False
    error: str | None = None
    failing: bool = False
    refused: bool = False
