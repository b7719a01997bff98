"""Letters that are wide, joined, stacked, or written from the right: nothing is out of line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.model import Block, Document, Entity, Span, Understanding
from reader.text import width
from reader.tui.anchoring import anchored
from reader.tui.widgets.wrapping import break_lines, clip, fill
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary

TITLES = (
    "Plain letters for comparison, and some more of them to fill the line",
    "港湾労働者がストライキ、果物の価格が上昇する見通し、政府は介入せず",
    "한국은행이 기준금리를 동결했다 그리고 더 많은 글자가 이어진다",
    "👩‍👩‍👧‍👦 A family of four, 👍🏽 a thumb, 🏳️‍🌈 a flag, ❤️ a heart",
    "🇩🇪🇫🇷🇯🇵 Three flags, and 1️⃣ 2️⃣ keys, and ☎️ ✈️ signs",
    "e\u0301e\u0301e\u0301 marks that stand over letters, n\u0303 o\u0308 u\u0304\u0301 and many more",
    "Z\u0310\u0311\u0312\u0313\u0314a\u0310\u0311\u0312l\u0310\u0311g\u0310o\u0310 stacked too high",
    "حريق في ميناء الدار البيضاء يوقف حركة السفن ليومين متتاليين",
    "שביתה בנמל חיפה נכנסת ליומה השלישי והממשלה שותקת לגמרי",
    "مزيج of two عربي and Latin 2026 في سطر واحد",
    "हिन्दी में एक शीर्षक जो क्षेत्र की सीमा तक जाता है और आगे",
    "ไทยมีสระและวรรณยุกต์ซ้อนกันหลายชั้นในบรรทัดเดียว",
    "ｆｕｌｌ　ｗｉｄｔｈ　ｌａｔｉｎ and ﾊﾝｶｸ kana",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 and 𠀋 beyond the first plane",
)


def letters() -> FakeLibrary:
    articles = [
        replace(one, title=title, feed_title=title, authors=(title,), tags=(title[:12],))
        for one, title in zip(world.articles(len(TITLES)), TITLES, strict=True)
    ]
    feeds = [replace(world.FEEDS[0], id=n, title=title) for n, title in enumerate(TITLES, 1)]
    text = ". ".join(TITLES)
    places = [Span(text.find(title), text.find(title) + len(title)) for title in TITLES]
    names = [Entity(t, "person", (at,), 0.5, (t,)) for t, at in zip(TITLES, places, strict=True)]
    table = "\n".join(f"{title[:9]}\t{n}\t{title[-9:]}" for n, title in enumerate(TITLES))
    blocks = (Block("paragraph", text), Block("table", f"Name\tNumber\tEnd\n{table}", level=1))
    return FakeLibrary(
        rows=articles,
        subscriptions=feeds,
        documents={1: Document(title=TITLES[3], blocks=blocks)},
        understandings={1: Understanding(entities=tuple(names))},
    )


def columns(reader: Reader) -> set[tuple[int, ...]]:
    """In which columns the handles between panes stand, line by line."""
    found = set()
    for line in reader.shown().split("\n")[1:-3]:
        cells, at = [], 0
        for part in line.split("│")[:-1]:
            at += cell_len(part)
            cells.append(at)
            at += 1
        found.add(tuple(cells))
    return found


@pytest.mark.parametrize("size", [(160, 50), (120, 40), (150, 24)], ids=str)
async def test_what_parts_the_panes_is_straight(reading: OpenReader, size: tuple[int, int]) -> None:
    async with reading(letters(), *size) as reader:
        await reader.press("enter")
        reader.screen.go_to("list")
        for _ in range(4):
            await reader.pilot.pause()
            assert len(columns(reader)) == 1, columns(reader)
            await reader.press("pagedown")


@pytest.mark.parametrize("keys", [(), ("h",), ("enter",), ("enter", "i"), ("enter", "e"), ("H",)], ids=str)
async def test_every_line_is_as_wide_as_the_screen(reading: OpenReader, keys: tuple[str, ...]) -> None:
    library: Any = letters()
    async with reading(library, 80, 24) as reader:
        await reader.press(*keys)
        for _ in range(3):
            lines = reader.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in lines} == {80}
            assert {cell_len(strip.text) for strip in lines} == {80}
            await reader.press("pagedown")


async def test_ages_stand_below_each_other(reading: OpenReader) -> None:
    async with reading(letters(), 80, 40) as reader:
        lines = [line.rstrip() for line in reader.shown().split("\n")]
        ends = {cell_len(line) for line in lines if re.search(r" \d+[mhd]$", line)}
        assert len(ends) == 1


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("room", [1, 2, 7, 12, 30])
def test_a_clipped_title_is_never_too_wide_and_a_filled_one_just_right(title: str, room: int) -> None:
    assert cell_len(clip(title, room)) <= room
    assert cell_len(fill(title, room)) == room


# Terminals do not agree on the vowels of Indic scripts; see docs/accessibility.md.
SETTLED = [title for title in TITLES if not {"\u200d", "\ufe0f", "\u0902"} & set(title)]


@pytest.mark.parametrize("title", SETTLED)
def test_the_command_line_counts_columns_as_the_screen_does(title: str) -> None:
    from reader.text import safe_line
    from reader.tui.widgets.emoji import steady

    line = safe_line(title)
    assert width(line) == cell_len(steady(line))


class Terminal:
    """A line of a terminal for which a vowel that stands beside its letter takes `wide` columns."""

    def __init__(self, wide: int) -> None:
        self.cells = ["?"] * 60
        self.at = self.kept = 0
        self._wide = wide

    def write(self, data: str) -> None:
        for moved, kept, letter in re.findall(r"\x1b\[(\d+)C|\x1b([78])|(?:\x1b\[[\d;]*m)|(.)", data):
            if moved:
                self.at += int(moved)
            elif kept:
                self.kept, self.at = (self.at, self.at) if kept == "7" else (self.kept, self.kept)
            elif letter and unicodedata.category(letter) not in {"Mn", "" if self._wide else "Mc"}:
                self.cells[self.at] = letter
                self.at += 1


@pytest.mark.parametrize("wide", [0, 1])
def test_words_of_disputed_width_move_nothing_beside_them(wide: int) -> None:
    words = "हिन्दी में एक"
    line = f"\x1b[1ma {words}\x1b[0m\x1b[2m{' ' * 8}\x1b[0m│ b {words} c   d"
    plain, held = Terminal(wide), Terminal(wide)
    plain.write(line)
    held.write(anchored(line))
    wanted = 2 + cell_len(words) + 8
    assert (plain.cells.index("│") != wanted) == bool(wide), "else there would be nothing to settle"
    assert held.cells.index("│") == wanted
    assert held.cells.index("d") == wanted + 4 + cell_len(words) + 2 + 3
    assert "?" not in held.cells[: held.cells.index("d")]
    drawn = "".join(held.cells)
    assert all(c in drawn for c in words if unicodedata.category(c) == "Lo"), "no letter is lost"


def test_lines_leave_room_for_vowels_that_take_a_column() -> None:
    words = "हिन्दी में एक शीर्षक जो क्षेत्र की सीमा तक जाता है और आगे " * 4
    for start, end in break_lines(words, 30):
        line = words[start:end]
        assert cell_len(line) + sum(unicodedata.category(c) == "Mc" for c in line) <= 30


def test_what_nobody_disputes_is_written_as_it_is() -> None:
    for title in TITLES:
        if "\u0902" not in title:
            assert anchored(title) == title


@given(st.text(alphabet="aह िी \n\x1b[0m7;C│", max_size=60))
def test_whatever_is_written_keeps_its_letters(data: str) -> None:
    kept = "".join(c for c in data if c != " ")
    assert [c for c in anchored(data) if c in "aह│"] == [c for c in kept if c in "aह│"]
