"""How clean articles come out: `python -m tests.bench.bench_extract`, against trafilatura in the same run.

Reads the pages of the demo edition, whose true bodies are known; the standfirst counts as a part of them. F1
is over 4-gram word shingles, the mean of all pages; "exact" are pages whose words are just those of the body;
"left over" are pages that keep a line of the page's furniture; times are CPU milliseconds of this process.
"""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import trafilatura

from reader.demo import Edition
from reader.demo.pages import furniture_lines, render_page
from reader.extract import extract

Engine = Callable[[bytes, str], str]
_BASE = "http://127.0.0.1"
_LONG = 25  # letters of a furniture line that no body has by chance


def main() -> None:
    """Run every engine over every page, and print."""
    edition = Edition.load(datetime(2026, 11, 20, 9, tzinfo=UTC))
    pages = [(article, render_page(edition, article, _BASE)) for article in edition.articles]
    print(f"{len(pages)} pages\n{'':14}{'F1':>7}{'exact':>8}{'left over':>11}{'ms median':>11}{'slowest':>9}")
    for name, engine in _ENGINES.items():
        engine(pages[0][1].encode(), _BASE)  # imports are not counted
        f1, exact, left, times = [], 0, 0, []
        for article, page in pages:
            begun = time.process_time()
            text = engine(page.encode(), _BASE + article.path)
            times.append((time.process_time() - begun) * 1000)
            truth = "\n".join((article.standfirst, *article.paragraphs))
            f1.append(_f1(_shingles(truth), _shingles(text)))
            exact += _words(truth) == _words(text)
            left += _keeps_furniture(text, furniture_lines(page, article))
        median, slowest = statistics.median(times), max(times)
        print(f"{name:14}{statistics.mean(f1):7.3f}{exact:8}{left:11}{median:11.1f}{slowest:9.1f}")


def _reader(page: bytes, url: str) -> str:
    document = extract(page, url)
    return "\n".join(filter(None, (document.standfirst, document.text)))


def _trafilatura(page: bytes, url: str) -> str:
    found = trafilatura.bare_extraction(page, url=url, with_metadata=True)
    return (getattr(found, "text", None) or "") if found else ""


_ENGINES: dict[str, Engine] = {"reader": _reader, "trafilatura": _trafilatura}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _words(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def _f1(truth: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> float:
    return 2 * (truth & found).total() / (truth.total() + found.total())


def _keeps_furniture(text: str, lines: tuple[str, ...]) -> bool:
    return any(line in text for line in lines if len(line) >= _LONG)


if __name__ == "__main__":
    main()
