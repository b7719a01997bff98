"""How the process of a command ends: at once, with its code, and with nothing lost."""

from __future__ import annotations

import subprocess
import sys

_RUN = """
import atexit, sys, threading, time
from reader.cli import run
atexit.register(lambda: print("tidied"))
{more}
sys.argv[1:] = {arguments!r}
run()
"""


def _ended(*arguments: str, more: str = "") -> tuple[int, list[str]]:
    program = _RUN.format(arguments=list(arguments), more=more)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout.splitlines()


def test_what_was_said_is_said_and_what_is_to_be_tidied_is() -> None:
    code, lines = _ended("completions", "bash")
    assert code == 0
    assert len(lines) > 1
    assert lines[-1] == "tidied"


def test_the_code_says_that_something_went_wrong() -> None:
    code, lines = _ended("inspect", "/nowhere/at/all.html")
    assert code == 1
    assert lines == ["tidied"]


def test_who_has_something_to_do_is_waited_for() -> None:
    slow = "threading.Thread(target=lambda: (time.sleep(2.5), print('done'))).start()"
    _, lines = _ended("completions", "bash", more=slow)
    assert lines[-2:] == ["done", "tidied"]
