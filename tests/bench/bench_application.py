"""How quick the application is: `python -m tests.bench.bench_application [--articles N …] [--keys N]`.

Everything is measured in a pseudo-terminal of 120 × 45, on libraries of made-up articles (50 feeds, those of
`bench_storage`; `--libraries FOLDER` keeps them, as a million take their time).

The first frame is useful once the titles of the newest articles are on the screen: wall and CPU time of the
whole program from its start, beside a Textual application that only says "ready" and, with 100,000 articles,
newsboat on the same articles after ANALYZE (to its list of feeds). Then keys in the list: from the press
until the status line has the new place, while nothing else goes on, beside two niced programs that only
count, and while 500 feeds of 40 new articles are fetched and stored, as fast as a keyboard repeats. Then
memory while `--keys` keys are pressed as somebody might who reads, with a rest of two seconds after some
hundred: resident megabytes of the application and of its largest worker, right after the keys and after the
rest. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench.bench_storage import build
from tests.bench.feed_server import feed_server
from tests.bench.peer_library import make_cache
from tests.bench.typist import Started, Typist

_SETTINGS = "[settings]\nrefresh_on_start = false\nrefresh_minutes = 0\nprefetch = 0\nbackup = 'off'\n"
_STARTS = 9
_STEPS = 200
_FEEDS = 500
_COMPARED = 100_000
_COUNTING = "x, d = 0, {}\nwhile True: x += 1; d[x % 50_000] = str(x)"
_REPEATED = 0.03  # seconds between the presses of a key that is held down
_READ_FOR = 2.0  # seconds without a key, once in some hundred
_SESSION = (
    "gg" + "j" * 30 + "k" * 10 + "nn" + "\r" + " " * 4 + "j" * 10 + "nn" + "\x1b\x1b",
    "\x04" * 4 + "\x15" * 2 + "Gg" + "NN" + "ss" + "\x1a\x1a",
    "\re" + "jjj" + "\x1b" + "ii" + "jj" + "\x1b\x1b",
    "\r" + "zz" + "    " + "\x1b",
    "?" + "jjj" + "\x1b",
)
"""Keys of somebody who reads: lists, articles, names, views, help; again and again."""


def main() -> None:
    """Build what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--keys", type=int, default=10_000, help="0 for no session")
    parser.add_argument("--libraries", type=Path, metavar="FOLDER", help="where they are built, or are")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        kept = arguments.libraries or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        libraries = {articles: _library(kept, articles) for articles in arguments.articles}
        _first_frames(libraries)
        largest = libraries[max(libraries)]
        _keys(largest)
        if arguments.keys:
            _memory(largest, arguments.keys)


def _library(kept: Path, articles: int) -> Path:
    folder = kept / str(articles)
    if not (folder / "library.db").exists():
        print(f"{articles:,} articles:")
        build(folder / "library.db", articles)
    return folder


# The first frame


def _first_frames(libraries: dict[int, Path]) -> None:
    print(f"\n{'first useful frame':44}{'wall ms':>9}{'CPU ms':>9}{'MB':>6}{'to bare':>9}{'to newsboat':>12}")
    bare = _starts(lambda: Typist(["tests.bench.bare"]), "ready")
    _say_start("a Textual application that says ready", bare)
    peer: Started | None = None
    if _COMPARED in libraries and shutil.which("newsboat"):
        with tempfile.TemporaryDirectory() as name:
            command = ["newsboat", *make_cache(Path(name), libraries[_COMPARED] / "library.db")]
            peer = _starts(lambda: Typist(command, program=True), "feed")
            _say_start(f"newsboat, {_COMPARED:,} articles, after ANALYZE", peer, bare)
    for articles, folder in libraries.items():
        newest = _newest_title(folder / "library.db")
        ours = _starts(lambda folder=folder: Typist(_reader(folder)), newest)  # type: ignore[misc]
        _say_start(f"reader, {articles:,} articles", ours, bare, peer if articles == _COMPARED else None)


def _starts(start: Callable[[], Typist], text: str) -> Started:
    """The medians of some starts."""
    with start() as typist:  # not counted, and left to rest: it remembers something for the next
        typist.started(text)
        typist.settle()
    took = []
    for _ in range(_STARTS):
        with start() as typist:
            took.append(typist.started(text))
    values = ([t.wall for t in took], [t.cpu for t in took], [t.memory for t in took])
    return Started(*map(statistics.median, values))


def _say_start(name: str, took: Started, bare: Started | None = None, peer: Started | None = None) -> None:
    ratio = f"{took.wall / bare.wall:9.2f}" if bare else ""
    to_peer = f"{took.wall / peer.wall:12.2f}" if peer else ""
    print(f"{name:44}{took.wall:9.0f}{took.cpu:9.0f}{took.memory:6.0f}{ratio}{to_peer}", flush=True)


def _newest_title(library: Path) -> str:
    connection = sqlite3.connect(library)
    statement = (
        "SELECT title FROM article WHERE listed = 1 AND read = 0 ORDER BY newest DESC, id DESC LIMIT 1"
    )
    (title,) = connection.execute(statement).fetchone()
    connection.close()
    return " ".join(str(title).split()[:2])


# Keys


def _keys(folder: Path) -> None:
    print(f"\n{'keys in the list, to the new place, ms':44}{'p50':>9}{'p95':>9}{'most':>9}")
    with tempfile.TemporaryDirectory() as name, feed_server(_FEEDS) as port:
        here = Path(name)
        shutil.copy(folder / "library.db", here)
        addresses = "".join(f'[[feed]]\nurl = "http://127.0.0.1:{port}/{n}.xml"\n' for n in range(_FEEDS))
        with Typist(_reader(here, folder, addresses)) as typist:
            typist.wait_for("1 of ")
            typist.press("j")
            _say_keys("j, nothing else going on", [_step(typist, n) for n in range(3, _STEPS)])
            with _others(2):
                _say_keys(
                    "j, beside two niced programs: the floor",
                    [_step(typist, n) for n in range(_STEPS, 2 * _STEPS)],
                )
            typist.begin("R")
            _say_keys(
                f"j, while {_FEEDS} feeds are fetched",
                [_step(typist, n) for n in range(2 * _STEPS, 3 * _STEPS)],
            )


@contextmanager
def _others(count: int) -> Iterator[None]:
    """Have so many niced programs work that have nothing to do with it: what a busy machine costs alone."""
    command = ["nice", "-n", "10", sys.executable, "-c", _COUNTING]
    with ExitStack() as stack:
        for _ in range(count):
            process = stack.enter_context(subprocess.Popen(command))
            stack.callback(process.kill)
        yield


def _step(typist: Typist, place: int) -> float:
    return typist.answer("j", f"{place:,} of ", _REPEATED)


def _say_keys(name: str, took: Sequence[float]) -> None:
    ordered = sorted(took)
    cells = (statistics.median(ordered), ordered[len(ordered) * 95 // 100], ordered[-1])
    print(f"{name:44}" + "".join(f"{cell:9.1f}" for cell in cells), flush=True)


# Memory


def _memory(folder: Path, keys: int) -> None:
    print(f"\n{'resident MB after so many keys':44}{'at once':>9}{'at rest':>9}{'worker':>9}")
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        shutil.copy(folder / "library.db", here)
        with Typist(_reader(here, folder)) as typist:
            typist.wait_for("1 of ")
            pressed = 0
            chance = random.Random(3)  # noqa: S311
            while pressed < keys:
                parts = [*_SESSION]
                chance.shuffle(parts)
                some = "".join(parts)
                for key in some:
                    typist.begin(key)
                typist.settle()
                at_once, _ = typist.memory()
                typist.rest(_READ_FOR)
                at_rest, worker = typist.memory()
                pressed += len(some)
                if pressed % 1_000 < len(some):
                    print(f"{pressed:<44,}{at_once:9.0f}{at_rest:9.0f}{worker:9.0f}", flush=True)


def _reader(folder: Path, feeds_of: Path | None = None, more: str = "") -> list[str]:
    """The command for a library, with a feeds.toml that has its feeds."""
    connection = sqlite3.connect((feeds_of or folder) / "library.db")
    rows = connection.execute("SELECT url, folder FROM feed ORDER BY position").fetchall()
    connection.close()
    feeds = "".join(f'[[feed]]\nurl = "{url}"\nfolder = "{name}"\nfull_text = false\n' for url, name in rows)
    (folder / "feeds.toml").write_text(f"{_SETTINGS}\n{feeds}{more}", encoding="utf-8")
    return ["reader", "--feeds", f"{folder}/feeds.toml", "--library", f"{folder}/library.db"]


if __name__ == "__main__":
    main()
