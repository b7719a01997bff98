"""Ctrl+Z and Ctrl+Y over a real library: what was done, opened and taken back."""

from __future__ import annotations

from pathlib import Path

from reader.model import View
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved


async def test_taking_back_makes_the_articles_unread_that_were_read_from_the_last_on(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        unread = reader.shelf.count(View("unread"))
        await reader.press("enter", "n", "n")
        opened = reader.screen.reader.article
        assert opened is not None
        assert reader.shelf.count(View("unread")) == unread - 3
        await reader.press("ctrl+z")
        assert not reader.article(opened.id).read
        assert reader.note.startswith("Unread again: ")
        assert reader.shelf.count(View("unread")) == unread - 2
        await reader.press("ctrl+z", "ctrl+z")
        assert reader.shelf.count(View("unread")) == unread
        await reader.press("ctrl+y")
        assert reader.article(1).read
        assert reader.note.startswith("Read: Dockers shut the port")


async def test_several_deeds_are_taken_back_in_order_and_done_again(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        before = reader.shelf.articles(range(1, 41))
        await reader.press("s", "N", "t")
        await reader.write("harbour", "enter")
        await reader.press("A")
        after = reader.shelf.articles(range(1, 41))
        await reader.press(*["ctrl+z"] * 4)
        assert reader.shelf.articles(range(1, 41)) == before
        await reader.press("ctrl+z")
        assert reader.note == "Nothing to take back."
        await reader.press(*["ctrl+y"] * 4)
        assert reader.shelf.articles(range(1, 41)) == after
        await reader.press("ctrl+y")
        assert reader.note == "Nothing to do again."


async def test_a_new_deed_after_an_undo_cuts_what_could_be_done_again(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("s", "ctrl+z", "N", "ctrl+y")
        assert not reader.article(1).saved
        assert reader.article(1).read


async def test_undo_and_redo_are_commands_as_well(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("s")
        await reader.write(":undo", "enter")
        assert not reader.article(1).saved
        await reader.write(":redo", "enter")
        assert reader.article(1).saved
