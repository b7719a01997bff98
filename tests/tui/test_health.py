"""The feeds' health: looked at, and helped with a key; and a site's feeds, chosen from."""

from __future__ import annotations

from typing import Any

import pytest

from reader.library import FeedLink, LibraryError
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary
from tests.tui.test_screens import SIZES, presses, reader


def pane_of_feeds(reader: Reader) -> str:
    """What stands in the pane of feeds."""
    feeds = reader.screen.feeds
    return "\n".join(feeds.render_line(line).text for line in range(feeds.size.height))


async def test_h_upper_shows_what_is_the_matter_with_feeds_the_worst_first(reading: OpenReader) -> None:
    async with reading(width=120) as shown:
        await shown.press("H")
        assert shown.top == "HealthScreen"
        screen = shown.shown()
        assert "HEALTH OF FEEDS  2 to look at, 3 well" in screen
        assert "It has not answered for 12 days" in screen
        assert "Look on its site for its new address, or remove it; its articles stay." in screen
        assert "next in 20h" in screen
        assert "not asked any more" in screen
        assert "\x1b" not in screen
        assert (
            screen.index("dead") < screen.index("moved") < screen.index("noisy") < screen.index("Nothing is")
        )


async def test_enter_does_what_helps(reading: OpenReader) -> None:
    async with reading(width=120) as shown:
        await shown.press("H", "j", "enter")
        assert shown.library.asked == [("cure", 4, "move")]
        assert "move is done." in shown.shown()
        await shown.press("escape")
        assert shown.top == "MainScreen"


async def test_a_feed_is_removed_only_when_the_key_is_pressed_twice(reading: OpenReader) -> None:
    async with reading(width=120) as shown:
        await shown.press("H", "enter")
        assert "Once more removes 朝浜新聞; its articles stay." in shown.shown()
        assert shown.library.asked == []
        await shown.press("j", "k", "enter")
        assert shown.library.asked == [], "to move on is to think better of it"
        await shown.press("d")
        assert shown.library.asked == [("cure", 3, "remove")]
        assert "朝浜新聞" in pane_of_feeds(shown)
        await shown.press("escape")
        assert "朝浜新聞" not in pane_of_feeds(shown)


@pytest.mark.parametrize(("key", "cure"), [("r", "refresh"), ("f", "full_text"), ("m", "mute")])
async def test_a_key_helps_whatever_is_the_matter(reading: OpenReader, key: str, cure: str) -> None:
    async with reading(width=120) as shown:
        await shown.press("H", "G", key)
        assert shown.library.asked == [("cure", 5, cure)]


async def test_a_click_goes_to_a_row_and_another_does_what_helps(reading: OpenReader) -> None:
    async with reading(width=120) as shown:
        await shown.press("H")
        for clicks in (1, 2):
            await shown.pilot.click("#health-list", offset=(20, 2))
            await shown.app.workers.wait_for_complete()
            await shown.pilot.pause()
            asked = [("cure", 4, "move")] if clicks == 2 else []
            assert shown.library.asked == asked


async def test_what_cannot_be_done_is_said(reading: OpenReader) -> None:
    library = FakeLibrary(trouble=LibraryError("The disk is full."))
    async with reading(library, width=120) as shown:
        await shown.press("H", "r")
        assert "The disk is full." in shown.shown()
        assert shown.top == "HealthScreen"


@pytest.mark.parametrize("size", ["small", "large"])
def test_the_health_of_feeds(snap_compare: Any, size: str) -> None:
    app = reader("reader-dark")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=presses("H", "j"))


LINKS = (
    FeedLink("https://news.example/world.xml", "World", "application/rss+xml"),
    FeedLink("https://news.example/[red]sport\x1b[31m.xml", "Sport [bold]\x1b[31m", "application/atom+xml"),
    FeedLink("https://anna:geheim@news.example/all.json", "", "application/feed+json"),
)


async def test_of_several_feeds_of_a_site_the_person_chooses_one(reading: OpenReader) -> None:
    async with reading(FakeLibrary(links=LINKS), width=120) as shown:
        await shown.write(":subscribe news.example", "enter")
        assert shown.top == "ChoosingScreen"
        screen = shown.shown()
        assert "3 FEEDS AT news.example" in screen
        assert "geheim" not in screen
        assert "\x1b" not in screen
        await shown.press("j", "enter")
        assert shown.library.asked == [("follow", LINKS[1].url)]


async def test_a_number_chooses_too_and_escape_none(reading: OpenReader) -> None:
    async with reading(FakeLibrary(links=LINKS), width=120) as shown:
        for keys in (("9", "escape"), ("1",)):
            shown.screen.subscribe_to("news.example")
            await shown.pilot.pause()
            await shown.press(*keys)
            assert shown.top == "MainScreen"
        assert shown.library.asked == [("follow", LINKS[0].url)]


def test_the_feeds_of_a_site_to_choose_from(snap_compare: Any) -> None:
    app = reader("reader-dark")
    app.library.links = LINKS  # type: ignore[attr-defined]

    async def subscribe(pilot: Any) -> None:
        await pilot.pause()
        app.screen.subscribe_to("news.example")  # type: ignore[attr-defined]
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES["small"], run_before=subscribe)
