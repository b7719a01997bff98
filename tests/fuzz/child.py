"""The process that tries inputs; see `tests.fuzz.__main__`, which starts it."""

from __future__ import annotations

import hashlib
import json
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

FINDINGS = Path("fuzz-findings")
_BATCH = 500
_TALLY_EVERY = 1.0


class _Trials:
    """Runs a target's inputs under its limit, and keeps count."""

    def __init__(self, name: str, folder: Path) -> None:
        from tests.fuzz.targets import TARGETS

        self.target, self._name = TARGETS[name], name
        self._trial, self._tally = (folder / "trial").open("w", encoding="utf-8"), folder / "tally"
        self._inputs = self._found = 0
        self._told = 0.0

    def run(self, given: Any) -> None:
        """Try one input; what it raises is written down."""
        self._trial.seek(0)
        self._trial.truncate()
        self._trial.write(repr(given))
        self._trial.flush()
        signal.setitimer(signal.ITIMER_PROF, self.target.seconds)  # its default action ends this process
        try:
            self.target.check(given)
        except Exception as fault:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self._write_down(given, fault)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self._inputs += 1
        if time.monotonic() - self._told > _TALLY_EVERY:
            self.tell()

    def tell(self) -> None:
        """Write the tally for whoever started this."""
        self._told = time.monotonic()
        self._tally.write_text(json.dumps({"inputs": self._inputs, "found": self._found}), encoding="ascii")

    def _write_down(self, given: Any, fault: Exception) -> None:
        frames = traceback.extract_tb(fault.__traceback__)
        place = f"{type(fault).__name__} {frames[-1].filename}:{frames[-1].lineno}"
        at = FINDINGS / f"{self._name}-{hashlib.sha256(place.encode()).hexdigest()[:12]}"
        if not at.exists():
            FINDINGS.mkdir(exist_ok=True)
            told = "".join(traceback.format_exception(fault))
            at.write_text(f"{given!r}\n\n{told}", encoding="utf-8", errors="backslashreplace")
            self._found += 1
            self.tell()


def main() -> None:
    """Try inputs until the time is over."""
    name, engine, number, seconds, folder = sys.argv[1:]
    until = time.monotonic() + float(seconds)
    if engine == "atheris":
        _with_atheris(name, int(number), float(seconds), Path(folder))
    else:
        trials = _Trials(name, Path(folder))
        for batch in range(10**9):
            if time.monotonic() > until:
                break
            _batch(trials, int(number) * 10_000 + batch, until)
        trials.tell()


def _batch(trials: _Trials, number: int, until: float) -> None:
    @seed(number)
    @settings(
        max_examples=_BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(trials.target.inputs)
    def tried(given: object) -> None:
        if time.monotonic() < until:
            trials.run(given)

    tried()


def _with_atheris(name: str, number: int, seconds: float, folder: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["reader", "feedparser"]):
        trials = _Trials(name, folder)

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(trials.target.inputs)
    def tried(given: object) -> None:
        trials.run(given)

    options = [
        f"-max_total_time={int(seconds) + 1}",
        f"-seed={number}",
        "-max_len=8192",
        "-rss_limit_mb=4096",
        f"-artifact_prefix={folder}/",
    ]
    atheris.Setup([sys.argv[0], *options], tried.hypothesis.fuzz_one_input)  # type: ignore[attr-defined]
    atheris.Fuzz()


if __name__ == "__main__":
    main()
