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
from reader.tui.screens.listing import OverScreen
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.wrapping import break_lines

MOST = 200_000
"""Letters that are shown and copied."""
_TAB = "    "


class OutputText(LineView, can_focus=True):
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
        self.jump(min(place, max(0, len(self._lines) - self.size.height)))

    def render_line(self, y: int) -> Strip:
        line = round(self.scroll_y) + y
        if line >= len(self._lines):
            return self.blank()
        return self.strip([(" " * self.lead, ()), (self._lines[line], ())])

    def move(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.jump(round(self.scroll_y) + lines)

    def page(self, pages: int) -> None:
        """Scroll by screens."""
        self.move(pages * max(1, self.size.height - 1))

    def edge(self, direction: int) -> None:
        """Go to the beginning (-1) or to the end (1)."""
        self.jump(0 if direction < 0 else len(self._lines))


class OutputScreen(OverScreen[None]):
    """A program's output. `keep` keeps it with the article; there is none where it cannot be kept."""

    CSS_PATH = "output.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,enter", "dismiss(None)", "Close"),
        Binding("j,down", "move(1)", "Down"),
        Binding("k,up", "move(-1)", "Up"),
        Binding("g,home", "edge(-1)", "Top"),
        Binding("G,end", "edge(1)", "Bottom"),
        Binding("space,pagedown,ctrl+d,ctrl+f", "page(1)", "Page"),
        Binding("pageup,ctrl+u,ctrl+b", "page(-1)", "Page"),
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

    def on_mount(self) -> None:
        self._shown.focus()

    @property
    def _shown(self) -> OutputText:
        return self.query_one(OutputText)

    def action_move(self, lines: int) -> None:
        self._shown.move(lines)

    def action_page(self, pages: int) -> None:
        self._shown.page(pages)

    def action_edge(self, direction: int) -> None:
        self._shown.edge(direction)

    def action_row(self, number: int) -> None:
        self._shown.jump(number - 1)

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
