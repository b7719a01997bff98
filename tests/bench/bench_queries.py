"""How quick queries are: `python -m tests.bench.bench_queries --articles 100000 --library FOLDER`.

Takes the library of bench_storage, or builds it there, and lets every article be understood: twelve names
each, as unevenly frequent as names in news are, and six figures. Prints for each query how many articles it
selects, when the first are there, as `select` gives them to a screen, and when all are; and the first again.
Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

from reader.model import Author, Entity, EntityKind, Figure, FigureKind, Understanding, View
from reader.packing import unpacked
from reader.storage import LibraryError, Store, understandings
from tests.bench import bench_storage

_NAMES = 40_000
_KINDS: tuple[EntityKind, ...] = ("person", "person", "organisation", "place", "other")
_FIGURES: tuple[tuple[FigureKind, str | None], ...] = (
    ("count", None), ("count", None), ("money", "dollar"), ("percent", "percentage"),
    ("measure", "kilometre"),
)  # fmt: skip
_BATCH = 1_000
_DOCUMENT = """
INSERT INTO document (article_id, source, version, extracted, text, body) VALUES (?, 'page', 1, 0, ?, x'80')
"""

QUERIES = (
    'unread person:"kim100 name7"',
    "person:kim100",
    "person:kim1",
    'person:"kim0 name0"',
    "entity:name3*",
    "figure:>1m",
    "figure:>1bn",
    "money:>1m",
    "figure:>1m kind:money person:kim1",
    "figure:240",
    "figure:10..12",
    "counted:ships figure:>100",
    "unread",
    "unread since:1000d -feed:feed7",
    "feed:feed7",
    'folder:"Folder 3"',
    "tag:blue",
    "saved",
    "author:some",
    'author:"reporter 7"',
    "role:editor",
    "w9000",
    "w40",
    "w0",
    "w9000 or saved",
    "title:w40 unread",
    "w40 -w0",
    "w0 figure:>1bn",
    "-w0",
    "unread person:kim1 figure:>1m since:900d -feed:feed7",
    "words:>400",
    "minutes:>2",
    "position:<=3",
    "age:<800d",
    "lang:en",
    "url:articles/77",
    "site:feed.example",
    "category:x",
    "enclosure:audio",
    "title:/w9[0-9]{3}/",
    "title:/w9000/",
    "text:/word1a2b/",
    "/zzzz/",
    "truncated",
    "sort:title",
    "sort:feed,-date limit:100",
    "w40 sort:relevance",
    "(person:kim3 or org:kim3) -read",
    "hidden",
    "muted",
    "new",
    "person:/^kim1 name1$/",
)


def main() -> None:
    """Build the library, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--library", type=Path, metavar="FOLDER", help="where to build it, or where it is")
    parser.add_argument("query", nargs="*", help="instead of those that are built in")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (asked.library or Path(folder)) / "library.db"
        if not path.exists():
            bench_storage.build(path, asked.articles)
        with Store.open(path) as store:
            _understand(store)
            print(f"{'':58}{'articles':>9}{'first ms':>10}{'all ms':>9}{'again ms':>9}")
            for query in asked.query or QUERIES:
                _measure(store, query)


def _understand(store: Store) -> None:
    """Let the articles that have no document have one, with names and figures."""
    begun, done = time.perf_counter(), 0
    made = _Made()
    while ids := _without(store):
        with store._connections.writing(durable=False) as connection:
            for number in ids:
                row = connection.execute(
                    "SELECT packed, text FROM content WHERE article_id = ?", (number,)
                ).fetchone()
                text = unpacked(*row)[0] if row else ""
                connection.execute(_DOCUMENT, (number, text))
                connection.execute("INSERT INTO understanding (article_id) VALUES (?)", (number,))
                understandings.put_understanding(connection, number, made.understanding())
        done += len(ids)
    if done:
        sys.stdout.write(f"{done} articles understood in {time.perf_counter() - begun:.0f} s\n")
        with store._connections.reading() as connection:
            known = connection.execute("SELECT count(*) FROM name").fetchone()[0]
        sys.stdout.write(f"{known} names\n")


def _without(store: Store) -> list[int]:
    with store._connections.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM document WHERE article_id = id) LIMIT ?",
            (_BATCH,),
        )
        return [number for (number,) in rows]


class _Made:
    """Names and figures, made up."""

    def __init__(self) -> None:
        self._random = random.Random(3)  # noqa: S311
        self._weights = list(accumulate(1 / (n + 5) for n in range(_NAMES)))

    def understanding(self) -> Understanding:
        chosen = self._random.choices(range(_NAMES), cum_weights=self._weights, k=12)
        return Understanding(
            (self._author(),), tuple(map(_entity, dict.fromkeys(chosen))), self._figures(), 1
        )

    def _author(self) -> Author:
        number = self._random.randrange(2_000)
        return Author(f"Reporter {number}", role="editor" if number % 40 == 0 else "reporter")

    def _figures(self) -> tuple[Figure, ...]:
        figures = []
        for _ in range(6):
            kind, unit = self._random.choice(_FIGURES)
            value = float(round(self._random.lognormvariate(5, 4)))
            counted = "ships" if kind == "count" else None
            figures.append(
                Figure(0, 5, f"{value:g}", kind, value, unit=unit, counted=counted, sentence="x" * 100)
            )
        return tuple(figures)


def _entity(number: int) -> Entity:
    name = f"Kim{number % 200} Name{number}"
    kind = _KINDS[number % len(_KINDS)]
    aliases = (f"Kim{number % 200}",) if kind == "person" else ()
    return Entity(name, kind, salience=0.5, aliases=aliases)


def _measure(store: Store, query: str) -> None:
    spans = []
    found = 0
    for _ in range(2):
        begun, first, found = time.perf_counter(), 0.0, 0
        try:
            for some in store.select(View("query", query)):
                first = first or time.perf_counter() - begun
                found += len(some)
        except LibraryError as error:
            sys.stdout.write(f"{query:<58} {error}\n")
            return
        spans.append((first or time.perf_counter() - begun, time.perf_counter() - begun))
    (first, whole), (again, _) = spans
    sys.stdout.write(f"{query:<58}{found:>9}{first * 1000:>10.1f}{whole * 1000:>9.1f}{again * 1000:>9.1f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
