"""Feeds and entries for the tests of the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reader.model import Entry, FeedDocument, Subscription
from reader.storage import Store

URL = "https://harbour.example/feed.xml"
NOON = datetime(2025, 5, 4, 12, tzinfo=UTC)

FERRY = Entry(
    guid="ferry",
    url="https://harbour.example/ferry",
    title="Ferry returns to the old pier",
    authors=("Ida Lund",),
    published=NOON - timedelta(hours=3),
    content_html="<p>The ferry carried 240 people on Sunday.</p>",
    text="The ferry carried 240 people on Sunday.",
)
LIGHTHOUSE = Entry(
    guid="lighthouse",
    url="https://harbour.example/lighthouse",
    title="Lighthouse to be repainted",
    published=NOON - timedelta(hours=1),
    content_html="<p>Volunteers begin on Monday.</p>",
    text="Volunteers begin on Monday.",
)
HARBOUR = FeedDocument(title="Harbour News", site="https://harbour.example/", entries=(LIGHTHOUSE, FERRY))


def subscribe(store: Store, *subscriptions: Subscription) -> dict[str, int]:
    """Subscribe to those feeds and to no others; return their ids by address."""
    store.sync_feeds(subscriptions or (Subscription(URL),))
    return {state.url: state.feed_id for state in store.fetch_states()}


def fill(store: Store, *entries: Entry, url: str = URL) -> list[int]:
    """Subscribe to a feed and fetch those entries; return their articles' ids in the same order."""
    entries = entries or HARBOUR.entries
    feed_id = subscribe(store, Subscription(url))[url]
    new = store.record_fetch(feed_id, replace(HARBOUR, entries=entries), checked=NOON).new
    return list(reversed(new))


def numbered(count: int) -> tuple[Entry, ...]:
    """Entries an hour apart, the newest first."""
    return tuple(
        Entry(guid=f"n{n}", title=f"Number {n}", published=NOON - timedelta(hours=n + 1), text=f"Text {n}")
        for n in range(count)
    )
