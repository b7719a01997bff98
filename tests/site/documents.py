"""Feed documents, good ones and such as no feed should be, as endpoints."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.site.server import Endpoint, Request, answer, page

if TYPE_CHECKING:
    import asyncio

RSS = "application/rss+xml; charset=utf-8"
XML = "application/xml"  # says no encoding: the document does
DATE = "<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>"
EVIL = "a\x1b]52;c;eA==\x07\x1b[31mb\u202ec\u200bd\x9b31m"
"""What steers a terminal, turns the line round or hides in it; only the letters are to be left."""


def item(inside: str) -> str:
    """An item of this inside."""
    return f"<item>{inside}</item>"


def story(name: str, number: int = 1, more: str = "") -> str:
    """A good item: title, address, guid, date and text."""
    return item(
        f"<title>Story {number} of {name}</title><link>https://news.example/{name}/{number}</link>"
        f"<guid>{name}-{number}</guid>{DATE}<description>The ferry runs again.</description>{more}"
    )


def rss(name: str, *items: str, before: str = "", attributes: str = "") -> bytes:
    """A feed of these items, of two good ones if none is given; `before` stands before its root."""
    body = "".join(items) or story(name, 1) + story(name, 2)
    return (
        f'{before}<rss version="2.0"{attributes}><channel><title>{name}</title>'
        f"<link>https://news.example/{name}</link>{body}</channel></rss>"
    ).encode()


def good(name: str, *headers: tuple[str, str]) -> Endpoint:
    """A feed of two items."""
    return page(rss(name), *headers, content_type=RSS)


def in_turn(*bodies: bytes) -> Endpoint:
    """Another document each time it is asked; the last one from then on."""
    left = list(bodies)

    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(left.pop(0) if left[1:] else left[0], content_type=RSS))

    return endpoint


def _encoded(label: str, codec: str, title: str, mark: bytes = b"") -> Endpoint:
    body = rss(
        "x", item(f"<title>{title}</title><guid>1</guid>"), before=f'<?xml version="1.0" encoding="{label}"?>'
    )
    return page(mark + body.decode().encode(codec), content_type=XML)


def encodings() -> dict[str, Endpoint]:
    """Byte order marks, wide letters, and encodings that no document may name; two titles "café"."""
    return {
        "/bom": _encoded("utf-8", "utf-8", "café", codecs.BOM_UTF8),
        "/utf-16": _encoded("utf-16", "utf-16", "café"),
        "/utf-7": _encoded("utf-7", "utf-8", "+AGE- café"),
        "/punycode": _encoded("punycode", "utf-8", "café"),
        "/undefined": _encoded("undefined", "utf-8", "café"),
        "/raw-unicode-escape": _encoded("raw_unicode_escape", "utf-8", "café"),
    }


def markup(canary: str) -> dict[str, Endpoint]:
    """XML that is built to cost time, memory or a secret. `canary` is an address that nobody may ask."""
    laughs = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    attributes = " ".join(f'a{n}="x"' for n in range(40_000))
    nested = "<b>" * 100_000 + "deep" + "</b>" * 100_000
    bodies: dict[str, bytes] = {
        "/xml-laughs": rss(
            "laughs", item("<title>&a9;</title><guid>1</guid>"), before=f"<!DOCTYPE rss [{laughs}]>"
        ),
        "/xml-quadratic": rss(
            "quadratic",
            item("<title>t</title><guid>1</guid><description>" + "&a;" * 50_000 + "</description>"),
            before=f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>',
        ),
        "/xml-xxe": rss(
            "xxe",
            item("<title>x&e;&f;y</title><guid>1</guid>"),
            before=(
                f'<!DOCTYPE rss SYSTEM "{canary}" [<!ENTITY e SYSTEM "{canary}">'
                f'<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "{canary}"> %p;]>'
            ),
        ),
        "/xml-include": rss(
            "include",
            story("include") + f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{canary}"/>',
            before=f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{canary}"?>',
        ),
        "/xml-deep": rss("deep", story("deep"), item(nested)),
        "/xml-deep-html": rss("deep-html", story("deep-html", 1, f"<content><![CDATA[{nested}]]></content>")),
        "/xml-attributes": rss("attributes", story("attributes"), f"<item {attributes}></item>"),
        "/xml-references": rss(
            "references", item("<title>a&#x110000;&#xD800;&#xFFFFFFFF;b</title><guid>1</guid>")
        ),
        "/xml-cdata": rss("cdata", story("cdata"), "<item><title>" + "<![ " * 50_000),
    }
    return {path: page(body, content_type=XML) for path, body in bodies.items()}


def texts(canary: str) -> dict[str, Endpoint]:
    """Feeds whose texts and addresses are hostile. `canary` is an address that nobody may ask."""
    ansi = EVIL.replace("\x1b", "&#27;").replace("\x07", "&#7;") + EVIL
    scripts = "<a href='javascript:alert(1)'>x</a><img src='data:image/svg+xml,x' onerror='x'>"
    enclosures = f'<enclosure url="{canary}" type="audio/mpeg" length="9"/>'
    bodies: dict[str, bytes] = {
        "/ansi-titles": rss(
            "ansi", item(f"<title>{ansi}</title><guid>1</guid><description>{ansi}</description>")
        ),
        "/markup-titles": rss(
            "[red]markup[/red]", item("<title>[b]x[/b] &lt;b&gt;y&lt;/b&gt;</title><guid>1</guid>")
        ),
        "/bidi": rss("bidi", item("<title>a&#x202e;b&#x2066;c&#x200f;</title><guid>1</guid>")),
        "/js-links": rss(
            "js",
            item(
                f"<title>t</title><guid>1</guid><link>javascript:alert(1)</link><description><![CDATA[{scripts}]]></description>"
            ),
        ),
        "/private-enclosures": rss("enclosures", story("enclosures", 1, enclosures)),
        "/relative-links": rss(
            "relative",
            item("<title>t</title><guid>1</guid><link>../a/1</link>"),
            attributes=' xml:base="https://news.example/x/y/"',
        ),
    }
    return {path: page(body, content_type=RSS) for path, body in bodies.items()}


def identities() -> dict[str, Endpoint]:
    """Feeds whose items are hard to tell apart or to date, or change between two looks."""
    same = [
        item(f"<title>{n}</title><guid>one</guid><link>https://news.example/{n}</link>") for n in range(3)
    ]
    named = [item(f"<title>{n}</title><description>text {n}</description>") for n in range(3)]
    times = ("Fri, 20 Nov 2099 08:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday at noon", "")
    dated = [
        item(f"<title>{n}</title><guid>{n}</guid><pubDate>{time}</pubDate>") for n, time in enumerate(times)
    ]
    linked = "<title>t</title><link>https://news.example/changing</link>"
    return {
        "/dup-guids": page(rss("same", *same), content_type=RSS),
        "/no-guids": page(rss("none", *named), content_type=RSS),
        "/guid-changes": in_turn(
            rss("changing", item(f"{linked}<guid isPermaLink='false'>a</guid>")),
            rss("changing", item(f"{linked}<guid isPermaLink='false'>b</guid>")),
        ),
        "/dates": page(rss("dates", *dated), content_type=RSS),
        "/bad-dates": page(
            rss("bad", *(item(f"<guid>{n}</guid><pubDate>32 Foo {n}</pubDate>") for n in range(1000))),
            content_type=RSS,
        ),
        "/item-edited": in_turn(
            rss("edited", item("<title>First</title><guid>1</guid>")),
            rss("edited", item("<title>Second</title><guid>1</guid>")),
        ),
        "/items-vanish": in_turn(
            rss("vanish", story("vanish", 1), story("vanish", 2)), rss("vanish", story("vanish", 2))
        ),
        "/10k-items": page(rss("many", *(story("many", n) for n in range(10_000))), content_type=RSS),
    }


def no_feeds() -> dict[str, Endpoint]:
    """What is served where a feed is expected."""
    outlines = (
        '<outline text="f">' * 20_000 + '<outline xmlUrl="https://news.example/"/>' + "</outline>" * 20_000
    )
    kinds: dict[str, Callable[[], Endpoint]] = {
        "/page-as-feed": lambda: page(
            b"<!DOCTYPE html><html><body><feed></feed>x</body></html>", content_type=RSS
        ),
        "/feed-as-page": lambda: page(rss("feed-as-page"), content_type="text/html"),
        "/empty-200": lambda: page(b"", content_type=RSS),
        "/picture": lambda: page(b"\x89PNG\r\n\x1a\n" + bytes(5000), content_type="image/png"),
        "/big-page": lambda: page(b"<html>" + b"<p class='x'>text</p>" * 200_000, content_type="text/html"),
        "/opml-hostile": lambda: page(
            f"<opml><body>{outlines}</body></opml>".encode(), content_type="text/x-opml"
        ),
    }
    return {path: make() for path, make in kinds.items()}
