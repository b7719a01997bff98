"""How accounts are, in the words in which the health of feeds is told."""

from __future__ import annotations

from collections.abc import Sequence

from reader.account import AccountStanding
from reader.health import Ailment, FeedHealth
from reader.text import masked, safe_line


def health_of(standing: Sequence[AccountStanding]) -> list[FeedHealth]:
    """Return the health of accounts; they are numbered below 0, the first is -1."""
    return [_health(-number, one) for number, one in enumerate(standing, 1)]


def _health(number: int, one: AccountStanding) -> FeedHealth:
    return FeedHealth(
        feed_id=number,
        title=f"Account {one.account.name}",
        url=masked(one.account.url, 0),
        ailments=tuple(_ailments(one)),
        checked=one.tried,
        changed=one.synced,
        next_check=one.next_try,
    )


def _ailments(one: AccountStanding) -> list[Ailment]:
    if not one.error:
        return []
    error = safe_line(one.error, 200).rstrip(".")
    waiting = f" {one.waiting:,} marks are kept until then." if one.waiting else ""
    if one.refused:
        remedy = f"Correct its [[account]] in feeds.toml, or try again.{waiting}"
        return [Ailment("private", f"It lets nobody in: {error}.", remedy)]
    if one.failing:
        return [Ailment("failing", f"The last sync ended early: {error}.", f"It is tried again.{waiting}")]
    return [Ailment("broken", f"It is in step, but: {error}.", "Sync it again once that is mended.")]
