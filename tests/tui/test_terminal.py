"""The whole program in a real pseudo-terminal."""

import os
import re
import signal
from pathlib import Path

import pytest

from reader.demo import DemoServer
from tests.tui.terminal import Terminal

LEFT_ALTERNATE_SCREEN = b"\x1b[?1049l"


def test_a_person_reads_an_article_of_the_demo_and_leaves(tmp_path: Path) -> None:
    with Terminal(["--demo"], columns=160, rows=45) as terminal:
        terminal.wait_for("The Meridian Post", "Tidewater Business", "43")
        terminal.press("/Talks in Portugal port strike\r")
        terminal.wait_until(lambda: any(line.rstrip().endswith("1 of 3") for line in terminal.lines))
        terminal.press("\r")
        terminal.wait_for("PLACES", "FIGURES")
        terminal.press("qqq")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert LEFT_ALTERNATE_SCREEN in terminal.written


def test_alt_with_a_digit_goes_to_a_pane(demo: DemoServer, demo_feeds: Path) -> None:
    arguments = ["--feeds", str(demo_feeds), "--library", str(demo_feeds.parent / "library.db")]
    with Terminal(arguments, columns=160, rows=45) as terminal:
        terminal.wait_for("The Meridian Post")
        terminal.press("\x1b2")
        terminal.wait_until(lambda: "N Read" in terminal.lines[-1])
        terminal.press("\x1b1")
        terminal.wait_until(lambda: "R Refresh all" in terminal.lines[-1])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back(number: signal.Signals, demo: DemoServer, demo_feeds: Path) -> None:
    arguments = ["--feeds", str(demo_feeds), "--library", str(demo_feeds.parent / "library.db")]
    with Terminal(arguments) as terminal:
        terminal.wait_for("The Meridian Post")
        os.kill(terminal.pid, number)
        assert terminal.wait_for_end() == 128 + number
    assert LEFT_ALTERNATE_SCREEN in terminal.written


def test_a_window_that_closes_ends_the_program(demo: DemoServer, demo_feeds: Path) -> None:
    arguments = ["--feeds", str(demo_feeds), "--library", str(demo_feeds.parent / "library.db")]
    with Terminal(arguments) as terminal:
        terminal.wait_for("The Meridian Post")
        terminal.close_window()
        os.kill(terminal.pid, signal.SIGCONT)  # what a closing window sends, too; often both at once
        assert terminal.wait_for_end() == 128 + signal.SIGHUP


def test_a_window_that_closes_while_much_is_drawn_ends_the_program(
    demo: DemoServer, demo_feeds: Path
) -> None:
    arguments = ["--feeds", str(demo_feeds), "--library", str(demo_feeds.parent / "library.db")]
    with Terminal(arguments) as terminal:
        terminal.wait_for("The Meridian Post")
        terminal.draw_until_it_waits()
        terminal.close_window()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_a_small_terminal_shows_one_pane_and_cuts_nothing_in_half(columns: int, rows: int) -> None:
    with Terminal(["--demo"], columns=columns, rows=rows) as terminal:
        terminal.wait_for("Corrections", "43")
        assert "All articles" not in "\n".join(terminal.lines)
        terminal.press("\r")
        screen = terminal.wait_for("The Meridian Post · ", "An article about")
        assert all(len(line) <= columns for line in screen.split("\n"))


def test_no_byte_of_a_feed_steers_the_terminal(tmp_path: Path, demo: DemoServer) -> None:
    attack = "A\x1b]52;c;b3du\x07B\x1b[31mC\x9b32mD\x1b]0;owned\x07E\u202eF"
    page = tmp_path / "attack.txt"
    said = f"Anna {attack} said so. Nobody on the quay had asked her to, and nobody said anything else."
    more = f"More than 12 {attack}, she added, had been seen in the harbour since the morning."
    page.write_text(f"{attack} title\n\n{said}\n\n{more}\n", encoding="utf-8")
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("[settings]\nrefresh_on_start = false\n", encoding="utf-8")
    where = ["--feeds", str(feeds), "--library", str(tmp_path / "library.db")]
    with Terminal([*where, "add", str(page)]) as terminal:
        assert terminal.wait_for_end() == 0
        assert not re.search(rb"\x1b\]52|\x1b\]0;|\x1b\[31m|\x9b|\xe2\x80\xae", terminal.written)
    with Terminal(where, columns=160) as terminal:
        terminal.wait_for("Saved")
        terminal.press("gjj\r\r")
        terminal.wait_for("said so.")
        terminal.press("qqqq")
        terminal.wait_for_end()
    assert not re.search(rb"\x1b\]52|owned\x07|\x1b\[31m|\xe2\x80\xae|\x1b\]0;", terminal.written)
