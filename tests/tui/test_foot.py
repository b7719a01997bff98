"""The feet of what comes up: whole keys, the last one always, and each can be clicked."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from reader.tui import signs
from reader.tui.widgets.foot import Foot, fitted, key_in
from tests.tui.conftest import OpenReader
from tests.tui.test_briefing import storm
from tests.tui.test_mouse import OVER, click, spot

KEYS = "Enter opens · / filters · y copies · d removes · Ctrl+Z takes back · Esc closes"


@pytest.mark.parametrize("width", range(12, 90, 3))
@pytest.mark.parametrize("most", [1, 2])
def test_keys_are_left_out_whole_and_never_the_last(width: int, most: int) -> None:
    lines = fitted(KEYS, width, most)
    assert len(lines) <= most
    assert all(cell_len(" · ".join(line)) <= width for line in lines)
    parts = [part for line in lines for part in line]
    assert parts[-1] == "Esc closes"
    assert [part for part in KEYS.split(" · ") if part in parts] == parts


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("Esc closes", "escape"),
        ("/ filters", "slash"),
        ("y copies", "y"),
        ("Ctrl+Z undo", "ctrl+z"),
        ("", ""),
    ],
)
def test_a_part_begins_with_its_key(part: str, key: str) -> None:
    assert key_in(part) == key


@pytest.mark.parametrize("name", [name for name in OVER if name not in {"FeedsScreen", "DownloadsScreen"}])
@pytest.mark.parametrize(("width", "height"), [(60, 20), (160, 45)])
async def test_what_closes_can_always_be_read_and_clicked(
    reading: OpenReader, name: str, width: int, height: int
) -> None:
    async with reading(width=width, height=height) as reader:
        await reader.press(*OVER[name])
        assert reader.top == name
        (foot,) = [one for one in reader.app.screen.query("*") if (one.id or "").endswith("-foot")]
        await click(reader, spot(reader, "Esc closes", foot))
        assert reader.top == "MainScreen"


async def test_in_ascii_the_keys_are_parted_by_hyphens() -> None:
    signs.use(signs.ASCII)
    try:
        assert fitted(signs.said(KEYS), 30, 1) == [["Enter opens", "Esc closes"]]
    finally:
        signs.use(signs.UNICODE)


async def test_a_title_from_the_right_stands_where_others_stand(reading: OpenReader) -> None:
    from dataclasses import replace

    from tests.tui import world
    from tests.tui.fake_library import FakeLibrary

    feeds = [replace(world.FEEDS[0], title="المنارة اليوم"), world.FEEDS[1]]
    async with reading(FakeLibrary(subscriptions=feeds)) as reader:
        beside = [line[:27] for line in reader.shown().split("\n")]
        (arabic,) = [line for line in beside if "ﻡﻮﻴﻟﺍ" in line]
        (latin,) = [line for line in beside if "Courier" in line]
        assert arabic.index("ﻡ") == latin.index("C")


async def test_what_a_sentence_quotes_is_no_key_however_it_is_written(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("B")
        assert await reader.comes_to_show("Storm closes port")
        foot = reader.app.screen.query_one(Foot)
        for trap in ("Copied Ships sink · Esc closes", "Copied Ships · y drown"):
            foot.tell(trap)
            await reader.press()
            assert trap in reader.shown()
            await click(reader, spot(reader, trap.rpartition(" · ")[2], foot))
            assert reader.top == "BriefingScreen"
            assert trap in reader.shown()
