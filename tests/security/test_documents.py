"""Threats 6, 17 and 18: what a feed, a page or a list names is not fetched, opened or followed."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from reader import config
from reader.config import ConfigurationError
from reader.extract import extract
from reader.feeds import parse, read_opml
from reader.feeds.opml import MOST_SUBSCRIPTIONS, OpmlError
from reader.library import Library
from tests.site.server import Site, page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.internet import Internet

PRIVATE = "what only the person may read"
DOCTYPES = (
    "<!DOCTYPE {0} [<!ENTITY x SYSTEM '{1}'>]>",
    "<!DOCTYPE {0} [<!ENTITY % d SYSTEM '{1}'> %d;]>",
    "<!DOCTYPE {0} SYSTEM '{1}'>",
    "<!DOCTYPE {0} PUBLIC '-//a//b' '{1}' [<!ENTITY x SYSTEM '{1}'>]>",
    "<?xml-stylesheet href='{1}'?><!DOCTYPE {0} [<!ENTITY x SYSTEM '{1}'>]>",
    "<!DOCTYPE {0} [<!ENTITY a 'ha'><!ENTITY x '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
)
INCLUDED = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{1}' parse='text'/>"
BODIES = {
    "rss": "<rss version='2.0'><channel><item><title>a &x; {2}</title></item></channel></rss>",
    "feed": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a &x; {2}</title></entry></feed>",
    "opml": "<opml version='2.0'><body><outline text='a &x;' xmlUrl='http://a.example/'/>{2}</body></opml>",
    "html": "<html><body><p>The harbour office counted &x; {2} ships that came in.</p></body></html>",
    "svg": "<html><body><p>The office counted ships.<svg><text>&x; {2}</text></svg></p></body></html>",
}


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing can be looked up or connected to."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a document had an address asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_no_document_has_anything_read(tmp_path: Path, name: str, doctype: str, scheme: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(PRIVATE)
    address = secret.as_uri() if scheme == "file" else "http://127.0.0.1:9/canary"
    included = INCLUDED.format("", address)
    body = (doctype.format(name, address) + BODIES[name].format("", address, included)).encode()
    if name == "opml":
        try:
            found = repr(read_opml(body))
        except OpmlError as error:
            found = str(error)
    elif name in {"html", "svg"}:
        found = repr(extract(body, "https://post.example/1"))
    else:
        found = repr(parse(body, url="https://post.example/feed"))
    assert PRIVATE not in found
    assert "haha" not in found


def test_the_parser_of_feeds_that_opened_files_is_not_used() -> None:
    import feedparser.api

    import reader.feeds.forgiving  # noqa: F401

    assert list(feedparser.api.PREFERRED_XML_PARSERS) == ["reader.feeds.sax"]


def test_a_list_of_fifty_thousand_outlines_is_cut_and_names_no_program() -> None:
    """Lists have held "exec:" and "filter:" addresses for readers that run them."""
    outlines = [f'<outline text="{n}" xmlUrl="https://a.example/{n}"/>' for n in range(50_000)]
    strange = [
        "exec:touch owned",
        "filter:sh:http://a.example",
        "file:///etc/passwd",
        "|sh",
        "-x",
        "query:a:b",
    ]
    outlines[:0] = [f'<outline text="x" xmlUrl="{address}"/>' for address in strange]
    outlines[:0] = ['<outline type="include" url="http://127.0.0.1:9/more.opml"/>']
    found = read_opml(f"<opml><body>{''.join(outlines)}</body></opml>".encode())
    assert len(found) == MOST_SUBSCRIPTIONS
    assert {one.url.partition("/")[0] for one in found} == {"https:"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('include = "feeds.toml"\n', "include is not a setting here"),
        ('[settings]\ninclude = ["/etc/passwd"]\n', "include is not a setting here"),
        ('[[feed]]\nurl = "file:///etc/passwd"\n', "url cannot be"),
        ('[[feed]]\nurl = "exec:ls"\n', "url cannot be"),
        ("a = " + "[" * 5000, "nested too deep"),
        ("# " + "x" * 5 * 2**20, "larger than 4 MB"),
    ],
    ids=["include", "in settings", "file", "exec", "deep", "large"],
)
def test_settings_include_nothing_and_are_bounded(tmp_path: Path, text: str, problem: str) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=problem):
        config.load(feeds)


async def test_a_page_that_names_a_thousand_feeds_and_what_is_inside_has_none_of_them_asked(
    internet: Internet, tmp_path: Path
) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="{1}" href="{0}">'
    async with Site(host="0.0.0.0") as site:
        strange = ["file:///etc/passwd", "javascript:alert(1)", "feed:http://127.0.0.1/", "ftp://a.example/"]
        internet.names["inner.example"] = "127.0.0.1"
        inside = [site.url("/canary", "inner.example")]
        inside += [site.url("/canary", host) for host in ("127.0.0.1", "localhost", "[::1]", "2130706433")]
        far = [f"https://{n}.example/feed" for n in range(1000)]
        head = "".join(link.format(address, "\x1b[31m[red]") for address in (*strange, *inside, *far))
        markup = f"<html><head><base href='{site.url('/canary/')}'>{head}".encode()
        site.endpoints["/"] = page(markup, content_type="text/html")
        (tmp_path / "feeds.toml").touch()
        async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
            found = await library.find_feeds(site.url("/", "news.example"))
    assert 0 < len(found) <= 20
    assert {one.url.rpartition("/")[0] for one in found} <= {f"https://{n}.example" for n in range(1000)}
    assert {one.title for one in found} == {"[31m[red]"}
    assert [asked.path for asked in site.asked] == ["/"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"items": ' + b"[" * 1_000_000,
        b'{"items": [{"id": "1", "content_text": "a", "x": '
        + b'{"a":' * 100_000
        + b"1"
        + b"}" * 100_000
        + b"}]}",
        b'{"items": [{"id": ' + b"9" * 5000 + b', "content_text": "a"}]}',
        b'{"items": [{"id": "1", "content_text": "a", "attachments": [{"url": "https://a.example/", '
        b'"size_in_bytes": ' + b"9" * 5000 + b"}]}]}",
        b'{"items": [' + b'{"id": 1, "content_text": "a"},' * 200_000 + b"{}]}",
        b'{"items": {"length": 10000000}}',
        b'{"items": [1e400, -1e400, NaN, null, [], {}]}',
    ],
    ids=["deep list", "deep object", "number", "size", "many", "object", "floats"],
)
def test_json_of_any_depth_and_any_numbers_is_read_or_refused(body: bytes) -> None:
    """Threat 24, as far as there is JSON from outside: one sentence, or the entries that are some."""
    feed = parse(body, url="https://a.example/feed", content_type="application/feed+json")
    assert feed.error or len(feed.entries) <= 2000
    assert {entry.text for entry in feed.entries} <= {"a", ""}
