"""What an account on a made-up server holds; every protocol's fake shows the same one."""

from __future__ import annotations

from dataclasses import dataclass, field

MORNING = 1_793_520_000
"""When the first article was published, in seconds since 1970; each is an hour later than the one before."""


@dataclass(slots=True)
class Feed:
    id: int
    url: str
    title: str
    folder: str = ""


@dataclass(slots=True)
class Item:
    """An article. `crawled` is in microseconds."""

    id: int
    feed: int
    title: str
    url: str
    published: int
    crawled: int
    html: str = "<p>Bread &amp; roses.</p>"
    author: str = "Ada Osei"
    read: bool = False
    starred: bool = False
    labels: set[str] = field(default_factory=set)

    @property
    def guid(self) -> str:
        return f"urn:item:{self.url.rpartition('/')[2]}"


@dataclass(slots=True)
class Account:
    """An account whose items are numbered from `first`, in steps of `step`."""

    user: str = "ada"
    password: str = "p&ss=wörd +1"  # noqa: S105  # what a form, a header and JSON have to write in their own ways
    first: int = 1
    step: int = 1
    feeds: dict[int, Feed] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """Addresses under which there is no feed."""
    _made: int = 0

    def subscribe(self, url: str, title: str = "", folder: str = "") -> Feed:
        number = max(self.feeds, default=0) + 1
        feed = self.feeds[number] = Feed(number, url, title or url.rpartition("/")[2], folder)
        if folder and folder not in self.folders:
            self.folders.append(folder)
        return feed

    def unsubscribe(self, number: int) -> None:
        del self.feeds[number]
        self.items = {name: item for name, item in self.items.items() if item.feed != number}

    def arrive(self, feed: Feed, count: int, *, older: int = 0) -> list[Item]:
        """Have articles come in; those that were published `older` hours before the first can come late."""
        came = []
        for _ in range(count):
            number = self.first + self._made * self.step
            published = MORNING + (self._made - older) * 3600
            url = f"http://news.example/{self._made}"
            crawled = (MORNING + self._made) * 1_000_000 + 7
            item = Item(number, feed.id, f"Story {self._made} & <co>", url, published, crawled)
            self.items[number] = item
            came.append(item)
            self._made += 1
        return came

    def ordered(self) -> list[Item]:
        return [self.items[number] for number in sorted(self.items)]

    def known(self, written: str | int) -> Item | None:
        text = str(written)
        return self.items.get(int(text)) if text.isdigit() and len(text) < 25 else None
