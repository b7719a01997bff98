"""A process that does what a person does, and says so: `python -m tests.faults.doing LIBRARY ROUNDS SEED`.

Each line on standard output acknowledges what has returned: "read 12", "saved 12", "tagged 12"; "refused"
and a sentence stand for what has not. It fetches first, unless ROUNDS is 0: then it goes on without end.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reader.model import Subscription, View
from reader.storage import LibraryError, Store
from tests.storage.samples import HARBOUR, URL, numbered

TAG = "kept"


def main() -> None:
    """Do things until told to stop, or killed."""
    path, rounds = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(sys.argv[-1])  # noqa: S311
    try:
        store = Store.open(path)
    except LibraryError as error:
        _say("refused", error)
        return
    if rounds:
        _fill(store, chance)
    done = 0
    while not rounds or done < rounds:
        done += 1
        ids = store.ids(View("unread"))[:500]
        if not ids:
            if rounds:
                _fill(store, chance)
            else:
                time.sleep(0.02)
            continue
        number = chance.choice(ids)
        _try("read", number, lambda number=number: store.set_read([number], True))  # type: ignore[misc]
        _try("saved", number, lambda number=number: store.set_saved([number], True))  # type: ignore[misc]
        if done % 3 == 0:
            _try("tagged", number, lambda number=number: store.add_tag([number], TAG))  # type: ignore[misc]
    store.close()


def _fill(store: Store, chance: random.Random) -> None:
    run = chance.randrange(10**9)
    entries = tuple(replace(entry, guid=f"{run}-{entry.guid}") for entry in numbered(40))
    try:
        store.sync_feeds([Subscription(URL)])
        feed = store.feeds()[0].id
        for number in store.record_fetch(feed, replace(HARBOUR, entries=entries)).new:
            _say("new", number)
    except LibraryError as error:
        _say("refused", error)


def _try(what: str, number: int, deed: Callable[[], object]) -> None:
    try:
        deed()
    except LibraryError as error:
        _say("refused", error)
    else:
        _say(what, number)


def _say(what: str, of: object) -> None:
    sys.stdout.write(f"{what} {of}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
