"""A name at its place in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model import EntityKind


class Mention(NamedTuple):
    """A name at start..end of a text."""

    start: int
    end: int
    kind: EntityKind
