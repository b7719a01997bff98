"""Fever's API as FreshRSS speaks it, and as Miniflux does: a thing at a time, and stars that are toggled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from tests.sync.fakes.account import Account, Item
from tests.sync.fakes.serving import Asked, Said, as_json

_WIDE = str.maketrans("&<>", "＆＜＞")
_ORDER = ("groups", "feeds", "favicons", "unread_item_ids", "saved_item_ids", "items")


@dataclass(slots=True)
class Fever:
    account: Account
    place: str = "/fever/"
    freshrss: bool = False

    def __call__(self, asked: Asked) -> Said:
        if asked.path != self.place:
            return Said(404, b"<html>Not Found</html>")
        secret = f"{self.account.user}:{self.account.password}"
        key = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
        if asked.field("api_key").lower() != key:
            return as_json({"api_version": 3, "auth": 0})
        told: dict[str, Any] = {"api_version": 3, "auth": 1, "last_refreshed_on_time": "1793520000"}
        wanted = [name for name in _ORDER if name in asked.query]
        for name in wanted if self.freshrss else wanted[:1]:
            told |= self._told(name, asked)
        if asked.field("mark") == "item" and (item := self.account.known(asked.field("id"))) is not None:
            self._mark(item, asked.field("as"))
        return as_json(told)

    def _told(self, name: str, asked: Asked) -> dict[str, Any]:
        items = self.account.ordered()
        if name == "groups":
            names = enumerate(self.account.folders, 1)
            return {"groups": [{"id": n, "title": title} for n, title in names], **self._members()}
        if name == "feeds":
            rows = [
                {"id": feed.id, "title": feed.title, "url": feed.url} for feed in self.account.feeds.values()
            ]
            return {"feeds": rows, **self._members()}
        if name == "unread_item_ids":
            return {name: ",".join(str(item.id) for item in items if not item.read)}
        if name == "saved_item_ids":
            return {name: ",".join(str(item.id) for item in items if item.starred)}
        return {"items": self._items(items, asked), "total_items": len(items)} if name == "items" else {}

    def _members(self) -> dict[str, Any]:
        groups = []
        for number, name in enumerate(self.account.folders, 1):
            feeds = [str(feed.id) for feed in self.account.feeds.values() if feed.folder == name]
            groups.append({"group_id": number, "feed_ids": ",".join(feeds)})
        return {"feeds_groups": groups}

    def _items(self, items: list[Item], asked: Asked) -> list[dict[str, Any]]:
        if "with_ids" in asked.query:
            wanted = asked.query["with_ids"].split(",")
            items = [item for item in items if str(item.id) in wanted]
        elif since := int(asked.query.get("since_id", 0)):
            items = [item for item in items if item.id > since]
        else:
            items = items[::-1]  # no order is promised without an id
        return [self._item(item) for item in items[:50]]

    def _item(self, item: Item) -> dict[str, Any]:
        return {
            "id": item.id,
            "feed_id": item.feed,
            "title": item.title.translate(_WIDE) if self.freshrss else item.title,
            "author": item.author,
            "html": item.html,
            "url": item.url,
            "is_saved": int(item.starred),
            "is_read": int(item.read),
            "created_on_time": item.published,
        }

    def _mark(self, item: Item, how: str) -> None:
        if how in {"read", "unread"}:
            item.read = how == "read"
        elif how in {"saved", "unsaved"}:
            item.starred = how == "saved" if self.freshrss else not item.starred
