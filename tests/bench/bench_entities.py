"""How well names are put together: `python -m tests.bench.bench_entities [--show NUMBER…]`.

Reads the labelled articles of `tests/analyse/entities`, once with the names that the engine finds and once
with the labelled ones ("given": what the grouping alone is worth). "pairs" are two mentions of one entity
that are written differently, "written" the same counted once an article; "names" are full names with their
kind; "three" and "first" say how far the most salient are those that a person named first, "among" how often
that first one is among the three. All in per cent.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tests.analyse.labelled import articles, entities, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.analyse.labelled import Labelled


def main() -> None:
    """Score the even half, which was looked at while the rules were made, the odd half and both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", type=int, nargs="+", default=[], help="what is found in these articles")
    parser.add_argument("--given", action="store_true", help="show what is found with the labelled names")
    asked = parser.parse_args()
    for article in articles():
        if article.number in asked.show:
            _show(article, given=asked.given)
    if asked.show:
        return
    everything = articles()
    print(
        f"{'':14}{'mentions':>9}{'pairs P':>9}{'R':>6}{'F1':>6}{'written':>9}{'names':>7}"
        f"{'three':>7}{'first':>7}{'among':>7}"
    )
    for given in (False, True):
        for name, half in (
            ("even", [article for article in everything if article.number % 2 == 0]),
            ("odd", [article for article in everything if article.number % 2]),
            ("all", everything),
        ):
            _line(f"{'given' if given else 'found'}, {name}", half, given=given)


def _line(name: str, chosen: Sequence[Labelled], *, given: bool) -> None:
    s = score(chosen, given=given)
    print(
        f"{name:14}{s.mentions.f1:9.1f}{s.pairs.precision:9.1f}{s.pairs.recall:6.1f}{s.pairs.f1:6.1f}"
        f"{s.written.f1:9.1f}{s.names.recall:7.1f}{s.three.recall:7.1f}{s.first.recall:7.1f}{s.among.recall:7.1f}"
    )


def _show(article: Labelled, *, given: bool) -> None:
    print(f"\n{article.number} {article.title}")
    found = {(span.start, span.end): e.name for e in entities(article, given=given) for span in e.mentions}
    for label in article.labels:
        called = sorted({found.get(place, f"({article.text[slice(*place)]})") for place in label.places})
        if called != [label.name]:
            print(f"  {label.kind} {label.name}: {' | '.join(called)}")
    for entity in entities(article, given=given)[:5]:
        print(f"  {entity.salience:.2f} {entity.name} {entity.aliases}")
    print(
        "  labelled first: ",
        [label.name for label in sorted(article.labels, key=lambda x: x.rank) if label.rank],
    )


if __name__ == "__main__":
    main()
