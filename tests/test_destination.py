"""Files are written into the folder that was named and nowhere else, whole, and over nothing unasked."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reader.destination import Destination, DestinationError, ThereAlready


def left_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_what_is_there_stays_unless_it_may_be_written_over(tmp_path: Path) -> None:
    with Destination.open(tmp_path / "new" / "folder") as folder:
        folder.write("a.md", b"first")
        with pytest.raises(ThereAlready):
            folder.write("a.md", b"second")
        assert (folder.path / "a.md").read_bytes() == b"first"
        folder.write("a.md", b"third", overwrite=True)
        assert (folder.path / "a.md").read_bytes() == b"third"
        assert left_in(folder.path) == ["a.md"]


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "/etc/a", "a/b", "a\0b"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with Destination.open(tmp_path / "folder") as folder, pytest.raises(DestinationError):
        folder.write(name, b"x")
    assert left_in(tmp_path) == ["folder"]
    assert left_in(tmp_path / "folder") == []


def test_no_link_in_the_folder_is_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").write_text("mine")
    place = tmp_path / "folder"
    place.mkdir()
    (place / "a.md").symlink_to(outside / "mine")
    (place / "gone.md").symlink_to(outside / "new")
    (place / "assets").symlink_to(outside)
    with Destination.open(place) as folder:
        for name in ("a.md", "gone.md"):
            with pytest.raises(ThereAlready):
                folder.write(name, b"x")
        folder.write("a.md", b"ours", overwrite=True)
        with pytest.raises(DestinationError, match="assets could not be written"):
            folder.within("assets")
    assert (outside / "mine").read_text() == "mine"
    assert left_in(outside) == ["mine"]
    assert not (place / "a.md").is_symlink()


def test_a_folder_that_another_takes_the_place_of_is_still_the_one_written_to(tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with Destination.open(place) as folder:
        place.rename(tmp_path / "moved")
        place.symlink_to(elsewhere)
        folder.write("a.md", b"x")
    assert left_in(elsewhere) == []
    assert left_in(tmp_path / "moved") == ["a.md"]


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with Destination.open(tmp_path / "folder") as folder:
        monkeypatch.setattr("os.link", full)
        with pytest.raises(DestinationError, match=r"a\.md could not be written: the disk is full\."):
            folder.write("a.md", b"x" * 100_000)
        assert left_in(folder.path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_disk_that_is_full_while_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def on_a_full_disk(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        handle = opened(path, flags, mode, dir_fd=dir_fd)
        if path.endswith(".part"):
            os.close(handle)
            return opened("/dev/full", os.O_WRONLY)
        return handle

    with Destination.open(tmp_path / "folder") as folder:
        monkeypatch.setattr("os.open", on_a_full_disk)
        with pytest.raises(DestinationError, match="the disk is full"):
            folder.write("a.md", b"x" * 100_000)
        assert left_in(folder.path) == []


def write_half(folder: Destination) -> None:
    with folder.writing("a.epub") as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_a_file_that_comes_to_no_end_is_not_there(tmp_path: Path) -> None:
    with Destination.open(tmp_path) as folder:
        with pytest.raises(KeyboardInterrupt):
            write_half(folder)
        assert left_in(tmp_path) == []


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DestinationError, match="is no folder"):
        Destination.open(tmp_path / "file")
    (tmp_path / "inner").mkdir()
    with Destination.open(tmp_path) as folder, pytest.raises(DestinationError, match="is a folder"):
        folder.write("inner", b"x", overwrite=True)
