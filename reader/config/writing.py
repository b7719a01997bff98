"""feeds.toml changed for the person: comments and order are kept, and it is read back before it counts."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from reader.config.file import read_file, replace_file
from reader.config.reading import load, parse
from reader.config.settings import Configuration
from reader.model import Subscription
from reader.text import safe_line


def add_subscription(path: Path, subscription: Subscription) -> Configuration:
    """Append a [[feed]] to the file and return what it then says. A known address changes nothing."""
    import tomlkit

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
    entry = tomlkit.dumps({"feed": [_said(subscription)]})
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return _store(path, text + gap + entry)


def _said(subscription: Subscription) -> dict[str, Any]:
    """The keys of a subscription that differ from what is meant without them."""
    title, folder = subscription.title and safe_line(subscription.title), safe_line(subscription.folder)
    subscription = replace(subscription, title=title, folder=folder)
    pairs = ((spec, getattr(subscription, spec.name)) for spec in fields(subscription))
    said = {spec.name: value for spec, value in pairs if value != spec.default}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}


def remove_subscription(path: Path, url: str) -> Configuration:
    """Take the [[feed]] with this address out of the file; KeyError if there is none."""
    import tomlkit

    before = load(path)
    index = next((i for i, known in enumerate(before.subscriptions) if known.url == url), None)
    if index is None:
        raise KeyError(url)
    document = tomlkit.parse(read_file(path))
    del document["feed"][index]
    return _store(path, tomlkit.dumps(document))


def _store(path: Path, text: str) -> Configuration:
    """Replace the file by `text`, but only once `text` has been read back without a mistake."""
    configuration = parse(text, path)
    replace_file(path, text)
    return configuration
