"""The page of who wrote an article, at the keys."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reader.acquaintance import Acquaintance, Companion, Known, Named, Place
from reader.jobs import ANALYSER_VERSION, EXTRACTOR_VERSION
from reader.library import Library
from reader.model import Author, Block, Document, Understanding
from reader.storage import Store
from reader.tui.screens.who import WhoScreen
from reader.tui.widgets.fact_rows import fact_rows
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved

NAME = "Jana Okonkwo-Lind"


def library(folder: Path) -> Library:
    """Articles 1, 4, 7 and so on to 40 are by one author; three of them are understood, for two outlets."""
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
        assert await reader.comes_to_show("ARTICLES  14")
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
        assert await reader.comes_to_show("ARTICLES  14")
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
        assert await reader.comes_to_show("ARTICLES  14")
        await reader.press("escape", "colon")
        await reader.write("writer jana ok", "tab", "enter")
        assert await reader.comes_to_show(f"{NAME}   author")
        await reader.press("escape", "colon")
        await reader.write("writer nobody", "enter")
        assert reader.note == "Nothing here is by “nobody”."


async def test_two_authors_are_not_made_one(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(library(tmp_path)) as reader:
        await reader.press("O")
        assert await reader.comes_to_show("ARTICLES  14")
        await reader.press("x")
        assert await reader.comes_to_show("Authors are known by their names alone.")


async def test_an_author_is_offered_no_keys_that_are_for_names_alone(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(library(tmp_path)) as reader:
        await reader.press("O")
        assert await reader.comes_to_show("ARTICLES  14")
        assert "f follow" in reader.shown()
        for offered in ("= the same as", "x not this one", "s both named"):
            assert offered not in reader.shown()
        await reader.press("equals_sign")
        assert await reader.comes_to_show("Authors are known by their names alone.")
        assert "The same as" not in reader.shown()


async def test_whoever_a_feed_alone_names_has_a_page(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        article = next(one for one in reader.shelf.articles(reader.screen.articles.ids) if one.authors)
        reader.screen.articles.go_to(article.id)
        await reader.press("O")
        assert await reader.comes_to_show(f"{article.authors[0]}   author")
        assert await reader.comes_to_show("ARTICLES  14")


def test_what_was_written_once_is_dated_once_and_whom_it_is_about_is_told_so() -> None:
    named = Named(Place(1, 0, 0), "Title", "Feed", datetime(2026, 11, 3, tzinfo=UTC), "It began.", 1)
    mara = Companion(Known("person", "mara sepp", "Mara Sepp", 0, (1,)), 1)
    author = Known("author", "idalund", "Ida Lund")
    one = Acquaintance(author, array("q", [1]), 1, first=named, last=named, company=(mara,))
    said = [row.lines[0][0][0].split(" ")[0] if row.lines[0] else "" for row in fact_rows(one, 40)]
    assert said == ["SEEN", "once", "", "ABOUT", "Mara", ""]
    twice = replace(one, known=replace(author, kind="person"), articles=array("q", [1, 2]))
    said = [row.lines[0][0][0].split(" ")[0] if row.lines[0] else "" for row in fact_rows(twice, 40)]
    assert said == ["SEEN", "last", "first", "", "WITH", "Mara", ""]


def test_company_that_is_counted_in_the_newest_articles_alone_is_said_to_be() -> None:
    mara = Companion(Known("person", "mara sepp", "Mara Sepp", 0, (1,)), 1)
    known = Known("person", "ida lund", "Ida Lund", 0, (2,))
    all_of_it = Acquaintance(known, array("q", range(5_000)), company=(mara,))
    assert "WITH PEOPLE" in [row.lines[0][0][0] for row in fact_rows(all_of_it, 60) if row.lines[0]]
    more = replace(all_of_it, articles=array("q", range(5_001)))
    heading = "WITH PEOPLE, IN THE NEWEST 5,000"
    assert heading in [row.lines[0][0][0] for row in fact_rows(more, 60) if row.lines[0]]
    assert more.company_from == 5_000
