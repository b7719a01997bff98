"""The two themes of our own, and what our style sheets need of any other."""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

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

THEMES = (DARK, LIGHT)
LEGIBLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3)."""


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = (part / 255 for part in (colour.r, colour.g, colour.b))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def variables_for(theme: Theme) -> dict[str, str]:
    """Derive the colours our style sheets name from a theme that does not know them."""
    if theme.ansi:
        return _ANSI
    foreground = Color.parse(theme.foreground or ("#e0e0e0" if theme.dark else "#202020"))
    background = Color.parse(theme.background or ("#121212" if theme.dark else "#f4f4f4"))
    primary = Color.parse(theme.primary)
    accent = Color.parse(theme.accent or theme.primary)

    def legible(share: float) -> str:
        """Blend the foreground into the background, as little as it takes to be read."""
        while share < 1 and contrast(Color.parse(toward(foreground, share)), background) < LEGIBLE:
            share += 0.05
        return toward(foreground, min(1.0, share))

    def toward(colour: Color, share: float) -> str:
        return background.blend(colour, share, alpha=1).hex

    return {
        "ink": foreground.hex,
        "ink-strong": foreground.hex,
        "ink-soft": legible(0.72),
        "ink-faint": legible(0.55),
        "rule": toward(foreground, 0.18),
        "cursor": toward(primary, 0.3),
        "cursor-quiet": toward(foreground, 0.09),
        "code": toward(foreground, 0.06),
        "link": primary.hex,
        "person": accent.hex,
        "organisation": primary.hex,
        "place": theme.success or primary.hex,
        "other": theme.secondary or primary.hex,
        "figure": theme.warning or accent.hex,
        "teal": theme.success or primary.hex,
        "pink": theme.error or accent.hex,
        "chosen": toward(accent, 0.18),
        "match": toward(accent, 0.35),
        "match-now": accent.hex,
    }


_ANSI = {
    "ink": "ansi_default",
    "ink-strong": "ansi_default",
    "ink-soft": "ansi_default",
    "ink-faint": "ansi_bright_black",
    "rule": "ansi_bright_black",
    "cursor": "ansi_blue",
    "cursor-quiet": "ansi_bright_black",
    "code": "ansi_default",
    "link": "ansi_blue",
    "person": "ansi_yellow",
    "organisation": "ansi_cyan",
    "place": "ansi_green",
    "other": "ansi_magenta",
    "figure": "ansi_bright_yellow",
    "teal": "ansi_bright_cyan",
    "pink": "ansi_bright_magenta",
    "chosen": "ansi_bright_black",
    "match": "ansi_yellow",
    "match-now": "ansi_bright_yellow",
}
