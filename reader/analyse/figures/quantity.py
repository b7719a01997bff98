"""A figure while it is still counted in tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model import FigureKind, Modifier


class Quantity(NamedTuple):
    """A figure still in tokens: first..last is its text, `next` where reading goes on."""

    first: int
    last: int
    next: int
    kind: FigureKind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    modifier: Modifier = "="
    modifier_text: str = ""
    counted: str | None = None
    head: str | None = None
