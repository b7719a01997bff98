"""What a refresh costs, beside newsboat on the same feeds: `python -m tests.bench.bench_refresh`.

Serves 500 made-up feeds of 40 items from another process and has both read them into empty libraries, then
again when nothing is new. newsboat is run three times, because its second run downloads everything once more;
without newsboat on this machine its rows are left out. Then 100 feeds that answer after 200 ms, for both in
turn, and 5,000 feeds of which none has changed. CPU seconds are user and system time of the whole command
with its workers, its interpreters' start included; the floor is what feedparser alone takes for the same
bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import feedparser

from tests.bench.feed_server import feed_server
from tests.bench.made_up import ITEMS, made_up_feed

_FLOOR_OF = 50  # feeds; the rest takes as long


@dataclass(frozen=True, slots=True)
class Cost:
    """User and system time and wall time in seconds, and the most memory a process of it held, in MB."""

    cpu: float
    wall: float
    memory: float
    said: str = ""


def main() -> None:
    """Serve, refresh, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("feeds", nargs="?", type=int, default=500)
    parser.add_argument("--slow", type=int, default=3, help="how often slow feeds are asked")
    parser.add_argument("--many", type=int, default=5000, help="feeds of the last rows; 0 for none")
    arguments = parser.parse_args()
    wanted: int = arguments.feeds
    print(f"{'':44}{'CPU s':>8}{'wall s':>8}{'MB':>6}{'ratio':>8}")
    floor = _floor(wanted)
    _row(f"feedparser alone, {wanted} x {ITEMS} items", Cost(floor, floor, 0), 0)
    with feed_server(wanted) as port, tempfile.TemporaryDirectory() as name:
        peer = _newsboat(Path(name), port, wanted) if shutil.which("newsboat") else ()
        for title, cost in zip(
            ("everything new", "again, all downloaded", "again, all 304"), peer, strict=False
        ):
            _row(f"newsboat: {title}", cost, peer[0 if cost is not peer[2] else 2].cpu)
        ours = _reader(Path(name), port, wanted)
        _row("reader: everything new", ours(), peer[0].cpu if peer else 0)
        _row("reader: again, all 304", ours(), peer[2].cpu if peer else 0)
    with feed_server(100, pause=0.2) as port:
        _slow(port, arguments.slow)
    if arguments.many:
        _many(arguments.many)


def _slow(port: int, times: int) -> None:
    """Both in turn, each time into empty libraries: here it is the wall time that counts."""
    ratios = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as name:
            ours = _reader(Path(name), port, 100)()
            _row("reader: 100 feeds that answer after 200 ms", ours, 0)
            if shutil.which("newsboat"):
                peer = _newsboat(Path(name), port, 100, threads=50, times=1)[0]
                _row("newsboat: the same, 50 threads", peer, 0)
                ratios.append(ours.wall / peer.wall)
    if ratios:
        print(f"{'the median of these ratios of wall time':66}{statistics.median(ratios):8.2f}", flush=True)


def _many(feeds: int) -> None:
    with feed_server(feeds) as port, tempfile.TemporaryDirectory() as name:
        run = _reader(Path(name), port, feeds)
        _row(f"reader: {feeds} feeds, everything new", run(), 0)
        _row(f"reader: {feeds} feeds, all 304", run(), 0)


def _row(title: str, cost: Cost, to: float) -> None:
    ratio = f"{cost.cpu / to:8.2f}" if to else f"{'':8}"
    memory = f"{cost.memory:6.0f}" if cost.memory else f"{'':6}"
    print(f"{title:44}{cost.cpu:8.2f}{cost.wall:8.2f}{memory}{ratio}   {cost.said}", flush=True)


def _floor(feeds: int) -> float:
    bodies = [made_up_feed(number).encode() for number in range(min(feeds, _FLOOR_OF))]
    begun = time.process_time()
    for body in bodies:
        feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    return (time.process_time() - begun) * feeds / len(bodies)


def _reader(folder: Path, port: int, feeds: int) -> Callable[[], Cost]:
    subscriptions = (f'[[feed]]\nurl = "http://127.0.0.1:{port}/{n}.xml"\n' for n in range(feeds))
    (folder / "feeds.toml").write_text("".join(subscriptions), encoding="utf-8")
    where = ["--feeds", str(folder / "feeds.toml"), "--library", str(folder / "library.db")]
    return lambda: run([sys.executable, "-m", "reader", *where, "refresh"])


def _newsboat(folder: Path, port: int, feeds: int, threads: int = 8, times: int = 3) -> tuple[Cost, ...]:
    addresses = (f"http://127.0.0.1:{port}/{n}.xml\n" for n in range(feeds))
    (folder / "urls").write_text("".join(addresses), encoding="utf-8")
    (folder / "config").write_text(
        f"reload-threads {threads}\nauto-reload no\nrefresh-on-startup no\n", encoding="utf-8"
    )
    where = ["-u", str(folder / "urls"), "-C", str(folder / "config"), "-c", str(folder / "cache.db")]
    return tuple(run(["newsboat", *where, "-x", "reload"]) for _ in range(times))


def run(command: list[str]) -> Cost:
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.read().strip()
        _, status, used = os.wait4(
            process.pid, 0
        )  # with what its own children used, once they are waited for
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed: {said[-500:]}")
    wall = time.perf_counter() - begun
    return Cost(
        used.ru_utime + used.ru_stime,
        wall,
        used.ru_maxrss / 1024,
        said.splitlines()[-1][-60:] if said else "",
    )


if __name__ == "__main__":
    main()
