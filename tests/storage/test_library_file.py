from __future__ import annotations

import os
import re
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.model import Subscription, View
from reader.storage import LibraryError, Store, filesystems, migrations
from reader.storage.migrations import STEPS, migrate, take_steps, user_version
from reader.storage.schema import APPLICATION_ID
from tests.storage.samples import fill, numbered


def test_a_library_is_made_where_none_was_and_only_its_owner_may_read_it(path: Path) -> None:
    before = os.umask(0)
    try:
        with Store.open(path) as store:
            fill(store)
            modes = {p.name: p.stat().st_mode & 0o777 for p in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes["library.db"] == 0o600
    assert set(modes.values()) == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_an_open_library_is_narrowed_to_its_owner(path: Path) -> None:
    Store.open(path).close()
    path.chmod(0o644)
    Store.open(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Store.open(path) as store:
        assert store.feeds() == []


def test_what_was_kept_is_there_after_opening_again(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
        store.put_state("place", "7")
    assert not path.with_name("library.db-wal").exists()
    with Store.open(path) as store:
        assert store.count(View()) == 2
        assert store.state("place") == "7"
        store.put_state("place", None)
        assert store.state("place") is None


def _text_file(path: Path) -> None:
    path.write_text("Dear diary")


def _half_a_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(20))


def _another_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE theirs (a); PRAGMA user_version = 1")
    connection.close()


def _another_in_wal_mode(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE theirs (a); PRAGMA application_id = 7")
    connection.close()


def _a_newer_library(path: Path) -> None:
    Store.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    path.with_name(f".{path.name}.mark").unlink()


@pytest.mark.parametrize(
    "make", [_text_file, _half_a_header, _another_database, _another_in_wal_mode, _a_newer_library]
)
def test_a_file_that_is_not_for_us_is_refused_in_one_sentence_and_not_touched(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "file.db"
    make(path)
    path.chmod(0o644)
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
    with pytest.raises(LibraryError) as refused:
        Store.open(path)
    assert str(refused.value).count(". ") == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) == before
    assert [p.name for p in tmp_path.iterdir()] == ["file.db"]


def test_a_newer_library_that_is_still_open_elsewhere_is_refused(path: Path) -> None:
    with Store.open(path):
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")  # only in the journal so far
        with pytest.raises(LibraryError, match="newer"):
            Store.open(path)
        connection.close()


def test_a_folder_that_anybody_may_write_to_is_refused(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    with pytest.raises(LibraryError, match="Anybody"):
        Store.open(shared / "library.db")
    assert list(shared.iterdir()) == []


def test_a_library_of_another_user_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(path).close()
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    with pytest.raises(LibraryError, match="another user"):
        Store.open(path)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="not a file"):
        Store.open(tmp_path)


def test_a_closed_library_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(LibraryError, match="closed"):
        store.feeds()
    with pytest.raises(LibraryError, match="closed"):
        store.set_read([1], True)


def test_a_damaged_library_is_an_error_in_words(path: Path) -> None:
    with Store.open(path) as store:
        fill(store, *numbered(300))
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="damaged"), Store.open(path) as store:
        store.articles(View())


def test_a_sound_library_has_no_problems_and_an_orphaned_row_is_one(store: Store, path: Path) -> None:
    fill(store)
    assert store.problems() == []
    connection = sqlite3.connect(path)  # without foreign_keys, as another program would open it
    connection.execute("DELETE FROM article WHERE guid = 'ferry'")
    connection.commit()
    connection.close()
    assert store.problems()
    assert store.article_count() == 1


def test_two_stores_on_one_file_see_each_others_work(path: Path) -> None:
    with Store.open(path) as first, Store.open(path) as second:
        lighthouse, ferry = fill(first)
        second.set_read([ferry], True)
        assert first.ids(View("unread")).tolist() == [lighthouse]


def test_what_another_program_wrote_is_noticed_once_and_ones_own_work_is_not(path: Path) -> None:
    with Store.open(path) as first, Store.open(path) as second:
        ids = fill(first)
        assert not first.others_wrote()
        assert second.others_wrote()
        assert not second.others_wrote()
        second.set_read(ids, True)
        assert first.others_wrote()
        assert not second.others_wrote()


def test_on_a_network_file_system_there_is_no_write_ahead_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "a share"
    share.mkdir()
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        f"40 22 0:40 / {share.as_posix()} rw shared:1 - nfs4 server:/x rw\n".replace("a share", "a\\040share")
    )
    monkeypatch.setattr(filesystems, "MOUNTS", mounts)
    for folder, network, mode in ((share, "nfs4", "delete"), (tmp_path / "disk", None, "wal")):
        with Store.open(folder / "library.db") as store:
            ids = fill(store, *numbered(400))
            assert store.network == network
            store.back_up(stop=lambda: not store.set_read(ids[:1], True) and False)  # noqa: B023
            assert store.count(View("unread")) == 399
            assert (folder / "library.db-wal").exists() == (network is None)
        connection = sqlite3.connect(folder / "library.db")
        assert connection.execute("PRAGMA journal_mode").fetchone() == (mode,)
        connection.close()


def test_threads_write_and_read_through_one_store_at_once(store: Store) -> None:
    ids = fill(store, *numbered(60))
    failures: list[BaseException] = []

    def work(mine: list[int]) -> None:
        try:
            for number in mine:
                store.set_read([number], True)
                assert store.article(number) is not None
                store.count(View("unread"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(ids[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.count(View("unread")) == 0


def test_a_read_does_not_wait_for_a_write(store: Store) -> None:
    fill(store)
    with store._connections.writing() as connection:
        connection.execute("UPDATE article SET read = 1")
        assert store.count(View("unread")) == 2
    assert store.count(View("unread")) == 0


def _all_of(connection: sqlite3.Connection) -> dict[str, object]:
    """Everything in a file: tables, indexes and triggers in their words, and all rows."""
    found: dict[str, object] = {}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall():
        words = re.sub(r"(?<=[(,])|(?=[),])", " ", re.sub("--.*", "", sql or ""))
        found[f"{kind} {name}"] = words.split()
        if kind == "table":
            found[f"rows of {name}"] = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
            found[f"columns of {name}"] = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
    for name in ("user_version", "application_id"):
        found[name] = connection.execute(f"PRAGMA {name}").fetchone()
    return found


def test_a_new_library_is_what_all_steps_would_have_made_of_it() -> None:
    stepped = sqlite3.connect(":memory:", isolation_level=None)
    take_steps(stepped)
    made = sqlite3.connect(":memory:", isolation_level=None)
    migrate(made)
    assert _all_of(made) == _all_of(stepped)
    assert len(_all_of(made)) > 150
    assert user_version(made) == len(STEPS)


def test_a_new_library_is_whole_or_not_there(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.sql"
    broken.write_text("CREATE TABLE feed (id INTEGER);\nCREATE TABLE feed (id INTEGER);\n")
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_NEWEST", broken)
        with pytest.raises(LibraryError):
            Store.open(path)
    with Store.open(path) as store:
        assert store.feeds() == []


def _one_more_table(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE memo (article_id INTEGER, text TEXT)")


def test_a_library_is_brought_to_a_later_version_step_by_step(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
    connection = sqlite3.connect(path, isolation_level=None)
    later = (
        *STEPS,
        "ALTER TABLE feed ADD COLUMN icon TEXT;\n-- and;\nUPDATE feed SET icon = 'a;b';",
        _one_more_table,
    )
    assert migrate(connection, later) == len(later)
    assert connection.execute("SELECT icon FROM feed").fetchall() == [("a;b",)]
    assert connection.execute("SELECT count(*) FROM memo").fetchone() == (0,)
    connection.close()


def test_a_step_that_fails_leaves_the_version_before_it(path: Path) -> None:
    Store.open(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    broken = (*STEPS, "CREATE TABLE memo (a);", "CREATE TABLE other (a);\nINSERT INTO nowhere VALUES (1);")
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, broken)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    assert user_version(connection) == len(STEPS) + 1
    assert "memo" in tables
    assert "other" not in tables
    connection.close()


def test_a_step_that_breaks_a_reference_is_taken_back(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(LibraryError):
        migrate(connection, (*STEPS, "DELETE FROM feed;"))
    assert connection.execute("SELECT count(*) FROM feed").fetchone() == (1,)
    connection.close()


def test_the_file_says_whose_it_is_and_holds_only_strict_tables(path: Path) -> None:
    with Store.open(path) as store:
        store.sync_feeds([Subscription("https://a.example/")])
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    loose = (
        "SELECT name FROM pragma_table_list WHERE strict = 0 AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    assert connection.execute(loose).fetchall() == []
    connection.close()
