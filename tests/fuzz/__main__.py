"""The long form: `python -m tests.fuzz TARGET… [--minutes N] [--engine hypothesis|atheris]`, or `all`.

With atheris (`pip install atheris`; no dependency of this project) inputs are chosen by what they reach in
the code, else by hypothesis alone. Every input runs in a child process under its target's limit of CPU
seconds; one that raises, hangs or kills the child is written to `fuzz-findings/` with its traceback, once for
each place in the code, and the next goes on. Prints a line for each target; 1 if anything was found.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.child import FINDINGS
from tests.fuzz.targets import TARGETS

_GRACE = 60
"""Seconds past its time after which a child is ended."""


def main() -> int:
    """Fuzz the targets that are asked for, one after the other."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("targets", nargs="+", choices=[*TARGETS, "all"], metavar="TARGET")
    arguments.add_argument("--minutes", type=float, default=1.0)
    there = importlib.util.find_spec("atheris") is not None
    arguments.add_argument(
        "--engine", choices=["hypothesis", "atheris"], default="atheris" if there else "hypothesis"
    )
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    given = arguments.parse_args()
    names = list(TARGETS) if "all" in given.targets else given.targets
    found = [_fuzz(name, given.engine, given.minutes * 60, given.seed) for name in names]
    return 1 if any(found) else 0


def _fuzz(name: str, engine: str, seconds: float, seed: int) -> int:
    """Run children until the time is over; return how many things were found."""
    begun, inputs, found, spent = time.monotonic(), 0, 0, _children_seconds()
    with tempfile.TemporaryDirectory() as folder:
        tally, trial = Path(folder) / "tally", Path(folder) / "trial"
        for child in itertools.count():
            left = seconds - (time.monotonic() - begun)
            if left <= 0:
                break
            tally.write_text('{"inputs": 0, "found": 0}', encoding="ascii")
            command = [
                sys.executable,
                "-m",
                "tests.fuzz.child",
                name,
                engine,
                str(seed + child),
                str(left),
                folder,
            ]
            try:
                ended = subprocess.run(
                    command, check=False, timeout=left + _GRACE, capture_output=True
                ).returncode
            except subprocess.TimeoutExpired:
                ended = 0  # no input is that slow, its limit is lower: others have the machine
            counted = json.loads(tally.read_text(encoding="ascii"))
            inputs, found = inputs + counted["inputs"], found + counted["found"]
            if ended:
                found += 1
                _keep_trial(name, trial, ended)
    minutes, cpu = (time.monotonic() - begun) / 60, (_children_seconds() - spent) / 60
    took = f"in {minutes:5.1f} minutes ({cpu:.1f} of CPU)"
    print(f"{name:14}{engine:12}{inputs:9} inputs {took}   found {found}", flush=True)
    return found


def _children_seconds() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _keep_trial(name: str, trial: Path, ended: int) -> None:
    """Keep the input at which a child ended (by a signal: -27 is SIGPROF, its CPU time being over)."""
    FINDINGS.mkdir(exist_ok=True)
    at = FINDINGS / f"{name}-ended{ended}-{time.time_ns()}"
    at.write_text(trial.read_text(encoding="utf-8") if trial.exists() else "", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
