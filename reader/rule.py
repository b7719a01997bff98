"""A rule of the person's: which articles it is about, and what is done with them when they come."""

from __future__ import annotations

import json
import re
import shlex
from functools import cached_property
from hashlib import blake2b
from typing import Final

from reader.text import safe_line
from reader.values import dataclass

MARKS: Final = {
    "mark read": "marked read",
    "mark unread": "marked unread",
    "star": "starred",
    "save": "saved",
    "hide": "hidden",
    "mute": "muted",
    "tag": "tagged",
    "untag": "no longer tagged",
}
"""What a rule does to an article in the library, and how that is told."""
VERBS: Final = (*MARKS, "notify", "download", "pipe")
"""Everything that can stand in `do`."""
NAMED: Final = frozenset({"tag", "untag", "pipe"})
"""These with a name behind them."""
CHOICE: Final = ", ".join(f"{verb} NAME" if verb in NAMED else verb for verb in VERBS)
"""All of it, for a person."""
_RUN = re.compile(r"(?:^|,)\s*run(?:\s+(.*))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a rule does: one of `VERBS`, with the name that stands behind it."""

    verb: str
    name: str = ""

    @property
    def written(self) -> str:
        """As it stands in feeds.toml."""
        return f"{self.verb} {self.name}".rstrip()


def act_of(said: str) -> Act | None:
    """Return what "mark read" or "tag europe" means, None for nothing that a rule can do."""
    words = said.split()
    verb = next((one for one in VERBS if words[: len(one.split())] == one.split()), None)
    if verb is None:
        return None
    name = safe_line(" ".join(words[len(verb.split()) :]), 100)
    name = name.removeprefix("#") if verb != "pipe" else name
    return Act(verb, name) if bool(name) == (verb in NAMED) else None


def acts_in(said: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a typed line such as "star, tag x, run echo {url}" has a rule do, and run.

    Raise ValueError if a quotation mark has no second one.
    """
    program = _RUN.search(said)
    before = said[: program.start()] if program is not None else said
    run = tuple(shlex.split(program[1] or "")) if program is not None else ()
    return tuple(part for one in before.split(",") if (part := " ".join(one.split()))), run


def trouble_with(said: str) -> str:
    """Say what is wrong with such a line; "" if nothing is."""
    try:
        do, run = acts_in(said)
    except ValueError:
        return "A quotation mark has no second one."
    wrong = next((one for one in do if act_of(one) is None), None)
    if wrong is not None:
        return f"A rule cannot {safe_line(wrong, 60)}, but {CHOICE}, run PROGRAM."
    return "" if do or run else f"A rule does something: {CHOICE}, run PROGRAM."


@dataclass(frozen=True)
class ArticleRule:
    """A [[rule]]: `do` is done, and `run` is run, with the articles that `when` selects as they come.

    After one with `stop` the rules below leave its articles alone.
    """

    when: str
    do: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    name: str = ""
    stop: bool = False
    enabled: bool = True

    @property
    def title(self) -> str:
        """What it is called: its name, else its query."""
        return safe_line(self.name or self.when, 80)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """What it does, each thing once."""
        return tuple(dict.fromkeys(act for said in self.do if (act := act_of(said)) is not None))

    @property
    def done(self) -> str:
        """What it does, in one line."""
        return ", ".join((*self.do, *(["run " + " ".join(self.run)] if self.run else [])))

    @cached_property
    def fingerprint(self) -> int:
        """A number by which it is known what it did before; another query or other deeds give another."""
        said = json.dumps([self.when, self.do, self.run]).encode()
        return int.from_bytes(blake2b(said, digest_size=8).digest(), "big", signed=True)
