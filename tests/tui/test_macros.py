"""Macros, and the command line that they are made of, over a real library."""

from __future__ import annotations

from pathlib import Path

from reader.model import View
from reader.tui.screens.commanding import CommandingScreen
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved


def macros(folder: Path, *lines: str) -> str:
    """Return what feeds.toml has of macros."""
    return "\n[settings.macros]\n" + "\n".join(lines) + "\n"


async def test_a_macro_runs_its_commands_one_after_the_other(reading: OpenReader, tmp_path: Path) -> None:
    made = macros(tmp_path, '",m" = ["toggle-saved", "tag later", "next-unread"]')
    async with reading(shelved(tmp_path, more=made)) as reader:
        assert await reader.comes_to_show("Dockers shut the port")
        before = reader.shelf.count(View("saved"))
        first = reader.screen.articles.ids[0]
        await reader.press("comma", "m")
        assert reader.shelf.count(View("saved")) == before + 1
        assert reader.article(first).tags == ("later",)
        assert reader.screen.articles.cursor > 0


async def test_each_command_of_a_macro_waits_for_what_the_one_before_has_begun(
    reading: OpenReader, tmp_path: Path
) -> None:
    made = macros(tmp_path, 'twice = ["toggle-saved", "toggle-saved", "undo"]')
    async with reading(shelved(tmp_path, more=made)) as reader:
        first = reader.screen.articles.ids[0]
        before = reader.article(first).saved
        await reader.press("colon", *"twice", "enter")
        assert reader.article(first).saved is not before


async def test_a_macro_stops_at_the_first_command_that_fails_and_says_which(
    reading: OpenReader, tmp_path: Path
) -> None:
    made = macros(tmp_path, '",m" = ["goto Nowhere", "toggle-saved", "zen"]')
    async with reading(shelved(tmp_path, more=made)) as reader:
        before = reader.shelf.count(View("saved"))
        await reader.press("comma", "m")
        assert (
            reader.note
            == ",m stopped at “goto Nowhere” (2 more not run): No feed is called “Nowhere”; Tab completes."
        )
        assert reader.screen.status.trouble
        assert reader.shelf.count(View("saved")) == before


async def test_a_macro_waits_for_the_line_that_it_asks_for(reading: OpenReader, tmp_path: Path) -> None:
    made = macros(tmp_path, '",m" = ["tags", "toggle-saved"]')
    async with reading(shelved(tmp_path, articles=None, more=made)) as reader:
        first = reader.screen.articles.ids[1]
        before = reader.article(first).saved
        await reader.pilot.press("j", "comma", "m")
        await reader.pilot.pause()
        assert reader.screen.asking
        assert reader.article(first).saved is before
        await reader.pilot.press(*"later", "enter")
        await reader.press()
        assert "later" in reader.article(first).tags
        assert reader.article(first).saved is not before


async def test_a_macro_ends_where_its_question_is_not_answered(reading: OpenReader, tmp_path: Path) -> None:
    made = macros(tmp_path, '",m" = ["tags", "zen"]')
    async with reading(shelved(tmp_path, more=made)) as reader:
        await reader.pilot.press("comma", "m")
        await reader.pilot.pause()
        await reader.press("escape")
        assert reader.note == ",m stopped at “tags” (1 more not run): Nothing was typed."
        assert reader.at == "list"


async def type_command(reader: Reader, line: str, *then: str) -> None:
    await reader.press("colon")
    await reader.write(line, *then)


async def test_the_command_line_lists_what_it_may_become_above_it(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await type_command(reader, "brow")
        assert await reader.comes_to_show("Open the article in the browser")
        lines = reader.shown().splitlines()
        row = next(number for number, line in enumerate(lines) if line.startswith(" browser "))
        assert row < next(number for number, line in enumerate(lines) if line.startswith(" :brow"))
        await reader.press("escape")
        assert "Open the article in the browser" not in reader.shown()


async def test_tab_goes_through_the_candidates_and_enter_runs_the_one_there(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await type_command(reader, "toda", "tab", "enter")
        assert reader.screen.articles.view.kind == "today"
        await type_command(reader, "theme reader", "tab", "tab", "enter")
        assert reader.app.theme == "reader-light"
        await type_command(reader, "theme reader", "tab", "tab", "shift+tab", "enter")
        assert reader.app.theme == "reader-dark"


async def test_tags_feeds_and_folders_are_offered_where_they_are_taken(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        feed = reader.shelf.feeds()[0]
        await type_command(reader, f"feed {feed.title[:5].lower()}", "tab", "enter")
        assert reader.screen.articles.view == View("feed", str(feed.id))
        await type_command(reader, f"folder {feed.folder.lower()}", "enter")
        assert reader.screen.articles.view == View("folder", feed.folder)
        tag = reader.shelf.tags()[0].name
        await type_command(reader, f"tagged {tag[:2]}", "tab", "enter")
        assert reader.screen.articles.view == View("tag", tag)


async def test_up_brings_back_what_was_typed_also_the_next_time(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await type_command(reader, "today", "enter")
        await type_command(reader, "saved", "enter")
        await reader.press("colon", "up", "up", "enter")
        assert reader.screen.articles.view.kind == "today"
    async with reading(shelved(tmp_path, [])) as reader:
        await reader.press("colon", "up")
        assert reader.screen.prompt.query_one("#prompt-input").value == "today"  # type: ignore[attr-defined]
        await reader.press("up", "enter")
        assert reader.screen.articles.view.kind == "saved"


async def test_a_line_with_a_password_is_not_kept(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        screen: CommandingScreen = reader.screen
        screen._typed("frobnicate https://anna:secret@example.org/")
        await reader.press()
        assert "secret" not in reader.shelf.recall("commands typed")


async def test_a_number_before_a_command_counts(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await type_command(reader, "3 down", "enter")
        assert reader.screen.articles.cursor == 3


async def test_a_wrong_command_is_one_sentence(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await type_command(reader, "zen now", "enter")
        assert reader.note == "The command zen takes nothing after it."
        await type_command(reader, "frobnicate", "enter")
        assert reader.note == "There is no command “frobnicate”; ? shows all keys."


async def test_a_number_before_a_mark_marks_the_next_so_many(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids = list(reader.screen.articles.ids[:3])
        await reader.press("3", "asterisk")
        assert all(reader.article(one).starred for one in ids)
        assert not reader.article(reader.screen.articles.ids[3]).starred
        await reader.press("ctrl+z")
        assert not any(reader.article(one).starred for one in ids)
