"""All notes and highlights of the library, to read, to filter, to go from into the articles."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from reader.annotation import Annotated, Highlight
from reader.library import LibraryError
from reader.text import safe_line, safe_text
from reader.tui.messages import AnnotationChosen
from reader.tui.noting import Noting
from reader.tui.screens.listing import FilteringScreen
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.note_list import NoteList, copied, matching

if TYPE_CHECKING:
    from reader.library import Library

_FOOT = "Enter opens · / filters · y copies · d removes · Ctrl+Z undoes · Esc closes"


class NotesScreen(FilteringScreen[Annotated | None]):
    """Choose a note or a highlight; the answer is the one to go to."""

    CSS_PATH = "notes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,M", "close", "Close"),
        Binding("enter,l,right", "choose", "Open"),
        Binding("slash", "filter", "Filter"),
        Binding("y", "copy", "Copy"),
        Binding("d,x", "remove", "Remove"),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("ctrl+y", "redo", "Redo"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._noting = Noting(library)
        self._everything: list[Annotated] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="notes"):
            with Horizontal(id="notes-top"):
                yield Static("NOTES AND HIGHLIGHTS", id="notes-count", markup=False)
                yield FilterInput(id="notes-filter", compact=True, placeholder="/ filters")
            yield NoteList()
            yield Foot(_FOOT, id="notes-foot")

    def on_mount(self) -> None:
        self._list.focus()
        self._load()

    @property
    def _list(self) -> NoteList:
        return self.query_one(NoteList)

    @work(exit_on_error=False, group="notes")
    async def _load(self) -> None:
        await self._read()

    async def _read(self) -> None:
        try:
            self._everything = await self._library.marks.everything()
        except LibraryError as error:
            self._tell(str(error))
            return
        self._list.empty = "No notes yet. In an article, m writes one and v chooses a passage."
        self._show()

    def _show(self) -> None:
        shown, all_of_them = matching(self._everything, self._typed.value), len(self._everything)
        if self._typed.value:
            self._list.empty = "Nothing here has these words."
        self._list.show(shown)
        many = len(shown)
        counts = f"{many:,} of {all_of_them:,}" if many < all_of_them else f"{many:,}"
        self.query_one("#notes-count", Static).update(f"NOTES AND HIGHLIGHTS  {counts}")

    def _tell(self, note: str) -> None:
        self.query_one(Foot).tell(as_seen_here(safe_line(note, 300)))

    # What one is for

    def on_annotation_chosen(self, message: AnnotationChosen) -> None:
        message.stop()
        self.dismiss(message.annotated)

    def action_copy(self) -> None:
        if (row := self._list.row) is not None:
            self.app.copy_to_clipboard(safe_text(copied(row)))
            self._tell(f"Copied {safe_line(copied(row), 120)}")

    def action_remove(self) -> None:
        row = self._list.row
        if row is None:
            return
        if isinstance(row.what, Highlight):
            self._do(self._noting.remove(row.what))
        else:
            self._do(self._noting.write(row.article_id, ""))

    def action_undo(self) -> None:
        self._do(self._library.history.undo())

    def action_redo(self) -> None:
        self._do(self._library.history.redo())

    @work(exit_on_error=False, group="notes")
    async def _do(self, deed: Awaitable[str]) -> None:
        try:
            said = await deed
            await self._read()
        except LibraryError as error:
            said = str(error)
        self._tell(said)

    def action_close(self) -> None:
        """Take the filter away, and without one close."""
        if self._typed.value:
            self.action_drop_filter()
        else:
            self.dismiss(None)
