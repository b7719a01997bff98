"""The server: honest HTTP on the loopback address, and nothing but the edition."""

from __future__ import annotations

import http.client
import subprocess
import sys
import tomllib
import zlib
from typing import Any

import httpx
import pytest
from lxml import html

from reader.demo import DemoServer, Edition, feeds_toml
from reader.demo.media import HEIGHT, WIDTH

PLAIN = {"Accept-Encoding": "identity"}


def _status(server: DemoServer, path: str, method: str = "GET") -> int:
    """The status of a request whose path is sent as it is, dots and all."""
    connection = http.client.HTTPConnection(server.base_url.removeprefix("http://"))
    connection.request(method, path)
    status = connection.getresponse().status
    connection.close()
    return status


def test_everything_that_the_site_lists_is_served(client: httpx.Client, served: DemoServer) -> None:
    assert {client.get(path).status_code for path in served.site.paths} == {200}


def test_every_address_in_a_feed_and_on_a_page_is_served(client: httpx.Client, edition: Edition) -> None:
    for article in edition.articles:
        tree: Any = html.document_fromstring(client.get(article.path).content)
        tree.make_links_absolute(str(client.base_url.join(article.path)))
        wanted = {
            link.partition("#")[0] for _, _, link, _ in tree.iterlinks() if link.startswith("http://127.")
        }
        assert {client.head(address).status_code for address in wanted} == {200}, article.slug


@pytest.mark.parametrize("path", ["/meridian/feed.xml", "/meridian/tashrud-road", "/meridian/"])
def test_what_has_not_changed_is_answered_304_without_a_body(path: str, client: httpx.Client) -> None:
    first = client.get(path)
    for known in (
        {"If-None-Match": first.headers["etag"]},
        {"If-None-Match": f'"other", W/{first.headers["etag"]}'},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = client.get(path, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]


def test_a_stale_or_broken_validator_gets_the_whole_answer(client: httpx.Client) -> None:
    changed = client.get("/meridian/feed.xml").headers["last-modified"]
    for known in (
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": changed},
        {"If-Modified-Since": "Mon, 02 Nov 2026 10:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Mon, 02 Nov 99999999999 10:00:00 GMT"},
    ):
        assert client.get("/meridian/feed.xml", headers=known).status_code == 200


def test_gzip_is_used_only_where_it_is_accepted(client: httpx.Client, served: DemoServer) -> None:
    plain = client.get("/canton/feed.rdf", headers=PLAIN)
    packed = client.get("/canton/feed.rdf", headers={"Accept-Encoding": "br;q=0, gzip;q=0.5"})
    refused = client.get("/canton/feed.rdf", headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in {*plain.headers, *refused.headers}
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert packed.headers["etag"] != plain.headers["etag"]


def test_head_answers_as_get_does_without_the_body(client: httpx.Client) -> None:
    head = client.head("/bytewise/feed.xml", headers=PLAIN)
    got = client.get("/bytewise/feed.xml", headers=PLAIN)
    assert head.content == b""
    assert int(head.headers["content-length"]) == len(got.content)


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere", "/meridian", "/meridian/feed.atom", "/../../../../etc/passwd",
        "/meridian/../outlets.toml", "/meridian/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
        "/meridian/media/../../server.py", "/%00",
        "/articles/01-sines-talks-collapse.md", "/meridian/tashrud-road/", "/meridian/media/nothing.png",
    ],
)  # fmt: skip
def test_a_path_that_is_not_the_edition_s_is_not_found(path: str, served: DemoServer) -> None:
    assert _status(served, path) == 404


def test_nothing_can_be_sent(served: DemoServer) -> None:
    assert _status(served, "/meridian/", "POST") == 501


def test_pictures_are_real(client: httpx.Client, edition: Edition) -> None:
    picture = edition.article("tashrud-road").picture
    assert picture is not None
    reply = client.get(picture.url or "")
    assert reply.headers["content-type"] == "image/png"
    start = reply.content.index(b"IDAT")
    size = int.from_bytes(reply.content[start - 4 : start])
    assert len(zlib.decompress(reply.content[start + 4 : start + 4 + size])) == (WIDTH + 1) * HEIGHT


def test_a_front_page_offers_its_feed(client: httpx.Client, edition: Edition) -> None:
    for outlet in edition.outlets:
        page = client.get(outlet.path).text
        assert f'rel="alternate" type="application/{"feed+json" if outlet.feed == "json" else ""}' in page
        assert outlet.feed_url in page


def test_only_the_loopback_address_is_bound(edition: Edition) -> None:
    with DemoServer(edition) as server:
        assert server.base_url.startswith("http://127.0.0.1:")
        assert server.feeds_toml == feeds_toml(server.base_url)
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.base_url)


def test_feeds_toml_subscribes_to_every_outlet(client: httpx.Client, served: DemoServer) -> None:
    tables = tomllib.loads(feeds_toml(f"{served.base_url}/"))
    assert list(tables) == ["settings", "feed"]
    assert [row["title"] for row in tables["feed"]] == [outlet.name for outlet in served.edition.outlets]
    assert {client.get(row["url"]).status_code for row in tables["feed"]} == {200}


def test_two_servers_of_one_moment_serve_the_same_bytes(client: httpx.Client, edition: Edition) -> None:
    with DemoServer(edition) as other:
        mine = client.get("/canton/lanner-team-slovenia", headers=PLAIN)
        theirs = httpx.get(f"{other.base_url}/canton/lanner-team-slovenia", headers=PLAIN)
    assert theirs.headers["etag"] == mine.headers["etag"]
    assert theirs.content == mine.content


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ["markdown_it", "http.server", "reader.demo.edition"]
    code = f"import sys, reader.demo; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
