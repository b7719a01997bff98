"""Every action does something when its key is pressed, wherever the key counts, and breaks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.actions import ACTIONS, Action, Pane
from reader.tui.screens.main import MainScreen
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

# What leaves the application, asks the web or starts a program has tests of its own.
ELSEWHERE = {"quit", "exit", "refresh", "refresh_all", "writers", "browser", "bookmark", "pipe"}


async def back_to(reader: Reader, pane: Pane) -> None:
    """Close whatever came up, and go to a pane."""
    for _ in range(4):
        if reader.screen.asking or not isinstance(reader.app.screen, MainScreen):
            await reader.pilot.press("escape")
            await reader.pilot.pause()
    assert isinstance(reader.app.screen, MainScreen)
    reader.screen.go_to(pane)
    await reader.pilot.pause()


@pytest.mark.parametrize("pane", ["list", "reader"])
async def test_every_key_of_a_pane_can_be_pressed(reading: OpenReader, tmp_path: Path, pane: Pane) -> None:
    tried: list[Action] = []
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        for action in ACTIONS:
            keys = reader.screen.keymap.keys(action.id)
            if action.id in ELSEWHERE or reader.screen.keymap.started(pane, keys[0]) is not action:
                continue
            await back_to(reader, pane)
            await reader.pilot.press(*keys[0])
            await reader.press()
            tried.append(action)
            assert reader.app.is_running, action.id
            assert "Something went wrong" not in reader.note, (action.id, reader.note)
        await back_to(reader, pane)
    assert len(tried) > 50
