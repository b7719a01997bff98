"""Every sign that the screens draw of their own: a set in Unicode, and one in ASCII alone.

What widgets draw often has a name in `Signs`. Anything else goes through `spelt` where a line is drawn, so
that no screen can forget it.
"""

from __future__ import annotations

from rich.cells import cached_cell_len as cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar, ScrollBarRender

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """One set. `ascii` says that nothing beyond ASCII may be drawn."""

    ascii: bool = False
    bar: str = "▎"  # at the cursor's row, in the pane that has the keys
    bar_quiet: str = "▏"  # and in the others
    unread: str = "•"
    noted: str = "✎"
    starred: str = "★"
    saved: str = "◆"
    changed: str = "±"
    chosen: str = "✓"
    closed: str = "▸"
    opened: str = "▾"
    rising: str = "▴"
    falling: str = "▾"
    here: str = "▸"  # beside the line that one has gone to
    ellipsis: str = "…"
    handle: str = "│"  # what parts two panes
    lying: str = "─"


UNICODE = Signs()
ASCII = Signs(
    ascii=True,
    bar="|",
    bar_quiet=":",
    unread="N",
    noted="#",
    starred="*",
    saved="+",
    changed="~",
    chosen="x",
    closed="+",
    opened="-",
    rising="^",
    falling="v",
    here=">",
    ellipsis="...",
    handle="|",
    lying="-",
)

# Each is as wide as what stands for it, so that nothing beside it moves.
_SPELT = {
    **dict.fromkeys("•●▪■★☆✓✔⚑⚐◆◇◉⦁", "*"),
    **dict.fromkeys("·∙⋅", "-"),
    **dict.fromkeys("○◦◌", "o"),
    **dict.fromkeys("–—―‒‐‑−─━┄┈╌╴╶═▁▔▂▃▄▅▆▀╍┅⎯", "-"),
    **dict.fromkeys("│┃┆┊║▎▏▍▌▐▕▋▊▉❘⎸⎹", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋▛▜▙▟▘▝▖▗", "+"),
    **dict.fromkeys("█▇▣▢▩▦▒▓░✎", "#"),
    **dict.fromkeys("▸▶►›»→➤❯⟩⇒↳⏵", ">"),
    **dict.fromkeys("◂◀◄‹«←❮⟨⇐↲⏴⟵", "<"),
    **dict.fromkeys("▾▼↓⇣⏷", "v"),
    **dict.fromkeys("▴▲↑⇡⏶", "^"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("×✕✖✗✘", "x"),
    **dict.fromkeys("⏎↩↵", "<"),
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", strict=True)),
    "…": ".",
    "°": "d",
    "±": "~",
    "≈": "~",
    "≤": "<",
    "≥": ">",
    "\u00a0": " ",
    "\u202f": " ",
    "🔎": "? ",
}
_TABLE = str.maketrans({sign: plain for sign, plain in _SPELT.items() if cell_len(sign) == len(plain)})
_KEYS = {"↓": "Down", "↑": "Up", "←": "Left", "→": "Right"}

_now = UNICODE


def signs() -> Signs:
    """Return the set that is drawn with."""
    return _now


def use(chosen: Signs) -> None:
    """Draw with this set from now on; what has been drawn stays."""
    global _now
    _now = chosen
    ScrollBar.renderer = _PlainScrollBar if chosen.ascii else ScrollBarRender


def spelt(text: str) -> str:
    """Return `text` with our signs and typographic ones in ASCII, each as wide as before, where the set is
    ASCII's; letters stay as they are."""
    return text.translate(_TABLE) if _now.ascii and not text.isascii() else text


def said(sentence: str) -> str:
    """Return a sentence of ours as the set has it: not as wide as before, where that reads better."""
    if not _now.ascii or sentence.isascii():
        return sentence
    return spelt(sentence.replace(" …", " ...").replace("…", "..."))


def key_name(name: str) -> str:
    """Return the name of a key: an arrow's in letters where there are no arrows."""
    return _KEYS.get(name, name) if _now.ascii else name


class Spelling(LineFilter):
    """Has every line of a widget drawn in the set in use."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the line with our signs spelt."""
        return [Segment(spelt(text), style, control) for text, style, control in segments]


class _PlainScrollBar(ScrollBarRender):
    """A thumb of whole cells."""

    VERTICAL_BARS = [" "]  # noqa: RUF012
    HORIZONTAL_BARS = [" "]  # noqa: RUF012
