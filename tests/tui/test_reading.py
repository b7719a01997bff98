"""A person at the keys: moving, opening, reading on, finding."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from textual.events import MouseScrollUp

from reader.config import Settings
from reader.library import LibraryError, Opened
from reader.model import Article, Block, Document, View
from tests.tui import world
from tests.tui.conftest import OpenReader
from tests.tui.fake_library import FakeLibrary


async def test_the_reader_starts_with_what_is_unread(reading: OpenReader) -> None:
    async with reading() as reader:
        assert reader.screen.articles.view == View("unread")
        assert reader.at == "list"
        assert await reader.comes_to_show("30 unread")


async def test_without_feeds_the_list_says_in_full_how_to_get_one(reading: OpenReader) -> None:
    async with reading(FakeLibrary(rows=[], subscriptions=[]), width=100, height=30) as reader:
        assert reader.at == "feeds"
        pane = reader.screen.articles.region
        words = " ".join(line[pane.x : pane.right] for line in reader.shown().split("\n"))
        assert "No feeds yet. Type :subscribe ADDRESS, of a feed or a site." in " ".join(words.split())
        await reader.write(":subscribe https://new.example", "enter")
        assert await reader.comes_to_show("The first of a new feed")


async def test_without_feeds_but_with_kept_articles_the_reader_starts_in_the_list(
    reading: OpenReader,
) -> None:
    async with reading(FakeLibrary(subscriptions=[])) as reader:
        assert reader.at == "list"


async def test_j_k_g_and_g_upper_move_the_cursor(reading: OpenReader) -> None:
    async with reading() as reader:
        articles = reader.screen.articles
        await reader.press("j", "down", "j", "k")
        assert articles.cursor == 2
        await reader.press("G")
        assert articles.cursor == len(articles.ids) - 1
        await reader.press("g", "up")
        assert articles.cursor == 0


async def test_enter_opens_an_article_and_marks_it_read(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        assert reader.at == "reader"
        shown = reader.shown()
        for words in (
            "Dockers shut the port of Odrava",
            "3 min",
            "reporter based in Odrava",
            "ports and shipping",
            "dockers",
        ):
            assert words in shown
        assert reader.article(1).read
        assert "29 unread" in shown


async def test_opening_marks_nothing_where_the_settings_say_so(reading: OpenReader) -> None:
    settings = Settings(refresh_on_start=False, refresh_minutes=0, mark_read="never")
    async with reading(FakeLibrary(settings=settings)) as reader:
        await reader.press("l")
        assert not reader.article(1).read


async def test_h_q_and_escape_go_back_and_q_at_the_feeds_quits(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("l", "h")
        assert reader.at == "list"
        await reader.press("l", "escape", "q")
        assert reader.at == "feeds"
        await reader.press("q")
        assert reader.app.return_code == 0
    assert reader.library.closed


async def test_tab_goes_round_the_panes(reading: OpenReader) -> None:
    async with reading() as reader:
        seen = []
        for _ in range(4):
            await reader.press("tab")
            seen.append(reader.at)
        assert seen == ["reader", "sidebar", "feeds", "list"]
        await reader.press("shift+tab")
        assert reader.at == "feeds"


async def test_a_folder_closes_opens_and_is_remembered(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("h", "G", "h", "h")  # the last feed, its folder, closed
        assert "Orbit & Ocean" not in str(reader.screen.feeds._rows)
        assert reader.library.state["closed-folders"] == "Science"
        await reader.press("l", "enter")
        assert reader.screen.articles.view == View("folder", "Science")
        assert reader.at == "list"


async def test_resting_on_a_feed_shows_its_articles_and_its_error(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("h")
        while reader.screen.feeds.view != View("feed", "3"):
            await reader.press("j")
        await reader.pilot.pause(0.3)
        assert reader.screen.articles.view == View("feed", "3")
        assert "503" in reader.note


async def test_n_and_p_go_to_unread_articles_only(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.write(":all", "enter")
        await reader.press("j", "j", "n")  # past the fourth article, which is read
        assert reader.screen.articles.cursor == 4
        await reader.press("p")
        assert reader.screen.articles.cursor == 2


async def test_n_in_the_reader_opens_the_next_unread_article(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "n")
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 2
        assert reader.at == "reader"


async def test_space_reads_on_to_the_end_and_then_the_next_article(reading: OpenReader) -> None:
    async with reading(width=80, height=24) as reader:
        await reader.press("enter")
        for _ in range(12):
            await reader.press("space")
            if reader.screen.reader.article is not None and reader.screen.reader.article.id != 1:
                break
            last = reader.screen.reader.progress
        assert last == 100
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 2
        assert reader.screen.reader.scroll_y == 0


async def test_finding_goes_through_the_places_until_escape(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.write("/lemons", "enter")
        trail = reader.trail
        assert trail is not None
        assert len(trail.places) == 14
        assert await reader.comes_to_show("1 of 14")
        await reader.press("n", "n", "N")
        assert await reader.comes_to_show("2 of 14")
        assert not reader.article(1).saved
        await reader.press("escape")
        assert reader.trail is None
        assert reader.note == ""
        assert reader.at == "reader"


async def test_what_is_not_in_the_article_is_said(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.write("/zebra", "enter")
        assert "“zebra” is not in this article" in reader.note


async def test_slash_in_the_list_searches_everything(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.write("/night-train", "enter")
        assert reader.screen.articles.view == View("search", "night-train")
        assert len(reader.screen.articles.ids) == 5


async def test_a_name_in_the_sidebar_leads_to_its_mentions(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab")
        assert reader.at == "sidebar"
        await reader.press("enter")
        trail = reader.trail
        assert trail is not None
        assert (trail.label, trail.index) == ("Marta Ilves", 0)
        await reader.press("n")
        text = world.DOCUMENT.analysed_text
        place = reader.trail
        assert place is not None
        assert text[place.place.start : place.place.end] == "Ilves"
        assert reader.at == "sidebar"
        assert await reader.comes_to_show("Marta Ilves  2 of 2")


@pytest.mark.parametrize("height", [28, 29, 30])
async def test_the_list_begins_with_a_whole_row_at_its_end_and_under_the_wheel(
    reading: OpenReader, height: int
) -> None:
    async with reading(height=height) as reader:
        articles = reader.screen.articles
        await reader.press("G")
        assert articles.cursor == len(articles.ids) - 1
        assert articles.scroll_y > 0
        assert articles.scroll_y % articles.row_height() == 0
        last = articles.scroll_y
        for _ in range(2):
            articles.post_message(MouseScrollUp(articles, 5, 5, 0, -1, 0, False, False, False))
            await reader.pilot.pause()
        assert articles.scroll_y == last - 2 * articles.row_height()
        await reader.press("k")  # a list that was scrolled away from its cursor would stay there
        await reader.pilot.resize_terminal(160, height - 9)
        await reader.pilot.pause()
        assert articles.scroll_y % articles.row_height() == 0
        assert articles.row_top(articles.cursor) + 3 <= articles.scroll_y + articles.size.height


async def test_places_in_captions_come_where_they_stand_on_the_screen(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.write("/Odrava", "enter")
        assert reader.trail is not None
        lines = [reader.screen.reader.column.line_at(place.start) for place in reader.trail.places]
        assert lines == sorted(lines)
        starts = [place.start for place in reader.trail.places]
        assert starts != sorted(starts), "the caption's text lies after the body's"
        await reader.press("escape", "tab")
        while "Odrava" not in getattr(reader.screen.sidebar.insights.row, "label", ""):
            await reader.press("j")
        await reader.press("enter")
        assert [place.start for place in reader.trail.places] == starts


async def test_on_a_narrow_screen_one_pane_at_a_time_and_i_shows_the_sidebar(reading: OpenReader) -> None:
    async with reading(width=80, height=24) as reader:
        await reader.press("enter")
        assert "PEOPLE" not in reader.shown()
        await reader.press("i")
        assert await reader.comes_to_show("PEOPLE")
        await reader.press("enter")
        assert reader.at == "reader"
        assert await reader.comes_to_show("Marta Ilves")


async def test_i_and_z_change_what_stands_beside_the_text(reading: OpenReader) -> None:
    async with reading(width=120, height=36) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("FEEDS")
        await reader.press("i")
        assert await reader.comes_to_show("PEOPLE")
        assert "FEEDS" not in reader.shown()
        await reader.press("i", "z")
        assert "Unread" not in reader.shown()
        assert world.DOCUMENT.title in reader.shown()


async def test_a_better_text_keeps_the_line_being_read(reading: OpenReader) -> None:
    library = FakeLibrary(documents={1: Document(title="x", blocks=world.BODY[3:])}, gate=asyncio.Event())
    async with reading(library, width=100, height=24) as reader:
        screen = reader.screen
        await reader.pilot.press("enter")
        await reader.pilot.pause()
        screen.reader.go_to_offset(screen.reader.document.analysed_text.index("Warehouse 3"))
        await reader.pilot.pause()
        before = _top_line(reader.shown())
        better = replace(
            world.DOCUMENT, blocks=(Block("paragraph", "A new first paragraph. " * 9), *world.BODY)
        )
        screen._show_stage(Opened(library.rows[0], better, None, "", False))
        await reader.pilot.pause()
        assert _top_line(reader.shown()) == before
        assert library.gate is not None
        library.gate.set()


def _top_line(shown: str) -> str:
    return next(line for line in shown.split("\n") if "Warehouse" in line)[60:].strip()


async def test_the_line_being_read_is_kept_when_the_terminal_changes(reading: OpenReader) -> None:
    async with reading(width=160, height=30) as reader:
        await reader.press("enter")
        reader.screen.reader.go_to_offset(world.DOCUMENT.analysed_text.index("Warehouse 4"))
        await reader.pilot.pause()
        for width in (80, 120, 60):
            await reader.pilot.resize_terminal(width, 24)
            await reader.pilot.pause()
            assert await reader.comes_to_show("Warehouse 4")


async def test_an_article_opens_where_it_was_left(reading: OpenReader) -> None:
    offset = world.DOCUMENT.analysed_text.index("Warehouse 5")
    async with reading(FakeLibrary(state={"position:1": str(offset)}), height=24) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("Warehouse 5")
        await reader.press("g", "h")
        await reader.pilot.pause(1.2)
        assert reader.library.state["position:1"] == "0"


async def test_opening_another_article_ends_the_opening_of_the_first(reading: OpenReader) -> None:
    library = FakeLibrary(gate=asyncio.Event())
    async with reading(library) as reader:
        await reader.pilot.press("enter", "n")
        await reader.pilot.pause()
        assert library.asked == [("open", 1), ("open", 2)]
        assert [worker.name for worker in reader.app.workers if worker.group == "opening"] == [
            "_fetch_article"
        ]
        assert library.gate is not None
        library.gate.set()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LibraryError("The library is locked."), "The library is locked."),
        (
            RuntimeError("odd"),
            "Something went wrong (RuntimeError): odd. `reader doctor` checks what is kept.",
        ),
    ],
)
async def test_what_fails_is_said_and_the_reader_goes_on(
    reading: OpenReader, error: Exception, said: str
) -> None:
    async with reading(FakeLibrary(trouble=error)) as reader:
        await reader.pilot.press("enter")
        await reader.pilot.pause(0.1)
        assert reader.note == said
        assert reader.app.is_running


async def test_a_hundred_thousand_articles_are_read_a_page_at_a_time(reading: OpenReader) -> None:
    class Large(FakeLibrary):
        def article_ids(self, view: View) -> range:  # noqa: ARG002
            return range(1, 100_001)

        def articles(self, ids: Sequence[int]) -> list[Article]:
            self.asked.append(("rows", len(ids)))
            return [replace(self.rows[0], id=number, title=f"Story {number}") for number in ids]

        def count(self, view: View) -> int:  # noqa: ARG002
            return 100_000

    async with reading(Large()) as reader:
        await reader.press("G")
        assert await reader.comes_to_show("Story 100000")
        assert sum(n for what, n in reader.library.asked if what == "rows" and isinstance(n, int)) < 1000
