"""The rows of the rules screen: what each rule is about, what it does, and how much that is. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reader.library import Reach
from reader.rule import ArticleRule
from reader.text import safe_line
from reader.values import dataclass

STATE, COUNT = 5, 9
_GAP = 2
_WITH_DEEDS = 70
"""Columns from which what a rule does has one of its own."""
KEYS = (
    "a add · e query · d deeds · r name · Space on/off · s stop · x remove\n"
    "Enter its articles · A apply now · J K order · Ctrl+Z undo · Esc"
)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule at its place, and how many articles its query selects: None until that is counted."""

    number: int
    rule: ArticleRule
    reach: Reach | None = None
    failed: str = ""

    @property
    def state(self) -> str:
        return "on" if self.rule.enabled else "off"

    @property
    def trouble(self) -> str:
        """What is the matter with it, in a sentence."""
        return self.failed or (self.reach.trouble if self.reach is not None else "")

    @property
    def name(self) -> str:
        return safe_line(self.rule.name or self.rule.when, 300)

    @property
    def does(self) -> str:
        return safe_line(self.rule.done, 300) + (" · then stop" if self.rule.stop else "")

    def count(self, *, recent: bool) -> str:
        """Return the number of articles, "…" until it is known."""
        if self.reach is None:
            return "…"
        if self.reach.trouble:
            return "!"
        return f"{self.reach.recent if recent else self.reach.everything:,}"


def heading(rows: Sequence[RuleRow]) -> str:
    """Say how many rules there are, and how many of them act."""
    on = sum(row.rule.enabled for row in rows)
    return f"RULES  {len(rows):,}" + (f"  ·  {on:,} switched on" if on < len(rows) else "")


def detail(row: RuleRow | None) -> list[str]:
    """Return three lines on the row under the cursor."""
    if row is None:
        return [
            "A rule does something by itself with the articles that come: mark, tag, save, hide them.",
            "",
            "",
        ]
    stops = "; the rules below leave its articles alone" if row.rule.stop else ""
    return [
        f"when  {safe_line(row.rule.when, 500)}",
        f"do    {safe_line(row.rule.done, 500)}{stops}",
        safe_line(row.trouble, 300) if row.trouble else "",
    ]


def widths(room: int) -> tuple[int, int]:
    """Return the columns for the name and for what a rule does in a line of so many; 0 where it has none."""
    left = max(0, room - STATE - 2 * (COUNT + _GAP))
    if left < _WITH_DEEDS:
        return left, 0
    name = left * 55 // 100
    return name, left - name - _GAP
