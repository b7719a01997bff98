"""Backups, purging and repair, as a person types them."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.model import View
from reader.storage import Store
from tests.cli.test_commands import Shell
from tests.storage.samples import fill, numbered

__all__ = ["shell"]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    (tmp_path / "feeds.toml").write_text(
        '[settings]\nkeep = "3"\n\n[[feed]]\nurl = "https://harbour.example/feed.xml"\n'
    )
    with Store.open(tmp_path / "library.db") as store:
        ids = fill(store, *numbered(10))
        store.set_saved(ids[-2:], True)
        store.set_read(ids[:9], True)
    return Shell(tmp_path / "feeds.toml", tmp_path / "library.db", capsys)


@pytest.mark.parametrize("said", ["500y", "3000y", "9999y"])
def test_longer_than_there_are_years_is_for_ever(shell: Shell, tmp_path: Path, said: str) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(feeds.read_text().replace('keep = "3"', f'keep = "{said}"\nbackup = "{said}"'))
    code, out, err = shell("purge", "--dry-run")
    assert (code, err) == (0, "")
    assert "everything is kept" in out
    assert shell("stories", "--since", said) == (0, "", "")


def test_a_backup_is_made_listed_and_put_back(shell: Shell, tmp_path: Path) -> None:
    code, out, _ = shell("backup")
    assert code == 0
    (listed,) = shell.json("backup", "--list")
    assert listed["file"] == out.strip()
    with Store.open(tmp_path / "library.db") as store:
        store.set_saved(store.ids(View()), True)
    code, out, _ = shell("backup", "--restore", listed["file"])
    assert code == 0
    assert "is kept: " in out
    assert len(shell.json("list", "--saved")) == 2


def test_a_backup_to_a_file_does_not_overwrite_unless_told(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert shell("backup", str(target))[0] == 0
    code, _, err = shell("backup", str(target))
    assert (code, err.strip()) == (
        1,
        f"reader: {target} is there already; it was left as it is (--force overwrites it).",
    )
    assert shell("backup", str(target), "--force")[0] == 0


def test_the_folder_of_backups_is_the_one_that_is_told(
    shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "mine.db"
    link.symlink_to(tmp_path / "library.db")
    linked = Shell(tmp_path / "feeds.toml", link, capsys)
    (made,) = linked.json("backup")
    (told,) = linked.json("config")
    assert shell.json("backup", "--list") == linked.json("backup", "--list")
    assert told["backups"] == str(Path(made["file"]).parent)


_SLOW = """
import sys
from reader.cli import run
from reader.storage import backups
backups._PAUSE = 0.3
sys.argv[1:] = {arguments!r}
run()
"""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
@pytest.mark.parametrize("command", ["backup", "backup {}/copy.db", "backup --restore {}/old.db"])
def test_a_signal_ends_a_copy_in_order(
    shell: Shell, tmp_path: Path, command: str, number: int, code: int
) -> None:
    with Store.open(tmp_path / "library.db") as store:
        store.put_state("large", "x" * 12_000_000)
        store.back_up_to(tmp_path / "old.db")
    before = sorted(tmp_path.rglob("*"))
    arguments = [*_reader(tmp_path)[3:], *command.format(tmp_path).split()]
    program = [sys.executable, "-c", _SLOW.format(arguments=arguments)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while process.poll() is None and not list(tmp_path.rglob(".*.part")):
            time.sleep(0.01)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, b"Traceback" in err) == (code, b"", False)
    assert [path for path in sorted(tmp_path.rglob("*")) if path not in before] in (
        [],
        [tmp_path / "library-backups"],
    )


def test_a_library_that_cannot_be_reached_is_told_in_a_sentence(
    shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_asked(_: str) -> str:
        return "not asked here"

    monkeypatch.setattr("reader.cli.doctor.check_worker", not_asked)
    lost = Shell(tmp_path / "feeds.toml", tmp_path / ("x" * 300), capsys)
    code, out, _ = lost("doctor")
    assert code == 1
    failed = [line.split("\t") for line in out.splitlines() if line.startswith("failed")]
    assert {name for _, name, _ in failed} == {"library", "rules"}
    assert all("file name too long" in said.lower() for _, _, said in failed)
    assert f"{'x' * 300} (file name too long)" in lost("config")[1]


_OWN = (
    "library.db",
    "library.db-wal",
    "library.db-journal",
    ".library.db.mark",
    "link",
    "hard",
    "feeds.toml",
)


@pytest.mark.parametrize("name", _OWN)
@pytest.mark.parametrize(
    "command",
    [
        ("backup", "{}", "--force"),
        ("export", "--state", "{}", "--overwrite"),
        ("export", "--format", "json", "--to", "{}", "--overwrite"),
        ("export", "--format", "opml", "--to", "{}", "--overwrite"),
    ],
    ids=["backup", "state", "lines", "outline"],
)
def test_nothing_is_written_over_the_library_that_it_comes_from(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "link").symlink_to("library.db")
    (tmp_path / "hard").hardlink_to(tmp_path / "library.db")
    monkeypatch.chdir(tmp_path)
    settings = (tmp_path / "feeds.toml").read_bytes()
    library = (tmp_path / "library.db").stat().st_ino
    with Store.open(tmp_path / "library.db") as other:
        code, out, err = shell(*(word.format(name) for word in command))
        assert (code, out) == (1, "")
        assert "name another place" in err
        assert len(err.splitlines()) == 1
        other.set_starred(other.ids(View())[:1], True)
    assert (tmp_path / "link").is_symlink()
    assert {(tmp_path / one).stat().st_ino for one in ("library.db", "hard")} == {library}
    assert (tmp_path / "feeds.toml").read_bytes() == settings
    assert len(shell.json("list", "starred")) == 1


def test_what_is_not_there_is_not_restored(shell: Shell, tmp_path: Path) -> None:
    code, _, err = shell("backup", "--restore", str(tmp_path / "nothing"))
    assert (code, err.strip()) == (1, f"reader: {tmp_path / 'nothing'} is not a file.")
    assert len(shell.json("list", "--saved")) == 2


def test_purging_says_first_what_would_go(shell: Shell) -> None:
    assert shell.json("purge", "--dry-run") == [{"articles": 5, "purged": False}]
    assert len(shell.json("list")) == 10
    assert shell.json("purge") == [{"articles": 5, "purged": True}]
    assert len(shell.json("list")) == 5
    assert len(shell.json("list", "--saved")) == 2


def test_a_refresh_lets_go_of_what_is_not_kept(
    demo_feeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = demo_feeds.read_text(encoding="utf-8")
    keep = '[settings]\nkeep = "1"'
    text = text.replace("[settings]", keep) if "[settings]" in text else f"{keep}\n\n{text}"
    demo_feeds.write_text(text, encoding="utf-8")
    reader = Shell(demo_feeds, tmp_path / "demo.db", capsys)
    reader("refresh")
    with Store.open(tmp_path / "demo.db") as store:
        feeds = len(store.feeds())
        store.set_read(store.ids(View()), True)
    code, _, err = reader("refresh")
    assert (code, err) == (0, "")
    assert len(reader.json("list", "--limit", "0")) == feeds
    reader("refresh")
    assert len(reader.json("list", "--limit", "0")) == feeds


def test_doctor_repairs_only_when_told_and_says_what_came_of_it(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_asked(_: str) -> str:
        return "not asked here"

    monkeypatch.setattr("reader.cli.doctor.check_worker", not_asked)
    _damage(tmp_path / "library.db")
    before = (tmp_path / "library.db").read_bytes()
    code, out, _ = shell("doctor")
    assert code == 1
    assert "`reader doctor --repair`" in out
    assert (tmp_path / "library.db").read_bytes() == before
    code, out, _ = shell("doctor", "--repair")
    assert code == 0
    assert "10 articles of 1 feed are there again, 2 of them saved and 0 tagged." in out
    assert "No article is missing. The damaged file is kept: " in out
    assert len(shell.json("list")) == 10


def test_every_command_says_what_to_do_about_a_damaged_library(shell: Shell, tmp_path: Path) -> None:
    _damage(tmp_path / "library.db")
    code, _, err = shell("list")
    assert code == 1
    assert (
        err
        == "reader: The library's file is damaged; `reader doctor --repair` saves what can be read of it.\n"
    )


@pytest.mark.parametrize(("answers", "recovered"), [("n\n", False), ("y\nn\n", True)])
def test_the_application_offers_to_recover_and_waits_for_a_yes(
    shell: Shell, tmp_path: Path, answers: str, recovered: bool
) -> None:
    library = tmp_path / "library.db"
    _damage(library)
    before = library.read_bytes()
    said = _typed([*_reader(tmp_path)], answers)
    assert "Shall that be done now?" in said
    assert ("10 articles of 1 feed are there again" in said) == recovered
    assert (library.read_bytes() == before) != recovered
    assert bool(list(tmp_path.glob("library-damaged-*"))) == recovered


def _reader(folder: Path) -> list[str]:
    where = ["--feeds", str(folder / "feeds.toml"), "--library", str(folder / "library.db")]
    return [sys.executable, "-m", "reader", *where]


def _typed(command: list[str], answers: str) -> str:
    """What a command says on a terminal where these lines are typed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        os.write(ours, answers.encode())
        said = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                said += os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
        process.wait(60)
    os.close(ours)
    return said.decode()


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:100] = bytes(100)
    path.write_bytes(content)
