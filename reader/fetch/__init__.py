"""Asking the web: a polite HTTP client, when to ask again, and the feeds that a site names.

Importing this does not load httpcore; the client does, when it is opened.


Cheap to import: each name brings its module when it is asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.fetch.address import leads_inward, same_origin, with_credentials_of
    from reader.fetch.client import Client
    from reader.fetch.credentials import Credentials
    from reader.fetch.discovery import COMMON_PATHS, FeedLink, feed_links
    from reader.fetch.error import FetchError, Reason, left_alone
    from reader.fetch.reply import Reply
    from reader.fetch.response import FEED, PAGE, PICTURE, Response
    from reader.fetch.schedule import Outcome, Wish, is_due, next_check
    from reader.fetch.turns import HostTurns, host_of

_MODULES = {
    "COMMON_PATHS": "discovery",
    "Client": "client",
    "Credentials": "credentials",
    "FEED": "response",
    "FeedLink": "discovery",
    "FetchError": "error",
    "HostTurns": "turns",
    "Outcome": "schedule",
    "PAGE": "response",
    "PICTURE": "response",
    "Reason": "error",
    "Reply": "reply",
    "Response": "response",
    "Wish": "schedule",
    "feed_links": "discovery",
    "host_of": "turns",
    "is_due": "schedule",
    "leads_inward": "address",
    "left_alone": "error",
    "next_check": "schedule",
    "same_origin": "address",
    "with_credentials_of": "address",
}

__all__ = [
    "COMMON_PATHS",
    "FEED",
    "PAGE",
    "PICTURE",
    "Client",
    "Credentials",
    "FeedLink",
    "FetchError",
    "HostTurns",
    "Outcome",
    "Reason",
    "Reply",
    "Response",
    "Wish",
    "feed_links",
    "host_of",
    "is_due",
    "leads_inward",
    "left_alone",
    "next_check",
    "same_origin",
    "with_credentials_of",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(importlib.import_module(f"reader.fetch.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
