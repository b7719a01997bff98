"""Kills in the middle of a sync: `python -m tests.faults.kill_sync --times 100`.

A person reads, unreads and stars articles of an account on Debian's Tiny Tiny RSS; `reader sync` tells the
server and is killed (SIGKILL) at a random moment, mostly while it does. When it is let come to its end again,
the server must have each mark as the library has it, and the library as the person left it.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import View
from reader.storage import Store
from tests.sync.ttrss_served import TinyTinyServed, missing

if TYPE_CHECKING:
    from tests.sync.ttrss_served import Account

_ROOT = Path(__file__).parents[2]
_ARTICLES = 60
_MARKED = 12
_LONGEST = 20.0
_EVERY = 20


def main() -> None:
    """Kill, and say what did not agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    if why := missing():
        raise SystemExit(why)
    with tempfile.TemporaryDirectory() as folder, TinyTinyServed() as served:
        begun = time.monotonic()
        wrong, halfway = kill(Path(folder), served, times, lambda line: print(line, flush=True))
        spent = time.monotonic() - begun
        print(f"{times} kills in {spent:.0f} s, {halfway} of them with a part told; {len(wrong)} differences")
        print(*wrong, sep="\n")
        raise SystemExit(bool(wrong))


def kill(
    folder: Path, served: TinyTinyServed, times: int, told: Callable[[str], object] = lambda _line: None
) -> tuple[list[str], int]:
    """Kill so often; return what did not agree afterwards, and how often a part had been told."""
    from tests.syncing.test_tiny_tiny import feeds_toml, stories

    chance = random.Random(times)  # noqa: S311
    account = served.account()
    served.subscribe(account, served.feeds.publish(account.user, *stories(_ARTICLES)))
    served.update(account)
    (folder / "feeds.toml").write_text(feeds_toml(account), encoding="utf-8")
    library = folder / "library.db"
    where = ["--feeds", str(folder / "feeds.toml"), "--library", str(library)]
    sync = [sys.executable, "-m", "reader", *where, "sync"]
    subprocess.run(sync, cwd=_ROOT, check=True, capture_output=True)
    wrong: list[str] = []
    wanted: dict[int, tuple[bool, bool]] = {}
    halfway = 0
    for number in range(times):
        _mark(library, chance, wanted)
        halfway += _killed(sync, library, chance)
        if number % _EVERY == _EVERY - 1 or number == times - 1:
            subprocess.run(sync, cwd=_ROOT, check=True, capture_output=True)
            wrong += _differences(library, served, account, wanted)
            told(f"{number + 1} kills, {halfway} with a part told, {len(wrong)} differences")
    return wrong, halfway


def _mark(library: Path, chance: random.Random, wanted: dict[int, tuple[bool, bool]]) -> None:
    """Do what a person does, and note how it is to be from then on."""
    with Store.open(library) as store:
        ids = chance.sample(list(store.ids(View())), _MARKED)
        read, starred = [], []
        for article in store.articles_by_id(ids):
            wanted[article.id] = (chance.random() < 0.5, chance.random() < 0.5)
            read.append((article.id, wanted[article.id][0]))
            starred.append((article.id, wanted[article.id][1]))
        for value in (True, False):
            store.set_read([one for one, said in read if said is value], value)
            store.set_starred([one for one, said in starred if said is value], value)


def _killed(sync: list[str], library: Path, chance: random.Random) -> bool:
    """Sync until some of what waits has been told, or for a moment, and kill; say whether it was some."""
    before = _waiting(library)
    left = chance.randrange(before + 1)
    with subprocess.Popen(
        sync, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        end = time.monotonic() + _LONGEST
        while process.poll() is None and _waiting(library) > left and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.05))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return 0 < _waiting(library) < before


def _waiting(library: Path) -> int:
    with closing(sqlite3.connect(library, timeout=10)) as connection:
        return int(connection.execute("SELECT count(*) FROM intent").fetchone()[0])


def _differences(
    library: Path, served: TinyTinyServed, account: Account, wanted: dict[int, tuple[bool, bool]]
) -> list[str]:
    with closing(sqlite3.connect(library)) as connection:
        rows = connection.execute(
            "SELECT url, article.id, article.read, article.starred IS NOT NULL"
            " FROM remote_article JOIN article ON article.id = article_id"
        ).fetchall()
    there = served.state(account)
    found = [f"{_waiting(library)} marks still wait"] if _waiting(library) else []
    found += [] if len(rows) == len(there) == _ARTICLES else [f"{len(rows)} here, {len(there)} there"]
    for url, number, *here in rows:
        name, mine = url.rpartition("/")[2], (bool(here[0]), bool(here[1]))
        if there.get(name) != mine:
            found.append(f"{name}: {mine} here, {there.get(name)} there")
        if wanted.get(number, mine) != mine:
            found.append(f"{name}: {mine} here, the person left it {wanted[number]}")
    with Store.open(library) as store:
        return found + store.problems()


if __name__ == "__main__":
    main()
