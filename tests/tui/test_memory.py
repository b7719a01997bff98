"""What the application holds does not grow with what is done."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

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


def test_memory_is_given_back_or_left_where_it_cannot_be() -> None:
    for _ in range(2):
        memory.give_back()
