"""A subscription: what the person said of a feed in feeds.toml."""

from __future__ import annotations

from dataclasses import field

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Auth:
    """How a private feed is asked: with `user` and `password`, or with what a `command` (a list of arguments)
    or a `keyring` entry ("service/user") gives. Without a user what the command gives is a token."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    command: tuple[str, ...] = field(default=(), repr=False)
    keyring: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A [[feed]] of feeds.toml: what the person said about an address. `interval` is in minutes;
    `full_text` None leaves it to the reader whether an article's web page is needed; `author_pages` asks the
    pages of its writers too; `auto_download` is how many of the newest files are downloaded, True for a few;
    `keep` is as in `periods.keep`. `auth` and `headers` (name, value) are for the address's own origin
    alone. `account` names the account whose server has it: then its articles come from there, and the address
    itself is not asked."""

    url: str
    title: str | None = None
    folder: str = ""
    tags: tuple[str, ...] = ()
    full_text: bool | None = None
    interval: int | None = None
    mute: bool = False
    author_pages: bool = False
    auto_download: bool | int = False
    keep: str | None = None
    auth: Auth | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    account: str = ""

    @property
    def private(self) -> bool:
        """Whether it holds what nobody else is to know."""
        return self.auth is not None or bool(self.headers)
