"""The feeds that a page names are found, and only addresses that may be asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.fetch import FeedLink, feed_links

BASE = "https://post.example/news/"
RSS = "application/rss+xml"


def link(href: str, *, rel: str = "alternate", kind: str = RSS, more: str = "") -> str:
    return f'<link rel="{rel}" type="{kind}" href="{href}" {more}>'


def urls(page: str) -> list[str]:
    return [found.url for found in feed_links(page.encode(), BASE)]


def test_the_feeds_of_a_page_are_found_in_their_order() -> None:
    page = f"""<html><head>{link("/rss", more='title="Ports &amp; &#27;[31mships > all"')}
    <LINK HREF='atom.xml' TYPE='application/atom+xml; charset=utf-8' REL='Alternate home'/>
    {link("feed.json", kind="application/feed+json")}{link("/rss")}</head>"""
    assert feed_links(page.encode(), BASE) == (
        FeedLink("https://post.example/rss", "Ports & [31mships > all", RSS),
        FeedLink("https://post.example/news/atom.xml", "", "application/atom+xml"),
        FeedLink("https://post.example/news/feed.json", "", "application/feed+json"),
    )


def test_what_is_no_feed_is_left_out() -> None:
    page = link("/x", kind="text/html") + link("/y", rel="stylesheet") + link("/z", kind="application/json")
    assert urls(page + "<link rel=alternate><link>") == []


def test_comments_and_scripts_name_no_feeds() -> None:
    page = f"<!-- {link('/a')} --><script>'{link('/b')}'</script><STYLE>{link('/c')}</STYLE>{link('/d')}"
    assert urls(page) == ["https://post.example/d"]


def test_the_base_of_the_page_counts_once() -> None:
    page = f'<base href="https://other.example/x/"><base href="https://evil.example/">{link("feed")}'
    assert urls(page) == ["https://other.example/x/feed"]


@pytest.mark.parametrize(
    "href", ["file:///etc/passwd", "javascript:x", "ftp://a.example/", "http://[x", "data:,x"]
)
def test_only_http_addresses_are_found(href: str) -> None:
    assert urls(link(href) + link("/ok")) == ["https://post.example/ok"]


def test_a_page_with_a_thousand_feeds_gives_the_first_twenty() -> None:
    assert len(urls("".join(link(f"/{n}") for n in range(1000)))) == 20


@pytest.mark.parametrize(
    "piece", ["<link ", "<!--", "<script", "<link a='", '<link a="', "<base<link", "<link\n=x "]
)
def test_a_megabyte_of_torn_tags_is_read(piece: str) -> None:
    assert urls(link("/first") + piece * (2**20 // len(piece))) == ["https://post.example/first"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.text(max_size=30))
def test_any_bytes_are_read(page: bytes, href: str) -> None:
    feed_links(page + link(href).encode("utf-8", "replace") + page, href)
