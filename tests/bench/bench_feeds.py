"""What reading a feed costs, and whether the quick way says what feedparser says.

`python -m tests.bench.bench_feeds` reads 60 made-up feeds of 40 items both ways and prints milliseconds a
feed, feedparser being the floor. `python -m tests.bench.bench_feeds FOLDER` reads every .xml file under a
folder both ways (feedparser's own test files, from its source release, are the ones to take) and prints how
many are read quickly, how many are left to feedparser, and each that differs; then the exit code is 1.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reader.feeds import forgiving, wellformed
from reader.feeds.encoding import decode
from reader.feeds.guard import feed_text
from reader.feeds.limits import TooMuchError
from reader.feeds.rhythm import rhythm
from reader.feeds.xml_feed import document_of
from reader.model import FeedDocument
from tests.bench.made_up import made_up_feed

_FEEDS = 60
_URL = "https://paper.example/feeds/all.xml"


def main() -> int:
    """Measure, or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    folder: Path | None = parser.parse_args().folder
    if folder is not None:
        return _compare(sorted(folder.rglob("*.xml")))
    texts = [made_up_feed(number).partition("?>")[2] for number in range(_FEEDS)]
    floor = _milliseconds(lambda text: _judged(text), texts)
    print(f"{'':34}{'ms a feed':>10}{'to floor':>10}")
    print(f"{'with feedparser':34}{floor:10.2f}{1:10.3f}")
    quick = _milliseconds(lambda text: _quick(text), texts)
    print(f"{'without':34}{quick:10.2f}{quick / floor:10.3f}")
    return 0


def _compare(files: list[Path]) -> int:
    counts = Counter[str]()
    for file in files:
        text = feed_text(decode(file.read_bytes()).lstrip("\ufeff \t\r\n\0"))
        if not isinstance(text, str):
            counts["no feed"] += 1
            continue
        quick = _quick(text)
        outcome = "left to feedparser" if quick is None else "same" if quick == _judged(text) else "different"
        counts[outcome] += 1
        if outcome == "different":
            print(f"different: {file}")
    print(
        f"{len(files)} files: " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
    )
    return 1 if counts["different"] or not counts["same"] else 0


def _quick(text: str) -> FeedDocument | None:
    found = wellformed.read(text)
    return None if found is None else document_of(found, rhythm(text), _URL)


def _judged(text: str) -> FeedDocument:
    try:
        return document_of(forgiving.read(text, _URL), rhythm(text), _URL)
    except TooMuchError as error:
        return FeedDocument(error=f"this feed {error}")


def _milliseconds(read: Callable[[str], object], texts: list[str]) -> float:
    for text in texts[:3]:
        read(text)
    begun = time.process_time()
    for text in texts:
        read(text)
    return (time.process_time() - begun) / len(texts) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
