"""Learn which lines of a page copied as text are its article, and write copied.json beside this file.

    python train_copied.py PAGES [--sets NAME,…] [--folds 3] [--write]

PAGES holds a folder for every set of labelled pages: gold.jsonl with one object a line (id, url, file, text)
and the gzipped pages. Needs numpy. A linear-chain conditional random field, fitted by AdaGrad on all pages at
once. The printed scores are of pages whose site was not learnt from. Seeded; ten minutes on one core.
"""

# ruff: noqa: S311
from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from lxml.html import HtmlElement, document_fromstring

from reader.extract import copied, extract_text
from reader.extract.inline import squeezed
from reader.extract.mail import read_mail
from reader.extract.page import decode
from reader.extract.plaintext import lines_of
from reader.text import safe_text
from reader.values import dataclass

DATA = Path(copied.__file__).parent / "data" / "copied.json"
WIDTH = len(copied.STATES)
NEVER = -1e9
_PARAGRAPHS = frozenset({
    "p", "blockquote", "ul", "ol", "pre", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "figure",
})  # fmt: skip
_BLOCKS = _PARAGRAPHS | frozenset({
    "address", "article", "aside", "body", "center", "dd", "details", "div", "dt", "fieldset",
    "figcaption", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "section",
    "summary", "table", "tbody", "tr", "caption", "option",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object",
    "embed", "svg", "canvas", "audio", "video", "select", "input", "textarea", "base", "math",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_words = re.compile(r"\w+").findall
Lines = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Example:
    """A text's lines with their states. `weight` is what it counts; only `whole` pages name looks."""

    site: str
    lines: Lines
    states: Sequence[int]
    weight: float = 1.0
    whole: bool = True


def copied_text(html: bytes) -> str:
    """Return what a browser copies of a page: all it shows, a line a block, blank lines round paragraphs."""
    out: list[str] = []
    _write(document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", decode(html))), out, 0)
    rows = (re.sub(r"[ \t]+", "\t" if "\t" in row else " ", row).strip() for row in "".join(out).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def _write(element: HtmlElement, out: list[str], depth: int) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN or depth > 180:
        return
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return
    edge = "\n\n" if tag in _PARAGRAPHS else "\n" if tag in _BLOCKS or tag == "br" else ""
    out += [edge, "\t" if tag in {"td", "th"} else "", re.sub(r"\s+", " ", element.text or "")]
    for child in element:
        _write(child, out, depth + 1)
        out.append(re.sub(r"\s+", " ", child.tail or ""))
    out.append(edge if tag != "br" else "")


def states(texts: Sequence[str], gold: str) -> list[int] | None:
    """Return the states of lines: those of the gold text, those over, among and under them."""
    known, whole = {squeezed(line) for line in gold.split("\n")}, squeezed(gold)
    grams = set(_grams(_words(gold)))
    mine = []
    for text in texts:
        key, own = squeezed(text), _grams(_words(text))
        if len(own) >= 4:
            mine.append(sum(gram in grams for gram in own) > 0.6 * len(own))
        else:
            mine.append((key in known and len(key) > 3) or (len(key) >= 14 and key in whole))
    long = [at for at, is_mine in enumerate(mine) if is_mine and len(texts[at]) >= 60]
    if long:  # a short line far from the text is there by chance
        mine = [one and long[0] - 3 <= at <= long[-1] + 3 for at, one in enumerate(mine)]
    places = [at for at, is_mine in enumerate(mine) if is_mine]
    if not places:
        return None
    first, last = places[0], places[-1]
    return [0 if at < first else 3 if at > last else 2 - is_mine for at, is_mine in enumerate(mine)]


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + 4]) for at in range(len(words) - 3)]


def pages(root: Path, sets: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the labelled pages with their copied text."""
    for name in sets:
        for row in (root / name / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            page = json.loads(row)
            page["copied"] = copied_text(gzip.decompress((root / name / page["file"]).read_bytes()))
            host = urlsplit(page.get("url") or "").hostname or page["id"]
            page["site"], page["set"] = ".".join(host.split(".")[-2:]), name
            yield page


def examples(page: Mapping[str, Any], chance: random.Random) -> Iterator[Example]:
    """Yield a page's text as an example, and what a person might have copied of it."""
    lines = [(line.text, line.chunk) for line in lines_of(read_mail(safe_text(page["copied"])).body)[:900]]
    told = states([text for text, _ in lines], page["text"])
    if told is None:
        return
    yield Example(page["site"], lines, told)
    places = [at for at, state in enumerate(told) if state == 1]
    first = max(0, places[0] - chance.choice((1, 2, 3, 4, 6)))
    last = places[-1] + 1 + chance.choice((0, 1, 2, 4, 8, 20))
    yield Example(page["site"], lines[first:last], told[first:last], 0.15, whole=False)
    alone = [(lines[at][0], number) for number, at in enumerate(places)]
    yield Example(page["site"], alone, [1] * len(alone), 0.15, whole=False)


def fitted(
    train: Sequence[Example], rounds: int = 60, decay: float = 0.3, rate: float = 0.15
) -> dict[str, Any]:
    """Return the weights by look, and those of the moves, of the chain that is likeliest for `train`."""
    train = sorted(train, key=lambda example: -len(example.lines))
    looks = [copied.looks_of(example.lines) for example in train]
    index = _index(train, looks)
    count, longest = len(train), max(map(len, looks))
    found = [
        (at * count + number, index[look])
        for number, rows in enumerate(looks)
        for at, row in enumerate(rows)
        for look in row
        if look in index
    ]
    place, name = (np.array(column) for column in zip(*found, strict=True))
    truth = np.zeros((longest, count, WIDTH))
    for number, example in enumerate(train):
        truth[np.arange(len(example.states)), number, list(example.states)] = 1
    lengths = np.array([len(rows) for rows in looks])
    weight = np.array([example.weight for example in train])
    own, move = np.zeros((len(index), WIDTH)), np.zeros((WIDTH, WIDTH))
    own_sum, move_sum = np.full_like(own, 1e-3), np.full_like(move, 1e-3)
    size = longest * count
    for _ in range(rounds):
        score = np.stack([np.bincount(place, own[name, s], size) for s in range(WIDTH)], 1)
        miss, step = _misses(score.reshape(longest, count, WIDTH), move, truth, lengths, weight)
        flat = miss.reshape(size, WIDTH)
        slope = np.stack([np.bincount(name, flat[place, s], len(index)) for s in range(WIDTH)], 1)
        slope -= decay * own
        own_sum += slope**2
        move_sum += step**2
        own += rate * slope / np.sqrt(own_sum)
        move += rate * step / np.sqrt(move_sum)
    rows = {
        look: [round(float(v), 3) for v in own[at]] for look, at in index.items() if abs(own[at]).max() > 0.02
    }
    return rows | {f"{a}>{b}": [round(float(move[a, b]), 3)] for a, b in copied.FOLLOWS}


def _index(train: Sequence[Example], looks: Sequence[Sequence[Sequence[str]]]) -> dict[str, int]:
    """Number the looks that stand on enough pages of enough sites: one of few sites may be their mark."""
    seen: Counter[str] = Counter()
    sites: dict[str, set[str]] = defaultdict(set)
    for example, rows in zip(train, looks, strict=True):
        for look in {look for row in rows for look in row} if example.whole else ():
            seen[look] += 1
            sites[look].add(example.site)
    worded = {look: look[0] in "=^" for look in seen}
    kept = (
        k for k in seen if seen[k] >= (12 if worded[k] else 6) and len(sites[k]) >= (8 if worded[k] else 5)
    )
    return {look: number for number, look in enumerate(kept)}


def _misses(score: Any, move: Any, truth: Any, lengths: Any, weight: Any) -> tuple[Any, Any]:
    """Return by how much states and moves are likelier in truth than under the weights (forward-backward)."""
    longest, count, _ = score.shape
    allowed = np.full((WIDTH, WIDTH), NEVER)
    for a, b in copied.FOLLOWS:
        allowed[a, b] = move[a, b]
    begin, end = np.array([0, 0, NEVER, NEVER]), np.array([NEVER, 0, NEVER, 0])
    active = [int((lengths > at).sum()) for at in range(longest)]
    ahead, back = np.zeros_like(score), np.zeros_like(score)
    ahead[0] = score[0] + begin
    for at in range(1, longest):
        n = active[at]
        ahead[at, :n] = np.logaddexp.reduce(ahead[at - 1, :n, :, None] + allowed, 1) + score[at, :n]
    back[lengths - 1, np.arange(count)] = end
    for at in range(longest - 2, -1, -1):
        n = active[at + 1]
        back[at, :n] = np.logaddexp.reduce(allowed + (score[at + 1, :n] + back[at + 1, :n])[:, None, :], 2)
    total = np.logaddexp.reduce(ahead[lengths - 1, np.arange(count)] + end, 1)
    here = truth.sum(2, keepdims=True)
    chance = np.exp(np.minimum(ahead + back - total[None, :, None], 0)) * here
    step = np.zeros_like(move)
    for at in range(1, longest):
        n = active[at]
        both = ahead[at - 1, :n, :, None] + allowed + (score[at, :n] + back[at, :n])[:, None, :]
        likely = np.exp(np.minimum(both - total[:n, None, None], 0))
        true = truth[at - 1, :n, :, None] * truth[at, :n, None, :]
        step += ((true - likely) * weight[:n, None, None]).sum(0)
    return (truth - chance) * weight[None, :, None], step


Pairs = dict[str, list[tuple[float, float]]]


def judged(labelled: Sequence[Mapping[str, Any]], pairs: Pairs) -> None:
    """Add 4-gram precision and recall of `extract_text` on pages to `pairs`, by set."""
    for page in labelled:
        gold, mine = (Counter(_grams(_words(t))) for t in (page["text"], extract_text(page["copied"]).text))
        both = (gold & mine).total()
        pairs[page["set"]].append((both / (mine.total() or 1), both / (gold.total() or 1)))


def printed(pairs: Pairs) -> None:
    """Print what `judged` gathered."""
    for name, rows in pairs.items():
        precision, recall = (statistics.mean(column) for column in zip(*rows, strict=True))
        f1 = 2 * precision * recall / (precision + recall or 1)
        print(f"{name:10} F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}  {len(rows)} pages")


def _as_rows(weights: Mapping[str, Sequence[float]]) -> Mapping[str, tuple[float, ...]]:
    return {look: tuple(row) for look, row in weights.items()}


def main() -> None:
    """Print scores of sites not learnt from; write the weights of all pages if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("--sets", default="zyte,fundus")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    chance = random.Random(1)
    labelled = [page for page in pages(chosen.pages, chosen.sets.split(",")) if page.get("text")]
    made = [(page, list(examples(page, chance))) for page in labelled]
    sites = sorted({page["site"] for page in labelled})
    chance.shuffle(sites)
    fold = {site: number % max(1, chosen.folds) for number, site in enumerate(sites)}
    pairs: Pairs = defaultdict(list)
    for number in range(chosen.folds):
        weights = fitted([one for page, ones in made if fold[page["site"]] != number for one in ones])
        copied.weights_by_look = partial(_as_rows, weights)
        judged([page for page, _ in made if fold[page["site"]] == number], pairs)
    printed(pairs)
    if chosen.write:
        weights = fitted([one for _, ones in made for one in ones])
        text = json.dumps(weights, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        DATA.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
