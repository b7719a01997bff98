"""Every action by its keys in every preset: the table itself, and keys pressed in the running application."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from textual.events import Key

from reader.config import KeysPreset, Settings
from reader.tui.actions import ACTIONS, BY_ID, GROUPS, Action, Pane, commands
from reader.tui.actions.keymap import PANES, keymap
from reader.tui.actions.macros import Macro
from reader.tui.actions.presets import PRESETS
from reader.tui.actions.spelling import alternatives
from reader.tui.app import ReaderApp
from reader.tui.screens.main import MainScreen
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved

EACH_PRESET = pytest.mark.parametrize("preset", get_args(KeysPreset))


@EACH_PRESET
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_keys_in_every_preset(action: Action, preset: KeysPreset) -> None:
    keys = keymap(Settings(keys_preset=preset))
    assert keys.keys(action.id)
    for pressed in keys.keys(action.id):
        counts_in = [pane for pane in PANES if keys.started(pane, pressed) is action]
        assert counts_in
        assert action.panes.issuperset(counts_in)


@EACH_PRESET
@pytest.mark.parametrize("pane", PANES)
async def test_pressing_its_keys_starts_every_action_that_counts_in_a_pane(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, preset: KeysPreset, pane: Pane
) -> None:
    started: list[str] = []

    async def note(_screen: MainScreen, action: Action, _count: int | None = None) -> None:
        started.append(action.id)

    monkeypatch.setattr(MainScreen, "start", note)
    async with reading(shelved(tmp_path, settings=f"keys_preset = '{preset}'\n")) as reader:
        await reader.press()  # what starts with the application has come to its end
        reader.screen.go_to("reader" if pane == "passage" else pane)
        await reader.pilot.pause()
        monkeypatch.setattr(MainScreen, "keys_at", pane)
        keys, wanted = reader.screen.keymap, []
        for action in keys.actions:
            for pressed in keys.keys(action.id):
                if keys.started(pane, pressed) is action:
                    wanted.append(action.id)
                    for key in pressed:
                        reader.app.post_message(Key(key, None))
        await reader.pilot.pause()
        assert started == wanted
        assert len(wanted) > 8


@EACH_PRESET
def test_a_preset_gives_what_it_names_and_contradicts_itself_nowhere(preset: KeysPreset) -> None:
    keys = keymap(Settings(keys_preset=preset))
    assert not keys.troubles
    named = PRESETS[preset].keys
    assert set(named) <= set(BY_ID)
    for name, text in named.items():
        assert set(keys.keys(name)) == set(alternatives(text)), name
    for action in keys.actions:
        if action.id.startswith("chain"):
            assert keys.keys(action.id) == tuple(alternatives(action.keys))


@pytest.mark.parametrize(
    "macro", [one for name in PRESETS for one in keymap(Settings(keys_preset=name)).macros]
)
def test_what_a_preset_has_on_one_key_can_run(macro: Macro) -> None:
    assert not [said for line in macro.commands if (said := commands.parse(line)[2])]


def test_newsboat_goes_from_feed_to_feed_in_the_list_alone() -> None:
    keys = keymap(Settings(keys_preset="newsboat"))
    assert {pane: keys.started(pane, ("j",)).id for pane in PANES} == {  # type: ignore[union-attr]
        "feeds": "down",
        "list": "next_feed",
        "reader": "down",
        "sidebar": "down",
        "passage": "passage_down",
    }


def test_newsboats_digits_open_links_in_the_text_and_count_elsewhere() -> None:
    keys = keymap(Settings(keys_preset="newsboat"))
    third = keys.started("reader", ("3",))
    assert third is not None
    assert keys.macros[int(third.call.strip("macro()"))].commands == ("link 3",)
    assert keys.started("list", ("3",)) is None


def test_a_key_that_a_preset_has_in_some_panes_means_nothing_else_in_the_others() -> None:
    keys = keymap(Settings(keys_preset="eilmeldung"))
    assert keys.started("list", ("x",)) is not None
    assert keys.started("reader", ("x",)) is None  # the default's "x" takes a highlight away


def test_what_a_presets_keys_displace_is_behind_its_leader() -> None:
    assert keymap(Settings(keys_preset="eilmeldung")).printed("toggle_saved") == "'s"


@EACH_PRESET
@pytest.mark.parametrize("pane", PANES)
def test_what_may_follow_a_key_is_told_apart(preset: KeysPreset, pane: Pane) -> None:
    keys = keymap(Settings(keys_preset=preset))
    sequences = [(s, a) for a in keys.actions for s in keys.keys(a.id) if keys.started(pane, s) is a]
    for first in {pressed[:-1] for pressed, _ in sequences if len(pressed) > 1}:
        after = {action for pressed, action in sequences if pressed[:-1] == first}
        assert len({action.label for action in after}) == len(after), first


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_is_complete(action: Action) -> None:
    assert action.label
    assert action.description[0].isupper()
    assert not action.description.endswith(".")
    assert action.group in GROUPS
    assert commands.parse(f"{action.name} {action.takes}".strip())[0] is action
    owner, name = (
        (ReaderApp, action.call[4:]) if action.call.startswith("app.") else (MainScreen, action.call)
    )
    assert hasattr(owner, f"action_{name.partition('(')[0]}")
    assert bool(action.takes) == bool(action.given)
    assert not action.given or hasattr(MainScreen, action.given)
    assert not action.counted or hasattr(MainScreen, f"action_{action.counted.partition('(')[0]}")
