"""How well stories are told apart, and what placing an article costs: `python -m tests.bench.bench_stories`.

With `--pages FOLDER` (sets of saved pages, each a folder of NAME.html.gz) the pairs of `story_pairs.tsv`
are judged, see `judged_stories`; with `--basil FOLDER` (the `data` folder of github.com/marshallwhiteorg/
emnlp19-media-bias: a hundred events, each as three papers tell it) those of that corpus, too; with
`--roundups FILE` (`data/raw_crawled/*.jsonl` of github.com/HLTCHKUST/framing-bias-metric) those of excerpts
of news roundups. `--fit` fits the weights anew and prints them, without the roundups; `--wrong` prints the
addresses of the pairs that are judged wrongly; `--pairs FILE` judges others.

Without them libraries of made-up articles of the last days are built, and 320 new articles are put into
stories: milliseconds of CPU an article, in the worker and here, and of wall. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from reader.history import History
from reader.model import Entry, FeedDocument, Gist, Subscription
from reader.newsroom import Newsroom
from reader.storage import Fetched, Store
from reader.worker import Worker
from tests.bench import judged_stories

_NEW = 320


def main() -> None:
    """Judge the labelled pairs, or measure what placing costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pages", type=Path, metavar="FOLDER", help="judge the labelled pairs of these pages"
    )
    parser.add_argument("--basil", type=Path, metavar="FOLDER", help="judge those of this corpus, too")
    parser.add_argument("--roundups", type=Path, metavar="FILE", help="judge those of this file, too")
    parser.add_argument("--pairs", type=Path, metavar="FILE", default=judged_stories.PAIRS)
    parser.add_argument("--fit", action="store_true", help="fit the weights anew")
    parser.add_argument("--wrong", action="store_true", help="print the pairs that are judged wrongly")
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    asked = parser.parse_args()
    if asked.pages is not None:
        judged_stories.judge(
            asked.pages, asked.basil, asked.roundups, asked.pairs, fitting=asked.fit, wrong=asked.wrong
        )
        return
    heads = ("articles", "reading", "placing", "both", "wall")
    print("".join(f"{head:>10}" for head in heads), f"  ms of a new one, mean of {_NEW}")
    for articles in asked.articles:
        asyncio.run(_measure(articles))


# What it costs


async def _measure(articles: int) -> None:
    with tempfile.TemporaryDirectory() as name, Store.open(Path(name) / "library.db") as store:
        subscriptions = [Subscription(f"https://paper{n}.example/feed") for n in range(50)]
        store.sync_feeds(subscriptions)
        feeds = [feed.id for feed in store.feeds()]
        chance, now = random.Random(1), datetime.now(UTC)  # noqa: S311
        made = 0
        while made < articles:
            some = [_article(chance, made + n, now) for n in range(min(500, articles - made))]
            fetched = Fetched(chance.choice(feeds), now, FeedDocument("Paper", entries=tuple(some)))
            recorded = store.record_fetches([fetched])[0]
            kept = store.articles_by_id(recorded.new)
            store.stories.keep_gists([(one.id, _gist(one.title, one.summary)) for one in kept])
            made += len(some)
        store.stories.looked_at(made)
        fresh = [_article(chance, made + n, now) for n in range(_NEW)]
        store.record_fetches([Fetched(feeds[0], now, FeedDocument("Paper", entries=tuple(fresh)))])
        worker = Worker(niceness=0)
        await worker.gists([("Ready", "Ready.", "en")])
        newsroom = Newsroom(store, worker, worker, History())
        begun, spent = time.perf_counter(), _spent(worker)
        await newsroom.settle()
        wall, both = time.perf_counter() - begun, _spent(worker) - spent
        await worker.gists([("Ready", "Ready.", "en")])
        spent = _spent(worker)
        waiting: list[tuple[str, str, str | None]] = [(one.title, one.text, "en") for one in fresh]
        for start in range(0, _NEW, 16):
            await worker.gists(waiting[start : start + 16])
        alone = _spent(worker) - spent
        await worker.close()
        shown = [1000 * one / _NEW for one in (alone, both - alone, both, wall)]
        print(
            f"{articles:>10,}{shown[0]:>10.1f}{shown[1]:>10.1f}{shown[2]:>10.1f}{shown[3]:>10.1f}", flush=True
        )


def _spent(worker: Worker) -> float:
    """Return the seconds of CPU that this process, its workers that have ended and this one have taken."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() + ended.ru_utime + ended.ru_stime
    if worker.pid is None:
        return spent
    fields = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()
    return spent + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@cache
def _names() -> list[str]:
    chance = random.Random(7)  # noqa: S311
    syllables = "ka lo mi ren tor vel sa ni dur bek ost ja".split()  # noqa: SIM905
    return ["".join(chance.choices(syllables, k=3)).capitalize() for _ in range(4_000)]


_WORDS = tuple(
    "council votes on new harbour plan after long debate minister says talks will resume next week police "  # noqa: SIM905
    "search for missing hikers storm closes roads court upholds ruling company to buy rival for billion "
    "shares fall as profit misses forecast researchers find warmer currents volunteers clear snow union "
    "strike enters third day fire destroys warehouse election result disputed bridge repair delayed".split()
)


def _article(chance: random.Random, number: int, now: datetime) -> Entry:
    """An article about one of many events: some names and words, again and again in others."""
    event = random.Random(chance.randrange(20_000))  # noqa: S311
    names, words = event.choices(_names(), k=4), event.choices(_WORDS, k=12)
    title = " ".join([names[0], *chance.sample(words, 5), "in", names[1]])
    text = " ".join(
        f"{' '.join(chance.choices(words, k=8))} {chance.choice(names)} {event.randrange(900)}."
        for _ in range(12)
    )
    return Entry(
        guid=f"{number}",
        url=f"https://paper.example/{number}",
        title=title,
        text=text,
        content_html=f"<p>{text}</p>",
        published=now - timedelta(hours=event.random() * 300 + chance.random() * 24),
        language="en",
    )


def _gist(title: str, text: str) -> Gist:
    from reader.analyse.gisting import gist

    return replace(gist(title, text, "en"), vector=bytes(384))


if __name__ == "__main__":
    main()
