"""A line is asked for where another has just been answered, and stays until it is answered itself."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved

ASKING = ("tags", "filter", "search", "query", "export", "sort", "save-view", "pipe", "command", "note")


async def test_commands_that_ask_are_asked_for_by_their_names(reading: OpenReader, tmp_path: Path) -> None:
    silent = []
    async with reading(shelved(tmp_path)) as reader:
        for command in ASKING:
            assert (reader.top, reader.at) == ("MainScreen", "list")
            await reader.press("colon")
            assert reader.screen.type_ahead(command)
            await reader.press("enter")
            for _ in range(10):  # what comes later would take it away
                await reader.pilot.pause(0.02)
            if reader.top == "MainScreen" and not reader.screen.asking:
                silent.append(command)
            else:
                await reader.press("escape")
    assert silent == []


async def test_f_in_the_text_asks_for_a_filter_of_the_list(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        assert reader.at == "reader"
        await reader.press("f")
        for _ in range(10):
            await reader.pilot.pause(0.02)
        assert reader.screen.asking
        assert "Filter" in reader.shown()


async def test_a_line_that_is_typed_keeps_its_keys_while_the_window_changes(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("colon")
        await reader.pilot.resize_terminal(110, 30)
        await reader.press()
        assert "Cancel" in reader.shown().splitlines()[-1]
