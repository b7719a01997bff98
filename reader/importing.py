"""Taking over from another reader: its feeds and settings into feeds.toml, its articles into the library."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path

from reader.bookmark import BookmarkCounts
from reader.bookmarks import REFERENCES, Bookmarks
from reader.config import ConfigurationError, arranging, parse, tables, wishing
from reader.editing import FeedEditing
from reader.model import Subscription
from reader.paths import expanded
from reader.rule import ArticleRule
from reader.storage import LibraryError, Store, TakenOver, TakeoverCounts
from reader.subscriptions import Subscriptions
from reader.takeover.places import Places, newsboat_places
from reader.takeover.values import Batch, CachedItem, NamedQuery, Remark, Survey, Wish, flag_tag
from reader.values import dataclass
from reader.worker import JobError, Worker

__all__ = ["REFERENCES", "Choice", "TakeoverProgress", "TakeoverReport", "Takeovers"]

_AT_ONCE = 500
"""Articles of a transaction."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person wants of it: which of newsboat's flags give a star, or save; settings at all; and those
    that name programs to run; `later` has bookmarks be read later."""

    star: str = ""
    save: str = ""
    settings: bool = True
    programs: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class TakeoverProgress:
    """How far a takeover is, in articles or pages."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class TakeoverReport:
    """What was taken over, or with `dry_run` would be. `known_feeds` were subscribed to before;
    `remarks` tell of each line what became of it; `left` are articles of feeds that are not subscribed to."""

    feeds: int = 0
    known_feeds: int = 0
    views: int = 0
    rules: int = 0
    settings: tuple[str, ...] = ()
    counts: TakeoverCounts = field(default_factory=TakeoverCounts)
    pages: BookmarkCounts = field(default_factory=BookmarkCounts)
    skipped: int = 0
    left: int = 0
    remarks: tuple[Remark, ...] = ()
    dry_run: bool = False

    @property
    def sentence(self) -> str:
        """What came, in one sentence."""
        counts, pages = self.counts, self.pages
        parts = (
            [_many(self.feeds, "feed")]
            if self.feeds or self.known_feeds or not (pages.new or pages.known)
            else []
        )
        if self.known_feeds:
            parts.append(f"{self.known_feeds:,} more known already")
        if counts.new or counts.known:
            parts.append(f"{_many(counts.new, 'article')} ({counts.read:,} read, {counts.tagged:,} tagged)")
        parts += _of_pages(pages)
        if self.views:
            parts.append(_many(self.views, "view"))
        if self.rules:
            parts.append(_many(self.rules, "rule"))
        if self.settings:
            parts.append(_many(len(self.settings), "setting"))
        return f"{'Would take' if self.dry_run else 'Took'} over {', '.join(parts)}."

    @property
    def not_taken(self) -> tuple[Remark, ...]:
        """The lines that nothing was made of."""
        return tuple(remark for remark in self.remarks if remark.outcome == "not taken")


OnTakeover = Callable[[TakeoverProgress], None]


class Takeovers:
    """Takes over what other readers have. Every method raises LibraryError with one sentence."""

    def __init__(
        self,
        store: Store,
        subscriptions: Subscriptions,
        editing: FeedEditing,
        worker: Worker,
        saved: Callable[[Sequence[int]], None] = lambda _: None,
    ) -> None:
        """`saved` hears of articles that are to be read later."""
        self._store, self._subscriptions = store, subscriptions
        self._editing, self._worker = editing, worker
        self._bookmarks = Bookmarks(store, worker, saved)

    def newsboat(self) -> Places:
        """Return where newsboat's files are, () if there are none."""
        return newsboat_places()

    async def survey(self, places: Sequence[str], read_as: str = "") -> Survey:
        """Say what a file or a folder has, or newsboat's two folders; `read_as` is one of `KINDS`, "" where
        the content is to tell."""
        try:
            return await self._worker.survey([_absolute(place) for place in places], read_as)
        except JobError as error:
            raise LibraryError(_sentence(str(error))) from None

    async def take(
        self,
        survey: Survey,
        choice: Choice | None = None,
        on_progress: OnTakeover | None = None,
        *,
        dry_run: bool = False,
    ) -> TakeoverReport:
        """Take everything over; to do it twice changes nothing. Cancelled, what came until then stays."""
        choice = choice or Choice()
        report = await self._take_lists(survey, choice, dry_run=dry_run)
        if survey.pages:
            pages = await self._take_pages(survey, choice, on_progress, dry_run=dry_run)
            report = dataclasses.replace(report, pages=pages)
        if not survey.cache:
            return report
        if dry_run:
            wanted = self._wanted(survey)
            expected = sum(feed.items for feed in survey.feeds if feed.url in wanted)
            left = sum(feed.items for feed in survey.feeds) - expected
            return dataclasses.replace(report, counts=TakeoverCounts(new=expected), left=left)
        return await self._take_articles(survey, choice, report, on_progress)

    async def _take_pages(
        self, survey: Survey, choice: Choice, on_progress: OnTakeover | None, *, dry_run: bool
    ) -> BookmarkCounts:
        if dry_run:
            return await self._bookmarks.expected(survey)

        def tell(done: int, total: int) -> None:
            if on_progress is not None:
                on_progress(TakeoverProgress(done, total))

        return await self._bookmarks.bring(survey, tell, later=choice.later)

    def _wanted(self, survey: Survey) -> set[str]:
        named = {one.url for one in survey.lists.subscriptions}
        known = set(self._subscriptions.by_address)
        return named | known if named else known | {feed.url for feed in survey.feeds}

    async def _take_lists(self, survey: Survey, choice: Choice, *, dry_run: bool) -> TakeoverReport:
        subscriptions = survey.lists.subscriptions
        if not subscriptions and survey.kind == "newsboat cache":
            subscriptions = tuple(Subscription(feed.url) for feed in survey.feeds)
        known = self._subscriptions.by_address
        new = [one for one in subscriptions if one.url not in known]
        said = survey.lists.wishes if choice.settings else ()
        wishes = [wish for wish in said if choice.programs or not wish.program]
        names = {view.name for view in self._subscriptions.configuration.views}
        views = [view for view in survey.lists.views if view.name not in names]
        path, hiding = self._subscriptions.configuration.path, [*map(_hiding, survey.lists.ignored)]
        rules = [rule for rule in hiding if rule not in self._subscriptions.configuration.rules]
        kept: list[str] = []

        def change(text: str) -> str:
            kept.clear()
            text = arranging.with_subscriptions(text, new)
            for view in views:
                text = tables.with_table(text, "view", {"name": view.name, "query": view.query})
            for wish in wishes:
                text = _with_wish(text, wish, path, kept)
            return _with_rules(text, rules, path)

        if dry_run:
            change(await self._editing.text())
        else:
            await self._editing.take_over(change, len(new))
        return TakeoverReport(
            feeds=len(new),
            known_feeds=len(subscriptions) - len(new),
            views=len(views),
            rules=len(rules),
            settings=tuple(kept),
            remarks=tuple(_told(remark, choice) for remark in survey.lists.remarks),
            dry_run=dry_run,
        )

    async def _take_articles(
        self, survey: Survey, choice: Choice, report: TakeoverReport, on_progress: OnTakeover | None
    ) -> TakeoverReport:
        wanted = self._wanted(survey)
        feeds = {feed.url: feed.id for feed in self._store.feeds() if feed.url in wanted}
        for cached in survey.feeds:
            if cached.url in feeds:
                await asyncio.to_thread(self._store.name_feed, feeds[cached.url], cached.title, cached.site)
        stars = choice.star + survey.lists.stars
        total = sum(feed.items for feed in survey.feeds)
        counts, skipped, left, done = TakeoverCounts(), 0, 0, 0
        after: int | None = 0
        while after is not None:
            batch = await self._items(survey.cache, after)
            here = [item for item in batch.items if item.feed_url in feeds]
            items = [_taken(item, feeds[item.feed_url], stars, choice.save) for item in here]
            came = await asyncio.to_thread(self._store.take_over, items)
            counts = _sum(counts, came)
            skipped, left = skipped + batch.skipped, left + len(batch.items) - len(items)
            done += len(batch.items) + batch.skipped
            after = batch.after
            if on_progress is not None:
                on_progress(TakeoverProgress(done, max(total, done)))
        return dataclasses.replace(report, counts=counts, skipped=skipped, left=left)

    async def _items(self, cache: str, after: int) -> Batch:
        try:
            return await self._worker.cached_items(cache, after, _AT_ONCE)
        except JobError as error:
            raise LibraryError(_sentence(str(error))) from None


def _absolute(place: str) -> str:
    return str(expanded(place).absolute())


def _taken(item: CachedItem, feed_id: int, star: str, save: str) -> TakenOver:
    """An article with its flags as tags, and those of them that mean more."""
    return TakenOver(
        feed_id,
        item.entry,
        read=item.read,
        hidden=item.deleted,
        tags=tuple(flag_tag(flag) for flag in item.flags),
        starred=any(flag in star for flag in item.flags),
        saved=any(flag in save for flag in item.flags),
    )


def _told(remark: Remark, choice: Choice) -> Remark:
    """What became of a line that names a program: the person decides."""
    if not remark.program or choice.programs:
        return remark
    why = f"what runs programs you write yourself: {remark.why}"
    return dataclasses.replace(remark, outcome="not taken", why=why)


def _hiding(ignored: NamedQuery) -> ArticleRule:
    return ArticleRule(ignored.query, ("hide",))


def _with_rules(text: str, rules: Sequence[ArticleRule], path: Path) -> str:
    """The text with rules, without those that could not be read then."""
    from reader.config.arranging_rules import with_rules
    from reader.config.blocks import UnusualError

    for rule in rules:
        try:
            changed = with_rules(text, [rule])
            parse(changed, path)
        except (ConfigurationError, UnusualError):
            continue
        text = changed
    return text


def _with_wish(text: str, wish: Wish, path: Path, kept: list[str]) -> str:
    """The text with a setting, unless it says so already or could not be read then."""
    from reader.config.blocks import UnusualError

    try:
        changed = wishing.with_setting(text, wish.key, wish.value, wish.table)
        if changed is None:
            return text
        parse(changed, path)
    except (ConfigurationError, UnusualError):
        return text
    kept.append(_line(wish))
    return changed


def _line(wish: Wish) -> str:
    """A setting as feeds.toml has it."""
    table = f"[settings.{wish.table}] " if wish.table else ""
    return f"{table}{wishing.line_of(wish.key, wish.value)}"


def _sum(first: TakeoverCounts, second: TakeoverCounts) -> TakeoverCounts:
    pairs = zip(dataclasses.astuple(first), dataclasses.astuple(second), strict=True)
    return TakeoverCounts(*(one + other for one, other in pairs))


def _of_pages(pages: BookmarkCounts) -> list[str]:
    """What came of an export's pages, in words."""
    if not (pages.new or pages.known):
        return []
    marked = ((pages.saved, "to be read later"), (pages.read, "read"), (pages.starred, "starred"))
    said = [f"{number:,} {what}" for number, what in (*marked, (pages.tagged, "tagged")) if number]
    parts = [_many(pages.new, "page") + (f" ({', '.join(said)})" if said else "")]
    if pages.known:
        parts.append(f"{_many(pages.known, 'page')} known already")
    if pages.highlights:
        parts.append(_many(pages.highlights, "highlight"))
    if pages.noted:
        parts.append(_many(pages.noted, "note"))
    return parts


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")
