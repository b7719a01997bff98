"""What helps a feed, done: asked again, moved, removed, muted, or its text taken from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reader.health import Cure
from reader.model import Feed
from reader.refresh import RefreshReport
from reader.storage import LibraryError
from reader.subscriptions import Subscriptions
from reader.text import masked, safe_line

_SAID: dict[Cure, tuple[dict[str, bool], str]] = {
    "mute": ({"mute": True}, "{} is muted: it has its own list and is searched."),
    "full_text": ({"full_text": True}, "The articles of {} are taken from their pages from now on."),
    "feed_text": ({"full_text": False}, "What {} gives is enough from now on; its pages are not asked for."),
}


class Refreshes(Protocol):
    """Whoever fetches feeds; see `Library`."""

    async def refresh(self, feed_ids: Sequence[int] | None = None) -> RefreshReport:
        """Fetch these feeds now."""


async def apply(library: Refreshes, subscriptions: Subscriptions, feed: Feed, cure: Cure) -> str:
    """Do it, and return a sentence on what came of it. Raise LibraryError if it cannot be done."""
    name = safe_line(feed.title, 80)
    if cure == "refresh":
        return _told(name, await library.refresh([feed.id]))
    if cure == "remove":
        await subscriptions.remove(feed.url)
        return f"{name} is no longer subscribed to; its articles stay."
    if cure == "move":
        new_url = subscriptions.found_at(feed.id)
        if new_url is None:
            raise LibraryError(f"{name} is where it was.")
        await subscriptions.move(feed.url, new_url)
        return f"{name} is now asked at {masked(new_url, 120)}."
    said, sentence = _SAID[cure]
    await subscriptions.say(feed.url, **said)
    return sentence.format(name)


def _told(name: str, report: RefreshReport) -> str:
    [outcome] = report.outcomes or [None]
    if outcome is None:
        return f"{name} was not asked."
    if outcome.error is not None:
        return f"{name}: {safe_line(outcome.error, 200)}"
    new = f"{outcome.new:,} new articles" if outcome.new != 1 else "1 new article"
    return f"{name} answers: {new if outcome.new else 'nothing new'}."
