"""Miniflux's own API (v1), which other servers speak, too.

Its mark of a star can only be toggled on older servers; there it is looked at first. Every feed has a
category: the one that each account begins with, "All", counts as none.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence

import msgspec

from reader.sync.items import address_of, enclosure_of, entry_of, named
from reader.sync.rest import Rest, number_of
from reader.sync.server import (
    Abilities,
    Page,
    RemoteFeed,
    RemoteItem,
    Secret,
    Send,
    Server,
    TooLargeError,
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
    seconds_of,
    spans,
)

NO_FOLDER = "All"
_ENTRIES, _IDS, _AT_ONCE = 250, 10_000, 250
_OVERLAP = 100  # ids of two pages, in case some left the list in between
_MANY_PAGES = 10_000
_UNKNOWN = frozenset({400, 404, 405, 422})


class _Category(msgspec.Struct):
    id: int
    title: str | None = None


class _Feed(msgspec.Struct):
    id: int
    feed_url: str | None = None
    site_url: str | None = None
    title: str | None = None
    category: _Category | None = None


class _Enclosure(msgspec.Struct):
    url: str | None = None
    mime_type: str | None = None
    size: int | None = None


class _Entry(msgspec.Struct):
    id: int
    feed_id: int = 0
    status: str = ""
    title: str | None = None
    url: str | None = None
    published_at: str | None = None
    content: str | None = None
    author: str | None = None
    starred: bool = False
    enclosures: list[_Enclosure] | None = None
    tags: list[str | None] | None = None


class _Entries(msgspec.Struct):
    entries: list[_Entry]
    total: int = 0


class _Number(msgspec.Struct):
    id: int


class _Numbers(msgspec.Struct):
    entries: list[_Number]


class _Ids(msgspec.Struct):
    entry_ids: list[int]


class _Made(msgspec.Struct):
    feed_id: int


_ME, _CATEGORY, _CATEGORIES, _FEEDS = (
    reading(_Number),
    reading(_Category),
    reading(list[_Category]),
    reading(list[_Feed]),
)
_ENTRIES_OF, _ENTRY, _NUMBERS = reading(_Entries), reading(_Entry), reading(_Numbers)
_IDS_OF, _MADE = reading(_Ids), reading(_Made)


def connect(url: str, user: str, secret: Secret, send: Send) -> Server:
    """See `reader.sync.connect`; without a user the secret is an API key."""
    base = base_of(url, "v1", "unread", "starred", "settings", "login")
    return _Miniflux(Wire(send, base, "API of Miniflux"), user, secret)


class _Miniflux(Rest):
    abilities = Abilities(subscribe=True, rename=True, folders=True)

    def __init__(self, wire: Wire, user: str, secret: Secret) -> None:
        super().__init__(wire, user, secret)
        self._tells_ids = self._sets_stars = True

    async def log_in(self) -> None:
        self._wire.decoded(await self._done("GET", "me"), _ME)

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        feeds = self._wire.decoded(await self._done("GET", "feeds", largest=LARGEST_IDS), _FEEDS)
        return tuple(
            RemoteFeed(
                id=str(feed.id),
                url=address_of(feed.feed_url) or "",
                title=named(feed.title),
                folder=_folder(feed.category),
                site=address_of(feed.site_url),
            )
            for feed in feeds
        )

    async def new_items(self, after: str | None) -> AsyncIterator[Page]:
        known, size, told = int(after or 0), _ENTRIES, 0
        while True:
            found, size = await fewer(lambda most: self._entries_after(known, most), size)  # noqa: B023
            entries = found.entries
            if not entries:
                return
            last = max(entry.id for entry in entries)
            if last <= known:
                raise self._wire.senseless("tells the same articles again and again")
            known, told = last, told + len(entries)
            counted(self._wire, told)
            yield Page(
                tuple(map(_item, _kept(entries))), str(known), told + max(0, found.total - len(entries))
            )

    async def items(self, ids: Collection[str]) -> tuple[RemoteItem, ...]:
        wanted, found = numbers_of(ids), list[RemoteItem]()
        for group in spans(wanted, _ENTRIES):
            found += map(_item, _kept(await self._entries_of(group)))
        return tuple(found)

    async def unread(self) -> frozenset[str]:
        return await self._ids(status="unread")

    async def starred(self) -> frozenset[str]:
        return await self._ids(starred="true")

    async def set_read(self, ids: Collection[str], value: bool) -> None:
        for some in batches(ids, _AT_ONCE):
            if numbers := numbers_of(some):
                status = "read" if value else "unread"
                await self._done("PUT", "entries", {"entry_ids": numbers, "status": status})

    async def set_starred(self, ids: Collection[str], value: bool) -> None:
        for some in batches(ids, _AT_ONCE):
            numbers = numbers_of(some)
            if not numbers or (self._sets_stars and await self._starred(numbers, value)):
                continue
            for number in numbers:
                entry = await self._entry(number)
                if entry is not None and entry.starred != value:
                    await self._done_or_gone("PUT", f"entries/{number}/bookmark")

    async def subscribe(self, url: str, title: str = "", folder: str = "") -> None:
        if any(feed.url == url for feed in await self.subscriptions()):
            return
        category = await self._category(folder)
        asked = {"feed_url": url} | ({"category_id": category} if category else {})
        answer = await self._ask("POST", "feeds", asked)
        if answer.status in {400, 409, 422, 500, 502}:
            raise self._wire.unwilling("would not subscribe to the feed", self._said(answer))
        made = self._wire.decoded(self._wire.checked(answer), _MADE)
        if title:
            await self.rename(str(made.feed_id), title)

    async def unsubscribe(self, feed: str) -> None:
        await self._done_or_gone("DELETE", f"feeds/{number_of(feed)}")

    async def rename(self, feed: str, title: str) -> None:
        await self._changed("PUT", f"feeds/{number_of(feed)}", {"title": title})

    async def move(self, feed: str, folder: str) -> None:
        category = await self._category(folder or NO_FOLDER)
        if category:
            await self._changed("PUT", f"feeds/{number_of(feed)}", {"category_id": category})

    async def _category(self, name: str) -> int:
        """The number of a category, which is made if need be; 0 for the one that the server chooses."""
        if not name:
            return 0
        categories = self._wire.decoded(await self._done("GET", "categories"), _CATEGORIES)
        for category in categories:
            if named(category.title) == name:
                return category.id
        if name == NO_FOLDER:
            return min((category.id for category in categories), default=0)
        return self._wire.decoded(await self._done("POST", "categories", {"title": name}), _CATEGORY).id

    async def _entries_after(self, known: int, most: int) -> _Entries:
        query: dict[str, str | int] = {"order": "id", "direction": "asc", "limit": most}
        query |= {"after_entry_id": known} if known else {}
        answer = await self._done("GET", "entries", query=query, largest=LARGEST_ITEMS)
        return self._wire.decoded(answer, _ENTRIES_OF)

    async def _entries_of(self, numbers: Sequence[int]) -> list[_Entry]:
        """Those of some entries, whose numbers lie close together, that there are."""
        if len(numbers) == 1:
            entry = await self._entry(numbers[0])
            return [] if entry is None else [entry]
        query: dict[str, str | int] = {"order": "id", "direction": "asc", "limit": _ENTRIES}
        query |= {"before_entry_id": numbers[-1] + 1}
        query |= {"after_entry_id": numbers[0] - 1} if numbers[0] > 1 else {}
        try:
            answer = await self._done("GET", "entries", query=query, largest=LARGEST_ITEMS)
        except TooLargeError:
            half = len(numbers) // 2
            return await self._entries_of(numbers[:half]) + await self._entries_of(numbers[half:])
        entries = self._wire.decoded(answer, _ENTRIES_OF).entries
        return [entry for entry in entries if entry.id in set(numbers)]

    async def _entry(self, number: int) -> _Entry | None:
        answer = await self._ask("GET", f"entries/{number}", largest=LARGEST_ITEMS)
        return None if answer.status == 404 else self._wire.decoded(self._wire.checked(answer), _ENTRY)

    async def _ids(self, **which: str) -> frozenset[str]:
        if self._tells_ids:
            found = await self._ids_alone(which)
            if found is not None:
                return found
            self._tells_ids = False
        return await self._ids_of_entries(which)

    async def _ids_alone(self, which: Mapping[str, str]) -> frozenset[str] | None:
        """The ids of some entries, None if the server is too old to tell them alone."""
        found: set[str] = set()
        for _ in range(_MANY_PAGES):
            skip = max(0, len(found) - _OVERLAP)
            query: dict[str, str | int] = {**which, "limit": _IDS, "offset": skip}
            answer = await self._ask("GET", "entries/ids", query=query, largest=LARGEST_IDS)
            if answer.status in _UNKNOWN:
                return None
            ids = self._wire.decoded(self._wire.checked(answer), _IDS_OF).entry_ids
            before = len(found)
            found.update(map(str, ids))
            counted(self._wire, len(found))
            if len(ids) < _IDS:
                return frozenset(found)
            if len(found) == before:
                break
        raise self._wire.senseless("tells the same ids again and again")

    async def _ids_of_entries(self, which: Mapping[str, str]) -> frozenset[str]:
        """The ids of some entries, of which an older server tells everything."""
        found: set[str] = set()
        known, size = 0, _ENTRIES
        while True:

            async def ask(most: int, known: int = known) -> _Numbers:
                query: dict[str, str | int] = {**which, "order": "id", "direction": "asc", "limit": most}
                query |= {"after_entry_id": known} if known else {}
                answer = await self._done("GET", "entries", query=query, largest=LARGEST_ITEMS)
                return self._wire.decoded(answer, _NUMBERS)

            page, size = await fewer(ask, size)
            ids = [entry.id for entry in page.entries]
            if not ids:
                return frozenset(found)
            if max(ids) <= known:
                raise self._wire.senseless("tells the same articles again and again")
            known = max(ids)
            found.update(map(str, ids))
            counted(self._wire, len(found))

    async def _starred(self, numbers: list[int], value: bool) -> bool:
        """Set a star; whether the server can. Older ones ask for a status with it."""
        answer = await self._ask("PUT", "entries", {"entry_ids": numbers, "starred": value})
        self._sets_stars = answer.status not in _UNKNOWN
        if self._sets_stars:
            self._wire.checked(answer)
        return self._sets_stars

    async def _prefix(self) -> str:
        if not self._headers:
            secret = await self._wire.secret(self._secret)
            user = self._user
            self._headers = {"Authorization": basic(user, secret)} if user else {"X-Auth-Token": secret}
        return "v1"


def _folder(category: _Category | None) -> str:
    name = named(category.title) if category else ""
    return "" if name == NO_FOLDER else name


def _kept(entries: list[_Entry]) -> list[_Entry]:
    """Without those that the server only remembers so that it does not take them in again."""
    return [entry for entry in entries if entry.status != "removed"]


def _item(entry: _Entry) -> RemoteItem:
    attached = entry.enclosures or ()
    number = str(entry.id)
    return RemoteItem(
        id=number,
        feed=str(entry.feed_id) if entry.feed_id else "",
        entry=entry_of(
            number,
            url=entry.url,
            title=entry.title,
            author=entry.author,
            html=entry.content,
            published=seconds_of(entry.published_at),
            tags=entry.tags or (),
            enclosures=(enclosure_of(part.url, part.mime_type, part.size) for part in attached),
        ),
        read=entry.status == "read",
        starred=entry.starred,
    )
