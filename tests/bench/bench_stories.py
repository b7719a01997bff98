"""How well stories are told apart, and what placing an article costs: `python -m tests.bench.bench_stories`.

With `--pages FOLDER` (sets of saved pages, each a folder of NAME.html.gz) the pairs of `story_pairs.tsv` are
judged: precision, recall and F1 of "about the same event" at several thresholds; then the same of weights
that are fitted anew without the stories of the pair that is judged. Pairs were labelled by eye: the likest of
all pages within five days of each other, in any language, and those of the demo edition.

Without it libraries of made-up articles of the last days are built, and 320 new articles are put into
stories: milliseconds an article, in the worker and here.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import random
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from reader.analyse import gists, likeness
from reader.demo import Edition
from reader.extract import extract
from reader.history import History
from reader.model import Entry, FeedDocument, Gist, Placing, Subscription
from reader.newsroom import Newsroom
from reader.storage import Fetched, Store
from reader.worker import Worker

_PAIRS = Path(__file__).with_name("story_pairs.tsv")
_THRESHOLDS = (0.3, likeness.JOIN, 0.5, 0.6)
_NEW = 320
_APART = timedelta(days=5)
_FIRST_SENTENCE = re.compile(r"[.!?]\s")


def main() -> None:
    """Judge the labelled pairs, or measure what placing costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pages", type=Path, metavar="FOLDER", help="judge the labelled pairs of these pages"
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    asked = parser.parse_args()
    if asked.pages is not None:
        _judge(asked.pages)
        return
    print(f"{'articles':>10}{'gist ms':>10}{'place ms':>10}{'both':>8}   a new one, mean of {_NEW}")
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
        begun = time.perf_counter()
        await newsroom.settle()
        both = 1000 * (time.perf_counter() - begun) / _NEW
        await worker.gists([("Ready", "Ready.", "en")])
        begun = time.perf_counter()
        waiting: list[tuple[str, str, str | None]] = [(one.title, one.text, "en") for one in fresh]
        for start in range(0, _NEW, 16):
            await worker.gists(waiting[start : start + 16])
        alone = 1000 * (time.perf_counter() - begun) / _NEW
        await worker.close()
        print(f"{articles:>10,}{alone:>10.1f}{both - alone:>10.1f}{both:>8.1f}", flush=True)


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


# How well it judges


def _judge(pages: Path) -> None:
    pairs = [line.split("\t") for line in _PAIRS.read_text(encoding="utf-8").splitlines()]
    labels = np.array([float(label) for _, _, label in pairs])
    texts = dict(_texts(pages, {name for one, other, _ in pairs for name in (one, other)}))
    whole, cut = (
        dict(
            zip(
                texts,
                gists([(one.title, much(one.text), one.language) for one in texts.values()]),
                strict=True,
            )
        )
        for much in (str, _cut)
    )
    same = [texts[one].feed == texts[other].feed for one, other, _ in pairs]
    for called, gist in (("whole texts", whole), ("first sentences", cut)):
        scores = np.array(
            [
                likeness.likeness(gist[one], gist[other], same_feed=feed)
                for (one, other, _), feed in zip(pairs, same, strict=True)
            ]
        )
        _say(f"as shipped, {called}", scores, labels)
    placed = _placed(whole, texts)
    scores = np.array([float(placed[one] == placed[other]) for one, other, _ in pairs])
    _say("as stories, put together one by one in their order", scores, labels, (0.5,))
    english = np.array([bool(whole[one].vector and whole[other].vector) for one, other, _ in pairs])
    _left_out(pairs, labels, same, whole, cut, english)


def _placed(gists_: Mapping[str, Gist], texts: Mapping[str, _Text]) -> dict[str, int]:
    """Put articles into stories in the order of their time, as they would come; return the story of each, or
    its own number."""
    ordered = sorted(gists_, key=lambda name: texts[name].published)
    feeds = {text.feed: number for number, text in enumerate(texts.values())}
    story: dict[int, int] = {}

    def placing(number: int) -> Placing:
        name = ordered[number]
        return Placing(number, gists_[name], feeds[texts[name].feed], story.get(number))

    for number, name in enumerate(ordered):
        before = (n for n in range(number) if texts[name].published - texts[ordered[n]].published <= _APART)
        placed = likeness.place(placing(number), [placing(other) for other in before])
        if placed is not None:
            own = story.setdefault(placed.beside, placed.beside)
            story |= dict.fromkeys((number, *placed.also), own)
    return {name: story.get(number, -number) for number, name in enumerate(ordered)}


def _left_out(
    pairs: Sequence[Sequence[str]],
    labels: Any,
    same: Sequence[bool],
    whole: dict[str, Gist],
    cut: dict[str, Gist],
    english: Any,
) -> None:
    """Fit the weights for English without the pairs that have an article of the judged one's stories."""
    rows, of_pair, values = [], [], []
    for number in map(int, np.flatnonzero(english)):
        one, other, _ = pairs[number]
        for a in (whole[one], cut[one]):
            for b in (whole[other], cut[other]):
                rows.append(likeness.features(a, b, same_feed=same[number]))
                of_pair.append(number)
                values.append(labels[number])
    features, numbers, wanted = np.array(rows), np.array(of_pair), np.array(values)
    groups = _groups(pairs)
    scores = np.zeros(len(pairs))
    for number in map(int, np.flatnonzero(english)):
        own = groups[number]
        away = np.array([not own & groups[other] for other in numbers])
        first = np.flatnonzero(numbers == number)[0]
        scores[number] = 1 / (1 + np.exp(-features[first] @ _fit(features[away], wanted[away])))
    _say("fitted without its stories, English", scores[english], labels[english])
    print("weights:", ", ".join(f"{weight:.2f}" for weight in _fit(features, wanted)))


def _fit(features: Any, labels: Any, ridge: float = 1.0) -> Any:
    """Logistic regression by Newton's method, all but the first weight held small."""
    weights = np.zeros(features.shape[1])
    held = ridge * np.eye(len(weights))
    held[0, 0] = 0.001
    for _ in range(60):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chance - labels) + held @ weights
        bend = (features * (chance * (1 - chance))[:, None]).T @ features + held
        weights = weights - np.linalg.solve(bend + 1e-6 * np.eye(len(weights)), slope)
    return weights


def _groups(pairs: Sequence[Sequence[str]]) -> list[set[str]]:
    """Of each pair the stories of its two articles, by one name each."""
    leads: dict[str, str] = {}

    def lead(name: str) -> str:
        while leads.get(name, name) != name:
            name = leads[name]
        return name

    for one, other, label in pairs:
        if label == "1":
            leads[lead(one)] = lead(other)
    return [{lead(one), lead(other)} for one, other, _ in pairs]


def _say(title: str, scores: Any, labels: Any, thresholds: Sequence[float] = _THRESHOLDS) -> None:
    print(f"{title}: {len(labels)} pairs, {int(labels.sum())} of one event")
    for threshold in thresholds:
        right = float(((scores >= threshold) & (labels > 0)).sum())
        precision, recall = right / max(1, (scores >= threshold).sum()), right / labels.sum()
        score = 2 * precision * recall / max(0.001, precision + recall)
        print(
            f"   {threshold:.2f}   P {100 * precision:5.1f}   R {100 * recall:5.1f}   F1 {100 * score:5.1f}"
        )


@dataclass(frozen=True, slots=True)
class _Text:
    """An article of a labelled pair."""

    title: str
    text: str
    language: str | None
    feed: str
    published: datetime


def _texts(pages: Path, names: set[str]) -> Iterator[tuple[str, _Text]]:
    edition = Edition.load(datetime(2026, 11, 20, tzinfo=UTC))
    for article in edition.articles:
        name = f"demo/{article.slug}"
        if name in names:
            text = "\n".join(block.text for part in article.parts for block in part.blocks)
            text = f"{article.standfirst} {text}"
            yield name, _Text(article.title, text, article.language, article.outlet.name, article.published)
    for name in sorted(names):
        if not name.startswith("demo/"):
            found = extract(gzip.decompress((pages / f"{name}.html.gz").read_bytes()), None)
            text = f"{found.standfirst} {found.text}".strip()
            published = found.published or datetime(1970, 1, 1, tzinfo=UTC)
            yield name, _Text(found.title, text, found.language, found.site or name, published)


def _cut(text: str) -> str:
    end = _FIRST_SENTENCE.search(text, 80)
    return text[: end.end()] if end is not None and end.end() < 240 else text[:200]


if __name__ == "__main__":
    main()
