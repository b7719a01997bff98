"""A disk that becomes full: `python -m tests.faults.disk_full --sizes 20` (as root: it mounts small disks).

On disks of so many sizes (tmpfs) a process fetches, reads, saves and tags until nothing fits any more, and
goes on. What it acknowledged must be there, what it could not do must have ended in a sentence, and with room
again the library must take up its work. `limited` does the same with a limit on the size of files, for which
nobody needs to be root.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.model import View
from reader.storage import Store
from tests.faults.acknowledged import Acknowledged
from tests.storage.samples import fill, numbered

_ROOT = Path(__file__).parents[2]
_SMALLEST = 450  # KB; an empty library takes some 300
_RUNS, _ROUNDS = 6, 60


def main() -> None:
    """Fill disks, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, default=20)
    sizes = [_SMALLEST + 151 * n for n in range(parser.parse_args().sizes)]
    acknowledged = refused = 0
    sentences: set[str] = set()
    for size in sizes:
        with tempfile.TemporaryDirectory() as name, small_disk(Path(name), size):
            done = trial(Path(name) / "data" / "library.db")
            subprocess.run(["mount", "-o", f"remount,size={size + 20_000}k", name], check=True)
            check(Path(name) / "data" / "library.db", done)
        acknowledged, refused = acknowledged + done.actions, refused + len(done.refused)
        sentences.update(done.refused)
    print(f"{len(sizes)} sizes from {sizes[0]} to {sizes[-1]} KB")
    print(f"{acknowledged:,} acknowledged actions, none lost")
    print(f"{refused:,} refused, with", *sorted(sentences), sep="\n  ")


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """A disk of its own at that folder."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def limited(path: Path, kilobytes: int) -> Acknowledged:
    """The same with files that may not grow beyond so much."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    return trial(path, limit)


def trial(path: Path, limit: Callable[[], None] | None = None) -> Acknowledged:
    """Do things until nothing fits, and on; return what was acknowledged and what was refused."""
    acknowledged = Acknowledged()
    for run in range(_RUNS):
        command = [sys.executable, "-m", "tests.faults.doing", str(path), str(_ROUNDS), f"{run}"]
        done = subprocess.run(
            command, cwd=_ROOT, check=False, capture_output=True, text=True, preexec_fn=limit
        )
        assert done.returncode == 0, done.stderr
        acknowledged.note(done.stdout.splitlines(keepends=True))
    return acknowledged


def check(path: Path, acknowledged: Acknowledged) -> None:
    """With room again nothing is lost, and the library works."""
    assert not any("\n" in sentence or "Traceback" in sentence for sentence in acknowledged.refused)
    assert acknowledged.lost_in(path) == []
    with Store.open(path) as store:
        before = store.count(View("saved"))
        ids = fill(store, *numbered(3), url="https://another.example/feed")
        store.set_saved(ids, True)
        assert store.count(View("saved")) == before + 3


if __name__ == "__main__":
    main()
