"""How quick the library is: `python -m tests.bench.bench_storage [articles]`, 20,000 unless told.

Builds a library of made-up articles (2.3 KB of text each, words as frequent as in prose, 50 feeds) in a
temporary folder and prints what a refresh, a list, a count and a search take. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from reader.model import Block, Document, Entry, FeedDocument, Subscription, View
from reader.storage import Fetched, Store

_FEEDS = 50
_PER_FETCH = 40
_FETCHES_PER_COMMIT = 4
_WORDS = 390
_VOCABULARY = 30_000
_START = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> None:
    """Build the library, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=20_000)
    wanted = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with Store.open(path) as store:
            _fill(store, path, wanted)
            _measure_lists(store)
            _measure_searches(store)
            _measure_marks(store)


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
    _row("text (also kept as HTML)", text_bytes / 1e6, "MB")
    size = sum(p.stat().st_size for p in path.parent.iterdir())
    _row("files", size / 1e6, "MB")
    _row("size / text", size / text_bytes, "")
    text = prose.text(2 * _WORDS)
    blocks = tuple(Block("paragraph", part) for part in text.split(". "))
    document = Document(title="A title", blocks=blocks)
    numbers = iter(range(1, made, 7))
    _time("put_document (5 KB)", lambda: store.put_document(next(numbers), document, "page", 1))


def _measure_lists(store: Store) -> None:
    everything = View("all")
    ids = store.ids(everything)
    _time("feeds() with counts", store.feeds)
    _time("count(all)", lambda: store.count(everything))
    _time("count(unread)", lambda: store.count(View("unread")))
    for name, view in _views():
        _time(f"first 100 of {name}", lambda view=view: store.articles(view, 0, 100))  # type: ignore[misc]
    _time("100 of all at the end (OFFSET)", lambda: store.articles(everything, len(ids) - 100, 100))
    _time("ids(all)", lambda: store.ids(everything))
    _time("ids(folder)", lambda: store.ids(View("folder", "Folder 3")))
    _time("articles_by_id, 100", lambda: store.articles_by_id(random.choices(ids, k=100)))  # noqa: S311


def _views() -> list[tuple[str, View]]:
    return [
        ("all", View("all")),
        ("unread", View("unread")),
        ("a feed", View("feed", "7")),
        ("a folder", View("folder", "Folder 3")),
        ("an empty folder", View("folder", "none")),
        ("a tag", View("tag", "none")),
        ("saved", View("saved")),
    ]


def _measure_searches(store: Store) -> None:
    for name, query in [
        ("rare word", "w9000"),
        ("word in 1 of 10", "w40"),
        ("word in nearly all", "w0"),
        ("two words", "w20 w300"),
        ("unfinished word", "w12"),
        ("phrase", '"w0 w1"'),
    ]:
        view = View("search", query)
        hits = store.count(view)
        _time(f"search, {name} ({hits} hits)", lambda view=view: store.articles(view, 0, 50))  # type: ignore[misc]


def _measure_marks(store: Store) -> None:
    ids = iter(random.sample(store.ids(View("unread")).tolist(), 200))
    _time("set_read, one article, durable", lambda: store.set_read((next(ids),), True), times=100)
    begun = time.perf_counter()
    marked = len(store.mark_all_read(View("all")))
    _row(f"mark_all_read of {marked}", time.perf_counter() - begun, "s")
    store.set_read(store.ids(View("all")), False)
    _time("feeds() with counts, after", store.feeds)


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


def _time(name: str, call: Callable[[], object], times: int = 15) -> None:
    call()
    spans = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        spans.append(time.perf_counter() - begun)
    _row(name, statistics.median(spans) * 1000, "ms")


def _row(name: str, value: float, unit: str) -> None:
    sys.stdout.write(f"{name:<44} {value:>12,.2f} {unit}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
