"""The first frame, which is on the screen before Textual is, in a real pseudo-terminal."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from reader.storage import Store
from tests.tui import world
from tests.tui.shelf import shelved
from tests.tui.terminal import Terminal

TEXTUAL = b"\x1b[?1004h"
"""What only Textual writes, when it begins."""
TITLE = "The orchestra that lost"


@pytest.fixture
def started(tmp_path: Path) -> list[str]:
    """The arguments for a library over which the application has run once."""
    arguments = ["--feeds", str(tmp_path / "feeds.toml"), "--library", str(tmp_path / "library.db")]
    library = shelved(tmp_path)
    library._store.close()
    _run(arguments)
    return arguments


def _run(arguments: list[str], columns: int = 120) -> bytes:
    """Start, wait until it has come to rest, and leave; return what was drawn before Textual was there."""
    with Terminal(arguments, columns=columns) as terminal:
        terminal.wait_until(lambda: TEXTUAL in terminal.written)
        terminal.wait_for(TITLE, "Unread")
        terminal.wait_quiet()
        terminal.press("qq")
        assert terminal.wait_for_end() == 0
        return terminal.written.partition(TEXTUAL)[0]


def test_the_last_start_is_shown_before_the_program_is_loaded(started: list[str]) -> None:
    drawn = _run(started).decode()
    assert TITLE in drawn
    assert "The Northern Ledger" in drawn
    assert "Unread" in drawn


def test_a_library_that_has_more_now_shows_its_newest_titles(started: list[str], tmp_path: Path) -> None:
    with Store.open(tmp_path / "library.db") as store:
        store.set_read([1], True)
    drawn = _run(started).decode()
    assert TITLE in drawn
    assert drawn.index("A glacier lake") < drawn.index("Dockers")
    assert "Unread" not in drawn  # how many there are is not known yet


def test_another_width_shows_nothing_that_does_not_fit(started: list[str]) -> None:
    assert TITLE not in _run(started, columns=110).decode()


def test_the_terminal_is_as_before_when_the_program_has_ended(started: list[str]) -> None:
    with Terminal(started) as terminal:
        before = terminal.modes()
        terminal.wait_until(lambda: TEXTUAL in terminal.written)
        terminal.wait_quiet()
        terminal.press("qq")
        terminal.wait_until(lambda: b"\x1b[?1049l" in terminal.written)
        assert terminal.modes()[3] == before[3]
        assert terminal.wait_for_end() == 0


def test_what_is_typed_meanwhile_is_not_lost(started: list[str]) -> None:
    with Terminal(started, columns=120) as terminal:
        terminal.wait_for(TITLE)
        assert TEXTUAL not in terminal.written
        terminal.press("jj")
        terminal.wait_for("3 of ")


def test_a_mistake_in_the_settings_is_told_on_the_screen_that_was_there(
    started: list[str], tmp_path: Path
) -> None:
    with (tmp_path / "feeds.toml").open("a") as file:
        file.write("\n[settings]\n")
    with Terminal(started, columns=120) as terminal:
        assert terminal.wait_for_end() == 2
        left, _, told = terminal.written.rpartition(b"\x1b[?1049l")
        assert left
        assert b"feeds.toml" in told


def test_a_signal_meanwhile_gives_the_terminal_back(started: list[str]) -> None:
    with Terminal(started, columns=120) as terminal:
        terminal.wait_for(TITLE)
        assert TEXTUAL not in terminal.written
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_end() == -signal.SIGTERM
        assert terminal.written.endswith(b"\x1b[?25h")


def test_no_byte_of_a_title_steers_the_terminal(tmp_path: Path) -> None:
    evil = replace(world.articles(1)[0], title="A\x1b]52;c;b3du\x07B \x9b31mC \u202e D", read=False)
    library = shelved(tmp_path, [evil])
    library._store.close()
    arguments = ["--feeds", str(tmp_path / "feeds.toml"), "--library", str(tmp_path / "library.db")]
    for read in (False, True, False):
        with Terminal(arguments, columns=120) as terminal:
            terminal.wait_until(lambda: TEXTUAL in terminal.written)
            terminal.wait_quiet()
            assert b"\x1b]52" not in terminal.written
            assert b"\x9b" not in terminal.written.partition(TEXTUAL)[0]
            assert "\u202e".encode() not in terminal.written
            terminal.press("qq")
            terminal.wait_for_end()
        with Store.open(tmp_path / "library.db") as store:
            store.set_read([1], read)


def test_without_a_picture_the_program_starts_as_ever(tmp_path: Path) -> None:
    library = shelved(tmp_path)
    library._store.put_state("first frame", '{"format": 1, "lines": 3}')
    library._store.close()
    arguments = ["--feeds", str(tmp_path / "feeds.toml"), "--library", str(tmp_path / "library.db")]
    assert TITLE not in _run(arguments).decode()
