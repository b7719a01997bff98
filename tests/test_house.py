"""The house rules, checked by their tools; one command runs everything."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def modules_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running `code`."""
    script = f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_ruff_finds_nothing() -> None:
    run(str(BIN / "ruff"), "check", ".")


def test_every_file_is_formatted() -> None:
    run(str(BIN / "ruff"), "format", "--check", ".")


def test_types_are_complete_and_hold() -> None:
    run(sys.executable, "-m", "mypy")


def test_imports_go_one_way() -> None:
    run(str(BIN / "lint-imports"), "--no-cache")


# What only the worker process needs.
WORKERS = {"lxml", "numpy", "onnxruntime", "feedparser", "PIL", "textual_image"}
HEAVY = WORKERS | {"textual", "httpcore", "sqlite3", "msgspec", "tomlkit", "asyncio"}


def test_the_command_line_loads_nothing_before_it_knows_what_is_asked() -> None:
    assert not modules_after("import reader.cli") & HEAVY


def test_the_application_starts_without_what_only_the_worker_needs() -> None:
    loaded = modules_after("import reader.tui.app, reader.library")
    assert not loaded & (WORKERS | {"httpcore", "tomlkit"})


def test_the_worker_reads_a_feed_without_what_only_feedparser_needs() -> None:
    feed = "b'<rss><channel><item><title>One</title><guid>1</guid></item></channel></rss>'"
    loaded = modules_after(f"from reader.jobs.feeds import parse_feed; parse_feed({feed}, None, None)")
    assert not loaded & {"feedparser", "xml.sax", "urllib.request", "http.client", "email"}


@pytest.mark.parametrize("room", ["extract", "feeds", "analyse", "fetch", "pictures"])
def test_a_room_is_cheap_to_enter(room: str) -> None:
    assert not modules_after(f"import reader.{room}") & HEAVY - {"asyncio"}


def test_no_file_grows_past_what_one_can_hold_in_mind() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in (ROOT / "reader").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert not long
