"""How a feed is: what is the matter with it, and what can be done."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from reader.values import dataclass

Complaint = Literal[
    "gone",  # it said not to be asked again (410)
    "finished",  # it said that nothing will come any more
    "dead",  # it has not answered for a week
    "private",  # it wants a name and a password (401, 403)
    "limited",  # its host asked for time (429, 503)
    "broken",  # what it serves is no feed, or a torn one
    "failing",  # it did not answer the last time
    "moved",  # it is found at another address
    "slow",
    "silent",  # nothing new for long
    "noisy",  # much of it, little of that read
    "truncated",  # it gives the beginnings of its articles
    "paywalled",  # the pages of its articles are behind a wall
]
Cure = Literal["refresh", "move", "remove", "mute", "full_text", "feed_text"]


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is the matter: a sentence what, a sentence what to do, and the deed that does it."""

    complaint: Complaint
    sentence: str
    remedy: str
    cure: Cure = "refresh"


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """A feed with what is the matter with it, the worst first. `url` is as it may be shown. `next_check` is
    when it is asked again by itself, None if it was never asked or is not to be asked any more (`asked`
    tells which). `answer_ms` is how long it takes to answer; `moved_to` where it is found."""

    feed_id: int
    title: str
    url: str
    folder: str = ""
    ailments: tuple[Ailment, ...] = ()
    asked: bool = True
    checked: datetime | None = None
    changed: datetime | None = None
    next_check: datetime | None = None
    answer_ms: int | None = None
    moved_to: str | None = None
