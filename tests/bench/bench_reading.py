"""How quickly the pane answers: `python -m tests.bench.bench_reading [--switches N] [--words N …]`.

Drives the application in a pseudo-terminal of 120 × 45: opens one made-up article after the other with `n`
and takes the time from the key press until the first text and until the whole text is written, for articles
that are stored, whose text came with the feed, that have a summary and a page to fetch (from a server on
loopback), and that have a title only; with full text fetched ahead, too. Then it scrolls by lines and pages,
and changes the window's width. The floor is a Textual application with one line-API widget (`floor.py`)
in the same run. CPU is that of the application; "workers" is that of its worker processes until all rests.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from reader.library import Library
from tests.bench.serving import served
from tests.bench.texts import article_text, deep_word, first_word, title_word
from tests.bench.typist import Took, Typist

_SETTINGS = (
    '[settings]\nrefresh_on_start = false\nrefresh_minutes = 0\nmark_read = "never"\nstories = false\n'
)
_CASES = {
    "feed": "text came with the feed",
    "summary": "a summary, and a page to fetch",
    "title": "a title, and a page to fetch",
}


_READS = 4.0
"""Seconds that somebody spends on an article, in which the next are fetched."""


def main() -> None:
    """Make the feeds, serve them, press keys, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--switches", type=int, default=20)
    parser.add_argument("--words", type=int, nargs="+", default=[1_000, 10_000])
    arguments = parser.parse_args()
    port = served(_server, arguments.switches + 2)
    for words in arguments.words:
        _measure(words, arguments.switches, port)


def _measure(words: int, switches: int, port: int) -> None:
    print(f"\n{f'{words:,} words':33}{'first text ms':>17}{'whole text ms':>17}{'CPU ms':>17}", end="")
    print(f"{'to floor':>9}{'workers':>9}\n{'':33}{'     p50     p95 ' * 3}")
    with Typist(["tests.bench.floor", str(words)]) as floor:
        floor.wait_for("ready")
        least = [floor.press("n", first_word(n), deep_word(n)) for n in range(switches)]
        lines = _scrolled(floor, switches)
    _row("floor: one line-API widget", least, least)
    for case, title in _CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            _fetch(Path(folder), f"http://127.0.0.1:{port}/{case}/{words}.xml", prefetch=0)
            with Typist(_reader(folder)) as typist:
                _enter(typist, case)
                _row(title, [_next(typist, case, n) for n in range(1, switches)], least)
                if case == "feed":
                    typist.press("n", first_word(switches))
                    typist.press("n", first_word(switches + 1))
                    typist.press("n", first_word(0))
                    _row("stored", [_next(typist, "feed", n) for n in range(1, switches)], least)
                    scrolled = _scrolled(typist, switches)
    with tempfile.TemporaryDirectory() as folder:
        _fetch(Path(folder), f"http://127.0.0.1:{port}/summary/{words}.xml", prefetch=3)
        with Typist(_reader(folder)) as typist:
            _enter(typist, "summary")
            took = []
            for number in range(1, switches):
                time.sleep(_READS)
                took.append(_next(typist, "summary", number))
            _row("fetched ahead", took, least)
    for name, of_floor, ours in zip(("line", "page", "new width"), lines, scrolled, strict=True):
        _row(f"{name}, floor", of_floor, of_floor)
        _row(f"{name}", ours, of_floor)


def _enter(typist: Typist, case: str) -> None:
    typist.wait_for(title_word(0))
    typist.press("\r", deep_word(0))
    typist.press("z")


def _next(typist: Typist, case: str, number: int) -> Took:
    begins = title_word(number) if case == "title" else first_word(number)
    return typist.press("n", begins, deep_word(number))


def _scrolled(typist: Typist, times: int) -> tuple[list[Took], list[Took], list[Took]]:
    lines = [typist.press("j") for _ in range(times)]
    pages = [typist.press(key) for key in "\x15\x04" * (times // 2)]  # Ctrl-U, Ctrl-D
    widths = [typist.resize(columns, 45) for columns in (70, 120) * (times // 2)]
    return lines, pages, widths


def _row(name: str, took: Sequence[Took], floor: Sequence[Took]) -> None:
    first = [one.seen[0] if one.seen else one.drawn for one in took]
    whole = [one.seen[-1] if one.seen else one.drawn for one in took]
    cpu = [one.cpu for one in took]
    ratio = statistics.median(cpu) / statistics.median(one.cpu for one in floor)
    cells = "".join(f"{_at(values, 50):9.1f}{_at(values, 95):8.1f}" for values in (first, whole, cpu))
    workers = statistics.median(one.others_cpu for one in took)
    print(f"{name:33}{cells}{ratio:8.2f}{workers:9.0f}", flush=True)


def _at(values: Iterable[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _reader(folder: str) -> list[str]:
    return ["reader", "--feeds", f"{folder}/feeds.toml", "--library", f"{folder}/library.db"]


def _fetch(folder: Path, url: str, prefetch: int) -> None:
    settings = f"{_SETTINGS}prefetch = {prefetch}\n\n"
    (folder / "feeds.toml").write_text(f'{settings}[[feed]]\nurl = "{url}"\n', encoding="utf-8")

    async def refresh() -> None:
        async with Library.open(folder / "feeds.toml", folder / "library.db") as library:
            await library.refresh()

    asyncio.run(refresh())


class _Handler(BaseHTTPRequestHandler):
    """Answers /CASE/WORDS.xml with a feed and /CASE/WORDS/NUMBER with a page."""

    articles = 0

    def do_GET(self) -> None:
        case, words, *number = self.path.removesuffix(".xml").strip("/").split("/")
        if number:
            body = _page(int(number[0]), int(words))
        else:
            body = _feed(case, int(words), self.articles, f"http://{self.headers['Host']}")
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if number else "application/rss+xml")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def _feed(case: str, words: int, articles: int, base: str) -> str:
    items = "".join(_item(case, words, number, base) for number in range(articles))
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The Bench</title><link>{base}/</link>{items}</channel></rss>"
    )


def _item(case: str, words: int, number: int, base: str) -> str:
    text = article_text(number, words)
    body = {
        "feed": f"<content:encoded><![CDATA[{''.join(f'<p>{p}</p>' for p in text)}]]></content:encoded>",
        "summary": f"<description>{' '.join(text[0].split()[:40])} …</description>",
        "title": "",
    }[case]
    return (
        f"<item><title>{title_word(number)} and the rest</title><link>{base}/{case}/{words}/{number}</link>"
        f"<pubDate>Fri, 20 Nov 2026 08:{59 - number % 60:02}:00 GMT</pubDate>{body}</item>"
    )


def _page(number: int, words: int) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in article_text(number, words))
    links = "".join(f'<li><a href="/{n}">Another page of the paper</a></li>' for n in range(40))
    return (
        f"<!doctype html><html lang=en><head><title>{title_word(number)} and the rest</title></head><body>"
        f"<nav><ul>{links}</ul></nav><main><article><h1>{title_word(number)} and the rest</h1>{body}"
        f"</article></main><aside><h2>Most read</h2><ul>{links}</ul></aside><footer>Cookies</footer></body>"
    )


def _server(articles: int) -> ThreadingHTTPServer:
    _Handler.articles = articles
    return ThreadingHTTPServer(("127.0.0.1", 0), _Handler)


if __name__ == "__main__":
    main()
