"""What a process acknowledged before it ended, and whether the library has all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from reader.model import View
from reader.storage import Store
from tests.faults.doing import TAG


class Acknowledged:
    """The ids that lines such as "read 12" name, by the word before them; sentences of what was refused."""

    def __init__(self) -> None:
        self.ids: dict[str, set[int]] = {"new": set(), "read": set(), "saved": set(), "tagged": set()}
        self.refused: list[str] = []

    def note(self, lines: Iterable[str]) -> None:
        """Take in what a process said; a last line without its end was never said."""
        for line in lines:
            what, _, of = line.rstrip("\n").partition(" ")
            if not line.endswith("\n"):
                continue
            if what == "refused":
                self.refused.append(of)
            else:
                self.ids[what].add(int(of))

    @property
    def actions(self) -> int:
        """How many things that a person did were acknowledged."""
        return sum(len(self.ids[what]) for what in ("read", "saved", "tagged"))

    def lost_in(self, path: Path) -> list[str]:
        """Say what of it the library does not have, and what is wrong with the file."""
        with Store.open(path) as store:
            present = {
                "new": set(store.ids(View())),
                "read": set(store.ids(View())) - set(store.ids(View("unread"))),
                "saved": set(store.ids(View("saved"))),
                "tagged": set(store.ids(View("tag", TAG))),
            }
            lost = [
                f"{what} {sorted(ids - present[what])}"
                for what, ids in self.ids.items()
                if ids - present[what]
            ]
            return [*lost, *store.problems(), *store.mend(), *_unsound(path)]


def _unsound(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    connection.close()
    return [problem for problem in found if problem != "ok"]
