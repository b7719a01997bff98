from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from reader.model import Document, Subscription, View
from reader.storage import Store
from tests.storage.samples import FERRY, HARBOUR, URL, fill, numbered, subscribe


def test_what_a_feed_gave_comes_back_as_it_was(store: Store) -> None:
    entry = replace(FERRY, text="Größe 東京", content_html="<p>Größe\0 <b>東京</b></p>")
    (number,) = fill(store, entry)
    content = store.content(number)
    assert content is not None
    assert (content.text, content.html) == ("Größe 東京", entry.content_html)


def test_an_article_takes_less_room_than_its_text(store: Store, path: Path) -> None:
    text = " ".join(f"The harbour counted {n} ships and {n * 7} boats." for n in range(2_000))
    fill(store, replace(FERRY, text=text, content_html=f"<p>{text}</p>"))
    with sqlite3.connect(path) as connection:
        (size,) = connection.execute("SELECT sum(length(packed)) FROM content").fetchone()
    connection.close()
    assert size < len(text) / 2


def test_content_from_before_it_was_packed_is_read_found_and_forgotten(store: Store, path: Path) -> None:
    lighthouse, ferry = fill(store)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE content SET packed = NULL, text = 'Volunteers begin on Monday.', html = '<p>V.</p>'"
            " WHERE article_id = ?",
            (lighthouse,),
        )
    connection.close()
    content = store.content(lighthouse)
    assert content is not None
    assert (content.text, content.html) == ("Volunteers begin on Monday.", "<p>V.</p>")
    revised = replace(HARBOUR, entries=(replace(HARBOUR.entries[0], text="Nothing else."), FERRY))
    store.record_fetch(1, revised)
    assert store.count(View("search", "volunteers")) == 0
    assert store.ids(View("search", "nothing")).tolist() == [lighthouse]
    assert store.ids(View("search", "240")).tolist() == [ferry]


def test_content_that_cannot_be_unpacked_is_empty(store: Store, path: Path) -> None:
    (number,) = fill(store, FERRY)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE content SET packed = X'DEADBEEF'")
    connection.close()
    content = store.content(number)
    assert content is not None
    assert (content.text, content.html) == ("", "")


def test_counts_are_those_of_the_lists_whatever_was_done(store: Store) -> None:
    other = "https://other.example/feed.xml"
    ids = fill(store, *numbered(9))
    feeds = subscribe(store, Subscription(URL, tags=("sea",)), Subscription(other, folder="Two"))
    store.record_fetch(feeds[other], HARBOUR)
    page = store.add_page("https://page.example/", Document(title="A page"))
    store.set_read(ids[:3], True)
    store.set_hidden([ids[0], ids[5], page], True)
    store.set_hidden([ids[5]], False)
    store.record_fetch(feeds[other], replace(HARBOUR, entries=(FERRY, *numbered(2))))
    store.set_read([ids[1]], False)
    _agree(store, feeds)
    subscribe(store, Subscription(URL, tags=("sea",), mute=True), Subscription(other, folder="Two"))
    _agree(store, feeds)
    subscribe(store, Subscription(other, folder="Two"))
    _agree(store, feeds)
    assert store.problems() == []


def _agree(store: Store, feeds: dict[str, int]) -> None:
    views = [View(), View("unread"), View("folder", "Two"), View("folder", ""), View("feed", "0")]
    views += [View("feed", str(number)) for number in feeds.values()]
    for view in views:
        for chosen in (view, replace(view, unread_only=True)):
            assert store.count(chosen) == len(store.ids(chosen)), chosen
    for feed in store.feeds():
        assert feed.total == len(store.ids(View("feed", str(feed.id))))
        assert feed.unread == len(store.ids(View("feed", str(feed.id), unread_only=True)))
    for tag in store.tags():
        assert tag.total == len(store.ids(View("feed", str(feeds[URL]))))
