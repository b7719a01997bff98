"""The main screens as they were looked at; a change here wants another look, then `--snapshot-update`."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.tui.app import ReaderApp
from tests.tui.fake_library import FakeLibrary

SIZES = {"small": (80, 24), "three-panes": (120, 36), "all": (160, 45)}


def presses(*keys: str) -> Callable[[Pilot[None]], Any]:
    async def run(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    return run


def reader(theme: str) -> ReaderApp:
    library: Any = FakeLibrary()
    app = ReaderApp(library)
    app.theme = theme
    return app


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_an_open_article(snap_compare: Any, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(reader(theme), terminal_size=size, run_before=presses("enter"))


def test_the_list_in_a_small_terminal(snap_compare: Any) -> None:
    assert snap_compare(reader("reader-dark"), terminal_size=SIZES["small"])


def test_the_help(snap_compare: Any) -> None:
    assert snap_compare(
        reader("reader-dark"), terminal_size=SIZES["small"], run_before=presses("question_mark")
    )
