"""The text of a feeds.toml with its feeds changed, moved, added or gone: pure, from text to text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from reader.config.blocks import Block, UnusualError, blocks_of, joined, placed, saying
from reader.config.reading import told_apart
from reader.config.tables import with_table
from reader.model import Account, Auth, Subscription
from reader.text import safe_line
from reader.values import dataclass

Change = Callable[[str], str]
Value = str | bool | int | list[str] | None


@dataclass(frozen=True, slots=True)
class Place:
    """Directly before the feed at this address, or behind it."""

    url: str
    behind: bool = False


def with_subscriptions(text: str, subscriptions: Sequence[Subscription]) -> str:
    """Return the text with a [[feed]] for each address that it does not know, at its end."""
    known = set(addresses(text))
    new: dict[str, Subscription] = {}
    for subscription in subscriptions:
        bare, written = told_apart(subscription.url)
        if bare not in known:
            new.setdefault(bare, replace(subscription, url=bare, auth=subscription.auth or written))
    if not new:
        return text
    try:
        blocks = blocks_of(text)
    except UnusualError:
        return _added_inline(text, new.values())
    return joined(placed(blocks, len(blocks), [_block(subscription) for subscription in new.values()]))


def without_subscriptions(text: str, urls: Collection[str]) -> str:
    """Return the text without the feeds at these addresses, and without the comments directly above them.

    Raise KeyError if an address is not there.
    """
    _check(text, urls)
    try:
        return joined(block for block in blocks_of(text) if _address(block) not in urls)
    except UnusualError:
        return _removed_inline(text, urls)


def with_values(text: str, values: Mapping[str, Mapping[str, Value]]) -> str:
    """Return the text with other values for the feeds at some addresses; None takes a key away.

    A name and password that stood in an address which changes go to `auth`: the new one may be elsewhere.
    Raise KeyError if an address is not there.
    """
    _check(text, values)
    try:
        return joined(_saying(block, values) for block in blocks_of(text))
    except UnusualError:
        return _changed_inline(text, values)


def moved(text: str, urls: Collection[str], place: Place) -> str:
    """Return the text with these feeds, in their order, at another place.

    Raise UnusualError if the feeds are not written as one [[feed]] each, KeyError if that place is not there.
    """
    blocks = blocks_of(text)
    moving = [block for block in blocks if _address(block) in urls]
    rest = [block for block in blocks if _address(block) not in urls]
    at = next((number for number, block in enumerate(rest) if _address(block) == place.url), None)
    if at is None:
        raise KeyError(place.url)
    return joined(placed(rest, at + place.behind, moving))


def said(subscription: Subscription) -> dict[str, Any]:
    """Return the keys of a subscription that differ from what is meant without them."""
    title, folder = subscription.title and safe_line(subscription.title), safe_line(subscription.folder)
    return _different(replace(subscription, title=title, folder=folder))


def with_account(text: str, account: Account) -> str:
    """Return the text with an [[account]] at its end."""
    return with_table(text, "account", _different(account))


def _different(one: Subscription | Account) -> dict[str, Any]:
    pairs = ((spec, getattr(one, spec.name)) for spec in fields(one))
    return {spec.name: _toml(value) for spec, value in pairs if value != spec.default}


def _block(subscription: Subscription) -> Block:
    import tomlkit

    fresh, tables, table = tomlkit.document(), tomlkit.aot(), tomlkit.table()
    table.update(said(subscription))
    tables.append(table)
    fresh.add("feed", tables)
    return blocks_of(tomlkit.dumps(fresh))[0]


def _address(block: Block) -> str | None:
    return None if block.table is None else told_apart(str(block.table.get("url", "")))[0]


def _saying(block: Block, values: Mapping[str, Mapping[str, Value]]) -> Block:
    address = _address(block)
    if block.table is None or address is None or address not in values:
        return block
    return saying(block, _with_secret(block.table, values[address]))


def _with_secret(feed: Mapping[str, Any], values: Mapping[str, Value]) -> dict[str, Any]:
    """The values, and what stood in an address that changes."""
    written = told_apart(str(feed["url"]))[1] if "url" in values else None
    secret = {"auth": _toml(written)} if written is not None and "auth" not in feed else {}
    return {**values, **secret}


def _toml(value: Any) -> Any:
    import tomlkit

    if isinstance(value, Auth):
        inline = tomlkit.inline_table()
        inline.update({key: _toml(part) for key, part in asdict(value).items() if part})
        return inline
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        inline = tomlkit.inline_table()
        inline.update(dict(value))
        return inline
    return list(value) if isinstance(value, tuple) else value


# Feeds in one line, feed = [{url = "…"}]: what moves a [[feed]] cannot be done there, the rest by tomlkit.


def _check(text: str, urls: Collection[str]) -> None:
    if missing := set(urls) - set(addresses(text)):
        raise KeyError(min(missing))


def addresses(text: str) -> list[str]:
    """Return the addresses of the feeds in a text without mistakes, in their order."""
    feeds = tomllib.loads(text).get("feed", [])
    return [told_apart(str(feed.get("url", "")))[0] for feed in feeds]


def _added_inline(text: str, subscriptions: Collection[Subscription]) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    listed: Any = document["feed"]
    one_each = isinstance(listed, tomlkit.items.AoT)
    for subscription in subscriptions:
        table = tomlkit.table() if one_each else tomlkit.inline_table()
        table.update(said(subscription))
        listed.append(table)
    return tomlkit.dumps(document)


def _removed_inline(text: str, urls: Collection[str]) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    listed: Any = document["feed"]
    for index in reversed([n for n, address in enumerate(addresses(text)) if address in urls]):
        del listed[index]
    if not listed:  # it would be written as an empty list in one line
        del document["feed"]
    return tomlkit.dumps(document)


def _changed_inline(text: str, values: Mapping[str, Mapping[str, Value]]) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    listed: Any = document["feed"]
    for index, address in enumerate(addresses(text)):
        if address in values:
            for key, value in _with_secret(listed[index], values[address]).items():
                if value is None:
                    listed[index].pop(key, None)
                else:
                    listed[index][key] = value
    return tomlkit.dumps(document)
