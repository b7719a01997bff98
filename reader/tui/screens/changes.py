"""How an article changed after it came: every change that was seen, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Static

from reader.library import LibraryError
from reader.text import safe_line
from reader.tui.screens.scrolling import ScrollingScreen
from reader.tui.signs import signs
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.change_rows import ChangeLines, change_lines
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.scrolled_text import ScrolledText

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import Article
    from reader.revisions import Change

_KEYS = "n next · p previous · Enter opens · y copies · Esc closes"
_LEAD = 2  # columns for the bar


class ChangesText(ScrolledText):
    """What went and what came, line by line, with a bar beside the change that one has gone to."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "heading", "label", "label-quiet", "quiet", "title"),
            *("changed", "added", "removed"),
        )
    }

    def __init__(self) -> None:
        super().__init__(id="changes-text")
        self._changes: Sequence[Change] = ()
        self._set = ChangeLines()
        self.stop = 0

    @property
    def stops(self) -> int:
        """How many changes there are to go to."""
        return len(self._set.stops)

    @property
    def copied(self) -> str:
        """What the clipboard gets of the change that one has gone to."""
        return self._set.texts[self.stop] if self.stops else ""

    def show(self, changes: Sequence[Change]) -> None:
        """Show these changes from the first on."""
        self._changes, self.stop = changes, 0
        self.lay_out()

    def lay_out(self) -> None:
        place = round(self.scroll_y)
        self._set = change_lines(self._changes, self.room - _LEAD - 1)
        self.set_height(len(self._set.lines))
        self.jump(min(place, self.last_top))

    def render_line(self, y: int) -> Strip:
        number = round(self.scroll_y) + y
        if number >= len(self._set.lines):
            return self.blank()
        line = self._set.lines[number]
        here = self.stops > 0 and line.stop == self.stop
        return self.strip([((signs().bar if here else " ") + " ", ("bar",)), *line.pieces])

    def go(self, by: int) -> bool:
        """Go to the next change or the one before; say whether there is one."""
        wanted = self.stop + by
        if not 0 <= wanted < self.stops:
            return False
        self.stop = wanted
        top, height = self._set.stops[wanted], self.size.height
        end = top
        while end < len(self._set.lines) and self._set.lines[end].stop == wanted:
            end += 1
        if top < round(self.scroll_y) or end > round(self.scroll_y) + height:
            self.jump(min(max(0, top - height // 4), self.last_top))
        self.refresh()
        return True


class ChangesScreen(ScrollingScreen[bool]):
    """The changes of an article; the answer is whether it is to be opened."""

    CSS_PATH = "changes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,U", "dismiss(False)", "Close"),
        Binding("enter,l,right", "dismiss(True)", "Open"),
        Binding("n", "go(1)", "Next change"),
        Binding("p,N", "go(-1)", "Change before"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, library: Library, article: Article) -> None:
        super().__init__()
        self._library, self._article = library, article

    def compose(self) -> ComposeResult:
        title = safe_line(self._article.title, 300) or "Untitled"
        with Vertical(id="changes"):
            yield Static(as_seen_here(f"CHANGES  {title}"), id="changes-heading", markup=False)
            yield ChangesText()
            yield Foot("Comparing …", id="changes-foot")

    def on_mount(self) -> None:
        self._load()

    @property
    def _shown(self) -> ChangesText:
        return self.query_one(ChangesText)

    @work(exit_on_error=False, group="changes")
    async def _load(self) -> None:
        try:
            changes = await self._library.revisions.of(self._article.id)
            await self._library.revisions.see(self._article.id)
        except LibraryError as error:
            self._tell(str(error))
            return
        self._shown.show(changes)
        self._tell_place()

    def _tell_place(self) -> None:
        stops = self._shown.stops
        self._tell(f"{self._shown.stop + 1} of {stops} · {_KEYS}" if stops > 1 else _KEYS)

    def _tell(self, note: str) -> None:
        self.query_one("#changes-foot", Static).update(as_seen_here(safe_line(note, 300)))

    def action_go(self, by: int) -> None:
        if self._shown.go(by):
            self._tell_place()
        elif self._shown.stops:
            self._tell(f"This is the {'last' if by > 0 else 'first'} change · {_KEYS}")

    def action_copy(self) -> None:
        if self._shown.copied:
            self.app.copy_to_clipboard(self._shown.copied)
            self._tell("Copied.")
