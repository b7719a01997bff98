"""Threat 5: what feeds, pages and redirects name never reaches this machine or the networks around it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from reader.fetch import Client, FetchError
from reader.library import Library
from reader.model import Canvas, View
from tests.site.internet import OUTSIDE, Internet
from tests.site.server import Site, page, redirect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

WRITTEN = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0x7f.1",
    "0.0.0.0",
    "0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::1]",
    "[fe80::1%25eth0]",
    "[fd00::1]",
    "[fec0::1]",
    "[ff02::1]",
    "10.0.0.1",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "admin.localhost",
    "printer.local",
    "wiki",
    "router.lan",
    "metadata.internal",
    "①②⑦.⓪.⓪.①",
]
LED_TO = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "100.127.255.254",
    "192.0.0.8",
    "198.19.0.1",
    "203.0.113.9",
    "239.1.1.1",
    "240.0.0.1",
    "::1",
    "::",
    "::ffff:10.0.0.1",
    "::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:a00:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "fe80::1%1",
    "fc00::1",
    "fec0::1",
    "ff0e::1",
]
FEED = """<rss version="2.0"><channel><title>News</title><item>
<title>Talks</title><link>{}</link><description>Short.</description></item></channel></rss>"""
ARTICLE = "<p>" + "The harbour office counted every ship that came in during the storm of last night. " * 8


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """One that is reached at every address of this machine, those that are outside for the tests too."""
    async with Site(host="0.0.0.0") as site:
        yield site


@pytest.fixture
async def client(internet: Internet) -> AsyncIterator[Client]:
    async with Client(timeout=5) as client:
        yield client


async def refusal(client: Client, url: str, named_by: str | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        await client.get(url, named_by=named_by)
    return str(caught.value)


@pytest.mark.parametrize("host", WRITTEN)
async def test_a_host_that_is_inside_by_its_writing_is_not_asked(
    site: Site, internet: Internet, client: Client, host: str
) -> None:
    location = site.url("/admin", host).encode().decode("latin-1")
    site.endpoints |= {"/feed": redirect(location), "/admin": page(b"secret")}
    named = await refusal(client, site.url("/admin", host), "https://news.example/feed")
    await refusal(client, site.url("/feed", "news.example"))
    assert "is in a private network" in named or "not an http address" in named
    assert [asked.path for asked in site.asked] == ["/feed"]
    assert internet.looked_up == ["news.example"]


@pytest.mark.parametrize("address", LED_TO)
async def test_a_name_that_leads_inside_is_not_asked(
    site: Site, internet: Internet, client: Client, address: str
) -> None:
    internet.names["inner.example"] = address
    site.endpoints |= {
        "/feed": redirect(site.url("/admin", "inner.example.")),
        "/admin": page(b"secret"),
    }
    assert await refusal(client, site.url("/admin", "inner.example"), "https://news.example/feed") == (
        f"inner.example:{site.port} is in a private network and was named from outside"
    )
    assert await refusal(client, site.url("/feed", "news.example")) == (
        f"news.example:{site.port} redirects into a private network"
    )
    assert [asked.path for asked in site.asked] == ["/feed"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:{}/admin", "http://inner.example:{}/admin"])
async def test_what_a_person_typed_may_be_inside(
    site: Site, internet: Internet, client: Client, url: str
) -> None:
    internet.names["inner.example"] = "127.0.0.1"
    site.endpoints["/admin"] = page(b"mine")
    assert (await client.get(url.format(site.port))).body == b"mine"


async def test_of_a_name_with_several_addresses_only_those_outside_are_connected_to(
    site: Site, internet: Internet, client: Client
) -> None:
    internet.names["both.example"] = ("127.0.0.1", "::1", "10.0.0.1", OUTSIDE)
    peers: list[str] = []

    async def tell(_: object, writer: asyncio.StreamWriter) -> None:
        peers.append(writer.get_extra_info("sockname")[0])
        await page(b"x")(_, writer)  # type: ignore[arg-type]

    site.endpoints["/feed"] = tell
    await client.get(site.url("/feed", "both.example"), named_by="https://news.example/")
    assert peers == [OUTSIDE]


async def test_a_name_that_changes_between_check_and_connection_gains_nothing(
    site: Site, internet: Internet, client: Client
) -> None:
    internet.rebind("flip.example", OUTSIDE, "127.0.0.1")
    site.endpoints["/page"] = page(b"x")
    url = site.url("/page", "flip.example")
    assert (await client.get(url, named_by="https://news.example/")).body == b"x"
    assert internet.looked_up == ["flip.example"]
    assert "is in a private network" in await refusal(client, url, "https://news.example/")
    assert len(site.asked) == 1


async def test_what_is_inside_may_lead_on_inside_and_not_back_from_outside(
    site: Site, internet: Internet, client: Client
) -> None:
    internet.names |= {"wiki.example": "127.0.0.1", "files.example": "127.0.0.1"}
    site.endpoints |= {
        "/feed": redirect(site.url("/new", "files.example")),
        "/new": redirect(site.url("/old", "news.example")),
        "/old": redirect(site.url("/secret", "wiki.example")),
        "/near": redirect(site.url("/mine", "files.example")),
        "/mine": page(b"mine"),
    }
    assert (await client.get(site.url("/near", "wiki.example"))).body == b"mine"
    assert await refusal(client, site.url("/feed", "wiki.example")) == (
        f"news.example:{site.port} redirects into a private network"
    )
    assert "/secret" not in [asked.path for asked in site.asked]


async def test_one_address_that_is_silent_or_closed_does_not_hide_the_next(
    site: Site, internet: Internet, client: Client
) -> None:
    internet.names["half.example"] = ("::1", OUTSIDE)
    site.endpoints["/feed"] = page(b"x")
    assert (await client.get(site.url("/feed", "half.example"))).body == b"x"


async def test_a_proxy_is_not_asked_for_what_is_inside_nor_for_this_machine(
    site: Site, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Site() as proxy:
        proxy.endpoints["http://far.example/page"] = page(b"through the proxy")
        proxy.endpoints["http://far.example/go"] = redirect("http://192.168.1.1/")
        site.endpoints["/demo"] = page(b"here")
        monkeypatch.setenv("http_proxy", proxy.url(""))
        async with Client(timeout=5) as client:
            body = (await client.get("http://far.example/page", named_by="https://news.example/")).body
            assert body == b"through the proxy"
            assert "private network" in await refusal(client, "http://192.168.1.1/", "https://news.example/")
            assert "private network" in await refusal(client, "http://far.example/go")
            assert (await client.get(site.url("/demo"))).body == b"here"
    assert [asked.path for asked in proxy.asked] == ["http://far.example/page", "http://far.example/go"]
    assert internet.looked_up == []


async def test_a_proxy_that_cannot_be_used_is_said_without_its_password(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "gopher://ana:secret@proxy.example")
    async with Client(timeout=5) as client:
        told = await refusal(client, "http://far.example/page")
    assert told == "the proxy gopher://•••@proxy.example cannot be used here"


async def test_nothing_that_an_article_names_is_asked_inside(
    site: Site, internet: Internet, tmp_path: Path
) -> None:
    """Its next page, its pictures and its writer's page, all by names."""
    internet.names |= {
        "inner.example": "127.0.0.1",
        "staff.news.example": "127.0.0.1",
    }
    inner = site.url("/picture.png", "inner.example")
    markup = (
        f"<html><head><link rel=next href='{site.url('/2', 'news.example')}'></head><body>"
        "<article><h1>Talks</h1><p>By "
        f"<a rel=author href='{site.url('/ana', 'staff.news.example')}'>Ana Ruiz</a></p>"
        f"{ARTICLE}<figure><img src='{inner}' width=800 height=600 alt='Quay'><figcaption>The quay in the"
        f" morning</figcaption></figure>{ARTICLE}</article></body></html>"
    )
    site.endpoints |= {
        "/feed": page(FEED.format(site.url("/1", "news.example")).encode(), content_type="text/xml"),
        "/1": page(markup.encode(), content_type="text/html"),
        "/2": page(markup.encode(), content_type="text/html"),
        "/ana": page(b"<h1>Ana Ruiz</h1><p>Ana Ruiz is a reporter.", content_type="text/html"),
        "/picture.png": page(b"x", content_type="image/png"),
    }
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(
        f'[[feed]]\nurl = "{site.url("/feed", "news.example")}"\nauthor_pages = true\n', encoding="utf-8"
    )
    async with Library.open(feeds, tmp_path / "library.db") as library:
        await library.refresh()
        internet.rebind("news.example", OUTSIDE, "127.0.0.1")  # the article's page is the last one outside
        [article] = library.article_ids(View("all"))
        opened = await library.open_article(article, lambda _: None)
        assert "counted every ship" in opened.document.text
        assert [picture.url for picture in opened.document.pictures] == [inner]
        with pytest.raises(Exception, match="is in a private network"):
            await library.picture(article, inner, Canvas("half-block", 40, 20))
        await library.ask_writers(article)
    assert [asked.path for asked in site.asked] == ["/feed", "/1"]
    assert {"inner.example", "staff.news.example"} <= set(internet.looked_up)


async def test_a_feed_whose_page_leads_inside_by_name_shows_what_it_gave_itself(
    site: Site, internet: Internet, tmp_path: Path
) -> None:
    internet.names["inner.example"] = "127.0.0.1"
    feed = FEED.format(site.url("/admin?reboot", "inner.example"))
    site.endpoints |= {"/feed": page(feed.encode(), content_type="text/xml"), "/admin": page(b"secret")}
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'[[feed]]\nurl = "{site.url("/feed", "news.example")}"\n', encoding="utf-8")
    async with Library.open(feeds, tmp_path / "library.db") as library:
        await library.refresh()
        [article] = library.article_ids(View("all"))
        opened = await library.open_article(article, lambda _: None)
    assert (opened.document.text, "private network" in opened.note) == ("Short.", True)
    assert [asked.path for asked in site.asked] == ["/feed"]


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220::1", "64:ff9b::5db8:d822", "2002:5db8:d822::1"]
)
async def test_the_internet_is_not_inside_by_whatever_family_it_is_reached(address: str) -> None:
    from reader.fetch.connecting import reachable

    assert [str(found) for found in await reachable(address, 443, inside=False)] == [address]


async def test_an_address_that_says_nothing_is_not_waited_for_and_closed_when_it_comes() -> None:
    from ipaddress import ip_address

    from reader.fetch.connecting import first_connected

    asked: list[str] = []
    closed: list[str] = []

    async def connect(address: str) -> str:
        asked.append(address)
        if address == "192.0.2.1":
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                return "connected too late"
        return f"connected to {address}"

    silent, awake = ip_address("192.0.2.1"), ip_address("192.0.2.2")
    async with asyncio.timeout(20):
        found = await first_connected((silent, awake), connect, closed.append)
    assert (found, asked, closed) == (
        "connected to 192.0.2.2",
        ["192.0.2.1", "192.0.2.2"],
        ["connected too late"],
    )


async def test_a_page_that_a_person_added_has_no_page_inside_asked_for_its_writer(
    site: Site, internet: Internet, tmp_path: Path
) -> None:
    internet.names["staff.news.example"] = "127.0.0.1"
    writer = site.url("/ana", "staff.news.example")
    markup = (
        f"<html><body><article><h1>Talks</h1><p>By <a rel=author href='{writer}'>Ana Ruiz</a></p>{ARTICLE}"
    )
    site.endpoints |= {
        "/1": page(markup.encode(), content_type="text/html"),
        "/ana": page(b"<h1>Ana Ruiz</h1><p>Ana Ruiz is a reporter.", content_type="text/html"),
    }
    (tmp_path / "feeds.toml").touch()
    async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
        article = await library.add(site.url("/1", "news.example"))
        _, note = await library.ask_writers(article.id)
    assert "is in a private network" in note
    assert [asked.path for asked in site.asked] == ["/1"]
