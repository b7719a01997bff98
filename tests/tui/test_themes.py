"""Colours that can be read, in our own themes and in those of others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

import reader.tui
from reader.tui.themes import LEGIBLE, THEMES, contrast, variables_for

INKS = (
    "ink",
    "ink-strong",
    "ink-soft",
    "ink-faint",
    "link",
    "person",
    "organisation",
    "place",
    "other",
    "figure",
    "teal",
    "pink",
)
PAPERS = ("code", "cursor", "cursor-quiet", "chosen")
SHEET = (Path(reader.tui.__file__).parent / "screens" / "main.tcss").read_text(encoding="utf-8")


def named(theme: Theme) -> dict[str, str]:
    colours = {"background": theme.background, "surface": theme.surface, "panel": theme.panel}
    colours |= {
        "accent": theme.accent,
        "primary": theme.primary,
        "error": theme.error,
        "warning": theme.warning,
    }
    return {name: colour for name, colour in colours.items() if colour} | theme.variables


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_ink_can_be_read_on_every_paper(theme: Theme) -> None:
    colours = named(theme)
    inks = (*INKS, "accent", "primary", "error", "warning")
    papers = ("background", "surface", "panel", *PAPERS)
    poor = {
        (ink, paper): round(contrast(Color.parse(colours[ink]), Color.parse(colours[paper])), 2)
        for ink in inks
        for paper in papers
        if contrast(Color.parse(colours[ink]), Color.parse(colours[paper])) < LEGIBLE
    }
    assert poor == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink-strong", "match"),
        ("background", "match-now"),
        ("background", "accent"),
        ("background", "primary"),
    ],
)
def test_what_is_marked_can_be_read(theme: Theme, ink: str, paper: str) -> None:
    colours = named(theme)
    assert contrast(Color.parse(colours[ink]), Color.parse(colours[paper])) >= LEGIBLE


def test_the_reading_pane_uses_no_ink_that_is_not_tested() -> None:
    pane = SHEET[SHEET.index("ArticleView {") :].partition("\n}\n")[0]
    inks = set(re.findall(r"(?<!-)color: \$([\w-]+)", pane)) - {"rule", "background"}
    assert inks <= {*INKS, "accent", "warning", "error"}


def test_what_is_marked_in_the_reading_pane_has_an_ink_on_its_paper() -> None:
    pane = SHEET[SHEET.index("ArticleView {") :].partition("\n}\n")[0]
    marked = re.findall(r"background: \$(?:match|match-now|primary|accent)\b[^}]*}", pane)
    assert len(marked) >= 3
    assert [rule for rule in marked if " color: $" not in rule] == []


def test_faint_ink_is_legible_in_themes_of_others_wherever_their_ink_is() -> None:
    for theme in BUILTIN_THEMES.values():
        if theme.ansi or not theme.background or not theme.foreground:
            continue
        paper = Color.parse(theme.background)
        if contrast(Color.parse(theme.foreground), paper) < LEGIBLE:
            continue
        colours = variables_for(theme)
        assert contrast(Color.parse(colours["ink-faint"]), paper) >= LEGIBLE - 0.05, theme.name


def test_black_on_white_has_the_greatest_contrast_there_is() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
