"""What a refresh costs: `python -m tests.bench.bench_refresh [feeds]`, 50 unless told.

Serves made-up feeds of 40 items from another process and runs `reader refresh` twice on an empty library.
The floor is feedparser alone, parsing the same bytes once. CPU seconds are user and system time of the whole
command with its workers, its interpreters' start included.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import feedparser

from tests.bench.serving import served

_ITEMS = 40
_WORDS = ("harbour", "council", "vote", "fares", "bridges", "repair", "winter", "exports", "talks", "storm")


def main() -> None:
    """Make the feeds, serve them, refresh twice, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("feeds", nargs="?", type=int, default=50)
    wanted = parser.parse_args().feeds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(wanted):
            (folder / f"{number}.xml").write_text(made_up_feed(number), encoding="utf-8")
        port = served(_server, folder)
        subscriptions = (f'[[feed]]\nurl = "http://127.0.0.1:{port}/{n}.xml"\n' for n in range(wanted))
        (folder / "feeds.toml").write_text("".join(subscriptions), encoding="utf-8")
        floor = _floor(folder, wanted)
        print(f"{wanted} feeds of {_ITEMS} items\n{'':34}{'CPU s':>8}{'wall s':>8}{'to floor':>10}")
        print(f"{'feedparser alone, once each':34}{floor:8.2f}{floor:8.2f}{1:10.2f}")
        for title in ("refresh, everything new", "refresh again, nothing new"):
            cpu, wall, said = _refresh(folder)
            print(f"{title:34}{cpu:8.2f}{wall:8.2f}{cpu / floor:10.2f}   {said}")


def made_up_feed(number: int) -> str:
    """A feed of 40 items, the same for the same number."""
    r = random.Random(number)  # noqa: S311
    items = "".join(_item(r, number, item) for item in range(_ITEMS))
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Paper {number}</title><link>https://paper{number}.example/</link>{items}</channel></rss>"
    )


def _item(r: random.Random, number: int, item: int) -> str:
    def sentence(words: int) -> str:
        return " ".join(r.choices(_WORDS, k=words)).capitalize() + "."

    body = "".join(f"<p>{sentence(40)} <a href='/{item}'>{sentence(3)}</a></p>" for _ in range(10))
    return (
        f"<item><title>{sentence(8)}</title><link>https://paper{number}.example/{item}</link>"
        f"<guid>{number}-{item}</guid><pubDate>Fri, 20 Nov 2026 08:{item % 60:02}:00 GMT</pubDate>"
        f"<description>{sentence(30)}</description><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def _server(folder: Path) -> ThreadingHTTPServer:
    """Serve a folder, with Last-Modified and 304."""
    return ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))


def _floor(folder: Path, feeds: int) -> float:
    bodies = [(folder / f"{number}.xml").read_bytes() for number in range(feeds)]
    begun = time.process_time()
    for body in bodies:
        feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    return time.process_time() - begun


def _refresh(folder: Path) -> tuple[float, float, str]:
    where = ["--feeds", str(folder / "feeds.toml"), "--library", str(folder / "library.db")]
    before, begun = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "reader", *where, "refresh"], check=True, capture_output=True, text=True
    )
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])  # children's user and system time
    return cpu, time.perf_counter() - begun, done.stdout.strip()


if __name__ == "__main__":
    main()
