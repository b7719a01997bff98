"""The screen of all feeds: what its keys change stands in feeds.toml, and Ctrl-Z brings it back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reader.demo import DemoServer
from reader.model import View
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved


def written(folder: Path) -> dict[str, dict[str, Any]]:
    """What feeds.toml says of each feed, by its title."""
    feeds = tomllib.loads((folder / "feeds.toml").read_text(encoding="utf-8"))["feed"]
    return {feed.get("title", feed["url"]): feed for feed in feeds}


def order(folder: Path) -> list[str]:
    return list(written(folder))


async def go_to(reader: Reader, title: str) -> None:
    """Put the cursor on the row with this name."""
    from reader.tui.widgets.subscription_list import SubscriptionList
    from reader.tui.widgets.subscription_rows import FolderRow

    rows = reader.app.screen.query_one(SubscriptionList)
    names = [row.folder if isinstance(row, FolderRow) else row.title for row in rows.rows]
    await reader.press("g", *["j"] * names.index(title))
    assert rows.cursor == names.index(title)


async def test_f_upper_shows_all_feeds_in_their_folders(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path), width=150) as reader:
        await reader.press("F")
        assert reader.top == "FeedsScreen"
        shown = reader.shown()
        assert "FEEDS  5" in shown
        for part in ("The Northern Ledger", "World", "unread/total", "ledger.example", "a add"):
            assert part in shown
        await reader.press("escape")
        assert reader.top == "MainScreen"


CHANGES: dict[str, tuple[tuple[str, ...], str, Any]] = {
    "rename": (("r", "ctrl+u", "N", "e", "w", "enter"), "title", "New"),
    "move": (("m", "ctrl+u", "N", "e", "w", "enter"), "folder", "New"),
    "interval": (("i", "2", "h", "enter"), "interval", 120),
    "tags": (("t", "x", "comma", "y", "enter"), "tags", ["x", "y"]),
    "mute": (("u",), "mute", True),
    "full text": (("x", "x"), "full_text", True),
}


@pytest.mark.parametrize("name", CHANGES)
async def test_a_key_changes_the_feed_under_the_cursor_and_undo_brings_it_back(
    reading: OpenReader, tmp_path: Path, name: str
) -> None:
    keys, key, value = CHANGES[name]
    library = shelved(tmp_path, more="# The end.\n")
    before = library.feeds_path.read_text(encoding="utf-8")
    async with reading(library, width=150) as reader:
        await reader.press("F")
        await go_to(reader, "The Northern Ledger")
        await reader.press(*keys)
        assert value in [feed.get(key) for feed in written(tmp_path).values()]
        assert "# The end." in library.feeds_path.read_text(encoding="utf-8")
        while library.feeds_path.read_text(encoding="utf-8") != before:
            await reader.press("ctrl+z")


async def test_a_removed_feed_comes_back_with_its_articles(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    before = library.feeds_path.read_text(encoding="utf-8")
    async with reading(library, width=150) as reader:
        feed = next(one for one in library.feeds() if one.title == "The Northern Ledger")
        articles = library.articles(library.article_ids(View("feed", str(feed.id))))
        assert articles
        await reader.press("F")
        await go_to(reader, "The Northern Ledger")
        await reader.press("d")
        assert "The Northern Ledger" not in order(tmp_path)
        assert "Ctrl+Z brings it back" in reader.shown()
        await reader.press("ctrl+z")
        assert library.feeds_path.read_text(encoding="utf-8") == before
        assert library.articles(library.article_ids(View("feed", str(feed.id)))) == articles
        await reader.press("ctrl+y")
        assert "The Northern Ledger" not in order(tmp_path)
        await reader.press("escape", "ctrl+z")
        assert library.feeds_path.read_text(encoding="utf-8") == before, "also from the main screen"


async def test_feeds_and_folders_are_put_higher_and_lower(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library, width=150) as reader:
        before = [feed.title for feed in library.feeds()]
        folder = library.feeds()[0].folder
        inside = [feed.title for feed in library.feeds() if feed.folder == folder]
        await reader.press("F")
        await go_to(reader, inside[0])
        await reader.press("J")
        now = [feed.title for feed in library.feeds() if feed.folder == folder]
        assert now[:2] == inside[1::-1]
        await reader.press("K")
        assert [feed.title for feed in library.feeds()] == before
        await go_to(reader, folder)
        await reader.press("J")
        assert library.feeds()[0].folder != folder


async def test_selected_feeds_are_changed_together(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library, width=150) as reader:
        await reader.press("F")
        await go_to(reader, "The Northern Ledger")
        await reader.press("v", "v", "m", "ctrl+u")
        await reader.write("Both", "enter")
        assert [feed.folder for feed in library.feeds()].count("Both") == 2
        await reader.press("ctrl+z")
        assert "Both" not in [feed.folder for feed in library.feeds()]


async def test_folders_are_renamed_and_removed(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library, width=150) as reader:
        folder = library.feeds()[0].folder
        many = [feed.folder for feed in library.feeds()].count(folder)
        await reader.press("F")
        await go_to(reader, folder)
        await reader.press("r", "ctrl+u")
        await reader.write("Planet", "enter")
        assert [feed.folder for feed in library.feeds()].count("Planet") == many
        await go_to(reader, "Planet")
        await reader.press("d")
        assert "Planet" not in [feed.folder for feed in library.feeds()]
        assert len(library.feeds()) == 5


async def test_a_filter_shows_what_has_its_words(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path), width=150) as reader:
        await reader.press("F", "slash")
        await reader.write("ledger")
        assert "FEEDS  1 of 5" in reader.shown()
        await reader.press("enter")
        assert "FEEDS  1 of 5" in reader.shown()
        await reader.press("escape")
        assert "FEEDS  5" in reader.shown()


async def test_enter_shows_the_articles_of_a_feed(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library, width=150) as reader:
        await reader.press("F")
        await go_to(reader, "The Northern Ledger")
        await reader.press("enter")
        assert reader.top == "MainScreen"
        feed = next(one for one in library.feeds() if one.title == "The Northern Ledger")
        assert reader.screen.articles.view == View("feed", str(feed.id))
        assert reader.at == "list"


async def test_a_site_is_subscribed_to_in_the_folder_under_the_cursor(
    reading: OpenReader, tmp_path: Path, demo: DemoServer
) -> None:
    library = shelved(tmp_path)
    async with reading(library, width=150) as reader:
        folder = library.feeds()[0].folder
        await reader.press("F")
        await go_to(reader, "The Northern Ledger")
        await reader.press("a")
        await reader.write(demo.base_url, "escape")
        assert len(library.feeds()) == 5
        feed = next(line for line in demo.feeds_toml.splitlines() if line.startswith("url")).split('"')[1]
        await reader.press("a")
        await reader.write(feed, "enter")
        assert await reader.comes_to_show("Subscribed to")
        assert library.feeds()[-1].folder == folder
        assert library.feeds()[-1].total


async def test_what_cannot_be_done_is_a_sentence(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path), width=150) as reader:
        await reader.press("F", "j", "i")
        await reader.write("often", "enter")
        assert "Write how often" in reader.shown()
        await reader.press("a")
        await reader.write("http://127.0.0.1:9/", "enter")
        assert await reader.comes_to_show("127.0.0.1")
        assert reader.top == "FeedsScreen"


async def test_what_an_editor_writes_is_shown_and_a_mistake_is_said(
    reading: OpenReader, tmp_path: Path
) -> None:
    library = shelved(tmp_path)
    path = library.feeds_path
    before = path.read_text(encoding="utf-8")
    async with reading(library, width=150) as reader:
        await reader.press("F")
        path.write_text(before.replace("The Northern Ledger", "The Southern Ledger"), encoding="utf-8")
        await reader.screen.look_at_feeds_file().wait()
        assert "The Southern Ledger" in reader.shown() or await reader.comes_to_show("The Southern Ledger")
        path.write_text(before + "\n[[feed]]\nurl = 5\n", encoding="utf-8")
        await reader.screen.look_at_feeds_file().wait()
        assert await reader.comes_to_show("stays as it was read before")
        assert len(library.feeds()) == 5
        await reader.press("j", "u")
        assert await reader.comes_to_show("feeds.toml was not changed")
        assert path.read_text(encoding="utf-8").endswith("url = 5\n")


@pytest.mark.parametrize("size", [(150, 42), (80, 24)])
async def test_the_screen_fits(reading: OpenReader, tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(shelved(tmp_path), width=size[0], height=size[1]) as reader:
        await reader.press("F")
        shown = reader.shown()
        assert "Ctrl+Z undo" in shown
        assert "Esc closes" in shown
        assert ("Address" in shown) == (size[0] > 100)


async def test_commands_change_the_feed_that_the_cursor_is_on(reading: OpenReader, tmp_path: Path) -> None:
    library = shelved(tmp_path)
    async with reading(library, width=150) as reader:
        await reader.press("F")
        await go_to(reader, "The Northern Ledger")
        await reader.press("enter")
        for command in (
            "rename-feed Echo",
            "move-feed New",
            "feed-interval 2h",
            "feed-tags x, y",
            "mute-feed",
        ):
            await reader.press("colon")
            await reader.write(command, "enter")
        feed = written(tmp_path)["Echo"]
        assert (feed["folder"], feed["interval"], feed["tags"], feed["mute"]) == (
            "New",
            120,
            ["x", "y"],
            True,
        )
        await reader.press("colon")
        await reader.write("unsubscribe", "enter")
        assert "Echo" not in order(tmp_path)


async def test_a_wide_window_names_all_keys_and_a_narrow_one_how_to_leave(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path), width=150) as reader:
        await reader.press("F")
        assert "H health · o site · y copy · Ctrl+Y redo · Esc closes" in reader.shown()
        assert "Esc closes" in reader.shown()
        await reader.pilot.resize_terminal(80, 24)
        await reader.pilot.pause()
        assert "Ctrl+Z undo · x full text · R fetch · Esc closes" in reader.shown()
        assert "health" not in reader.shown()


async def test_muting_says_where_the_articles_are_then(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path), width=150) as reader:
        await reader.press("F")
        await go_to(reader, "The Northern Ledger")
        await reader.press("u")
        await reader.comes_to_show("is muted: only its own list and a search show what comes.")


async def test_what_was_done_is_not_undone_while_a_line_is_typed(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path), width=150) as reader:
        await reader.press("F")
        await go_to(reader, "The Northern Ledger")
        await reader.press("d")
        await reader.comes_to_show("is no longer subscribed to")
        await reader.press("a", "x", "ctrl+z")
        await reader.pilot.pause()
        assert len(reader.shelf.feeds()) == 4
        await reader.press("escape", "ctrl+z")
        await reader.comes_to_show("Subscribed to The Northern Ledger again")
        assert len(reader.shelf.feeds()) == 5


@pytest.mark.parametrize("width", [36, 44, 50, 64])
async def test_a_narrow_window_shows_the_names_of_feeds_whatever_else_it_leaves_out(
    reading: OpenReader, tmp_path: Path, width: int
) -> None:
    async with reading(shelved(tmp_path), width=width) as reader:
        await reader.press("F")
        assert await reader.comes_to_show("The Northern Led")
        assert "Title" in reader.shown()
        assert all(len(line) <= width for line in reader.shown().splitlines())


async def test_what_a_muted_feed_took_out_of_the_list_is_back_with_an_undo(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("backslash", "a")  # all articles
        before = list(reader.screen.articles.ids)
        await reader.press("c", "u")
        assert len(reader.screen.articles.ids) < len(before)
        await reader.press("ctrl+z")
        assert list(reader.screen.articles.ids) == before
        await reader.press("ctrl+y")
        assert len(reader.screen.articles.ids) < len(before)
