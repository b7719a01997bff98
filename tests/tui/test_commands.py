"""Typed commands, their completion, and the table of keys."""

from __future__ import annotations

import pytest

from reader.tui.actions import ACTIONS, GROUPS, commands
from reader.tui.actions.spelling import shown


@pytest.mark.parametrize(
    ("line", "action_id", "argument"),
    [
        ("add https://example.org/a b", "add", "https://example.org/a b"),
        (":quit", "exit", ""),
        ("tag ports", "tags", "ports"),
        ("und", "undo", ""),
        ("refresh", "refresh", ""),  # also the beginning of refresh-all
        ("  theme   nord ", "theme", "nord"),
    ],
)
def test_a_command_is_known_by_its_name_or_a_beginning_of_its_own(
    line: str, action_id: str, argument: str
) -> None:
    action, found, complaint = commands.parse(line)
    assert action is not None
    assert (action.id, found, complaint) == (action_id, argument, "")


def test_a_wrong_command_is_answered_with_a_sentence() -> None:
    assert "no command “frobnicate”" in commands.parse("frobnicate now")[2]
    assert commands.parse("add")[2] == "The command is “add ADDRESS”."
    assert commands.parse("sav")[2] == "“sav” could be saved or save."
    assert commands.parse("")[0] is None


def test_completion_offers_commands_then_their_arguments() -> None:
    names = {"theme": ["nord", "gruvbox"], "tags": ["ports", "politics"]}

    def complete(line: str) -> str | None:
        return commands.complete(line, lambda name: names.get(name, []))

    assert complete("th") == "theme "
    assert complete("theme no") == "theme nord"
    assert complete("tag ports, pol") == "tag ports, politics"
    assert complete("theme ") is None
    assert complete("") is None


def test_every_action_has_an_id_of_its_own_a_description_and_a_group() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert all(action.description and action.label and action.group in GROUPS for action in ACTIONS)


def test_every_command_has_a_name_of_its_own() -> None:
    names = [name for action in ACTIONS for name in action.names]
    assert len(set(names)) == len(names)


def test_keys_are_written_as_on_a_keyboard() -> None:
    assert shown("j,down") == "j  ↓"
    assert shown("ctrl+z") == "Ctrl+Z"
    assert shown("question_mark") == "?"
