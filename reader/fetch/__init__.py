"""Asking the web: a polite HTTP client, when to ask again, and the feeds that a site names.

Importing this does not load httpx; the client does, when it is opened.
"""

from reader.fetch.address import leads_inward
from reader.fetch.client import Client
from reader.fetch.discovery import COMMON_PATHS, FeedLink, feed_links
from reader.fetch.error import FetchError, Reason
from reader.fetch.response import FEED, PAGE, PICTURE, Response
from reader.fetch.schedule import Outcome, next_check

__all__ = [
    "COMMON_PATHS",
    "FEED",
    "PAGE",
    "PICTURE",
    "Client",
    "FeedLink",
    "FetchError",
    "Outcome",
    "Reason",
    "Response",
    "feed_links",
    "leads_inward",
    "next_check",
]
