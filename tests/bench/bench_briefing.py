"""How quick briefings and related articles are: `python -m tests.bench.bench_briefing --articles 100000`.

Makes up a library of so many articles over a year, one in four of them in stories of two to nine articles,
each understood with six names as unevenly frequent as names in news are, or takes the one that is in FOLDER
(--library). Prints how long it takes until a briefing of a day has its headlines (the median), and until what
is related to an article is found (the median, and the slowest). Nothing here is a test.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from reader import config
from reader.library import Library
from reader.model import (
    Block,
    Document,
    Entity,
    EntityKind,
    Entry,
    FeedDocument,
    Span,
    Subscription,
    Understanding,
)
from reader.storage import Store, documents, understandings
from reader.storage.times import now

_FEEDS, _NAMES, _BATCH, _RUNS, _ASKED = 60, 20_000, 1_000, 15, 60
_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")
_WORDS = [f"word{n}" for n in range(8_000)]


def _weights(many: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(many)))


def build(path: Path, articles: int) -> None:
    """Make up a library."""
    chance = random.Random(3)  # noqa: S311
    names, words = _weights(_NAMES), _weights(len(_WORDS))
    with Store.open(path) as store:
        addresses = [f"https://x{number}.example/feed" for number in range(_FEEDS)]
        store.sync_feeds([Subscription(address) for address in addresses])
        present = datetime.now(UTC)
        for first in range(0, articles, _BATCH):
            for feed in range(1, _FEEDS + 1):
                entries = tuple(
                    Entry(
                        guid=f"{number}",
                        title=" ".join(chance.choices(_WORDS, cum_weights=words, k=8)),
                        published=present - timedelta(days=365 * (1 - number / articles)),
                    )
                    for number in range(first + feed - 1, min(first + _BATCH, articles), _FEEDS)
                )
                store.record_fetch(feed, FeedDocument(entries=entries))
        with store._connections.writing(durable=False) as connection:
            for number in range(1, articles + 1):
                said = [f"Kim{n} Name{n}" for n in chance.choices(range(_NAMES), cum_weights=names, k=6)]
                text = ". ".join((*dict.fromkeys(said), *chance.choices(_WORDS, cum_weights=words, k=120)))
                document = Document(blocks=(Block("paragraph", text),))
                documents.put_document(connection, number, document, "feed", 1, now())
                entities = tuple(
                    Entity(name, _KINDS[place % 3], (Span(0, 4),), 1 - place / 8)
                    for place, name in enumerate(dict.fromkeys(said))
                )
                known = Understanding(entities=entities, version=1)
                understandings.put_understanding(connection, number, known)
            number = 1
            while number < articles - 10:
                connection.execute("INSERT INTO story (made) VALUES (0)")
                story = connection.execute("SELECT last_insert_rowid()").fetchone()[0]
                for member in range(number, number + chance.randrange(2, 10)):
                    entered = "INSERT INTO story_article (article_id, story_id) VALUES (?, ?)"
                    connection.execute(entered, (member, story))
                number += 22


async def measure(path: Path, folder: Path) -> None:
    """Print the table."""
    feeds = folder / "feeds.toml"
    addresses = (f'[[feed]]\nurl = "https://x{number}.example/feed"\n' for number in range(_FEEDS))
    feeds.write_text("".join(addresses), encoding="utf-8")
    chance = random.Random(7)  # noqa: S311
    store = Store.open(path)
    async with Library(config.load(feeds), store) as library:
        [_ async for _ in library.briefings.prepare("1h")]  # what is loaded once
        await library.relations.related(1)
        shown = []
        for _ in range(_RUNS):
            began = time.perf_counter()
            states = library.briefings.prepare("24h")
            first = await anext(states)
            shown.append(1_000 * (time.perf_counter() - began))
            await states.aclose()
        print(
            f"briefing of a day: headlines of {len(first.briefs)} stories  {statistics.median(shown):8.1f} ms"
        )
        took, many = [], 0
        for article in chance.sample(range(1, library.article_count() + 1), _ASKED):
            began = time.perf_counter()
            many += len(await library.relations.related(article))
            took.append(1_000 * (time.perf_counter() - began))
        print(f"related, median of {_ASKED}  {statistics.median(took):8.1f} ms")
        print(f"related, slowest of {_ASKED}  {max(took):8.1f} ms ({many} found in all)")


def main() -> None:
    """Build the library, or take the one in the folder, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--library", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.library or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"briefing-{arguments.articles}.db"
        if not path.exists():
            build(path, arguments.articles)
        asyncio.run(measure(path, Path(temporary)))


if __name__ == "__main__":
    main()
