from __future__ import annotations

from reader.model import Subscription, View
from reader.storage import Store
from tests.storage.samples import HARBOUR, NOON, URL, fill, subscribe

OTHER = "https://user:secret@other.example/feed"


def test_feeds_stand_as_feeds_toml_has_them(store: Store) -> None:
    store.sync_feeds([Subscription(OTHER, "Mine", "News", ("b", "a")), Subscription(URL, folder="Sea")])
    mine, harbour = store.feeds()
    assert (mine.title, mine.folder, mine.tags) == ("Mine", "News", ("b", "a"))
    assert store.folders() == ["News", "Sea"]
    store.sync_feeds([Subscription(URL, "Port", "Coast"), Subscription(OTHER, mute=True)])
    assert [(f.id, f.title, f.folder, f.tags, f.muted) for f in store.feeds()] == [
        (harbour.id, "Port", "Coast", (), False),
        (mine.id, "other.example/feed", "", (), True),
    ]


def test_a_feed_is_called_by_its_own_name_once_it_was_read(store: Store) -> None:
    fill(store)
    assert store.feeds()[0].title == "Harbour News"
    assert store.feeds()[0].site == HARBOUR.site


def test_counts_are_of_unread_and_of_all_articles(store: Store) -> None:
    lighthouse, _ = fill(store)
    store.set_read([lighthouse], True)
    assert [(f.unread, f.total) for f in store.feeds()] == [(1, 2)]


def test_only_feeds_that_were_not_there_are_reported_as_new(store: Store) -> None:
    (first,) = store.sync_feeds([Subscription(URL)])
    (second,) = store.sync_feeds([Subscription(URL), Subscription(OTHER)])
    assert first != second
    assert store.sync_feeds([Subscription(URL), Subscription(OTHER)]) == ()


def test_a_removed_feed_leaves_the_lists_but_not_what_was_saved_or_tagged(store: Store) -> None:
    lighthouse, ferry = fill(store)
    store.set_saved([ferry], True)
    store.add_tag([lighthouse], "paint")
    store.sync_feeds([])
    assert store.feeds() == []
    assert store.count(View()) == store.count(View("unread")) == 0
    assert store.ids(View("saved")).tolist() == [ferry]
    assert store.ids(View("tag", "paint")).tolist() == [lighthouse]


def test_a_feed_that_is_subscribed_to_again_has_its_articles_back(store: Store) -> None:
    lighthouse, _ = fill(store)
    store.set_read([lighthouse], True)
    store.sync_feeds([])
    assert len(store.sync_feeds([Subscription(URL)])) == 1
    assert (store.count(View()), store.count(View("unread"))) == (2, 1)


def test_a_muted_feed_shows_in_its_own_list_only(store: Store) -> None:
    fill(store)
    feed_id = subscribe(store, Subscription(URL, folder="Sea", mute=True))[URL]
    assert store.count(View()) == store.count(View("folder", "Sea")) == 0
    assert store.count(View("feed", str(feed_id))) == 2
    store.record_fetch(feed_id, HARBOUR, checked=NOON)
    subscribe(store, Subscription(URL, folder="Sea"))
    assert store.count(View("folder", "Sea")) == 2


def test_a_moved_feed_keeps_its_articles(store: Store) -> None:
    fill(store)
    assert store.move_feed(URL, "https://harbour.example/new.xml")
    assert store.sync_feeds([Subscription("https://harbour.example/new.xml")]) == ()
    assert store.count(View()) == 2
    assert not store.move_feed("https://unknown.example/", "https://x.example/")
