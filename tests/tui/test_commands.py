"""Typed commands, their completion, and the table of keys."""

from __future__ import annotations

import pytest

from reader.config import Settings
from reader.query import complete
from reader.tui.actions import ACTIONS, GROUPS, commands
from reader.tui.actions.assistant import KEPT, Assistant, with_line
from reader.tui.actions.keymap import keymap
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
    assert commands.parse("sav")[2] == "“sav” could be saved or save-view or save."
    assert commands.parse("zen now")[2] == "The command zen takes nothing after it."
    assert commands.parse("")[0] is None


KEYS = keymap(Settings())


def offered(line: str, **arguments: list[str]) -> list[str]:
    return [one.line for one in commands.offered(line, KEYS, lambda action: arguments.get(action.id, []))]


def test_what_is_offered_begins_so_then_has_it_somewhere_then_says_it() -> None:
    assert offered("th")[0] == "theme "
    assert offered("unread")[:3] == ["unread", "all-unread", "next-unread"]
    assert "copy" in offered("address")  # only its description has the word
    assert offered("nxtunr")[0] == "next-unread"  # the letters in their order
    assert offered("save")[0] == "toggle-saved"  # by its other name
    assert offered("qqq") == []


def test_after_a_command_its_arguments_are_offered() -> None:
    assert offered("theme no", theme=["nord", "gruvbox", "reader-nothing"]) == [
        "theme nord",
        "theme reader-nothing",
    ]
    assert offered("tag ports, pol", tags=["ports", "politics"]) == ["tag ports, politics"]
    assert offered("theme ", theme=["nord", "gruvbox"]) == ["theme nord", "theme gruvbox"]
    assert offered("frobnicate x", theme=["x"]) == []


def test_after_a_command_that_takes_a_query_its_words_are_offered() -> None:
    found = commands.offered("mark-read unread fee", KEYS, lambda _: [], complete)
    assert "mark-read unread feed:" in [one.line for one in found]
    assert all(one.note for one in found)


def test_what_is_offered_says_what_it_does_and_on_which_key() -> None:
    first = commands.offered("browser", KEYS, lambda _: [])[0]
    assert (first.shown, first.note, first.keys) == ("browser", "Open the article in the browser", "o")


def test_tab_goes_through_what_is_offered_and_takes_the_only_one() -> None:
    helper = Assistant(lambda line: commands.offered(line, KEYS, lambda _: ["nord", "gruvbox"]))
    assert helper.next("theme ", 1) == "theme nord"
    assert helper.next("theme nord", 1) == "theme gruvbox"
    assert helper.next("theme gruvbox", 1) == "theme nord"
    assert helper.next("theme nord", -1) == "theme gruvbox"
    assert helper.next("theme nor", 1) == "theme nord"
    assert helper.next("gruv", 1) is None


def test_tab_after_the_only_candidate_offers_what_comes_next() -> None:
    helper = Assistant(lambda line: commands.offered(line, KEYS, lambda _: ["nord", "gruvbox"]))
    assert helper.next("theme", 1) == "theme "
    assert helper.next("theme ", 1) == "theme nord"


def test_history_goes_back_and_forth_among_lines_that_begin_so() -> None:
    helper = Assistant(lambda _: [], ["theme nord", "zen", "theme gruvbox"])
    assert helper.recall("", -1) == "theme gruvbox"
    assert helper.recall("theme gruvbox", -1) == "zen"
    assert helper.recall("zen", 1) == "theme gruvbox"
    assert helper.recall("theme gruvbox", 1) == ""
    assert helper.recall("", 1) is None
    assert helper.recall("th", -1) == "theme gruvbox"
    assert helper.recall("theme gruvbox", -1) == "theme nord"
    assert helper.recall("theme nord", -1) is None


def test_a_history_keeps_each_line_once_and_so_many() -> None:
    assert with_line(["a", "b", "a"], "a") == ["b", "a"]
    assert len(with_line([str(number) for number in range(500)], "x")) == KEPT
    assert with_line(["a"], "x" * 501) == ["a"]


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
