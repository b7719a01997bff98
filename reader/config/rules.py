"""What each key of a feeds.toml may be, and how that is told to a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlsplit

from reader.config.settings import PictureSetting

_ENGINE = re.compile(r"|light|(?:spacy|gliner):\S.{0,500}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be, and how that is told to a person."""

    holds: Callable[[Any], bool]
    right: str


def _whole(least: int, most: int, example: str) -> Rule:
    def holds(value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most

    return Rule(holds, f"write a whole number from {least} to {most}, such as {example}")


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or not value.isprintable() or any(c.isspace() for c in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _text(example: str) -> Rule:
    return Rule(lambda v: isinstance(v, str), f"write a text in quotes, such as {example}")


def _yes_no(name: str) -> Rule:
    return Rule(lambda v: isinstance(v, bool), f"write {name} = true or {name} = false")


SETTINGS = {
    "theme": _text('"reader-dark"'),
    "mark_read_on_open": _yes_no("mark_read_on_open"),
    "refresh_on_start": _yes_no("refresh_on_start"),
    "refresh_minutes": _whole(0, 10080, "60"),
    "text_width": _whole(40, 200, "76"),
    "connections": _whole(1, 128, "32"),
    "timeout": _whole(1, 300, "30"),
    "prefetch": _whole(0, 20, "3"),
    "pictures": Rule(
        lambda v: v in get_args(PictureSetting), 'write "auto", "off", "half-block", "sixel" or "kitty"'
    ),
    "engine": Rule(
        lambda v: isinstance(v, str) and _ENGINE.fullmatch(v) is not None,
        'write "light", "spacy:en_core_web_sm", "gliner:FOLDER", or leave it out',
    ),
    "open_command": Rule(_texts, 'write a list of texts, such as ["firefox", "{url}"]'),
    "keys": Rule(
        lambda v: isinstance(v, dict) and all(isinstance(key, str) for key in v.values()),
        'write [settings.keys] with lines such as next_unread = "n"',
    ),
}

FEED = {
    "url": Rule(_is_address, 'write an http or https address, such as url = "https://example.org/feed.xml"'),
    "title": _text('"My paper"'),
    "folder": _text('"World"'),
    "tags": Rule(_texts, 'write a list of texts, such as ["europe", "energy"]'),
    "full_text": _yes_no("full_text"),
    "interval": _whole(5, 527040, "60 (minutes)"),
    "mute": _yes_no("mute"),
    "author_pages": _yes_no("author_pages"),
}
