"""The files of an article and the queue of downloads, by their keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Enclosure, Entry, FeedDocument
from reader.storage import Store
from tests.site.files import SOUND, FileServer
from tests.site.server import Site
from tests.tui.conftest import OpenReader, Reader
from tests.tui.test_pipe import said, script

SETTINGS = "refresh_on_start = false\nrefresh_minutes = 0\nprefetch = 0\nbackup = 'off'\n"


@asynccontextmanager
async def shelf(
    tmp_path: Path, server: FileServer | None = None, settings: str = ""
) -> AsyncIterator[Library]:
    """A library whose newest article has a sound and a paper, and the one below none."""
    site = Site({"/1.mp3": server or FileServer()})
    async with site:
        feeds, played = tmp_path / "feeds.toml", tmp_path / "played"
        player = f'{script(f"open({str(played)!r}, chr(119)).write(sys.argv[1])")[:-1]}, "{{file}}"]'
        lines = f"{SETTINGS}download_folder = '{tmp_path / 'casts'}'\n{settings}"
        lines += f'[settings.open_with]\n"audio/*" = {player}\n'
        feeds.write_text(f'[settings]\n{lines}\n[[feed]]\nurl = "{site.url("/feed")}"\ntitle = "Harbour"\n')
        library = Library.open(feeds, tmp_path / "library.db")
        files = (
            Enclosure(site.url("/1.mp3"), "audio/mpeg", len(SOUND), 3723, "The whole talk"),
            Enclosure(site.url("/paper.pdf"), "application/pdf"),
        )
        entries = (
            Entry("2", title="Lemons", text="x", enclosures=files),
            Entry("1", title="Dockers", text="x"),
        )
        with Store.open(tmp_path / "library.db") as store:
            store.record_fetch(1, FeedDocument(entries=entries))
        yield library


def article_of(reader: Reader) -> int:
    return next(iter(reader.shelf.articles(list(reader.screen.articles.ids)))).id


async def state(reader: Reader, wanted: str) -> bool:
    """Whether the first download comes to stand so."""
    for _ in range(500):
        if [one.state for one in reader.shelf.downloads.all()][:1] == [wanted]:
            return True
        await reader.pilot.pause(0.02)
    return False


async def played(reader: Reader, folder: Path) -> str:
    """What the player was given, once it was."""
    for _ in range(500):
        if (folder / "played").exists() and (what := (folder / "played").read_text()):
            return what
        await reader.pilot.pause(0.02)
    return ""


async def test_an_article_s_files_are_listed_with_what_is_known_of_them(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with shelf(tmp_path) as library, reading(library, width=100) as reader:
        await reader.press("E")
        assert await reader.comes_to_show("FILES · Lemons")
        shown = reader.shown()
        assert "The whole talk" in shown
        assert "1:02:03 · 307 kB" in shown
        assert "paper.pdf" in shown
        assert "application/pdf · http://127.0.0.1" in shown


async def test_an_article_without_files_says_so(reading: OpenReader, tmp_path: Path) -> None:
    async with shelf(tmp_path) as library, reading(library) as reader:
        await reader.press("j", "E")
        assert reader.note == "No files come with this article."


async def test_a_file_is_opened_by_its_address_and_its_article_counts_as_read(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with shelf(tmp_path) as library, reading(library) as reader:
        number = article_of(reader)
        await reader.press("E", "enter")
        assert await said(reader, "Opened The whole talk with python")
        assert (tmp_path / "played").read_text() == library.enclosures(number)[0].url
        assert reader.article(number).read
        await reader.press("ctrl+z")
        assert not reader.article(number).read


async def test_a_file_is_downloaded_and_then_played_from_the_disk(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with shelf(tmp_path) as library, reading(library) as reader:
        library.downloads.begin()
        await reader.press("E", "d")
        assert await state(reader, "done")
        assert await reader.comes_to_show("downloaded")
        await reader.press("escape", "D")
        assert await reader.comes_to_show("DOWNLOADS")
        assert await reader.comes_to_show("downloaded  The whole talk")
        await reader.press("enter")
        place = tmp_path / "casts" / "Harbour" / "The whole talk.mp3"
        assert await played(reader, tmp_path) == str(place)  # what the status line says may be said over soon
        await reader.press("D")
        assert await reader.comes_to_show("played")
        await reader.press("x")
        assert library.downloads.all()[0].played is None


async def test_a_download_shows_how_far_it_is_and_is_paused_and_gone_on_with(
    reading: OpenReader, tmp_path: Path
) -> None:
    server = FileServer(gate=asyncio.Event())
    async with shelf(tmp_path, server) as library, reading(library) as reader:
        library.downloads.begin()
        await reader.press("E", "d", "D")
        assert await reader.comes_to_show(" of 307 kB")
        assert "21%" in reader.shown()
        await reader.press("p")
        assert await state(reader, "paused")
        assert await reader.comes_to_show("paused")
        server.gate = None
        await reader.press("p")
        assert await state(reader, "done")
        assert (tmp_path / "casts" / "Harbour" / "The whole talk.mp3").read_bytes() == SOUND
        assert len(server.asked) == 2


async def test_a_download_that_failed_says_why_and_is_tried_again(
    reading: OpenReader, tmp_path: Path
) -> None:
    server = FileServer(content_type="text/html")
    async with shelf(tmp_path, server) as library, reading(library) as reader:
        library.downloads.begin()
        await reader.press("E", "d", "D")
        assert await reader.comes_to_show("its address gives a web page and not the file.")
        server.content_type = "audio/mpeg"
        await reader.press("r")
        assert await state(reader, "done")


async def test_a_file_that_is_there_is_removed_by_pressing_twice(reading: OpenReader, tmp_path: Path) -> None:
    async with shelf(tmp_path) as library, reading(library) as reader:
        library.downloads.begin()
        await reader.press("E", "d")
        assert await state(reader, "done")
        await reader.press("D", "d")
        assert await reader.comes_to_show("Once more removes “The whole talk” from the disk.")
        assert [one.state for one in library.downloads.all()] == ["done"]
        await reader.press("d")
        assert await reader.comes_to_show("Nothing was downloaded yet.")
        assert list((tmp_path / "casts").rglob("*.mp3")) == []


async def test_the_end_of_a_download_is_told(reading: OpenReader, tmp_path: Path) -> None:
    async with shelf(tmp_path) as library, reading(library) as reader:
        library.downloads.begin()
        await reader.press("E", "d", "escape")
        assert await said(reader, "Downloaded “The whole talk”.")


@pytest.mark.parametrize("size", [(80, 24), (150, 42)])
async def test_the_keys_stand_below_both_lists(
    reading: OpenReader, tmp_path: Path, size: tuple[int, int]
) -> None:
    width, height = size
    async with shelf(tmp_path) as library, reading(library, width=width, height=height) as reader:
        for key in ("E", "D"):
            await reader.press(key)
            assert await reader.comes_to_show("Esc closes")
            await reader.press("escape")
