"""Names that are put together and told apart at the keys."""

from __future__ import annotations

from reader.library import Library
from tests.tui.conftest import OpenReader
from tests.tui.who_world import articles, library, open_page, to_row

__all__ = ["library"]


async def test_equals_puts_two_together_and_x_takes_them_apart(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await to_row(reader, "Tomas Reyk")
        await reader.press("equals_sign", "enter")
        assert await reader.comes_to_show("“Marta Ilves” and “Tomas Reyk” are one now.")
        assert await reader.comes_to_show("THE SAME AS")
        assert len(library.acquaintances.known_as("Tomas Reyk")[0].ids) == 2
        await reader.press("ctrl+z")
        assert await reader.comes_to_show_no("THE SAME AS")
        await reader.press("ctrl+y")
        assert await reader.comes_to_show("THE SAME AS")
        await to_row(reader, "Tomas Reyk")
        await reader.press("x")
        assert await reader.comes_to_show("“Marta Ilves” and “Tomas Reyk” are not the same now.")
        assert len(library.acquaintances.known_as("Tomas Reyk")[0].ids) == 1


async def test_x_on_an_article_says_that_it_means_another(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("G", "x")
        assert await reader.comes_to_show("The article means “Marta Ilves (2)”.")
        assert await reader.comes_to_show("one of 2 of this name")
        assert articles(reader) == [1, 2, 4]
        await reader.press("x", "enter")
        assert articles(reader) == [1, 2]
        await reader.press("ctrl+z")
        assert articles(reader) == [1, 2, 4]
        await reader.press("slash")
        await reader.write("Marta Ilves (2)", "enter")
        assert await reader.comes_to_show("Marta Ilves (2)   person")
        assert articles(reader) == [5]
        await reader.press("ctrl+z")
        assert await reader.comes_to_show("No article names this any more.")
        await reader.press("escape")
        assert articles(reader) == [1, 2, 4, 5]


async def test_the_panel_leads_to_whom_this_article_means(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("x", "escape")
        await reader.press("g", "enter", "l", "W")
        assert await reader.comes_to_show("Marta Ilves (2)   person")
