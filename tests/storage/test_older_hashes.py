"""Articles that an older Reader has stored, whose hashes were made of other things."""

from dataclasses import replace

import pytest

from reader.model import Entry, FeedDocument, Subscription
from reader.storage import Store

OLD = b"sixteen bytes of"
OF_BEFORE = b"twelve bytes"
ENTRY = Entry(
    "guid",
    "https://example.org/1",
    "The port is shut",
    text="Nobody works.",
    content_html="<p>Nobody works.</p>",
)


@pytest.fixture(params=[OLD, OF_BEFORE])
def feed(store: Store, request: pytest.FixtureRequest) -> int:
    (feed,) = store.sync_feeds([Subscription("https://example.org/feed")])
    store.record_fetch(feed, FeedDocument(entries=(ENTRY,)))
    with store._writing() as connection:
        connection.execute("UPDATE article SET content_hash = ?", (request.param,))
    return feed


def hashes(store: Store) -> list[bytes]:
    with store._reading() as connection:
        return [row[0] for row in connection.execute("SELECT content_hash FROM article")]


def test_what_reads_as_before_is_not_taken_for_changed(store: Store, feed: int) -> None:
    recorded = store.record_fetch(feed, FeedDocument(entries=(ENTRY,)))
    assert (recorded.new, recorded.updated) == ((), ())
    assert hashes(store) not in ([OLD], [OF_BEFORE])
    assert store.record_fetch(feed, FeedDocument(entries=(ENTRY,))).updated == ()


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRY, title="The port is open"),
        replace(ENTRY, text="All work.", content_html="<p>All work.</p>"),
        replace(ENTRY, url="https://example.org/2"),
    ],
)
def test_what_reads_otherwise_is_taken_for_changed(store: Store, feed: int, changed: Entry) -> None:
    assert len(store.record_fetch(feed, FeedDocument(entries=(changed,))).updated) == 1
    assert store.articles_by_id([1])[0].title == changed.title


def test_an_address_that_utf_8_cannot_hold_has_a_hash_of_its_own(store: Store, feed: int) -> None:
    first, second = (
        replace(ENTRY, url="https://example.org/\ud800"),
        replace(ENTRY, url="https://example.org/?"),
    )
    assert len(store.record_fetch(feed, FeedDocument(entries=(first,))).updated) == 1
    assert store.record_fetch(feed, FeedDocument(entries=(first,))).updated == ()
    assert len(store.record_fetch(feed, FeedDocument(entries=(second,))).updated) == 1
