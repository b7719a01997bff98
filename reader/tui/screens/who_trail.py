"""The pages of names that somebody has gone through, and where the last of them led."""

from __future__ import annotations

from reader.acquaintance import Known, Place
from reader.model import View
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody was on a page: the row of either list, and whether the articles had the keys."""

    article: int = 0
    fact: int = 0
    at_articles: bool = True


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that were gone through, the present one last, and where on each one somebody was."""

    trail: tuple[Known, ...]
    spots: tuple[Spot, ...] = (Spot(),)


@dataclass(frozen=True, slots=True)
class Left:
    """How the screen was left: for a place in an article, or for a view; `pages` to come back to."""

    to: Place | View | None
    label: str = ""
    pages: Pages | None = None
