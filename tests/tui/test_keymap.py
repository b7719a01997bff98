"""Keys as they are written, given out and pressed: presets, sequences, counts, conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import Settings, parse
from reader.tui.actions.keymap import Keymap, keymap
from reader.tui.actions.pressing import NOTHING, Came, Pressed, press
from reader.tui.actions.spelling import UnknownKeyError, alternatives, shown, written


def of(text: str) -> Keymap:
    """The keys that the lines of a [settings] table give."""
    return keymap(parse(f"[settings]\n{text}\n", Path("feeds.toml")).settings)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("n,f8", [("n",), ("f8",)]),
        ("g g", [("g", "g")]),
        (";;", [("semicolon", "semicolon")]),
        ("gg , G", [("g", "g"), ("G",)]),
        ("?", [("question_mark",)]),
        ("question_mark", [("question_mark",)]),
        ("shift+g", [("G",)]),
        ("^D, Ctrl+F", [("ctrl+d",), ("ctrl+f",)]),
        ("esc, PgDn", [("escape",), ("pagedown",)]),
        (",", [("comma",)]),
        (",m", [("comma", "m")]),
        ("n,,m", [("n",), ("comma", "m")]),
        ("ctrl++", [("ctrl+plus",)]),
        ("ö", [("ö",)]),
        ("", []),
    ],
)
def test_keys_are_read_however_they_are_written(text: str, keys: list[tuple[str, ...]]) -> None:
    assert alternatives(text) == keys
    assert [alternatives(written(one)) for one in keys] == [[one] for one in keys]


@pytest.mark.parametrize("text", ["entr", "n,", "ctl+d", "g gggg"])
def test_a_text_that_is_no_key_is_told(text: str) -> None:
    with pytest.raises(UnknownKeyError):
        alternatives(text)


def test_keys_are_written_as_on_a_keyboard() -> None:
    assert shown("j,down") == "j  ↓"
    assert shown("ctrl+z") == "Ctrl+Z"
    assert shown("question_mark") == "?"
    assert shown("g g,f8") == "gg  F8"


def run(keys: Keymap, *pressed: str) -> tuple[Came, Pressed, str]:
    """Press keys in the list; return what came of the last, what waits, and the action's id."""
    came, waiting, action = Came.FREE, NOTHING, None
    for key in pressed:
        came, waiting, action = press(keys, "list", waiting, key)
    return came, waiting, action.id if action is not None else ""


def test_a_single_key_starts_its_action_at_once() -> None:
    assert run(of(""), "n")[0::2] == (Came.STARTED, "next_unread")


def test_digits_before_a_key_are_a_count() -> None:
    came, pressed, action = run(of(""), "1", "2", "G")
    assert (came, pressed.number, action) == (Came.STARTED, 12, "bottom")
    assert run(of(""), "0")[0] is Came.FREE
    assert run(of(""), "1", "0", "j")[1].number == 10
    assert run(of(""), *"123456789")[1].count == "1234567"


def test_a_sequence_waits_for_its_last_key() -> None:
    keys = of('[settings.keys]\ntop = "g g"\nlinks = "g l"')
    assert run(keys, "g")[:2] == (Came.WAITING, Pressed("", ("g",)))
    assert run(keys, "g", "g")[2] == "top"
    assert run(keys, "3", "g", "l")[2] == "links"
    assert dict(keys.following("list", ("g",))) == {"g": "Top", "l": "Links"}


def test_a_sequence_that_nothing_has_starts_nothing_not_even_its_last_key() -> None:
    keys = of('[settings.keys]\ntop = "g g"')
    came, pressed, action = run(keys, "g", "n")
    assert (came, pressed.said, action) == (Came.UNKNOWN, "gn", "")


def test_escape_drops_what_was_begun_and_backspace_its_last_key() -> None:
    keys = of('[settings.keys]\ntop = "g g"')
    assert run(keys, "4", "g", "escape")[:2] == (Came.DROPPED, NOTHING)
    assert run(keys, "4", "escape")[:2] == (Came.DROPPED, NOTHING)
    assert run(keys, "4", "g", "backspace")[1] == Pressed("4")
    assert run(keys, "4", "2", "backspace")[1] == Pressed("4")
    assert run(keys, "4", "backspace")[0] is Came.DROPPED
    assert run(keys, "escape")[2] == "back"


def test_a_digit_that_starts_something_is_no_count_at_the_beginning() -> None:
    keys = of('[settings.keys]\nunread = "2"')
    assert run(keys, "2")[2] == "unread"
    assert run(keys, "3", "2", "j")[1].number == 32


def test_the_settings_come_on_top_of_the_preset() -> None:
    keys = of('[settings.keys]\ntoggle_saved = "b,f8"\nzen = ""')
    assert keys.printed("toggle_saved") == "b  F8"
    assert keys.keys("zen") == ()
    assert keys.own == {"toggle_saved", "zen"}
    assert not keys.troubles


def test_an_id_may_be_written_with_hyphens_or_as_the_command_has_it() -> None:
    assert of('[settings.keys]\nnext-unread = "f8"').printed("next_unread") == "F8"
    assert of('[settings.keys]\nsave = "f8"').printed("toggle_saved") == "F8"


def test_of_two_actions_on_one_key_the_later_line_loses_and_keeps_its_own_key() -> None:
    keys = of('[settings.keys]\nlinks = "f8"\nbrowser = "f8"')
    assert keys.troubles == ("feeds.toml line 4: “F8” cannot start browser: links (line 3) has it.",)
    assert keys.printed("links") == "F8"
    assert keys.printed("browser") == "o"


def test_a_key_that_begins_a_sequence_is_a_conflict() -> None:
    keys = of('[settings.keys]\nlinks = "X X"\nbrowser = "X"')
    assert keys.troubles == (
        "feeds.toml line 4: “X” cannot start browser: “XX” of links (line 3) begins with it.",
    )
    keys = of('[settings.keys]\nbrowser = "X"\nlinks = "X X"')
    assert keys.troubles == (
        "feeds.toml line 4: “XX” cannot start links: “X” of browser (line 3) comes first.",
    )
    assert keys.printed("links") == "u"


def test_a_key_taken_in_one_pane_still_counts_in_the_others() -> None:
    keys = of('[settings.keys]\nlinks = "f8"\nzen = "f8"')
    assert "in the list, the text and the panel: links" in keys.troubles[0]
    assert keys.started("feeds", ("f8",)) is not None


def test_an_action_that_loses_its_last_key_is_told_unless_that_was_meant() -> None:
    said = "feeds.toml line 3: “o” starts zen and no longer browser; give that another key, or write "
    assert of('[settings.keys]\nzen = "o"').troubles == (f'{said}browser = "".',)
    assert of('[settings.keys]\nzen = "o"\nbrowser = ""').troubles == ()
    assert of('[settings.keys]\nzen = "j"').troubles == ()  # down has its arrow still


def test_an_unknown_action_or_key_is_a_sentence_and_changes_nothing() -> None:
    keys = of('[settings.keys]\nnext_unraed = "f8"\nlinks = "entr"')
    assert keys.troubles == (
        "feeds.toml line 3: there is no action “next_unraed”; did you mean next_unread?",
        "feeds.toml line 4: “entr” is no key; keys are written “n”, “f8”, “ctrl+d” or “g g”.",
    )
    assert keys.printed("links") == "u"


def test_macros_have_keys_of_their_own() -> None:
    keys = of(
        '[settings.macros]\n",m" = ["toggle-saved", "next"]\nlater = ["save"]\n[settings.keys]\nlater = ",l"'
    )
    assert not keys.troubles
    assert [(one.label, keys.printed(one.id)) for one in keys.actions[-2:]] == [(",m", ",m"), ("later", ",l")]
    assert keys.actions[-2].description == "toggle-saved · next"


def test_a_macro_that_cannot_run_is_told_at_start() -> None:
    keys = of('[settings.macros]\n",m" = ["toggle-saved", "frobnicate"]\nunread = ["save"]')
    assert keys.troubles == (
        "feeds.toml line 3: the macro ,m cannot run: There is no command “frobnicate”; ? shows all keys.",
        "feeds.toml line 4: there is a command unread already, so the macro goes by the name my-unread.",
    )


def test_settings_without_a_file_have_the_keys_of_the_default() -> None:
    assert keymap(Settings()).printed("next_unread") == "n"
