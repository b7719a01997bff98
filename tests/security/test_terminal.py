"""Threats 1 and 20: no byte of a feed, a page or a server's error reaches a terminal as a command."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from reader.cli import main
from tests.security import hostile_library
from tests.security.attacks import EVERYTHING, PORTIONS
from tests.security.written import foreign_in, taken_apart
from tests.tui.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS, ROWS = 160, 45
COLOURS = {"COLORTERM": "truecolor"}
# What each field begins with; all of them are to be seen, or the walk has passed something by.
FIELDS = (
    "Feed ",
    "Named ",
    "Folder ",
    "tag ",
    "mine ",
    "Trouble ",
    *(f"Title{number}" for number in range(len(PORTIONS))),
    *(f"Writer{number}" for number in range(len(PORTIONS))),
    "Prose ",
    "Heading ",
    "Item ",
    "Quote ",
    "code = 1",
    "Cell ",
    "Term ",
    "Definition ",
    "Footnote ",
    "Embed ",
    "Caption ",
    "Credit ",
    "Standfirst ",
    "Linked ",
    "Helper ",
    "role ",
    "Outlet ",
    "beat ",
    "mail",
    "@handle",
    "Dateline ",
    "Personname ",
    "alias ",
    "counted ",
    "Sentence ",
    "NAMES AND FIGURES",
    "LINKS",
    "MOVING",
    "There is no command",
)


def test_nothing_of_a_library_full_of_attacks_steers_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library holds the attacks as they came, so that what is drawn has been cleaned there."""
    feeds, library = hostile_library.build(tmp_path, monkeypatch)
    where = ["--feeds", str(feeds), "--library", str(library)]
    with Terminal(where, columns=COLUMNS, rows=ROWS, env=COLOURS) as terminal:
        terminal.wait_for("Named ", "Feed ", "Title0")
        terminal.press("hG")
        terminal.press("kk")  # one by one over the feeds, of which one is in trouble
        terminal.wait_for("Trouble ")
        terminal.press("/Title\r")
        terminal.wait_for("“Title”", "Title0")
        for number in range(len(PORTIONS)):
            terminal.press("\r" if not number else "n")
            terminal.wait_for(f"Writer{number}", "Standfirst")
            read_on(terminal)
        terminal.press("\tGk")  # the sidebar's last figure, whose sentence stands below
        terminal.wait_for("Sentence ")
        terminal.press("\x1b[Ze")
        terminal.wait_for("NAMES AND FIGURES", "y copies")
        terminal.press("jjjjjjqu")
        terminal.wait_for("LINKS", "https://a.example")
        terminal.press("jjq?")
        terminal.wait_for("Esc closes", "MOVING")
        terminal.press("q")
        terminal.wait_until(lambda: "Esc closes" not in "\n".join(terminal.lines))
        terminal.press("y")
        terminal.wait_for("Copied ")
        terminal.press(":nonsense\r")
        terminal.wait_for("There is no command")
        terminal.press("\x10")
        terminal.wait_for("Search for commands")
        terminal.press("copy")
        terminal.wait_for("Copy what is selected")
        terminal.press("\x1b")
        terminal.wait_until(lambda: "Copy what is selected" not in "\n".join(terminal.lines))
        terminal.press("t")
        terminal.wait_for("Tags ")
        terminal.press("\x1b")
        terminal.wait_quiet(0.5)
        terminal.press("qqqqq")
        assert terminal.wait_for_end() == 0
    written = taken_apart(terminal.written, COLUMNS, ROWS)
    assert [name for name in FIELDS if name not in written.text] == []
    assert written.foreign == ()
    assert set(written.links) == {
        "",
        "https://c.example/page",
        "https://xn--efvv70d.example/",
        "https://video.example/x",
        "https://post.example/p.jpg",
    }
    [copied] = written.copied  # the row of the sidebar, by the key that copies it
    assert copied.startswith("Othername ")
    assert foreign_in(copied) == ()


EVERY_ARTICLE = [str(number + 1) for number in range(len(PORTIONS))]
COMMANDS = (
    ["list"],
    ["list", "--json"],
    ["feeds"],
    ["feeds", "--json"],
    ["search", "Title"],
    ["tag", "1"],
    ["tag", "1", "--json"],
    *(
        ["show", "--offline", *how, *(str(n + 1) for n in range(len(PORTIONS)))]
        for how in ((), ("--markdown",), ("--json",))
    ),
    ["refresh"],
    ["inspect", "{page}"],
    ["inspect", "--json", "{page}"],
    ["inspect", "--markdown", "{page}"],
    ["list", "--folder", PORTIONS[2]],
    ["inspect", PORTIONS[1]],
    ["feeds", "find", "http://127.0.0.1:9/" + PORTIONS[3]],
)


@pytest.mark.parametrize("on_terminal", [True, False], ids=["terminal", "pipe"])
def test_no_command_writes_anything_that_steers(
    on_terminal: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    feeds, library = hostile_library.build(tmp_path, monkeypatch)
    page = tmp_path / "page.html"
    page.write_text(f"<title>{EVERYTHING}</title><p>By {PORTIONS[0]}<p>" + f"Prose {EVERYTHING} said. " * 20)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: on_terminal)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: on_terminal)
    for command in COMMANDS:
        words = [word.replace("{page}", str(page)) for word in command]
        main(["--feeds", str(feeds), "--library", str(library), *words])
        said, complained = capfd.readouterr()
        written = said + complained
        assert written.strip(), command
        if on_terminal:
            written = written.replace("\r\x1b[2K", "")
        assert foreign_in(written.translate({ord(c): None for c in "\t\f"})) == (), command
        if "--json" in command:
            for line in said.splitlines():
                json.loads(line)


def read_on(terminal: Terminal) -> None:
    """Page to the end of the article that is open."""
    for _ in range(12):
        terminal.press("\x04")
        terminal.wait_quiet(0.1)
        if "100 %" in terminal.lines[-2] or "End" in terminal.lines[-2]:
            return
