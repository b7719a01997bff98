"""Miniflux's API (v1), of today and of the years before it told ids alone and could set a star."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.sync.fakes.account import Account, Feed, Item
from tests.sync.fakes.serving import Asked, Said, as_json

_ID = re.compile(r"/v1/(feeds|entries)/(\d+)(/bookmark)?")


@dataclass(slots=True)
class Miniflux:
    account: Account
    old: bool = False
    key: str = "an-API-key"

    def __call__(self, asked: Asked) -> Said:
        login = base64.b64encode(f"{self.account.user}:{self.account.password}".encode()).decode()
        proofs = {asked.headers.get("authorization") == f"Basic {login}"}
        if not proofs & {True} and asked.headers.get("x-auth-token") != self.key:
            return as_json({"error_message": "Access Unauthorized"}, 401)
        if found := _ID.fullmatch(asked.path):
            return self._one(asked, found[1], int(found[2]), bookmark=bool(found[3]))
        answer = {
            ("GET", "/v1/me"): lambda: as_json({"id": 1, "username": self.account.user}),
            ("GET", "/v1/feeds"): lambda: as_json(list(map(self._feed, self.account.feeds.values()))),
            ("POST", "/v1/feeds"): lambda: self._subscribe(asked.json),
            ("GET", "/v1/categories"): lambda: as_json(self._categories()),
            ("POST", "/v1/categories"): lambda: self._category_made(asked.json["title"]),
            ("GET", "/v1/entries"): lambda: self._entries(asked),
            ("PUT", "/v1/entries"): lambda: self._set(asked.json),
            ("GET", "/v1/entries/ids"): lambda: self._ids(asked),
        }.get((asked.method, asked.path))
        return answer() if answer else as_json({"error_message": "Resource Not Found"}, 404)

    def _categories(self) -> list[dict[str, Any]]:
        names = ["All", *self.account.folders]
        return [{"id": number, "title": name, "user_id": 1} for number, name in enumerate(names, 1)]

    def _category_of(self, feed: Feed) -> dict[str, Any]:
        return next(one for one in self._categories() if one["title"] == (feed.folder or "All"))

    def _category_made(self, name: str) -> Said:
        if name in self.account.folders:
            return as_json({"error_message": "This category already exists."}, 400)
        self.account.folders.append(name)
        return as_json(self._categories()[-1], 201)

    def _feed(self, feed: Feed) -> dict[str, Any]:
        return {
            "id": feed.id,
            "feed_url": feed.url,
            "site_url": "http://news.example/",
            "title": feed.title,
            "category": self._category_of(feed),
            "icon": None,
        }

    def _folder(self, number: int | None) -> str:
        name = next((one["title"] for one in self._categories() if one["id"] == number), "All")
        return "" if name == "All" else str(name)

    def _subscribe(self, asked: dict[str, Any]) -> Said:
        if any(feed.url == asked["feed_url"] for feed in self.account.feeds.values()):
            return as_json({"error_message": "This feed already exists."}, 400)
        if asked["feed_url"] in self.account.unreadable:
            return as_json({"error_message": "Unable to detect feed format"}, 500)
        feed = self.account.subscribe(asked["feed_url"], "", self._folder(asked.get("category_id")))
        return as_json({"feed_id": feed.id}, 201)

    def _one(self, asked: Asked, what: str, number: int, *, bookmark: bool) -> Said:
        if what == "entries":
            item = self.account.items.get(number)
            if bookmark and item is not None:
                item.starred = not item.starred
                return Said(204)
            return (
                as_json({"error_message": "Not Found"}, 404) if item is None else as_json(self._entry(item))
            )
        feed = self.account.feeds.get(number)
        if feed is None:
            return as_json({"error_message": "Resource Not Found"}, 404)
        if asked.method == "DELETE":
            self.account.unsubscribe(number)
            return Said(204)
        feed.title = asked.json.get("title", feed.title)
        if "category_id" in asked.json:
            feed.folder = self._folder(asked.json["category_id"])
        return as_json(self._feed(feed), 201)

    def _some(self, asked: Asked) -> list[Item]:
        items = self.account.ordered()
        if status := asked.query.get("status"):
            items = [item for item in items if item.read == (status == "read")]
        if "starred" in asked.query:
            items = [item for item in items if item.starred]
        after, before = (int(asked.query.get(f"{side}_entry_id", 0)) for side in ("after", "before"))
        return [item for item in items if item.id > after and (not before or item.id < before)]

    def _entries(self, asked: Asked) -> Said:
        if (asked.query.get("order"), asked.query.get("direction")) != ("id", "asc"):
            return as_json({"error_message": "the tests ask by id"}, 400)
        items = self._some(asked)
        page = items[: min(int(asked.query.get("limit", 100)), 1000)]
        return as_json({"total": len(items), "entries": list(map(self._entry, page))})

    def _ids(self, asked: Asked) -> Said:
        if self.old:
            return as_json({"error_message": "invalid entry ID"}, 400)
        items = self._some(asked)[::-1]
        start, most = int(asked.query.get("offset", 0)), int(asked.query.get("limit", 10_000))
        ids = [item.id for item in items[start : start + min(most, 10_000)]]
        return as_json({"total": len(items), "entry_ids": ids})

    def _set(self, asked: dict[str, Any]) -> Said:
        if self.old and "status" not in asked:
            return as_json({"error_message": "Invalid entry status"}, 400)
        for number in asked["entry_ids"]:
            if (item := self.account.items.get(number)) is not None:
                item.read = asked["status"] == "read" if "status" in asked else item.read
                item.starred = asked.get("starred", item.starred)
        return Said(204)

    def _entry(self, item: Item) -> dict[str, Any]:
        return {
            "id": item.id,
            "user_id": 1,
            "feed_id": item.feed,
            "status": "read" if item.read else "unread",
            "hash": "e3b0c44298fc",
            "title": item.title,
            "url": item.url,
            "published_at": datetime.fromtimestamp(item.published, UTC).isoformat().replace("+00:00", "Z"),
            "content": item.html,
            "author": item.author,
            "starred": item.starred,
            "enclosures": None,
            "tags": ["World"],
            "feed": {"id": item.feed},
        }
