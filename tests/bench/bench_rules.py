"""What rules add to a refresh: `python -m tests.bench.bench_rules`.

500 made-up feeds of 40 items are read into empty libraries with no rule, with 10 and with 50, by turns; of
the runs of each the least counts. The rules look for phrases in titles and texts, for regular expressions,
feeds and writers, and tag, star, hide or mark read; together they reach half of the articles and nearly all.
The last row has 50 rules that select nothing: what looking costs by itself. CPU seconds are user and system
time of the whole command with its workers; the ratio is to the run without rules.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.bench.bench_refresh import Cost, run
from tests.bench.feed_server import feed_server

_WORDS = ("harbour", "council", "vote", "fares", "bridges", "repair", "winter", "exports", "talks", "storm")
_DEEDS = ("tag port", "star", "mark read", "hide")


def main() -> None:
    """Serve, refresh by turns, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("feeds", nargs="?", type=int, default=500)
    parser.add_argument("--times", type=int, default=3, help="runs of each row, of which the least counts")
    arguments = parser.parse_args()
    rows = {
        "no rules": "",
        "10 rules": _rules(islice(_conditions(), 10)),
        "50 rules": _rules(islice(_conditions(), 50)),
        "50 rules that select nothing": _rules(f"title:nowhere{number}" for number in range(50)),
    }
    least: dict[str, Cost] = {}
    with feed_server(arguments.feeds) as port:
        for _ in range(arguments.times):
            for title, rules in rows.items():
                cost = _refreshed(port, arguments.feeds, rules)
                least[title] = min(cost, least.get(title, cost), key=lambda one: one.cpu)
    print(f"{'':32}{'CPU s':>8}{'wall s':>8}{'MB':>6}{'ratio':>8}")
    for title, cost in least.items():
        ratio = cost.cpu / least["no rules"].cpu
        print(f"{title:32}{cost.cpu:8.2f}{cost.wall:8.2f}{cost.memory:6.0f}{ratio:8.2f}   {cost.said}")


def _conditions() -> Iterator[str]:
    """Yield conditions, each of another kind than the one before."""
    for number in range(100):
        one, other = _WORDS[number % 10], _WORDS[(number // 10 + number + 1) % 10]
        yield f'title:"{one} {other}"'
        yield f"title:/^{one}.*{other}\\.$/i"
        yield f'"{one} {other} {one}"'
        yield f"feed:{number * 7 + 10} title:{one}"
        yield f'author:meyer title:"{other} {one}" -title:{_WORDS[(number + 5) % 10]}'


def _rules(conditions: Iterator[str]) -> str:
    return "\n".join(
        f"[[rule]]\nwhen = '{condition}'\ndo = [\"{_DEEDS[number % len(_DEEDS)]}\"]\n"
        for number, condition in enumerate(conditions)
    )


def _refreshed(port: int, feeds: int, rules: str) -> Cost:
    """Refresh an empty library."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subscriptions = (f'[[feed]]\nurl = "http://127.0.0.1:{port}/{n}.xml"\n' for n in range(feeds))
        (folder / "feeds.toml").write_text("".join(subscriptions) + "\n" + rules, encoding="utf-8")
        where = ["--feeds", str(folder / "feeds.toml"), "--library", str(folder / "library.db")]
        return run([sys.executable, "-m", "reader", *where, "refresh"])


if __name__ == "__main__":
    main()
