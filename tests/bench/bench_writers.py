"""How often a page's writers are found, and what is told of them: `python -m tests.bench.bench_writers DIR`.

DIR is a folder with the labelled pages `fundus` and `zyte` (each a `gold.jsonl` that names its files); they
belong to their publishers and are not part of the project. `tests/extract/writers.jsonl` says whom a person
found on them, and lists pages without a word about their writers. A writer is found if an author of that name
has a role or a bio, and a finding is right if the page says something of that writer. Fields are compared
word by word; where a page gives two readings, either is right.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.extract import extract
from reader.jobs.pages import describe
from reader.model import Author

LABELS = Path(__file__).parents[1] / "extract" / "writers.jsonl"
FIELDS = ("role", "outlet", "based_in", "email", "handle")


@dataclass(slots=True)
class Score:
    """Pages, those whose writers were all found, findings, right ones; per field those right and labelled."""

    pages: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Score every group of labelled pages, and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("--wrong", action="store_true", help="show what differs from the labels")
    arguments.add_argument("--groups", default="", help="only these, parted by commas")
    options = arguments.parse_args()
    chosen = [name for name in options.groups.split(",") if name]
    scores: dict[str, Score] = {}
    for label in map(json.loads, LABELS.read_text().splitlines()):
        if not chosen or label["group"] in chosen:
            score = scores.setdefault(label["group"], Score())
            for difference in _scored(score, label, _authors(options.pages, label)):
                if options.wrong:
                    print(f"{label['group']} {label['id'][:40]}: {difference}")
    print(f"{'':16}{'pages':>6}{'found':>8}{'precision':>11}", *(f"{name:>9}" for name in FIELDS))
    for group, score in scores.items():
        _print(group, score)


def _scored(score: Score, label: dict[str, Any], authors: list[Author]) -> Iterator[str]:
    """Add a page to the score; yield what differs, in words."""
    described = {_plain(author.name or ""): author for author in authors if author.role or author.bio}
    wanted = {_plain(writer["name"]): writer for writer in label["writers"]}
    score.pages += 1
    score.found += bool(wanted) and wanted.keys() <= described.keys()
    score.findings += len(described)
    score.right += len(described.keys() & wanted.keys())
    for name in wanted.keys() ^ described.keys():
        yield f"{'missed' if name in wanted else 'extra'} {name!r} of {[author.name for author in authors]}"
    for name, writer in wanted.items():
        author = described.get(name, Author())
        for part in (part for part in FIELDS if part in writer):
            readings = writer[part] if isinstance(writer[part], list) else [writer[part]]
            right = _plain(getattr(author, part) or "") in map(_plain, readings)
            score.labelled[part] += 1
            score.fields[part] += right
            if not right and name in described:
                yield f"{part} {getattr(author, part)!r}, not {readings}"


def _authors(pages: Path, label: dict[str, Any]) -> list[Author]:
    gold = _gold(pages / label["set"])[label["id"]]
    html = gzip.decompress((pages / label["set"] / gold["file"]).read_bytes())
    document = extract(html, gold.get("url"))
    return [describe(author, document.site) for author in document.authors]


_read: dict[Path, dict[str, Any]] = {}


def _gold(folder: Path) -> dict[str, Any]:
    if folder not in _read:
        rows = map(json.loads, (folder / "gold.jsonl").read_text().splitlines())
        _read[folder] = {row["id"]: row for row in rows}
    return _read[folder]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _print(group: str, score: Score) -> None:
    found = f"{score.found / score.pages:.0%}" if score.labelled or score.found else "-"
    precision = f"{score.right}/{score.findings}"
    fields = (f"{score.fields[name]}/{score.labelled[name]}" for name in FIELDS)
    print(f"{group:16}{score.pages:6}{found:>8}{precision:>11}", *(f"{text:>9}" for text in fields))


if __name__ == "__main__":
    main()
