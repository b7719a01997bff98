"""A library with an article that has a file, and the folder for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.library import Library
from reader.model import Download, Enclosure, Entry, FeedDocument
from reader.storage import Store
from tests.site.files import FileServer
from tests.site.server import Site

FEED = "/feed"
SETTINGS = "refresh_on_start = false\nrefresh_minutes = 0\nprefetch = 0\nbackup = 'off'\n"


@dataclass
class Shelf:
    """A library with one article that has one file, at `site`."""

    library: Library
    site: Site
    folder: Path
    url: str

    @property
    def download(self) -> Download:
        (download,) = self.library.downloads.all()
        return download

    async def fetched(self, enclosure: Enclosure | None = None) -> Download:
        """Want the file, and wait until nothing more happens."""
        await self.library.downloads.want(1, enclosure or Enclosure(self.url, "audio/mpeg"))
        await self.library.downloads.run()
        return self.download

    @property
    def files(self) -> dict[str, bytes]:
        """What lies in the folder, by path."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}


@asynccontextmanager
async def shelf(
    tmp_path: Path,
    server: object = None,
    *,
    title: str = "Dockers",
    url: str | None = None,
    more: str = "",
    of_feed: str = "",
    host: str = "127.0.0.1",
    entries: tuple[Entry, ...] | None = None,
) -> AsyncIterator[Shelf]:
    site = Site({"/1.mp3": server or FileServer()}, host=host)  # type: ignore[dict-item]
    async with site:
        feed, address = of_feed or site.url(FEED), url or site.url("/1.mp3")
        auto = "auto_download = 2\n" if entries is not None else ""
        feeds, folder = tmp_path / "feeds.toml", tmp_path / "casts"
        lines = f"[settings]\n{SETTINGS}download_folder = '{folder}'\n{more}\n"
        feeds.write_text(f'{lines}[[feed]]\nurl = "{feed}"\ntitle = "Harbour: Radio/../"\n{auto}')
        async with Library.open(feeds, tmp_path / "library.db") as library:
            library.downloads._sleep = _no_pause
            only = Entry("1", title=title, enclosures=(Enclosure(address, "audio/mpeg"),))
            whole = (only,) if entries is None else entries
            with Store.open(tmp_path / "library.db") as store:
                store.record_fetch(1, FeedDocument(entries=whole))
            yield Shelf(library, site, folder, address)


async def _no_pause(_seconds: float) -> None:
    """In place of a pause between two questions."""


NAME = "Harbour Radio/Dockers.mp3"


async def soon(holds: object) -> bool:
    """Whether something comes to hold within some seconds."""
    for _ in range(1000):
        if holds():  # type: ignore[operator]
            return True
        await asyncio.sleep(0.01)
    return False
