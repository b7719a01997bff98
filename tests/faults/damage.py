"""Damaged libraries: `python -m tests.faults.damage --files 60`.

Each is opened and read as the application would: that may end with a sentence, never with another error. Then
it is recovered. The damaged file must be kept to the byte, the new library must be sound, and with a backup
nothing may be missing, but for rows that were changed and not lost: to that nothing points.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.model import Block, Document, View
from reader.storage import LibraryError, Store
from reader.storage.recovery import recover
from tests.storage.samples import fill, numbered

ARTICLES = 600
PAGE = 4096
CHANGED = "random bytes sprinkled"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one damaged file. `told` says that opening or reading it ended with a sentence."""

    kind: str
    told: bool
    articles: int
    saved: int


def main() -> None:
    """Damage, read, recover, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=60)
    files = parser.parse_args().files
    outcomes = []
    with tempfile.TemporaryDirectory() as name:
        sound = make(Path(name) / "sound")
        for number in range(files):
            kind = list(KINDS)[number % len(KINDS)]
            outcomes.append(
                trial(sound, Path(name) / str(number), kind, number, backup=number // len(KINDS) % 2 == 1)
            )
    print(f"{len(outcomes)} damaged files, half of them with a backup: no other error than a sentence,")
    print("every damaged file kept to the byte, every recovered library sound")
    for kind, count in Counter(outcome.kind for outcome in outcomes).items():
        those = [outcome for outcome in outcomes if outcome.kind == kind]
        articles = ", ".join(f"{outcome.articles}" for outcome in those)
        told = sum(outcome.told for outcome in those)
        print(f"{kind:24} {count:3}, told of {told:3}; articles of {ARTICLES}: {articles}")


def make(folder: Path) -> Path:
    """Make a sound library with a backup beside it, and return its file."""
    path = folder / "library.db"
    with Store.open(path) as store:
        ids = fill(store, *numbered(ARTICLES))
        store.set_read(ids[::3], True)
        store.set_saved(ids[::7], True)
        store.add_tag(ids[::50], "blue")
        for number in ids[::5]:
            text = Document(title=f"Document {number}", blocks=(Block("paragraph", "Words. " * 200),))
            store.put_document(number, text, "page", 1)
        store.back_up()
    return path


def trial(sound: Path, folder: Path, kind: str, seed: int, *, backup: bool) -> Outcome:
    """Damage a copy of a library, read it, recover it, and check what came of it."""
    shutil.copytree(sound.parent, folder)
    path = folder / sound.name
    if not backup:
        shutil.rmtree(folder / "library-backups")
    path.write_bytes(KINDS[kind](bytearray(path.read_bytes()), random.Random(seed)))  # noqa: S311
    damaged = path.read_bytes()
    told = _read(path)
    recovery = recover(path)
    assert recovery.aside.read_bytes() == damaged, f"{kind} {seed}: the damaged file was changed"
    assert recovery.sentences[-1].endswith(str(recovery.aside))
    with Store.open(path) as store, Store.open(sound) as before:
        assert store.problems() == store.mend() == [], f"{kind} {seed}"
        articles, saved = store.ids(View()), store.ids(View("saved"))
        if backup and kind != CHANGED:
            assert set(before.ids(View())) <= set(articles), f"{kind} {seed}: articles are missing"
            assert set(before.ids(View("saved"))) <= set(saved), f"{kind} {seed}: saved ones are missing"
            assert set(before.ids(View("tag", "blue"))) <= set(store.ids(View("tag", "blue")))
        if kind != CHANGED:
            assert store.count(View("search", "number")) == len(articles), f"{kind} {seed}: not found"
        _read_all(store)
    assert len(articles) == recovery.articles
    return Outcome(kind, told, len(articles), len(saved))


def _read(path: Path) -> bool:
    """Read a library as the application would; say whether that ended with a sentence."""
    try:
        with Store.open(path) as store:
            _read_all(store)
            problems = store.problems()
    except LibraryError:
        return True
    return bool(problems)


def _read_all(store: Store) -> None:
    for view in (View(), View("unread"), View("saved"), View("tag", "blue"), View("search", "number 5")):
        store.count(view)
        store.articles(view)
    store.feeds()
    store.tags()
    for number in store.ids(View()):
        store.content(number)
        store.document(number)
        store.understanding(number)
    store.picture_sizes(1)
    store.state("place")


def _header(data: bytearray, chance: random.Random) -> bytes:
    data[:100] = chance.randbytes(100)
    return bytes(data)


def _one_field(data: bytearray, chance: random.Random) -> bytes:
    data[chance.randrange(16, 100)] ^= 1 << chance.randrange(8)
    return bytes(data)


def _text(_: bytearray, chance: random.Random) -> bytes:
    return b"Dear diary, " * chance.randrange(1, 2000)


def _first_page(data: bytearray, _: random.Random) -> bytes:
    data[:PAGE] = bytes(PAGE)
    return bytes(data)


def _a_page(data: bytearray, chance: random.Random) -> bytes:
    start = chance.randrange(1, len(data) // PAGE) * PAGE
    data[start : start + PAGE] = chance.randbytes(PAGE)
    return bytes(data)


def _truncated(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(PAGE, len(data))])


def _zeroed(data: bytearray, chance: random.Random) -> bytes:
    start, pages = chance.randrange(1, len(data) // PAGE), chance.randrange(2, 40)
    data[start * PAGE : (start + pages) * PAGE] = bytes(len(data[start * PAGE : (start + pages) * PAGE]))
    return bytes(data)


def _sprinkled(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(40):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _noise(data: bytearray, chance: random.Random) -> bytes:
    return chance.randbytes(len(data))


def _empty(_: bytearray, __: random.Random) -> bytes:
    return b""


KINDS: dict[str, Callable[[bytearray, random.Random], bytes]] = {
    "random header": _header,
    "a bit of the header": _one_field,
    "another text": _text,
    "first page zeroed": _first_page,
    "a random page": _a_page,
    "truncated": _truncated,
    "pages zeroed": _zeroed,
    CHANGED: _sprinkled,
    "random bytes": _noise,
    "empty": _empty,
}

if __name__ == "__main__":
    main()
