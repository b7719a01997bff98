"""An account on a server: what the person said of it in feeds.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reader.subscription import Auth

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
