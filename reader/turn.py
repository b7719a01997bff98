"""The person's rules during one refresh: they act on what comes in the transaction that stores it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.rule import ArticleRule
from reader.storage import Fetched, KeptItems, LibraryError, Recorded, Store, ToldItem

if TYPE_CHECKING:  # what a library without rules does not need
    from reader.storage.ruling import Acted, Ruling


class Turn:
    """What rules do in one refresh; `said` is a sentence about it once that is over."""

    def __init__(self, store: Store, rulings: Sequence[Ruling]) -> None:
        self._store, self._rulings = store, rulings
        self.acted: list[Acted] = []
        self.said = ""

    def keep(self, fetched: Sequence[Fetched]) -> list[Recorded]:
        """Store what was fetched, under the rules; a rule that fails is left out from then on."""
        if not self._rulings:
            return self._store.record_fetches(fetched)
        recorded, acted = self._store.record_and_rule(fetched, self._rulings)
        self._note(acted)
        return recorded

    def keep_items(
        self, account_id: int, items: Sequence[ToldItem], cursor: str | None, saved_label: str
    ) -> KeptItems:
        """Store what a server told, under the rules."""
        kept = self._store.remote.keep_items(account_id, items, cursor, saved_label, self._rulings)
        self._note(kept.acted)
        return kept

    def _note(self, acted: Sequence[Acted]) -> None:
        self.acted += acted
        if failed := {one.rule for one in acted if one.error}:
            self._rulings = [ruling for ruling in self._rulings if ruling.rule not in failed]

    def kept_elsewhere(self, acted: Iterable[Acted]) -> None:
        """Take what rules did where another process stored what was fetched."""
        self.acted += acted


def rulings_of(rules: Sequence[ArticleRule]) -> tuple[tuple[Ruling, ...], dict[ArticleRule, str]]:
    """Make the rules that act ready; return with them why others cannot be."""
    ready: list[Ruling] = []
    troubles: dict[ArticleRule, str] = {}
    if not any(rule.enabled for rule in rules):
        return (), {}
    from reader.storage.ruling import Ruling

    for rule in rules:
        try:
            ready += [Ruling.of(rule)] * rule.enabled
        except LibraryError as error:
            troubles[rule] = str(error)
    return tuple(ready), troubles
