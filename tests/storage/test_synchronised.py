"""A library in a folder that is copied to other machines is refused, with what to do; elsewhere it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.storage import LibraryError, Store, filesystems
from reader.storage.synchronised import ALLOW, synchronised_by


def made(folder: Path, *names: str) -> Path:
    """A folder in a folder with these files and, with a slash at their end, folders; a library goes there."""
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            place.mkdir()
        else:
            place.write_text("")
    (folder / "data" / "reader").mkdir(parents=True, exist_ok=True)
    return folder / "data" / "reader" / "library.db"


TRACES: dict[str, tuple[str, ...]] = {
    "Syncthing": (".stfolder/",),
    "Dropbox": (".dropbox", ".dropbox.cache/"),
    "Nextcloud or ownCloud": (".sync_0a1b2c3d4e5f.db",),
    "Seafile": (".seafile-data/",),
    "Resilio Sync": (".sync/ID",),
    "Google Drive": (".tmp.drivedownload/",),
}


@pytest.mark.parametrize("program", TRACES)
def test_a_folder_that_a_program_keeps_is_known_by_what_it_leaves_there(tmp_path: Path, program: str) -> None:
    library = made(tmp_path / "kept", *TRACES[program])
    with pytest.raises(LibraryError, match="READER_ALLOW_SYNCHRONISED=1") as caught:
        Store.open(library)
    assert program in str(caught.value)
    assert "reader export --state" in str(caught.value)
    assert list(library.parent.iterdir()) == [], "nothing is written there"


@pytest.mark.parametrize(
    ("place", "program"),
    [
        ("OneDrive - Example Ltd/x", "OneDrive"),
        ("Google Drive/x", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Library/CloudStorage/Dropbox-Personal/x", "Dropbox"),
    ],
)
def test_the_places_of_programs_without_traces_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, program: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert synchronised_by(made(tmp_path / place)) == program


@pytest.mark.parametrize(
    ("kind", "program"), [("fuse.rclone", "rclone"), ("fuse.sshfs", "sshfs"), ("nfs4", None), ("ext4", None)]
)
def test_a_drive_that_only_looks_like_a_disk_is_refused_and_a_network_home_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, program: str | None
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 1 0:1 / {tmp_path} rw - {kind} source rw\n")
    monkeypatch.setattr(filesystems, "MOUNTS", mounts)
    assert synchronised_by(made(tmp_path / "home")) == program


def test_other_folders_are_as_good_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """~/.dropbox/ are Dropbox's own settings, and a file .sync or another database says nothing."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    library = made(tmp_path / "home", ".dropbox/", ".dropbox-dist/", ".sync", "sync.db", "OneDrive.txt")
    assert synchronised_by(library) is None
    Store.open(library).close()


@pytest.mark.parametrize(
    ("patterns", "ignored"),
    [
        ("", False),
        ("// a remark\ndata\n", True),
        ("/data/reader\n", True),
        ("(?d)library.*\n", True),
        ("**/reader\n", True),
        ("/reader\n", False),
        ("da*r\n", False),
        ("!/data/reader\n*\n", False),
        ("*\n", True),
    ],
)
def test_what_syncthing_is_told_to_ignore_may_be_there(tmp_path: Path, patterns: str, ignored: bool) -> None:
    library = made(tmp_path / "kept", ".stfolder/")
    (tmp_path / "kept" / ".stignore").write_text(patterns)
    assert (synchronised_by(library) is None) == ignored


def test_who_knows_what_they_do_may_insist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = made(tmp_path / "kept", ".stfolder/")
    monkeypatch.setenv(ALLOW, "1")
    Store.open(library).close()
    monkeypatch.setenv(ALLOW, "0")
    with pytest.raises(LibraryError):
        Store.open(library)


def test_a_link_to_such_a_folder_leads_there(tmp_path: Path) -> None:
    library = made(tmp_path / "kept", ".stfolder/")
    (tmp_path / "elsewhere").symlink_to(library.parent)
    with pytest.raises(LibraryError, match="Syncthing"):
        Store.open(tmp_path / "elsewhere" / "library.db")
