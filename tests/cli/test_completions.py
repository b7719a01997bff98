"""What the shells offer after "reader": by the parser, by feeds.toml, by the library, in real shells."""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.cli.arguments import whole_parser
from reader.cli.completing import ANYTHING, answer, commands_of, completer_of
from reader.demo import DemoServer
from reader.library import Library
from reader.model import View

SHARE = Path(__file__).parents[2] / "share"
MORE = """
[[view]]
name = "Big sums"
query = "money:>1bn"

[[rule]]
name = "offers"
when = "title:sale"
do = ["hide"]
"""


@pytest.fixture(scope="module")
def filled(demo: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with feeds that were fetched, a view, a rule and tags."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "feeds.toml").write_text(demo.feeds_toml + MORE, encoding="utf-8")

    async def fill() -> None:
        async with Library.open(folder / "feeds.toml", folder / "library.db") as library:
            await library.refresh()
            await library.set_tags(library.article_ids(View("all"))[0], ["blue sky", "ports"])

    asyncio.run(fill())
    return folder


@pytest.fixture
def places(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, where `reader` looks for it; the library."""
    monkeypatch.setenv("READER_FEEDS", str(filled / "feeds.toml"))
    monkeypatch.setenv("READER_LIBRARY", str(filled / "library.db"))
    return filled / "library.db"


def offered(line: str) -> dict[str, str]:
    """What is offered at the end of a line, with what is said of it: as fish asks."""
    written = io.StringIO()
    asked = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_DFS": "\t", "_ARGCOMPLETE_IFS": "\n", "COMP_LINE": line}
    asked |= {"_ARGCOMPLETE_SHELL": "fish", "COMP_POINT": str(len(line)), "_ARGCOMPLETE_SUPPRESS_SPACE": "1"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in asked.items():
            patch.setenv(name, value)
        answer(whole_parser(), written, lambda _: None)
    return dict(row.partition("\t")[::2] for row in written.getvalue().split("\n") if row)


def test_commands_options_and_choices_are_those_of_the_parser() -> None:
    commands = offered("reader ")
    assert {"list", "refresh", "completions", "feeds"} <= set(commands)
    assert commands["refresh"] == "fetch feeds now"
    assert set(offered("reader refresh --")) >= {"--due", "--quiet", "--notify"}
    assert list(offered("reader completions ")) == ["bash", "zsh", "fish"]
    assert "full-text" in offered("reader feeds f")
    assert list(offered("reader who --kind pl")) == ["place"]
    assert list(offered("reader list --saved --to")) == [], "--today is not beside --saved"


@pytest.mark.parametrize(
    ("line", "offer"),
    [
        ("reader refresh ", "The Meridian Post"),
        ("reader refresh the", "The Meridian Post"),
        ("reader feeds move Northwire ", "World"),
        ("reader list --folder ", "World"),
        ("reader list --tag b", "blue sky"),
        ("reader tag 3 por", "ports"),
        ("reader list --view ", "Big sums"),
        ("reader list --sort ", "-date"),
        ("reader rules run o", "offers"),
        ("reader mark 3 sta", "starred"),
        ("reader tag --colour ports gr", "green"),
        ("reader rules add x --do ma", "mark read"),
        ("reader list unread pers", "person:"),
        ("reader list unread -feedu", "-feedunread:"),
        ("reader list feed:th", 'feed:"The Meridian Post"'),
        ("reader mark --where 'tag:bl", 'tag:"blue sky"'),
        ("reader list is:unr", "is:unread"),
        ("reader search x --li", "--limit"),
    ],
)
def test_what_feeds_toml_and_the_library_have_is_offered(places: Path, line: str, offer: str) -> None:
    assert offer in offered(line)


def test_numbers_are_offered_with_the_titles_that_they_stand_for(places: Path) -> None:
    articles = offered("reader show ")
    assert len(articles) > 20
    assert all(number.isdecimal() and title for number, title in articles.items())
    assert offered("reader refresh 1")["1"] == "The Meridian Post"


def test_files_are_offered_where_a_file_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list of feeds.opml").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    assert list(offered("reader import ")) == ["folder/", "list of feeds.opml"]
    assert list(offered(f"reader import {tmp_path}/fo")) == [f"{tmp_path}/folder/"]
    assert list(offered("reader --feeds=f")) == ["--feeds=folder/"]


def test_the_library_that_the_line_names_is_the_one_that_is_asked(
    places: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("READER_LIBRARY", str(tmp_path / "none.db"))
    assert offered("reader refresh ") == {}
    assert "Northwire" in offered(f"reader --library {places} refresh ")


@pytest.mark.parametrize("content", [None, b"", b"no library", b"SQLite format 3\0" + b"x" * 5000])
def test_what_cannot_be_read_offers_nothing_and_nothing_is_made(
    content: bytes | None, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    if content is not None:
        (own / "library.db").write_bytes(content)
        (own / "feeds.toml").write_bytes(b"[[view]\n")
    before = {path: path.read_bytes() for path in own.iterdir()}
    for line in (
        "reader refresh ",
        "reader list feed:",
        "reader who B",
        "reader list --view ",
        "reader show ",
    ):
        assert offered(line) == {}
    assert {path: path.read_bytes() for path in own.iterdir()} == before


def test_whoever_adds_an_argument_says_what_completes_it() -> None:
    unknown = {
        f"{command.prog} {action.dest}: {name}"
        for command in commands_of(whole_parser())
        for action in command._actions
        if action.nargs != 0 and action.choices is None and completer_of(action) is None
        for name in (
            action.metavar if isinstance(action.metavar, tuple) else (action.metavar or action.dest,)
        )
        if name not in ANYTHING and not isinstance(action, argparse._VersionAction | argparse._HelpAction)
    }
    assert not unknown, "reader/cli/completing.py knows nothing of these"


# In shells

READER = """#!/bin/sh
# What a shell finds under the name of the reader: it completes, and tells what it was run with.
if [ -n "$_ARGCOMPLETE" ]; then "{python}" -m reader "$@"; touch "{folder}/answered"; exit 0; fi
if [ "$1" = completions ]; then exec "{python}" -m reader "$@"; fi
for word in "$@"; do printf '%s\\n' "$word"; done > "{folder}/words"
mv "{folder}/words" "{folder}/told"
"""
SHELLS = {
    "bash": (
        ("bash", "--rcfile", "rc", "-i"),
        "PS1='ready> '\nsource {share}/bash-completion/completions/reader",
    ),
    "zsh": (
        ("zsh", "-i"),
        "PS1='ready> '\nfpath=({share}/zsh/site-functions $fpath)\nautoload -U compinit\ncompinit -u -D",
    ),
    "fish": (
        ("fish", "--no-config", "--init-command", "source rc", "-i"),
        "function fish_prompt; echo 'ready> '; end\nset fish_complete_path {share}/fish/vendor_completions.d",
    ),
}
"""How each is started, and what it reads first."""


ON_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # as a terminal does for its shell
os.execvp(sys.argv[1], sys.argv[1:])
"""


class Shell:
    """A shell on a terminal of its own, in which somebody types."""

    def __init__(self, name: str, folder: Path) -> None:
        self._folder = folder
        argv, first = SHELLS[name]
        for rc in ("rc", ".zshrc"):
            (folder / rc).write_text(first.format(share=SHARE) + "\n", encoding="utf-8")
        program = folder / "bin" / "reader"
        program.parent.mkdir()
        program.write_text(READER.format(python=sys.executable, folder=folder), encoding="utf-8")
        program.chmod(0o700)
        root = str(SHARE.parent)
        environment = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}", "TERM": "xterm"}
        environment |= {
            "HOME": str(folder),
            "ZDOTDIR": str(folder),
            "PYTHONPATH": root,
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
        }
        ours, theirs = pty.openpty()
        self._terminal = ours
        self._process = subprocess.Popen(
            [sys.executable, "-c", ON_TERMINAL, *argv],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
        os.close(theirs)
        self.written = b""

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def wait_for(self, what: str, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < until, f"{what} is not there: {self.written[-500:]!r}"
            if select.select([self._terminal], [], [], 0.05)[0]:
                self.written += os.read(self._terminal, 65536)

    def completed(self, line: str) -> list[str]:
        """What the program is run with when a line is typed, Tab, and Enter."""
        answered, told = self._folder / "answered", self._folder / "told"
        self.type(f"{line}\t")
        self.wait_for("an answer", answered.exists)
        pause = time.monotonic() + 0.5  # in which the shell puts it into the line
        self.wait_for("", lambda: time.monotonic() > pause)
        self.type("\n")
        self.wait_for("the command", told.exists)
        words = told.read_text(encoding="utf-8").splitlines()
        answered.unlink()
        told.unlink()
        return words

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)


@pytest.fixture(params=SHELLS)
def typed(request: pytest.FixtureRequest, places: Path, tmp_path: Path) -> Iterator[Shell]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not there")
    shell = Shell(request.param, tmp_path)
    try:
        shell.wait_for("the prompt", lambda: b"ready> " in shell.written)
        yield shell
    finally:
        shell.close()


def test_a_tab_in_a_real_shell_completes_what_the_program_then_gets(typed: Shell) -> None:
    assert typed.completed("reader refr") == ["refresh"]
    assert typed.completed("reader refresh --du") == ["refresh", "--due"]
    assert typed.completed("reader refresh The") == ["refresh", "The Meridian Post"]
    assert typed.completed("reader list unread feedun") == ["list", "unread", "feedunread:"]
    assert typed.completed("reader list folder:Wor") == ["list", "folder:World"]
