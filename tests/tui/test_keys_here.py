"""What comes up over the main screen tells its keys, and starts what they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.screens.keys import key_rows
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved
from tests.tui.test_closing import OVER

TELLING = [name for name in OVER if name not in {"HelpScreen", "ViewsScreen"}]
"""In the help the key closes; where views are chosen, it is a letter of a name."""


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
        assert "▎ ? " in shown
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
        await reader.press("H", "question_mark")
        keys = [row.keys.split() for row in key_rows(reader.app.screen_stack[-2])]
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
