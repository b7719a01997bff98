"""Keys as a person presses them: sequences, counts, what is shown meanwhile; over a real library."""

from __future__ import annotations

from pathlib import Path

from textual.events import Key

from reader.tui.widgets.help_rows import HelpList
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

SEQUENCES = '\n[settings.keys]\ntop = "g g"\nunread = "g u"\nsaved = "g s"\n'


def foot(reader: Reader) -> str:
    """Return the last two lines of the screen."""
    return "\n".join(reader.shown().splitlines()[-2:])


async def test_a_number_before_a_key_goes_so_far(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        assert await reader.comes_to_show("Dockers shut the port")
        await reader.press("3", "j")
        assert reader.screen.articles.cursor == 3
        await reader.press("2", "k")
        assert reader.screen.articles.cursor == 1
        await reader.press("4", "G")
        assert reader.screen.articles.cursor == 3
        await reader.press("G")
        assert reader.screen.articles.cursor == len(reader.screen.articles.ids) - 1
        await reader.press("1", "0", "0", "0", "k")
        assert reader.screen.articles.cursor == 0


async def test_a_number_before_next_passes_over_unread_ones(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("n")
        first = reader.screen.articles.cursor
        await reader.press("g", "2", "n")
        second = reader.screen.articles.cursor
        assert second > first
        await reader.press("2", "p")
        assert reader.screen.articles.cursor == 0


async def test_a_count_is_shown_until_it_counts(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("1", "2")
        assert reader.screen.status.typed == "12"
        assert foot(reader).startswith(" 12 ")
        await reader.press("escape")
        assert reader.screen.status.typed == ""
        assert reader.at == "list"


async def test_what_may_follow_a_key_is_shown_and_can_be_clicked(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=SEQUENCES)) as reader:
        await reader.press("G", "g")
        assert await reader.comes_to_show("g Top")
        assert "s Saved" in foot(reader)
        assert "Esc Drop" in foot(reader)
        assert foot(reader).startswith(" g ")
        await reader.press("g")
        assert reader.screen.articles.cursor == 0
        assert "s Saved" not in foot(reader)
        await reader.press("g")
        line = foot(reader).splitlines()[1]
        await reader.pilot.click("#keys", offset=(line.index("Saved"), 0))
        await reader.pilot.pause()
        assert reader.screen.articles.view.kind == "saved"


async def test_a_sequence_that_starts_nothing_is_said_and_does_nothing(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, more=SEQUENCES)) as reader:
        await reader.press("g", "j")
        assert reader.note == "gj starts nothing."
        assert reader.screen.articles.cursor == 0
        await reader.press("j")
        assert reader.screen.articles.cursor == 1


async def test_going_to_another_pane_drops_what_was_begun(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=SEQUENCES)) as reader:
        await reader.press("g")
        reader.screen.go_to("feeds")
        await reader.press()
        assert reader.screen.status.typed == ""


async def test_what_is_typed_into_a_line_starts_nothing(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=SEQUENCES)) as reader:
        await reader.press("slash")
        await reader.write("3gsq")
        assert reader.screen.prompt.query_one("#prompt-input").value == "3gsq"  # type: ignore[attr-defined]
        await reader.press("escape")
        assert reader.at == "list"


async def test_letters_that_come_before_the_line_is_open_are_typed_into_it(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        for key, letter in (("slash", "/"), ("s", "s"), ("q", "q")):
            reader.app.post_message(Key(key, letter))
        await reader.press()
        assert reader.screen.prompt.query_one("#prompt-input").value == "sq"  # type: ignore[attr-defined]


async def test_a_key_of_another_pane_says_where_it_counts(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("h", "s")
        assert reader.note == "s (Save) counts in the list, the text and the panel."


async def test_a_key_that_is_unbound_does_nothing(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more='\n[settings.keys]\ndown = ""\n')) as reader:
        await reader.press("j", "down")
        assert reader.screen.articles.cursor == 0


async def test_what_is_wrong_with_keys_is_said_at_start_and_the_rest_counts(
    reading: OpenReader, tmp_path: Path
) -> None:
    wrong = '\n[settings.keys]\nlinks = "f8"\nzen = "f8"\nnxt = "f9"\nsaved = "f7"\n'
    async with reading(shelved(tmp_path, more=wrong)) as reader:
        assert "“F8” cannot start zen" in reader.note
        assert "links (line " in reader.note
        assert "(1 of 2; `reader doctor` tells all)" in reader.note
        await reader.press("f7")
        assert reader.screen.articles.view.kind == "saved"


async def test_lists_that_come_up_have_the_keys_of_the_preset_and_counts(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, settings="keys_preset = 'vim'\n")) as reader:
        await reader.press("question_mark")
        rows = reader.app.screen.query_one(HelpList)
        first = rows.cursor
        await reader.press("5", "j")
        assert rows.cursor == first + 5
        await reader.press("G", "g")
        assert rows.cursor > first + 50
        await reader.press("g")
        assert rows.cursor == first
        await reader.press("slash", "g", "g")
        assert reader.app.screen.query_one("#help-filter").value == "gg"  # type: ignore[attr-defined]


async def test_a_key_that_feeds_toml_has_for_moving_moves_in_lists_that_came_up_too(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, more='\n[settings.keys]\nbottom = "q"\n')) as reader:
        await reader.press("question_mark", "q")
        assert reader.app.screen.query_one(HelpList).cursor > 50
        await reader.press("escape")
        assert reader.top == "MainScreen"
