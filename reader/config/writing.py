"""feeds.toml changed for the person: comments and order are kept, and it is read back before it counts."""

from __future__ import annotations

import contextlib
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from reader.config.file import read_file, replace_file
from reader.config.reading import load, parse, told_apart
from reader.config.settings import Configuration
from reader.model import Auth, Subscription
from reader.text import safe_line


def add_subscription(path: Path, subscription: Subscription) -> Configuration:
    """Append a [[feed]] to the file and return what it then says. A known address changes nothing."""
    import tomlkit

    bare, written = told_apart(subscription.url)
    subscription = replace(subscription, url=bare, auth=subscription.auth or written)
    before = load(path)
    if any(known.url == subscription.url for known in before.subscriptions):
        return before
    text = read_file(path)
    document = tomlkit.parse(text)
    listed = document.get("feed")
    if isinstance(listed, tomlkit.items.Array):  # feed = [{url = "…"}], all in one line
        inline = tomlkit.inline_table()
        inline.update(_said(subscription))
        listed.append(inline)
        return _store(path, tomlkit.dumps(document))
    fresh, tables = tomlkit.document(), tomlkit.aot()
    table = tomlkit.table()
    table.update(_said(subscription))
    tables.append(table)
    fresh.add("feed", tables)
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return _store(path, text + gap + tomlkit.dumps(fresh))


def _said(subscription: Subscription) -> dict[str, Any]:
    """The keys of a subscription that differ from what is meant without them."""
    title, folder = subscription.title and safe_line(subscription.title), safe_line(subscription.folder)
    subscription = replace(subscription, title=title, folder=folder)
    pairs = ((spec, getattr(subscription, spec.name)) for spec in fields(subscription))
    said = {spec.name: value for spec, value in pairs if value != spec.default}
    return {key: _toml(value) for key, value in said.items()}


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


def remove_subscription(path: Path, url: str) -> Configuration:
    """Take the [[feed]] with this address out of the file; KeyError if there is none."""
    import tomlkit

    document = tomlkit.parse(read_file(path))
    del document["feed"][_index(path, url)]
    if not document["feed"]:  # it would be written as an empty list in one line
        del document["feed"]
    return _store(path, tomlkit.dumps(document))


def change_subscription(path: Path, address: str, /, **said: str | bool) -> Configuration:
    """Give the [[feed]] at `address` other values, such as mute=True or another url; KeyError if there
    is none. A name and password that stood in its address go to `auth`: the new address may be elsewhere."""
    import tomlkit

    document = tomlkit.parse(read_file(path))
    feed = document["feed"][_index(path, address)]
    if "url" in said:
        written = told_apart(str(feed["url"]))[1]
        if written is not None and "auth" not in feed:
            feed["auth"] = _toml(written)
    for key, value in said.items():
        feed[key] = value
    return _store(path, tomlkit.dumps(document))


def keep_private(configuration: Configuration) -> None:
    """Let nobody but its owner read a feeds.toml that holds secrets, as far as that can be had."""
    private = any(subscription.private for subscription in configuration.subscriptions)
    with contextlib.suppress(OSError):
        mode = configuration.path.stat().st_mode & 0o777
        if private and mode & 0o077:
            configuration.path.chmod(mode & 0o700)


def _index(path: Path, url: str) -> int:
    index = next((i for i, known in enumerate(load(path).subscriptions) if known.url == url), None)
    if index is None:
        raise KeyError(url)
    return index


def _store(path: Path, text: str) -> Configuration:
    """Replace the file by `text`, but only once `text` has been read back without a mistake."""
    configuration = parse(text, path)
    replace_file(path, text, private=any(one.private for one in configuration.subscriptions))
    return configuration
