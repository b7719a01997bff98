"""The command line as a process: its streams, and how it is stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

READER = (sys.executable, "-m", "reader")
PAGE = """Harbour reopens after storm

The port of Aveiro reopened on Friday after 36 hours, its director Rita Moura said.

More than 40 ships had waited outside.
"""


def start(*arguments: str, **streams: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*READER, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **streams,
    )


def test_standard_input_is_a_source() -> None:
    process = start("inspect", "-", "--json", stdin=subprocess.PIPE)
    out, _ = process.communicate(PAGE.encode(), timeout=30)
    assert json.loads(out)["title"] == "Harbour reopens after storm"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="cannot see when the thread waits")
@pytest.mark.parametrize("source", ["-", "pipe"])
def test_ctrl_c_ends_the_wait_for_a_source_that_says_nothing(source: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    silent, silence = os.pipe()
    process = start("inspect", source, cwd=tmp_path, stdin=silent)
    try:
        while len(list(Path(f"/proc/{process.pid}/task").iterdir())) < 2:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
        os.close(silent)
        os.close(silence)
    assert (process.returncode, said) == (130, b"reader: stopped\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_standard_streams_are_no_fault(closed: str, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").touch()
    command = f'exec "$0" -m reader --feeds feeds.toml --library library.db list --json {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")


COMMANDS = ("--keys", "feeds", "completions bash", "config --json", "export --state -")


@FULL
@pytest.mark.parametrize(
    ("command", "unbuffered"),
    [("--help", ""), *((command, unbuffered) for command in COMMANDS for unbuffered in ("", "1"))],
)
def test_output_that_finds_no_room_is_told_in_one_sentence(
    command: str, unbuffered: str, tmp_path: Path
) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "https://harbour.example/feed.xml"\n')
    places = ("--feeds", "feeds.toml", "--library", "library.db")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*READER, *places, *command.split()],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        b"reader: the output could not be written: no space left on device\n",
    )


_TOLD_TO_STOP = """
import runpy, sys
class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
sys.argv = ["reader", "list"]
runpy.run_module("reader", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(
    "module", ["reader.cli", "reader.churn", "reader.cli.command_arguments", "reader.library"]
)
def test_ctrl_c_in_the_midst_of_the_start_ends_it_in_silence(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TOLD_TO_STOP.format(module=module)],
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr in {b"", b"reader: stopped\n"}
