"""The main screens as they were looked at, in two sizes; the first ones also light, and in contrast.

A change here wants another look. Then, and when several changes have come together, this draws them all anew:

    pytest tests/tui/test_screens.py tests/tui/test_health.py --snapshot-update
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from reader.config import Settings
from reader.tui.app import ReaderApp
from tests.tui.fake_library import FakeLibrary
from tests.tui.shelf import shelved

SIZES = {"large": (150, 42), "small": (80, 24)}
SCREENS: dict[str, tuple[str, ...]] = {
    "list": (),
    "feeds-pane": ("h",),
    "article": ("enter",),
    "panel": ("enter", "tab", "n"),
    "found": ("enter", "slash", *"Odrava", "enter"),
    "links": ("enter", "u"),
    "names": ("enter", "e"),
    "help": ("question_mark",),
    "command": ("colon", *"the"),
}
THEMED = ("list", "article", "panel")


def presses(*keys: str) -> Callable[[Pilot[None]], Any]:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.app.workers.wait_for_complete()
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return run


def reader(theme: str = "reader-dark", library: Any = None) -> ReaderApp:
    settings = Settings(refresh_on_start=False, refresh_minutes=0, reduced_motion=True)
    app = ReaderApp(library or cast(Any, FakeLibrary(settings=settings)))
    app.theme = theme
    return app


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(snap_compare: Any, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(reader(), terminal_size=size, run_before=presses(*SCREENS[name]))


@pytest.mark.parametrize("theme", ["reader-light", "reader-contrast-dark"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", THEMED)
def test_a_screen_in_another_theme(snap_compare: Any, name: str, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(reader(theme), terminal_size=size, run_before=presses(*SCREENS[name]))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_all_feeds(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    library = shelved(tmp_path, articles=[], settings="reduced_motion = true\n")
    assert snap_compare(reader(library=library), terminal_size=size, run_before=presses("F"))
