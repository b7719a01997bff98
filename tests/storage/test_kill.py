"""A process that is killed in the middle of its work loses nothing that it had acknowledged."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from reader.model import View
from reader.storage import Store

_KILLS = 5

# Fetches, reads, saves and tags without end; a line on stdout acknowledges what has returned.
_WORKER = """
import sys
from dataclasses import replace
from reader.storage import Store
from tests.storage.samples import HARBOUR, URL, numbered
from reader.model import Subscription
store = Store.open(sys.argv[1])
store.sync_feeds([Subscription(URL)])
run = sys.argv[2]
for n in range(10**6):
    entries = tuple(replace(e, guid=f"{run}-{n}-{e.guid}") for e in numbered(20))
    new = store.record_fetch(1, replace(HARBOUR, entries=entries)).new
    print("new", *new, flush=True)
    for number in new[:3]:
        store.set_read([number], True)
        print("read", number, flush=True)
        store.set_saved([number], True)
        print("saved", number, flush=True)
"""


def test_a_kill_loses_no_acknowledged_action_and_no_half_fetch(path: Path) -> None:
    acknowledged: dict[str, set[int]] = {"new": set(), "read": set(), "saved": set()}
    for run in range(_KILLS):
        for line in _killed_in_the_middle(path, run):
            kind, *ids = line.split()
            acknowledged[kind].update(map(int, ids))
    assert len(acknowledged["read"]) > _KILLS
    with Store.open(path) as store:
        listed = set(store.ids(View()))
        unread = set(store.ids(View("unread")))
        assert acknowledged["new"] <= listed
        assert not acknowledged["read"] & unread
        assert acknowledged["saved"] <= set(store.ids(View("saved")))
        assert len(listed) % 20 == 0
        assert store.count(View("search", "number")) == min(len(listed), 5000)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    connection.close()


def _killed_in_the_middle(path: Path, run: int) -> list[str]:
    """What a worker acknowledged until it was killed, moments after some of its lines."""
    chance = random.Random(run)  # noqa: S311
    command = [sys.executable, "-c", _WORKER, str(path), str(run)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout is not None
        first = "".join(process.stdout.readline() for _ in range(chance.randrange(5, 40)))
        time.sleep(chance.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    whole, _, _ = (first + rest).rpartition("\n")  # the last line may be cut
    return whole.splitlines()
