"""Nextcloud News's API, with v1-3 or with v1-2 alone."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Any

from tests.sync.fakes.account import Account, Feed, Item
from tests.sync.fakes.serving import Asked, Said, as_json

_PATH = re.compile(r"/index\.php/apps/news/api/(v1-[23])/(.*)")
_FEED = re.compile(r"feeds/(\d+)(?:/(move|rename))?")
_MARK = re.compile(r"items/(read|unread|star|unstar)/multiple")


@dataclass(slots=True)
class Nextcloud:
    account: Account
    newest: str = "v1-3"

    def __call__(self, asked: Asked) -> Said:
        found = _PATH.fullmatch(asked.path)
        if found is None or found[1] > self.newest:
            return Said(404, b"<!DOCTYPE html><html><body>Page not found</body></html>")
        login = base64.b64encode(f"{self.account.user}:{self.account.password}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {login}":
            return as_json({"message": "Current user is not logged in"}, 401)
        return self._answer(asked, found[1], found[2])

    def _answer(self, asked: Asked, version: str, path: str) -> Said:
        change = "PUT" if version == "v1-2" else "POST"
        if mark := _MARK.fullmatch(path):
            return self._mark(mark[1], asked.json, version) if asked.method == change else Said(405)
        if one := _FEED.fullmatch(path):
            right = asked.method == (change if one[2] else "DELETE")
            return self._feed_changed(int(one[1]), one[2], asked) if right else Said(405)
        answer = {
            ("GET", "version"): lambda: as_json({"version": "25.2.1"}),
            ("GET", "folders"): lambda: as_json({"folders": self._folders()}),
            ("POST", "folders"): lambda: self._folder_made(asked.json["name"]),
            ("GET", "feeds"): lambda: as_json({"feeds": list(map(self._feed, self.account.feeds.values()))}),
            ("POST", "feeds"): lambda: self._subscribe(asked.json),
            ("GET", "items"): lambda: self._items(asked),
        }.get((asked.method, path))
        return answer() if answer else as_json({"message": "Route not found"}, 404)

    def _folders(self) -> list[dict[str, Any]]:
        return [{"id": number, "name": name} for number, name in enumerate(self.account.folders, 1)]

    def _folder_made(self, name: str) -> Said:
        if name in self.account.folders:
            return as_json({"message": "Name is already in use"}, 409)
        self.account.folders.append(name)
        return as_json({"folders": self._folders()[-1:]})

    def _feed(self, feed: Feed) -> dict[str, Any]:
        number = self.account.folders.index(feed.folder) + 1 if feed.folder else None
        return {
            "id": feed.id,
            "url": feed.url,
            "title": feed.title,
            "folderId": number,
            "link": None,
            "pinned": False,
        }

    def _subscribe(self, asked: dict[str, Any]) -> Said:
        if any(feed.url == asked["url"] for feed in self.account.feeds.values()):
            return as_json({"message": "Feed with this URL exists"}, 409)
        if asked["url"] in self.account.unreadable:
            return as_json({"message": "cURL error 6: Could not resolve host"}, 422)
        feed = self.account.subscribe(asked["url"], "", self._folder(asked["folderId"]))
        return as_json({"feeds": [self._feed(feed)], "newestItemId": 1})

    def _folder(self, number: int | None) -> str:
        return self.account.folders[number - 1] if number else ""

    def _feed_changed(self, number: int, how: str | None, asked: Asked) -> Said:
        feed = self.account.feeds.get(number)
        if feed is None:
            return as_json({"message": "Feed not found"}, 404)
        if how is None:
            self.account.unsubscribe(number)
        elif how == "rename":
            feed.title = asked.json["feedTitle"]
        else:
            feed.folder = self._folder(asked.json["folderId"])
        return as_json([])

    def _items(self, asked: Asked) -> Said:
        kind, known = int(asked.query["type"]), int(asked.query.get("offset", 0))
        assert asked.query.get("oldestFirst") == "true"
        items = [item for item in self.account.ordered() if item.id > known]
        if kind == 2:
            items = [item for item in items if item.starred]
        if asked.query.get("getRead") == "false":
            if kind != 3:
                return as_json({"message": "Setting getRead on an already filtered list is not allowed!"})
            items = [item for item in items if not item.read]
        most = int(asked.query.get("batchSize", -1))
        return as_json({"items": [self._item(item) for item in (items if most < 0 else items[:most])]})

    def _digest(self, item: Item) -> str:
        return hashlib.md5(item.guid.encode(), usedforsecurity=False).hexdigest()

    def _item(self, item: Item) -> dict[str, Any]:
        return {
            "id": item.id,
            "guid": item.guid,
            "guidHash": self._digest(item),
            "url": item.url,
            "title": item.title,
            "author": item.author,
            "pubDate": item.published,
            "updatedDate": None,
            "body": item.html,
            "enclosureMime": None,
            "enclosureLink": None,
            "feedId": item.feed,
            "unread": not item.read,
            "starred": item.starred,
            "lastModified": item.crawled,
            "rtl": False,
        }

    def _mark(self, how: str, asked: dict[str, Any], version: str) -> Said:
        newer = version == "v1-3"
        if newer or how in {"read", "unread"}:
            numbers = asked["itemIds" if newer else "items"]
            found = [item for number in numbers if (item := self.account.items.get(number)) is not None]
        else:
            wanted = {(one["feedId"], one["guidHash"]) for one in asked["items"]}
            found = [item for item in self.account.ordered() if (item.feed, self._digest(item)) in wanted]
        for item in found:
            item.read = how == "read" if how in {"read", "unread"} else item.read
            item.starred = how == "star" if how in {"star", "unstar"} else item.starred
        return as_json([])
