"""Notes and highlights at the keys: chosen, made, shown, changed, taken away and back; the list of all."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from reader.annotation import Highlight
from reader.jobs import EXTRACTOR_VERSION
from reader.model import Document
from reader.storage import Store
from reader.tui.screens.notes import NotesScreen
from reader.tui.widgets.note_list import NoteList
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

FIRST = world.BODY[0].text
HARBOUR = "A harbour that stands still"


def highlights(reader: Reader, article_id: int = 1) -> tuple[Highlight, ...]:
    return reader.shelf.marks.of(article_id).highlights


def note_of(reader: Reader, article_id: int = 1) -> str | None:
    note = reader.shelf.marks.of(article_id).note
    return None if note is None else note.text


def choosing(reader: Reader) -> bool:
    return reader.screen.reader.choosing


async def highlight(reader: Reader, *keys: str) -> Highlight:
    """Highlight the first words of article 1 that these keys choose."""
    before = set(highlights(reader))
    await reader.press("v", *keys, "h")
    (made,) = set(highlights(reader)) - before
    return made


async def test_v_begins_a_passage_that_keys_extend_and_h_highlights(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter", "v")
        assert await reader.comes_to_show("1 word chosen")
        assert "Highlight" in reader.shown().splitlines()[-1]
        await reader.press("3", "w", "h")
        (made,) = highlights(reader)
        assert made.words == "The port of Odrava"
        assert reader.note == "Highlighted: “The port of Odrava”"
        styles = {mark.style for mark in reader.screen.reader.passages.under(0, 20)}
        assert styles == {"highlight-0"}
        await reader.press("ctrl+z")
        assert highlights(reader) == ()
        assert reader.screen.reader.passages.under(0, 20) == []
        await reader.press("ctrl+y")
        assert highlights(reader) == (made,)


async def test_escape_drops_the_passage_and_stays_in_the_text(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter", "v", "w", "escape")
        assert not choosing(reader)
        assert reader.at == "reader"
        await reader.press("v", "w", "tab")
        assert choosing(reader)
        await reader.press("y")
        assert reader.app.clipboard == "The port"


async def test_m_on_a_passage_asks_for_a_note_which_the_panel_shows(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter", "v", "right_parenthesis", "m")
        await reader.write("why a second day", "enter")
        (made,) = highlights(reader)
        assert (made.words, made.note) == (FIRST, "why a second day")
        assert await reader.comes_to_show("NOTES")
        assert "why a second day" in reader.shown()
        await reader.press("ctrl+z")
        assert highlights(reader) == ()


async def test_a_note_is_changed_on_the_highlight_that_a_passage_lies_in(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        made = await highlight(reader, "right_parenthesis")
        await reader.press("v", "m")
        await reader.write("strikes", "enter")
        (noted,) = highlights(reader)
        assert (noted.id, noted.note) == (made.id, "strikes")
        await reader.press("v")
        assert reader.note == "strikes"
        await reader.press("c")
        assert highlights(reader)[0].colour == 1
        await reader.press("x")
        assert highlights(reader) == ()
        await reader.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert highlights(reader) == (made,)


async def test_a_passage_beyond_a_highlight_becomes_one_of_its_own(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        await highlight(reader, "w")
        await highlight(reader, "3", "w")
        assert [one.words for one in highlights(reader)] == ["The port", "The port of Odrava"]


async def test_the_row_of_the_panel_changes_and_removes_its_highlight(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        made = await highlight(reader, "right_parenthesis")
        await reader.press("l", "g")
        row = reader.screen.sidebar.insights.row
        assert row is not None
        assert row.highlight == made.id
        await reader.press("m")
        await reader.write("from the panel", "enter")
        assert highlights(reader)[0].note == "from the panel"
        await reader.press("x")
        assert highlights(reader) == ()


async def test_a_click_on_a_highlight_tells_its_note_and_x_removes_it(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter", "v", "2", "w", "m")
        await reader.write("ships", "enter")
        assert await reader.comes_to_show("The port of Odrava was")
        lines = reader.shown().split("\n")
        y = next(number for number, line in enumerate(lines) if "The port of Odrava was" in line)
        await reader.pilot.click(offset=(cell_len(lines[y].partition("The port of Odrava")[0]) + 5, y))
        await reader.pilot.pause()
        assert reader.note == "ships"
        await reader.press("x")
        assert highlights(reader) == ()
        assert "no longer highlighted" in reader.note.casefold()


async def test_x_where_no_highlight_is_says_so(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter", "x")
        assert reader.note.startswith("There is no highlight here")


async def test_m_writes_a_note_on_the_article_which_stands_above_the_text(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("m")
        await reader.write("ask the union", "enter")
        assert note_of(reader) == "ask the union"
        assert reader.shown().count("✎") == 1
        await reader.press("enter")
        assert await reader.comes_to_show("✎ ask the union")
        await reader.press("m", "ctrl+u", "enter")
        assert note_of(reader) is None
        assert "✎" not in reader.shown()
        await reader.press("ctrl+z")
        assert note_of(reader) == "ask the union"
        assert await reader.comes_to_show("✎ ask the union")


async def test_a_note_can_be_typed_as_a_command(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.write(":note ask again", "enter")
        assert note_of(reader) == "ask again"


async def test_highlights_stay_with_their_words_when_the_text_is_extracted_anew(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        made = await highlight(reader, "right_parenthesis")
        await reader.press("q")
    moved = Document(title=world.DOCUMENT.title, blocks=(world.BODY[1], *world.BODY))
    with Store.open(tmp_path / "library.db") as store:
        store.put_document(1, moved, "page", EXTRACTOR_VERSION)
        (found,) = store.annotations([1])[1].highlights
        assert found.start > made.start
        assert moved.analysed_text[found.start : found.end] == made.words


async def test_what_is_no_longer_in_the_text_is_still_listed(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library) as reader:
        await reader.press("enter")
        await highlight(reader, "right_parenthesis")
        gone = Document(title=world.DOCUMENT.title, blocks=world.BODY[1:])
        with Store.open(tmp_path / "library.db") as store:
            store.put_document(1, gone, "page", EXTRACTOR_VERSION)
        reader.screen.show_document(reader.article(1), gone)
        assert await reader.comes_to_show("no longer in the text")
        await reader.press("M")
        assert await reader.comes_to_show("NOTES AND HIGHLIGHTS  1")
        assert "no longer in the text" in reader.shown()


async def test_m_upper_lists_all_and_enter_opens_the_article_at_the_place(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        await highlight(reader, "right_parenthesis")
        await reader.press("q", "j", "m")
        await reader.write("a lake grows", "enter")
        await reader.press("M")
        assert reader.top == "NotesScreen"
        assert await reader.comes_to_show("NOTES AND HIGHLIGHTS  2")
        assert reader.shown().index("a lake grows") < reader.shown().index(FIRST[:40])
        await reader.press("slash")
        await reader.write("dockers", "enter")
        assert await reader.comes_to_show("1 of 2")
        await reader.press("enter")
        assert reader.top == "MainScreen"
        opened = reader.screen.reader.article
        assert opened is not None
        assert opened.id == 1
        assert reader.trail is not None
        assert reader.trail.place.start == 0


async def test_the_list_copies_removes_and_takes_back(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter", "v", "w", "m")
        await reader.write("ports", "enter")
        await reader.press("m")
        await reader.write("on all", "enter")
        await reader.press("M")
        assert await reader.comes_to_show("NOTES AND HIGHLIGHTS  2")
        await reader.press("y")
        assert reader.app.clipboard == "on all"
        await reader.press("d")
        assert note_of(reader) is None
        await reader.press("y")
        assert reader.app.clipboard == "“The port”\nports"
        await reader.press("d")
        assert highlights(reader) == ()
        assert await reader.comes_to_show("No notes yet")
        await reader.press("ctrl+z", "ctrl+z")
        assert len(highlights(reader)) == 1
        assert note_of(reader) == "on all"
        screen = reader.app.screen
        assert isinstance(screen, NotesScreen)
        assert screen.query_one(NoteList).row_count() == 2


async def test_highlights_are_underlined_where_there_is_no_colour(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        await highlight(reader, "w")
        assert not reader.screen.reader.ink("highlight-0").underline
        reader.app.theme = "ansi-dark"
        await reader.pilot.pause()
        assert reader.screen.reader.ink("highlight-0").underline


async def test_hostile_words_in_notes_are_only_words(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    with Store.open(tmp_path / "library.db") as store:
        store.put_note(1, world.EVIL_TITLE)
    async with reading(library) as reader:
        await reader.press("enter", "M")
        assert await reader.comes_to_show("[/bold] [@click=app.quit]Press")
        assert "\x1b" not in reader.shown()
