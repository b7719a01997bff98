"""Threats 12, 14 and 22: what the program writes is its owner's alone, and stays where it belongs."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

import pytest

from reader import config
from reader.config import ConfigurationError
from reader.library import Library, LibraryError
from reader.storage import Store
from tests.site.server import Site, page
from tests.storage.samples import fill, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes are those of Unix")
FEED = b"<rss><channel><title>News</title><item><title>Talks</title><link>/1</link></item></channel></rss>"


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A system that lets everybody do everything, unless it is told otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """The modes of a folder and of all that is in it, by path."""
    found = {".": stat.S_IMODE(folder.stat().st_mode)}
    for path in folder.rglob("*"):
        found[str(path.relative_to(folder))] = stat.S_IMODE(path.lstat().st_mode)
    return found


@pytest.mark.usefixtures("open_umask")
async def test_everything_that_is_written_is_its_owner_s_alone(tmp_path: Path) -> None:
    """Settings, library, journal, backups, and the folders that are made for them, all the way up."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    feeds, file = (
        home / ".config" / "reader" / "feeds.toml",
        home / ".local" / "share" / "reader" / "library.db",
    )
    assert config.ensure(feeds)
    feeds.write_text("", encoding="utf-8")
    site = Site({"/feed": page(FEED, content_type="text/xml")})
    async with site, Library.open(feeds, file) as library:
        await library.subscribe(site.url("/feed"))
        await library.refresh()
        found = modes(home)
        assert {"library.db-wal", "library.db-shm"} <= {path.rpartition("/")[2] for path in found}
        assert [path for path, mode in found.items() if mode & 0o077] == []
    with Store.open(file) as store:
        store.back_up()
        found = modes(home)
    assert any("backup" in path for path in found)
    assert [path for path, mode in found.items() if mode & 0o077] == []


@pytest.mark.parametrize("what", ["file", "folder"])
@pytest.mark.parametrize(
    "text",
    [
        '[settings]\nopen_command = ["firefox"]\n',
        '[settings]\nengine = "gliner:models/names"\n',
        '[settings]\nbookmark = ["buku"]\n',
        '[settings]\nnotify = ["notify-send"]\n',
        '[settings.open_with]\n"audio/*" = ["mpv"]\n',
        '[[pipe]]\nname = "summary"\nrun = ["llm"]\n',
        '[[feed]]\nurl = "https://a.example/feed"\nauth = {command = ["pass", "show", "a"]}\n',
    ],
    ids=["browser", "model", "bookmark", "notify", "player", "pipe", "password"],
)
def test_a_program_that_anybody_may_have_named_is_not_run(tmp_path: Path, what: str, text: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    feeds = folder / "feeds.toml"
    feeds.write_text(text, encoding="utf-8")
    config.load(feeds)
    (feeds if what == "file" else folder).chmod(0o777)
    with pytest.raises(ConfigurationError, match=r"anybody may change .*chmod o-w"):
        config.load(feeds)
    feeds.write_text("[settings]\nrefresh_minutes = 5\n", encoding="utf-8")
    assert config.load(feeds).settings.refresh_minutes == 5


def test_a_library_that_is_a_link_to_somebody_s_file_leaves_that_alone(tmp_path: Path) -> None:
    theirs, link = tmp_path / "letter.txt", tmp_path / "library.db"
    theirs.write_text("Dear Ana,")
    theirs.chmod(0o644)
    link.symlink_to(theirs)
    with pytest.raises(LibraryError, match="not a library"):
        Library.open(None, link)
    assert (theirs.read_text(), stat.S_IMODE(theirs.stat().st_mode)) == ("Dear Ana,", 0o644)


def test_a_library_in_a_folder_that_anybody_may_write_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(LibraryError, match="Anybody may write to the folder"):
        Store.open(tmp_path / "library.db")
    assert list(tmp_path.iterdir()) == []


def test_a_library_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(tmp_path / "library.db").close()
    monkeypatch.setattr(os, "getuid", lambda: 4242)
    with pytest.raises(LibraryError, match="belongs to another user"):
        Store.open(tmp_path / "library.db")


def test_a_file_that_lies_where_a_backup_is_to_be_made_is_not_written_through(tmp_path: Path) -> None:
    """A link that somebody has put beside the library leads nothing out of its folder."""
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    with Store.open(tmp_path / "library" / "library.db") as store:
        fill(store, *numbered(3))
        made = store.back_up()
        for name in (made.path.name, f".{made.path.name}.part", f"{made.path.name}.part"):
            made.path.with_name(name).unlink(missing_ok=True)
            made.path.with_name(name).symlink_to(victim)
        for _ in range(2):
            with contextlib.suppress(LibraryError):
                store.back_up()
    assert victim.read_text() == "untouched"


def test_settings_that_are_a_link_stay_one_and_are_replaced_as_a_whole(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "feeds.toml"
    real.write_text("# mine\n", encoding="utf-8")
    link.symlink_to(real)
    from reader.model import Subscription

    config.add_subscription(link, Subscription("https://a.example/feed"))
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("# mine\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dotfiles.toml", "feeds.toml"]
