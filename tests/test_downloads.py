"""Files that come with articles: fetched whole, gone on with, put where they belong."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.file_names import ending, safe_name
from reader.library import Library
from reader.model import Download, Enclosure, Entry, FeedDocument
from reader.storage import Store
from tests.site.files import SOUND, FileServer
from tests.site.internet import OUTSIDE, internet
from tests.site.server import Site, page, redirect

__all__ = ["internet"]

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


# A good server


async def test_a_file_is_fetched_whole_and_named_after_its_article(tmp_path: Path) -> None:
    async with shelf(tmp_path) as one:
        download = await one.fetched()
        assert (download.state, download.error, download.length) == ("done", "", len(SOUND))
        assert one.files == {NAME: SOUND}
        assert one.library.downloads.file_of(download) == one.folder / NAME
        assert stat.S_IMODE((one.folder / NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "validators", [{"etag": '"one"'}, {"etag": None, "last_modified": "Sun, 29 Nov 2026 10:00:00 GMT"}]
)
async def test_what_broke_off_is_gone_on_with(tmp_path: Path, validators: dict[str, str | None]) -> None:
    server = FileServer(breaks=[100_000, 50_000], **validators)  # type: ignore[arg-type]
    async with shelf(tmp_path, server) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: SOUND}
    assert server.asked == ["", "bytes=100000-", "bytes=150000-"]


async def test_a_restart_goes_on_where_the_queue_was_left(tmp_path: Path) -> None:
    server = FileServer(gate=asyncio.Event())
    async with shelf(tmp_path, server) as one:
        await one.library.downloads.want(1, Enclosure(one.url, "audio/mpeg"))
        one.library.downloads.begin()
        number = one.download.id
        assert await soon(lambda: (one.library.downloads.progress(number) or NOTHING).received >= 65_536)
        await one.library.downloads.close()
        assert one.download.state == "waiting"
        before = len(one.files[f"{NAME}.part"])
        assert before >= 65_536
        server.gate = None
        feeds, file = one.library.feeds_path, tmp_path / "library.db"
        async with Library.open(feeds, file) as again:
            await again.downloads.run()
            assert [download.state for download in again.downloads.all()] == ["done"]
        assert one.files == {NAME: SOUND}
        assert server.asked == ["", f"bytes={before}-"]


class NOTHING:
    received = 0


async def soon(holds: object) -> bool:
    """Whether something comes to hold within some seconds."""
    for _ in range(1000):
        if holds():  # type: ignore[operator]
            return True
        await asyncio.sleep(0.01)
    return False


async def test_what_was_whole_already_is_not_asked_for_again(tmp_path: Path) -> None:
    server = FileServer()
    async with shelf(tmp_path, server) as one:
        download = await one.fetched()
        (one.folder / NAME).rename(one.folder / f"{NAME}.part")  # a power cut before it was moved
        with Store.open(tmp_path / "library.db") as store:
            store.downloads.set_state(download.id, "waiting")
        await one.library.downloads.run()
        assert one.files == {NAME: SOUND}
        assert one.download.state == "done"
        with Store.open(tmp_path / "library.db") as store:
            store.downloads.set_state(download.id, "waiting")  # and one before that was written down
        await one.library.downloads.run()
        assert one.files == {NAME: SOUND}
    assert server.asked == [""]


async def test_few_files_are_fetched_at_the_same_time(tmp_path: Path) -> None:
    urls = [f"/{number}.mp3" for number in range(6)]
    async with shelf(tmp_path, more="download_at_once = 2\n") as one:
        for url in urls:
            one.site.endpoints[url] = FileServer(body=SOUND[:1000])
            await one.library.downloads.want(1, Enclosure(one.site.url(url), "audio/mpeg", title=url))
        await one.library.downloads.run()
        assert {download.state for download in one.library.downloads.all()} == {"done"}
        assert len(one.files) == 6
        assert one.site.busiest <= 2


async def test_the_files_of_one_article_do_not_write_over_each_other(tmp_path: Path) -> None:
    async with shelf(tmp_path) as one:
        one.site.endpoints["/a/1.mp3"] = FileServer(body=b"a" * 1000)
        one.site.endpoints["/b/1.mp3"] = FileServer(body=b"b" * 1000)
        (one.folder / "Harbour Radio").mkdir(parents=True)
        (one.folder / "Harbour Radio" / "Same.mp3").write_bytes(b"mine")
        for folder in "ab":
            url = one.site.url(f"/{folder}/1.mp3")
            await one.library.downloads.want(1, Enclosure(url, "audio/mpeg", title="Same"))
        await one.library.downloads.run()
        assert sorted(one.files.values()) == [b"a" * 1000, b"b" * 1000, b"mine"]


# What servers do wrong


async def test_a_server_without_ranges_is_asked_for_all_of_it_again(tmp_path: Path) -> None:
    server = FileServer(breaks=[100_000], ranges=False)
    async with shelf(tmp_path, server) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: SOUND}
    assert server.asked == ["", "bytes=100000-"]


async def test_without_a_validator_nothing_is_put_behind_what_there_is(tmp_path: Path) -> None:
    server = FileServer(breaks=[100_000], etag=None)
    async with shelf(tmp_path, server) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: SOUND}
    assert server.asked == ["", ""]


@pytest.mark.parametrize("honest", [True, False], ids=["looks at If-Range", "does not"])
async def test_a_file_that_changes_meanwhile_is_fetched_anew(tmp_path: Path, honest: bool) -> None:
    other = SOUND[::-1]

    def change(server: FileServer, _request: object) -> None:
        if server.asked:
            server.body, server.etag = other, '"two"'

    async with shelf(tmp_path, FileServer(breaks=[100_000], honest=honest, before=change)) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: other}


async def test_a_file_that_shrinks_meanwhile_is_fetched_anew(tmp_path: Path) -> None:
    """416, since there is no byte any more where it was left."""

    def shrink(server: FileServer, _request: object) -> None:
        if server.asked:
            server.body = SOUND[:5000]

    async with shelf(tmp_path, FileServer(breaks=[100_000], before=shrink)) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: SOUND[:5000]}


@pytest.mark.parametrize("shift", [-1000, 1000])
async def test_another_part_than_was_asked_for_is_never_put_together(tmp_path: Path, shift: int) -> None:
    async with shelf(tmp_path, FileServer(breaks=[100_000], shift=shift)) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: SOUND}


async def test_a_server_that_gives_a_part_at_a_time_is_asked_for_the_next(tmp_path: Path) -> None:
    server = FileServer(breaks=[100_000], at_most=80_000)
    async with shelf(tmp_path, server) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: SOUND}
    assert server.asked[1:3] == ["bytes=100000-", "bytes=180000-"]


async def test_a_file_that_always_breaks_off_is_given_up_and_can_be_tried_again(tmp_path: Path) -> None:
    server = FileServer(breaks=[100_000] + [0] * 20)
    async with shelf(tmp_path, server) as one:
        download = await one.fetched()
        assert download.state == "failed"
        assert "broke" in download.error
        assert one.library.downloads.notice.startswith("“Dockers” was not downloaded: 127.0.0.1")
        assert len(server.asked) < 10
        server.breaks.clear()
        await one.library.downloads.resume(download.id)
        await one.library.downloads.run()
        assert one.files == {NAME: SOUND}


async def test_nobody_is_asked_for_ever_for_a_byte_at_a_time(tmp_path: Path) -> None:
    server = FileServer(breaks=[1] * 500)
    async with shelf(tmp_path, server) as one:
        assert (await one.fetched()).state == "failed"
    assert len(server.asked) <= 50


@pytest.mark.parametrize(
    ("server", "why"),
    [
        (FileServer(length=5_000_000), "sent more than 1 MB"),
        (FileServer(endless=True), "sent more than 1 MB"),
        (FileServer(more=(("Content-Encoding", "gzip"),)), "compressed file that was not asked for"),
        (FileServer(content_type="text/html; charset=utf-8"), "gives a web page and not the file"),
        (page(b"", status=404), "answered 404"),
        (page(b"", ("Retry-After", "60"), status=503), "answered 503"),
        (redirect("file:///etc/passwd"), "not an http address"),
        (redirect("/1.mp3"), "redirects in circles"),
    ],
    ids=["too long", "endless", "compressed", "page", "missing", "busy", "file", "circle"],
)
async def test_what_cannot_be_had_is_told_in_a_sentence(tmp_path: Path, server: object, why: str) -> None:
    async with shelf(tmp_path, server, more="download_limit = 1\n") as one:
        download = await one.fetched()
        assert download.state == "failed"
        assert why in download.error
        assert not [name for name in one.files if not name.endswith(".part")]


async def test_a_server_that_sends_nothing_any_more_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.fetch.streaming.STALL", 0.05)
    async with shelf(tmp_path, FileServer(gate=asyncio.Event(), etag=None)) as one:
        download = await one.fetched()
        assert (download.state, "sends nothing any more" in download.error) == ("failed", True)


async def test_a_server_that_drips_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.fetch.streaming.PERIOD", 0.05)

    async def drip(_request: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(100_000):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with shelf(tmp_path, drip) as one:
        assert "sends too slowly" in (await one.fetched()).error


# Where it may lead, and what is sent along


async def test_a_file_that_a_feed_outside_names_inside_is_not_asked(tmp_path: Path) -> None:
    async with shelf(tmp_path, of_feed="https://news.example/feed") as one:
        download = await one.fetched()
        assert download.state == "failed"
        assert "private network" in download.error
        assert one.site.asked == []


async def test_a_file_outside_leads_nobody_inside(tmp_path: Path, internet: object) -> None:
    inside = Site({"/canary": page(b"secret")})
    async with inside:
        leads = redirect(inside.url("/canary"))
        async with shelf(tmp_path, leads, host=OUTSIDE, of_feed="http://news.example/feed") as one:
            url = one.site.url("/1.mp3", host="news.example")
            download = await one.fetched(Enclosure(url, "audio/mpeg"))
            assert "private network" in download.error
            assert inside.asked == []


async def test_a_feed_s_password_goes_with_its_own_files_alone(tmp_path: Path) -> None:
    async with shelf(tmp_path) as one:
        feeds = one.library.feeds_path
        other = Site({"/2.mp3": FileServer(body=SOUND[:100])})
        text = feeds.read_text().replace("[[feed]]\n", '[[feed]]\nheaders = {X-Token = "hush"}\n')
        feeds.write_text(text)
        async with other, Library.open(feeds, tmp_path / "library.db") as library:
            await library.downloads.want(1, Enclosure(one.url, "audio/mpeg"))
            await library.downloads.want(1, Enclosure(other.url("/2.mp3"), "audio/mpeg"))
            await library.downloads.run()
            assert {download.state for download in library.downloads.all()} == {"done"}
        assert one.site.asked[-1].headers["x-token"] == "hush"
        assert "x-token" not in other.asked[-1].headers


# What a person does


async def test_a_paused_file_waits_until_it_is_gone_on_with(tmp_path: Path) -> None:
    server = FileServer(gate=asyncio.Event())
    async with shelf(tmp_path, server) as one:
        downloads = one.library.downloads
        await downloads.want(1, Enclosure(one.url, "audio/mpeg"))
        downloads.begin()
        number = one.download.id
        assert await soon(lambda: (downloads.progress(number) or NOTHING).received)
        await downloads.pause(number)
        assert (one.download.state, downloads.progress(number)) == ("paused", None)
        server.gate = None
        await downloads.run()
        assert one.download.state == "paused"
        await downloads.resume(number)
        await downloads.run()
        assert one.files == {NAME: SOUND}


async def test_a_removed_file_is_gone_and_does_not_come_back_by_itself(tmp_path: Path) -> None:
    async with Site({}) as site:
        for number in range(1, 5):
            site.endpoints[f"/{number}.mp3"] = FileServer(body=b"x" * number)
        entries = tuple(
            Entry(
                guid=str(n), title=f"Part {n}", enclosures=(Enclosure(site.url(f"/{n}.mp3"), "audio/mpeg"),)
            )
            for n in range(1, 5)
        )
        async with shelf(tmp_path, entries=entries) as one:
            downloads = one.library.downloads
            assert await downloads.want_newest() == 2
            await downloads.run()
            newest = {"Part 1.mp3", "Part 2.mp3"}  # they stand first in a feed
            assert {Path(name).name for name in one.files} == newest
            for download in downloads.all():
                await downloads.remove(download.id)
            assert one.files == {}
            assert downloads.all() == []
            assert await downloads.want_newest() == 0
            await downloads.want(4, Enclosure(site.url("/1.mp3"), "audio/mpeg"))  # but a person may want it
            await downloads.run()
            assert {Path(name).name for name in one.files} == {"Part 1.mp3"}


async def test_removing_takes_only_what_was_downloaded(tmp_path: Path) -> None:
    async with shelf(tmp_path, FileServer(breaks=[10] + [0] * 20)) as one:
        download = await one.fetched()
        assert download.state == "failed"
        (one.folder / NAME).write_bytes(b"mine, of the same name")
        await one.library.downloads.remove(download.id)
        assert one.files == {NAME: b"mine, of the same name"}


async def test_what_was_played_is_known(tmp_path: Path) -> None:
    async with shelf(tmp_path) as one:
        download = await one.fetched()
        assert download.played is None
        await one.library.downloads.set_played(download.id)
        assert one.download.played is not None


async def test_two_programs_do_not_fetch_the_same_file(tmp_path: Path) -> None:
    server = FileServer(gate=asyncio.Event())
    async with shelf(tmp_path, server) as one:
        await one.library.downloads.want(1, Enclosure(one.url, "audio/mpeg"))
        one.library.downloads.begin()
        number = one.download.id
        assert await soon(lambda: (one.library.downloads.progress(number) or NOTHING).received)
        async with Library.open(one.library.feeds_path, tmp_path / "library.db") as other:
            await other.downloads.run()
        assert len(server.asked) == 1
        assert server.gate is not None
        server.gate.set()
        await one.library.downloads.run()
        assert one.files == {NAME: SOUND}


# The disk


async def test_a_full_disk_is_told_and_nothing_is_asked_for_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.parts.shutil.disk_usage", lambda _: SimpleNamespace(free=5 * 2**20))
    monkeypatch.setattr("reader.parts.RESERVE", 5 * 2**20)
    async with shelf(tmp_path) as one:
        download = await one.fetched()
        assert "only 5 MB left" in download.error


async def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    async with shelf(tmp_path) as one:
        one.folder.write_bytes(b"a file where the folder should be")
        download = await one.fetched()
        assert (download.state, "could not be written" in download.error) == ("failed", True)


async def test_a_link_that_lies_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    async with shelf(tmp_path) as one:
        (one.folder / "Harbour Radio").mkdir(parents=True)
        (one.folder / NAME).symlink_to(victim)
        (one.folder / "Harbour Radio" / "Dockers 2.mp3.part").symlink_to(victim)
        assert (await one.fetched()).state == "done"
        assert victim.read_bytes() == b"untouched"
        assert one.files["Harbour Radio/Dockers 3.mp3"] == SOUND


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd", "..", ".", "", "/", "\\\\host\\share", "C:\\x", "-rf", "~root", "CON", "con.x",
        "nul", "COM1", "a\0b", "a\x1b[31m", "a\nb", "\u202egpm.exe", ".hidden", "a" * 5000, "漢" * 500,
        "e\u0301" * 300, "a;b`id`$(id)", "x. ", "👩‍👩‍👧" * 60, "a/b",
    ],
)  # fmt: skip
def test_a_title_makes_a_name_that_stays_in_its_folder(title: str, tmp_path: Path) -> None:
    name = safe_name(title) + ending("audio/mpeg", "https://a.example/x")
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert (tmp_path / name).name == name
    assert len(name.encode()) < 150
    assert not set(name) & set('/\\:*?"<>|\0\n\x1b\u202e`$;&')
    assert name[0] not in ".-~ "
    assert name.partition(".")[0].casefold() not in {"con", "nul", "com1"}
    (tmp_path / name).write_bytes(b"")


@pytest.mark.parametrize(
    ("kind", "url", "expected"),
    [
        ("audio/mpeg", "https://a.example/x.exe", ".mp3"),
        (None, "https://a.example/x.MP3?y=1", ".mp3"),
        (None, "https://a.example/x.desktop", ".bin"),
        ("application/x-sh", "https://a.example/x.sh", ".bin"),
        ("text/html", "https://a.example/x.html", ".bin"),
        ("application/octet-stream", "https://a.example/x.flac", ".flac"),
        ("application/pdf", "https://a.example/x", ".pdf"),
        (None, "https://a.example/x.%2e%2e%2fetc", ".bin"),
        (None, "https://[", ".bin"),
    ],
)
def test_a_file_s_ending_is_never_that_of_a_program(kind: str | None, url: str, expected: str) -> None:
    assert ending(kind, url) == expected


async def test_a_refresh_wants_the_newest_files_of_feeds_that_say_so(tmp_path: Path) -> None:
    items = "".join(
        f'<item><title>Part {n}</title><guid>{n}</guid><enclosure url="/{n}.mp3" type="audio/mpeg"/></item>'
        for n in range(9)
    )
    feed = f"<rss version='2.0'><channel><title>Radio</title>{items}</channel></rss>".encode()
    async with shelf(tmp_path, entries=()) as one:
        one.site.endpoints |= {FEED: page(feed, content_type="application/rss+xml")}
        await one.library.refresh()
        assert [download.state for download in one.library.downloads.all()] == ["waiting", "waiting"]
        assert {download.title for download in one.library.downloads.all()} == {"Part 0", "Part 1"}
