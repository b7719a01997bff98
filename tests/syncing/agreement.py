"""Two Readers and a server, random actions on all three, faults on the way: in the end all three agree.

`python -m tests.syncing.agreement --actions 5000` does so many; the tests do a few hundred.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from reader.library import Library
from reader.model import View
from reader.sync import SyncError
from tests.syncing.conftest import TOML, Client, use
from tests.syncing.memory import Account, MemoryServer

_LABELS = ("ports", "lemons", "strikes")
_FEEDS = 3


class _Unlucky:
    """Fails now and then, before a question was heard or after what it asked was done."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self.often, self.count = chance, 0.0, 0

    def __call__(self, what: str) -> None:
        if self._chance.random() < self.often:
            self.count += 1
            why = "the answer got lost" if what.startswith("after") else "the server is busy (500)"
            raise SyncError(f"{why} ({what})", "unreachable")


async def agree(folder: Path, actions: int, seed: int) -> tuple[list[str], Counter[str]]:
    """Do so many actions; return in what the three do not agree afterwards, and how often what was done."""
    chance = random.Random(seed)  # noqa: S311
    account, unlucky, done = Account(), _Unlucky(chance), Counter[str]()
    libraries: list[Library] = []
    clients: list[Client] = []
    for name in ("first", "second"):
        (folder / name).mkdir()
        (folder / name / "feeds.toml").write_text(TOML, encoding="utf-8")
        libraries.append(Library.open(folder / name / "feeds.toml", folder / name / "library.db"))
        clients.append(Client(libraries[-1], MemoryServer(account, fault=unlucky, per_page=20)))
        use(libraries[-1], clients[-1].server)
    try:
        for number in range(_FEEDS):
            account.publish(account.subscribe(f"https://papers.example/{number}.xml"), 10)
        for client in clients:
            await client.sync()
        for _ in range(actions):
            unlucky.often = 0.05
            done[await _act(chance, account, clients)] += 1
        unlucky.often = 0.0
        done["faults"] = unlucky.count
        for client in (*clients, *clients):
            if error := (await client.sync()).error:
                return [error], done
        return _differences(account, clients), done
    finally:
        for library in libraries:
            await library.close()


async def _act(chance: random.Random, account: Account, clients: list[Client]) -> str:
    """Do one thing, anywhere."""
    client, items = chance.choice(clients), sorted(account.items, key=int)
    here = client.library.article_ids(View())
    some = chance.sample(list(here), min(len(here), chance.choice((1, 1, 1, 2, 5, 20))))
    there = chance.sample(items, min(len(items), chance.choice((1, 1, 3))))
    value, label = chance.random() < 0.6, chance.choice(_LABELS)
    library, what = client.library, chance.choices(_ACTIONS, _WEIGHTS)[0]
    match what:
        case "sync":
            await client.sync()
        case "read":
            await library.set_read(some, value)
        case "star" if value:
            await library.marks.star(some)
        case "star":
            await library.marks.take("starred", some)
        case "save":
            await library.set_saved(some, value)
        case "tag":
            added, removed = ([label], []) if value else ([], [label])
            await library.marks.change_tags(some, added, removed)
        case "all read":
            await library.mark_all_read(View("feed", str(chance.choice(library.feeds()).id)))
        case "read there":
            account.mark(there, read=value)
        case "starred there":
            account.mark(there, starred=value)
        case "labelled there":
            account.label(there, chance.choice((*_LABELS, "later")), value)
        case "published":
            account.publish(chance.choice([*account.feeds]), chance.randint(1, 4))
    return what


_ACTIONS = (
    *("sync", "read", "star", "save", "tag", "all read"),
    *("read there", "starred there", "labelled there", "published"),
)
_WEIGHTS = (20, 22, 10, 6, 10, 1, 10, 6, 5, 10)


def _differences(account: Account, clients: list[Client]) -> list[str]:
    found = []
    for client in clients:
        articles = client.articles()
        for number, item in account.items.items():
            article = articles.get(number)
            if article is None:
                found.append(f"{number} is not there")
                continue
            saved, labels = "later" in item.labels, set(item.labels) - {"later"}
            mine = (article.read, article.starred, article.saved, set(article.tags))
            if mine != (item.read, item.starred, saved, labels):
                found.append(f"{number}: {mine} here, {(item.read, item.starred, saved, labels)} there")
        if len(articles) != len(account.items):
            found.append(f"{len(articles)} articles here, {len(account.items)} there")
        if client.waiting():
            found.append(f"{client.waiting()} intents still wait")
        found += client.library.problems()
    return found


def main() -> None:
    """Act, and say whether they agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        found, done = asyncio.run(agree(Path(folder), arguments.actions, arguments.seed))
        print(f"{arguments.actions:,} actions in {time.monotonic() - begun:.0f} s: {dict(done)}")
        print(f"{len(found)} differences between two Readers and the server", *found[:20], sep="\n")
        raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
