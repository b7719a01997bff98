"""The sidebar when what is understood comes later, or anew; pictures and copying."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from reader.library import Opened
from reader.model import Block, Document, Entity, Picture, Span, Understanding
from tests.tui import world
from tests.tui.conftest import OpenReader
from tests.tui.fake_library import FakeLibrary
from tests.tui.insights import FILLING, go_to_row, label, lines_of, present, seen_beside, where


async def test_what_is_stored_is_shown_at_once(reading: OpenReader) -> None:
    library = FakeLibrary(gate=asyncio.Event())
    async with reading(library) as reader:
        await reader.pilot.press("enter")
        await reader.pilot.pause()
        assert "Marta Ilves" in seen_beside(reader)
        assert library.gate is not None
        library.gate.set()


async def test_rows_that_come_later_move_neither_the_text_nor_the_place_in_it(reading: OpenReader) -> None:
    library = FakeLibrary(understandings={}, gate=asyncio.Event())
    async with reading(library, height=24) as reader:
        await reader.pilot.press("enter")
        await reader.pilot.pause()
        assert "Reading the text …" in seen_beside(reader)
        assert "PICTURES" not in seen_beside(reader), "they would be pushed down by the names"
        reader.screen.reader.go_to_offset(world.DOCUMENT.analysed_text.index("Warehouse 3"))
        await reader.pilot.pause()
        before = lines_of(reader, reader.screen.reader)
        reader.screen._show_stage(Opened(library.rows[0], world.DOCUMENT, world.UNDERSTANDING, complete=True))
        await reader.pilot.pause()
        assert "Marta Ilves" in seen_beside(reader)
        assert lines_of(reader, reader.screen.reader) == before
        assert reader.at == "reader"
        assert library.gate is not None
        library.gate.set()


async def test_a_newer_analysis_leaves_the_cursor_on_its_row_and_the_row_on_its_line(
    reading: OpenReader,
) -> None:
    async with reading(height=24) as reader:
        await reader.press("enter", "tab")
        await go_to_row(reader, "Skelby")
        before = where(reader, "Skelby", reader.screen.sidebar)
        more = (Entity("Aa", "person", (Span(0, 3),)), *world.UNDERSTANDING.entities)
        newer = replace(world.UNDERSTANDING, entities=more, version=2)
        reader.screen._show_stage(Opened(reader.library.rows[0], world.DOCUMENT, newer, complete=True))
        await reader.pilot.pause()
        assert label(reader) == "Skelby"
        assert where(reader, "Skelby", reader.screen.sidebar) == before


async def test_rows_of_a_text_that_was_replaced_go_until_the_new_one_is_understood(
    reading: OpenReader,
) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab", "j", "enter")
        better = replace(world.DOCUMENT, blocks=(Block("paragraph", "New. Tomas Reyk waits."), *FILLING))
        reader.screen._show_stage(Opened(reader.library.rows[0], better, None))
        await reader.pilot.pause()
        assert "Reading the text …" in seen_beside(reader)
        assert reader.trail is None
        entities = (Entity("Aa", "person", (Span(0, 3),)), Entity("Tomas Reyk", "person", (Span(5, 15),)))
        reader.screen._show_stage(
            Opened(reader.library.rows[0], better, Understanding(entities=entities), complete=True)
        )
        await reader.press("enter")
        assert label(reader) == "Tomas Reyk"
        assert [words for _, words in present(reader)] == ["Tomas Reyk"]


async def test_another_article_begins_at_its_first_row(reading: OpenReader) -> None:
    library = FakeLibrary()
    library.documents[2], library.understandings[2] = world.DOCUMENT, world.UNDERSTANDING
    async with reading(library) as reader:
        await reader.press("enter", "tab", "j", "j", "h", "n")
        assert label(reader) == "Marta Ilves"


# Pictures, copying


async def test_a_picture_leads_to_its_caption_and_one_without_words_of_its_own_to_where_it_stands(
    reading: OpenReader,
) -> None:
    blocks = (
        Block("paragraph", "First."),
        Block("caption", "", picture=0),
        Block("paragraph", "Between."),
        Block("caption", "The quay at dawn.", picture=1),
        *FILLING,
    )
    pictures = (
        Picture(alt="A gate"),
        Picture(caption="The quay at dawn.", credit="Aalto"),
        Picture("https://x"),
    )
    document = Document(title="Pictured", blocks=blocks, pictures=pictures)
    library = FakeLibrary(documents={1: document}, understandings={1: Understanding()})
    async with reading(library, height=24) as reader:
        await reader.press("enter", "G", "tab")
        assert "PICTURES 2" in seen_beside(reader)
        await reader.press("enter")
        assert await reader.comes_to_show("Between.")
        await reader.press("j", "enter")
        assert [words for _, words in present(reader)] == ["The quay at dawn."]
        assert "The quay at dawn. — Aalto" in seen_beside(reader)


async def test_y_in_the_sidebar_copies_a_name_and_a_figure_with_what_it_counts(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab", "y")
        assert reader.app.clipboard == "Marta Ilves"
        await go_to_row(reader, "38 ships at anchor in the bay")
        await reader.press("y")
        assert reader.app.clipboard == "38 ships at anchor in the bay"
