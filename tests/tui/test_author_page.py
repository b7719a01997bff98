"""The page of who wrote an article, at the keys."""

from __future__ import annotations

from pathlib import Path

from reader.jobs import ANALYSER_VERSION, EXTRACTOR_VERSION
from reader.library import Library
from reader.model import Author, Block, Document, Understanding
from reader.storage import Store
from reader.tui.screens.who import WhoScreen
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved

NAME = "Jana Okonkwo-Lind"


def library(folder: Path) -> Library:
    """Articles 1, 4 and 7 are by one author, for two outlets."""
    shelf = shelved(folder)
    with Store.open(folder / "library.db") as store:
        for number, outlet in (
            (1, "The Northern Ledger"),
            (4, "Courier de la Côte"),
            (7, "The Northern Ledger"),
        ):
            document = Document(blocks=(Block("paragraph", f"Article {number} begins so. It goes on."),))
            store.put_document(number, document, "page", EXTRACTOR_VERSION)
            author = Author(NAME, role="reporter", outlet=outlet, based_in="Tallinn", beats=("ports",))
            store.put_understanding(number, Understanding((author,), version=ANALYSER_VERSION))
    return shelf


async def test_the_author_of_an_article_has_a_page_of_all_they_wrote(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(library(tmp_path)) as reader:
        await reader.press("O")
        assert isinstance(reader.app.screen, WhoScreen)
        assert await reader.comes_to_show("ARTICLES  3")
        assert await reader.comes_to_show("reporter, The Northern Ledger")
        shown = reader.shown()
        assert f"{NAME}   author" in shown
        assert "Article 4 begins so." in shown
        assert "based in Tallinn" in shown
        assert "covers ports" in shown
        assert "f follow" in shown
        assert "the same as" not in shown, "a byline is what it says: there is nobody to tell apart"


async def test_enter_opens_an_article_and_escape_comes_back_to_the_page(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(library(tmp_path)) as reader:
        await reader.press("O")
        assert await reader.comes_to_show("ARTICLES  3")
        await reader.press("j", "enter")
        assert reader.at == "reader"
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 4
        await reader.press("escape")
        assert isinstance(reader.app.screen, WhoScreen)


async def test_an_author_is_followed_as_a_view_and_muted_by_a_rule(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(library(tmp_path)) as reader:
        await reader.press("O", "f")
        assert reader.shelf.views() == [(NAME, f'author:"{NAME}"')]
        await reader.press("m")
        assert await reader.comes_to_show("muted")
        assert [rule.when for rule in reader.shelf.rules.all] == [f'author:"{NAME}"']
        await reader.press("ctrl+z", "ctrl+z")
        assert reader.shelf.views() == []
        assert not reader.shelf.rules.all


async def test_an_author_is_asked_for_by_a_part_of_the_name(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(library(tmp_path)) as reader:
        await reader.press("colon")
        await reader.write("writer okonkwo", "enter")
        assert await reader.comes_to_show("ARTICLES  3")
        await reader.press("escape", "colon")
        await reader.write("writer nobody", "enter")
        assert reader.note == "Nothing that was understood is by “nobody”."


async def test_two_authors_are_not_made_one(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(library(tmp_path)) as reader:
        await reader.press("O")
        assert await reader.comes_to_show("ARTICLES  3")
        await reader.press("x")
        assert await reader.comes_to_show("Authors are known by their names alone.")
