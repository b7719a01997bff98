"""The help: every action, found as one types, started by Enter; and the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import Settings
from reader.tui.actions import ACTIONS, Action
from reader.tui.actions.keymap import keymap
from reader.tui.actions.palette import Palette
from reader.tui.widgets.help_rows import HelpList, help_rows
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved

KEYS = keymap(Settings())


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_line_in_the_help_and_can_be_found_there(action: Action) -> None:
    assert [row.action for row in help_rows(KEYS)].count(action) == 1
    assert action in [row.action for row in help_rows(KEYS, action.description)]
    assert action in [row.action for row in help_rows(KEYS, action.name)]
    assert action in [row.action for row in help_rows(KEYS, KEYS.printed(action.id).split("  ")[0])]


def test_headings_without_actions_are_left_out() -> None:
    assert [row.heading for row in help_rows(KEYS, "colours") if row.heading] == ["Looks"]
    assert help_rows(KEYS, "no such thing") == []


async def test_the_help_is_searched_as_one_types_and_enter_starts_what_was_found(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("question_mark")
        assert reader.top == "HelpScreen"
        everything = reader.app.screen.query_one(HelpList).count
        assert everything == len(ACTIONS)
        await reader.press("slash")
        await reader.write("today's")
        assert reader.app.screen.query_one(HelpList).count == 1
        assert await reader.comes_to_show("Show today's articles")
        assert "One line or row down" not in reader.shown()
        await reader.press("enter", "enter")
        assert reader.top == "MainScreen"
        assert reader.screen.articles.view.kind == "today"


async def test_escape_takes_the_search_away_and_then_closes(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("question_mark", "slash", "z", "e", "n", "escape")
        assert reader.app.screen.query_one(HelpList).count == len(ACTIONS)
        await reader.press("escape")
        assert reader.top == "MainScreen"


async def test_the_help_has_the_keys_of_the_preset_and_says_which_are_ones_own(
    reading: OpenReader, tmp_path: Path
) -> None:
    own = '\n[settings.keys]\nlinks = "g l"\n[settings.macros]\n",m" = ["toggle-saved", "next-unread"]\n'
    shelf = shelved(tmp_path, settings="keys_preset = 'newsboat'\n", more=own)
    async with reading(shelf, height=140) as reader:
        await reader.press("question_mark")
        assert await reader.comes_to_show("ACTIONS · newsboat")
        lines = reader.shown().splitlines()
        assert any("gl" in line and "The links of the article (yours)" in line for line in lines)
        await reader.press("slash")
        await reader.write("yours")
        assert await reader.comes_to_show("toggle-saved · next-unread (yours)")
        assert await reader.comes_to_show("MACROS")


async def test_every_action_is_in_the_palette_with_its_keys(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press()
        palette = Palette(reader.screen)
        found = [hit async for hit in palette.discover()]
        assert [str(hit.prompt) for hit in found] == [action.description for action in ACTIONS]
        keys = reader.screen.keymap
        assert all(keys.first(action.id) in str(hit.help) for hit, action in zip(found, ACTIONS, strict=True))
        by_name = [str(hit.prompt) async for hit in palette.search("toggle-saved")]
        assert "Keep the article to read later, or no longer" in by_name


async def test_the_palette_starts_an_action(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press()
        await reader.pilot.press("ctrl+p")
        await reader.pilot.press(*"today's")
        await reader.pilot.pause(0.5)
        await reader.pilot.press("enter", "enter")
        await reader.press()
        assert reader.screen.articles.view.kind == "today"
