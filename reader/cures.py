"""What helps a feed, done: asked again, moved, removed, muted, or its text taken from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reader.editing import FeedEditing
from reader.health import Cure
from reader.model import Feed
from reader.refresh import RefreshReport
from reader.text import safe_line


class Refreshes(Protocol):
    """Whoever fetches feeds; see `Library`."""

    async def refresh(self, feed_ids: Sequence[int] | None = None) -> RefreshReport:
        """Fetch these feeds now."""


async def apply(library: Refreshes, editing: FeedEditing, feed: Feed, cure: Cure) -> str:
    """Do it, and return a sentence on what came of it. Raise LibraryError if it cannot be done."""
    match cure:
        case "refresh":
            return _told(safe_line(feed.title, 80), await library.refresh([feed.id]))
        case "remove":
            return await editing.remove([feed.id])
        case "move":
            return await editing.follow_move(feed.id)
        case "mute":
            return await editing.mute([feed.id], True)
        case "full_text" | "feed_text":
            return await editing.take_full_text([feed.id], cure == "full_text")


def _told(name: str, report: RefreshReport) -> str:
    [outcome] = report.outcomes or [None]
    if outcome is None:
        return f"{name} was not asked."
    if outcome.error is not None:
        return f"{name}: {safe_line(outcome.error, 200)}"
    new = f"{outcome.new:,} new articles" if outcome.new != 1 else "1 new article"
    return f"{name} answers: {new if outcome.new else 'nothing new'}."
