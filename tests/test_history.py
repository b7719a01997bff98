"""Taking back what was done, and doing it again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from reader.history import MOST_KEPT, Deed, History
from reader.library import LibraryError


class Slate:
    """What deeds write upon."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.trouble: Exception | None = None

    def _trial(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    def write(self, word: str) -> Deed:
        async def undo() -> None:
            await asyncio.sleep(0)
            self._trial()
            self.words.remove(word)

        async def redo() -> None:
            await asyncio.sleep(0)
            self._trial()
            self.words.append(word)

        self.words.append(word)
        return Deed(f"Wrote {word}.", f"Wiped {word}.", undo, redo)


@pytest.fixture
def slate() -> Slate:
    return Slate()


@pytest.fixture
def history(slate: Slate) -> History:
    history = History()
    for word in ("one", "two", "three"):
        history.did(slate.write(word))
    return history


async def test_deeds_are_taken_back_from_the_last_on_and_done_again_from_the_first(
    history: History, slate: Slate
) -> None:
    assert [await history.undo() for _ in range(2)] == ["Wiped three.", "Wiped two."]
    assert slate.words == ["one"]
    assert [await history.redo() for _ in range(2)] == ["Wrote two.", "Wrote three."]
    assert slate.words == ["one", "two", "three"]
    assert await history.redo() == "Nothing to do again."


async def test_where_nothing_was_done_nothing_is_taken_back(slate: Slate) -> None:
    history = History()
    assert await history.undo() == "Nothing to take back."
    assert await history.redo() == "Nothing to do again."


async def test_a_new_deed_cuts_what_could_be_done_again(history: History, slate: Slate) -> None:
    await history.undo()
    assert history.did(slate.write("four")) == "Wrote four."
    assert await history.redo() == "Nothing to do again."
    assert slate.words == ["one", "two", "four"]


@pytest.mark.parametrize("way", [History.undo, History.redo])
async def test_what_could_not_be_done_can_be_tried_again(
    way: Callable[[History], Awaitable[str]], history: History, slate: Slate
) -> None:
    await history.undo()
    before = list(slate.words)
    slate.trouble = LibraryError("The disk is full.")
    with pytest.raises(LibraryError):
        await way(history)
    assert slate.words == before
    slate.trouble = None
    assert await way(history) in {"Wiped two.", "Wrote three."}
    assert slate.words != before


async def test_keys_pressed_at_once_are_answered_one_after_the_other(history: History, slate: Slate) -> None:
    said = await asyncio.gather(history.undo(), history.undo(), history.redo(), history.undo())
    assert list(said) == ["Wiped three.", "Wiped two.", "Wrote two.", "Wiped two."]
    assert slate.words == ["one"]


async def test_an_undo_waits_for_what_is_being_done(history: History, slate: Slate) -> None:
    async with history.turn:
        pressed = asyncio.ensure_future(history.undo())
        await asyncio.sleep(0)
        history.did(slate.write("four"))
    assert await pressed == "Wiped four."


async def test_a_thousand_deeds_are_kept(slate: Slate) -> None:
    history = History()
    for number in range(MOST_KEPT + 5):
        history.did(slate.write(str(number)))
    for _ in range(MOST_KEPT):
        await history.undo()
    assert slate.words == ["0", "1", "2", "3", "4"]
    assert await history.undo() == "Nothing to take back."
