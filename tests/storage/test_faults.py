"""Faults on purpose, a few of each; `tests/faults/` has the long forms."""

from __future__ import annotations

import resource
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.fetch import is_due
from reader.model import Entry, FeedDocument, View
from reader.storage import LibraryError, Store
from reader.storage.migrations import STEPS
from tests.faults import disk_full, io_errors, kill, migrations, processes
from tests.storage.samples import URL, fill, numbered, subscribe

NOW = datetime.now(UTC)
YEAR = timedelta(days=365)


def test_kills_in_the_middle_of_a_refresh_lose_no_acknowledged_action(tmp_path: Path) -> None:
    acknowledged, lost = kill.kill(tmp_path, 3)
    assert lost == []
    assert acknowledged.actions


def test_a_kill_in_a_migration_leaves_a_whole_version(tmp_path: Path) -> None:
    old = migrations.make_old(tmp_path / "old.db")
    found = [migrations.trial(old, tmp_path / str(n), n) for n in (3, 12, 25)]
    assert all(version is not None and 0 < version < len(STEPS) for version in found)


def test_where_nothing_fits_any_more_it_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    acknowledged = disk_full.limited(path, 500)
    assert acknowledged.refused
    assert acknowledged.ids["new"]
    disk_full.check(path, acknowledged)


@pytest.mark.skipif(not io_errors.is_possible(), reason="strace is not there, or may not trace")
@pytest.mark.parametrize(("fault", "call"), [("pwrite64", 30), ("pwrite64 EIO", 2), ("fdatasync", 4)])
def test_a_disk_that_fails_is_told_of_and_costs_nothing_else(tmp_path: Path, fault: str, call: int) -> None:
    acknowledged = io_errors.trial(tmp_path / "data", fault, call)
    assert acknowledged.refused
    assert all(sentence.startswith("The disk ") for sentence in acknowledged.refused)


@pytest.mark.parametrize(("free", "said"), [(0, "The disk is full"), (10**9, "The disk failed")])
def test_a_full_disk_is_told_from_one_that_fails(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch, free: int, said: str
) -> None:
    """What SQLite says is the same where the files beside the library do not fit."""
    fill(store)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, free))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, before[1]))
    try:
        with pytest.raises(LibraryError, match=f"^{said}.*; nothing was changed"):
            fill(store, *numbered(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert store.count(View()) == 2


def test_a_disk_that_fails_for_good_refuses_everything_and_keeps_what_was(tmp_path: Path) -> None:
    if not io_errors.is_possible():
        pytest.skip("strace is not there, or may not trace")
    acknowledged = io_errors.trial(tmp_path / "data", "fdatasync", 3, onward=True)
    assert len(acknowledged.refused) > 10


def test_two_processes_on_one_library_are_refused_nothing(tmp_path: Path) -> None:
    done = processes.together(tmp_path / "library.db", 2, 40)
    assert done.refused == []
    assert done.actions > 80


def test_a_clock_that_was_ahead_leaves_order_and_asking_as_they_should_be(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    ahead = NOW + YEAR
    first = store.record_fetch(
        feed_id, _document("a", NOW), checked=ahead, next_check=ahead + timedelta(hours=1)
    )
    state = store.fetch_states()[0]
    assert is_due(NOW, state.checked, state.next_check)
    second = store.record_fetch(feed_id, _document("b", NOW + timedelta(hours=1)), checked=NOW)
    assert store.ids(View()).tolist() == [*second.new, *first.new]
    assert set(store.ids(View("today"))) == {*first.new, *second.new}


def test_a_clock_that_was_behind_hides_nothing(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    behind = NOW - YEAR
    (old,) = store.record_fetch(
        feed_id, _document("a", NOW), checked=behind, next_check=behind + timedelta(hours=1)
    ).new
    state = store.fetch_states()[0]
    assert is_due(NOW, state.checked, state.next_check)
    (new,) = store.record_fetch(feed_id, _document("b", NOW), checked=NOW).new
    assert store.ids(View()).tolist() == [new, old]
    assert store.count(View("unread")) == 2


def test_an_article_dated_a_year_ahead_does_not_stay_on_top(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    (future,) = store.record_fetch(feed_id, _document("a", NOW + YEAR), checked=NOW - timedelta(hours=2)).new
    (present,) = store.record_fetch(feed_id, _document("b", NOW), checked=NOW).new
    assert store.ids(View()).tolist() == [present, future]


def _document(guid: str, published: datetime) -> FeedDocument:
    return FeedDocument(title="Harbour", entries=(Entry(guid, title=guid, published=published),))
