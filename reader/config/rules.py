"""What each key of a feeds.toml may be, and how that is told to a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args
from urllib.parse import urlsplit

from reader import periods
from reader.config.settings import (
    KeysPreset,
    LayoutSetting,
    MarkReadSetting,
    PictureSetting,
    PipeInput,
    PipeShow,
    SignSetting,
    UnderstandSetting,
)
from reader.model import AccountKind
from reader.values import dataclass

_ENGINE = re.compile(r"|light|(?:spacy|gliner):\S.{0,500}")


_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_HEADER_VALUE = re.compile(r"[\x20-\x7e\xa1-\xff]{1,4000}")
_OURS = frozenset(
    {"accept-encoding", "connection", "content-length", "host", "if-modified-since", "if-none-match"}
    | {"keep-alive", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade"}
)
_TYPE = re.compile(r"\*|[a-z]{1,40}/(?:\*|[a-z0-9.+-]{1,80})")
_PIPE_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_CONTACT = re.compile(r"[\x21-\x27\x2a-\x7e]{0,200}")  # printable, and nothing that ends a comment


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


def _command(value: Any) -> bool:
    """A program and its arguments; which program it is must not hang on an article."""
    return isinstance(value, list) and bool(value) and _texts(value) and "{" not in value[0]


def _open_with(value: Any) -> bool:
    return isinstance(value, dict) and all(
        _TYPE.fullmatch(kind) and _command(command) for kind, command in value.items()
    )


def _commands(value: Any) -> bool:
    return _texts(value) and 0 < len(value) <= 50


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or not value.isprintable() or any(c.isspace() for c in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _auth(value: Any) -> bool:
    """Whether it says one way to come by a secret, and all of it."""
    if not isinstance(value, dict) or not all(map(value.get, value)):
        return False
    texts = all(isinstance(text, str) for key, text in value.items() if key != "command")
    match sorted(value):
        case ["password", "user"]:
            return texts and ":" not in value["user"]
        case ["command"] | ["command", "user"]:
            return texts and _texts(value["command"]) and ":" not in value.get("user", "")
        case ["keyring"]:
            return texts and all(value["keyring"].rpartition("/")[::2])
    return False


def _headers(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and 0 < len(value) <= 20
        and all(_HEADER.fullmatch(name) and name.lower() not in _OURS for name in value)
        and all(isinstance(said, str) and _HEADER_VALUE.fullmatch(said) for said in value.values())
    )


def _contact(value: Any) -> bool:
    return isinstance(value, str) and _CONTACT.fullmatch(value) is not None


def _text(example: str) -> Rule:
    return Rule(lambda v: isinstance(v, str), f"write a text in quotes, such as {example}")


def _yes_no(name: str) -> Rule:
    return Rule(lambda v: isinstance(v, bool), f"write {name} = true or {name} = false")


_KEEP = Rule(
    lambda v: isinstance(v, str) and periods.keep(v) is not None,
    'write "all", how long, such as "90d", or how many articles of a feed, such as "500"',
)

_AUTH_RIGHT = (
    'write {user = "…", password = "…"}, {user = "…", command = ["pass", "show", "…"]}, '
    '{command = [...]} for a token, or {keyring = "service/user"}'
)
_HEADERS = Rule(_headers, 'write names and values, such as headers = {X-Token = "…"}')

SETTINGS = {
    "theme": _text('"reader-dark"'),
    "signs": Rule(lambda v: v in get_args(SignSetting), 'write "auto", "unicode" or "ascii"'),
    "layout": Rule(lambda v: v in get_args(LayoutSetting), 'write "columns" or "stacked"'),
    "reduced_motion": _yes_no("reduced_motion"),
    "mark_read": Rule(lambda v: v in get_args(MarkReadSetting), 'write "open", "scroll" or "never"'),
    "mark_read_on_open": _yes_no("mark_read_on_open"),
    "stories": _yes_no("stories"),
    "understand": Rule(lambda v: v in get_args(UnderstandSetting), 'write "all" or "opened"'),
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
    "contact": Rule(
        _contact, 'write an address by which you can be reached, such as "mailto:anna@example.org"'
    ),
    "keep": _KEEP,
    "backup": Rule(
        lambda v: isinstance(v, str) and (v == "off" or periods.period(v) is not None),
        'write how often, such as "7d" or "12h", or "off"',
    ),
    "backups": _whole(1, 100, "3"),
    "open_command": Rule(_texts, 'write a list of texts, such as ["firefox", "{url}"]'),
    "open_with": Rule(
        _open_with, 'write [settings.open_with] with lines such as "audio/*" = ["mpv", "{file}"]'
    ),
    "bookmark": Rule(
        _command, 'write a list of texts, such as ["buku", "--add", "{url}", "--title", "{title}"]'
    ),
    "notify": Rule(
        lambda v: v in ("off", "auto", "terminal") or _command(v),
        'write "off", "auto", "terminal", or a program such as ["notify-send", "{title}", "{text}"]',
    ),
    "download_folder": _text('"~/Podcasts"'),
    "download_at_once": _whole(1, 4, "2"),
    "download_limit": _whole(1, 1_000_000, "2000 (megabytes)"),
    "keys_preset": Rule(
        lambda v: v in get_args(KeysPreset), 'write "default", "vim", "newsboat" or "eilmeldung"'
    ),
    "macros": Rule(
        lambda v: isinstance(v, dict) and len(v) <= 200 and all(_commands(said) for said in v.values()),
        'write [settings.macros] with lines such as ",m" = ["toggle-saved", "next-unread"]',
    ),
    "keys": Rule(
        lambda v: isinstance(v, dict) and all(isinstance(key, str) for key in v.values()),
        'write [settings.keys] with lines such as next_unread = "n"',
    ),
}

SETTING_KEYS = {key: key in {"keys", "macros", "open_with"} for key in SETTINGS if key != "mark_read_on_open"}
"""The keys of [settings], and whether each is a table of its own, with lines that a person names."""

FEED = {
    "url": Rule(_is_address, 'write an http or https address, such as url = "https://example.org/feed.xml"'),
    "title": _text('"My paper"'),
    "folder": _text('"World"'),
    "tags": Rule(_texts, 'write a list of texts, such as ["europe", "energy"]'),
    "full_text": _yes_no("full_text"),
    "interval": _whole(5, 527040, "60 (minutes)"),
    "mute": _yes_no("mute"),
    "author_pages": _yes_no("author_pages"),
    "auto_download": Rule(
        lambda v: isinstance(v, int) and (isinstance(v, bool) or 0 <= v <= 100),
        "write auto_download = true, or how many of the newest, such as auto_download = 5",
    ),
    "keep": _KEEP,
    "auth": Rule(_auth, _AUTH_RIGHT),
    "headers": _HEADERS,
    "account": _text('"home"'),
}
ACCOUNT = {
    "name": Rule(
        lambda v: isinstance(v, str) and _PIPE_NAME.fullmatch(v) is not None,
        'write one word, such as name = "home"',
    ),
    "kind": Rule(
        lambda v: v in get_args(AccountKind),
        'write "greader" (FreshRSS, Inoreader and others), "miniflux", "ttrss", "nextcloud" or "fever"',
    ),
    "url": Rule(_is_address, 'write its http or https address, such as url = "https://rss.example.org"'),
    "auth": Rule(_auth, _AUTH_RIGHT),
    "headers": _HEADERS,
    "saved_label": Rule(
        lambda v: isinstance(v, str) and 0 < len(v) <= 100 and bool(v.strip()),
        'write a label of the server, such as saved_label = "later"',
    ),
}
PIPE = {
    "name": Rule(
        lambda v: isinstance(v, str) and _PIPE_NAME.fullmatch(v) is not None,
        'write one word, such as name = "summary"',
    ),
    "run": Rule(_command, 'write a list of texts, such as run = ["llm", "-s", "Summarise"]'),
    "input": Rule(lambda v: v in get_args(PipeInput), 'write "markdown", "text", "html" or "json"'),
    "show": Rule(lambda v: v in get_args(PipeShow), 'write "screen", "note" or "nothing"'),
    "key": _text('",s"'),
    "suspend": _yes_no("suspend"),
    "seconds": _whole(1, 86_400, "300"),
}
VIEW = {
    "name": Rule(
        lambda v: isinstance(v, str) and 0 < len(v) <= 200 and bool(v.strip()),
        'write a name in quotes, such as name = "Big sums"',
    ),
    "query": Rule(
        lambda v: isinstance(v, str) and len(v) <= 2000,
        "write a query in quotes, such as query = 'unread money:>1bn since:1w'",
    ),
}
RULE = {
    "when": Rule(
        lambda v: isinstance(v, str) and bool(v.strip()),
        """write a query, such as when = 'feed:sports title:"transfer window"'""",
    ),
    "do": Rule(_texts, 'write a list of texts, such as do = ["mark read", "tag football"]'),
    "run": Rule(_command, 'write a list of texts, such as run = ["notify-send", "{title}"]'),
    "name": _text('"transfers"'),
    "stop": _yes_no("stop"),
    "enabled": _yes_no("enabled"),
}
SECRET = frozenset({"auth", "headers"})
"""Keys whose values are never repeated, not even in a mistake."""
