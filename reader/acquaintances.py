"""Who and what articles name: looked up, followed, muted, put together and told apart."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.acquaintance import Acquaintance, Known, Named, Place
from reader.history import Deed, History
from reader.model import View
from reader.queries import Queries
from reader.rule import ArticleRule
from reader.rules import Rules
from reader.storage import LibraryError, Store
from reader.subscriptions import Subscriptions
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.config import SavedView

_LONGEST_NAME = 80
_BY_NAME = "Authors are known by their names alone."


class Acquaintances:
    """What a library has to do with those whom articles name. What a person does returns a sentence and can
    be undone; LibraryError, with one sentence, says why it cannot be done."""

    def __init__(
        self, store: Store, subscriptions: Subscriptions, history: History, queries: Queries, rules: Rules
    ) -> None:
        self._store, self._subscriptions, self._history = store, subscriptions, history
        self._queries, self._rules = queries, rules

    # Looking

    def known_as(self, label: str, kind: str = "") -> list[Known]:
        """Return who and what is meant by a name, words of one or another spelling, the most often named
        first; "John Smith (2)" is the second of that name."""
        return self._store.known_as(label, kind)

    def author(self, name: str) -> Known | None:
        """Return the author of a name, None if nothing is by one."""
        return self._store.author_known(name)

    def authors_like(self, name: str) -> list[Known]:
        """Return the authors whose names have such a part, who wrote most first."""
        return self._store.authors_like(name)

    def known_in(self, article_id: int, name: str, kind: str) -> Known | None:
        """Return whom an article means by a full name that it has; a read of less than a millisecond."""
        return self._store.known_in(article_id, name, kind)

    def again(self, known: Known) -> Known:
        """Return one as the library has it now; itself where it is no longer named anywhere."""
        if known.is_author:
            return known
        alike = self._store.known_as(known.label, known.kind)
        return next((one for one in alike if known.key == one.key or set(known.ids) & set(one.ids)), known)

    def parts_of(self, known: Known) -> list[Known]:
        """Return all of one name and kind, by their numbers."""
        return self._store.parts_of(known)

    async def about(self, known: Known) -> Acquaintance:
        """Return all that is known of one. Cancelled, it reads no further."""
        stop = threading.Event()
        try:
            return await asyncio.to_thread(self._store.acquaintance, known, stop.is_set)
        finally:
            stop.set()

    def named_in(self, known: Known, articles: Sequence[int]) -> list[Named]:
        """Return where articles name somebody first, in that order; a few milliseconds for some tens."""
        return self._store.named_in(known, articles)

    def together(self, known: Known, other: Known) -> Place | None:
        """Return where the newest article that names both names the other one."""
        return None if known.is_author else self._store.together(known, other)

    # Following and muting

    @staticmethod
    def query(known: Known, field: str = "who") -> str:
        """Return the query of the articles that name one, or with the field "about" are about one."""
        from reader.query import Query, written_query
        from reader.query.tree import Term, Text

        return written_query(Query(Term("author" if known.is_author else field, (Text(known.label),))))

    def followed(self, known: Known, others: Sequence[Known] = ()) -> SavedView | None:
        """Return the saved query by which one is followed, None if there is none."""
        queries = {self.query(one) for one in (known, *others)}
        return next((view for view in self._queries.saved() if view.query in queries), None)

    def noticed(self, known: Known) -> ArticleRule | None:
        """Return the rule that tells of articles about one, None if there is none."""
        return self._ruled(self.query(known), "notify")

    def muted(self, known: Known) -> ArticleRule | None:
        """Return the rule that mutes articles about one, None if there is none."""
        return self._ruled(self.query(known, "about"), "mute")

    async def follow(self, known: Known) -> str:
        """Have a view of the articles that name one stand in the feeds pane."""
        if self.followed(known) is not None:
            return f"“{known.label}” is followed already."
        name = safe_line(known.label, _LONGEST_NAME)
        taken = {view.name for view in self._queries.saved()}
        name = next(one for one in (name, *(f"{name}, {n}" for n in range(2, 1_000))) if one not in taken)
        return await self._queries.save(name, self.query(known))

    async def unfollow(self, known: Known, others: Sequence[Known] = ()) -> str:
        """Take that view out of the feeds pane."""
        view = self.followed(known, others)
        if view is None:
            return f"“{known.label}” is not followed."
        return await self._queries.remove(view.name)

    async def notice(self, known: Known, value: bool) -> str:
        """Have articles that name one told of as they come, or not any more; see `notify` in the settings."""
        rule = self.noticed(known)
        if (rule is not None) == value:
            return "It is so already."
        if rule is not None:
            return await self._rules.editing.remove(rule)
        new = ArticleRule(self.query(known), ("notify",), name=f"Tell of {known.label}"[:_LONGEST_NAME])
        return await self._rules.editing.add([new])

    async def mute(self, known: Known) -> str:
        """Take articles about one out of the lists of many feeds, those that are there and those to come."""
        from reader.config.arranging_rules import with_rules

        if self.muted(known) is not None:
            return f"“{known.label}” is muted already."
        rule = ArticleRule(self.query(known, "about"), ("mute",), name=f"Mute {known.label}"[:_LONGEST_NAME])
        async with self._history.turn:
            edit = await self._subscriptions.edit(lambda text: with_rules(text, [rule]))
            ids = await asyncio.to_thread(self._store.ids, View("query", rule.when))
            acted = await asyncio.to_thread(self._store.rule_existing, rule, ids)
            marked = [mark for one in acted for mark in one.marked]
            count = sum(len(mark.ids) for mark in marked)

            async def undo() -> None:
                await self._subscriptions.make_again(edit.reverse)
                await asyncio.to_thread(self._store.unrule, marked)

            async def redo() -> None:
                await self._subscriptions.make_again(edit)
                await asyncio.to_thread(self._store.rule_again, marked)

            return self._history.did(
                Deed(
                    f"“{known.label}” is muted: {_articles(count)} left the lists of many feeds.",
                    f"“{known.label}” is no longer muted.",
                    undo,
                    redo,
                )
            )

    async def unmute(self, known: Known) -> str:
        """Bring articles about one back into the lists, unless another rule mutes them."""
        from reader.config.arranging_rules import without_rule

        rule = self.muted(known)
        if rule is None:
            return f"“{known.label}” is not muted."
        async with self._history.turn:
            edit = await self._subscriptions.edit(lambda text: without_rule(text, rule))
            wanted = View("query", f"({rule.when}) muted")
            ids = (await asyncio.to_thread(self._store.ids, wanted)).tolist()
            for other in self._rules.all:
                if "mute" in other.do and other.enabled:
                    kept = set(await asyncio.to_thread(self._store.matching, other.when, ids))
                    ids = [number for number in ids if number not in kept]
            changed = await asyncio.to_thread(self._store.set_muted, ids, False)

            async def undo() -> None:
                await self._subscriptions.make_again(edit.reverse)
                await asyncio.to_thread(self._store.set_muted, changed, True)

            async def redo() -> None:
                await self._subscriptions.make_again(edit)
                await asyncio.to_thread(self._store.set_muted, changed, False)

            return self._history.did(
                Deed(
                    f"“{known.label}” is no longer muted: {_articles(len(changed))} came back.",
                    f"“{known.label}” is muted again.",
                    undo,
                    redo,
                )
            )

    # Putting together and telling apart

    async def say_same(self, known: Known, other: Known) -> str:
        """Have two be one from now on, whatever articles call them."""
        if known.ids[:1] == other.ids[:1] or set(known.ids) & set(other.ids):
            raise LibraryError(f"“{known.label}” and “{other.label}” are one already.")
        return await self._say(known, other, same=True)

    async def say_apart(self, known: Known, other: Known) -> str:
        """Have two that were taken for one be two from now on."""
        return await self._say(known, other, same=False)

    async def _say(self, known: Known, other: Known, *, same: bool) -> str:
        if known.is_author or other.is_author:
            raise LibraryError(_BY_NAME)
        verb = {True: "are one now", False: "are not the same now"}[same]
        async with self._history.turn:
            before = await asyncio.to_thread(self._store.say_same, known, other, same)
            return self._history.did(
                Deed(
                    f"“{known.label}” and “{other.label}” {verb}.",
                    f"“{known.label}” and “{other.label}” are what they were before.",
                    partial(asyncio.to_thread, self._store.unsay, known, other, before),
                    self._again(self._store.say_same, known, other, same),
                )
            )

    async def mean(self, known: Known, article_id: int, part: int | None = None) -> str:
        """Have an article mean another of that name: the one with this number, else one more. Articles that
        are more like this one than like any other go with it."""
        if known.is_author:
            raise LibraryError(_BY_NAME)
        if part is None:
            part = await asyncio.to_thread(self._store.next_part, known)
        label = Known(known.kind, known.key, known.name, part).label
        async with self._history.turn:
            before = await asyncio.to_thread(self._store.mean, known, article_id, part)
            return self._history.did(
                Deed(
                    f"The article means “{label}”.",
                    f"The article means “{known.label}” again.",
                    self._again(self._store.mean, known, article_id, before),
                    self._again(self._store.mean, known, article_id, part),
                )
            )

    @staticmethod
    def _again(function: Callable[..., object], *arguments: object) -> Callable[[], asyncio.Future[None]]:
        async def do() -> None:
            await asyncio.to_thread(function, *arguments)

        return do  # type: ignore[return-value]

    def _ruled(self, when: str, verb: str) -> ArticleRule | None:
        return next((rule for rule in self._rules.all if rule.when == when and verb in rule.do), None)


def _articles(count: int) -> str:
    return f"{count:,} article" + ("" if count == 1 else "s")
