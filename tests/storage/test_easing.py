"""Memory that is given back while nobody does anything costs nothing but time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reader.model import Entry, FeedDocument, Subscription, View
from reader.storage import Store


def test_a_library_is_read_and_written_while_memory_is_given_back(tmp_path: Path) -> None:
    with Store.open(tmp_path / "library.db") as store, ThreadPoolExecutor(6) as threads:
        store.sync_feeds([Subscription("https://a.example/feed")])
        (feed,) = store.feeds()
        store.record_fetch(feed.id, FeedDocument(entries=(Entry(guid="1", title="One"),)))

        def read(number: int) -> int:
            if number % 3 == 0:
                store.ease()
            if number % 7 == 0:
                store.set_read(store.ids(View()), bool(number % 2))
            return len(store.ids(View()))

        assert set(threads.map(read, range(600))) == {1}
        assert len(store._connections._idle) <= 6
        store.ease()
        assert len(store._connections._idle) == 1


def test_a_closed_library_has_nothing_to_give_back(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library.db")
    store.close()
    store.ease()
