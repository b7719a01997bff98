"""Articles that are read by going past them in the list, where the settings say so."""

from __future__ import annotations

from pathlib import Path

from textual.events import MouseScrollDown

from reader.library import Library
from reader.model import View
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved
from tests.tui.test_mouse import wheel

SCROLL = "mark_read = 'scroll'\n"
LOW = {"width": 100, "height": 20}


def passed(reader: Reader) -> list[bool]:
    """Which of the articles of the list are read, in its order."""
    return [article.read for article in reader.shelf.articles(reader.screen.articles.ids)]


async def settled(reader: Reader) -> None:
    """What was passed is marked within a moment."""
    await reader.pilot.pause(0.4)
    await reader.press()


async def show_all(reader: Reader) -> None:
    """Show all articles, of which some are read, and go to the list."""
    await reader.press("backslash", "a")
    await reader.screen.marking.set_read(reader.screen.articles.ids, False)
    await reader.press()
    assert reader.at == "list"


async def test_what_leaves_the_list_over_its_top_is_read_and_nothing_else(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, settings=SCROLL), **LOW) as reader:
        await show_all(reader)
        rows = reader.screen.articles
        await reader.press("j", "j")
        await settled(reader)
        assert not any(passed(reader)), "nothing has left the list yet"
        await reader.press(*"jjjjjjjj")
        await settled(reader)
        top = rows.row_at(round(rows.scroll_y))
        assert top > 0
        assert passed(reader) == [row < top for row in range(len(rows.ids))]


async def test_one_step_takes_back_all_that_was_passed_in_a_list(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, settings=SCROLL), **LOW) as reader:
        await show_all(reader)
        for _ in range(3):
            await reader.press("pagedown")
            await settled(reader)
        many = sum(passed(reader))
        assert many > 5
        await reader.press("ctrl+z")
        assert reader.note == f"Taken back: {many} articles unread."
        assert not any(passed(reader))
        await reader.press("ctrl+y")
        assert sum(passed(reader)) == many


async def test_what_was_done_between_parts_the_steps(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, settings=SCROLL), **LOW) as reader:
        await show_all(reader)
        await reader.press("pagedown", "pagedown")
        await settled(reader)
        first = sum(passed(reader))
        await reader.press("s", "pagedown")
        await reader.press("ctrl+z")
        assert sum(passed(reader)) == first, "what is passed is marked before it is taken back"
        await reader.press("ctrl+z", "ctrl+z")
        assert not any(passed(reader))


async def test_the_wheel_passes_too_and_the_end_key_does_not(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, settings=SCROLL), **LOW) as reader:
        await show_all(reader)
        await reader.press("G", "g")
        await settled(reader)
        assert not any(passed(reader))
        await wheel(reader, reader.screen.articles, MouseScrollDown)
        await settled(reader)
        assert sum(passed(reader)) == 3


async def test_going_up_and_selecting_read_nothing(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, settings=SCROLL), **LOW) as reader:
        await show_all(reader)
        await reader.press("G", "pageup", "pageup", "g", "v", "pagedown", "pagedown")
        await settled(reader)
        assert not any(passed(reader))


async def test_by_itself_nothing_is_read_in_passing(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path), **LOW) as reader:
        await show_all(reader)
        await reader.press("pagedown", "pagedown")
        await settled(reader)
        assert not any(passed(reader))
        await reader.press("enter")
        assert sum(passed(reader)) == 1


async def test_never_reads_nothing_that_is_opened(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, settings="mark_read = 'never'\n")) as reader:
        before = reader.shelf.count(View("unread"))
        await reader.press("enter")
        assert reader.at == "reader"
        assert reader.shelf.count(View("unread")) == before


async def test_the_setting_of_older_releases_still_counts(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, settings="mark_read_on_open = false\n")) as reader:
        before = reader.shelf.count(View("unread"))
        await reader.press("enter")
        assert reader.shelf.count(View("unread")) == before


async def test_a_story_that_is_passed_is_read_as_one(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path, settings=SCROLL)
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(
        feeds.read_text(encoding="utf-8").replace("stories = false", "stories = true"), encoding="utf-8"
    )
    await library.close()
    library = Library.open(feeds, tmp_path / "library.db")
    async with reading(library, **LOW) as reader:
        await show_all(reader)
        first, *_, last = reader.screen.articles.ids
        await library.newsroom.join([first, last])
        await reader.press("pagedown", "pagedown")
        await settled(reader)
        assert last not in reader.screen.articles.ids[:20]
        assert [article.read for article in library.articles([first, last])] == [True, True]
        await reader.press("ctrl+z")
        assert [article.read for article in library.articles([first, last])] == [False, False]
