"""Learn which blocks of a page are its article, and write chooser.npz beside this file.

    python train_chooser.py PAGES [--sets NAME,…] [--folds 5] [--write]

PAGES holds a folder for every set of labelled pages: gold.jsonl with one object a line (id, url, file, and
either text, or the phrases "with" and "without") and the gzipped pages. Needs catboost. The printed tables
are of pages whose site was not learnt from: the pages are parted by site into folds. The first is of the
choice alone, the second of documents as `extract` makes them. Seeded; two cores take about ten minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import pickle
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import numpy as np

from reader.extract import choice, extract
from reader.extract.block_traits import Clues
from reader.extract.choice import Chooser, clues
from reader.extract.data.alignment import standing_in
from reader.extract.forest import Forest
from reader.extract.metadata import page_facts, read_metadata
from reader.extract.outline import Outline, outline
from reader.extract.page import parse
from reader.extract.segments import Segment, segments
from reader.extract.traits import traits
from reader.extract.vocabulary import Vocabulary, name_tokens, word_tokens
from reader.values import dataclass

_OUTSIDE = frozenset({"caption", "rule"})
_LEAST_SITES = {"names": 4, "words": 5}  # a name or word of fewer sites may be the mark of one
_FLOOR = 0.03  # the weight of a block of hardly any text, in pages
_words = re.compile(r"\w+").findall


@dataclass(slots=True)
class Page:
    """A labelled page: `labels` are 1 for the article's blocks, 0 for others, -1 where nothing is known."""

    name: str
    site: str
    gold: Mapping[str, Any]
    blocks: list[Segment]
    outline: Outline
    clues: Clues
    labels: np.ndarray


def read_page(job: tuple[Path, str, Mapping[str, Any]]) -> Page | None:
    folder, name, gold = job
    with gzip.open(folder / name / gold["file"]) as file:
        tree = parse(file.read())
    blocks = segments(tree) if tree is not None else []
    if not blocks:
        return None
    told = read_metadata(tree, page_facts(tree, gold.get("url")), gold.get("url"))
    known = clues(told.headlines, told.description, told.title)
    found = Page(name, _site(name, gold), gold, blocks, outline(blocks), known, _labels(blocks, gold))
    found.blocks = [replace(block, element=SimpleNamespace(tag=block.element.tag)) for block in blocks]
    return found


def _site(name: str, gold: Mapping[str, Any]) -> str:
    host = (urlsplit(gold.get("url") or "").hostname or "").removeprefix("www.")
    parts = host.split(".")
    short = len(parts) > 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if short else parts[-2:]) if host else f"{name}:{gold['id']}"


def _labels(blocks: Sequence[Segment], gold: Mapping[str, Any]) -> np.ndarray:
    if "text" in gold:
        lines = [line for line in gold["text"].split("\n") if line.strip()]
        return np.array(standing_in(blocks, lines), int)
    texts = [_flat(block.text) for block in blocks]
    wanted, unwanted = list(map(_flat, gold["with"])), list(map(_flat, gold["without"]))
    return np.array([_told(text, wanted, unwanted) for text in texts])


def _told(text: str, wanted: Sequence[str], unwanted: Sequence[str]) -> int:
    if any(phrase in text for phrase in wanted):
        return 1
    return 0 if any(phrase in text for phrase in unwanted) else -1


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def weights(page: Page) -> np.ndarray:
    """Weigh a block by its share of the article's letters, with a floor: short ones count too."""
    lengths = np.array([min(len(block.text), 1500) for block in page.blocks], float)
    total = lengths[page.labels == 1].sum() or 1.0
    found = _FLOOR + np.minimum(0.3, lengths / total)
    outside = [block.kind in _OUTSIDE or not block.text for block in page.blocks]
    found[outside] = 0
    found[page.labels < 0] = 0
    return found


def vocabulary(pages: Sequence[Page]) -> Vocabulary:
    """Count on how many sites a name or word stands in the article and outside, and return the log odds."""
    names: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    words: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for page in pages:
        held = np.zeros((len(page.outline.nodes), 2))
        for block, place, label in zip(page.blocks, page.outline.places, page.labels, strict=True):
            if label < 0 or block.kind in _OUTSIDE:
                continue
            held[place, label] += min(len(block.text), 400) ** 0.5
            for token in word_tokens(block.text):
                words[token][page.site][label] += 1
        for number in range(len(held) - 1, 0, -1):
            held[page.outline.nodes[number].parent] += held[number]
        for node, (outside, inside) in zip(page.outline.nodes, held, strict=True):
            if outside + inside > 0:
                for token in name_tokens(node.tag, f"{node.names} {node.labels}"):
                    names[token][page.site][0] += outside / (outside + inside)
                    names[token][page.site][1] += inside / (outside + inside)
    return Vocabulary(_odds(names, _LEAST_SITES["names"]), _odds(words, _LEAST_SITES["words"]))


def _odds(counts: Mapping[str, Mapping[str, Sequence[float]]], least: int) -> dict[str, float]:
    found = {}
    for token, sites in counts.items():
        if len(sites) >= least:
            inside = sum(one[1] / (one[0] + one[1]) for one in sites.values())
            found[token] = round(math.log((inside + 1) / (len(sites) - inside + 1)), 3)
    return found


def learn(rows: np.ndarray, labels: np.ndarray, weight: np.ndarray, trees: int) -> Forest:
    from catboost import CatBoostClassifier

    used = weight > 0
    model = CatBoostClassifier(
        iterations=trees, depth=6, learning_rate=min(0.1, 32 / trees), l2_leaf_reg=5, loss_function="Logloss",
        random_seed=1, thread_count=2, verbose=0,
    )  # fmt: skip
    model.fit(rows[used], labels[used], sample_weight=weight[used])
    return forest_of(model)


def forest_of(model: Any) -> Forest:
    path = Path("chooser.json")
    model.save_model(str(path), format="json")
    told = json.loads(path.read_text())
    path.unlink()
    levels = max(len(tree["splits"]) for tree in told["oblivious_trees"])
    columns, borders, leaves = [], [], []
    for tree in told["oblivious_trees"]:
        splits, values = tree["splits"], tree["leaf_values"]
        missing = levels - len(splits)
        columns.append([split["float_feature_index"] for split in splits] + [0] * missing)
        borders.append([split["border"] for split in splits] + [math.inf] * missing)
        leaves.append(values + [0.0] * (2**levels - len(values)))
    scale, bias = told["scale_and_bias"]
    return Forest(
        np.array(columns, np.int32), np.array(borders, np.float32),
        (np.array(leaves) * scale).astype(np.float32), float(bias[0] if isinstance(bias, list) else bias),
    )  # fmt: skip


def folds(pages: Sequence[Page], count: int) -> np.ndarray:
    sites = sorted({page.site for page in pages})
    np.random.default_rng(7).shuffle(sites)
    numbers = {site: number % count for number, site in enumerate(sites)}
    return np.array([numbers[page.site] for page in pages])


def chosen_texts(pages: Sequence[Page], picks: Sequence[np.ndarray]) -> Iterator[str]:
    for page, picked in zip(pages, picks, strict=True):
        pairs = zip(page.blocks, picked, strict=True)
        yield "\n\n".join(block.text for block, pick in pairs if pick and block.kind not in _OUTSIDE)


_CHOOSERS: list[Chooser] = []


def _take(choosers: Sequence[Chooser]) -> None:
    _CHOOSERS[:] = choosers


def extracted_text(job: tuple[Path, str, Mapping[str, Any], int]) -> str:
    """Return the text of a page as `extract` gives it with the chooser of one fold."""
    folder, name, gold, number = job
    with (
        gzip.open(folder / name / gold["file"]) as file,
        patch.object(choice, "chooser", lambda: _CHOOSERS[number]),
    ):
        return extract(file.read(), gold.get("url")).text


def score(pages: Sequence[Page], texts: Iterable[str]) -> Iterator[str]:
    by_set: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for page, text in zip(pages, texts, strict=True):
        if "text" in page.gold:
            gold, got = _shingles(page.gold["text"]), _shingles(text)
            both = (gold & got).total()
            exact = _words(page.gold["text"]) == _words(text)
            by_set[page.name].append((both / (got.total() or 1), both / (gold.total() or 1), exact))
        else:
            flat = _flat(text)
            hits = sum(_flat(phrase) in flat for phrase in page.gold["with"])
            extra = sum(_flat(phrase) in flat for phrase in page.gold["without"])
            by_set[page.name].append((hits, len(page.gold["with"]) - hits, extra, math.nan))
    for name, rows in by_set.items():
        if len(rows[0]) == 4:
            hits, missed, extra, _ = (sum(column) for column in zip(*rows, strict=True))
            yield f"{name:12} F1 {2 * hits / (2 * hits + missed + extra):.4f}"
        else:
            p, r, exact = (statistics.mean(column) for column in zip(*rows, strict=True))
            yield f"{name:12} F1 {2 * p * r / (p + r):.4f} P {p:.3f} R {r:.3f} exact {exact:.3f}"


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    found = _words(text)
    return Counter(tuple(found[at : at + 4]) for at in range(max(1, len(found) - 3))) if found else Counter()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("--sets", default="")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--trees", type=int, default=450)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", type=Path, help="where to pickle pages, rows and probabilities for a look")
    options = parser.parse_args()
    names = options.sets.split(",") if options.sets else sorted(p.name for p in options.pages.iterdir())
    jobs = [
        (options.pages, name, json.loads(line))
        for name in names
        for line in (options.pages / name / "gold.jsonl").open(encoding="utf-8")
    ]
    with Pool(2) as pool:
        pages = [page for page in pool.imap(read_page, jobs, chunksize=8) if page is not None]
    print(f"{len(pages)} pages of {len({page.site for page in pages})} sites", flush=True)
    fold = folds(pages, options.folds)
    weight = [weights(page) for page in pages]
    rows, found, _ = crossed(pages, weight, fold, options.trees)
    weight = [guess(page, one, told) for page, one, told in zip(pages, weight, found, strict=True)]
    rows, found, choosers = crossed(pages, weight, fold, options.trees)
    print("The choice alone:")
    for line in score(pages, chosen_texts(pages, [one > 0.5 for one in found])):
        print(line)
    print("Documents:")
    with Pool(2, _take, (choosers,)) as pool:
        asked = [
            (options.pages, page.name, page.gold, number) for page, number in zip(pages, fold, strict=True)
        ]
        texts = pool.map(extracted_text, asked, chunksize=8)
    for line in score(pages, texts):
        print(line)
    if options.keep:
        options.keep.write_bytes(pickle.dumps((pages, rows, weight, fold, found)))
    if options.write:
        forest = learn(*_stacked(pages, rows, weight, range(len(pages))), options.trees)
        write(vocabulary(pages), forest)


def crossed(
    pages: Sequence[Page], weight: Sequence[np.ndarray], fold: np.ndarray, trees: int
) -> tuple[list[np.ndarray], list[np.ndarray], list[Chooser]]:
    """Return the rows and the probabilities of every page, learnt from the pages of the other folds, and what
    each fold's were found with."""
    rows: list[np.ndarray] = [np.empty(0)] * len(pages)
    found: list[np.ndarray] = [np.empty(0)] * len(pages)
    choosers: list[Chooser] = []
    vocabularies = [
        vocabulary([page for page, one in zip(pages, fold, strict=True) if one != number])
        for number in range(fold.max() + 1)
    ]
    for number, told in enumerate(vocabularies):
        for at in np.nonzero(fold == number)[0]:
            rows[at] = traits(pages[at].blocks, pages[at].outline, pages[at].clues, told)
    for number, told in enumerate(vocabularies):
        forest = learn(*_stacked(pages, rows, weight, np.nonzero(fold != number)[0]), trees)
        for at in np.nonzero(fold == number)[0]:
            found[at] = forest.probabilities(rows[at])
        choosers.append(Chooser(told, forest))
        print(f"fold {number + 1} of {fold.max() + 1}", flush=True)
    return rows, found, choosers


def guess(page: Page, weight: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Label the blocks of which nothing is known with what was learnt elsewhere; return their weights.

    Known labels get more weight than guesses, and sure guesses more than doubtful ones.
    """
    unknown = page.labels < 0
    if not unknown.any():
        return weight
    page.labels = np.where(unknown, found > 0.5, page.labels)
    guessed = weights(page) * (2 * found - 1) ** 2 * 0.5
    return np.where(unknown, guessed, weight * 1.5)


def _stacked(
    pages: Sequence[Page], rows: Sequence[np.ndarray], weight: Sequence[np.ndarray], which: Sequence[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        np.vstack([rows[at] for at in which]),
        np.concatenate([pages[at].labels for at in which]),
        np.concatenate([weight[at] for at in which]),
    )


def write(told: Vocabulary, forest: Forest) -> None:
    np.savez_compressed(
        Path(__file__).parent / "chooser.npz",
        columns=forest.columns.astype(np.uint8), borders=forest.borders,
        leaves=forest.leaves.astype(np.float16), bias=np.array(forest.bias),
        names=np.array(list(told.names)), name_odds=np.array(list(told.names.values()), np.float16),
        words=np.array(list(told.words)), word_odds=np.array(list(told.words.values()), np.float16),
    )  # fmt: skip


if __name__ == "__main__":
    main()
