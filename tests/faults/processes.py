"""Several processes on one library: `python -m tests.faults.processes --processes 5`.

All fetch, read, save and tag at once. None may be refused anything, and nothing may be lost.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.acknowledged import Acknowledged

_ROOT = Path(__file__).parents[2]


def main() -> None:
    """Run two and so many processes, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=2_000)
    asked = parser.parse_args()
    for processes in sorted({2, asked.processes}):
        with tempfile.TemporaryDirectory() as name:
            done = together(Path(name) / "library.db", processes, asked.rounds)
        acts, refused = f"{done.actions:,}", len(done.refused)
        print(f"{processes} processes: {acts} actions acknowledged, none lost, {refused} refused")
        print(*sorted(set(done.refused)), sep="\n", end="\n" if done.refused else "")


def together(path: Path, processes: int, rounds: int) -> Acknowledged:
    """Let processes work on a library at once; check it, and return what they did."""
    commands = [
        [sys.executable, "-m", "tests.faults.doing", str(path), str(rounds), str(number)]
        for number in range(processes)
    ]
    running = [
        subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) for command in commands
    ]
    acknowledged = Acknowledged()
    for process in running:
        out, _ = process.communicate()
        assert process.returncode == 0
        acknowledged.note(out.splitlines(keepends=True))
    assert acknowledged.lost_in(path) == []
    return acknowledged


if __name__ == "__main__":
    main()
