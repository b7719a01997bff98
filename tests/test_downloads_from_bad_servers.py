"""What servers do wrong to downloads, and where these may lead."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Enclosure
from tests.download_shelf import NAME, shelf
from tests.site.files import SOUND, FileServer
from tests.site.internet import OUTSIDE, internet
from tests.site.server import Site, page, redirect

__all__ = ["internet"]


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


@pytest.mark.parametrize("etag", ['"one"', None])
async def test_a_file_whose_date_changes_meanwhile_is_fetched_anew(tmp_path: Path, etag: str | None) -> None:
    """As long as before, from a server that does not look at If-Range and no longer says an ETag."""
    other = SOUND[::-1]

    def change(server: FileServer, _request: object) -> None:
        if server.asked:
            server.body, server.etag, server.last_modified = other, None, "Sat, 21 Nov 2026 08:00:00 GMT"

    server = FileServer(breaks=[100_000], etag=etag, honest=False, before=change)
    server.last_modified = "Fri, 20 Nov 2026 08:00:00 GMT"
    async with shelf(tmp_path, server) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: other}


@pytest.mark.parametrize(("at_most", "breaks"), [(50_000, []), (None, [30_000])])
async def test_a_part_of_unknown_length_is_not_taken_for_all_the_rest(
    tmp_path: Path, at_most: int | None, breaks: list[int]
) -> None:
    server = FileServer(breaks=[100_000, *breaks], at_most=at_most, reticent=True)
    async with shelf(tmp_path, server) as one:
        assert (await one.fetched()).state == "done"
        assert one.files == {NAME: SOUND}


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
