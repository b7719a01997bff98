"""Everything the demo serves, by path: a table that is looked up, so nothing outside it can be reached."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING

from reader.demo.feeds import MEDIA_TYPES, audio_path, render_feed
from reader.demo.media import picture, sound
from reader.demo.pages import render_front_page, render_index, render_page
from reader.values import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from reader.demo.edition import DemoArticle, Edition

_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Resource:
    """What one path answers with. `etag` has its quotes, `last_modified` is an HTTP date."""

    content_type: str
    body: bytes
    etag: str
    last_modified: str

    @property
    def compressible(self) -> bool:
        return not self.content_type.startswith(("image/", "audio/"))


@dataclass(frozen=True, slots=True)
class _Entry:
    content_type: str
    modified: datetime
    make: Callable[[], str | bytes]


class Site:
    """The edition as paths and resources; each is made when it is first asked for."""

    def __init__(self, edition: Edition, base_url: str) -> None:
        self.edition, self.base_url = edition, base_url
        self._entries = dict(_fronts(edition, base_url))
        for article in edition.articles:
            self._entries |= _of_article(edition, article, base_url)
        self._made: dict[str, Resource] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def resource(self, path: str) -> Resource | None:
        """What stands at `path`, which must match to the letter; None if nothing does."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        if path not in self._made:
            self._made[path] = _resource(entry)
        return self._made[path]


def _resource(entry: _Entry) -> Resource:
    made = entry.make()
    body = made.encode("utf-8") if isinstance(made, str) else made
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Resource(entry.content_type, body, etag, format_datetime(entry.modified, usegmt=True))


def _fronts(edition: Edition, base_url: str) -> dict[str, _Entry]:
    entries = {"/": _Entry(_HTML, edition.now, partial(render_index, edition))}
    for outlet in edition.outlets:
        changed = edition.changed(outlet)
        media_type = f"{MEDIA_TYPES[outlet.feed]}; charset=utf-8"
        entries[outlet.path] = _Entry(_HTML, changed, partial(render_front_page, edition, outlet))
        entries[outlet.feed_url] = _Entry(
            media_type, changed, partial(render_feed, edition, outlet, base_url)
        )
        gauge = f"{outlet.path}media/gauge.png"
        entries[gauge] = _Entry("image/png", changed, partial(picture, gauge))
    return entries


def _of_article(edition: Edition, article: DemoArticle, base_url: str) -> dict[str, _Entry]:
    page = partial(render_page, edition, article, base_url)
    entries = {article.path: _Entry(_HTML, article.modified, page)}
    for shown in article.pictures:
        url = shown.url or ""
        entries[url] = _Entry("image/png", article.published, partial(picture, url))
    if article.audio_minutes is not None:
        entries[audio_path(article)] = _Entry("audio/wav", article.published, partial(sound, article.slug))
    return entries
