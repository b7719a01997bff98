"""How quickly the page of somebody opens: `python -m tests.bench.bench_acquaintance --articles 1000 100000`.

Makes libraries of so many articles in which names are as unevenly frequent as in news, fifteen in each, with
six figures; one person is named in every fifth. Prints the milliseconds that reading that person's page takes
and what it takes to keep one understanding, the median of several times. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from reader.acquaintance import Known
from reader.model import Description, Entity, EntityKind, Figure, Span, Understanding
from reader.storage import Store, understandings
from reader.storage.times import stored

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
_NAMES, _IN_EACH, _TIMES = 40_000, 15, 5
_KINDS: tuple[EntityKind, ...] = ("person", "person", "organisation", "place", "other")
_ARTICLE = """
INSERT INTO article (id, guid, newest, published, added, title, content_hash)
VALUES (?1, ?1, ?2, ?2, ?2, ?3, x'00')
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
    print(
        f"{'articles':>9}{'named in':>10}{'found ms':>10}{'page ms':>9}{'20 rows ms':>12}"
        f"{'keeping ms':>12}{'MB':>7}"
    )
    for articles in asked.articles:
        with tempfile.TemporaryDirectory() as folder:
            path = (asked.library or Path(folder)) / f"{articles}" / "library.db"
            keeping = 0.0
            if not path.exists():
                keeping = _build(path, articles)
            _measure(path, articles, keeping)


def _measure(path: Path, articles: int, keeping: float) -> None:
    with Store.open(path) as store:
        found, page, rows = [], [], []
        known = Known("person", "", "")
        many = 0
        for _ in range(_TIMES):
            begun = time.perf_counter()
            known = store.known_as(_name(_SOMEBODY))[0]
            at = time.perf_counter()
            one = store.acquaintance(known)
            there = time.perf_counter()
            store.named_in(known, one.articles[:20])
            found.append(at - begun)
            page.append(there - at)
            rows.append(time.perf_counter() - there)
            many = len(one.articles)
    size = path.stat().st_size / 1e6
    spans = "".join(
        f"{statistics.median(one) * 1000:>{w}.1f}" for one, w in ((found, 10), (page, 9), (rows, 12))
    )
    print(f"{articles:>9,}{many:>10,}{spans}{keeping * 1000:>12.2f}{size:>7.0f}")
    sys.stdout.flush()


def _build(path: Path, articles: int) -> float:
    """Return the seconds that keeping one understanding took."""
    path.parent.mkdir(parents=True)
    chance = random.Random(7)  # noqa: S311
    weights = list(accumulate(1 / (n + 5) for n in range(_NAMES)))
    first, spent = datetime(2024, 1, 1, tzinfo=UTC), 0.0
    with Store.open(path) as store:
        for start in range(1, articles + 1, 1_000):
            with store._connections.writing(durable=False) as connection:
                for number in range(start, min(start + 1_000, articles + 1)):
                    chosen = dict.fromkeys(
                        chance.choices(range(1, _NAMES), cum_weights=weights[1:], k=_IN_EACH)
                    )
                    text, understanding = _article(
                        chance, [*([_SOMEBODY] if number % 5 == 0 else []), *chosen]
                    )
                    when = stored(first + timedelta(minutes=number * 1_440 * 1_000 / articles))
                    connection.execute(_ARTICLE, (number, when, f"Article {number}"))
                    connection.execute(_DOCUMENT, (number, text))
                    connection.execute("INSERT INTO understanding (article_id) VALUES (?)", (number,))
                    begun = time.perf_counter()
                    understandings.put_understanding(connection, number, understanding)
                    spent += time.perf_counter() - begun
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
