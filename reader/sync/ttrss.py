"""Tiny Tiny RSS's JSON API, from level 15 on.

Its answers are always HTTP 200 and say inside whether they are one. It has no log of changes: what other
clients did shows in the sets of unread and starred articles alone. Labels can be put on articles but not
made, and feeds neither renamed nor moved.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any

import msgspec

from reader.sync.items import address_of, enclosure_of, entry_of, named
from reader.sync.server import Abilities, Page, RemoteFeed, RemoteItem, Secret, Send, Server, SyncError
from reader.sync.unable import Unable
from reader.sync.wire import (
    JSON,
    LARGEST_ITEMS,
    Wire,
    base_of,
    batches,
    counted,
    numbers_of,
    portions,
    reading,
)

LOWEST_LEVEL = 15
HEADLINES = 200
"""The most headlines that it gives at once."""
_ARTICLES = 100
_AT_ONCE = 250
_OVERLAP = 10  # headlines of two pages, in case some left the list in between
_ALL, _STARRED, _ALL_FEEDS = -4, -1, -3
_STAR, _UNREAD = 0, 2
_MANY_PAGES = 10_000


class _Reply(msgspec.Struct):
    status: int
    content: msgspec.Raw = msgspec.Raw(b"null")


class _Error(msgspec.Struct):
    error: str = ""


class _Login(msgspec.Struct):
    session_id: str
    api_level: int = 0


class _Category(msgspec.Struct):
    id: int
    title: str | None = None


class _Feed(msgspec.Struct):
    id: int
    feed_url: str | None = None
    title: str | None = None
    cat_id: int | None = None


class _Label(msgspec.Struct):
    id: int
    caption: str | None = None


class _Headline(msgspec.Struct):
    id: int


class _Attachment(msgspec.Struct):
    content_url: str | None = None
    content_type: str | None = None


class _Article(msgspec.Struct):
    id: int
    title: str | None = None
    link: str | None = None
    labels: Any = None
    unread: bool = False
    marked: bool = False
    author: str | None = None
    updated: int | None = None
    feed_id: int | None = None
    content: str | None = None
    attachments: list[_Attachment] | None = None


class _Subscribed(msgspec.Struct):
    code: int
    message: str | None = None


class _Subscribing(msgspec.Struct):
    """The outcome stands in `status`; The Arsse leaves that out."""

    status: _Subscribed | None = None
    code: int = -1
    message: str | None = None


_REPLY = reading(_Reply)
_ERROR = reading(_Error)
_LOGIN = reading(_Login)
_CATEGORIES = reading(list[_Category])
_FEEDS = reading(list[_Feed])
_LABELS = reading(list[_Label])
_HEADLINES = reading(list[_Headline])
_ARTICLES_OF = reading(list[_Article])
_SUBSCRIBING = reading(_Subscribing)
_ANYTHING = reading(Any)
_RELOGIN = "NOT_LOGGED_IN"


def connect(url: str, user: str, secret: Secret, send: Send) -> Server:
    """See `reader.sync.connect`; `url` may end in /api/ or in a page of the web application."""
    base = base_of(url, "api", "index.php", "prefs.php", "public.php", "backend.php")
    return _TinyTiny(Wire(send, base, "API of Tiny Tiny RSS"), user, secret)


class _TinyTiny(Unable):
    abilities = Abilities(labels=True, subscribe=True)

    def __init__(self, wire: Wire, user: str, secret: Secret) -> None:
        super().__init__(wire)
        self._user, self._secret = user, secret
        self._session = ""

    async def log_in(self) -> None:
        password = await self._wire.secret(self._secret)
        reply = await self._ask({"op": "login", "user": self._user, "password": password})
        if reply.status != 0:
            raise self._fault(self._error_of(reply))
        login = self._read(reply, _LOGIN)
        if login.api_level < LOWEST_LEVEL:
            level = f"speaks level {login.api_level} of its API; level {LOWEST_LEVEL} is needed"
            raise self._wire.unwilling(level)
        self._session = login.session_id[:1000]

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        categories = await self._call("getCategories", _CATEGORIES)
        folders = {category.id: named(category.title) for category in categories if category.id > 0}
        feeds = await self._call("getFeeds", _FEEDS, cat_id=_ALL_FEEDS)
        return tuple(
            RemoteFeed(
                id=str(feed.id),
                url=address_of(feed.feed_url) or "",
                title="" if feed.title == "[Unknown]" else named(feed.title),
                folder=folders.get(feed.cat_id or 0, ""),
            )
            for feed in feeds
            if feed.id > 0
        )

    async def labels(self) -> tuple[str, ...]:
        return tuple(await self._labels())

    async def new_items(self, after: str | None) -> AsyncIterator[Page]:
        known = int(after or 0)
        ids = await self._listed(feed_id=_ALL, view_mode="all_articles", since_id=known)
        waiting = sorted(number for number in map(int, ids) if number > known)
        async for items, done in portions(self._articles, waiting, _ARTICLES):
            yield Page(items, str(waiting[done - 1]), len(waiting))

    async def items(self, ids: Collection[str]) -> tuple[RemoteItem, ...]:
        found: list[RemoteItem] = []
        async for items, _ in portions(self._articles, numbers_of(ids), _ARTICLES):
            found += items
        return tuple(found)

    async def unread(self) -> frozenset[str]:
        return frozenset(await self._listed(feed_id=_ALL, view_mode="unread"))

    async def starred(self) -> frozenset[str]:
        return frozenset(await self._listed(feed_id=_STARRED, view_mode="all_articles"))

    async def labelled(self, label: str) -> frozenset[str]:
        number = (await self._labels()).get(label)
        return frozenset() if number is None else frozenset(await self._listed(feed_id=number))

    async def set_read(self, ids: Collection[str], value: bool) -> None:
        await self._update(ids, _UNREAD, not value)

    async def set_starred(self, ids: Collection[str], value: bool) -> None:
        await self._update(ids, _STAR, value)

    async def set_label(self, ids: Collection[str], label: str, value: bool) -> None:
        number = (await self._labels()).get(label)
        if number is None and value:
            raise self._wire.unwilling("has no such label, and its API cannot make one", label)
        if number is None:
            return
        for some in batches(ids, _AT_ONCE):
            numbers = ",".join(map(str, numbers_of(some)))
            await self._call("setArticleLabel", _ANYTHING, article_ids=numbers, label_id=number, assign=value)

    async def subscribe(self, url: str, title: str = "", folder: str = "") -> None:  # noqa: ARG002
        categories = await self._call("getCategories", _CATEGORIES, include_empty=True) if folder else []
        numbers = {named(category.title): category.id for category in categories if category.id > 0}
        done = await self._call(
            "subscribeToFeed", _SUBSCRIBING, feed_url=url, category_id=numbers.get(folder, 0)
        )
        outcome = done.status or _Subscribed(done.code, done.message)
        if outcome.code not in {0, 1}:
            raise self._wire.unwilling("would not subscribe to the feed", outcome.message or "")

    async def unsubscribe(self, feed: str) -> None:
        reply = await self._answer("unsubscribeFeed", feed_id=feed)
        if reply.status != 0 and (error := self._error_of(reply)) != "FEED_NOT_FOUND":
            raise self._fault(error)

    async def _labels(self) -> dict[str, int]:
        labels = await self._call("getLabels", _LABELS)
        return {named(label.caption): label.id for label in labels if named(label.caption)}

    async def _listed(self, **asked: str | int) -> dict[str, None]:
        """The ids of a list of headlines, page by page; two pages have some in common."""
        found: dict[str, None] = {}
        skip = 0
        for _ in range(_MANY_PAGES):
            headlines = await self._call(
                "getHeadlines", _HEADLINES, **asked, limit=HEADLINES, skip=skip, order_by="date_reverse"
            )
            before = len(found)
            found.update((str(headline.id), None) for headline in headlines if headline.id > 0)
            counted(self._wire, len(found))
            if len(headlines) < HEADLINES - _OVERLAP:
                return found
            if len(found) == before:
                break
            skip += len(headlines) - _OVERLAP
        raise self._wire.senseless("tells the same headlines again and again")

    async def _articles(self, ids: Sequence[int]) -> tuple[RemoteItem, ...]:
        wanted = ",".join(map(str, ids))
        articles = await self._call("getArticle", _ARTICLES_OF, article_id=wanted, sanitize=True)
        return tuple(_item(article) for article in articles if article.id in set(ids))

    async def _update(self, ids: Collection[str], field: int, value: bool) -> None:
        for some in batches(ids, _AT_ONCE):
            numbers = ",".join(map(str, numbers_of(some)))
            await self._call("updateArticle", _ANYTHING, article_ids=numbers, field=field, mode=int(value))

    async def _call(self, op: str, decoder: msgspec.json.Decoder[Any], **asked: str | int) -> Any:
        reply = await self._answer(op, **asked)
        if reply.status != 0:
            raise self._fault(self._error_of(reply))
        return self._read(reply, decoder)

    async def _answer(self, op: str, **asked: str | int) -> _Reply:
        """Ask; log in before, if that has not been done, and once more if the session is over."""
        fresh = not self._session
        if fresh:
            await self.log_in()
        reply = await self._ask({"op": op, "sid": self._session, **asked})
        if reply.status != 0 and self._error_of(reply) == _RELOGIN and not fresh:
            await self.log_in()
            reply = await self._ask({"op": op, "sid": self._session, **asked})
        return reply

    async def _ask(self, question: dict[str, str | int]) -> _Reply:
        body = msgspec.json.encode(question)
        answer = await self._wire.ask("api/", method="POST", body=body, kind=JSON, largest=LARGEST_ITEMS)
        return self._wire.decoded(self._wire.checked(answer), _REPLY)

    def _read(self, reply: _Reply, decoder: msgspec.json.Decoder[Any]) -> Any:
        return self._wire.decoded_part(bytes(reply.content), decoder)

    def _error_of(self, reply: _Reply) -> str:
        error: _Error = self._read(reply, _ERROR)
        return error.error

    def _fault(self, error: str) -> SyncError:
        if error in {"LOGIN_ERROR", _RELOGIN}:
            return self._wire.refused()
        if error == "API_DISABLED":
            off = "keeps its API switched off for this account; its preferences can change that"
            return SyncError(f"{self._wire.host} {off}", "refused")
        return self._wire.unwilling("would not do what it was asked", error)


def _item(article: _Article) -> RemoteItem:
    number = str(article.id)
    attached = article.attachments or ()
    return RemoteItem(
        id=number,
        feed=str(article.feed_id) if article.feed_id else "",
        entry=entry_of(
            number,
            url=article.link,
            title=article.title,
            author=article.author,
            html=article.content,
            published=article.updated,
            enclosures=(enclosure_of(part.content_url, part.content_type) for part in attached),
        ),
        read=not article.unread,
        starred=article.marked,
        labels=tuple(_captions(article.labels)),
    )


def _captions(labels: object) -> list[str]:
    """The names in a list of labels, each of which is a list: number, name, colours."""
    rows = labels[:100] if isinstance(labels, list) else []
    named_rows = (row[1] for row in rows if isinstance(row, list) and len(row) > 1)
    return [name for text in named_rows if isinstance(text, str) and (name := named(text))]
