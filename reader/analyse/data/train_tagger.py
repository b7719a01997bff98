"""Train the linear tagger of reader.analyse. Needs numpy; run by hand: train_tagger.py DATA.jsonl[.gz].

DATA holds one text a line: {"text": …, "entities": [[start, end, kind], …], "corpus": …}. Written to
reader/analyse/data: tagger.bin.gz (weights) and common_words.txt.gz (words the texts write in lower case).
An averaged structured perceptron; one text in ten is read again in capitals or as a headline.
"""

# ruff: noqa: S311, T201
from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

import numpy as np

from reader.analyse import gazetteers, linear
from reader.analyse.candidates import split
from reader.analyse.features import Reading, Surroundings, chunk_features
from reader.analyse.tokens import tokens

DATA = Path(linear.__file__).parent / "data"
WIDTH = len(linear.LABELS)
# How many of a word's features are hidden while learning, so that none is relied upon alone.
DROPOUT = 0.5
ALLOWED = np.array([[0.0 if linear.allowed(a, b) else -1e9 for b in range(WIDTH)] for a in range(WIDTH)])


def common_words(texts: list[str], fewest: int = 2) -> list[str]:
    seen = Counter(t.text for text in texts for t in tokens(text) if t.text.islower() and t.text.isalpha())
    return sorted(word for word, count in seen.items() if count >= fewest and len(word) > 1)


def augmented(docs: list[dict], share: float = 0.1) -> list[dict]:
    chosen = [d for d in docs if random.random() < share]
    change = (str.upper, str.title)
    copies = [{**d, "text": change[i % 2](d["text"])} for i, d in enumerate(chosen)]
    return docs + [c for c, d in zip(copies, chosen, strict=True) if len(c["text"]) == len(d["text"])]


def examples(docs: list[dict]) -> list[tuple[np.ndarray, list[int]]]:
    found, missed, total = [], 0, 0
    for doc in docs:
        begins = {start: (end, kind) for start, end, kind in doc["entities"]}
        text = split(doc["text"])
        about = Surroundings(text)
        hit = 0
        for sentence in text:
            reading = Reading(sentence, about)
            for start, end in sentence.chunks:
                labels, until, kind = [], -1, ""
                for token in sentence.tokens[start:end]:
                    if token.start in begins:
                        until, kind = begins[token.start]
                        labels.append(linear.LABELS.index("B-" + kind))
                        hit += 1
                    else:
                        labels.append(linear.LABELS.index("I-" + kind) if token.end <= until else 0)
                rows = [[linear.row(f) for f in set(fs) if f] for fs in chunk_features(reading, start, end)]
                width = max(map(len, rows))
                padded = [r + [linear.ROWS] * (width - len(r)) for r in rows]
                found.append((np.array(padded, dtype=np.int32), labels))
        missed += len(begins) - hit
        total += len(begins)
    print(f"{len(found)} stretches, {missed} of {total} names lie outside them", flush=True)
    return found


def viterbi(scores: np.ndarray, moves: np.ndarray) -> list[int]:
    totals, back = moves[0] + scores[0], []
    for word in scores[1:]:
        options = totals[:, None] + moves
        came = options.argmax(0)
        back.append(came)
        totals = options[came, np.arange(WIDTH)] + word
    path = [int(totals.argmax())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return path[::-1]


def train(data: list[tuple[np.ndarray, list[int]]], rounds: int) -> tuple[np.ndarray, np.ndarray]:
    weights, sums = np.zeros((2, linear.ROWS + 1, WIDTH), dtype=np.float32)
    moves, move_sums = np.zeros((2, WIDTH, WIDTH))
    chance = np.random.default_rng(1)
    step, start = 1, ALLOWED.copy()
    start[0, 2::2] = -1e9
    for turn in range(rounds):
        random.shuffle(data)
        wrong = 0
        for full, gold in data:
            rows = np.where(chance.random(full.shape, dtype=np.float32) < DROPOUT, linear.ROWS, full)
            path = viterbi(weights[rows].sum(1), moves + start)
            step += 1
            if path == gold:
                continue
            wrong += 1
            before = (0, 0)
            for features, want, got in zip(rows, gold, path, strict=True):
                if want != got:
                    for store, by in ((weights, 1), (sums, step)):
                        store[features, want] += by
                        store[features, got] -= by
                for store, by in ((moves, 1), (move_sums, step)):
                    store[before[0], want] += by
                    store[before[1], got] -= by
                before = (want, got)
            weights[linear.ROWS] = sums[linear.ROWS] = 0
        print(f"round {turn + 1}: {wrong} stretches wrong", flush=True)
    return weights - sums / step, moves - move_sums / step


def write(weights: np.ndarray, moves: np.ndarray) -> None:
    scale = 127 / np.quantile(np.abs(weights[np.abs(weights) > 0]), 0.9995)
    table = np.clip(np.rint(weights[:-1] * scale), -127, 127).astype(np.int8)
    edges = np.clip(np.rint(moves * scale), -32000, 32000).astype("<i2")
    content = edges.tobytes() + table.tobytes()
    (DATA / linear.FILE).write_bytes(gzip.compress(content, mtime=0))
    print(
        f"scale {scale:.1f}, {np.count_nonzero(table)} weights, {(DATA / linear.FILE).stat().st_size} bytes"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random.seed(asked.seed)
    opener = gzip.open if asked.data.suffix == ".gz" else open
    with opener(asked.data, "rt", encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    listed = "\n".join(common_words([d["text"] for d in docs])) + "\n"
    (DATA / "common_words.txt.gz").write_bytes(gzip.compress(listed.encode(), mtime=0))
    gazetteers.common_words.cache_clear()
    write(*train(examples(augmented(docs)), asked.rounds))
