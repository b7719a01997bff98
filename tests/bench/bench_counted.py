"""What figures count, against labels: `python -m tests.bench.bench_counted [--errors]`.

The sentences of `tests/analyse/counted.json` were written, or taken from the demo edition, for this bench and
labelled before any was analysed. Each label is the number as it stands, the noun phrase that it counts and the
head of that phrase in the singular; both are empty where the sentence names nothing (money, ages, "45 were
killed"). A head is right if it is the last word of `counted_head`; a phrase must be the same to the letter.
Every other sentence was looked at while the code was written, from the first on; the rest were first measured
when it stood.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.analyse.figures import find_figures
from reader.model import Figure

_LABELS = Path(__file__).parents[1] / "analyse" / "counted.json"


class Outcome(NamedTuple):
    """A labelled figure, and what was found at its place; None where no figure is."""

    sentence: str
    number: str
    counted: str
    head: str
    found: Figure | None

    @property
    def head_right(self) -> bool:
        """Whether the head is the labelled one; where nothing is counted, whether none was named."""
        if self.found is None:
            return False
        return (self.found.counted_head or "").rpartition(" ")[2] == self.head

    @property
    def phrase_right(self) -> bool:
        """Whether the counted noun phrase is the labelled one."""
        return self.found is not None and (self.found.counted or "") == self.counted


def outcomes() -> list[tuple[Outcome, ...]]:
    """Return what was found for every labelled figure, sentence by sentence."""
    return [
        tuple(_judged(entry["text"], entry["figures"]))
        for entry in json.loads(_LABELS.read_text(encoding="utf-8"))
    ]


def _judged(text: str, labels: Sequence[Sequence[str]]) -> list[Outcome]:
    figures, judged, at = find_figures(text), [], 0
    for number, counted, head in labels:
        at = text.index(number, at)
        around = [f for f in figures if f.start <= at and f.end >= at + len(number)]
        found = min(around, key=lambda f: f.end - f.start, default=None)
        judged.append(Outcome(text, number, counted, head, found))
        at += len(number)
    return judged


def share(judged: Sequence[bool]) -> float:
    """Return the share of what is right, in percent."""
    return 100 * sum(judged) / max(1, len(judged))


def main() -> None:
    """Print the shares of both halves, and with `--errors` what is wrong in the first."""
    sentences = outcomes()
    halves = {"looked at": sentences[::2], "not looked at": sentences[1::2], "all": sentences}
    print(f"{'':14}{'figures':>8}{'found':>8}{'head %':>8}{'of counted':>12}{'phrase %':>10}")
    for name, half in halves.items():
        every = [outcome for sentence in half for outcome in sentence]
        counting = [outcome for outcome in every if outcome.head]
        print(
            f"{name:14}{len(every):8}{sum(o.found is not None for o in every):8}"
            f"{share([o.head_right for o in every]):8.1f}{share([o.head_right for o in counting]):12.1f}"
            f"{share([o.phrase_right for o in every]):10.1f}"
        )
    for outcome in (o for s in halves["looked at"] for o in s) if "--errors" in sys.argv else ():
        if not (outcome.head_right and outcome.phrase_right):
            found = outcome.found and (outcome.found.text, outcome.found.counted, outcome.found.counted_head)
            print(f"{outcome.number}: {outcome.counted!r}, found {found} in {outcome.sentence!r}")


if __name__ == "__main__":
    main()
