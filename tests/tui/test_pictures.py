"""Pictures in a real pseudo-terminal that plays kitty, a Sixel terminal, and one that knows neither."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("textual_image", reason="the extra `pictures` is not installed")

from reader.demo import DemoServer
from tests.tui.terminal import Terminal

KITTY_ASKED, ATTRIBUTES_ASKED = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\", b"\x1b[c"
KITTY = {KITTY_ASKED: b"\x1b_Gi=31;OK\x1b\\", b"\x1b[16t": b"\x1b[6;18;9t", ATTRIBUTES_ASKED: b"\x1b[?62;c"}
SIXEL = {b"\x1b[16t": b"\x1b[6;18;9t", ATTRIBUTES_ASKED: b"\x1b[?62;4;22c"}
NEITHER = {ATTRIBUTES_ASKED: b"\x1b[?1;2c"}
ALL_COLOURS = {"COLORTERM": "truecolor"}
LEAVING = b"\x1b[?1049l"
MESSAGE = re.compile(rb"\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\")
DRAWN = re.compile(rb'\x1b7\x1b\[(\d+)G\x1bP0;0;0q"1;1;(\d+);(\d+)[^\x1b]*\x1b\\\x1b8')
PLACEHOLDER = "\U0010eeee"

Open = Callable[..., Terminal]


@pytest.fixture
def opened(demo: DemoServer, tmp_path: Path) -> Callable[..., Iterator[Terminal]]:
    """Return what opens an article with a picture in a terminal that gives those answers."""

    @contextmanager
    def open_article(
        setting: str, answers: dict[bytes, bytes], columns: int = 120, rows: int = 40
    ) -> Iterator[Terminal]:
        settings = f'[settings]\npictures = "{setting}"\n'
        feeds = tmp_path / "feeds.toml"
        feeds.write_text(demo.feeds_toml.replace("[settings]\n", settings), encoding="utf-8")
        where = ["--feeds", str(feeds), "--library", str(tmp_path / "library.db")]
        with Terminal(
            where, columns=columns, rows=rows, env=ALL_COLOURS, answers=answers, cell=(9, 18)
        ) as terminal:
            terminal.wait_for("The Meridian Post", "43")
            terminal.press("/ninth day of strike\r")
            terminal.wait_until(lambda: any(line.rstrip().endswith("1 of 2") for line in terminal.lines))
            terminal.press("\r")
            terminal.wait_for("Dockers warm themselves")
            yield terminal

    return open_article  # type: ignore[return-value]


def test_kitty_gets_each_picture_once_and_lets_go_of_all(opened: Open) -> None:
    with opened("auto", KITTY) as terminal:
        terminal.wait_for(PLACEHOLDER)
        terminal.wait_quiet()
        sent = _placements(terminal.written)
        terminal.press("jjjjkkGg")
        terminal.wait_for("Dockers warm", PLACEHOLDER)
        assert _placements(terminal.written) == sent, "scrolling sends nothing"
        terminal.resize(100, 30)
        terminal.wait_until(lambda: len(_placements(terminal.written)) == 2 * len(sent))
        terminal.press("?")
        terminal.wait_for("Esc closes")
        assert PLACEHOLDER not in "\n".join(terminal.lines)
        terminal.press("q")
        terminal.wait_for(PLACEHOLDER)
        terminal.press("qqqq")
        assert terminal.wait_for_end() == 0
    before, _, after = terminal.written.rpartition(LEAVING)
    assert sorted(_gone(before)) == sorted(_placements(before)) != []
    assert not MESSAGE.search(after)
    for keys, payload in MESSAGE.findall(terminal.written):
        assert b"q=2" in keys.split(b",") or keys.endswith(b"f=24"), "no answer comes back as keys"
        assert re.fullmatch(rb"[A-Za-z0-9+/=]*", payload)
    assert b"\x1bP" not in terminal.written


def test_sixel_is_drawn_row_by_row_and_never_over_another_screen(opened: Open) -> None:
    with opened("auto", SIXEL) as terminal:
        terminal.wait_until(lambda: DRAWN.search(terminal.written) is not None)
        terminal.wait_quiet()
        rows = DRAWN.findall(terminal.written)
        assert {(left, int(width) % 9, int(height)) for left, width, height in rows} == {(rows[0][0], 0, 18)}
        terminal.press("jj")
        terminal.wait_quiet()
        begun = len(terminal.written)
        terminal.press("?")
        terminal.wait_for("Esc closes")
        terminal.wait_quiet()
        assert b"\x1bP" not in terminal.written[begun:]
        begun = len(terminal.written)
        terminal.press("q")
        terminal.wait_until(lambda: DRAWN.search(terminal.written[begun:]) is not None)
        terminal.press("qqqq")
        assert terminal.wait_for_end() == 0
    assert terminal.written.count(b"\x1bP") == len(DRAWN.findall(terminal.written)), "nothing half drawn"
    assert [keys for keys, _ in MESSAGE.findall(terminal.written)] == [b"i=31,s=1,v=1,a=q,t=d,f=24"]


def test_a_picture_that_is_half_out_of_view_is_drawn_half(opened: Open) -> None:
    with opened("sixel", SIXEL) as terminal:
        terminal.wait_until(lambda: DRAWN.search(terminal.written) is not None)
        terminal.wait_quiet()
        heights = []
        for _ in range(3):
            terminal.press("jjjjjjj?")
            terminal.wait_for("Esc closes")
            terminal.wait_quiet()
            begun = len(terminal.written)
            terminal.press("q")
            terminal.wait_for("▣")
            terminal.wait_quiet()
            heights.append(len(_rows_drawn(terminal.written[begun:])))
        assert heights[0] > heights[1] > heights[2] > 0


def test_where_the_terminal_cannot_there_are_no_pictures_until_a_key_asks_for_half_blocks(
    opened: Open,
) -> None:
    with opened("auto", NEITHER) as terminal:
        terminal.wait_quiet()
        assert "▀" not in "\n".join(terminal.lines)
        terminal.press("I")
        terminal.wait_for("▀▀", "half-blocks")
        terminal.press("I")
        terminal.wait_for("Pictures off", "Dockers warm themselves")
        # The words may be drawn a frame before the page is.
        terminal.wait_until(lambda: "▀" not in "\n".join(terminal.lines))
    assert len(MESSAGE.findall(terminal.written)) == 1


def test_a_terminal_that_does_not_answer_is_waited_for_and_left_alone(opened: Open) -> None:
    with opened("auto", {}) as terminal:
        terminal.press("qqqq")
        assert terminal.wait_for_end() == 0


def test_who_wants_no_pictures_has_nothing_asked_of_the_terminal(opened: Open) -> None:
    with opened("off", KITTY) as terminal:
        terminal.wait_quiet()
        assert ATTRIBUTES_ASKED not in terminal.written
        assert b"\x1b_G" not in terminal.written


def _placements(written: bytes) -> list[bytes]:
    return re.findall(rb"\x1b_Ga=p,i=(\d+),c=\d+,r=\d+,U=1,q=2\x1b\\", written)


def _gone(written: bytes) -> list[bytes]:
    return re.findall(rb"\x1b_Ga=d,d=I,i=(\d+),q=2\x1b\\", written)


def _rows_drawn(written: bytes) -> set[bytes]:
    """The rows of the terminal on which a row of a picture was drawn."""
    rows, at = set(), b""
    for moved in re.finditer(rb"\x1b\[(\d+);\d+H|\x1b7\x1b\[\d+G\x1bP", written):
        if moved[1]:
            at = moved[1]
        else:
            rows.add(at)
    return rows
