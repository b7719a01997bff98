"""The page of a name at the keys: gone to, gone through, back."""

from __future__ import annotations

import pytest

from reader.library import Library
from reader.model import (
    Span,
    View,
)
from reader.tui.widgets.fact_list import FactList
from reader.tui.widgets.named_list import NamedList
from tests.tui.conftest import OpenReader
from tests.tui.who_world import articles, library, open_page, page, row, to_row

__all__ = ["library"]


async def test_w_on_a_name_in_the_panel_shows_its_page(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("enter", "l", "W")
        assert await reader.comes_to_show(" in 4 articles")
        assert await reader.comes_to_show("Mentions a week")
        assert articles(reader) == [1, 2, 4, 5]
        shown = reader.shown()
        assert "Marta Ilves   person" in shown
        assert "The strike in Odrava is over, said Marta Ilves." in shown
        for said in (
            "SEEN",
            "IS",
            "union leader",
            "ALSO CALLED",
            "WITH PEOPLE",
            "Tomas Reyk",
            "Mentions a week",
        ):
            assert said in shown


async def test_w_in_the_text_is_about_the_name_gone_to_and_else_asks(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await reader.press("enter", "W")
        await reader.write("reyk", "enter")
        assert await reader.comes_to_show("Tomas Reyk   person")
        await reader.press("escape", "l", "enter", "h")
        assert reader.at == "reader"
        assert reader.trail is not None
        await reader.press("W")
        assert await reader.comes_to_show(f"{reader.trail.label}   person")


async def test_a_name_is_completed_where_one_is_asked_for_also_after_a_space(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await reader.press("enter", "W")
        await reader.write("marta il", "tab", "enter")
        assert await reader.comes_to_show("Marta Ilves   person")
        await reader.press("escape", "colon")
        await reader.write("who tomas r", "tab", "enter")
        assert await reader.comes_to_show("Tomas Reyk   person")


async def test_a_name_that_nobody_has_is_said(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("colon")
        await reader.write("who Nemo", "enter")
        assert reader.note == "“Nemo” is named in no article that was understood."
        assert reader.top == "MainScreen"


async def test_enter_opens_the_article_at_the_mention_and_escape_is_back(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("j", "j", "enter")
        shown = reader.screen.reader
        assert shown.article is not None
        assert shown.article.id == 4
        assert reader.trail is not None
        assert (reader.trail.label, reader.trail.place) == ("Marta Ilves", Span(13, 24))
        await reader.press("escape")
        assert reader.top == "WhoScreen"
        assert page(reader).query_one(NamedList).has_focus
        assert await reader.comes_to_show("Marta Ilves   person")
        assert page(reader).query_one(NamedList).article_id == 4
        await reader.press("escape")
        assert reader.top == "MainScreen"
        await reader.press("escape")
        assert reader.top == "MainScreen"


@pytest.mark.parametrize(
    ("label", "number", "words"),
    [
        ("7 percent", 4, "7 percent"),
        ("union leader", 4, "Union leader"),
        ("Ilves", 1, "Ilves"),
        ("first", 5, "Marta Ilves"),
    ],
)
async def test_what_is_known_leads_to_its_place(
    reading: OpenReader, library: Library, label: str, number: int, words: str
) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await to_row(reader, label)
        await reader.press("enter")
        shown = reader.screen.reader
        assert shown.article is not None
        assert shown.article.id == number
        assert reader.trail is not None
        place = reader.trail.place
        assert shown.document.analysed_text[place.start : place.end] == words
        await reader.press("escape")
        assert page(reader).query_one(FactList).has_focus


@pytest.mark.parametrize("size", [(142, 42), (80, 24)])
async def test_a_page_gone_back_to_is_where_it_was_left(
    reading: OpenReader, library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, *size) as reader:
        await open_page(reader)
        await reader.press("j")
        await to_row(reader, "Tomas Reyk")
        await reader.press("enter")
        assert await reader.comes_to_show("Tomas Reyk   person")
        await reader.press("escape")
        assert await reader.comes_to_show("Marta Ilves   person")
        facts, named = page(reader).query_one(FactList), page(reader).query_one(NamedList)
        assert facts.has_focus
        assert facts.row is not None
        assert facts.row.label.startswith("Tomas Reyk")
        assert await reader.comes_to_show("Tomas Reyk")
        assert named.cursor == 1


async def test_a_figure_in_a_sentence_without_the_name_is_not_beside_it(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        assert "38" not in [
            shown.label.split()[0] for shown in page(reader).query_one(FactList)._rows if shown.label
        ]
        await to_row(reader, "Nordvest")
        await reader.press("enter")
        await to_row(reader, "38 ships")


async def test_whom_it_is_named_with_has_a_page_and_pages_are_gone_back_through(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await to_row(reader, "Tomas Reyk")
        await reader.press("enter")
        assert await reader.comes_to_show("Tomas Reyk   person")
        assert "from Marta Ilves" in reader.shown()
        assert articles(reader) == [1, 4]
        await to_row(reader, "Odrava")
        await reader.press("enter")
        assert await reader.comes_to_show("Odrava   place")
        await reader.press("escape")
        assert await reader.comes_to_show("Tomas Reyk   person")
        await reader.press("h")
        assert await reader.comes_to_show("Marta Ilves   person")
        await reader.press("q")
        assert reader.top == "MainScreen"


async def test_s_goes_to_where_both_are_named(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader, "Odrava")
        await reader.press("s")
        assert await reader.comes_to_show("Put the cursor on somebody")
        await to_row(reader, "Nordvest")
        await reader.press("s")
        assert reader.top == "MainScreen"
        assert reader.trail is not None
        assert reader.trail.label == "Nordvest"


async def test_a_shows_its_articles_in_the_list(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("a")
        assert reader.screen.articles.view == View("query", 'who:"Marta Ilves"')
        assert list(reader.screen.articles.ids) == [1, 2, 4, 5]


async def test_a_narrow_window_shows_one_list_after_the_other(reading: OpenReader, library: Library) -> None:
    async with reading(library, width=80, height=24) as reader:
        await open_page(reader)
        assert "ARTICLES" in reader.shown()
        assert "SEEN" not in reader.shown()
        await reader.press("tab")
        assert await reader.comes_to_show("SEEN")
        assert "ARTICLES" not in reader.shown()
        await reader.press("right_curly_bracket")
        assert row(reader) == "union leader"
        await reader.press("left_curly_bracket", "tab", "G")
        assert page(reader).query_one(NamedList).article_id == 5


async def test_slash_shows_the_page_of_another_and_y_copies(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("slash")
        await reader.write("skelby", "enter")
        assert await reader.comes_to_show("Skelby   place")
        await reader.press("escape", "j", "y")
        assert reader.app.clipboard == "The strike in Odrava is over, said Marta Ilves."
