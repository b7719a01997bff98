"""A library's state written to a file, and another's joined into it: how machines agree without a server."""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from reader.config import ConfigurationError, arranging, parse, tables
from reader.editing import FeedEditing
from reader.model import Subscription
from reader.paths import expanded
from reader.rule import ArticleRule
from reader.state_lines import VERSION, FeedLine, Header, RuleLine, Said, ViewLine, decoded, written
from reader.storage import LibraryError, Store, refuse_own
from reader.subscriptions import Subscriptions
from reader.takeover.states import is_state
from reader.takeover.values import StatePart
from reader.text import safe_line
from reader.values import dataclass
from reader.worker import JobError, Worker

__all__ = ["StateReport", "States"]

_MOST_FEEDS, _MOST_VIEWS, _MOST_RULES = 10_000, 500, 500
"""Of each so many are taken out of a state."""

OnState = Callable[[int, int], None]
"""Hears how many bytes of a state were read, and of how many."""


@dataclass(frozen=True, slots=True)
class StateReport:
    """What another library's state brought. `wrong` counts lines that say nothing; `left` are sentences on
    what was not taken."""

    feeds: int = 0
    feeds_changed: int = 0
    views: int = 0
    rules: int = 0
    articles: int = 0
    changed: int = 0
    others: int = 0
    wrong: int = 0
    left: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def sentence(self) -> str:
        """What came, in one sentence."""
        counts = (
            (self.feeds, "feed"),
            (self.views, "view"),
            (self.rules, "rule"),
            (self.articles, "article"),
            (self.changed, "article with more marks"),
            (self.feeds_changed + self.others, "other thing"),
        )
        parts = [_many(number, noun) for number, noun in counts if number]
        if not parts:
            return "Both say the same: nothing was changed."
        return f"{'Would bring' if self.dry_run else 'Brought'} {', '.join(parts)}."


class States:
    """Writes and joins states. Every method raises LibraryError with one sentence."""

    def __init__(
        self,
        store: Store,
        subscriptions: Subscriptions,
        editing: FeedEditing,
        worker: Worker,
        saved: Callable[[Sequence[int]], None],
    ) -> None:
        """`saved` hears of articles that are to be read later."""
        self._store, self._subscriptions = store, subscriptions
        self._editing, self._worker, self._saved = editing, worker, saved

    async def write(self, target: Path, *, overwrite: bool = False) -> int:
        """Write the state to a file, whole or not at all; return how many lines it has."""
        try:
            return await asyncio.to_thread(self._write, target, overwrite)
        except OSError as error:
            why = (error.strerror or "it failed").lower()
            raise LibraryError(f"{target} could not be written: {why}.") from None

    def write_to(self, stream: BinaryIO) -> int:
        """Write the state to a stream; return how many lines it has."""
        return sum(bool(stream.write(line)) for line in written(self._lines()))

    async def join(
        self, source: Path, on_state: OnState | None = None, *, programs: bool = False, dry_run: bool = False
    ) -> StateReport:
        """Join another library's state into this one. What is joined already changes nothing.

        Rules that run programs are taken only with `programs`. Cancelled, what came until then stays. A dry
        run reads the file and tells of feeds, views and rules alone.
        """
        lists, wrong = list[Said](), 0
        at: int | None = 0
        while at is not None:  # subscriptions first: articles are entered into their feeds
            part = await self._part(source, at)
            wrong, at = wrong + part.wrong, part.at
            lists += [
                line for line in decoded(part.lines) if isinstance(line, FeedLine | ViewLine | RuleLine)
            ]
        report = await self._join_lists(lists, programs=programs, dry_run=dry_run)
        parts = list[tuple[int, int, int]]()
        if not dry_run:
            parts = await self._join_articles(source, on_state)
        return StateReport(
            feeds=report.feeds,
            feeds_changed=report.feeds_changed,
            views=report.views,
            rules=report.rules,
            articles=sum(new for new, _, _ in parts),
            changed=sum(changed for _, changed, _ in parts),
            others=sum(others for _, _, others in parts),
            wrong=wrong,
            left=report.left,
            dry_run=dry_run,
        )

    @staticmethod
    def is_state(path: str) -> bool:
        """Whether a file begins as a state does; for those who did not say so."""
        return is_state(expanded(path))

    # Writing

    def _lines(self) -> Iterator[Said]:
        configuration = self._subscriptions.configuration
        yield Header(VERSION)
        yield from (_feed_line(one) for one in sorted(configuration.subscriptions, key=lambda one: one.url))
        views = sorted((view.name, view.query) for view in configuration.views)
        yield from (ViewLine(name, query) for name, query in views)
        yield from map(_rule_line, configuration.rules)
        yield from self._store.state_lines()

    def _write(self, target: Path, overwrite: bool) -> int:
        refuse_own(target, self._store.path, self._subscriptions.configuration.path)
        if not overwrite and (target.exists() or target.is_symlink()):
            raise LibraryError(f"{target} is there already; --overwrite replaces it.")
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                lines = self.write_to(file)
                file.flush()
                os.fsync(file.fileno())
            if not overwrite:
                _claim(target)
            Path(name).replace(target)
        except FileExistsError:
            raise LibraryError(f"{target} is there already; --overwrite replaces it.") from None
        finally:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        return lines

    # Joining

    async def _part(self, source: Path, at: int) -> StatePart:
        try:
            return await self._worker.state_part(str(source), at)
        except JobError as error:
            said = str(error)
            raise LibraryError(said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")) from None

    async def _join_articles(self, source: Path, on_state: OnState | None) -> list[tuple[int, int, int]]:
        counts: list[tuple[int, int, int]] = []
        saved: list[int] = []
        at: int | None = 0
        while at is not None:
            part = await self._part(source, at)
            came = await asyncio.to_thread(self._store.join_state, decoded(part.lines))
            counts.append((came.new, came.changed, came.others))
            saved += came.saved
            at = part.at
            if on_state is not None:
                on_state(part.size if at is None else at, part.size)
        self._saved(saved[-100:])
        return counts

    async def _join_lists(self, lines: Sequence[Said], *, programs: bool, dry_run: bool) -> StateReport:
        said = self._subscriptions.by_address
        feeds = [line for line in lines if isinstance(line, FeedLine)][:_MOST_FEEDS]
        new = [line for line in feeds if line.url not in said]
        changes = {
            line.url: values
            for line in feeds
            if line.url in said and (values := _differing(said[line.url], line))
        }
        views = self._new_views([line for line in lines if isinstance(line, ViewLine)][:_MOST_VIEWS])
        rules, left = self._new_rules(
            [line for line in lines if isinstance(line, RuleLine)][:_MOST_RULES], programs
        )
        path = self._subscriptions.configuration.path
        wanted: list[ViewLine | ArticleRule] = [*views, *rules]
        kept: list[ViewLine | ArticleRule] = []

        def change(text: str) -> str:
            kept.clear()
            text = arranging.with_subscriptions(text, [_subscription(line) for line in new])
            text = arranging.with_values(text, changes) if changes else text
            for one in wanted:
                changed = _with_one(text, one)
                if changed is not None and _is_sound(changed, path):
                    text = changed
                    kept.append(one)
            return text

        if dry_run:
            change(await self._editing.text())
        elif new or changes or views or rules:
            await self._editing.take_over(change, len(new))
        left += [f"{_name(one)} cannot be in this feeds.toml." for one in wanted if one not in kept]
        return StateReport(
            feeds=len(new),
            feeds_changed=len(changes),
            views=sum(isinstance(one, ViewLine) for one in kept),
            rules=sum(isinstance(one, ArticleRule) for one in kept),
            left=tuple(left),
        )

    def _new_views(self, lines: Sequence[ViewLine]) -> list[ViewLine]:
        """Views that are not here; one of a name that is taken gets a number."""
        here = {view.name: view.query for view in self._subscriptions.configuration.views}
        new: list[ViewLine] = []
        for line in lines:
            name = safe_line(line.name, 100)
            numbered = {other for other, query in here.items() if query == line.query}
            if not name or any(other == name or other.startswith(f"{name} (") for other in numbered):
                continue
            free, number = name, 2
            while free in here:
                free, number = f"{name} ({number})", number + 1
            here[free] = line.query
            new.append(ViewLine(free, line.query))
        return new

    def _new_rules(self, lines: Sequence[RuleLine], programs: bool) -> tuple[list[ArticleRule], list[str]]:
        here = {(rule.when, rule.do, rule.run) for rule in self._subscriptions.configuration.rules}
        names = {rule.name for rule in self._subscriptions.configuration.rules}
        new, left = list[ArticleRule](), list[str]()
        for line in lines:
            if (line.when, line.do, line.run) in here:
                continue
            rule = ArticleRule(
                *(line.when, line.do, line.run),
                name=line.name if line.name not in names else "",
                stop=line.stop,
                enabled=line.enabled,
            )
            if (rule.run or any(act.verb == "pipe" for act in rule.acts)) and not programs:
                left.append(f"The rule {rule.title} runs a program; --programs takes it, too.")
                continue
            names.add(rule.name)
            new.append(rule)
        return new, left


def _claim(target: Path) -> None:
    """Make an empty file where there is none. Raise FileExistsError."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _many(number: int, noun: str) -> str:
    noun, space, more = noun.partition(" with ")
    return f"{number:,} {noun}" + ("" if number == 1 else "s") + space + more


def _feed_line(one: Subscription) -> FeedLine:
    download = one.auto_download
    return FeedLine(
        url=one.url,
        title=one.title or "",
        folder=one.folder,
        tags=tuple(sorted(set(one.tags))),
        full_text=one.full_text,
        interval=one.interval,
        mute=one.mute,
        author_pages=one.author_pages,
        auto_download=1 if download is True else int(download),
        keep=one.keep or "",
    )


def _subscription(line: FeedLine) -> Subscription:
    return Subscription(
        url=line.url,
        title=safe_line(line.title, 200) or None,
        folder=safe_line(line.folder, 200),
        tags=line.tags,
        full_text=line.full_text,
        interval=line.interval,
        mute=line.mute,
        author_pages=line.author_pages,
        auto_download=line.auto_download or False,
        keep=line.keep or None,
    )


def _differing(one: Subscription, line: FeedLine) -> dict[str, arranging.Value]:
    """The keys that a subscription gets once what is said elsewhere is joined, in which it differs."""
    before = _feed_line(one)
    after = before.joined(line)
    if after == before:
        return {}
    whole = arranging.said(_subscription(after))
    present = arranging.said(_subscription(before))
    return {key: whole.get(key) for key in {*whole, *present} - {"url"} if whole.get(key) != present.get(key)}


def _rule_line(rule: ArticleRule) -> RuleLine:
    return RuleLine(rule.when, rule.do, rule.run, rule.name, rule.stop, rule.enabled)


def _with_one(text: str, one: ViewLine | ArticleRule) -> str | None:
    """The text with a view or a rule more, None where those are written in a way that cannot be added to."""
    from reader.config.arranging_rules import with_rules
    from reader.config.blocks import UnusualError

    if isinstance(one, ArticleRule):
        try:
            return with_rules(text, [one])
        except UnusualError:
            return None
    return tables.with_table(text, "view", {"name": one.name, "query": one.query})


def _is_sound(text: str, path: Path) -> bool:
    try:
        parse(text, path)
    except ConfigurationError:
        return False
    return True


def _name(one: ViewLine | ArticleRule) -> str:
    return f"The rule {one.title}" if isinstance(one, ArticleRule) else f"The view {one.name}"
