"""Asking the web: a polite HTTP client, when to ask again, and the feeds that a site names.

Importing this does not load httpcore; the client does, when it is opened.
"""

from reader.fetch.address import leads_inward, same_origin, with_credentials_of
from reader.fetch.client import Client
from reader.fetch.credentials import Credentials
from reader.fetch.discovery import COMMON_PATHS, FeedLink, feed_links
from reader.fetch.error import FetchError, Reason
from reader.fetch.response import FEED, PAGE, PICTURE, Response
from reader.fetch.schedule import Outcome, Wish, is_due, next_check
from reader.fetch.turns import HostTurns, host_of

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
    "Response",
    "Wish",
    "feed_links",
    "host_of",
    "is_due",
    "leads_inward",
    "next_check",
    "same_origin",
    "with_credentials_of",
]
