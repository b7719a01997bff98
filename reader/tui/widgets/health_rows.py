"""The rows of the feeds' health: what is the matter, whose matter it is, when it is asked again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.health import Ailment, FeedHealth
from reader.text import safe_line
from reader.tui.widgets.ages import age, ahead
from reader.values import dataclass

CURES = {
    "refresh": "asks it now",
    "move": "gives it the new address",
    "remove": "removes it",
    "mute": "mutes it",
    "full_text": "takes its articles from their pages",
    "feed_text": "leaves its pages alone",
}
INKS = {
    **dict.fromkeys(("gone", "finished", "dead", "private", "broken"), "bad"),
    **dict.fromkeys(("failing", "limited", "moved"), "warning"),
}


@dataclass(frozen=True, slots=True)
class HealthRow:
    """A feed with one thing that is the matter with it, or with nothing."""

    feed: FeedHealth
    ailment: Ailment | None

    @property
    def label(self) -> str:
        """The matter in a word."""
        return self.ailment.complaint if self.ailment is not None else "well"

    @property
    def ink(self) -> str:
        """The colour of the label."""
        return INKS.get(self.label, "mild") if self.ailment is not None else "good"

    @property
    def due(self) -> str:
        """When it is asked again."""
        if not self.feed.asked:
            return "not asked any more"
        return f"next {ahead(self.feed.next_check)}"

    @property
    def sentence(self) -> str:
        """What is the matter."""
        if self.ailment is not None:
            return safe_line(self.ailment.sentence)
        asked = age(self.feed.checked)
        return f"Nothing is the matter; it was last asked {_ago(asked)}." if asked else "It was never asked."

    @property
    def remedy(self) -> str:
        """What helps."""
        return safe_line(self.ailment.remedy) if self.ailment is not None else ""


def health_rows(found: Iterable[FeedHealth]) -> list[HealthRow]:
    """Return a row for each thing that is the matter, and one for each feed that is well."""
    return [HealthRow(feed, ailment) for feed in found for ailment in feed.ailments or (None,)]


def heading(rows: Sequence[HealthRow]) -> str:
    """Say how many feeds are how."""
    sick = len({row.feed.feed_id for row in rows if row.ailment is not None})
    well = len({row.feed.feed_id for row in rows if row.ailment is None})
    if not sick:
        return f"HEALTH OF FEEDS  {well:,} well" if well else "HEALTH OF FEEDS"
    return f"HEALTH OF FEEDS  {sick:,} to look at, {well:,} well"


def cursor_after(before: HealthRow | None, at: int, rows: Sequence[HealthRow]) -> int:
    """Return where the row under the cursor is now; where its feed is, else where it was."""
    if before is not None:
        feed, label = before.feed.feed_id, before.label
        ranked = sorted((row.feed.feed_id != feed, row.label != label, n) for n, row in enumerate(rows))
        if ranked and not ranked[0][0]:
            return ranked[0][2]
    return min(at, max(0, len(rows) - 1))


def _ago(asked: str) -> str:
    if asked == "now":
        return "just now"
    return f"{asked} ago" if asked[:1].isdigit() and " " not in asked else f"on {asked}"
