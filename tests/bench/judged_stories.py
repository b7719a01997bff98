"""How well pairs of articles are judged to be of one event: precision, recall and F1 on labelled pairs.

Each line of `story_pairs.tsv` has two articles and 1 or 0. They are of saved news pages (within five days
of each other, in any language), of the demo edition, and of BASIL (Fan et al., "In Plain Sight: Media Bias
Through the Lens of Factual Reporting", 2019), whose triples of articles about one event are its own labels;
two of its events are compared where they are at most five days or more than ninety apart. Those of roundups
(as Lee et al. collected them for "NeuS", 2022; three excerpts each, with the roundup's date) were drawn at
random, within a roundup and from the likest across two, were labelled before anything was known of how they
are judged, and are in no fit. What the first showed led to the present features; those of
`fresh_story_pairs.tsv` were drawn after that.

The rule: two articles are about the same event when what headline and lead of each tell is the same thing
that happened, what follows of it within days, or how people answer it. A consequence with news of its own
(a bond sale after a takeover, ships that queue elsewhere for a strike), another act of the same people, a
comment on a subject without its event, and a digest are other news: a fold would hide them. A pair that was
not clear at the second look is not in the file. The pairs of pages are those that are likest by any of six
signals (the encoder, the headlines alone, words, names, the judgement of then).

What is said as "fitted without" is of articles that the weights were not fitted on: left out of the fit are
all pairs with an article of the stories of the judged one's first article, or of its outlet, or of its
week.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from reader.analyse import gists, likeness
from reader.demo import Edition
from reader.extract import extract
from reader.model import Gist, Placing

PAIRS = Path(__file__).with_name("story_pairs.tsv")
_THRESHOLDS = (0.5, likeness.JOIN, 0.7)
_APART = timedelta(days=5)
_PARTS = 10  # that are left out in turn
_SEEDS = (0, 1, 2)
_CORPUS_WEIGHT = 0.3  # of a pair of the corpus, which is all about the politics of one country
_RIDGE = 10.0
_RISING = (
    1,
    2,
    3,
    4,
    7,
)  # features that can only speak for the same event, and those that can only speak against
_FALLING = (5, 6, 8)
_OUTSIDE = {"basil/": "corpus", "allsides/": "roundups"}
_FIRST_SENTENCE = re.compile(r"[.!?]\s")
Pairs = Sequence[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Text:
    """An article of a labelled pair."""

    title: str
    text: str
    language: str | None
    feed: str
    published: datetime


@dataclass(frozen=True, slots=True)
class _Judged:
    """Labelled pairs with what is read of their articles, whole and cut to the first sentence."""

    pairs: Pairs
    texts: Mapping[str, Text]
    whole: Mapping[str, Gist]
    cut: Mapping[str, Gist]

    @property
    def labels(self) -> Any:
        return np.array([label for *_, label in self.pairs])

    def same_feed(self, one: str, other: str) -> bool:
        return self.texts[one].feed == self.texts[other].feed

    def days(self, one: str, other: str) -> float:
        return abs(self.texts[one].published - self.texts[other].published) / timedelta(days=1)


def judge(
    pages: Path, basil: Path | None, roundups: Path | None, pairs: Path, *, fitting: bool, wrong: bool
) -> None:
    """Print how well the pairs of a file are judged."""
    judged = _read(pages, basil, None if fitting else roundups, pairs)
    _say("as shipped, whole texts", judged, _scores(judged, judged.whole))
    _say("as shipped, first sentences", judged, _scores(judged, judged.cut))
    placed = _placed(judged)
    scores = np.array([float(placed[one] == placed[other]) for one, other, _ in judged.pairs])
    _say("as shipped, as stories, put together one by one in their order", judged, scores, (0.5,))
    if wrong:
        _say_wrong(judged, scores)
    if not fitting:
        return
    stories = _stories(judged.pairs)
    ways: dict[str, Callable[[str], str]] = {
        "stories": lambda name: stories.get(name, name),
        "outlets": lambda name: judged.texts[name].feed,
        "weeks": lambda name: f"{judged.texts[name].published:%G %V}",
    }
    for called, group in ways.items():
        _left_out(judged, called, group)
    print("weights:", ", ".join(f"{weight:.2f}" for weight in _fit(*_rows(judged))))
    print("without vectors:", ", ".join(f"{weight:.2f}" for weight in _fit(*_rows(judged), left_out=(1,))))


def _read(pages: Path, basil: Path | None, roundups: Path | None, file: Path) -> _Judged:
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    absent = tuple(of for of, source in zip(_OUTSIDE, (basil, roundups), strict=True) if source is None)
    pairs = [(one, other, int(label)) for one, other, label in lines if not one.startswith(absent)]
    texts = dict(_texts(pages, basil, {name for *both, _ in pairs for name in both}))
    if roundups is not None:
        texts |= dict(_of_roundups(roundups))
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
    return _Judged(pairs, texts, whole, cut)


def _scores(judged: _Judged, of: Mapping[str, Gist]) -> Any:
    return np.array(
        [
            likeness.likeness(
                of[one], of[other], same_feed=judged.same_feed(one, other), days=judged.days(one, other)
            )
            for one, other, _ in judged.pairs
        ]
    )


def _placed(judged: _Judged) -> dict[str, int]:
    """Put articles into stories in the order of their time, as they would come; return the story of each, or
    its own number."""
    texts = judged.texts
    ordered = sorted(texts, key=lambda name: texts[name].published)
    feeds = {text.feed: number for number, text in enumerate(texts.values())}
    story: dict[int, int] = {}

    def placing(number: int) -> Placing:
        name = ordered[number]
        moment = round(texts[name].published.timestamp() * 1_000_000)
        return Placing(number, judged.whole[name], feeds[texts[name].feed], story.get(number), moment)

    for number, name in enumerate(ordered):
        before = (n for n in range(number) if texts[name].published - texts[ordered[n]].published <= _APART)
        placed = likeness.place(placing(number), [placing(other) for other in before])
        if placed is not None:
            own = story.setdefault(placed.beside, placed.beside)
            story |= dict.fromkeys((number, *placed.also), own)
    return {name: story.get(number, -number) for number, name in enumerate(ordered)}


# Fitted without what is judged


def _left_out(judged: _Judged, called: str, group: Callable[[str], str]) -> None:
    """Judge every pair by weights that are fitted without the pairs that share a group with either of its
    articles; the mean over several ways to part the groups."""
    rows, labels, weights, numbers = _rows(judged)
    of_pair = [(group(one), group(other)) for one, other, _ in judged.pairs]
    everything = sorted({name for pair in of_pair for name in pair})
    english = np.array(
        [judged.whole[one].vector != b"" != judged.whole[other].vector for one, other, _ in judged.pairs]
    )
    shipped = likeness.ENGLISH
    single, together = np.zeros(len(judged.pairs)), np.zeros(len(judged.pairs))
    for seed in _SEEDS:
        chance = random.Random(seed)  # noqa: S311
        part = {name: chance.randrange(_PARTS) for name in everything}
        parts = np.array([[part[one], part[other]] for one, other in of_pair])
        for left in range(_PARTS):
            away = (parts != left).all(1)
            kept = away[numbers]
            fitted = _fit(rows[kept], labels[kept], weights[kept])
            likeness.ENGLISH = tuple(map(float, fitted))
            try:
                of_part = _scores(judged, judged.whole)
                placed = _placed(judged)
            finally:
                likeness.ENGLISH = shipped
            # A pair between two parts is judged once, without the part of its first article.
            own = parts[:, 0] == left
            single[own] += of_part[own] / len(_SEEDS)
            same = np.array([float(placed[one] == placed[other]) for one, other, _ in judged.pairs])
            together[own] += same[own] / len(_SEEDS)
    _say(f"fitted without its {called}", judged, single, kept=english)
    _say(f"fitted without its {called}, as stories", judged, together, (0.5,), kept=english)


def _rows(judged: _Judged) -> tuple[Any, Any, Any, Any]:
    """Return the features of the pairs in English with the texts whole and cut, their labels, what each row
    counts, and the number of its pair."""
    rows, labels, weights, numbers = [], [], [], []
    for number, (one, other, label) in enumerate(judged.pairs):
        if not (judged.whole[one].vector and judged.whole[other].vector):
            continue
        feed, days = judged.same_feed(one, other), judged.days(one, other)
        counts = _CORPUS_WEIGHT if one.startswith("basil/") else 1.0
        for a, b, share in ((judged.whole, judged.whole, 0.6), (judged.cut, judged.cut, 0.2),
                            (judged.whole, judged.cut, 0.1), (judged.cut, judged.whole, 0.1)):  # fmt: skip
            rows.append(likeness.features(a[one], b[other], same_feed=feed, days=days))
            labels.append(label)
            weights.append(counts * share)
            numbers.append(number)
    return np.array(rows), np.array(labels), np.array(weights), np.array(numbers)


def _fit(rows: Any, labels: Any, weights: Any, _: Any = None, *, left_out: Sequence[int] = ()) -> Any:
    """Logistic regression by Newton's method, all but the first weight held small in units of each feature's
    spread; a weight that comes out with the wrong sign is none."""
    spread = rows.std(0)
    spread[0] = 1.0
    used = [at for at in range(rows.shape[1]) if at not in left_out]
    while True:
        found = np.zeros(rows.shape[1])
        found[used] = _newton((rows / np.maximum(spread, 1e-9))[:, used], labels, weights)
        wrong = [at for at in used if (at in _RISING and found[at] < 0) or (at in _FALLING and found[at] > 0)]
        if not wrong:
            return found / np.maximum(spread, 1e-9)
        used = [at for at in used if at not in wrong]


def _newton(features: Any, labels: Any, counts: Any) -> Any:
    weights = np.zeros(features.shape[1])
    held = _RIDGE * np.eye(len(weights))
    held[0, 0] = 0.001
    for _ in range(40):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (counts * (chance - labels)) + held @ weights
        bend = (features * (counts * chance * (1 - chance))[:, None]).T @ features + held
        step = np.linalg.solve(bend + 1e-6 * np.eye(len(weights)), slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _stories(pairs: Pairs) -> dict[str, str]:
    """Return for each article that is in a story by the labels one name of that."""
    leads: dict[str, str] = {}

    def lead(name: str) -> str:
        while leads.get(name, name) != name:
            name = leads[name]
        return name

    for one, other, label in pairs:
        if label:
            leads[lead(one)] = lead(other)
    return {name: lead(name) for *both, _ in pairs for name in both}


# What is said


def _say(
    title: str, judged: _Judged, scores: Any, thresholds: Sequence[float] = _THRESHOLDS, kept: Any = None
) -> None:
    kept = np.ones(len(judged.pairs), bool) if kept is None else kept
    names = np.array(
        [_OUTSIDE.get(f"{one.partition('/')[0]}/", "pages and edition") for one, *_ in judged.pairs]
    )
    for called in ("pages and edition", *_OUTSIDE.values()):
        some = kept & (names == called)
        if not some.any():
            continue
        labels = judged.labels[some]
        print(f"{title}, {called}: {len(labels)} pairs, {int(labels.sum())} of one event")
        for threshold in thresholds:
            found = scores[some] >= threshold
            right = float((found & (labels > 0)).sum())
            precision, recall = right / max(1, found.sum()), right / labels.sum()
            score = 2 * precision * recall / max(0.001, precision + recall)
            figures = f"P {100 * precision:5.1f}   R {100 * recall:5.1f}   F1 {100 * score:5.1f}"
            print(f"   {threshold:.2f}   {figures}", flush=True)


def _say_wrong(judged: _Judged, scores: Any) -> None:
    for (one, other, label), score in zip(judged.pairs, scores, strict=True):
        if label != (score >= 0.5):
            print("   missed" if label else "   folded", one, other)


# What is judged


def _texts(pages: Path, basil: Path | None, names: set[str]) -> Iterator[tuple[str, Text]]:
    edition = Edition.load(datetime(2026, 11, 20, tzinfo=UTC))
    for article in edition.articles:
        name = f"demo/{article.slug}"
        if name in names:
            text = "\n".join(block.text for part in article.parts for block in part.blocks)
            text = f"{article.standfirst} {text}"
            yield name, Text(article.title, text, article.language, article.outlet.name, article.published)
    for name in sorted(names):
        of, _, rest = name.partition("/")
        if of == "basil" and basil is not None:
            yield name, _of_corpus(next(basil.glob(f"articles/*/{rest}.json")))
        elif of not in {"demo", "allsides"}:
            found = extract(gzip.decompress((pages / f"{name}.html.gz").read_bytes()), None)
            text = f"{found.standfirst} {found.text}".strip()
            published = found.published or datetime(1970, 1, 1, tzinfo=UTC)
            yield name, Text(found.title, text, found.language, found.site or name, published)


def _of_corpus(file: Path) -> Text:
    told = json.loads(file.read_bytes())
    text = "\n".join(" ".join(sentences) for sentences in told["body-paragraphs"])
    published = datetime.fromisoformat(told["date"]).replace(tzinfo=UTC)
    return Text(told["title"], text, "en", told["source"], published)


def _of_roundups(file: Path) -> Iterator[tuple[str, Text]]:
    """Yield all articles of a file, since they are put into stories in each other's company."""
    for line in filter(None, file.read_text(encoding="utf-8").splitlines()):
        told = json.loads(line)
        for side, one in told["news"].items():
            if one and one["newBody"] and one["newsTitle"]:
                title, text = one["newsTitle"].strip(), "\n".join(one["newBody"])
                published = datetime.fromisoformat(told["date"])
                yield f"allsides/{told['id']}/{side}", Text(title, text, "en", one["newsSource"], published)


def _cut(text: str) -> str:
    end = _FIRST_SENTENCE.search(text, 80)
    return text[: end.end()] if end is not None and end.end() < 240 else text[:200]
