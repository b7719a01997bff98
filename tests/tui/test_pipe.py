"""Pipes and bookmarks by their keys: what a program said is shown, copied, kept; and it can be ended."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sessions are those of Unix")


def script(*lines: str) -> str:
    """A program of these lines of Python, as TOML has it."""
    return json.dumps([sys.executable, "-c", "\n".join(("import sys, time, os", *lines))])


def pipe(name: str, *lines: str, more: str = "") -> str:
    return f'[[pipe]]\nname = "{name}"\nrun = {script(*lines)}\n{more}\n'


SIGNS = {"|": "vertical_line", ":": "colon"}
SUMMARY = pipe("summary", "print(sys.stdin.readline().upper() + 'and\\tmore')", more='key = ",s"')


async def said(reader: Reader, text: str) -> bool:
    """Whether the status line comes to say this."""
    for _ in range(500):
        if text in reader.note:
            return True
        await reader.pilot.pause(0.02)
    return False


async def test_what_a_program_makes_of_an_article_is_shown(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=SUMMARY)) as reader:
        await reader.press("vertical_line")
        await reader.write("summary", "enter")
        assert await reader.comes_to_show("# DOCKERS SHUT THE PORT OF ODRAVA FOR A SECOND DAY")
        assert reader.top == "OutputScreen"
        assert "and    more" in reader.shown()
        await reader.press("y", "escape")
        assert reader.app.clipboard.startswith("# DOCKERS")
        assert reader.top == "MainScreen"


async def test_a_pipe_runs_by_its_own_key_its_command_and_its_beginning(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, more=SUMMARY)) as reader:
        for way in (("comma", "s"), (*"|sum", "tab", "enter"), (*":pipe", "space", *"summary", "enter")):
            await reader.press(
                *("vertical_line" if key == "|" else "colon" if key == ":" else key for key in way)
            )
            assert await reader.comes_to_show("# DOCKERS"), way
            await reader.press("escape")


async def test_a_program_that_says_little_says_it_in_the_status_line(
    reading: OpenReader, tmp_path: Path
) -> None:
    more = pipe("count", "print(len(sys.stdin.read().split()) > 100)") + pipe("silent", "sys.stdin.read()")
    async with reading(shelved(tmp_path, more=more)) as reader:
        await reader.press("vertical_line")
        await reader.write("count", "enter")
        assert await said(reader, "count: True")
        await reader.press("vertical_line")
        await reader.write("silent", "enter")
        assert await said(reader, "silent is done.")
        assert reader.top == "MainScreen"


async def test_any_program_may_be_typed_and_is_offered_the_next_time(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("vertical_line")
        await reader.write("cat", "enter")
        assert await reader.comes_to_show("# Dockers shut the port of Odrava")
        await reader.press("escape", "vertical_line")
        await reader.write("c", "tab", "enter")
        assert await reader.comes_to_show("# Dockers shut the port of Odrava")


async def test_a_program_that_is_missing_or_fails_is_told(reading: OpenReader, tmp_path: Path) -> None:
    failing = pipe("failing", "sys.exit('no model is loaded')")
    async with reading(shelved(tmp_path, more=failing)) as reader:
        await reader.press("vertical_line")
        await reader.write("nothing-of-that-name")
        await reader.pilot.press("enter")
        assert await said(reader, "nothing-of-that-name could not be started: there is no such program.")
        await reader.press("vertical_line")
        await reader.write("failing")
        await reader.pilot.press("enter")
        assert await said(reader, "failed (exit code 1): no model is loaded.")
        assert reader.screen.status.trouble


@pytest.mark.parametrize("way", [("escape",), ("X",), (":", *"cancel", "enter")])
async def test_a_program_that_runs_can_be_ended(
    reading: OpenReader, tmp_path: Path, way: tuple[str, ...]
) -> None:
    mine = tmp_path / "pid"
    slow = pipe(
        "slow", f"open({str(mine)!r}, 'w').write(str(os.getpid()))", "time.sleep(600)", more='key = "f9"'
    )
    async with reading(shelved(tmp_path, more=slow)) as reader:
        await reader.pilot.press("f9")
        assert await reader.comes_to_show("Running slow … Esc ends it")
        for _ in range(500):
            if mine.exists() and mine.read_text():
                break
            await reader.pilot.pause(0.02)
        at = reader.at
        for key in way:
            await reader.pilot.press(SIGNS.get(key, key))
        assert await said(reader, "Ended." if way == ("escape",) else "Stopped the program.")
        assert reader.at == at  # Esc has done nothing else
        assert await is_gone(reader, int(mine.read_text()))


async def is_gone(reader: Reader, number: int) -> bool:
    for _ in range(500):
        stat = Path(f"/proc/{number}/stat")
        if not stat.exists() or " Z " in stat.read_text():
            return True
        await reader.pilot.pause(0.02)
    return False


async def test_what_a_program_says_is_washed(reading: OpenReader, tmp_path: Path) -> None:
    evil = pipe("evil", r"print('\x1b]52;c;eA==\x07[bold]\u202egpj\n' * 3)")
    async with reading(shelved(tmp_path, more=evil)) as reader:
        await reader.press("vertical_line")
        await reader.write("evil", "enter")
        assert await reader.comes_to_show("[bold]gpj")
        assert not set(reader.shown()) & set("\x1b\x07\u202e")
        await reader.press("y")
        assert not set(reader.app.clipboard) & set("\x1b\x07\u202e")


async def test_a_long_output_is_scrolled_through_and_cut(reading: OpenReader, tmp_path: Path) -> None:
    long = pipe("long", "print('\\n'.join(f'line {n}' for n in range(50_000)))")
    async with reading(shelved(tmp_path, more=long)) as reader:
        await reader.press("vertical_line")
        await reader.write("long", "enter")
        assert await reader.comes_to_show("line 0 ")
        assert "only its beginning" in reader.shown()
        await reader.press("space")
        assert "line 0 " not in reader.shown()
        await reader.press("G")
        assert await reader.comes_to_show("line 19")
        await reader.press("g")
        assert await reader.comes_to_show("line 0 ")


async def test_an_output_is_kept_as_a_note(reading: OpenReader, tmp_path: Path) -> None:
    note = pipe("tldr", "sys.stdin.read(); print('The lemons wait.')", more='show = "note"\nkey = "f9"')
    async with reading(shelved(tmp_path, more=SUMMARY + note)) as reader:
        await reader.press("f9")
        assert await said(reader, "Kept as a note.")
        await reader.press("comma", "s")
        assert await reader.comes_to_show("# DOCKERS")
        await reader.press("s")
        kept = reader.shelf.marks.of(1).note
        assert kept is not None
        assert kept.text.startswith("The lemons wait.\n\n# DOCKERS")
        await reader.press("escape", "ctrl+z")
        again = reader.shelf.marks.of(1).note
        assert again is not None
        assert again.text == "The lemons wait."


async def test_selected_articles_are_given_one_after_the_other(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=pipe("first", "print(sys.stdin.readline())"))) as reader:
        await reader.press("v", "j", "vertical_line")
        await reader.write("first", "enter")
        assert await reader.comes_to_show("first · 2 articles")
        titles = [reader.article(number).title for number in reader.screen.articles.ids[:2]]
        assert all(f"# {title}"[:50] in reader.shown() for title in titles)


async def test_a_bookmark_is_made_in_the_background(reading: OpenReader, tmp_path: Path) -> None:
    got = tmp_path / "got"
    settings = f'bookmark = {script(f"open({str(got)!r}, chr(119)).write(sys.argv[1])")[:-1]}, "{{url}}"]\n'
    async with reading(shelved(tmp_path, settings=settings)) as reader:
        await reader.press("P")
        assert await said(reader, "Bookmarked “Dockers shut the port of Odrava")
        assert got.read_text() == reader.article(1).url


async def test_a_bookmark_without_a_program_says_what_to_do(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("P")
        assert await said(reader, "No bookmark program is set: write bookmark = ")
