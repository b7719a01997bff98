"""Exports by key: what is meant, where it goes, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved
from tests.tui.test_pipe import said


async def test_the_article_goes_to_a_file_and_selected_ones_to_a_folder(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("alt+e")
        await reader.write(f"{tmp_path}/one.md", "enter")
        assert await said(reader, "Wrote 1 article to")
        assert (tmp_path / "one.md").read_text().startswith("---\ntitle: ")
        await reader.press("alt+e")
        await reader.press("enter")  # the place that was given last
        assert await said(reader, "is there already and was left as it is.")
        await reader.press("v", "j", "colon")
        await reader.write(f"export {tmp_path}/notes/", "enter")
        assert await said(reader, "Wrote 2 articles to")
        assert len(list((tmp_path / "notes").glob("*.md"))) == 2


async def test_from_the_feeds_a_book_holds_the_list_there(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        many = len(reader.screen.articles.ids)
        await reader.press("shift+tab", "alt+e")
        assert reader.screen.at == "feeds"
        await reader.write(f"{tmp_path}/all.epub", "enter")
        assert await said(reader, f"Wrote {many}")
        with ZipFile(tmp_path / "all.epub") as book:
            assert f"EPUB/a{many:04}.xhtml" in book.namelist()


async def test_a_path_that_says_nothing_is_told(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("alt+e")
        await reader.write(f"{tmp_path}/x.pdf", "enter")
        assert await said(reader, ".pdf is no form of export")


async def test_a_path_that_cannot_be_is_told_in_a_sentence(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("alt+e")
        assert reader.screen.type_ahead(f"{tmp_path}/{'9' * 300}")
        await reader.press("enter")
        assert await said(reader, "too long")
        await reader.press("colon")
        await reader.write("add ~nobody-of-that-name/feed", "enter")
        assert await said(reader, "no")
        assert "Error" not in reader.note
