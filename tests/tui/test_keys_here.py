"""What comes up over the main screen tells its keys, and starts what they do."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from textual.events import Key

from reader.config import KeysPreset
from reader.tui.actions.spelling import Keys, sequence
from reader.tui.screens.listing import OverScreen
from reader.tui.widgets.line_list import LineList
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved
from tests.tui.test_closing import OVER

TELLING = [name for name in OVER if name not in {"HelpScreen", "ViewsScreen"}]
"""In the help the key closes; where views are chosen, it is a letter of a name."""
OPENING = {
    "FeedsScreen": "feeds",
    "HealthScreen": "health",
    "RulesScreen": "rules",
    "NotesScreen": "notes",
    "SortingScreen": "sort",
    "HelpScreen": "help",
}
OWN = """
[settings.keys]
down = "e"
up = "i"
help = "f1"
quit = "x x"
undo = "U"
search = "ctrl+s"
"""
_NAMED = {"↓": "down", "↑": "up", "←": "left", "→": "right", "PgDn": "pagedown", "PgUp": "pageup"}


def over(reader: Reader) -> OverScreen[object]:
    """The screen that is on top."""
    screen = reader.app.screen
    assert isinstance(screen, OverScreen)
    return screen


def as_pressed(printed: str) -> Keys:
    """What a person presses who reads keys on the screen."""
    *held, last = printed.rsplit("+", 1) if len(printed) > 1 else [printed]
    return sequence("+".join([*held, _NAMED.get(last, last)]))


async def come_up(reader: Reader, name: str) -> LineList:
    """Have a screen come up by its command, which every preset has; return its list."""
    await reader.press("colon")
    await reader.write(OPENING[name], "enter")
    assert reader.top == name
    return reader.app.screen.query_one(LineList)


@pytest.mark.parametrize("name", TELLING)
async def test_a_question_mark_tells_the_keys_of_any_list(
    reading: OpenReader, tmp_path: Path, name: str
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press(*OVER[name], "question_mark")
        assert reader.top == "KeysScreen"
        shown = reader.shown()
        assert "Close" in shown
        assert "Page down" in shown
        await reader.press("escape")
        assert reader.top == name


@pytest.mark.parametrize("height", [12, 24, 45])
async def test_the_last_key_can_be_reached_in_a_low_terminal(
    reading: OpenReader, tmp_path: Path, height: int
) -> None:
    async with reading(shelved(tmp_path), width=80, height=height) as reader:
        await reader.press("F", "question_mark", "G")
        shown = reader.shown()
        assert "▎ Ctrl+Q " in shown
        assert "Enter starts it" in shown


async def test_enter_starts_what_a_key_does(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("F", "question_mark")
        while "▎ u " not in reader.shown():
            await reader.press("j")
        await reader.press("enter")
        assert reader.top == "FeedsScreen"
        assert "muted" in reader.shown()


async def test_enter_on_the_key_that_closes_closes_the_screen_below(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("F", "question_mark", "enter")
        assert reader.top == "MainScreen"
        assert reader.app.is_running


async def test_a_key_that_a_screen_has_for_itself_is_not_told_as_what_every_list_has(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("H")
        keys = [row.keys.split() for row in over(reader).keys_here.rows()]
        assert len({key for row in keys for key in row}) == sum(map(len, keys))


@pytest.mark.parametrize("command", ["podcasts", "feed"])
async def test_escape_leads_back_from_a_list_that_a_command_showed(
    reading: OpenReader, tmp_path: Path, command: str
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("colon")
        await reader.write("starred", "enter")
        before = reader.screen.base
        await reader.press("colon")
        words = {"podcasts": "podcasts", "feed": f"feed {reader.shelf.feeds()[0].title}"}[command]
        await reader.write(words, "enter")
        assert reader.screen.base != before
        await reader.press("escape")
        assert reader.screen.base == before


# The keys of presets, and one's own


@pytest.mark.parametrize("name", OPENING)
@pytest.mark.parametrize("keys", [*get_args(KeysPreset), "own"])
async def test_every_key_that_is_told_does_what_is_told(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str, name: str
) -> None:
    settings, more = ("", OWN) if keys == "own" else (f"keys_preset = '{keys}'\n", "")
    async with reading(shelved(tmp_path, settings=settings, more=more)) as reader:
        await come_up(reader, name)
        screen, ran = over(reader), list[str]()

        async def note(action: object, *_: object, **__: object) -> bool:
            ran.append(str(action))
            return True

        monkeypatch.setattr(screen, "run_action", note)
        rows, wanted = screen.keys_here.rows(), list[str]()
        for row in rows:
            for printed in row.keys.split("  "):
                wanted.append(row.action)
                for key in as_pressed(printed):
                    reader.app.post_message(Key(key, None))
        await reader.pilot.pause()
        assert ran == wanted
        assert {"Down", "Up", "Close"} <= {row.description for row in rows}


async def test_newsboats_keys_count_in_lists_and_others_do_nothing(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, settings="keys_preset = 'newsboat'\n")) as reader:
        rows = await come_up(reader, "FeedsScreen")
        await reader.press("j", "j")
        there = rows.cursor
        assert there > 0
        await reader.press("g", "G", "l")
        assert (rows.cursor, reader.top) == (there, "FeedsScreen")
        await reader.press("home")
        assert rows.cursor == 0
        await reader.press("E")
        assert reader.top == "MainScreen", "what opens it closes it"
        await come_up(reader, "FeedsScreen")
        await reader.press("Q")
        assert not reader.app.is_running


async def test_eilmeldungs_ctrl_c_leaves_from_a_list(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, settings="keys_preset = 'eilmeldung'\n")) as reader:
        await come_up(reader, "FeedsScreen")
        await reader.press("ctrl+c")
        assert not reader.app.is_running


async def test_ones_own_keys_count_in_lists_and_what_they_displace_is_behind_the_leader(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, more=OWN)) as reader:
        rows = await come_up(reader, "FeedsScreen")
        await reader.press("e", "e")
        assert rows.cursor == 2
        await reader.press("i", "j", "question_mark")
        assert (rows.cursor, reader.top) == (1, "FeedsScreen")
        assert "\\i interval" in reader.shown(), "the foot tells it"
        await reader.press("backslash", "i")
        assert await reader.comes_to_show("Asked every")
        await reader.press("escape", "f1")
        assert reader.top == "KeysScreen"
        assert "xx" in reader.shown()
        await reader.press("x", "x", "x", "x")
        assert reader.top == "MainScreen"


async def test_the_foot_tells_the_keys_as_they_are(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=OWN)) as reader:
        await come_up(reader, "NotesScreen")
        foot = reader.shown().splitlines()
        assert any("U undoes" in line and "Ctrl+S filters" in line for line in foot)
        await reader.press("ctrl+s")
        await reader.write("x/U", "enter")
        assert await reader.comes_to_show("x/U")


# Counts and sequences


async def test_a_number_is_shown_where_a_list_came_up_until_it_counts(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("question_mark")
        rows = reader.app.screen.query_one(LineList)
        first = rows.cursor
        await reader.press("1", "2")
        assert await reader.comes_to_show("12  Esc Drop")
        await reader.press("j")
        assert rows.cursor == first + 12
        assert await reader.comes_to_show_no("Esc Drop")
        await reader.press("3", "k")
        assert rows.cursor == first + 9
        await reader.press("5", "escape")
        assert reader.top == "HelpScreen", "Escape has dropped the number alone"
        await reader.press("j")
        assert rows.cursor == first + 10


async def test_what_may_follow_is_shown_where_a_list_came_up_and_can_be_clicked(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, settings="keys_preset = 'vim'\n")) as reader:
        rows = await come_up(reader, "HelpScreen")
        await reader.press("G", "g")
        assert await reader.comes_to_show("g Top")
        line = next(n for n, line in enumerate(reader.shown().splitlines()) if "g Top" in line)
        await reader.pilot.click(offset=(reader.shown().splitlines()[line].index("Top"), line))
        await reader.press()
        assert rows.cursor <= 1
        await reader.press("G", "g", "j")
        assert await reader.comes_to_show("gj starts nothing.")
        await reader.press("j")
        assert await reader.comes_to_show_no("starts nothing")


async def test_what_is_typed_before_a_list_is_there_is_pressed_in_it(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        for key in ("F", "3", "j", "k"):
            reader.app.simulate_key(key)
        await reader.press()
        assert reader.top == "FeedsScreen"
        assert reader.app.screen.query_one(LineList).cursor == 2
