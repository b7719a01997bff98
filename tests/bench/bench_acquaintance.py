"""How quickly the page of somebody opens: `python -m tests.bench.bench_acquaintance --articles 1000 100000`.

Makes libraries of so many articles in which names are as unevenly frequent as in news, fifteen in each, with
six figures; one person is named in every fifth, and another wrote every fifth, as the bylines of feeds say,
too. Prints the milliseconds of wall and of CPU, the median of several times, in which the person is found by
name, all of their page is read, and twenty rows of it; in which all of the writer's page is read, from the
name on; and the CPU that keeping one understanding takes. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from reader.model import Author, Description, Entity, EntityKind, Figure, Span, Understanding
from reader.storage import Store, search, understandings
from reader.storage.times import stored

_Result = TypeVar("_Result")
_FIRST = (
    *("Ana", "Bo", "Carl", "Dana", "Eva", "Finn", "Greta", "Hugo", "Ida", "Jon"),
    *("Karin", "Lars", "Mira", "Nils", "Olga", "Petra", "Quentin", "Rosa", "Sven", "Tilda"),
)
_LAST = (
    *("Lindholm", "Berg", "Maier", "Ruiz", "Holm", "Voss", "Baker", "Ortega", "Smith"),
    *("Kovac", "Lund", "Sand", "Falk", "Ek", "Moen", "Dahl", "Roth", "Weiss"),
)
_BODIES = (
    *("Bank", "Council", "Union", "Holdings", "Institute"),
    *("Railways", "Party", "Ministry", "Club", "University"),
)
_WRITERS = [f"{first} van {last}" for first in _FIRST for last in _LAST]
_CITIES = ("Oslo", "Lisbon", "Taipei", "Lagos")
_NAMES, _IN_EACH, _TIMES = 40_000, 15, 5
_KINDS: tuple[EntityKind, ...] = ("person", "person", "organisation", "place", "other")
_ARTICLE = """
INSERT INTO article (id, guid, newest, published, added, title, authors, content_hash)
VALUES (?1, ?1, ?2, ?2, ?2, ?3, json_array(?4), x'00')
"""
_DOCUMENT = """
INSERT INTO document (article_id, source, version, extracted, text, body) VALUES (?, 'page', 1, 0, ?, x'80')
"""
_SOMEBODY = 0


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--library", type=Path, metavar="FOLDER", help="where to keep what is built")
    asked = parser.parse_args()
    timed = ("found", "page", "20 rows", "writer")
    heads = ("articles", "named in", *(head for one in timed for head in (one, "CPU")), "keeping", "MB")
    print("".join(f"{head:>10}" for head in heads))
    for articles in asked.articles:
        with tempfile.TemporaryDirectory() as folder:
            path = (asked.library or Path(folder)) / f"{articles}" / "library.db"
            keeping = 0.0
            if not path.exists():
                keeping = _build(path, articles)
            _measure(path, articles, keeping)


def _measure(path: Path, articles: int, keeping: float) -> None:
    spans: list[list[tuple[float, float]]] = [[], [], [], []]
    many = 0
    with Store.open(path) as store:
        for _ in range(_TIMES):
            known, spent = _timed(lambda: store.known_as(_name(_SOMEBODY))[0])
            spans[0].append(spent)
            one, spent = _timed(partial(store.acquaintance, known))
            spans[1].append(spent)
            _, spent = _timed(partial(store.named_in, known, one.articles[:20]))
            spans[2].append(spent)
            _, spent = _timed(partial(_writings, store, _WRITERS[0]))
            spans[3].append(spent)
            many = len(one.articles)
    shown = [statistics.median(clock) * 1000 for span in spans for clock in zip(*span, strict=True)]
    cells = (f"{articles:,}", f"{many:,}", *(f"{one:.1f}" for one in shown), f"{keeping * 1000:.2f}")
    print("".join(f"{cell:>10}" for cell in (*cells, f"{path.stat().st_size / 1e6:.0f}")))
    sys.stdout.flush()


def _writings(store: Store, name: str) -> None:
    known = store.author_known(name)
    assert known is not None
    assert store.acquaintance(known).articles


def _timed(task: Callable[[], _Result]) -> tuple[_Result, tuple[float, float]]:
    """Return what a task gives, and the seconds of wall and of CPU that it took."""
    wall, spent = time.perf_counter(), time.process_time()
    result = task()
    return result, (time.perf_counter() - wall, time.process_time() - spent)


def _build(path: Path, articles: int) -> float:
    """Return the seconds of CPU that keeping one understanding took."""
    path.parent.mkdir(parents=True)
    chance = random.Random(7)  # noqa: S311
    weights = list(accumulate(1 / (n + 5) for n in range(_NAMES)))
    first, spent = datetime(2024, 1, 1, tzinfo=UTC), 0.0
    with Store.open(path) as store:
        for start in range(1, articles + 1, 1_000):
            with store._connections.writing(durable=False) as connection:
                words: list[search.Words] = []
                for number in range(start, min(start + 1_000, articles + 1)):
                    chosen = dict.fromkeys(
                        chance.choices(range(1, _NAMES), cum_weights=weights[1:], k=_IN_EACH)
                    )
                    text, understanding = _article(
                        chance, [*([_SOMEBODY] if number % 5 == 0 else []), *chosen]
                    )
                    writer = _WRITERS[0] if number % 5 == 1 else chance.choice(_WRITERS)
                    understanding = replace(understanding, authors=(_author(writer),))
                    when = stored(first + timedelta(minutes=number * 1_440 * 1_000 / articles))
                    connection.execute(_ARTICLE, (number, when, f"Article {number}", writer))
                    words.append(search.Words(number, f"Article {number}", [writer], ""))
                    connection.execute(_DOCUMENT, (number, text))
                    connection.execute("INSERT INTO understanding (article_id) VALUES (?)", (number,))
                    begun = time.process_time()
                    understandings.put_understanding(connection, number, understanding)
                    spent += time.process_time() - begun
                search.enter_all(connection, words)
    return spent / articles


def _article(chance: random.Random, names: list[int]) -> tuple[str, Understanding]:
    text = ""
    entities: list[Entity] = []
    figures: list[Figure] = []
    for place, number in enumerate(names):
        name, kind = _name(number), _KINDS[number % len(_KINDS)]
        spans, told = [], []
        for again in range(2 if place < 5 else 1):
            start = len(text) + (20 if not again and kind == "person" and chance.random() < 0.1 else 0)
            if start > len(text):
                text += "The energy minister "
                told = [Description("energy minister", "", start - 16, start - 1)]
            spans.append(Span(start, start + len(name)))
            amount = f"{chance.randrange(2, 90)} ships"
            sentence = f"{name} said that {amount} would be there."
            text += sentence + " "
            if len(figures) < 6:
                at = start + sentence.index(amount)
                figures.append(
                    Figure(at, at + 2, amount.split()[0], "count", 1.0, counted="ships", sentence=sentence)
                )
        aliases = (name.split()[-1],) if kind == "person" else ()
        entities.append(Entity(name, kind, tuple(spans), 0.5, aliases, tuple(told)))
    return text, Understanding((), tuple(entities), tuple(figures), 1)


def _author(name: str) -> Author:
    city = _CITIES[len(name) % len(_CITIES)]
    beats = (f"{city.lower()} politics", "ships")
    return Author(name, "reporter", "The Post", city, beats, filed_from=city)


def _name(number: int) -> str:
    kind = _KINDS[number % len(_KINDS)]
    first, rest = _FIRST[number % len(_FIRST)], number // len(_FIRST)
    last, rest = _LAST[rest % len(_LAST)], rest // len(_LAST)
    more = f" {_FIRST[rest % len(_FIRST)]}{'son' * (rest // len(_FIRST))}" if rest else ""
    if kind == "person":
        return f"{first}{more} {last}"
    return (
        f"{last}{more} {_BODIES[number // 5 % len(_BODIES)]} {first}"
        if kind != "place"
        else f"{first}{more}{last.lower()}"
    )


if __name__ == "__main__":
    main()
