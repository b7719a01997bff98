"""Colours that can be read: in our own themes, in those of others, in 256 colours, and without any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme

import reader.tui
from reader.tui.app import ReaderApp
from reader.tui.terminal import Terminal
from reader.tui.themes import HIGH, INKS, LEGIBLE, PAPERS, THEMES, as_256, contrast, variables_for
from tests.tui.fake_library import FakeLibrary

EVERY = [*THEMES, *(theme for theme in BUILTIN_THEMES.values() if not theme.ansi)]
FOLDER = Path(reader.tui.__file__).parent
PAIRS = [(f"{paper}-ink", paper) for paper in ("match", "match-now", "selected", "marked")]


def poor(colours: dict[str, str], level: float, of_256: bool) -> dict[tuple[str, str], float]:
    def seen(name: str) -> Color:
        colour = Color.parse(colours[name])
        return as_256(colour) if of_256 else colour

    pairs = [*((ink, paper) for ink in INKS for paper in PAPERS), *PAIRS]
    found = {(ink, paper): contrast(seen(ink), seen(paper)) for ink, paper in pairs}
    return {pair: round(seen, 2) for pair, seen in found.items() if seen < level}


@pytest.mark.parametrize("of_256", [False, True])
@pytest.mark.parametrize("theme", EVERY, ids=lambda theme: theme.name)
def test_every_ink_can_be_read_on_every_paper(theme: Theme, of_256: bool) -> None:
    level = HIGH if "contrast" in theme.name else LEGIBLE
    assert poor(variables_for(theme, of_256), level, of_256) == {}


def test_a_theme_that_can_be_read_keeps_its_colours() -> None:
    for theme in THEMES:
        colours = variables_for(theme)
        said = {name: theme.variables[name] for name in theme.variables if name in INKS}
        assert {name: colours[name].lower() for name in said} == said


def test_the_sheets_use_no_ink_and_no_paper_that_is_not_tested() -> None:
    papers = {paper for _, paper in PAIRS} | set(PAPERS)
    inks = {ink for ink, _ in PAIRS} | set(INKS) | {"rule", "edge", "bar"}
    for sheet in FOLDER.rglob("*.tcss"):
        text = sheet.read_text(encoding="utf-8")
        assert set(re.findall(r"(?<![\w-])color: \$([\w-]+)", text)) <= inks, sheet.name
        assert set(re.findall(r"(?<![\w-])background: \$([\w-]+)", text)) <= papers, sheet.name


def test_code_uses_no_ink_that_is_not_tested() -> None:
    for file in [*FOLDER.glob("widgets/*.py"), *FOLDER.glob("screens/*.py")]:
        named = set(re.findall(r'"(?:[a-z ]+ )?\$([\w-]+)(?: [a-z]+)?"', file.read_text(encoding="utf-8")))
        assert named <= set(INKS), file.name


# As it is drawn

SCREENS: dict[str, tuple[str, ...]] = {
    "the list": (),
    "the feeds": ("h",),
    "an article": ("enter",),
    "a name in the panel": ("enter", "tab", "n"),
    "what was found": ("enter", "slash", "o", "d", "r", "a", "v", "a", "enter"),
    "links asked for": ("enter", "semicolon"),
    "a command": ("colon", "t", "h", "e", "m"),
    "links": ("enter", "u"),
    "the table": ("enter", "e", "slash", "o", "d", "enter"),
    "help": ("question_mark",),
    "health": ("H",),
    "the palette": ("ctrl+p",),
    "a passage": ("enter", "v", "w", "w"),
    "selected articles": ("v", "j", "j"),
}
DRAWN = {"full": [*THEMES, BUILTIN_THEMES["solarized-light"], BUILTIN_THEMES["nord"]], "256": [*THEMES[:2]]}
_NO_TEXT = re.compile(r"[\s─-╿▀-▟·▎▏▕]*")


async def press(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def inked(app: ReaderApp) -> Iterator[tuple[str, Color, Color]]:
    """Yield everything that is written on the screen that is on top: its words, ink and paper."""
    screen = app.screen
    box = screen.region if screen is app.screen_stack[0] else screen.children[0].region
    for y, strip in enumerate(screen._compositor.render_strips()):
        if not box.y <= y < box.bottom:
            continue
        for segment in strip.crop(box.x, box.right):
            style = segment.style
            if style is None or _NO_TEXT.fullmatch(segment.text):
                continue
            assert style.color is not None, segment.text
            assert style.bgcolor is not None, segment.text
            ink, paper = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            if style.reverse:
                ink, paper = paper, ink
            of_256 = app.terminal.palette == "256"
            yield segment.text, as_256(ink) if of_256 else ink, as_256(paper) if of_256 else paper


@pytest.mark.parametrize("palette", ["full", "256"])
@pytest.mark.parametrize("name", SCREENS)
async def test_everything_that_is_drawn_can_be_read_with_colours(name: str, palette: Any) -> None:
    library: Any = FakeLibrary()
    app = ReaderApp(library, None, Terminal(palette=palette))
    unreadable: dict[str, list[tuple[str, float]]] = {}
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, SCREENS[name])
        for theme in DRAWN[palette]:
            app.theme = theme.name
            await pilot.pause()
            level = (HIGH if "contrast" in theme.name else LEGIBLE) - 0.05
            drawn = {(words.strip(), round(contrast(ink, paper), 2)) for words, ink, paper in inked(app)}
            if bad := [(words, seen) for words, seen in drawn if seen < level]:
                unreadable[theme.name] = sorted(bad)[:6]
    assert unreadable == {}


def test_black_on_white_has_the_greatest_contrast_there_is() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
