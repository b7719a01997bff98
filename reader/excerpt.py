"""What a text says best in its own words, as frozen values: sentences and quotes with their places.

Offsets lie in a document's `analysed_text`.
"""

from __future__ import annotations

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence as it stands in a text; `weight` says how well it tells what the text is about."""

    start: int
    end: int
    text: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Quote:
    """Sentences that quote somebody, as they stand in a text; `speaker` is the full name of a person whom the
    text names. `weight` is 0 to 2."""

    speaker: str
    start: int
    end: int
    text: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Excerpts:
    """The sentences of a text that tell best what happened, the best first, and its quotes in their order."""

    leads: tuple[Excerpt, ...] = ()
    quotes: tuple[Quote, ...] = ()
