"""Pictures in the library: which are kept and which go."""

import sqlite3
from pathlib import Path

import pytest

from reader.model import KeptPicture
from reader.storage import Store
from reader.storage.migrations import STEPS, migrate
from tests.storage.samples import fill, numbered

PIER = "https://harbour.example/pier.jpg"
BOAT = "https://harbour.example/boat.jpg"


def of(size: int) -> KeptPicture:
    return KeptPicture(b"." * size, 640, 480)


def test_a_picture_comes_back_as_it_was_kept(store: Store) -> None:
    article, other = fill(store)
    store.put_picture(article, PIER, of(10))
    store.put_picture(article, PIER, KeptPicture(b"better", 1280, 960))
    assert store.picture(article, PIER) == KeptPicture(b"better", 1280, 960)
    assert store.picture_sizes(article) == {PIER: (1280, 960)}
    assert store.picture(other, PIER) is None


def test_the_oldest_pictures_go_when_the_room_is_full(store: Store) -> None:
    articles = fill(store, *numbered(3))
    for article in articles:
        store.put_picture(article, PIER, of(40), room=100)
    assert [store.picture(article, PIER) is not None for article in articles] == [False, True, True]


def test_the_pictures_of_a_saved_article_stay_and_go_after_it_was_let_go_of(store: Store) -> None:
    saved, other = fill(store)
    store.set_saved([saved], True)
    store.put_picture(saved, PIER, of(90), room=100)
    store.put_picture(saved, BOAT, of(90), room=100)
    store.put_picture(other, PIER, of(90), room=100)
    assert set(store.picture_sizes(saved)) == {PIER, BOAT}
    store.set_saved([saved], False)
    store.put_picture(other, BOAT, of(1), room=100)
    assert store.picture_sizes(saved) == {}
    assert set(store.picture_sizes(other)) == {PIER, BOAT}


def test_nothing_is_kept_for_an_article_that_is_not_there(store: Store) -> None:
    store.put_picture(12345, PIER, of(10))
    assert store.picture(12345, PIER) is None


@pytest.mark.parametrize("url", ["https://harbour.example/\ud800.jpg", "x" * 9000])
def test_any_address_can_be_a_key(store: Store, url: str) -> None:
    article, _ = fill(store)
    store.put_picture(article, url, of(10))
    assert store.picture(article, url) == of(10)


def test_a_library_without_pictures_is_given_room_for_them(path: Path) -> None:
    path.parent.mkdir(parents=True)
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, STEPS[:1])
    connection.close()
    with Store.open(path) as store:
        article, _ = fill(store)
        store.put_picture(article, PIER, of(10))
        assert store.picture(article, PIER) == of(10)
