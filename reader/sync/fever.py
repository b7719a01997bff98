"""Fever's API, the least that many servers have in common: what is read and what is saved.

Its answers are HTTP 200 whatever they say; one question asks for one thing, since some servers answer the
first alone. Some toggle what is called saved and unsaved: it is looked at before. Fever's key is a digest
(MD5) of name and password, so that whoever hears it may use it: only https keeps it secret.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any

import msgspec

from reader.sync.items import address_of, entry_of, half_width, half_width_name, named
from reader.sync.server import Abilities, Page, RemoteFeed, RemoteItem, Secret, Send, Server
from reader.sync.unable import Unable
from reader.sync.wire import (
    FORM,
    LARGEST_IDS,
    LARGEST_ITEMS,
    Wire,
    base_of,
    batches,
    counted,
    form,
    numbers_of,
    reading,
)

_WITH_IDS = 50
"""Items that are told at once."""
_API = "API of Fever"
_PLACES = ("fever/", "api/fever.php", "p/api/fever.php", "fever.php", "plugins/fever/")


class _Head(msgspec.Struct):
    api_version: int | str
    auth: bool = False


class _Group(msgspec.Struct):
    id: int
    title: str | None = None


class _Member(msgspec.Struct):
    group_id: int
    feed_ids: str | None = None


class _Groups(msgspec.Struct):
    groups: list[_Group]
    feeds_groups: list[_Member] = []


class _Feed(msgspec.Struct):
    id: int
    title: str | None = None
    url: str | None = None
    site_url: str | None = None


class _Feeds(msgspec.Struct):
    feeds: list[_Feed]


class _Item(msgspec.Struct):
    id: int
    feed_id: int = 0
    title: str | None = None
    author: str | None = None
    html: str | None = None
    url: str | None = None
    is_saved: bool = False
    is_read: bool = False
    created_on_time: int | None = None


class _Items(msgspec.Struct):
    items: list[_Item]
    total_items: int | None = None


class _Unread(msgspec.Struct):
    unread_item_ids: str


class _Saved(msgspec.Struct):
    saved_item_ids: str


_HEAD, _GROUPS, _FEEDS = reading(_Head), reading(_Groups), reading(_Feeds)
_ITEMS, _UNREAD, _SAVED = reading(_Items), reading(_Unread), reading(_Saved)


def connect(url: str, user: str, secret: Secret, send: Send) -> Server:
    """See `reader.sync.connect`; where the API is found out, unless `url` says it."""
    base = base_of(url)
    _, _, path = base.partition("://")[2].partition("/")
    if "fever" not in path.lower():
        return _Fever(Wire(send, base, _API), user, secret, _PLACES)
    folder, _, last = base.rpartition("/")
    return _Fever(Wire(send, folder, _API), user, secret, (last, f"{last}/"))


class _Fever(Unable):
    abilities = Abilities()

    def __init__(self, wire: Wire, user: str, secret: Secret, places: Sequence[str]) -> None:
        super().__init__(wire)
        self._user, self._secret, self._places = user, secret, places
        self._place = ""
        self._key = ""

    async def log_in(self) -> None:
        await self._look_up()
        secret = await self._wire.secret(self._secret)
        self._key = hashlib.md5(f"{self._user}:{secret}".encode(), usedforsecurity=False).hexdigest()
        await self._ask({}, _HEAD)

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        told: _Groups = await self._ask({"groups": ""}, _GROUPS)
        names = {group.id: self._name(group.title) for group in told.groups}
        folders: dict[str, str] = {}
        for member in told.feeds_groups:
            for feed in (member.feed_ids or "").split(","):
                folders.setdefault(feed.strip(), names.get(member.group_id, ""))
        feeds: _Feeds = await self._ask({"feeds": ""}, _FEEDS)
        return tuple(
            RemoteFeed(
                id=str(feed.id),
                url=address_of(feed.url) or "",
                title=self._name(feed.title),
                folder=folders.get(str(feed.id), ""),
                site=address_of(feed.site_url),
            )
            for feed in feeds.feeds
        )

    async def new_items(self, after: str | None) -> AsyncIterator[Page]:
        known, told = int(after or 0), 0
        while True:
            # Some servers take since_id=0 for no question at all; the item 1 is asked for by its name.
            found = await self._items({"since_id": str(max(known, 1))})
            items = [item for item in found.items if item.id > known]
            if not known:
                items += (await self._items({"with_ids": "1"})).items
            if not items:
                if found.items:
                    raise self._wire.senseless("tells the same articles again and again")
                return
            known = max(item.id for item in items)
            told += len(items)
            counted(self._wire, told)
            ordered = sorted(items, key=lambda item: item.id)
            yield Page(tuple(map(self._item, ordered)), str(known), None if after else found.total_items)

    async def items(self, ids: Collection[str]) -> tuple[RemoteItem, ...]:
        found: list[RemoteItem] = []
        for some in batches(ids, _WITH_IDS):
            wanted = set(numbers_of(some))
            if wanted:
                told = await self._items({"with_ids": ",".join(map(str, sorted(wanted)))})
                found += [self._item(item) for item in told.items if item.id in wanted]
        return tuple(found)

    async def unread(self) -> frozenset[str]:
        told: _Unread = await self._ask({"unread_item_ids": ""}, _UNREAD, LARGEST_IDS)
        return self._ids(told.unread_item_ids)

    async def starred(self) -> frozenset[str]:
        told: _Saved = await self._ask({"saved_item_ids": ""}, _SAVED, LARGEST_IDS)
        return self._ids(told.saved_item_ids)

    async def set_read(self, ids: Collection[str], value: bool) -> None:
        if ids:
            unread = await self.unread()
            for name in dict.fromkeys(ids):
                if (name in unread) == value:
                    await self._mark(name, "read" if value else "unread")

    async def set_starred(self, ids: Collection[str], value: bool) -> None:
        if ids:
            saved = await self.starred()
            for name in dict.fromkeys(ids):
                if (name in saved) != value:
                    await self._mark(name, "saved" if value else "unsaved")

    async def _mark(self, name: str, how: str) -> None:
        for number in numbers_of([name]):
            await self._ask({"mark": "item", "as": how, "id": str(number)}, _HEAD, LARGEST_IDS)

    async def _items(self, which: Mapping[str, str]) -> _Items:
        told: _Items = await self._ask({"items": "", **which}, _ITEMS, LARGEST_ITEMS)
        return told

    def _ids(self, written: str) -> frozenset[str]:
        """Read ids that are parted by commas. Raise SyncError for anything else."""
        parts = [part.strip() for part in written.split(",")]
        counted(self._wire, len(parts))
        names = frozenset(part for part in parts if part)
        if not all(name.isascii() and name.isdigit() and len(name) <= 19 for name in names):
            raise self._wire.senseless("names articles by what is no number")
        return names

    async def _ask(
        self, what: Mapping[str, str], decoder: msgspec.json.Decoder[Any], largest: int = 4 << 20
    ) -> Any:
        """Ask for one thing; log in before if that has not been done."""
        if not self._key:
            await self.log_in()
        pairs = [("api_key", self._key)]
        marks = "mark" in what
        query = {"api": ""} if marks else {"api": "", **what}
        answer = await self._wire.ask(
            self._place,
            query,
            method="POST",
            body=form(*pairs, *(what.items() if marks else ())),
            kind=FORM,
            largest=largest,
        )
        answer = self._wire.checked(answer)
        if not self._wire.decoded(answer, _HEAD).auth:
            self._key = ""
            raise self._wire.refused()
        return self._wire.decoded(answer, decoder)

    async def _look_up(self) -> None:
        """Find out where the API is: the place that answers as one, asked without a key."""
        if self._place:
            return
        for place in self._places:
            answer = await self._wire.ask(place, {"api": ""}, largest=1 << 20)
            if answer.status == 200 and b"api_version" in answer.body[:10_000]:
                self._place = place
                return
        if 200 <= answer.status < 300:
            raise self._wire.senseless("has no API of Fever at this address")
        raise self._wire.fault(answer)

    def _item(self, item: _Item) -> RemoteItem:
        number = str(item.id)
        return RemoteItem(
            id=number,
            feed=str(item.feed_id) if item.feed_id else "",
            entry=entry_of(
                number,
                url=item.url,
                title=half_width(item.title or "") if self._is_freshrss else item.title,
                author=item.author,
                html=item.html,
                published=item.created_on_time,
            ),
            read=item.is_read,
            starred=item.is_saved,
        )

    def _name(self, title: str | None) -> str:
        return half_width_name(named(title)) if self._is_freshrss else named(title)

    @property
    def _is_freshrss(self) -> bool:
        return self._place.endswith("fever.php")
