"""What rules do, as the store does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from reader.lazily import lazily
from reader.rule import ArticleRule
from reader.storage.records import Fetched, Recorded
from reader.storage.times import now
from reader.storage.upkeep import Upkeep

if TYPE_CHECKING:
    from reader.storage import fetches
    from reader.storage.ruling import Acted, Marked, Ruling
else:
    fetches = lazily("reader.storage.fetches")

_CHUNK = 2_000  # articles that are marked in one transaction, so that nobody waits long


class Acting(Upkeep):
    """The part of a `Store` that lets rules act."""

    def record_fetches(self, fetched: Iterable[Fetched]) -> list[Recorded]:
        """Keep the outcomes of several fetches in one transaction, which is much quicker than one each.

        Entries are new or changed by their guid. A change never makes an article unread, unsaved or
        untagged; an entry that the feed no longer has stays.
        """
        return self.record_and_rule(fetched, ())[0]

    def expect_fetches(self) -> None:
        """Load what keeps them, before there are any."""
        import_module("reader.storage.fetches")

    def record_and_rule(
        self, fetched: Iterable[Fetched], rulings: Sequence[Ruling]
    ) -> tuple[list[Recorded], list[Acted]]:
        """Keep them, and let rules act on what is new and what has changed in the same transaction."""
        fetched = list(fetched)
        try:
            return self._record(fetched, rulings)
        except fetches.UnkeepableError:
            return self._record(fetched, rulings, apart=True)

    def _record(
        self, fetched: Sequence[Fetched], rulings: Sequence[Ruling], *, apart: bool = False
    ) -> tuple[list[Recorded], list[Acted]]:
        with self._writing(durable=False) as connection:
            recorded = fetches.record(connection, fetched, apart=apart)
            if not rulings:
                return recorded, []
            from reader.storage.ruling import on_arrival

            new = dict.fromkeys(number for one in recorded for number in one.new)
            changed = dict.fromkeys(n for one in recorded for n in one.updated if n not in new)
            return recorded, on_arrival(connection, rulings, new, changed, now())

    def rule_understood(self, rulings: Sequence[Ruling], ids: Iterable[int] | None = None) -> list[Acted]:
        """Let rules act on articles, these or all, that waited to be understood and have been."""
        from reader.storage.ruling import on_understanding, ready

        with self._reading() as connection:
            waiting = ready(connection, ids)
        acted = []
        for some in _chunks(waiting):
            with self._writing(durable=False) as connection:
                acted += on_understanding(connection, rulings, ready(connection, some), now())
        return acted

    def rule_existing(self, rule: ArticleRule, ids: Sequence[int]) -> list[Acted]:
        """Do what a rule does to articles that have long been there, some thousands at a time."""
        from reader.storage.ruling import on_demand

        acted = []
        for some in _chunks(ids):
            with self._writing() as connection:
                acted.append(on_demand(connection, rule, some, now()))
        return acted

    def unrule(self, marked: Sequence[Marked]) -> None:
        """Undo what rules did; they leave these articles alone from now on."""
        from reader.storage.ruling import take_back

        with self._writing() as connection:
            take_back(connection, marked)

    def rule_again(self, marked: Sequence[Marked]) -> None:
        """Do again what was undone."""
        from reader.storage.ruling import do_again

        with self._writing() as connection:
            do_again(connection, marked, now())

    def tidy_rules(self, rules: Iterable[ArticleRule]) -> None:
        """Forget what is no longer needed of what rules did; these are those that there are."""
        from reader.storage.ruling import tidy

        with self._writing(durable=False) as connection:
            tidy(connection, [rule.fingerprint for rule in rules], now())


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
