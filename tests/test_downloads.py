"""Files that come with articles: fetched whole, gone on with, put where they belong."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.file_names import ending, safe_name
from reader.library import Library
from reader.model import Enclosure, Entry
from reader.storage import Store
from tests.download_shelf import FEED, NAME, shelf, soon
from tests.site.files import SOUND, FileServer
from tests.site.internet import internet
from tests.site.server import Site, page

__all__ = ["internet"]


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
