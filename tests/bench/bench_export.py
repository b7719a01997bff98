"""How quick exports are, and in how much memory: `python -m tests.bench.bench_export --articles 10000`.

Makes up a library of so many articles of 400 words, each with a document, two authors, six names and eight
figures, and exports it in a process of its own as JSON lines, Markdown, CSV and, of a thousand, EPUB. Prints
articles a second of wall and of CPU, and the most memory that the process took. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.model import (
    Author,
    Block,
    Document,
    Entity,
    Entry,
    FeedDocument,
    Figure,
    Span,
    Subscription,
    Understanding,
)
from reader.storage import Store

_FEEDS, _WORDS = 20, [f"word{n}" for n in range(5_000)]
_KINDS = ("person", "organisation", "place")


def build(path: Path, feeds: Path, articles: int) -> None:
    """Make up a library."""
    chance = random.Random(5)  # noqa: S311
    addresses = [f"https://x{number}.example/feed" for number in range(_FEEDS)]
    feeds.write_text("".join(f'[[feed]]\nurl = "{one}"\n' for one in addresses), encoding="utf-8")
    present = datetime.now(UTC)
    with Store.open(path) as store:
        store.sync_feeds([Subscription(one) for one in addresses])
        for feed in range(1, _FEEDS + 1):
            entries = tuple(
                Entry(
                    f"{n}",
                    title=_said(chance, 8),
                    published=present - timedelta(minutes=n),
                    text=_said(chance, 50),
                )
                for n in range(feed, articles + 1, _FEEDS)
            )
            store.record_fetch(feed, FeedDocument(entries=entries))
        for number in store.carrying.every_id():
            document = _document(chance)
            store.put_document(number, document, "page", 1)
            store.put_understanding(number, _understanding(chance, document.analysed_text))


def _said(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))


def _document(chance: random.Random) -> Document:
    paragraphs = [_said(chance, 50) for _ in range(8)]
    return Document(
        title=_said(chance, 8),
        language="en",
        blocks=tuple(
            Block("paragraph", one, (Span(0, 9, "link", "https://a.example/x"),)) for one in paragraphs
        ),
    )


def _understanding(chance: random.Random, text: str) -> Understanding:
    at = [chance.randrange(len(text) - 20) for _ in range(8)]
    return Understanding(
        authors=(Author(f"Ann {chance.choice(_WORDS)}", "reporter", "X", "Oslo"), Author("Per Aalto")),
        entities=tuple(
            Entity(f"Name {chance.choice(_WORDS)}", kind, (Span(start, start + 8),), 0.5)  # type: ignore[arg-type]
            for start, kind in zip(at, _KINDS * 2, strict=False)
        ),
        figures=tuple(
            Figure(s, s + 5, "5,000", "count", 5000.0, counted="ships", sentence=text[:200]) for s in at
        ),
        version=1,
    )


def _export(feeds: Path, library: Path, *arguments: str) -> None:
    command = [
        sys.executable,
        "-m",
        "reader",
        "--feeds",
        str(feeds),
        "--library",
        str(library),
        "export",
        *arguments,
    ]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = after.ru_maxrss / 1024  # of the largest process until now: the smaller exports come first
    many = int(said.stdout.rpartition(": ")[2].split()[0].replace(",", ""))
    speed = f"{many / wall:10,.0f}/s {many / cpu:10,.0f}/s CPU {memory:6.0f} MB"
    print(f"{Path(arguments[-1]).name:12} {many:8,} {speed}")


def main() -> None:
    """Build, export, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        feeds, library = Path(folder) / "feeds.toml", Path(folder) / "library.db"
        build(library, feeds, arguments.articles)
        _export(feeds, library, "--to", f"{folder}/all.jsonl")
        _export(feeds, library, "--all", "--to", f"{folder}/notes")
        _export(feeds, library, "--to", f"{folder}/all.csv")
        _export(feeds, library, "--all", "--limit", "1000", "--to", f"{folder}/book.epub")


if __name__ == "__main__":
    main()
