"""The person's rules: they act on what comes, are looked at before they do, and change in feeds.toml."""

from __future__ import annotations

import asyncio
import logging
from array import array
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.history import Deed, History
from reader.model import View
from reader.rule import MARKS, ArticleRule
from reader.rule_editing import RuleEditing
from reader.storage import LibraryError, Store
from reader.subscriptions import Subscriptions
from reader.turn import Turn, rulings_of
from reader.values import dataclass

if TYPE_CHECKING:  # what a library without rules does not need
    from reader.errands import Errands
    from reader.storage.ruling import Acted, Marked, Ruling

RECENT = "30d"
_MOST_NAMED = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many articles a rule's query selects, of the last 30 days and of all; `trouble` is one sentence if
    that cannot be told."""

    recent: int = 0
    everything: int = 0
    trouble: str = ""


class Rules:
    """The rules of feeds.toml. `saved` hears of articles that they save."""

    def __init__(
        self,
        store: Store,
        subscriptions: Subscriptions,
        history: History,
        errands: Callable[[], Errands],
        saved: Callable[[Sequence[int]], None],
    ) -> None:
        self._store, self._subscriptions, self._history = store, subscriptions, history
        self._saved = saved
        self._make_errands = errands
        self._errands: Errands | None = None
        self.editing = RuleEditing(subscriptions, history)
        self.notice = ""
        """One sentence on what rules did by themselves, or what failed, until somebody has read it."""
        self.changes = 0
        """How often rules have changed articles after those had come."""
        self.troubles: dict[ArticleRule, str] = {}
        """Why rules failed in this session."""
        self._known: tuple[ArticleRule, ...] = ()
        self._ready: tuple[Ruling, ...] = ()
        self._tidied = False

    @property
    def all(self) -> tuple[ArticleRule, ...]:
        """The rules in their order, also those that are switched off."""
        return self._subscriptions.configuration.rules

    def tell(self, sentence: str) -> None:
        """Keep a sentence until somebody reads it."""
        _log.warning("%s", sentence)
        self.notice = sentence

    # Acting

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Turn]:
        """Let rules act on what is kept by the turn's `keep`; at its end, see to what they set going."""
        turn = Turn(self._store, self._rulings())
        try:
            yield turn
        finally:
            if self._ready:
                await self._end(turn)

    async def understood(self, ids: Iterable[int]) -> None:
        """Let rules act on those of the articles that they wait for, now that these have been understood."""
        if not any(ruling.later for ruling in self._rulings()):
            return
        acted = await asyncio.to_thread(self._store.rule_understood, self._ready, list(ids))
        if said := await self._see_to(acted):
            self.notice = said
            self.changes += 1

    def _rulings(self) -> tuple[Ruling, ...]:
        """The rules that act, made ready once."""
        if self.all is not self._known:
            self._known = self.all
            self.troubles = {rule: why for rule, why in self.troubles.items() if rule in self.all}
            self._ready, troubles = rulings_of(self.all)
            for rule, why in troubles.items():
                self._note_trouble(rule, why)
        return self._ready

    async def _end(self, turn: Turn) -> None:
        if not self._tidied:
            self._tidied = True
            await asyncio.to_thread(self._store.tidy_rules, self.all)
        acted = list(turn.acted)
        if any(ruling.later for ruling in self._ready):
            acted += await asyncio.to_thread(self._store.rule_understood, self._ready)
        turn.said = await self._see_to(acted)

    async def _see_to(self, acted: Sequence[Acted]) -> str:
        """Note what rules did as one deed, and send for what is beyond the library; return a sentence."""
        for one in acted:
            if one.error:
                self._note_trouble(one.rule, one.error)
        done = [one for one in acted if one.ids]
        if not done:
            return ""
        by_rule: dict[ArticleRule, list[int]] = {}
        for one in done:
            by_rule.setdefault(one.rule, []).extend(one.ids)
        marked = [mark for one in done for mark in one.marked]
        what = _what(done)
        if marked:
            async with self._history.turn:
                self._history.happened(self._deed(marked, what))
        self._saved_some(marked)
        if any(rule.run or any(act.verb not in MARKS for act in rule.acts) for rule in by_rule):
            if self._errands is None:
                self._errands = self._make_errands()
                self._errands.told = self.tell
            await self._errands.send(list(by_rule.items()))
        return f"{what}."

    def _deed(self, marked: Sequence[Marked], what: str) -> Deed:
        return Deed(
            f"{what}.",
            f"Taken back: {what}. It is not done to them again.",
            partial(asyncio.to_thread, self._store.unrule, marked),
            partial(asyncio.to_thread, self._store.rule_again, marked),
        )

    def _saved_some(self, marked: Sequence[Marked]) -> None:
        if saved := [number for mark in marked if mark.verb == "save" for number in mark.ids]:
            self._saved(saved)

    def _note_trouble(self, rule: ArticleRule, why: str) -> None:
        self.troubles[rule] = why
        self.tell(f"Rule “{rule.title}” failed and did nothing: {why}")

    # Looking, and acting on demand

    async def reach(self, when: str, stop: Callable[[], bool] = lambda: False) -> Reach:
        """Return how many articles a query selects."""
        view = View("query", when)
        try:
            recent = await asyncio.to_thread(
                self._store.count_patiently, replace(view, filter=f"since:{RECENT}"), stop
            )
            return Reach(recent, await asyncio.to_thread(self._store.count_patiently, view, stop))
        except LibraryError as error:
            return Reach(trouble=str(error))

    @staticmethod
    def about(rule: ArticleRule) -> str:
        """Return the query of a rule, with the articles that it has hidden."""
        return f"({rule.when}) (hidden or -muted)" if "hide" in rule.do else rule.when

    async def selected(self, when: str) -> Sequence[int]:
        """Return the articles that a query selects, the newest first."""
        return await asyncio.to_thread(self._store.ids, View("query", when))

    async def apply(self, rule: ArticleRule) -> str:
        """Mark the articles that are there already as the rule does; return a sentence. That is one deed.

        Programs, downloads and notifications are for what comes.
        """
        if not any(act.verb in MARKS for act in rule.acts):
            raise LibraryError("This rule marks nothing; programs and notifications are for what comes.")
        async with self._history.turn:
            ids = await self.selected(rule.when)
            acted = await asyncio.to_thread(self._store.rule_existing, rule, ids)
            marked = [mark for one in acted for mark in one.marked]
            if not marked:
                return "All of that is so already."
            what = _what([replace(one, ids=_changed(one)) for one in acted])
            said = self._history.did(self._deed(marked, what))
        self._saved_some(marked)
        return said

    async def settle(self) -> None:
        """Wait for what rules set going."""
        if self._errands is not None:
            await self._errands.settle()

    async def close(self) -> None:
        """End what rules set going."""
        if self._errands is not None:
            await self._errands.close()


def _changed(acted: Acted) -> array[int]:
    return array("q", sorted({number for mark in acted.marked for number in mark.ids}))


def _what(acted: Sequence[Acted]) -> str:
    """Say how many articles, and by which rules."""
    count = len({number for one in acted for number in one.ids})
    articles = f"{count:,} article" + ("" if count == 1 else "s")
    names = [f"“{rule.title}”" for rule in dict.fromkeys(one.rule for one in acted if one.ids)]
    if len(names) == 1:
        return f"{articles}: by rule {names[0]}"
    if len(names) <= _MOST_NAMED:
        return f"{articles}: by the rules {', '.join(names[:-1])} and {names[-1]}"
    return f"{articles}: by {len(names)} rules"
