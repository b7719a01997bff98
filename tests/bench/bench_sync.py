"""What a first sync costs on the wire: asking for all articles of an account, and reading the answers.

`python -m tests.bench.bench_sync` serves a made-up account of 50,000 articles of 3 KB in another process, by
each protocol in turn, and prints the CPU milliseconds of this process for 1,000 articles, the questions that
it asked, the seconds, and its largest memory so far. Nothing is stored; `bench_accounts` measures that.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from reader.fetch import Client
from reader.sending import sender
from reader.sync import Answer, Request, connect
from tests.sync.fakes.account import Account
from tests.sync.fakes.serving import Served
from tests.sync.peers import MAKERS

if TYPE_CHECKING:
    from reader.sync import Send

_WORDS = (
    "The council agreed on Tuesday to spend 2.4 million on the harbour, <a href='/x'>its mayor</a> said. "
)
_NAMES = [name for name in MAKERS if name not in {"nextcloud-v1-2", "miniflux-old", "fever-freshrss"}]


def main() -> int:
    """Measure, or serve for the one who measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=_NAMES, help=f"of {', '.join(MAKERS)}")
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        asyncio.run(_serve(asked.names[0], asked.articles))
        return 0
    print(f"{'':20}{'CPU ms / 1,000':>16}{'questions':>11}{'seconds':>9}{'MB at most':>12}")
    for name in asked.names:
        _measured(name, asked.articles)
    return 0


def _measured(name: str, articles: int) -> None:
    """Run one protocol against a server of its own, and print a line."""
    command = [sys.executable, "-m", "tests.bench.bench_sync", name, "--articles", str(articles), "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            processor, wall = time.process_time(), time.perf_counter()
            told, questions = asyncio.run(_synced(name, url))
            processor, wall = time.process_time() - processor, time.perf_counter() - wall
        finally:
            process.kill()
    assert told == articles, f"{told} of {articles} were told"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:20}{processor * 1e6 / articles:16.1f}{questions:11}{wall:9.1f}{memory:12.0f}", flush=True)


async def _synced(name: str, url: str) -> tuple[int, int]:
    """Have all articles told; return how many there were, and how many questions it took."""
    questions = 0

    async def secret() -> str:
        return Account().password

    async with Client(timeout=60) as client:
        ask: Send = sender(client)

        async def send(request: Request) -> Answer:
            nonlocal questions
            questions += 1
            return await ask(request)

        server = connect(MAKERS[name].kind, url, Account().user, secret, send)
        told = [len(page.items) async for page in server.new_items(None)]
        return sum(told), questions


async def _serve(name: str, articles: int) -> None:
    """Serve an account until killed; the address is the first line printed."""
    maker = MAKERS[name]
    account = Account(first=maker.first, step=maker.step)
    for item in account.arrive(account.subscribe("http://news.example/rss", "The News"), articles):
        item.html = f"<p>{item.id}</p>" + f"<p>{_WORDS * 6}</p>" * 5
    async with Served(maker.made(account)) as served:
        print(f"{served.url}{maker.typed}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    raise SystemExit(main())
