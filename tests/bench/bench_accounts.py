"""What keeping in step with a server costs: `python -m tests.bench.bench_accounts`.

A server in memory has 50,000 articles of 500 words in 100 feeds. Measured are the first sync, a round in
which nothing is new, one that sends 10,000 marks and one that receives as many; CPU seconds are those of this
process and its worker. Then what the person pays for it: marking 10,000 articles unread and read in the same
library with an account, and without one.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reader.library import Library
from reader.model import Entry, View
from reader.storage import Store
from tests.syncing.conftest import TOML, use
from tests.syncing.memory import Account, MemoryServer

_FEEDS = 100
_TEXT = "The harbour master counted ships, lemons and crates before the tide turned on Thursday. " * 38
_MARKED = 10_000


def main() -> None:
    """Sync, mark, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", nargs="?", type=int, default=50_000)
    wanted: int = parser.parse_args().items
    print(f"{'':48}{'wall s':>8}{'CPU s':>8}{'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_sync(Path(folder), wanted))
        _mark(Path(folder) / "library.db")


async def _sync(folder: Path, wanted: int) -> None:
    (folder / "feeds.toml").write_text(TOML, encoding="utf-8")
    server = MemoryServer(_filled(wanted), per_page=250)
    library = Library.open(folder / "feeds.toml", folder / "library.db")
    use(library, server)
    await _measured(f"first sync of {wanted:,} articles", _round(library))
    await _measured("a round with nothing new", _round(library))
    await library.set_read(list(library.article_ids(View()))[:_MARKED], True)
    await _measured(f"a round that sends {_MARKED:,} marks", _round(library))
    server.account.mark([*server.account.items][-_MARKED:], read=True)
    await _measured(f"a round that receives {_MARKED:,}", _round(library))
    await library.close()


def _filled(wanted: int) -> Account:
    account = Account()
    feeds = [account.subscribe(f"https://papers.example/{n}.xml", f"Paper {n}") for n in range(_FEEDS)]
    for number in range(wanted):
        [item] = account.publish(feeds[number % _FEEDS])
        known = account.items[item]
        entry: Entry = replace(known.entry, content_html=f"<p>{number} {_TEXT}</p>")
        account.items[item] = replace(known, entry=entry)
    return account


async def _round(library: Library) -> None:
    [outcome] = await library.sync(["home"])
    if outcome.error or outcome.note:
        raise SystemExit(outcome.error or outcome.note)


async def _measured(title: str, work: Awaitable[None]) -> None:
    with _row(title):
        await work


@contextmanager
def _row(title: str) -> Iterator[None]:
    begun, used = time.perf_counter(), _cpu()
    yield
    wall, cpu = time.perf_counter() - begun, _cpu() - used
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{title:48}{wall:8.2f}{cpu:8.2f}{most:6.0f}", flush=True)


def _cpu() -> float:
    """What this process and those that it started and that live have used."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime + sum(map(_of_process, _children()))


def _children() -> list[int]:
    said = Path("/proc/self/task").glob("*/children")
    return [int(one) for path in said for one in path.read_text().split()]


def _of_process(number: int) -> float:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _mark(path: Path) -> None:
    for title in ("an account", "no account"):
        with Store.open(path) as store:
            ids = list(store.ids(View()))[:_MARKED]
            store.set_read(ids, True)
            with _row(f"{title}: {_MARKED:,} unread and read, five times"):
                for _ in range(5):
                    store.set_read(ids, False)
                    store.set_read(ids, True)
            store.remote.forget_account("home")


if __name__ == "__main__":
    main()
