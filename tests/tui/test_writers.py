"""The panel of authors as a person at the keys meets it."""

from __future__ import annotations

import pytest

from tests.tui.conftest import OpenReader
from tests.tui.fake_library import FakeLibrary


@pytest.mark.parametrize("keys", [("w",), ("colon", *"writers", "enter")])
async def test_the_pages_of_the_writers_are_asked_on_request_and_the_panel_says_what_they_say(
    reading: OpenReader, keys: tuple[str, ...]
) -> None:
    async with reading(width=160) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("reporter based in Odrava")
        assert ("writers", 1) not in reader.library.asked
        await reader.press(*keys)
        assert reader.library.asked[-1] == ("writers", 1)
        assert await reader.comes_to_show("harbour editor based in")
        assert reader.note == "This is what the pages of its writers say."


async def test_without_an_understanding_it_is_said_in_words(reading: OpenReader) -> None:
    async with reading(FakeLibrary(understandings={}), width=160) as reader:
        await reader.press("enter", "w")
        assert reader.note == "Nothing is known of its writers yet."
