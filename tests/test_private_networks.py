"""What feeds and pages name in private networks is not asked."""

import socket
from pathlib import Path
from typing import Any

import pytest

from reader.library import Library
from reader.model import View
from tests.site.server import Site, page

FEED = """<rss version="2.0"><channel><title>News</title><item>
<title>Click</title><link>{}</link><description>Short.</description></item></channel></rss>"""


@pytest.fixture
def news_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the public name news.example lead to this machine."""
    look_up = socket.getaddrinfo

    def here(host: Any, *arguments: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        return look_up("127.0.0.1" if name == "news.example" else name, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)


@pytest.mark.usefixtures("news_is_here")
async def test_a_public_feed_cannot_have_a_private_address_asked(tmp_path: Path) -> None:
    async with Site() as site:
        site.endpoints["/feed"] = page(
            FEED.format(site.url("/admin?reboot")).encode(), content_type="text/xml"
        )
        feeds = tmp_path / "feeds.toml"
        feeds.write_text(f'[[feed]]\nurl = "{site.url("/feed", "news.example")}"\n', encoding="utf-8")
        async with Library.open(feeds, tmp_path / "library.db") as library:
            assert (await library.refresh()).new == 1
            [article] = library.article_ids(View("all"))
            opened = await library.open_article(article, lambda _: None)
        assert [request.path for request in site.asked] == ["/feed"]
    assert "private network" in opened.note
    assert opened.document.text == "Short."


@pytest.mark.usefixtures("news_is_here")
async def test_a_public_page_has_no_feeds_in_a_private_network(tmp_path: Path) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    async with Site() as site:
        private, public = site.url("/feed"), site.url("/feed", "news.example")
        markup = "<html>" + link.format(private) + link.format(public)
        site.endpoints["/"] = page(markup.encode(), content_type="text/html")
        (tmp_path / "feeds.toml").touch()
        async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
            outside = await library.find_feeds(site.url("/", "news.example"))
            inside = await library.find_feeds(site.url("/"))
    assert [found.url for found in outside] == [public]
    assert [found.url for found in inside] == [private, public]
