"""A damaged library: told of, kept, and recovered as far as it goes."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from reader.model import View
from reader.periods import Keep
from reader.storage import DamagedError, LibraryError, Store, backups_of
from reader.storage.migrations import take_steps
from reader.storage.recovery import recover
from tests.faults.damage import ARTICLES, CHANGED, KINDS, PAGE, make, trial
from tests.storage.samples import HARBOUR, fill, numbered


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("sound") / "library")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("backup", [True, False])
def test_a_damaged_library_ends_in_a_sentence_is_kept_and_is_recovered(
    sound: Path, tmp_path: Path, kind: str, backup: bool
) -> None:
    outcome = trial(sound, tmp_path / "library", kind, len(kind), backup=backup)
    if backup and kind != CHANGED:
        assert outcome.articles >= ARTICLES
    elif kind in {"random header", "first page zeroed"}:
        assert outcome.articles == ARTICLES


def test_the_first_page_of_a_library_that_was_made_step_by_step_is_found_again(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        take_steps(connection)
    with Store.open(path) as store:
        fill(store, *numbered(300))
    with path.open("rb+") as file:
        file.write(bytes(PAGE))
    assert recover(path).missing == 0
    with Store.open(path) as store:
        assert store.count(View()) == 300


@pytest.mark.parametrize(
    ("table", "column", "key"),
    [("article", "title", "id"), ("content", "summary", "article_id"), ("tag", "name", "name")],
)
def test_a_text_that_is_not_utf_8_is_found_and_recovered(
    path: Path, table: str, column: str, key: str
) -> None:
    with Store.open(path) as store:
        ids = fill(store, *numbered(30))
        store.colour_tag("harbour", 3)
        store.set_tags(ids[0], ["harbour"])
        assert store.problems() == []
    garble = f"UPDATE {table} SET {column} = CAST(x'fffe' || CAST({column} AS BLOB) AS TEXT)"  # noqa: S608
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"{garble} WHERE {key} IN (9, 'harbour')")
        connection.commit()
    with Store.open(path) as store:
        assert store.problems() == [f"a text in {table} is not UTF-8"]
    recover(path)
    with Store.open(path) as store:
        assert store.problems() == []
        assert len(store.articles(View())) == 30


def test_a_query_that_meets_a_text_that_is_not_utf_8_ends_in_a_sentence(path: Path) -> None:
    with Store.open(path) as store:
        fill(store, *numbered(3))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE article SET title = CAST(x'fffe' AS TEXT) WHERE id = 2")
        connection.commit()
    with Store.open(path) as store, pytest.raises(DamagedError):
        store.articles(View("query", "is:unread"))


def test_an_emptied_library_is_told_and_not_begun_anew(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
    os.truncate(path, 0)
    for _ in range(2):
        with pytest.raises(DamagedError, match="is empty, but there was a library in it"):
            Store.open(path)
    assert path.stat().st_size == 0


def test_a_deleted_library_is_begun_anew(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
    path.unlink()
    with Store.open(path) as store:
        assert store.count(View()) == 0


def test_what_the_person_did_since_the_backup_is_kept_where_it_can_be_read(path: Path) -> None:
    with Store.open(path) as store:
        ids = fill(store, *numbered(300))
        store.set_saved(ids[:10], True)
        store.back_up()
        store.set_saved(ids[:5], False)
        store.set_saved(ids[20:30], True)
        store.add_tag(ids[:3], "since")
        newer = store.record_fetch(1, HARBOUR).new
    damaged = bytearray(path.read_bytes())
    damaged[:PAGE] = os.urandom(PAGE)
    path.write_bytes(damaged)
    recovery = recover(path)
    assert (recovery.missing, recovery.backed_up) == (0, 0)
    with Store.open(path) as store:
        assert set(store.ids(View("saved"))) == {*ids[5:10], *ids[20:30]}
        assert set(store.ids(View("tag", "since"))) == set(ids[:3])
        assert set(newer) <= set(store.ids(View()))


def test_what_was_purged_since_the_backup_does_not_come_back_from_it(path: Path) -> None:
    with Store.open(path) as store:
        ids = fill(store, *numbered(50))
        store.back_up()
        store.set_read(ids[30:], True)
        assert store.purge(1, Keep(period=timedelta(days=30))) == 20
    _damage(path)
    recover(path)
    with Store.open(path) as store:
        assert store.ids(View()).tolist() == ids[:30]


def test_the_backup_of_another_library_is_not_mixed_in(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "library.db"
    with Store.open(other) as store:
        fill(store, *numbered(5), url="https://other.example/feed")
        theirs = store.back_up()
    with Store.open(path) as store:
        ids = fill(store, *numbered(3))
        kept = store.back_up()
    theirs.path.replace(kept.path)
    _damage(path)
    recovery = recover(path)
    assert recovery.backup is None
    with Store.open(path) as store:
        assert store.ids(View()).tolist() == ids


def test_what_stood_in_the_journal_alone_is_recovered_and_the_journal_goes_with_its_library(
    path: Path, tmp_path: Path
) -> None:
    torn = tmp_path / "torn" / "library.db"
    torn.parent.mkdir()
    with Store.open(path) as store:
        ids = fill(store, *numbered(50))
        store.set_saved(ids[:7], True)
        for end in ("", "-wal"):  # as a power cut would leave them
            torn.with_name(f"library.db{end}").write_bytes(path.with_name(f"library.db{end}").read_bytes())
    journal = torn.with_name("library.db-wal").read_bytes()
    assert journal
    _damage(torn)
    recovery = recover(torn)
    assert not torn.with_name("library.db-wal").exists()
    assert recovery.aside.with_name(f"{recovery.aside.name}-wal").read_bytes() == journal
    with Store.open(torn) as store:
        assert store.ids(View()).tolist() == ids
        assert set(store.ids(View("saved"))) == set(ids[:7])
        assert store.problems() == []


def test_a_library_that_is_open_is_not_recovered(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
        with pytest.raises(LibraryError, match="has the library open"):
            recover(path)
        assert store.count(View()) == 2


def test_recovering_twice_keeps_both_damaged_files(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
    asides = set()
    for _ in range(2):
        _damage(path)
        asides.add(recover(path).aside)
    assert len(asides) == 2
    assert all(aside.exists() for aside in asides)
    assert backups_of(path) == []


def _damage(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[:100] = os.urandom(100)
    path.write_bytes(damaged)
