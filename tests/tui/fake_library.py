"""A library in memory with the methods that the screens call, for tests that need to decide what happens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from reader.annotation import Annotations
from reader.config import Pipe, Settings
from reader.history import History
from reader.later import Kept
from reader.library import Cure, FeedHealth, FeedLink, LibraryError, Opened, Progress, RefreshReport
from reader.model import Article, Document, Feed, Fold, Understanding, View
from reader.refresh import FeedOutcome
from reader.storage import TagCount
from tests.tui import world


class FakeEditing:
    """Nobody else writes to feeds.toml."""

    async def reread(self) -> bool:
        return False


class FakeStarting:
    """There is a feeds.toml already."""

    asked = False


@dataclass
class FakeUpkeep:
    """Looks after nothing; `others` says that another program has written."""

    others: bool = False
    notice: str = ""

    def others_wrote(self) -> bool:
        others, self.others = self.others, False
        return others


@dataclass
class FakeMarks:
    """The person's marks, as far as the screens look them up."""

    def of(self, _article_id: int) -> Annotations:
        return Annotations()

    def tag_colours(self) -> dict[str, int]:
        return {}


@dataclass
class FakePrograms:
    """Runs nothing."""

    pipes: tuple[Pipe, ...] = ()
    terminal: Callable[[str, str], bool] | None = None


class FakeQueries:
    """Nothing is counted."""

    async def counts(self, _views: Sequence[View]) -> dict[View, int]:
        return {}

    def awaits_understanding(self, _query: str) -> bool:
        return False


@dataclass
class FakeNewsroom:
    """Nothing is about the same event."""

    on_change: Callable[[], object] = lambda: None

    def story_of(self, article_id: int) -> list[int]:
        return [article_id]


@dataclass
class FakeRules:
    """Does nothing by itself."""

    notice: str = ""


@dataclass
class FakeLibrary:
    """What was asked is in `asked`; `gate`, when set, holds the opening of articles until it is opened."""

    settings: Settings = field(default_factory=lambda: Settings(refresh_on_start=False, refresh_minutes=0))
    rows: list[Article] = field(default_factory=world.articles)
    subscriptions: list[Feed] = field(default_factory=lambda: list(world.FEEDS))
    documents: dict[int, Document] = field(default_factory=lambda: {1: world.DOCUMENT})
    understandings: dict[int, Understanding] = field(default_factory=lambda: {1: world.UNDERSTANDING})
    state: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    gate: asyncio.Event | None = None
    trouble: Exception | None = None
    links: tuple[FeedLink, ...] = ()
    health: list[FeedHealth] = field(default_factory=lambda: list(world.HEALTH))
    due: RefreshReport = field(default_factory=RefreshReport)
    ahead: list[int] = field(default_factory=list)
    closed: bool = False
    upkeep: FakeUpkeep = field(default_factory=lambda: FakeUpkeep())
    history: History = field(default_factory=History)
    editing: FakeEditing = field(default_factory=lambda: FakeEditing())
    starting: FakeStarting = field(default_factory=lambda: FakeStarting())
    programs: FakePrograms = field(default_factory=lambda: FakePrograms())
    queries: FakeQueries = field(default_factory=lambda: FakeQueries())
    marks: FakeMarks = field(default_factory=FakeMarks)
    rules: FakeRules = field(default_factory=FakeRules)
    newsroom: FakeNewsroom = field(default_factory=FakeNewsroom)

    account_names: tuple[str, ...] = ()

    def take_download_notice(self) -> str:
        return ""

    def views(self) -> list[tuple[str, str]]:
        return []

    def last_session(self) -> None:
        return None

    def feeds(self) -> list[Feed]:
        return [
            replace(
                feed,
                unread=self.count(View("feed", str(feed.id), True)),
                total=self.count(View("feed", str(feed.id))),
            )
            for feed in self.subscriptions
        ]

    def tags(self) -> list[TagCount]:
        names = sorted({tag for row in self.rows for tag in row.tags})
        return [
            TagCount(name, self.count(View("tag", name, True)), self.count(View("tag", name)))
            for name in names
        ]

    def count(self, view: View) -> int:
        return len(self.article_ids(view))

    def left_out(self, _view: View) -> frozenset[int]:
        return frozenset()

    def folds(self, _ids: Iterable[int]) -> dict[int, Fold]:
        return {}

    def together(self, ids: Iterable[int]) -> list[int]:
        return list(ids)

    def article_ids(self, view: View) -> Sequence[int]:
        found = [
            row.id for row in self.rows if self._belongs(row, view) and not (view.unread_only and row.read)
        ]
        return found[::-1] if view.oldest_first else found

    def _belongs(self, row: Article, view: View) -> bool:
        folders = {feed.id: feed.folder for feed in self.subscriptions}
        match view.kind:
            case "unread":
                return not row.read
            case "saved":
                return row.saved
            case "starred":
                return row.starred
            case "noted" | "highlighted" | "new":
                return row.noted
            case "today":
                return row.published is not None and row.published > world.NOW - timedelta(hours=24)
            case "feed":
                return str(row.feed_id) == view.value
            case "folder":
                return row.feed_id is not None and folders.get(row.feed_id) == view.value
            case "tag":
                return view.value in row.tags
            case "search":
                return view.value.casefold() in row.title.casefold()
        return True

    def articles(self, ids: Sequence[int]) -> list[Article]:
        known = {row.id: row for row in self.rows}
        return [known[number] for number in ids if number in known]

    def article(self, article_id: int) -> Article | None:
        return next(iter(self.articles([article_id])), None)

    def stored_document(self, article_id: int) -> Document | None:
        return self.documents.get(article_id)

    def understanding(self, article_id: int) -> Understanding | None:
        return self.understandings.get(article_id)

    def recall(self, key: str, default: str = "") -> str:
        return self.state.get(key, default)

    async def remember(self, key: str, value: str) -> None:
        self.state[key] = value

    async def open_article(self, article_id: int, on_stage: Callable[[Opened], None]) -> Opened:
        self.asked.append(("open", article_id))
        if self.gate is not None:
            await self.gate.wait()
        if self.trouble is not None:
            raise self.trouble
        article = self.article(article_id)
        if article is None:
            raise LibraryError("This article is no longer in the library.")
        document = self.documents.get(article_id, Document(title=article.title, blocks=world.BODY[:2]))
        opened = Opened(article, document, self.understandings.get(article_id), "", True)
        on_stage(opened)
        return opened

    async def ask_writers(self, article_id: int) -> tuple[Understanding | None, str]:
        self.asked.append(("writers", article_id))
        understanding = self.understandings.get(article_id)
        if understanding is None:
            return None, "Nothing is known of its writers yet."
        (author, *others) = understanding.authors
        return replace(understanding, authors=(replace(author, role="harbour editor"), *others)), ""

    async def refresh(
        self,
        feed_ids: Sequence[int] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> RefreshReport:
        self.asked.append(("refresh", feed_ids))
        feeds = [feed for feed in self.subscriptions if feed_ids is None or feed.id in feed_ids]
        for number, feed in enumerate(feeds, 1):
            if on_progress is not None:
                on_progress(Progress(number, len(feeds), number, int(bool(feed.error)), feed.title))
            await asyncio.sleep(0)
        return RefreshReport(
            tuple(
                FeedOutcome(
                    feed.id, feed.title, feed.url, "failed" if feed.error else "fetched", 1, 0, feed.error
                )
                for feed in feeds
            )
        )

    def stop_refreshing(self) -> bool:
        return False

    async def refresh_due(self, on_progress: Callable[[Progress], None] | None = None) -> RefreshReport:
        self.asked.append(("due",))
        if on_progress is not None and self.due.outcomes:
            on_progress(Progress(1, 1, self.due.new, 0, self.due.outcomes[0].title))
        return self.due

    async def feed_health(self) -> list[FeedHealth]:
        return self.health

    async def cure(self, feed_id: int, cure: Cure) -> str:
        self.asked.append(("cure", feed_id, cure))
        if self.trouble is not None:
            raise self.trouble
        if cure == "remove":
            self.health = [one for one in self.health if one.feed_id != feed_id]
            self.subscriptions = [feed for feed in self.subscriptions if feed.id != feed_id]
        else:
            self.health = [replace(o, ailments=()) if o.feed_id == feed_id else o for o in self.health]
        return f"{cure} is done."

    async def set_read(self, ids: Sequence[int], value: bool) -> list[int]:
        return self._change(ids, "read", value)

    async def set_saved(self, ids: Sequence[int], value: bool) -> list[int]:
        return self._change(ids, "saved", value)

    def _change(self, ids: Sequence[int], name: str, value: bool) -> list[int]:
        changed = [row.id for row in self.rows if row.id in ids and getattr(row, name) != value]
        self.rows = [
            replace(
                row, read=value if name == "read" else row.read, saved=value if name == "saved" else row.saved
            )
            if row.id in changed
            else row
            for row in self.rows
        ]
        return changed

    async def set_tags(self, article_id: int, tags: Sequence[str]) -> None:
        self.rows = [replace(row, tags=tuple(tags)) if row.id == article_id else row for row in self.rows]

    async def mark_all_read(self, view: View) -> list[int]:
        return await self.set_read(self.article_ids(view), True)

    async def add(self, source: str) -> Article:
        self.asked.append(("add", source))
        if not source.startswith("http"):
            raise LibraryError(f"{source}: there is no such file.")
        article = Article(900, None, "", "A page kept for later", source, published=world.NOW, saved=True)
        self.rows.insert(0, article)
        return article

    @property
    def later(self) -> FakeLibrary:
        return self

    async def keep(self, source: str) -> Kept:
        return Kept(await self.add(source))

    async def find_feeds(self, url: str) -> tuple[FeedLink, ...]:
        return self.links or (FeedLink(url, "A new feed", "application/rss+xml"),)

    async def follow(self, address: str, link: FeedLink | None = None) -> Feed:
        url = link.url if link is not None else address
        self.asked.append(("follow", url))
        self.subscriptions.append(Feed(90, url, "A new feed"))
        self.rows.insert(0, Article(901, 90, "A new feed", "The first of a new feed", published=world.NOW))
        return next(feed for feed in self.feeds() if feed.id == 90)

    async def get_ready(self) -> None:
        """There is no worker to start."""

    def disturb(self) -> None:
        """Nothing is done here that could wait."""

    def read_ahead(self, ids: Sequence[int]) -> None:
        self.ahead = list(ids)

    async def close(self) -> None:
        self.closed = True
