"""The rows of the accounts screen: accounts with how they stand, and the kinds of servers there are. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from reader.account import AccountKind, AccountStanding
from reader.text import masked, safe_line
from reader.tui.marking import counted
from reader.tui.widgets.ages import age
from reader.tui.widgets.welcome_list import WelcomeRow

KINDS: dict[AccountKind, tuple[str, str]] = {
    "greader": ("FreshRSS, Inoreader, BazQux, The Old Reader", "what speaks Google Reader's API"),
    "miniflux": ("Miniflux", "with name and password; docs/sync.md tells of API keys"),
    "ttrss": ("Tiny Tiny RSS", "with API access switched on in its preferences"),
    "nextcloud": ("Nextcloud News", "with an app password"),
    "fever": ("Fever", "what speaks its API, such as CommaFeed; takes no subscriptions"),
}


def account_rows(standing: Iterable[AccountStanding]) -> list[WelcomeRow]:
    """Return a row for each account."""
    return [WelcomeRow(one.account.name, _title(one), _words(one)) for one in standing]


def kind_rows() -> list[WelcomeRow]:
    """Return a row for each kind of server."""
    return [WelcomeRow(kind, title, words) for kind, (title, words) in KINDS.items()]


def _title(one: AccountStanding) -> str:
    where = masked(one.account.url, 100).removeprefix("https://").rstrip("/")
    return f"{one.account.name}  {'! ' if one.failing else ''}{where}"


def _words(one: AccountStanding) -> str:
    parts = [counted(one.feeds, "feed")]
    if one.synced is not None:
        when = age(one.synced)
        parts.append("synced just now" if when == "now" else f"synced {when} ago")
    elif one.came:
        parts.append(f"{counted(one.came, 'article')} of the first sync have come")
    else:
        parts.append("not synced yet")
    if one.waiting:
        parts.append(f"{counted(one.waiting, 'mark')} to be sent")
    return " · ".join(parts)


def remark(one: AccountStanding | None) -> str:
    """Say what is the matter with an account."""
    if one is None:
        return ""
    if one.error:
        return safe_line(one.error, 400)
    return "Nothing is the matter." if one.synced is not None else ""
