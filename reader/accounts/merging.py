"""Three-way merges: what library and server have each made of what they last agreed on. Pure.

Where only one side has changed something, it has its way; where both have, the person who sits here does, for
the server has not taken that yet. No clock is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from urllib.parse import quote, urlsplit

from reader.storage import KnownFeed
from reader.sync import Abilities, RemoteFeed
from reader.text import safe_line, without_credentials
from reader.values import dataclass

_LONGEST_URL = 2_000
_LONGEST_TITLE, _LONGEST_FOLDER = 200, 100
_FEW = 3
"""So many subscriptions may vanish at once without anybody being asked."""


@dataclass(frozen=True, slots=True)
class LocalFeed:
    """A subscription as feeds.toml has it. `account` is the one that it belongs to, "" for none; `named` says
    that its title is the person's own."""

    feed_id: int
    url: str
    title: str
    folder: str = ""
    account: str = ""
    named: bool = False


@dataclass(slots=True)
class Plan:
    """What has to be done so that server and library subscribe to the same.

    At the server: `subscribe`, `unsubscribe` (ids), `rename` and `move` (by id). In feeds.toml: `add`, `join`
    (addresses that now come from the account), `remove` (the server's ids by address), `say` (by address). In
    the library alone: `call`, what the server calls feeds. `gone` are ids that nobody has any more.
    `elsewhere` are subscriptions of the server that another account has here. `unsure_there` (ids) and
    `unsure_here` (addresses) are what would go on that side but for being suspiciously many.
    """

    subscribe: list[LocalFeed] = field(default_factory=list)
    unsubscribe: list[str] = field(default_factory=list)
    rename: dict[str, str] = field(default_factory=dict)
    move: dict[str, str] = field(default_factory=dict)
    add: dict[str, RemoteFeed] = field(default_factory=dict)
    join: list[str] = field(default_factory=list)
    remove: dict[str, list[str]] = field(default_factory=dict)
    say: dict[str, dict[str, str | None]] = field(default_factory=dict)
    call: list[tuple[int, str, str | None]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    elsewhere: list[RemoteFeed] = field(default_factory=list)
    unsure_there: list[str] = field(default_factory=list)
    unsure_here: list[str] = field(default_factory=list)


def merged(own: str, own_before: str, other: str, other_before: str) -> tuple[str, bool]:
    """Return what a value is to be, and whether the other side has to be told.

    `own` and `other` may be spelt in two ways all along; each is compared with what it was itself.
    """
    if own != own_before and own != other:
        return own, True
    return (other, False) if other != other_before else (own, False)


def same_address(url: str) -> str:
    """Return an address without what does not tell feeds apart: scheme, credentials, a slash at the end."""
    bare = without_credentials(url)[0]
    try:
        parts = urlsplit(bare)
    except ValueError:
        return bare
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}{fragment}"


def address_of(feed: RemoteFeed, server: str) -> str:
    """Return the address under which feeds.toml has a server's subscription: the feed's, without credentials;
    where the server tells none, one of its own that nobody asks."""
    bare = without_credentials(feed.url)[0].strip()
    try:
        parts = urlsplit(bare)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if good and len(bare) <= _LONGEST_URL and bare.isprintable() and " " not in bare:
        return bare
    return f"{without_credentials(server)[0]}#feed/{quote(feed.id, safe='')[:_LONGEST_URL]}"


def merge(
    name: str,
    server: str,
    local: Sequence[LocalFeed],
    known: Iterable[KnownFeed],
    remote: Sequence[RemoteFeed],
    abilities: Abilities,
    *,
    sure: bool = False,
) -> Plan:
    """Plan how the account of that name, at that address, gets in step. `sure` lets any number of feeds
    vanish."""
    plan = Plan()
    agreed = {one.remote_id: one for one in known}
    by_id = {feed.feed_id: feed for feed in local}
    by_address = {same_address(feed.url): feed for feed in local}
    taken: set[int] = set()
    for feed in remote:
        before = agreed.get(feed.id)
        if before is not None:
            mine = by_id.get(before.feed_id)
            if mine is None or mine.account != name:
                plan.unsubscribe.append(feed.id)
            else:
                taken.add(mine.feed_id)
                _merge_one(plan, mine, before, feed, abilities)
            continue
        mine = by_address.get(same_address(address_of(feed, server)))
        if mine is None:
            plan.add.setdefault(address_of(feed, server), feed)
        elif mine.account in {"", name}:
            taken.add(mine.feed_id)
            _join(plan, mine, feed, abilities)
        else:
            plan.elsewhere.append(feed)
    there = {feed.id for feed in remote}
    _of_vanished(plan, name, [one for key, one in agreed.items() if key not in there], by_id, taken)
    lost = {one.feed_id for one in agreed.values()}
    plan.subscribe = [
        feed
        for feed in local
        if feed.account == name and feed.feed_id not in taken and feed.feed_id not in lost
    ]
    return plan if sure else _careful(plan, len(agreed))


def _merge_one(
    plan: Plan, mine: LocalFeed, before: KnownFeed, feed: RemoteFeed, abilities: Abilities
) -> None:
    title, tell = merged(mine.title, before.own_title, feed.title, before.title)
    if tell and abilities.rename:
        plan.rename[feed.id] = title
    elif not tell and title != mine.title:
        _call(plan, mine, feed)
    folder, tell = merged(mine.folder, before.own_folder, feed.folder, before.folder)
    if tell and abilities.folders:
        plan.move[feed.id] = folder
    elif not tell and folder != mine.folder:
        plan.say.setdefault(mine.url, {})["folder"] = safe_line(folder, _LONGEST_FOLDER) or None


def _join(plan: Plan, mine: LocalFeed, feed: RemoteFeed, abilities: Abilities) -> None:
    """A feed that both have had before they knew of one another."""
    if not mine.account:
        plan.join.append(mine.url)
    if not mine.named:
        plan.call.append((mine.feed_id, safe_line(feed.title, _LONGEST_TITLE), feed.site))
    if feed.folder and feed.folder != mine.folder:
        plan.say.setdefault(mine.url, {})["folder"] = safe_line(feed.folder, _LONGEST_FOLDER) or None
    elif mine.folder and not feed.folder and abilities.folders:
        plan.move[feed.id] = mine.folder


def _call(plan: Plan, mine: LocalFeed, feed: RemoteFeed) -> None:
    title = safe_line(feed.title, _LONGEST_TITLE)
    if mine.named:
        plan.say.setdefault(mine.url, {})["title"] = title or None
    plan.call.append((mine.feed_id, title, feed.site))


def _of_vanished(
    plan: Plan, name: str, vanished: Iterable[KnownFeed], by_id: Mapping[int, LocalFeed], taken: set[int]
) -> None:
    """What the server has no more: it goes here, too, unless it is the server's under another id."""
    for one in vanished:
        mine = by_id.get(one.feed_id)
        if mine is None or mine.account != name or mine.feed_id in taken:
            plan.gone.append(one.remote_id)
        else:
            plan.remove.setdefault(mine.url, []).append(one.remote_id)


def _careful(plan: Plan, agreed: int) -> Plan:
    """Leave alone what would take most of somebody's subscriptions away: a file or an answer may be amiss."""
    if _is_many(plan.unsubscribe, agreed):
        plan.unsure_there, plan.unsubscribe = plan.unsubscribe, []
    if _is_many(plan.remove, agreed):
        plan.unsure_here, plan.remove = [*plan.remove], {}
    return plan


def _is_many(going: Collection[str], agreed: int) -> bool:
    return len(going) > _FEW and 2 * len(going) > agreed
