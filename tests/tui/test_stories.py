"""Stories by keys: one row, all read at once, side by side, taken apart and put together."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Article
from tests.tui import world
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved
from tests.tui.world import NOW

_TEXTS = (
    (
        1,
        "Dockers at Port Kessler walk out",
        "Some 1,200 dockers stopped work at Port Kessler. Talks with Harlan Terminals broke down, "  # noqa: ISC004
        "said Ida Brandvold.",
    ),
    (
        2,
        "Port Kessler strike: talks break down",
        "A strike by 1,300 dockers at Port Kessler goes on, said Ida Brandvold. Harlan Terminals made "  # noqa: ISC004
        "no offer. Otto Quell came.",
    ),
    (
        1,
        "Fire destroys mill in Lower Asham",
        "Firefighters fought a blaze at the old paper mill in Lower Asham. Nobody was hurt.",
    ),
    (
        3,
        "Bakery in Upper Wenlow reopens",
        "The bakery in Upper Wenlow sells bread again after four years of repairs.",
    ),
)


def _articles() -> list[Article]:
    return [
        Article(
            n + 10,
            feed,
            "",
            title,
            f"https://x.example/{n}",
            published=NOW - timedelta(hours=n + 1),
            summary=text,
        )
        for n, (feed, title, text) in enumerate(_TEXTS)
    ]


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.storage.stories.now", lambda: NOW)


async def _library(folder: Path) -> Library:
    """A library of four articles, of which two are about one event."""
    library = shelved(folder, _articles())
    feeds = folder / "feeds.toml"
    feeds.write_text(
        feeds.read_text(encoding="utf-8").replace("stories = false", "stories = true"), encoding="utf-8"
    )
    await library.close()
    again = Library.open(feeds, folder / "library.db")
    await again.newsroom.settle()
    return again


async def test_a_story_is_a_row_that_says_how_many_other_sources_it_has(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(await _library(tmp_path)) as reader:
        assert len(reader.screen.articles.ids) == 3
        assert await reader.comes_to_show(f"{world.FEEDS[0].title} + 1")
        assert not any("Port Kessler strike" in line for line in reader.shown().splitlines())


async def test_opening_one_reads_them_all_and_undo_brings_all_back(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(await _library(tmp_path)) as reader:
        kessler = [one.id for one in reader.shelf.articles(range(1, 9)) if "Kessler" in one.title]
        await reader.press("enter", "enter")
        assert all(one.read for one in reader.shelf.articles(kessler))
        await reader.press("ctrl+z")
        assert not any(one.read for one in reader.shelf.articles(kessler))


async def test_the_story_shows_its_sources_what_each_adds_and_what_they_count(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(await _library(tmp_path)) as reader:
        await reader.press("ampersand")
        assert await reader.comes_to_show("2 articles, 2 sources")
        assert await reader.comes_to_show("Port Kessler strike: talks break down")
        assert await reader.comes_to_show("WHAT THEY COUNT")
        assert "1,300 → ~ 1,200" in reader.shown()
        assert "disputed" in reader.shown()


async def test_enter_on_a_figure_opens_its_article_at_its_place(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(await _library(tmp_path)) as reader:
        await reader.press("ampersand")
        assert await reader.comes_to_show("WHAT THEY COUNT")
        await reader.press("G", "k", "enter")
        assert reader.at == "reader"
        assert reader.trail is not None
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.title == "Port Kessler strike: talks break down"


async def test_an_article_is_taken_out_of_the_story_and_put_back(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(await _library(tmp_path)) as reader:
        await reader.press("ampersand")
        assert await reader.comes_to_show("2 articles")
        await reader.press("x")
        assert await reader.comes_to_show("1 article, 1 source")
        await reader.press("ctrl+z")
        assert await reader.comes_to_show("2 articles")
        await reader.press("x", "escape")
        assert len(reader.screen.articles.ids) == 4


async def test_several_selected_articles_are_made_one_story(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(await _library(tmp_path)) as reader:
        await reader.press("j", "v", "j", "ampersand")
        assert len(reader.screen.articles.ids) == 2
        assert "one story" in reader.note
        await reader.press("ctrl+z")
        assert len(reader.screen.articles.ids) == 3


async def test_stories_are_unfolded_by_a_key_and_stay_so(reading: OpenReader, tmp_path: Path) -> None:
    library = await _library(tmp_path)
    async with reading(library) as reader:
        await reader.press("backslash", "ampersand")
        assert len(reader.screen.articles.ids) == 4
        assert not library.folding
        await reader.press("backslash", "ampersand")
        assert len(reader.screen.articles.ids) == 3


async def test_what_is_about_nothing_else_has_no_story(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(await _library(tmp_path)) as reader:
        await reader.press("G", "ampersand")
        assert reader.top == "MainScreen"
        assert reader.note == "Nothing else here is about the same event."


async def test_a_story_of_very_many_articles_says_how_many_it_shows(
    reading: OpenReader, tmp_path: Path
) -> None:
    library = shelved(tmp_path)
    async with reading(library) as reader:
        await library.newsroom.join(list(range(1, 36)))
        await reader.press("ampersand")
        assert await reader.comes_to_show("STORY   35 articles, the newest 30 here, from ")
        await reader.press("x")
        assert await reader.comes_to_show("STORY   34 articles, the newest 30 here, from ")
