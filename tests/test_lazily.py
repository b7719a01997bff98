"""Modules that are loaded when they are first needed."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.lazily import lazily


@pytest.fixture
def slow_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "takes_a_while.py").write_text("import time\nfirst = 1\ntime.sleep(0.2)\nlast = 2\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "takes_a_while", raising=False)
    return "takes_a_while"


def test_a_module_is_loaded_when_something_of_it_is_asked_for(slow_module: str) -> None:
    module = lazily(slow_module)
    assert slow_module not in sys.modules
    assert module.last == 2
    assert slow_module in sys.modules


def test_threads_that_ask_at_once_wait_for_the_whole_module(slow_module: str) -> None:
    module = lazily(slow_module)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda _: (module.first, module.last), range(8))) == [(1, 2)] * 8


def test_what_a_module_does_not_have_is_told(slow_module: str) -> None:
    with pytest.raises(AttributeError, match="takes_a_while"):
        _ = lazily(slow_module).nothing


def test_commands_begin_without_what_most_of_them_do_not_need() -> None:
    program = "import sys, reader.cli.commands, reader.rounds, reader.rules; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    late = {"msgspec", "email.utils", "shutil", "tempfile", "mimetypes", "difflib", "lxml", "reader.packing"}
    late |= {f"reader.storage.{name}" for name in ("entries", "documents", "fetches", "backups", "takeovers")}
    assert late & set(ran.stdout.split()) == set()
