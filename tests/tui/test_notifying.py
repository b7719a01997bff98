"""Notifications: when there is one, what it says, and what reaches the terminal of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from textual import events

from reader.model import Entry, FeedDocument
from reader.refresh import FeedOutcome, RefreshReport
from reader.storage import Store
from reader.tui.notifying import sequence, shower, way
from tests.security.attacks import FORBIDDEN
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

REPORT = RefreshReport((FeedOutcome(1, "Ledger", "https://a.example/", "fetched", new=5),))


@pytest.mark.parametrize(
    ("environment", "how"),
    [
        ({"TERM": "xterm-kitty"}, "777"),
        ({"TERM": "foot-extra"}, "777"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "9"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "777"),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "linux"}, None),
        ({}, None),
    ],
)
def test_only_a_terminal_that_shows_notifications_is_told(
    environment: dict[str, str], how: str | None
) -> None:
    written = list[str]()
    assert way(environment) == how
    assert shower(written.append, environment)("5 new articles", "Dockers") == (how is not None)
    assert len(written) == (how is not None)


@pytest.mark.parametrize("how", ["9", "777"])
def test_nothing_of_a_title_ends_a_notification_or_is_a_command(how: str) -> None:
    evil = "".join(sorted(FORBIDDEN)) + "4;1;50 \x1b]0;x\x07\x1b\\ \x9c" + "x" * 5000
    said = sequence(evil, evil, how)  # type: ignore[arg-type]
    assert said.startswith("\x1b]")
    assert said.endswith("\x1b\\")
    inner = said[2:-2]
    assert not set(inner) & FORBIDDEN
    assert inner.count(";") == (3 if how == "777" else 1)
    assert inner.startswith(("777;notify;Reader: ", "9;Reader: "))  # 9;4 would be a progress bar
    assert len(said) < 700


def recorder(tmp_path: Path) -> str:
    program = [
        sys.executable,
        "-c",
        f"import sys; open({str(tmp_path / 'told')!r}, 'a').write('|'.join(sys.argv[1:]))",
    ]
    return f"notify = {json.dumps(program)}\n"


async def told(reader: Reader, tmp_path: Path) -> str:
    """What the notification said, once there is one."""
    for _ in range(300):
        if (tmp_path / "told").exists() and (text := (tmp_path / "told").read_text()):
            await reader.app.workers.wait_for_complete()  # the program may take a moment to end
            return text
        await reader.pilot.pause(0.02)
    return ""


async def test_new_articles_are_told_once_with_how_many_and_the_first_titles(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, settings=recorder(tmp_path))) as reader:
        entries = tuple(Entry(f"new {n}", title=f"News {n}", text="x") for n in range(5))
        with Store.open(tmp_path / "library.db") as store:
            store.record_fetch(1, FeedDocument(entries=entries))
        reader.screen.news_came(REPORT)
        said = await told(reader, tmp_path)
        assert said.startswith("5 new articles|")
        assert "News" in said
        assert said.endswith("and 2 more")


async def test_nothing_is_told_to_whoever_looks_at_the_application(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, settings=recorder(tmp_path))) as reader:
        reader.app.post_message(events.AppBlur())
        await reader.pilot.pause()
        reader.app.post_message(events.AppFocus())
        await reader.pilot.pause()
        reader.screen.news_came(REPORT)
        await reader.app.workers.wait_for_complete()
        assert not (tmp_path / "told").exists()
        reader.app.post_message(events.AppBlur())
        await reader.pilot.pause()
        reader.screen.news_came(REPORT)
        assert (await told(reader, tmp_path)).startswith("5 new articles")


async def test_a_refresh_by_itself_brings_the_notification(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = shelved(tmp_path, settings=recorder(tmp_path))

    async def refresh_due(*_: object) -> RefreshReport:
        return REPORT

    monkeypatch.setattr(library, "refresh_due", refresh_due)
    async with reading(library) as reader:
        reader.screen.refresh_due()
        assert (await told(reader, tmp_path)).startswith("5 new articles")
