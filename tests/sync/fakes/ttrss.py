"""Tiny Tiny RSS's API, level 15: every answer is HTTP 200."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.sync.fakes.account import Account, Item
from tests.sync.fakes.serving import Asked, Said, as_json


@dataclass(slots=True)
class TinyTiny:
    account: Account
    prefix: str = "/tt-rss"
    session: str = ""
    logins: int = 0
    level: int = 15
    switched_on: bool = True

    def __call__(self, asked: Asked) -> Said:
        if asked.path != f"{self.prefix}/api/" or asked.method != "POST":
            return Said(404, b"<html>Not Found</html>")
        question = asked.json
        operation = getattr(self, f"_{question['op'].lower()}", None)
        if question["op"] != "login" and (not self.session or question.get("sid") != self.session):
            return self._no("NOT_LOGGED_IN")
        return operation(question) if operation else self._no("UNKNOWN_METHOD")

    def _yes(self, content: object) -> Said:
        return as_json({"seq": 0, "status": 0, "content": content})

    def _no(self, error: str) -> Said:
        return as_json({"seq": 0, "status": 1, "content": {"error": error}})

    def _login(self, asked: dict[str, Any]) -> Said:
        if not self.switched_on:
            return self._no("API_DISABLED")
        if (asked["user"], asked["password"]) != (self.account.user, self.account.password):
            return self._no("LOGIN_ERROR")
        self.logins += 1
        self.session = f"session{self.logins}"
        return self._yes({"session_id": self.session, "api_level": self.level})

    def _getcategories(self, asked: dict[str, Any]) -> Said:  # noqa: ARG002
        rows = [{"id": str(number), "title": name} for number, name in enumerate(self.account.folders, 1)]
        return self._yes([*rows, {"id": 0, "title": "Uncategorized", "unread": 0}])

    def _getfeeds(self, asked: dict[str, Any]) -> Said:
        assert asked["cat_id"] == -3
        rows = []
        for feed in self.account.feeds.values():
            number = self.account.folders.index(feed.folder) + 1 if feed.folder else 0
            rows.append(
                {"id": feed.id, "feed_url": feed.url, "title": feed.title, "cat_id": number, "unread": 1}
            )
        return self._yes(rows)

    def _getlabels(self, asked: dict[str, Any]) -> Said:  # noqa: ARG002
        rows = enumerate(self.account.labels, 1)
        return self._yes([{"id": -1024 - n, "caption": name, "checked": False} for n, name in rows])

    def _getheadlines(self, asked: dict[str, Any]) -> Said:
        items = [item for item in self.account.ordered() if item.id > asked.get("since_id", 0)]
        if asked["feed_id"] == -1:
            items = [item for item in items if item.starred]
        elif asked["feed_id"] < -1024:
            label = self.account.labels[-1025 - asked["feed_id"]]
            items = [item for item in items if label in item.labels]
        if asked.get("view_mode") == "unread":
            items = [item for item in items if not item.read]
        items.sort(key=lambda item: (item.published, item.id))
        start = asked.get("skip", 0)
        return self._yes([self._headline(item) for item in items[start : start + min(asked["limit"], 200)]])

    def _headline(self, item: Item) -> dict[str, Any]:
        return {
            "id": item.id,
            "unread": not item.read,
            "marked": item.starred,
            "title": item.title,
            "tags": [""],
        }

    def _getarticle(self, asked: dict[str, Any]) -> Said:
        found = filter(None, map(self.account.known, asked["article_id"].split(",")))
        return self._yes(list(map(self._article, found)))

    def _article(self, item: Item) -> dict[str, Any]:
        labels = [[-1025 - self.account.labels.index(name), name, "", ""] for name in sorted(item.labels)]
        return {
            "id": str(item.id),
            "guid": '{"ver":2,"uid":"2","hash":"SHA1:da39a3ee"}',
            "title": item.title,
            "link": item.url,
            "labels": labels,
            "unread": not item.read,
            "marked": item.starred,
            "comments": "",
            "author": item.author,
            "updated": item.published,
            "feed_id": str(item.feed),
            "attachments": [
                {"id": "1", "content_url": "http://news.example/a.mp3", "content_type": "audio/mpeg"}
            ],
            "score": 0,
            "note": None,
            "content": item.html,
        }

    def _updatearticle(self, asked: dict[str, Any]) -> Said:
        found = list(filter(None, map(self.account.known, asked["article_ids"].split(","))))
        for item in found:
            if asked["field"] == 0:
                item.starred = asked["mode"] == 1
            elif asked["field"] == 2:
                item.read = asked["mode"] == 0
        return self._yes({"status": "OK", "updated": len(found)})

    def _setarticlelabel(self, asked: dict[str, Any]) -> Said:
        label = self.account.labels[-1025 - asked["label_id"]]
        for item in filter(None, map(self.account.known, asked["article_ids"].split(","))):
            item.labels = item.labels | {label} if asked["assign"] else item.labels - {label}
        return self._yes({"status": "OK", "updated": 1})

    def _subscribetofeed(self, asked: dict[str, Any]) -> Said:
        if asked["feed_url"] in self.account.unreadable:
            return self._yes({"status": {"code": 5, "message": "Could not resolve host"}})
        known = [feed for feed in self.account.feeds.values() if feed.url == asked["feed_url"]]
        number = asked.get("category_id", 0)
        folder = self.account.folders[number - 1] if number else ""
        feed = known[0] if known else self.account.subscribe(asked["feed_url"], "", folder)
        return self._yes({"status": {"code": 0 if known else 1, "feed_id": feed.id}})

    def _unsubscribefeed(self, asked: dict[str, Any]) -> Said:
        if int(asked["feed_id"]) not in self.account.feeds:
            return self._no("FEED_NOT_FOUND")
        self.account.unsubscribe(int(asked["feed_id"]))
        return self._yes({"status": "OK"})
