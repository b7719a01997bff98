"""Feeds on loopback to which a test adds entries, for servers that fetch feeds themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class Story:
    """An entry of a feed."""

    guid: str
    title: str
    published: datetime
    body: str = "<p>Nobody was hurt.</p>"
    author: str = ""


@dataclass(slots=True)
class _Feed:
    title: str
    stories: list[Story] = field(default_factory=list)


class FeedsServed:
    """RSS feeds by name, on a free port of loopback; a context manager."""

    def __init__(self) -> None:
        self._feeds: dict[str, _Feed] = {}
        feeds = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.strip("/").partition("/")[0].removesuffix(".xml")
                body = feeds.document(name).encode() if name in feeds._feeds else b""
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, name: str) -> str:
        """The address of a feed, whether it is there or not."""
        return f"http://127.0.0.1:{self._server.server_port}/{name}.xml"

    def publish(self, name: str, *stories: Story, title: str = "") -> str:
        """Add entries to a feed, which is made if need be; return its address."""
        feed = self._feeds.setdefault(name, _Feed(title or name))
        feed.stories = [*stories, *feed.stories]
        return self.url(name)

    def document(self, name: str) -> str:
        """A feed as RSS, the newest entries first."""
        feed = self._feeds[name]
        items = "".join(_item(self.url(name), story) for story in feed.stories)
        head = f"<title>{escape(feed.title)}</title><link>{self.url(name)}</link><description/>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def _item(base: str, story: Story) -> str:
    author = f"<author>{escape(story.author)}</author>" if story.author else ""
    return (
        f"<item><guid isPermaLink='false'>{escape(story.guid)}</guid><title>{escape(story.title)}</title>"
        f"<link>{base}/{escape(story.guid)}</link><pubDate>{format_datetime(story.published)}</pubDate>"
        f"{author}<description>{escape(story.body)}</description></item>"
    )
