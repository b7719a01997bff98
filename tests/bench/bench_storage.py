"""How quick the library is: `python -m tests.bench.bench_storage --articles 100000`, 20,000 unless told.

Builds a library of made-up articles (2.3 KB of text each, words as frequent as in prose, 50 feeds) and prints
what a refresh, a list, a count and a search take, beside a floor of the same run: SQLite alone reading 100
rows of the same file by an index. Those beyond 100,000 are copies of the others. `--library FOLDER` keeps it
for another run, as a million take their time. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from reader.model import Block, Document, Entry, FeedDocument, Subscription, View
from reader.storage import Fetched, Store
from tests.bench.growing import grow

_FEEDS = 50
_PER_FETCH = 40
_FETCHES_PER_COMMIT = 4
_WORDS = 390
_VOCABULARY = 30_000
_FETCHED = 100_000
_TEXT = "bytes of text"
_START = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> None:
    """Build the library, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--library", type=Path, metavar="FOLDER", help="where to build it, or where it is")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (asked.library or Path(folder)) / "library.db"
        if not path.exists():
            build(path, asked.articles)
        with Store.open(path) as store:
            _say_size(store, path)
            floor = _floor(path)
            _measure_lists(store, floor)
            _measure_searches(store, floor)
            _measure_marks(store)
            _measure_documents(store)


def build(path: Path, articles: int) -> None:
    """Make a library of so many articles, and say what that took."""
    with Store.open(path) as store:
        _fill(store, path, min(articles, _FETCHED))
    if articles > _FETCHED:
        begun = time.perf_counter()
        grow(path, articles // _FETCHED, _START, _START + timedelta(minutes=1_000_000))
        with Store.open(path) as store:
            store.put_state(_TEXT, str(int(store.state(_TEXT) or 0) * (articles // _FETCHED)))
        _row("copied to the rest in", time.perf_counter() - begun, "s")
    with Store.open(path) as store:
        ids = store.ids(View())
        store.set_saved(ids[::997], True)
        store.add_tag(ids[5::499], "blue")


def _say_size(store: Store, path: Path) -> None:
    text, size = int(store.state(_TEXT) or 0), path.stat().st_size
    _row("articles", store.article_count(), "")
    _row("text", text / 1e6, "MB")
    _row("library", size / 1e6, "MB")
    _row("library / text", size / text, "")


def _floor(path: Path) -> float:
    """CPU milliseconds in which SQLite alone reads the 100 newest rows of the articles' table."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    statement = "SELECT * FROM article WHERE listed = 1 ORDER BY newest DESC, id DESC LIMIT 100"
    print(f"\n{'':44}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}{'to floor':>9}")
    floor = _time(
        "floor: 100 rows by an index, SQLite alone", lambda: connection.execute(statement).fetchall(), 0
    )
    connection.close()
    return floor


def _fill(store: Store, path: Path, wanted: int) -> None:
    store.sync_feeds(
        [Subscription(f"https://feed{n}.example/rss", folder=f"Folder {n % 10}") for n in range(_FEEDS)]
    )
    prose = _Prose()
    spent, text_bytes, made, worst = 0.0, 0, 0, 0.0
    while made < wanted:
        batch = []
        for _ in range(_FETCHES_PER_COMMIT):
            feed = (made // _PER_FETCH) % _FEEDS + 1
            entries = tuple(prose.entry(made + n) for n in range(_PER_FETCH))
            text_bytes += sum(len(entry.text) for entry in entries)
            made += _PER_FETCH
            batch.append(Fetched(feed, _START + timedelta(days=700), FeedDocument(entries=entries)))
        begun = time.perf_counter()
        store.record_fetches(batch)
        worst = max(worst, time.perf_counter() - begun)
        spent += time.perf_counter() - begun
    again = time.perf_counter()
    store.record_fetches(batch)
    again = time.perf_counter() - again
    _row("articles", made, "")
    _row("insert", made / spent, "/s")
    _row("longest insert transaction", worst * 1000, "ms")
    _row(f"same {len(batch) * _PER_FETCH} entries again", again * 1000, "ms")
    _measure_changes(store, batch)
    store.put_state(_TEXT, str(text_bytes))


def _measure_changes(store: Store, batch: Sequence[Fetched]) -> None:
    """What entries cost that are revised: with other tags alone, and with a word that is kept as it was."""
    for name, revised in (
        ("with other tags", lambda entry: replace(entry, tags=("other",))),
        ("with another word", lambda entry: replace(entry, text=f"{entry.text} another")),
    ):
        documents = [(one, one.document) for one in batch if one.document is not None]
        changed = [
            replace(one, document=replace(document, entries=tuple(map(revised, document.entries))))
            for one, document in documents
        ]
        begun = time.process_time()
        store.record_fetches(changed)
        spent = time.process_time() - begun
        _row(f"each of them {name}, CPU", spent * 1000 / (len(batch) * _PER_FETCH), "ms")


def _measure_lists(store: Store, floor: float) -> None:
    everything = View("all")
    ids = store.ids(everything)
    for name, view in _views(store):
        _time(f"first 100 of {name}", partial(store.articles, view, 0, 100), floor)
        _time(f"count of {name}", partial(store.count, view), floor)
    _time("feeds() with counts", store.feeds, floor)
    _time("tags() with counts", store.tags, floor)
    _time("a list of all is there", partial(store.listing, everything), floor, times=5, after=list)
    _time("all its ids", partial(store.ids, everything), floor, times=5)
    _time("articles_by_id, any 100", lambda: store.articles_by_id(random.choices(ids, k=100)), floor)  # noqa: S311


def _views(store: Store) -> list[tuple[str, View]]:
    return [
        ("all", View("all")),
        ("unread", View("unread")),
        ("saved", View("saved")),
        ("today", View("today")),
        ("a feed", View("feed", str(store.feeds()[6].id))),
        ("a folder", View("folder", "Folder 3")),
        ("a tag", View("tag", "blue")),
    ]


def _measure_searches(store: Store, floor: float) -> None:
    for name, query in [
        ("rare word", "w9000"),
        ("common word", "w40"),
        ("word in nearly all", "w0"),
        ("two words", "w20 w300"),
        ("phrase", '"w0 w1"'),
        ("common beginning", "w12"),
        ("very common beginning", "w1"),
        ("without a word", "w9000 -w0"),
        ("nothing", "nothing"),
    ]:
        view = View("search", query)
        hits = store.count(view)
        _time(f"search, {name} ({hits} hits)", partial(store.articles, view, 0, 50), floor)


def _measure_documents(store: Store) -> None:
    text = _Prose().text(2 * _WORDS)
    blocks = tuple(Block("paragraph", part) for part in text.split(". "))
    document = Document(title="A title", blocks=blocks)
    numbers = iter(store.ids(View())[::7])
    begun = time.process_time()
    for _ in range(100):
        store.put_document(next(numbers), document, "page", 1)
    _row("put_document (5 KB), CPU", (time.process_time() - begun) * 10, "ms")


def _measure_marks(store: Store) -> None:
    ids = iter(random.sample(store.ids(View("unread")).tolist(), 200))
    _time("set_read, one article, durable", lambda: store.set_read((next(ids),), True), 0, times=100)


class _Prose:
    """Text whose words are as unevenly frequent as those of a language (Zipf's law)."""

    def __init__(self) -> None:
        self._random = random.Random(7)  # noqa: S311
        self._words = [f"w{n}" if n < 10_000 else f"word{n:x}" for n in range(_VOCABULARY)]
        self._weights = list(accumulate(1 / (n + 2.7) for n in range(_VOCABULARY)))

    def text(self, words: int) -> str:
        chosen = self._random.choices(self._words, cum_weights=self._weights, k=words)
        return " ".join(
            f"{word}." if n % 20 == 19 else f"{word}ing" if n % 7 == 3 else word
            for n, word in enumerate(chosen)
        )

    def entry(self, number: int) -> Entry:
        text = self.text(_WORDS)
        return Entry(
            guid=f"https://feed.example/articles/{number}",
            url=f"https://feed.example/articles/{number}",
            title=self.text(9),
            authors=("Some Author",),
            published=_START + timedelta(minutes=self._random.randrange(1_000_000)),
            content_html=f"<p>{text}</p>",
            text=text,
        )


def _time(
    name: str,
    call: Callable[[], object],
    floor: float,
    times: int = 21,
    after: Callable[[Any], object] = bool,
) -> float:
    """Print what a call takes, and its CPU time beside the floor's; return that in milliseconds.

    What it gives goes to `after`, whose wall time does not count.
    """
    call()
    spans = []
    spent = time.process_time()
    for _ in range(times):
        begun = time.perf_counter()
        given = call()
        spans.append((time.perf_counter() - begun) * 1000)
        after(given)
    spent = (time.process_time() - spent) / times * 1000
    spans.sort()
    ratio = f"{spent / floor:9.2f}" if floor else ""
    print(f"{name:<44}{spans[times // 2]:9.2f}{spans[times * 19 // 20]:9.2f}{spent:9.2f}{ratio}", flush=True)
    return spent


def _row(name: str, value: float, unit: str) -> None:
    sys.stdout.write(f"{name:<44} {value:>12,.2f} {unit}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
