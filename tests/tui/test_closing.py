"""What comes up over the main screen is closed once, however often and how fast it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.widgets.line_list import LineList
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved

OVER = {
    "InsightsScreen": ("enter", "e"),
    "HelpScreen": ("question_mark",),
    "FeedsScreen": ("F",),
    "HealthScreen": ("H",),
    "SortingScreen": ("S",),
    "ViewsScreen": ("V",),
    "RulesScreen": ("c", "R"),
}
CHOSEN_FROM = ("InsightsScreen", "HelpScreen", "ViewsScreen")


@pytest.mark.parametrize("name", CHOSEN_FROM)
async def test_a_second_enter_takes_nothing_else_down(reading: OpenReader, tmp_path: Path, name: str) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press(*OVER[name])
        assert reader.top == name
        rows = reader.app.screen.query_one(LineList)
        rows.choose()
        rows.choose()  # before the first has been heard of
        await reader.press()
        assert reader.top == "MainScreen"
        assert reader.app.is_running


@pytest.mark.parametrize("name", OVER)
async def test_a_second_escape_takes_nothing_else_down(
    reading: OpenReader, tmp_path: Path, name: str
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press(*OVER[name])
        assert reader.top == name
        close = reader.app.screen.active_bindings["escape"].binding.action
        over = reader.app.screen
        for _ in range(2):
            await over.run_action(close)
        await reader.press()
        assert reader.top == "MainScreen"
        assert reader.app.is_running


@pytest.mark.parametrize("name", OVER)
async def test_what_is_typed_after_the_key_that_ends_it_opens_nothing(
    reading: OpenReader, tmp_path: Path, name: str
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        for key in ("ctrl+q", *OVER[name], "j", "x"):
            reader.app.simulate_key(key)
        await reader.press()
        assert not reader.app.is_running
    assert reader.app.return_code == 0


@pytest.mark.parametrize("name", OVER)
async def test_the_key_that_ends_it_ends_what_is_still_coming_up(
    reading: OpenReader, tmp_path: Path, name: str
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        for key in (*OVER[name], "ctrl+q", "j"):
            reader.app.simulate_key(key)
        await reader.press()
        assert not reader.app.is_running
    assert reader.app.return_code == 0
