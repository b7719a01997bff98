"""The themes of our own, and what our style sheets need of any other."""

from __future__ import annotations

from rich.color import ColorSystem
from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

from reader.annotation import HIGHLIGHT_COLOURS

DARK = Theme(
    name="reader-dark",
    dark=True,
    primary="#8fb4d8",
    secondary="#7f9aa8",
    accent="#e0b072",
    foreground="#dcd7cb",
    background="#16181b",
    surface="#1b1e22",
    panel="#24282d",
    success="#9cbf8a",
    warning="#e0b072",
    error="#e08a7d",
    variables={
        "ink": "#dcd7cb",
        "ink-strong": "#f4efe3",
        "ink-soft": "#b3b1a6",
        "ink-faint": "#9e9d94",
        "rule": "#34393f",
        "cursor": "#2b3540",
        "cursor-quiet": "#22272c",
        "code": "#1f2327",
        "link": "#8fb4d8",
        "person": "#e6b98a",
        "organisation": "#9cc4e4",
        "place": "#a5cc98",
        "other": "#cba9dd",
        "figure": "#e8d27c",
        "teal": "#86cbc0",
        "pink": "#e6a9c6",
        "chosen": "#2f2b3a",
        "highlight-0": "#39351a",
        "highlight-1": "#1f3a2a",
        "highlight-2": "#1f344d",
        "highlight-3": "#432a3a",
        "match": "#5a4b1f",
        "match-now": "#e8c95c",
        "footer-background": "#1b1e22",
        "footer-key-foreground": "#e0b072",
        "footer-description-foreground": "#b3b1a6",
        "scrollbar": "#3a4047",
        "scrollbar-hover": "#565e67",
        "scrollbar-active": "#8fb4d8",
        "scrollbar-background": "#16181b",
        "scrollbar-background-hover": "#16181b",
        "scrollbar-background-active": "#16181b",
        "input-selection-background": "#8fb4d8 30%",
        "border": "#8fb4d8",
        "border-blurred": "#34393f",
    },
)

LIGHT = Theme(
    name="reader-light",
    dark=False,
    primary="#2f5f8f",
    secondary="#56707f",
    accent="#8a5000",
    foreground="#2b2a27",
    background="#faf7f0",
    surface="#f2eee4",
    panel="#e8e3d6",
    success="#41702f",
    warning="#8a5000",
    error="#a8382b",
    variables={
        "ink": "#2b2a27",
        "ink-strong": "#0f0e0c",
        "ink-soft": "#504d45",
        "ink-faint": "#625f55",
        "rule": "#d8d2c3",
        "cursor": "#d9e3ec",
        "cursor-quiet": "#ebe6da",
        "code": "#f0ebdf",
        "link": "#2f5f8f",
        "person": "#95500f",
        "organisation": "#1f5f96",
        "place": "#35692a",
        "other": "#74459a",
        "figure": "#7a5c00",
        "teal": "#0f635a",
        "pink": "#9c2f6c",
        "chosen": "#e9e2f0",
        "highlight-0": "#f5e9b5",
        "highlight-1": "#d8ecd0",
        "highlight-2": "#d8e6f5",
        "highlight-3": "#f6dde8",
        "match": "#f3e3a6",
        "match-now": "#8f5c00",
        "footer-background": "#f2eee4",
        "footer-key-foreground": "#8a5000",
        "footer-description-foreground": "#504d45",
        "scrollbar": "#cfc8b8",
        "scrollbar-hover": "#b3ab99",
        "scrollbar-active": "#2f5f8f",
        "scrollbar-background": "#faf7f0",
        "scrollbar-background-hover": "#faf7f0",
        "scrollbar-background-active": "#faf7f0",
        "input-selection-background": "#2f5f8f 25%",
        "border": "#2f5f8f",
        "border-blurred": "#d8d2c3",
    },
)

CONTRAST_DARK = Theme(
    name="reader-contrast-dark",
    dark=True,
    primary="#7fd0ff",
    secondary="#ffffff",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#a6f59b",
    warning="#ffe14d",
    error="#ffb3a8",
    variables={
        "ink": "#ffffff",
        "ink-strong": "#ffffff",
        "ink-soft": "#ececec",
        "ink-faint": "#dedede",
        "rule": "#9a9a9a",
        "cursor": "#003f73",
        "cursor-quiet": "#2b2b2b",
        "code": "#141414",
        "link": "#9adaff",
        "person": "#ffd0a0",
        "organisation": "#a4dcff",
        "place": "#a6f59b",
        "other": "#f0ccff",
        "figure": "#ffe96b",
        "teal": "#8df0e0",
        "pink": "#ffc2e2",
        "chosen": "#2e2440",
        "highlight-0": "#2a2600",
        "highlight-1": "#00280f",
        "highlight-2": "#001f3d",
        "highlight-3": "#330c22",
        "match": "#ffe14d",
        "match-ink": "#000000",
        "match-now": "#ffffff",
        "match-now-ink": "#000000",
        "scrollbar": "#9a9a9a",
        "scrollbar-hover": "#c8c8c8",
        "scrollbar-active": "#ffffff",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "input-selection-background": "#003f73",
        "border": "#ffffff",
        "border-blurred": "#9a9a9a",
    },
)

CONTRAST_LIGHT = Theme(
    name="reader-contrast-light",
    dark=False,
    primary="#003d7a",
    secondary="#000000",
    accent="#5c2e00",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#ececec",
    success="#0b4a00",
    warning="#5c2e00",
    error="#8a0f00",
    variables={
        "ink": "#000000",
        "ink-strong": "#000000",
        "ink-soft": "#1c1c1c",
        "ink-faint": "#2e2e2e",
        "rule": "#6a6a6a",
        "cursor": "#cfe6ff",
        "cursor-quiet": "#e4e4e4",
        "code": "#f2f2f2",
        "link": "#003d7a",
        "person": "#6b2f00",
        "organisation": "#003d7a",
        "place": "#0b4a00",
        "other": "#520a86",
        "figure": "#523c00",
        "teal": "#004a42",
        "pink": "#7a0a4c",
        "chosen": "#efe4f8",
        "highlight-0": "#fff6cf",
        "highlight-1": "#e4f7e0",
        "highlight-2": "#e4efff",
        "highlight-3": "#ffe9f2",
        "match": "#ffe14d",
        "match-ink": "#000000",
        "match-now": "#000000",
        "match-now-ink": "#ffffff",
        "scrollbar": "#6a6a6a",
        "scrollbar-hover": "#404040",
        "scrollbar-active": "#000000",
        "scrollbar-background": "#ffffff",
        "scrollbar-background-hover": "#ffffff",
        "scrollbar-background-active": "#ffffff",
        "input-selection-background": "#cfe6ff",
        "border": "#000000",
        "border-blurred": "#6a6a6a",
    },
)

THEMES = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT)
LEGIBLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3)."""
HIGH = 7.0
"""The contrast that it asks of text for those who see little (1.4.6)."""
INKS = (
    *("ink", "ink-strong", "ink-soft", "ink-faint", "link", "person", "organisation", "place", "other"),
    *("figure", "teal", "pink", "mark", "trouble", "caution"),
)
"""What text is written in, on any of `PAPERS`."""
PAPERS = (
    *("background", "surface", "code", "cursor", "cursor-quiet", "chosen"),
    *(f"highlight-{number}" for number in range(HIGHLIGHT_COLOURS)),
)
# Of a colour in a paper.
_CURSOR, _QUIET, _CODE, _CHOSEN, _MATCH, _HIGHLIGHT = 0.3, 0.09, 0.06, 0.18, 0.35, 0.22
_LEAST = 10.5  # contrast of black or white on any paper, so that every ink can be made legible on it


def named(theme: str) -> str:
    """Return the name that a theme has of what a person calls it: "dark" is "reader-dark"."""
    ours = f"reader-{theme}"
    return ours if any(one.name == ours for one in THEMES) else theme


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = (part / 255 for part in (colour.r, colour.g, colour.b))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def variables_for(theme: Theme, of_256: bool = False) -> dict[str, str]:
    """Return the colours our style sheets name, legible on one another, from what a theme says.

    A theme's own colours are kept where they can be read. With `of_256` they can be read where a terminal
    shows the nearest of 256, and papers are grey: what is nearest to a dark blue is a bright one there.
    """
    if theme.ansi:
        return _ANSI[theme.name != "ansi-light"]
    level = HIGH if theme in (CONTRAST_DARK, CONTRAST_LIGHT) else LEGIBLE
    said = {**theme.to_color_system().generate(), **theme.variables}

    def of(name: str, otherwise: Color) -> Color:
        return Color.parse(said[name]) if name in said else otherwise

    foreground, background = Color.parse(said["foreground"]), Color.parse(said["background"])
    primary, accent = Color.parse(said["primary"]), Color.parse(said["accent"])
    extreme = WHITE if theme.dark else BLACK
    seen = as_256 if of_256 else _as_written

    def paper(name: str, colour: Color, share: float) -> Color:
        """Blend a colour into the background, as far as everything can be made legible on it."""
        made = of(name, background.blend(colour, share, alpha=1))
        while contrast(made, extreme) < _LEAST and share > 0:
            share -= 0.02
            made = background.blend(colour, share, alpha=1)
        return _grey(made) if of_256 else made

    papers = {name: Color.parse(said[name]) for name in ("background", "surface")}
    papers |= {
        "code": paper("code", foreground, _CODE),
        "cursor": paper("cursor", primary, _CURSOR),
        "chosen": paper("chosen", accent, _CHOSEN),
        "cursor-quiet": paper("cursor-quiet", foreground, _QUIET),
    }
    for number, name in enumerate(("warning", "success", "primary", "error")):
        papers[f"highlight-{number}"] = paper(f"highlight-{number}", Color.parse(said[name]), _HIGHLIGHT)
    match, now = of("match", background.blend(accent, _MATCH, alpha=1)), of("match-now", accent)
    wanted = {
        "ink": foreground,
        "ink-strong": foreground,
        "ink-soft": background.blend(foreground, 0.72, alpha=1),
        "ink-faint": background.blend(foreground, 0.55, alpha=1),
        "link": primary,
        "person": accent,
        "organisation": primary,
        "place": Color.parse(said["success"]),
        "other": Color.parse(said["secondary"]),
        "figure": Color.parse(said["warning"]),
        "teal": Color.parse(said["success"]),
        "pink": Color.parse(said["error"]),
        "mark": accent,
        "trouble": Color.parse(said["error"]),
        "caution": Color.parse(said["warning"]),
    }
    seen_papers = [seen(colour) for colour in papers.values()]

    def readable(ink: Color) -> Color:
        """Move an ink as little towards black or white as it takes to be read on all papers."""
        for step in range(50):
            moved = _as_written(ink.blend(extreme, step / 50, alpha=1))
            if min(contrast(seen(moved), paper) for paper in seen_papers) >= level:
                return moved
        return extreme

    def on(paper: Color, *inks: Color) -> str:
        """Return the first ink that can be read on a paper, black or white if need be."""
        good = (ink for ink in (*inks, BLACK, WHITE) if contrast(seen(ink), seen(paper)) >= level)
        return next(good, extreme).hex

    rule = of("rule", background.blend(foreground, 0.18, alpha=1))
    inks = {name: readable(of(name, ink)) for name, ink in wanted.items()}
    inks["ink-soft"] = readable(_between(inks["ink-faint"], inks["ink-soft"], inks["ink"], background))
    return {
        **{name: colour.hex for name, colour in {**papers, **inks}.items()},
        "rule": rule.hex,
        "edge": (papers["surface"] if papers["surface"] != background else rule).hex,
        "bar": primary.hex,
        "match": match.hex,
        "match-ink": on(match, of("match-ink", inks["ink-strong"])),
        "match-now": now.hex,
        "match-now-ink": on(now, of("match-now-ink", background)),
        "selected": primary.hex,
        "selected-ink": on(primary, background),
        "marked": accent.hex,
        "marked-ink": on(accent, background),
    }


def _as_written(colour: Color) -> Color:
    """Return a colour as whole numbers."""
    return Color.parse(colour.hex)


def as_256(colour: Color) -> Color:
    """Return what a terminal of 256 colours shows of a colour."""
    return Color.from_rich_color(colour.rich_color.downgrade(ColorSystem.EIGHT_BIT))


def _between(faint: Color, soft: Color, ink: Color, paper: Color) -> Color:
    """Return `soft`, or where it is not stronger than `faint`, what lies between that and `ink`."""
    weaker = contrast(soft, paper) <= contrast(faint, paper) * 1.1
    between = _as_written(faint.blend(ink, 0.4, alpha=1))
    return between if weaker and contrast(ink, paper) > contrast(faint, paper) else soft


def _grey(colour: Color) -> Color:
    """Return the grey of the same luminance."""
    return min(
        (Color(n, n, n) for n in range(256)), key=lambda grey: abs(_luminance(grey) - _luminance(colour))
    )


_PLAIN = {
    **dict.fromkeys(("ink", "ink-strong", "ink-soft", "ink-faint"), "ansi_default"),
    **dict.fromkeys((*PAPERS[2:], "match", "match-now"), "ansi_default"),
    **dict.fromkeys(("match-ink", "match-now-ink", "selected", "selected-ink"), "ansi_default"),
    **dict.fromkeys(
        ("marked", "marked-ink", "rule", "edge", "bar", "mark", "caution", "figure"), "ansi_default"
    ),
}
_ANSI = {
    True: _PLAIN
    | {
        "link": "ansi_bright_cyan",
        "person": "ansi_bright_yellow",
        "organisation": "ansi_bright_cyan",
        "place": "ansi_bright_green",
        "other": "ansi_bright_magenta",
        "trouble": "ansi_bright_red",
        "teal": "ansi_bright_cyan",
        "pink": "ansi_bright_magenta",
    },
    False: _PLAIN
    | {
        "link": "ansi_blue",
        "person": "ansi_red",
        "organisation": "ansi_blue",
        "place": "ansi_default",
        "other": "ansi_magenta",
        "trouble": "ansi_red",
        "teal": "ansi_blue",
        "pink": "ansi_magenta",
    },
}
"""Colours that are the terminal's own, on its own paper, for dark ones (True) and light ones: what has to
stand out does so by reversed, bold and underlined letters, which `plain.tcss` gives."""
