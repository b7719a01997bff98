"""The client asks politely, follows with care and says in a sentence why an address gave nothing."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader import __version__
from reader.fetch import PAGE, Client, FetchError, Response
from reader.model import Validators
from tests.site import hostile
from tests.site.internet import OUTSIDE, Internet
from tests.site.server import Endpoint, Request, Site, answer, conditional, head, page, redirect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.fetch import Reason

ETAG = 'W/"ä b,c--gzip"'.encode().decode("latin-1")
DATE = "Wed, 4 Mar 2026 05:06:07 GMT"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as site:
        yield site


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with Client(timeout=5, max_body=256 * 1024) as client:
        yield client


async def fault(client: Client, url: str, *, deadline: float | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await client.get(url, deadline=deadline)
    return caught.value


async def test_an_answer_has_its_body_and_what_was_said_of_it(site: Site, client: Client) -> None:
    said = (("Cache-Control", "public, max-age=600"), ("Date", DATE), ("ETag", '"e"'))
    site.endpoints["/feed"] = page(b"<rss/>", *said, content_type='text/xml; charset="KOI8-R"')
    assert await client.get(site.url("/feed?x=1#part")) == Response(
        url=site.url("/feed?x=1"),
        status=200,
        body=b"<rss/>",
        content_type='text/xml; charset="KOI8-R"',
        charset="koi8-r",
        validators=Validators('"e"'),
        max_age=600,
        date=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    )


@pytest.mark.parametrize(("etag", "date"), [(ETAG, ""), ("", DATE), (ETAG, DATE), ("", "a date of its own")])
async def test_validators_go_back_byte_for_byte(site: Site, client: Client, etag: str, date: str) -> None:
    site.endpoints["/feed"] = conditional(b"<rss/>", etag=etag, last_modified=date)
    first = await client.get(site.url("/feed"))
    second = await client.get(site.url("/feed"), validators=first.validators)
    assert (first.status, first.not_modified) == (200, False)
    assert (second.status, second.not_modified, second.body) == (304, True, b"")
    assert second.validators == first.validators == Validators(etag or None, date or None)


async def test_a_304_that_nobody_asked_for_is_an_error(site: Site, client: Client) -> None:
    site.endpoints["/feed"] = page(b"", status=304)
    assert (await fault(client, site.url("/feed"))).status == 304


async def test_the_request_says_who_asks_and_nothing_of_the_person(site: Site, client: Client) -> None:
    site.endpoints["/go"] = page(b"", ("Location", "/page"), ("Set-Cookie", "id=1; Path=/"), status=302)
    site.endpoints["/page"] = page(b"x", ("Set-Cookie", "id=2"))
    await client.get(site.url("/go"), accept=PAGE)
    await client.get(site.url("/page"))
    headers = site.asked[1].headers
    assert headers["user-agent"] == f"Reader/{__version__} (terminal news reader)"
    assert headers["accept"] == PAGE
    assert headers["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "referer", "authorization"} & {
        name for asked in site.asked for name in asked.headers
    }


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"news " * 99, mtime=0)),
        ("x-gzip", gzip.compress(b"news " * 50, mtime=0) + gzip.compress(b"news " * 49, mtime=0)),
        ("gzip, gzip", gzip.compress(gzip.compress(b"news " * 99, mtime=0), mtime=0)),
        ("deflate", zlib.compress(b"news " * 99)),
        ("deflate", zlib.compress(b"news " * 99)[2:-4]),
        ("gzip", b"news " * 99),
        ("identity", b"news " * 99),
    ],
)
async def test_a_compressed_body_is_unpacked(site: Site, client: Client, coding: str, packed: bytes) -> None:
    site.endpoints["/feed"] = page(packed, ("Content-Encoding", coding))
    assert (await client.get(site.url("/feed"))).body == b"news " * 99


@pytest.mark.parametrize(
    ("endpoint", "reason", "sentence"),
    [
        (page(b"", status=404), "status", "answered 404 Not Found"),
        (page(b"", status=410), "gone", "answered 410 Gone"),
        (page(b"x" * 300_000), "size", "sent more than 256 KB"),
        (hostile.endless, "size", "sent more than 256 KB"),
        (hostile.gzip_bomb(64), "size", "sent more than 256 KB"),
        (
            page(gzip.compress(b"n" * 999)[:-12], ("Content-Encoding", "gzip")),
            "connection",
            "broke off in the",
        ),
        (page(b"\x1f\x8bjunk", ("Content-Encoding", "gzip")), "protocol", "cannot be read"),
        (page(b"x", ("Content-Encoding", "br")), "protocol", "not asked for: br"),
        (hostile.wrong_length(b"short", 500), "connection", "broke off in the middle"),
        (hostile.huge_header, "protocol", "not proper HTTP"),
        (hostile.garbage, "protocol", "not proper HTTP"),
        (hostile.bad_chunks, "protocol", "not proper HTTP"),
        (hostile.hang_up, "connection", "broke the connection off"),
        (redirect("/feed"), "redirect", "redirects in circles"),
        (redirect("file:///etc/passwd"), "redirect", "not an http address"),
        (redirect("http://[broken"), "redirect", "not an http address"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_went_wrong_is_one_sentence(
    site: Site, client: Client, endpoint: Endpoint, reason: Reason, sentence: str
) -> None:
    site.endpoints["/feed"] = endpoint
    error = await fault(client, site.url("/feed"))
    assert error.reason == reason
    assert sentence in str(error)
    assert str(error).startswith(f"127.0.0.1:{site.port} ")
    assert len(site.asked) <= 6


@pytest.mark.parametrize(
    "endpoint",
    [hostile.drip(), hostile.drip(headers_too=True), hostile.silent],
    ids=["body", "headers", "silent"],
)
async def test_one_deadline_holds_for_the_whole_answer(
    site: Site, client: Client, endpoint: Endpoint
) -> None:
    site.endpoints["/feed"] = endpoint
    error = await fault(client, site.url("/feed"), deadline=0.3)
    assert (error.reason, str(error)) == (
        "timeout",
        f"127.0.0.1:{site.port} did not answer within 0.3 seconds",
    )


async def test_redirects_do_not_make_the_deadline_longer(site: Site, client: Client) -> None:
    async def slow(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.15)
        writer.write(answer(b"", ("Location", request.path + "x"), status=302))

    site.endpoints |= {"/" + "x" * n: slow for n in range(6)}
    assert (await fault(client, site.url("/"), deadline=0.4)).reason == "timeout"


async def test_the_client_goes_on_after_the_worst(site: Site, client: Client) -> None:
    site.endpoints |= {"/bomb": hostile.many_members(5000), "/cookies": hostile.many_cookies}
    await client.get(site.url("/bomb"))
    assert b"Story 1 of cookies" in (await client.get(site.url("/cookies"))).body


async def test_a_body_in_a_hundred_thousand_pieces_leaves_others_their_turn(
    site: Site, client: Client
) -> None:
    site.endpoints["/feed"] = hostile.tiny_chunks(100_000)
    turns, over = 0, asyncio.Event()

    async def other() -> None:
        nonlocal turns
        while not over.is_set():
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(other())
    assert (await client.get(site.url("/feed"))).body.startswith(b"<rss")
    over.set()
    await beside
    assert turns > 300


async def test_only_permanent_redirects_change_the_address_to_keep(site: Site, client: Client) -> None:
    site.endpoints |= {
        "/old": redirect("/newer", 301),
        "/newer": redirect("/newest", 308),
        "/newest": redirect("/today", 302),
        "/today": redirect("/here", 301),
        "/here": page(b"x"),
    }
    moved = await client.get(site.url("/old"))
    assert (moved.url, moved.moved_to) == (site.url("/here"), site.url("/newest"))
    assert (await client.get(site.url("/newest"))).moved_to is None


async def test_credentials_of_an_address_go_to_its_own_host_only(site: Site, client: Client) -> None:
    async with Site({"/other": page(b"x")}) as other:
        site.endpoints |= {"/a": redirect("/b", 301), "/b": redirect(other.url("/other"), 302)}
        url = site.url("/a").replace("://", "://ana:p%40ss@")
        moved = await client.get(url)
        assert [asked.headers.get("authorization") for asked in site.asked] == ["Basic YW5hOnBAc3M="] * 2
        assert "authorization" not in other.asked[0].headers
        assert moved.moved_to == site.url("/b")  # without what was asked with
        assert "ana" not in moved.url


@pytest.mark.parametrize(
    "url",
    [
        "ftp://ana:secret@a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "a.example",
        "",
        "http://",
        "http://a.example:99999/",
        "http://a b/",
        "http://a.example/\x1b]0;x\x07",
        "http://a.example\\@b.example/",
        pytest.param("http://" + "a" * 9000 + "/", id="too long"),
        pytest.param("http://a.example/" + "ü" * 2000, id="too long once it is written as it is sent"),
        pytest.param("http://a.example/\ud800", id="half a letter"),
    ],
)
async def test_what_is_no_http_address_is_not_asked_and_shows_no_secret(client: Client, url: str) -> None:
    error = await fault(client, url)
    assert error.reason == "address"
    assert str(error).endswith("is not an http address")
    assert "secret" not in str(error)
    assert "\x1b" not in str(error)


async def test_what_a_public_address_names_in_a_private_network_is_not_asked(
    site: Site, client: Client
) -> None:
    site.endpoints["/admin"] = page(b"secret")
    for host in ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"):
        with pytest.raises(FetchError, match="named from outside"):
            await client.get(site.url("/admin", host), named_by="https://news.example/feed")
    assert site.asked == []
    answer = await client.get(site.url("/admin"), named_by="http://192.168.1.2/feed")
    assert answer.body == b"secret"


async def test_a_name_that_nobody_knows_is_said_to_be_unknown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_args: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = await fault(client, "http://nobody.example/feed")
    assert (error.reason, str(error)) == ("name", "the name nobody.example is not known")


async def test_a_closed_port_refuses_the_connection(site: Site, client: Client) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        error = await fault(client, url)
    assert error.reason == "connection"
    assert "refused the connection" in str(error)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Wed, 04 Mar 2026 05:08:07 GMT", 120), ("soon", None), ("9" * 40, 999_999_999_999)],
)
async def test_retry_after_counts_from_the_clock_of_the_server(
    site: Site, client: Client, value: str, seconds: int | None
) -> None:
    site.endpoints["/feed"] = page(b"", ("Retry-After", value), ("Date", DATE), status=429)
    assert (await fault(client, site.url("/feed"))).retry_after == seconds


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/café/feed".encode().decode("latin-1"), "/caf%C3%A9/feed"),
        ("/à/новости".encode().decode("latin-1"), "/%C3%A0/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("/caf\xe9", "/caf%E9"),
        ("/my feed.xml", "/my%20feed.xml"),
        ("/already%20so", "/already%20so"),
    ],
)
async def test_a_redirect_may_be_written_as_it_should_not_be(
    site: Site, client: Client, location: str, path: str
) -> None:
    site.endpoints |= {"/old": redirect(location, 301), path: page(b"here")}
    response = await client.get(site.url("/old"))
    assert (response.body, response.moved_to) == (b"here", site.url(path))


@pytest.mark.parametrize(
    "said",
    [("Content-Encoding", "br"), ("Content-Encoding", "gzip, gzip, gzip"), ("Content-Length", "99999999")],
)
async def test_what_a_304_says_of_a_body_that_it_does_not_bring_is_nothing(
    site: Site, client: Client, said: tuple[str, str]
) -> None:
    async def unchanged(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head(said, status=304))

    site.endpoints["/feed"] = unchanged
    assert (await client.get(site.url("/feed"), validators=Validators('"a"'))).not_modified


async def test_own_headers_stand_in_place_of_ours_however_they_are_written(
    site: Site, client: Client
) -> None:
    lines: list[bytes] = []

    async def listening(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.extend((await reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n"))
        writer.write(answer(b"x"))
        writer.close()

    async with await asyncio.start_server(listening, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        own = {"user-agent": "Mine/1", "ACCEPT": "text/xml", "authorization": "Bearer b"}
        await client.get(f"http://anna:secret@127.0.0.1:{port}/", own_headers=own)
    named = [line.partition(b":")[0] for line in lines if line]
    assert len(named) == len(set(named))
    assert {b"user-agent: mine/1", b"accept: text/xml", b"authorization: bearer b"} <= set(lines)


async def test_a_part_that_nobody_asked_for_is_not_taken_for_the_whole(site: Site, client: Client) -> None:
    site.endpoints["/feed"] = page(b"<rss>", ("Content-Range", "bytes 0-4/90"), status=206)
    assert (await fault(client, site.url("/feed"))).status == 206


@pytest.mark.parametrize("coding", ["utf-8", "none", "UTF-8, identity", "8bit"])
async def test_what_is_no_compression_is_not_taken_for_one(site: Site, client: Client, coding: str) -> None:
    site.endpoints["/feed"] = page(b"<rss/>", ("Content-Encoding", coding))
    assert (await client.get(site.url("/feed"))).body == b"<rss/>"


async def test_a_host_is_asked_only_so_much_at_a_time(site: Site) -> None:
    async def slow(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(answer(b"x"))

    site.endpoints["/feed"] = slow
    async with Client(per_host=2) as client:
        await asyncio.gather(*(client.get(site.url("/feed")) for _ in range(10)))
    assert (len(site.asked), site.busiest) == (10, 2)


async def test_a_host_of_others_is_asked_by_four_at_a_time_and_this_machine_by_all(
    internet: Internet,
) -> None:
    busiest = {}
    for host, name in ((OUTSIDE, "news.example"), ("127.0.0.1", "127.0.0.1")):
        all_are_here = asyncio.Barrier(5)

        async def waits_for_all(request: Request, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(TimeoutError, asyncio.BrokenBarrierError):
                async with asyncio.timeout(0.2):
                    await all_are_here.wait()  # noqa: B023
            writer.write(answer(b"x"))

        async with Site({"/feed": waits_for_all}, host=host) as served, Client(timeout=5) as client:
            await asyncio.gather(*(client.get(served.url("/feed", name)) for _ in range(5)))
            busiest[name] = served.busiest
    assert busiest == {"news.example": 4, "127.0.0.1": 5}


async def test_waiting_for_a_turn_is_not_waiting_for_an_answer(site: Site) -> None:
    async def slow(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        writer.write(answer(b"x"))

    site.endpoints["/feed"] = slow
    async with Client(per_host=1, timeout=0.4) as client:
        answers = await asyncio.gather(*(client.get(site.url("/feed")) for _ in range(8)))
    assert len(answers) == 8
