"""What is written to the terminal when a part of the screen changes."""

from __future__ import annotations

import re
from pathlib import Path
from time import monotonic

import pytest
from textual.color import Color
from textual.strip import Strip

from reader.tui.signs import signs
from reader.tui.widgets.drawn_lines import DrawnLines
from tests.tui import world
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved
from tests.tui.terminal import Terminal

WRITTEN_AT = re.compile(rb"\x1b\[(\d+);\d+H\x1b\[[\d;]*m")
REDRAW = "\x0c"
LINES_OF_A_ROW = 3
KEYS = (
    "jjj" + "k",  # the cursor alone
    "j" * 40,  # and the list
    "\x04\x04\x15",  # by pages
    "vjjj",  # selected rows
    "\x1b" + "hjj",  # the other list
    "?" + "jjj" * 9,  # a list above others
    "\x1b" + "l\rj",  # a text
    "F" + "jj",
)


@pytest.fixture
def terminal_of_120_articles(tmp_path: Path) -> list[str]:
    """The arguments that open a library of so many."""
    shelved(tmp_path, world.articles(120))
    return ["--feeds", f"{tmp_path}/feeds.toml", "--library", f"{tmp_path}/library.db"]


def cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    """Every cell with its letter, its colours and how it is set."""
    terminal.wait_quiet()
    rows = (terminal._screen.buffer[y] for y in range(terminal._screen.lines))
    return [[tuple(row[x]) for x in range(terminal._screen.columns)] for row in rows]


def test_what_was_written_part_by_part_is_what_a_whole_drawing_shows(
    terminal_of_120_articles: list[str],
) -> None:
    with Terminal(terminal_of_120_articles, columns=150, rows=40) as terminal:
        terminal.wait_for("1 of ")
        for keys in KEYS:
            terminal.press(keys)
            by_parts = cells(terminal)
            terminal.press(REDRAW)
            assert cells(terminal) == by_parts, keys


def test_a_key_that_moves_the_cursor_writes_two_rows_and_the_status_line(
    terminal_of_120_articles: list[str],
) -> None:
    with Terminal(terminal_of_120_articles, columns=150, rows=40) as terminal:
        terminal.wait_for("1 of ")
        terminal.wait_quiet()
        before = len(terminal.written)
        terminal.press("j")
        terminal.wait_for("2 of ")
        terminal.wait_quiet()
        lines = {int(number) for number in WRITTEN_AT.findall(terminal.written[before:])}
        assert len(lines) == 2 * LINES_OF_A_ROW + 1


async def test_rows_that_change_together_are_drawn_as_they_are_now(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, world.articles(120)), height=30) as reader:
        await reader.press("j", "j", "k")

        def unread() -> int:
            at = reader.screen.articles.content_region
            rows = [line[at.x : at.right] for line in reader.shown().split("\n")[at.y : at.bottom]]
            return sum(signs().unread in row for row in rows)

        assert unread()
        await reader.press("A", "j")
        assert not unread()


class Drawing:
    """Draws lines and counts them."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def __call__(self, number: int) -> Strip:
        self.drawn.append(number)
        return Strip.blank(10)


def lines(kept: DrawnLines, draw: Drawing, *wanted: int, width: int = 10, first: int = 0) -> None:
    manner = (width, Color(0, 0, 0), ())
    kept.strips(((line, line - first) for line in wanted), draw, manner, whole=True)


def test_a_line_that_stands_elsewhere_is_not_drawn_again() -> None:
    kept, draw = DrawnLines(), Drawing()
    lines(kept, draw, 0, 1, 2)
    lines(kept, draw, 1, 2, 3, first=1)
    assert draw.drawn == [0, 1, 2, 2]


def test_lines_are_drawn_again_that_were_out_of_sight_or_may_look_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, draw = DrawnLines(), Drawing()
    lines(kept, draw, 0)
    lines(kept, draw, 1)
    lines(kept, draw, 0)
    assert draw.drawn == [0, 1, 0]
    lines(kept, draw, 0, width=12)
    kept.forget()
    lines(kept, draw, 0, width=12)
    assert draw.drawn == [0, 1, 0, 0, 0]
    later = monotonic() + 60
    monkeypatch.setattr("reader.tui.widgets.drawn_lines.monotonic", lambda: later)
    lines(kept, draw, 0, width=12)
    assert draw.drawn == [0, 1, 0, 0, 0, 0]
