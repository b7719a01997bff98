"""Copies of a library: whole or not at all, the oldest let go of, and one put in the library's place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.model import View
from reader.storage import DamagedError, LibraryError, Store, backups_of
from reader.storage.migrations import STEPS, migrate
from reader.storage.restoring import restore
from tests.storage.samples import fill, numbered


def test_a_backup_is_the_whole_library_in_one_file_of_its_owner(store: Store, path: Path) -> None:
    ids = fill(store, *numbered(50))
    store.set_saved(ids[:3], True)
    backup = store.back_up()
    assert [p.name for p in backup.path.parent.iterdir()] == [backup.path.name]
    assert backup.path.stat().st_mode & 0o777 == 0o600
    assert backup.path.parent.stat().st_mode & 0o777 == 0o700
    assert backups_of(path) == [backup]
    with Store.open(_copied(backup.path, path)) as copy:
        assert copy.ids(View()) == store.ids(View())
        assert copy.ids(View("saved")) == store.ids(View("saved"))
        assert copy.count(View("search", "number")) == 50


def test_what_is_written_while_a_backup_is_made_is_written_at_once(store: Store) -> None:
    ids = fill(store, *numbered(400))
    done: list[int] = []

    def go_on() -> bool:
        if not done:
            done.extend(store.set_read(ids[:7], True))
        return False

    backup = store.back_up(stop=go_on)
    assert len(done) == 7
    assert store.count(View("unread")) == 393
    with sqlite3.connect(backup.path) as copied:  # as it was when it began
        assert copied.execute("SELECT count(*) FROM article WHERE read = 0").fetchone() == (400,)
    copied.close()


def test_a_backup_that_is_stopped_leaves_nothing(store: Store, path: Path) -> None:
    fill(store, *numbered(400))
    with pytest.raises(InterruptedError):
        store.back_up(stop=lambda: True)
    assert list((path.parent / "library-backups").iterdir()) == []


def test_only_so_many_stay_and_the_newest_is_among_them(store: Store, path: Path) -> None:
    fill(store)
    made = [store.back_up(kept=2) for _ in range(4)]
    assert [backup.path.name for backup in backups_of(path)] == [made[3].path.name, made[2].path.name]


def test_backups_from_a_clock_that_was_ahead_hide_none_and_push_none_out(store: Store, path: Path) -> None:
    fill(store)
    first = store.back_up()
    ahead = datetime.now(UTC) + timedelta(days=400)
    for n in range(3):
        shutil.copy(first.path, first.path.with_name(f"library-v{len(STEPS)}-{ahead:%Y%m%d}-00000{n}.db"))
    assert backups_of(path)[0] == first
    second = store.back_up(kept=3)
    assert {first.path, second.path} <= {backup.path for backup in backups_of(path)}
    assert len(backups_of(path)) == 3
    assert not store.backup_is_due(timedelta(days=7))
    first.path.unlink()
    second.path.unlink()
    assert store.backup_is_due(timedelta(days=7))


@pytest.mark.parametrize(
    ("one", "other"),
    [("news.db", "news.sqlite"), ("news.db", "news"), ("news.sqlite", "news.sqlite.db"), ("news", "news.x")],
)
def test_libraries_whose_names_begin_alike_have_backups_of_their_own(
    tmp_path: Path, one: str, other: str
) -> None:
    with Store.open(tmp_path / one) as first, Store.open(tmp_path / other) as second:
        ids = fill(first, *numbered(3))
        fill(second)
        made = first.back_up(kept=1)
        for _ in range(3):
            second.back_up(kept=1)
        assert first.backups() == [made]
        assert len(second.backups()) == 1
    restore(tmp_path / one, made.path)
    with Store.open(tmp_path / one) as first:
        assert len(first.ids(View())) == len(ids)


def test_backups_stay_found_where_they_were_made_before(tmp_path: Path) -> None:
    (tmp_path / "news-backups").mkdir()
    old = tmp_path / "news-backups" / "news-v12-20250102-030405-000006.db"
    with Store.open(tmp_path / "news.sqlite") as store:
        fill(store)
        store.back_up_to(old)
        assert [backup.path for backup in store.backups()] == [old]
        made = [store.back_up(kept=1) for _ in range(2)][-1]
        assert [backup.path for backup in store.backups()] == [made.path, old]
    with Store.open(tmp_path / "news.db") as store:  # whose they may be: nothing tells
        assert [backup.path for backup in store.backups()] == [old]
    with Store.open(tmp_path / "news.sqlite") as store:
        assert [backup.path for backup in store.backups()] == [made.path]


def test_what_is_no_backup_of_the_library_hides_none_and_is_none(store: Store, path: Path) -> None:
    fill(store)
    made = store.back_up()
    folder = made.path.parent
    for name in ("20260231-000000", "00000101-000000", "00010101-000000", "99991231-235959"):
        shutil.copy(made.path, folder / f"library-v18-{name}.db")
    shutil.copy(made.path, folder / "others-v18-20260101-000000.db")
    (folder / "library-v18-20260101-000000.db").symlink_to("nowhere")
    (folder / "library-v18-20260102-000000.db").mkdir()
    assert backups_of(path) == [made]


def test_a_backup_is_due_once_the_newest_is_old_enough_but_not_of_nothing(store: Store, path: Path) -> None:
    assert not store.backup_is_due(timedelta(days=7))
    fill(store)
    assert store.backup_is_due(timedelta(days=7))
    made = store.back_up()
    assert not store.backup_is_due(timedelta(days=7))
    old = datetime.now(UTC) - timedelta(days=8)
    made.path.rename(made.path.with_name(f"library-v{len(STEPS)}-{old:%Y%m%d-%H%M%S}.db"))
    assert store.backup_is_due(timedelta(days=7))
    assert not store.backup_is_due(timedelta(days=9))


def test_where_there_is_no_room_it_is_said_and_nothing_is_left(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    with pytest.raises(LibraryError, match=r"no room for a backup .* MB are free; nothing was changed\.$"):
        store.back_up()
    assert list((path.parent / "library-backups").iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 300, "file/x.db", "nowhere/x.db"])
def test_where_nothing_can_be_a_sentence_says_so(path: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("no folder")
    with Store.open(path) as store:
        fill(store)
        with pytest.raises(LibraryError, match=r"^No backup could be made at .*; name another place"):
            store.back_up_to(tmp_path / name)
        backup = store.back_up()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"is not a file|could not be restored .* nothing was changed"):
        restore(path, tmp_path / name)
    if name != "nowhere/x.db":
        with pytest.raises(LibraryError, match=r"could not be restored to .* nothing was changed"):
            restore(tmp_path / name, backup.path)
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "file"]


def test_what_killed_programs_have_left_goes_with_the_next_backup(
    store: Store, path: Path, tmp_path: Path
) -> None:
    fill(store)
    made = store.back_up().path
    target = tmp_path / "copy.db"
    left = [
        *(made.with_name(f".library-v17-20260102-030405-000006.db.12.part{end}") for end in ("", "-journal")),
        path.with_name(".library.db.12.restored"),
        path.with_name("..library.db.12.restored.12.part"),
        path.with_name(".reader-recovery-ab12_cd3") / "library.db",
        target.with_name(".copy.db.12.part"),
    ]
    others = [target.with_name(".other.db.12.part"), path.with_name(".others.db.12.restored")]
    for one in (*left, *others):
        one.parent.mkdir(exist_ok=True)
        one.write_bytes(b"half a library")
    store.back_up()
    store.back_up_to(target)
    assert [one for one in left if one.exists()] == []
    assert not path.with_name(".reader-recovery-ab12_cd3").exists()
    assert all(one.exists() for one in others)
    assert made.exists()


def test_what_another_program_copies_just_now_is_left_to_it(store: Store, path: Path) -> None:
    fill(store, *numbered(400))
    found: list[Path] = []

    def meanwhile() -> bool:
        if not found:
            parts = list((path.parent / "library-backups").glob(".*.part"))
            found.extend(parts)
            made = parts[0].with_name(parts[0].name.replace("-v", "-v1"))  # of a program that was killed
            made.write_bytes(b"half a library")
            with Store.open(path) as other:
                assert other.back_up().path.exists()
            assert all(part.exists() for part in (*parts, made))
        return False

    assert store.back_up(stop=meanwhile).path.exists()
    assert len(found) == 1
    assert len(store.backups()) == 2


def test_restoring_takes_away_what_a_killed_recovery_has_left(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
        backup = store.back_up()
    left = path.with_name(".reader-recovery-ab12_cd3")
    left.mkdir()
    (left / "library.db").write_bytes(b"half a library")
    restore(path, backup.path)
    assert not left.exists()


def test_a_damaged_library_makes_no_backup_and_pushes_no_good_one_out(path: Path) -> None:
    with Store.open(path) as store:
        fill(store, *numbered(300))
        good = store.back_up(kept=1)
    damaged = bytearray(path.read_bytes())
    (root,) = _asked(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'article_unread'")
    damaged[(root - 1) * 4096 : root * 4096] = os.urandom(4096)
    path.write_bytes(damaged)
    with Store.open(path) as store, pytest.raises(DamagedError):
        store.back_up(kept=1)
    assert backups_of(path) == [good]


def test_a_backup_to_a_file_overwrites_only_what_it_may(store: Store, tmp_path: Path) -> None:
    fill(store)
    target = tmp_path / "copy.db"
    store.back_up_to(target)
    before = target.stat().st_ino
    with pytest.raises(LibraryError, match="is there already; it was left as it is"):
        store.back_up_to(target)
    assert target.stat().st_ino == before
    store.set_read(store.ids(View()), True)
    store.back_up_to(target, overwrite=True)
    assert _asked(target, "SELECT sum(read) FROM article") == (2,)


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_no_copy_is_put_where_another_librarys_journal_lies(
    store: Store, tmp_path: Path, end: str, overwrite: bool
) -> None:
    fill(store)
    target = tmp_path / "old.db"
    if overwrite:
        target.write_bytes(b"a library")
    (tmp_path / f"old.db{end}").write_bytes(b"a journal")
    with pytest.raises(LibraryError, match=rf"old\.db{end} belongs to a library .* nothing was changed"):
        store.back_up_to(target, overwrite=overwrite)
    assert (tmp_path / f"old.db{end}").read_bytes() == b"a journal"
    assert target.exists() == overwrite
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_restoring_takes_a_journal_away_that_would_be_played_into_what_is_put_there(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
        backup = store.back_up()
    path.with_name("library.db-journal").write_bytes(b"of a library on a network")
    aside = restore(path, backup.path)
    assert aside is not None
    assert not path.with_name("library.db-journal").exists()
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"of a library on a network"


def test_a_library_of_an_older_reader_is_backed_up_before_it_is_changed(path: Path) -> None:
    _older(path)
    with Store.open(path) as store:
        assert store.count(View()) == 2
    (backup,) = backups_of(path)
    assert backup.version == len(STEPS) - 1
    assert _asked(backup.path, "SELECT count(*) FROM article") == (2,)


def test_without_room_for_that_backup_the_library_stays_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _older(path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    with pytest.raises(LibraryError, match=r"left as it is, for an older Reader: There is no room"):
        Store.open(path)
    assert _asked(path, "PRAGMA user_version") == (len(STEPS) - 1,)


def test_restoring_puts_the_backup_in_place_and_the_library_aside(path: Path) -> None:
    with Store.open(path) as store:
        ids = fill(store)
        backup = store.back_up()
        store.set_read(ids, True)
    aside = restore(path, backup.path)
    assert aside is not None
    assert aside.parent == path.parent
    assert _asked(aside, "SELECT sum(read) FROM article") == (2,)
    with Store.open(path) as store:
        assert store.count(View("unread")) == 2
    assert backup.path.exists()


def test_nothing_is_restored_over_an_open_library_nor_from_a_file_that_is_not_sound(
    path: Path, tmp_path: Path
) -> None:
    with Store.open(path) as store:
        fill(store)
        backup = store.back_up()
        with pytest.raises(LibraryError, match="has the library open"):
            restore(path, backup.path)
    before = path.read_bytes()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(before[:4096] + os.urandom(len(before) - 4096))
    other = tmp_path / "text"
    other.write_text("Dear diary")
    for source in (damaged, other, tmp_path / "nothing", path):
        with pytest.raises(LibraryError):
            restore(path, source)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*replaced*"))


def test_who_opens_the_library_waits_until_it_is_restored(path: Path) -> None:
    with Store.open(path) as store:
        fill(store)
        backup = store.back_up()
    opened: list[int] = []
    begun = threading.Event()

    def use() -> None:
        begun.set()
        with Store.open(path) as store:
            opened.append(store.count(View()))

    from reader.storage.mark import alone

    thread = threading.Thread(target=use)
    with alone(path):
        thread.start()
        begun.wait()
        thread.join(0.1)
        assert not opened
    thread.join()
    assert opened == [2]
    assert restore(path, backup.path) is not None


def _older(path: Path) -> None:
    """A library of the version before the present one, with two articles."""
    path.parent.mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, STEPS[:-1])
    connection.execute("INSERT INTO feed (url, title) VALUES ('https://harbour.example/', 'Harbour')")
    for guid in ("ferry", "lighthouse"):
        connection.execute(
            "INSERT INTO article (feed_id, guid, newest, added, title, content_hash)"
            " VALUES (1, ?, 1, 1, ?, ?)",
            (guid, guid, b"hash"),
        )
    connection.execute("UPDATE tally SET total = 2, unread = 2 WHERE feed_id = 1")
    connection.close()


def _copied(backup: Path, library: Path) -> Path:
    place = library.parent / "elsewhere"
    place.mkdir()
    return Path(shutil.copy(backup, place / "library.db"))


def _asked(path: Path, statement: str) -> tuple[int, ...]:
    connection = sqlite3.connect(path)
    row: tuple[int, ...] = connection.execute(statement).fetchone()
    connection.close()
    return row
