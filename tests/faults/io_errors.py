"""Errors of the disk: `python -m tests.faults.io_errors --calls 200` (strace must be installed).

A process fetches, reads, saves and tags, and the n-th of its writes finds the disk full, or the n-th of its
syncs fails, for every n. It must not end with an error of its own; what it acknowledged must be there, and
the file must be sound.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from reader.storage import Store
from tests.faults.acknowledged import Acknowledged
from tests.storage.samples import fill

FAULTS = {
    "pwrite64": ("pwrite64", "error=ENOSPC"),
    "pwrite64 EIO": ("pwrite64", "error=EIO"),
    "fdatasync": ("fdatasync,fsync", "error=EIO"),
}
_ROOT = Path(__file__).parents[2]


def main() -> None:
    """Have every call fail once, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=200)
    calls = parser.parse_args().calls
    for fault in FAULTS:
        refused, actions, failed = Counter[str](), 0, 0
        with tempfile.TemporaryDirectory() as name:
            for call in range(1, calls + 1):
                done = trial(Path(name) / f"{call}", fault, call)
                refused.update(done.refused)
                actions += done.actions
                failed += bool(done.refused)
        print(f"{fault}: {calls} runs, {failed} of them met the fault; {actions:,} acknowledged, none lost")
        print(*(f"  {count:4} {sentence}" for sentence, count in refused.items()), sep="\n", flush=True)


def is_possible() -> bool:
    """Whether strace is there and may trace."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode
        == 0
    )


def trial(folder: Path, fault: str, call: int, *, onward: bool = False) -> Acknowledged:
    """Let that call fail, `onward` all after it, too; check what is there then, and return it."""
    path = folder / "library.db"
    with Store.open(path) as store:
        fill(store)
    calls, error = FAULTS[fault]
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
    command += ["-e", f"inject={calls}:{error}:when={call}{'+' if onward else ''}"]
    command += [sys.executable, "-m", "tests.faults.doing", str(path), "12", str(call)]
    done = subprocess.run(command, cwd=_ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    acknowledged = Acknowledged()
    acknowledged.note(done.stdout.splitlines(keepends=True))
    assert acknowledged.lost_in(path) == [], f"{fault} {call}"
    shutil.rmtree(folder)
    return acknowledged


if __name__ == "__main__":
    main()
