"""What a program said, to read, copy or keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Static

from reader.text import safe_line, safe_text
from reader.tui.screens.scrolling import ScrollingScreen
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.scrolled_text import ScrolledText
from reader.tui.widgets.wrapping import break_lines

MOST = 200_000
"""Letters that are shown and copied."""
_TAB = "    "


class OutputText(ScrolledText):
    """A plain text, broken into lines of the width there is; indents are kept."""

    lead = 2

    def __init__(self, text: str) -> None:
        super().__init__(id="output-text")
        self._paragraphs = [line.replace("\t", _TAB).rstrip() for line in text.split("\n")]
        self._lines: list[str] = []

    def lay_out(self) -> None:
        width, place = max(10, self.room - self.lead - 1), round(self.scroll_y)
        self._lines = [line for paragraph in self._paragraphs for line in _broken(paragraph, width)]
        self.set_height(len(self._lines))
        self.jump(min(place, self.last_top))

    def render_line(self, y: int) -> Strip:
        line = round(self.scroll_y) + y
        if line >= len(self._lines):
            return self.blank()
        return self.strip([(" " * self.lead, ()), (self._lines[line], ())])


class OutputScreen(ScrollingScreen[None]):
    """A program's output. `keep` keeps it with the article; there is none where it cannot be kept."""

    CSS_PATH = "output.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,enter", "dismiss(None)", "Close"),
        Binding("y", "copy", "Copy"),
        Binding("s", "keep", "Keep"),
    ]

    def __init__(
        self, heading: str, text: str, cut: bool = False, keep: Callable[[str], object] | None = None
    ) -> None:
        super().__init__()
        text = safe_text(text).strip("\n")
        self._heading, self._text, self._keep = heading, text[:MOST], keep
        self._cut = cut or len(text) > MOST

    def compose(self) -> ComposeResult:
        keys = f"y copies{' · s keeps it as a note' if self._keep is not None else ''} · Esc closes"
        cut = "only its beginning · " if self._cut else ""
        with Vertical(id="output"):
            yield Static(as_seen_here(safe_line(self._heading, 200)), id="output-heading", markup=False)
            yield OutputText(self._text)
            yield Foot(f"{cut}{keys}", id="output-foot")

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text)
        self._tell("Copied.")

    def action_keep(self) -> None:
        if self._keep is not None:
            self._keep(self._text)
            self._tell("Kept as a note.")

    def _tell(self, note: str) -> None:
        self.query_one("#output-foot", Static).update(note)


def _broken(paragraph: str, width: int) -> list[str]:
    bare = paragraph.lstrip(" ")
    indent = paragraph[: min(len(paragraph) - len(bare), width // 2)]
    return [indent + bare[start:end] for start, end in break_lines(bare, width - len(indent))]
