"""Views, filters, orders and groups of the list, over a real library."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from reader.model import Article, View
from reader.storage import SESSION_ENDED, Store
from reader.storage.times import now
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

_KEPT = '[[view]]\nname = "Harbours"\nquery = "unread tag:ports"\n'


def titles(reader: Reader) -> list[str]:
    """The titles of the list from the top, as the library has them."""
    return [one.title for one in reader.shelf.articles(reader.screen.articles.ids)]


async def comes_to_count(reader: Reader, name: str, count: int) -> bool:
    """Whether so many stand behind a name in the feeds pane, now or within seconds."""
    for _ in range(200):
        if re.search(rf"^.{{2}}{name} +{count} ", reader.shown(), re.MULTILINE):
            return True
        await reader.pilot.pause(0.02)
    return False


def heading(reader: Reader) -> str:
    return str(reader.screen.query_one("#list-heading").visual)  # type: ignore[attr-defined]


async def test_saved_queries_stand_among_the_views_and_count_what_is_unread(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path, more=_KEPT)) as reader:
        assert await comes_to_count(reader, "Harbours", 4)
        await reader.press("N")  # of what is tagged so, the first
        assert await comes_to_count(reader, "Harbours", 3)


async def test_a_saved_query_is_opened_from_the_feeds_pane(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path, more=_KEPT)) as reader:
        await reader.press("V", *"harb", "enter")
        assert list(reader.screen.articles.ids) == [1, 11, 21, 31]
        assert "Harbours" in heading(reader)


async def test_views_of_what_is_not_there_are_not_listed(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        assert "Starred" in reader.shown()
        assert "Noted" not in reader.shown()
        assert "Highlighted" not in reader.shown()
        await reader.shelf.marks.write_note(1, "ask Marta")
        reader.screen.reload()
        assert await comes_to_count(reader, "Noted", 1)


async def test_a_filter_shows_of_a_view_what_meets_a_query(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        before = len(reader.screen.articles.ids)
        await reader.press("f")
        await reader.write("#ports")
        assert await reader.comes_to_show("4 articles")  # while it is typed
        await reader.press("enter")
        assert list(reader.screen.articles.ids) == [1, 11, 21, 31]
        assert "#ports" in heading(reader)
        assert "4 unread" in heading(reader)
        await reader.press("escape")
        assert len(reader.screen.articles.ids) == before
        assert "#ports" not in heading(reader)


async def test_a_filter_is_edited_and_emptied(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("f")
        await reader.write("saved", "enter", "f")
        assert reader.screen.prompt.query_one("PromptInput").value == "saved"  # type: ignore[attr-defined]
        await reader.press("ctrl+u", "enter")
        assert reader.screen.restriction == ""


async def test_a_mistake_in_a_filter_is_pointed_at_while_it_is_typed(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("f")
        await reader.write("persn:Ilves unread")
        assert await reader.comes_to_show("did you mean person?")
        lines = reader.shown().split("\n")
        at = next(n for n, line in enumerate(lines) if "persn:Ilves" in line)
        assert lines[at + 1].index("↑") == lines[at].index("persn")
        await reader.press("enter")
        assert reader.screen.restriction == ""


async def test_a_filter_is_completed_with_fields_and_with_names_of_the_library(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("f")
        await reader.write("pers", "tab")
        await reader.write("ilv", "tab", "enter")
        assert reader.screen.restriction == 'person:"Marta Ilves"'
        assert list(reader.screen.articles.ids) == [1]


async def test_what_is_filtered_is_kept_as_a_view_and_that_is_taken_back(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("f")
        await reader.write("#ports", "enter", "Q")
        await reader.write("My ports", "enter")
        assert [(one.name, one.query) for one in reader.shelf.queries.saved()] == [
            ("My ports", "unread tag:ports")
        ]
        assert 'name = "My ports"' in (tmp_path / "feeds.toml").read_text()
        assert "My ports" in heading(reader)
        await reader.press("ctrl+z")
        assert reader.shelf.queries.saved() == ()


async def test_several_keys_sort_a_list_and_stay_for_the_view(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library) as reader:
        await reader.press("S", "f", "t", "enter")
        shown = reader.shelf.articles(reader.screen.articles.ids)
        assert [(one.feed_title, one.title) for one in shown] == sorted(
            ((one.feed_title, one.title) for one in shown), key=lambda one: [part.casefold() for part in one]
        )
        assert "by feed · by title" in heading(reader).replace(", ", " · ")
        await reader.press(":")
        await reader.write("saved", "enter")
        assert "by feed" not in heading(reader)
        await reader.press("escape")
        assert "by feed" in heading(reader)


async def test_a_sort_key_pressed_twice_goes_the_other_way(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("S", "t", "t", "enter")
        assert titles(reader) == sorted(titles(reader), key=str.casefold, reverse=True)
        await reader.press(":")
        await reader.write("sort nonsense", "enter")
        assert "There is no order by “nonsense”" in reader.note


async def test_a_list_is_parted_by_feed_and_the_cursor_stops_at_no_heading(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("T", "T")
        shown = reader.shelf.articles(reader.screen.articles.ids)
        feeds = [one.feed_title for one in shown]
        assert len(set(feeds)) == sum(a != b for a, b in zip(feeds, ["", *feeds[:-1]], strict=True))
        assert await reader.comes_to_show(f"   {feeds[0]}")
        first = feeds.count(feeds[0])
        await reader.press("g", *["j"] * first)
        current = reader.screen.articles.current
        assert current is not None
        assert current.feed_title == feeds[first]


async def test_a_list_is_parted_by_day(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press(":")
        await reader.write("group day", "enter")
        for name in ("Today", "Yesterday", "Wednesday"):
            assert await reader.comes_to_show(f"   {name}")
        await reader.press("T", "T")
        assert "Yesterday" not in reader.shown()


async def test_clicking_a_heading_chooses_nothing(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("T", "j", "j")
        cursor = reader.screen.articles.cursor
        await reader.pilot.click("#list", offset=(4, 0))
        assert reader.screen.articles.cursor == cursor
        assert reader.at == "list"


async def test_read_ones_are_hidden_in_any_view_and_stay_while_it_is_shown(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press(":")
        await reader.write("all", "enter", "L")
        assert len(reader.screen.articles.ids) == 30
        await reader.press("N")
        with Store.open(tmp_path / "library.db") as other:
            other.set_read([4], False)
        reader.screen.articles.reload()
        await reader.press("j")
        assert list(reader.screen.articles.ids[:4]) == [1, 2, 3, 4]  # the first is read by now
        await reader.press("h", "l")
        await reader.press("L", "L")
        assert 1 not in reader.screen.articles.ids


async def test_what_is_new_since_the_last_session_has_a_view_a_line_and_a_notice(
    reading: OpenReader, tmp_path: Path
) -> None:
    library = shelved(tmp_path, world.articles(10))
    with Store.open(tmp_path / "library.db") as store:
        store.note_moment(SESSION_ENDED, now())
        newest = replace(
            world.articles(1)[0], id=11, title="Come this morning", url="https://example.org/new"
        )
        _add(store, replace(newest, published=world.NOW - timedelta(minutes=5)))
    async with reading(library) as reader:
        assert await reader.comes_to_show("1 new since")
        assert await reader.comes_to_show("until here new since")
        assert await comes_to_count(reader, "New", 1)
        await reader.press(":")
        await reader.write("new", "enter")
        assert titles(reader) == ["Come this morning"]


def _add(store: Store, article: Article) -> None:
    from tests.tui.shelf import _stock

    _stock(store, (article,))


async def test_articles_by_an_author_and_about_somebody_and_the_way_back(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        before = list(reader.screen.articles.ids)
        await reader.press("at")
        assert reader.screen.articles.view == View("author", "Jana Okonkwo-Lind")
        assert "By Jana Okonkwo-Lind" in heading(reader)
        assert len(reader.screen.articles.ids) == 14
        await reader.press("escape")
        assert list(reader.screen.articles.ids) == before
        await reader.press("enter", "l", "at")
        assert reader.screen.articles.view.kind == "entity"
        assert 1 in reader.screen.articles.ids
        await reader.press("h")
        assert reader.at == "sidebar"
        assert reader.screen.base == View("unread")


async def test_a_search_with_fields_is_a_query_and_one_without_is_full_text(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("/")
        await reader.write("today", "enter")
        assert reader.screen.base == View("search", "today")
        await reader.press("/")
        await reader.write("tag:ports saved", "enter")
        assert reader.screen.base == View("query", "tag:ports saved")


async def test_a_name_is_completed_in_the_command_line(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press(":")
        await reader.write("entity Mar", "tab", "enter")
        assert reader.screen.base == View("entity", "Marta Ilves")


async def test_all_read_means_what_the_filter_shows(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("f")
        await reader.write("#ports", "enter", "A")
        assert reader.shelf.count(View("unread")) == 26
        await reader.press("ctrl+z")
        assert reader.shelf.count(View("unread")) == 30


async def test_looking_for_articles_is_stopped_with_escape(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library) as reader:
        library.queries.select = _waiting  # type: ignore[method-assign]
        await reader.pilot.press(":")
        for letter in "query":
            await reader.pilot.press(letter)
        await reader.pilot.press("space", "i", "d", ":", "greater_than_sign", "0", "enter")
        assert await reader.comes_to_show("found … Esc stops")
        await reader.pilot.press("escape")
        assert await reader.comes_to_show("Stopped: 2 articles found so far.")
        assert list(reader.screen.articles.ids) == [1, 2]


async def _waiting(view: View) -> AsyncGenerator[Sequence[int], None]:
    """Give two articles and then nothing for ever."""
    yield [1, 2]
    await asyncio.Event().wait()


async def test_an_empty_list_says_that_what_is_asked_for_may_not_be_known_yet(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("f")
        await reader.write("person:nobody-at-all", "enter")
        assert "meets the filter" in reader.screen.articles.empty
        assert "opened or read ahead" in reader.screen.articles.empty
        await reader.press("escape", "f")
        await reader.write("title:nothing-of-the-kind", "enter")
        assert "meets the filter" in reader.screen.articles.empty
        assert "opened or read ahead" not in reader.screen.articles.empty
