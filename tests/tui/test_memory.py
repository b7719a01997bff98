"""What the application holds does not grow with what is done."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path
from weakref import ref

import pytest
from textual.strip import Strip

from reader.tui import memory
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved


def held() -> int:
    """How many drawn lines there are."""
    gc.collect()
    return Counter(type(one) for one in gc.get_objects())[Strip]


@pytest.mark.parametrize("keys", [("question_mark", "escape"), ("F", "escape"), ("S", "escape")])
async def test_a_screen_that_closed_leaves_nothing_that_was_drawn_on_it(
    reading: OpenReader, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press(*keys * 2)
        before = held()
        await reader.press(*keys * 4)
        assert held() <= before + 20


async def test_of_what_holds_other_widgets_one_line_is_kept_however_many_there_are(
    reading: OpenReader, tmp_path: Path
) -> None:
    held_for: dict[int, int] = {}
    for lines in (30, 90):
        (tmp_path / str(lines)).mkdir()
        async with reading(shelved(tmp_path / str(lines)), 120, lines):
            held_for[lines] = held()
    assert held_for[90] - held_for[30] < 60 * 20


class Ring:
    """Garbage that only a look through everything finds."""

    def __init__(self) -> None:
        self.itself = self


def test_what_became_garbage_after_it_was_set_aside_is_found_once_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, leftovers = [1000.0], memory.Leftovers()
    monkeypatch.setattr(memory, "monotonic", lambda: clock[0])
    ring = Ring()
    gone = ref(ring)
    try:
        leftovers.give_back()  # sets aside what is there
        del ring
        clock[0] += 30
        leftovers.give_back()
        assert gone() is not None
        clock[0] += 31
        leftovers.give_back()
        assert gone() is None
    finally:
        gc.unfreeze()
