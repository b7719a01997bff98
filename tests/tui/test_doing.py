"""A person at the keys: marking, taking back, fetching, typing commands, asking for help."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from reader.config import Settings
from reader.model import Author, Block, Document, Entity, Span, Understanding, View
from reader.refresh import FeedOutcome, RefreshReport
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary
from tests.tui.shelf import shelved


def copied(reader: Reader) -> str:
    return reader.app.clipboard


async def test_n_upper_toggles_read_and_undo_takes_it_back(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("N")
        assert reader.article(1).read
        assert await reader.comes_to_show("29 unread")
        await reader.press("ctrl+z")
        assert not reader.article(1).read
        assert "1 article unread" in reader.note
        await reader.press("ctrl+z")
        assert reader.note == "Nothing to take back."


async def test_s_saves_and_shows_its_sign(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        signs = reader.shown().count("◆")
        await reader.press("s")
        assert reader.article(1).saved
        assert reader.shown().count("◆") == signs + 1
        await reader.press("s")
        assert not reader.article(1).saved


async def test_star_stars_and_shows_a_star(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("asterisk")
        assert reader.article(1).starred
        assert reader.shown().count("★") == 1
        await reader.press("asterisk")
        assert not reader.article(1).starred


async def test_a_upper_marks_the_list_read_and_undo_brings_back_only_what_was_unread(
    reading: OpenReader,
) -> None:
    async with reading() as reader:
        before = reader.library.rows
        await reader.press("A")
        assert all(row.read for row in reader.library.rows)
        assert "Marked 30 articles read" in reader.note
        await reader.press("ctrl+z")
        assert reader.library.rows == before


async def test_a_upper_in_the_feeds_means_the_feed_under_the_cursor(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("h")
        while reader.screen.feeds.view != View("feed", "2"):
            await reader.press("j")
        await reader.press("A")
        unread = {row.feed_id for row in reader.library.rows if not row.read}
        assert unread == {1, 3, 4, 5}


async def test_what_was_just_read_stays_in_the_list_until_it_is_chosen_again(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("N")
        assert len(reader.screen.articles.ids) == 30
        await reader.press("h", "enter")
        assert len(reader.screen.articles.ids) == 29


async def test_t_edits_tags_and_completes_known_ones(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("j", "t")
        await reader.write("harbour, po", "tab", "enter")
        assert reader.article(2).tags == ("harbour", "ports")
        assert await reader.comes_to_show("# harbour")
        await reader.press("t", "ctrl+u", "enter")
        assert reader.article(2).tags == ()


async def test_escape_drops_a_prompt_and_gives_the_keys_back(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.write("ajk", "escape", "j")
        assert reader.screen.articles.cursor == 1
        assert not reader.library.asked


async def test_r_fetches_the_feed_of_the_article_and_r_upper_all(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("j", "r")
        assert reader.library.asked == [("refresh", [2])]
        await reader.press("R")
        assert reader.library.asked[-1] == ("refresh", None)
        assert "5 new articles. Not fetched: 朝浜新聞" in reader.note


async def test_what_is_due_is_fetched_at_the_start_and_while_the_application_is_open(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.deeds._LOOKED_AFTER", 0.05)
    settings = Settings(refresh_on_start=True, refresh_minutes=60)
    async with reading(FakeLibrary(settings=settings)) as reader:
        for _ in range(100):
            await reader.pilot.pause(0.05)
            if reader.library.asked.count(("due",)) >= 3:
                break
        assert reader.library.asked[:3] == [("due",)] * 3
        assert reader.note == "", "nothing new is no news"
        reader.library.due = RefreshReport((FeedOutcome(1, "The Northern Ledger", "", "fetched", new=2),))
        for _ in range(100):
            await reader.pilot.pause(0.05)
            if reader.note:
                break
        assert reader.note == "2 new articles."


async def test_the_application_fetches_nothing_by_itself_that_the_settings_forbid(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.deeds._LOOKED_AFTER", 0.02)
    async with reading() as reader:
        await reader.pilot.pause(0.2)
        assert reader.library.asked == []


async def test_when_nothing_can_be_fetched_that_is_said_first(reading: OpenReader) -> None:
    broken = [replace(feed, error="the name is not known") for feed in world.FEEDS]
    async with reading(FakeLibrary(subscriptions=broken, rows=[])) as reader:
        await reader.press("R")
        assert reader.note.startswith("None of the 5 feeds could be fetched: the name is not known")
        assert "Well read" not in reader.shown()


async def test_a_keeps_an_address_and_opens_it(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.write("ahttps://example.org/later", "enter")
        assert ("add", "https://example.org/later") in reader.library.asked
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 900
        assert await reader.comes_to_show("A page kept for later")


async def test_what_cannot_be_kept_is_said(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.pilot.press("a", "x", "enter")
        await reader.pilot.pause(0.1)
        assert reader.note == "x: there is no such file."


async def test_o_gives_the_address_to_the_program_of_the_settings(
    reading: OpenReader, tmp_path: Path
) -> None:
    command = ("cp", "/dev/null", str(tmp_path / "{url}"))
    settings = Settings(refresh_on_start=False, refresh_minutes=0, open_command=command)
    library = FakeLibrary(settings=settings)
    library.rows[1] = replace(library.rows[1], url="javascript:alert(1)")
    async with reading(library) as reader:
        await reader.pilot.press("o")
        await reader.pilot.pause(0.5)
        assert "could not open it" in reader.note  # cp has no such folder: its failure is told
        await reader.pilot.press("j", "o")
        await reader.pilot.pause(0.1)
        assert reader.note == "Only web addresses (http, https) are opened."


async def test_u_lists_the_links_with_their_numbers(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "u", "j")
        assert reader.top == "LinksScreen"
        shown = reader.shown()
        assert "https://example.org/timetable?from=odrava&to=skelby" in shown
        await reader.press("y")
        assert copied(reader).startswith("https://example.org/timetable")
        assert reader.top == "MainScreen"


async def test_an_article_without_links_says_so(reading: OpenReader) -> None:
    async with reading(FakeLibrary(documents={1: Document(blocks=(Block("paragraph", "x"),))})) as reader:
        await reader.press("enter", "u")
        assert reader.note == "This article has no links."


async def test_y_copies_the_address_or_the_row_of_the_sidebar(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("y")
        assert copied(reader) == "https://example.org/story-1"
        await reader.press("enter", "l", "y")
        assert copied(reader) == "Marta Ilves"


async def test_a_link_in_the_text_can_be_clicked(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(width=180) as reader:
        await reader.press("enter")
        opened: list[str] = []
        monkeypatch.setattr(type(reader.screen), "browse", lambda _self, url: opened.append(url))
        lines = reader.shown().split("\n")
        y = next(number for number, line in enumerate(lines) if "pay offer¹" in line)
        before = lines[y].partition("pay offer¹")[0]
        await reader.pilot.click(offset=(cell_len(before) + 1, y))
        assert opened == ["https://example.org/offer"]


async def test_a_click_opens_an_article_and_a_click_on_a_feed_shows_it(reading: OpenReader) -> None:
    async with reading() as reader:
        lines = reader.shown().split("\n")
        y = next(n for n, line in enumerate(lines) if "Courier de la Côte" in line[:30])
        await reader.pilot.click(offset=(8, y))
        await reader.pilot.pause()
        assert reader.screen.articles.view == View("feed", "2")
        await reader.pilot.click(reader.screen.articles, offset=(6, 1))
        await reader.pilot.pause()
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.feed_id == 2


async def test_commands_are_typed_completed_and_answered(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.write(":th", "tab")
        await reader.write("reader-l", "tab", "enter")
        assert reader.app.theme == "reader-light"
        await reader.write(":theme dark", "enter")
        assert reader.app.theme == "reader-dark"
        await reader.write(":theme mauve", "enter")
        assert "no theme “mauve”, but reader-dark, reader-light, " in reader.note
        await reader.write(":theme contrast", "enter")
        assert "no theme “contrast”, but reader-contrast-dark, " in reader.note
        await reader.write(":nonsense", "enter")
        assert "no command “nonsense”" in reader.note
        await reader.write(":subscribe https://new.example/feed", "enter")
        assert ("follow", "https://new.example/feed") in reader.library.asked
        assert reader.screen.articles.view == View("feed", "90")
        assert reader.note == "Subscribed to A new feed: 1 article."
        assert await reader.comes_to_show("A new feed")
        await reader.write(":quit", "enter")
        assert not reader.app.is_running


async def test_the_palette_knows_the_commands(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.pilot.press("ctrl+p")
        await reader.pilot.press(*"only the")
        await reader.pilot.pause(0.5)
        await reader.pilot.press("enter", "enter")
        await reader.pilot.pause()
        assert reader.screen.at == "reader"
        assert "FEEDS" not in reader.shown()


async def test_help_shows_every_group_of_keys(reading: OpenReader) -> None:
    async with reading(height=300) as reader:
        await reader.press("question_mark")
        assert reader.top == "HelpScreen"
        for words in ("MOVING", "READING", "MARKING", "FEEDS", "APPLICATION", "Ctrl+Z"):
            assert await reader.comes_to_show(words)
        await reader.press("escape")
        assert reader.top == "MainScreen"


async def test_help_keeps_its_two_columns_in_a_narrow_terminal(reading: OpenReader) -> None:
    async with reading(width=60, height=70) as reader:
        await reader.press("question_mark")
        lines = [line[3:] for line in reader.shown().split("\n")]
        assert any(line.startswith("Esc ") for line in lines)
        assert any(line.startswith(" " * 22) and line[22:23].isalpha() for line in lines)


async def test_keys_of_the_settings_replace_our_own(reading: OpenReader) -> None:
    settings = Settings(refresh_on_start=False, refresh_minutes=0, keys={"toggle_saved": "b,f8"})
    async with reading(FakeLibrary(settings=settings)) as reader:
        await reader.press("s")
        assert not reader.article(1).saved
        await reader.press("b")
        assert reader.article(1).saved
        assert await reader.comes_to_show(" b Save")


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light", "nord", "textual-ansi", "no such theme"])
async def test_any_theme_can_be_used(reading: OpenReader, theme: str) -> None:
    settings = Settings(theme=theme, refresh_on_start=False, refresh_minutes=0)
    async with reading(FakeLibrary(settings=settings)) as reader:
        await reader.press("enter", "i", "question_mark")
        assert await reader.comes_to_show("MOVING")


HOSTILE = "[/bold][@click=app.quit]x[/] \x1b]52;c;aGk=\x07\x9b31m\u202eevil\u200b [red"


async def test_hostile_words_are_shown_as_they_are_wherever_words_are_shown(reading: OpenReader) -> None:
    document = Document(
        title=HOSTILE,
        site=HOSTILE,
        standfirst=HOSTILE,
        blocks=(Block("paragraph", f"A {HOSTILE} b", (Span(2, 9, "link", "https://example.org"),)),),
        authors=(Author(HOSTILE, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE),),
    )
    understanding = Understanding(entities=(Entity(HOSTILE, "person", (Span(2, 9),), aliases=(HOSTILE,)),))
    library = FakeLibrary(documents={1: document}, understandings={1: understanding})
    library.rows[0] = replace(
        library.rows[0], title=HOSTILE, feed_title=HOSTILE, authors=(HOSTILE,), tags=(HOSTILE,)
    )
    library.subscriptions[0] = replace(world.FEEDS[0], title=HOSTILE, folder=HOSTILE, error=HOSTILE)
    async with reading(library) as reader:
        seen = [reader.shown()]
        for keys in (("h", "G"), ("l", "enter"), ("u",), ("escape", "t"), ("escape", "y"), ("R",)):
            await reader.press(*keys)
            seen.append(reader.shown())
        assert reader.app.is_running
        assert any("[/bold][@click=app.quit]x[/]" in shown for shown in seen)
        letters = {letter for shown in seen for letter in shown} - {"\n"}
        assert not [c for c in letters if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u200b"]
        assert not set("\x1b\x07\x9b\u202e") & set(copied(reader))


async def test_what_another_program_does_and_what_the_upkeep_says_is_shown(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.deeds._LOOKED_AT", 0.01)
    async with reading() as reader:
        assert 1 in reader.screen.articles.ids
        reader.library.rows.remove(reader.article(1))
        reader.library.upkeep.others = True
        reader.library.upkeep.notice = "There is no room for a backup."
        while reader.library.upkeep.others or reader.library.upkeep.notice:
            await reader.pilot.pause(0.01)
        await reader.pilot.pause()
        assert 1 not in reader.screen.articles.ids
        assert reader.note == "There is no room for a backup."
