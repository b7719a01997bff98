"""A long list: its first ids at once, the rest while it is looked at."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reader.model import View
from reader.storage import Store, listing
from reader.storage.listing import Listing
from tests.storage.samples import fill, numbered


@pytest.fixture
def ids(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(listing, "AT_ONCE", 10)
    monkeypatch.setattr(listing, "_SOME", 7)
    return fill(store, *numbered(100))


def test_a_long_list_is_the_same_as_all_at_once(store: Store, ids: list[int]) -> None:
    for view in (View(), View("unread"), View("feed", "1"), View("folder", ""), View("search", "number")):
        whole, lazy = store.ids(view).tolist(), store.listing(view)
        assert isinstance(lazy, Listing)
        assert (len(lazy), list(lazy)) == (100, whole)
        assert [lazy[n] for n in (0, 9, 10, 99, -1, -100)] == [whole[n] for n in (0, 9, 10, 99, -1, -100)]
        for place in (slice(0, 5), slice(5, 60), slice(90, 200), slice(-3, None), slice(None, None, -1)):
            assert list(lazy[place]) == whole[place]
        assert (lazy.index(whole[3]), lazy.index(whole[70])) == (3, 70)
        assert whole[70] in lazy
        with pytest.raises(ValueError, match="not in"):
            lazy.index(10**6)
        for beyond in (100, -101):
            with pytest.raises(IndexError):
                lazy[beyond]


def test_a_short_list_is_read_at_once(store: Store, ids: list[int]) -> None:
    store.set_saved(ids[:9], True)
    assert not isinstance(store.listing(View("saved")), Listing)
    assert len(store.listing(View("saved"))) == 9
    assert len(store.listing(View("tag", "nothing"))) == 0


def test_a_long_list_is_of_one_moment(store: Store, ids: list[int]) -> None:
    unread = store.listing(View("unread"))
    store.set_read(ids[50:], True)
    assert list(unread) == ids
    assert len(store.listing(View("unread"))) == 50


def test_a_list_is_as_long_as_its_ids_even_where_the_counts_are_wrong(
    store: Store, path: Path, ids: list[int]
) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE tally SET total = 500")
    connection.commit()
    connection.close()
    everything = store.listing(View())
    assert list(everything) == ids
    assert len(everything) == 100


def test_what_is_listed_when_the_library_is_closed_comes_to_its_end(path: Path, ids: list[int]) -> None:
    with Store.open(path) as other:
        lazy = other.listing(View())
    assert list(lazy) == ids
