"""Google Reader's API as FreshRSS, Miniflux and a hosted server speak it, each with its ways."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from tests.sync.fakes.account import Account, Feed, Item
from tests.sync.fakes.serving import Asked, Said, as_json, as_text

Flavour = Literal["freshrss", "miniflux", "hosted"]
_LONG = "tag:google.com,2005:reader/item/"
_STATE = "/state/com.google/"
_WIDE = str.maketrans("&<>", "＆＜＞")
_MORE_WIDE = str.maketrans("&<>?\\/,;", "＆＜＞？＼／，；")


@dataclass(slots=True)
class GoogleReader:
    """A server of one flavour under `prefix`."""

    account: Account
    flavour: Flavour
    prefix: str = ""
    auth: str = ""

    def __post_init__(self) -> None:
        digest = hashlib.sha256(f"{self.account.user}{self.account.password}".encode()).hexdigest()
        self.auth = f"{self.account.user}/{digest[:40]}"

    @property
    def token(self) -> str:
        if self.flavour == "freshrss":
            return hashlib.sha256(self.auth.encode()).hexdigest()[:40] + "Z" * 17
        return self.auth if self.flavour == "miniflux" else "a token of 57 signs".replace(" ", "-")

    def __call__(self, asked: Asked) -> Said:
        if not asked.path.startswith(self.prefix):
            return as_text("not found", 404)
        path = asked.path.removeprefix(self.prefix)
        if self.flavour == "freshrss" and path in {"", "/"} and not asked.query:
            return as_text("OK")
        if path == "/accounts/ClientLogin":
            return self._log_in(asked)
        if not self._proven(asked):
            bad = ("Google-Bad-Token" if self.flavour == "freshrss" else "X-Reader-Google-Bad-Token", "true")
            return as_text("Unauthorized", 401, bad)
        answer = {
            "/reader/api/0/token": lambda: as_text(f"{self.token}\n"),
            "/reader/api/0/subscription/list": lambda: self._subscriptions(asked),
            "/reader/api/0/tag/list": lambda: self._tags(asked),
            "/reader/api/0/stream/items/ids": lambda: self._ids(asked),
            "/reader/api/0/stream/items/contents": lambda: self._contents(asked),
            "/reader/api/0/edit-tag": lambda: self._edit_tag(asked),
            "/reader/api/0/subscription/edit": lambda: self._edit(asked),
            "/reader/api/0/subscription/quickadd": lambda: self._quickadd(asked.field("quickadd")),
        }.get(path)
        return answer() if answer else as_text("not found", 404)

    def _log_in(self, asked: Asked) -> Said:
        right = (asked.field("Email"), asked.field("Passwd")) == (self.account.user, self.account.password)
        if not right:
            if self.flavour == "miniflux":
                return as_json({"error_message": "Access Unauthorized"}, 401)
            return as_text("Error=BadAuthentication\n" if self.flavour == "hosted" else "Unauthorized!", 401)
        return as_text(f"SID={self.auth}\nLSID=null\nAuth={self.auth}\n")

    def _proven(self, asked: Asked) -> bool:
        if self.flavour == "miniflux" and asked.method == "POST":
            return asked.field("T") == self.token
        if asked.headers.get("authorization") != f"GoogleLogin auth={self.auth}":
            return False
        contents = asked.path.endswith("/contents")
        return asked.method == "GET" or contents or asked.field("T") == self.token

    def _stream(self, name: str) -> str:
        return f"user/{'-' if self.flavour == 'freshrss' else '1005921515'}/{name}"

    def _folder(self, feed: Feed) -> str:
        return feed.folder or {"freshrss": "Uncategorized", "miniflux": "All"}.get(self.flavour, "")

    def _subscriptions(self, asked: Asked) -> Said:
        if asked.query.get("output") != "json":
            return as_text("Not Implemented!", 501)
        told = []
        for feed in self.account.feeds.values():
            folder = self._folder(feed)
            title = feed.title.translate(_MORE_WIDE) if self.flavour == "freshrss" else feed.title
            category = {"id": self._stream(f"label/{folder}"), "label": folder}
            told.append(
                {
                    "id": self._feed_id(feed),
                    "title": title,
                    "categories": [category] if folder else [],
                    "url": feed.url,
                    "htmlUrl": "http://news.example/",
                    "iconUrl": None,
                }
            )
        return as_json({"subscriptions": told})

    def _feed_id(self, feed: Feed) -> str:
        return f"feed/{feed.url if self.flavour == 'hosted' else feed.id}"

    def _feed(self, name: str) -> Feed | None:
        return next((feed for feed in self.account.feeds.values() if self._feed_id(feed) == name), None)

    def _tags(self, asked: Asked) -> Said:
        if asked.query.get("output") != "json":
            return as_text("Not Implemented!", 501)
        folders = [{"id": self._stream(f"label/{name}"), "type": "folder"} for name in self.account.folders]
        labels = [{"id": self._stream(f"label/{name}"), "type": "tag"} for name in self.account.labels]
        tags = [{"id": self._stream("state/com.google/starred")}, *folders]
        tags += [] if self.flavour == "miniflux" else labels
        if self.flavour == "hosted":
            tags = [{"id": tag["id"]} for tag in tags]
        return as_json({"tags": tags})

    def _ids(self, asked: Asked) -> Said:
        if asked.query.get("output") != "json":
            return as_text("only json output is supported", 500)
        items = self._of_stream(asked.query["s"])
        if asked.query.get("xt", "").endswith("/read"):
            items = [item for item in items if not item.read]
        if since := int(asked.query.get("ot", 0)):
            when = "published" if self.flavour == "miniflux" else "crawled"
            scale = 1 if self.flavour == "miniflux" else 1_000_000
            items = [item for item in items if self._moment(item, when) >= since * scale]
        items.sort(key=lambda item: item.published if self.flavour == "miniflux" else item.id, reverse=True)
        return self._page(items, asked)

    def _moment(self, item: Item, when: str) -> int:
        return item.id if self.flavour == "freshrss" else int(getattr(item, when))

    def _page(self, items: list[Item], asked: Asked) -> Said:
        most, turn = int(asked.query.get("n", 20)), asked.query.get("c", "")
        most = min(most, {"freshrss": most, "miniflux": 10_000, "hosted": 1_000}[self.flavour])
        if self.flavour == "miniflux":
            start = int(turn or 0)
            page = items[start : start + most]
            goes_on = start + len(page) < len(items)
            refs: list[dict[str, object]] = [{"id": str(item.id)} for item in page]
            return as_json({"itemRefs": refs} | ({"continuation": start + len(page)} if goes_on else {}))
        if turn:
            items = [item for item in items if item.id <= int(turn)][1:]
        page = items[:most]
        left = {"continuation": str(page[-1].id)} if page and len(page) >= most else {}
        refs = [{"id": str(_signed(item.id))} for item in page]
        if self.flavour == "hosted":
            more = {"directStreamIds": [], "timestampUsec": ""}
            refs = [
                ref | more | {"timestampUsec": str(item.crawled)}
                for ref, item in zip(refs, page, strict=True)
            ]
        return as_json({"itemRefs": refs, **left})

    def _of_stream(self, name: str) -> list[Item]:
        items = self.account.ordered()
        if name.endswith(f"{_STATE}starred"):
            return [item for item in items if item.starred]
        if "/label/" in name:
            label = name.partition("/label/")[2]
            return [item for item in items if label in item.labels]
        return items

    def _contents(self, asked: Asked) -> Said:
        items = [item for name in asked.fields("i") if (item := self._item(name)) is not None]
        return as_json(
            {"id": self._stream("state/com.google/reading-list"), "items": list(map(self._told, items))}
        )

    def _item(self, name: str) -> Item | None:
        number = int(name.removeprefix(_LONG), 16) if name.startswith(_LONG) else int(name) & (2**64 - 1)
        return self.account.items.get(number)

    def _told(self, item: Item) -> dict[str, object]:
        feed = self.account.feeds[item.feed]
        marks = [self._stream("state/com.google/reading-list")]
        marks += [self._stream(f"label/{folder}")] if (folder := self._folder(feed)) else []
        marks += [self._stream("state/com.google/read")] if item.read else []
        marks += [self._stream("state/com.google/starred")] if item.starred else []
        marks += [self._stream(f"label/{label}") for label in sorted(item.labels)]
        title = item.title.translate(_WIDE) if self.flavour == "freshrss" else item.title
        return {
            "id": f"{_LONG}{item.id:016x}",
            "crawlTimeMsec": str(item.crawled // 1000),
            "timestampUsec": str(item.crawled),
            "published": item.published,
            "title": title,
            "author": item.author,
            "canonical": [{"href": item.url}],
            "alternate": [{"href": item.url, "type": "text/html"}],
            "categories": [*marks, "World"],
            "origin": {"streamId": self._feed_id(feed), "title": feed.title},
            "summary": {"content": item.html},
        }

    def _edit_tag(self, asked: Asked) -> Said:
        tags = [(name, True) for name in asked.fields("a")] + [(name, False) for name in asked.fields("r")]
        if self.flavour == "freshrss":  # one of each is all that it reads
            tags = [(name, put) for name, put in (("a", True), ("r", False)) if asked.field(name)]
            tags = [(asked.field(name), put) for name, put in tags]
        if self.flavour == "miniflux" and any("/label/" in name for name, _ in tags):
            return as_json({"error_message": "unsupported tag type"}, 500)
        for item in filter(None, map(self._item, asked.fields("i"))):
            for name, put in tags:
                self._mark(item, name, put)
        return as_text("OK")

    def _mark(self, item: Item, name: str, put: bool) -> None:
        if name.endswith(f"{_STATE}read"):
            item.read = put
        elif name.endswith(f"{_STATE}starred"):
            item.starred = put
        else:
            label = name.partition("/label/")[2]
            item.labels = item.labels | {label} if put else item.labels - {label}
            if put and label not in self.account.labels:
                self.account.labels.append(label)

    def _edit(self, asked: Asked) -> Said:
        name, folder = asked.field("s"), asked.field("a").partition("/label/")[2]
        if asked.field("ac") == "subscribe":
            url = name.removeprefix("feed/")
            known = any(feed.url == url for feed in self.account.feeds.values())
            if known or url in self.account.unreadable:
                return as_text("Bad Request!", 500 if self.flavour == "miniflux" else 400)
            self.account.subscribe(url, asked.field("t"), "" if folder == "All" else folder)
            return as_text("OK")
        feed = self._feed(name)
        if feed is None:
            return as_text("Bad Request!", 500 if self.flavour == "miniflux" else 400)
        if asked.field("ac") == "unsubscribe":
            self.account.unsubscribe(feed.id)
            return as_text("OK")
        feed.title = asked.field("t") or feed.title
        if asked.field("a") or asked.field("r"):
            feed.folder = "" if self.flavour == "miniflux" and folder == "All" else folder
            self.account.folders += [folder] if folder and folder not in self.account.folders else []
        return as_text("OK")

    def _quickadd(self, url: str) -> Said:
        if self.flavour == "miniflux":
            return as_json({"error_message": "Unable to find any feed"}, 500)
        return as_json({"numResults": 0, "query": url, "error": "Feed was not added: it is no feed"})


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number
