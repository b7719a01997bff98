"""A query while it is typed: what may follow, put into the line. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.tui.actions.commands import Candidate

if TYPE_CHECKING:
    from reader.query import Completion

_FIELD = re.compile(r"(?:^|[\s(|-])(?:([A-Za-z][A-Za-z_-]*):\S|#\S)")


def candidates(query: str, offered: Sequence[Completion]) -> list[Candidate]:
    """Return what a query may become."""
    return [Candidate(_filled(query, one), one.insert, one.summary) for one in offered]


def _filled(query: str, one: Completion) -> str:
    after = query[one.end :]
    gap = "" if one.insert.endswith(":") or after else " "
    return query[: one.start] + one.insert + gap + after


def has_fields(words: str) -> bool:
    """Whether words of a search are a query: they name a field that there is, such as person:, or a #tag."""
    from reader.query.fields import NAMES

    outside = re.sub(r'"[^"]*"', '""', words)
    return any(not found[1] or found[1].lower() in NAMES for found in _FIELD.finditer(outside))


def bare(value: str) -> str:
    """Return a value of a query without its quotes."""
    if len(value) > 1 and value.startswith('"') and value.endswith('"'):
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value
