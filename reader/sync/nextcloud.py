"""Nextcloud News's API, v1-3 where the server has it, else v1-2.

The two differ in how marks are set (v1-2 knows an article with a star by its feed and a digest of its guid)
and in the methods. Neither tells ids alone: whoever wants to know what is unread is told all of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any

import msgspec

from reader.sync.items import address_of, enclosure_of, entry_of, named
from reader.sync.rest import Rest, number_of
from reader.sync.server import (
    Abilities,
    Answer,
    Method,
    Page,
    RemoteFeed,
    RemoteItem,
    Secret,
    Send,
    Server,
)
from reader.sync.wire import (
    LARGEST_IDS,
    LARGEST_ITEMS,
    Wire,
    base_of,
    basic,
    batches,
    counted,
    fewer,
    numbers_of,
    reading,
    spans,
)

_VERSIONS = ("v1-3", "v1-2")
_STARRED, _EVERYTHING, _UNREAD = 2, 3, 6
_ITEMS, _AT_ONCE, _SPAN = 250, 250, 50


class _Version(msgspec.Struct):
    version: str


class _Folder(msgspec.Struct):
    id: int
    name: str | None = None


class _Folders(msgspec.Struct):
    folders: list[_Folder]


class _Feed(msgspec.Struct):
    id: int
    url: str | None = None
    title: str | None = None
    folderId: int | None = None  # noqa: N815
    link: str | None = None


class _Feeds(msgspec.Struct):
    feeds: list[_Feed]


class _Item(msgspec.Struct):
    id: int
    feedId: int = 0  # noqa: N815
    guid: str | None = None
    guidHash: str | None = None  # noqa: N815
    url: str | None = None
    title: str | None = None
    author: str | None = None
    pubDate: int | None = None  # noqa: N815
    body: str | None = None
    enclosureMime: str | None = None  # noqa: N815
    enclosureLink: str | None = None  # noqa: N815
    unread: bool = False
    starred: bool = False


class _Items(msgspec.Struct):
    items: list[_Item]


class _Number(msgspec.Struct):
    id: int


class _Numbers(msgspec.Struct):
    items: list[_Number]


_VERSION, _FOLDERS, _FEEDS = reading(_Version), reading(_Folders), reading(_Feeds)
_ITEMS_OF, _NUMBERS = reading(_Items), reading(_Numbers)


def connect(url: str, user: str, secret: Secret, send: Send) -> Server:
    """See `reader.sync.connect`; `url` may be that of Nextcloud, of the News application or of its API."""
    base = base_of(url, "index.php", "apps")
    return _Nextcloud(Wire(send, f"{base}/index.php/apps/news/api", "API of Nextcloud News"), user, secret)


class _Nextcloud(Rest):
    abilities = Abilities(subscribe=True, rename=True, folders=True)

    def __init__(self, wire: Wire, user: str, secret: Secret) -> None:
        super().__init__(wire, user, secret)
        self._version = ""

    async def log_in(self) -> None:
        """Find out which version the server has, the newer one first."""
        secret = await self._wire.secret(self._secret)
        self._headers = {"Authorization": basic(self._user, secret), "OCS-APIRequest": "true"}
        for version in _VERSIONS:
            answer = await self._wire.ask(f"{version}/version", headers=self._headers)
            if answer.status not in {404, 405, 501}:
                self._wire.decoded(self._wire.checked(answer), _VERSION)
                self._version = version
                return
        raise self._wire.fault(answer)

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        folders = {folder.id: named(folder.name) for folder in await self._folders()}
        feeds = self._wire.decoded(await self._done("GET", "feeds", largest=LARGEST_IDS), _FEEDS).feeds
        return tuple(
            RemoteFeed(
                id=str(feed.id),
                url=address_of(feed.url) or "",
                title=named(feed.title),
                folder=folders.get(feed.folderId or 0, ""),
                site=address_of(feed.link),
            )
            for feed in feeds
        )

    async def new_items(self, after: str | None) -> AsyncIterator[Page]:
        known, size, told = int(after or 0), _ITEMS, 0
        while True:
            items, size = await fewer(lambda most: self._listed(_EVERYTHING, known, most), size)  # noqa: B023
            if not items:
                return
            known = self._further(known, items)
            told += len(items)
            counted(self._wire, told)
            yield Page(tuple(map(_item, items)), str(known))

    async def items(self, ids: Collection[str]) -> tuple[RemoteItem, ...]:
        return tuple(map(_item, await self._found(ids)))

    async def unread(self) -> frozenset[str]:
        return await self._ids(_UNREAD)

    async def starred(self) -> frozenset[str]:
        return await self._ids(_STARRED)

    async def set_read(self, ids: Collection[str], value: bool) -> None:
        for some in batches(ids, _AT_ONCE):
            await self._mark("read" if value else "unread", numbers_of(some), numbers_of(some))

    async def set_starred(self, ids: Collection[str], value: bool) -> None:
        mark = "star" if value else "unstar"
        for some in batches(ids, _AT_ONCE):
            old: list[Any] = []
            if await self._prefix() == "v1-2":
                found = await self._found(some)
                old = [{"feedId": item.feedId, "guidHash": item.guidHash} for item in found if item.guidHash]
            await self._mark(mark, numbers_of(some), old)

    async def subscribe(self, url: str, title: str = "", folder: str = "") -> None:
        answer = await self._ask("POST", "feeds", {"url": url, "folderId": await self._folder(folder)})
        if answer.status == 409:
            return
        if answer.status in {400, 404, 422}:
            raise self._wire.unwilling("would not subscribe to the feed", self._said(answer))
        feeds = self._wire.decoded(self._wire.checked(answer), _FEEDS).feeds
        if title and feeds:
            await self.rename(str(feeds[0].id), title)

    async def unsubscribe(self, feed: str) -> None:
        await self._done_or_gone("DELETE", f"feeds/{number_of(feed)}")

    async def rename(self, feed: str, title: str) -> None:
        path = f"feeds/{number_of(feed)}/rename"
        await self._changed(await self._method(), path, {"feedTitle": title})

    async def move(self, feed: str, folder: str) -> None:
        path = f"feeds/{number_of(feed)}/move"
        await self._changed(await self._method(), path, {"folderId": await self._folder(folder)})

    async def _mark(self, how: str, numbers: Sequence[int], old: Sequence[Any]) -> None:
        """Set a mark, in the words of the version that the server speaks."""
        newer = await self._prefix() != "v1-2"
        what = {"itemIds": numbers} if newer else {"items": old}
        if numbers and (newer or old):
            await self._done(await self._method(), f"items/{how}/multiple", what)

    async def _folders(self) -> list[_Folder]:
        return self._wire.decoded(await self._done("GET", "folders"), _FOLDERS).folders

    async def _folder(self, name: str) -> int:
        """The number of a folder, which is made if need be; 0 stands for none, in both versions."""
        if not name:
            return 0
        for folder in await self._folders():
            if named(folder.name) == name:
                return folder.id
        made = self._wire.decoded(await self._done("POST", "folders", {"name": name}), _FOLDERS).folders
        if not made:
            raise self._wire.unwilling("would not make the folder", name)
        return made[0].id

    async def _found(self, ids: Collection[str]) -> list[_Item]:
        """Those of some items that there are; none can be asked for alone: what lies between comes, too."""
        found: list[_Item] = []
        for group in spans(numbers_of(ids), _SPAN):
            wanted, known = set(group), group[0] - 1
            while known < group[-1]:
                items, _ = await fewer(
                    lambda most: self._listed(_EVERYTHING, known, most),  # noqa: B023
                    group[-1] - known,
                )
                found += [item for item in items if item.id in wanted]
                known = self._further(known, items) if items else group[-1]
        return found

    async def _ids(self, kind: int) -> frozenset[str]:
        found: set[str] = set()
        known, size = 0, _ITEMS
        while True:
            items, size = await fewer(lambda most: self._numbers(kind, known, most), size)  # noqa: B023
            if not items:
                return frozenset(found)
            known = self._further(known, items)
            found.update(str(item.id) for item in items)
            counted(self._wire, len(found))

    def _further(self, known: int, items: Sequence[_Item] | Sequence[_Number]) -> int:
        """The highest id of some items. Raise SyncError if it is none that goes on."""
        last = max(item.id for item in items)
        if last <= known:
            raise self._wire.senseless("tells the same articles again and again")
        return last

    async def _listed(self, kind: int, known: int, most: int) -> list[_Item]:
        return self._wire.decoded(await self._page(kind, known, most), _ITEMS_OF).items

    async def _numbers(self, kind: int, known: int, most: int) -> list[_Number]:
        return self._wire.decoded(await self._page(kind, known, most), _NUMBERS).items

    async def _page(self, kind: int, known: int, most: int) -> Answer:
        """Ask for the items after an id, the oldest first."""
        query: dict[str, str | int] = {"type": _EVERYTHING if kind == _UNREAD else kind, "id": 0}
        query |= {"getRead": "false" if kind == _UNREAD else "true", "oldestFirst": "true"}
        query |= {"batchSize": most, "offset": known}
        return await self._done("GET", "items", query=query, largest=LARGEST_ITEMS)

    async def _prefix(self) -> str:
        if not self._version or not self._headers:
            await self.log_in()
        return self._version

    async def _method(self) -> Method:
        """How changes are sent: v1-2 takes PUT where v1-3 takes POST."""
        return "PUT" if await self._prefix() == "v1-2" else "POST"


def _item(item: _Item) -> RemoteItem:
    number = str(item.id)
    return RemoteItem(
        id=number,
        feed=str(item.feedId) if item.feedId else "",
        entry=entry_of(
            number,
            guid=item.guid,
            url=item.url,
            title=item.title,
            author=item.author,
            html=item.body,
            published=item.pubDate,
            enclosures=(enclosure_of(item.enclosureLink, item.enclosureMime),),
        ),
        read=not item.unread,
        starred=item.starred,
    )
