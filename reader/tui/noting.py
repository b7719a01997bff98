"""Notes and highlights as deeds: each is committed before it is shown, and can be taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.history import Deed
from reader.library import LibraryError
from reader.text import safe_line

if TYPE_CHECKING:
    from reader.annotation import Highlight
    from reader.library import Library
    from reader.passages import Passage

_SHOWN = 60  # letters of a passage in the status line


class Noting:
    """What a person writes and highlights, noted in the library's history. Methods return a sentence."""

    def __init__(self, library: Library) -> None:
        self._marks, self._history = library.marks, library.history

    async def write(self, article_id: int, text: str) -> str:
        """Write the note on an article; an empty text takes it away."""
        async with self._history.turn:
            before, after = await self._marks.write_note(article_id, text)
            if before == after:
                return "There is no note here."
            said = "Noted." if after is not None else "The note is gone; Ctrl+Z brings it back."
            back = "Taken back: the note is as it was." if before is not None else "Taken back: no note."
            undo = partial(self._marks.put_note_back, article_id, before)
            return self._history.did(
                Deed(said, back, undo, partial(self._marks.put_note_back, article_id, after))
            )

    async def highlight(self, article_id: int, passage: Passage, note: str, colour: int) -> str:
        """Highlight a passage, with a note or without."""
        async with self._history.turn:
            made = await self._marks.highlight(article_id, passage, note, colour)
            undo = partial(self._marks.remove_highlight, made.id)
            words = safe_line(made.words, _SHOWN)
            said = f"Highlighted and noted: “{words}”" if note else f"Highlighted: “{words}”"
            back = f"Taken back: “{words}” is no longer highlighted."
            return self._history.did(Deed(said, back, undo, partial(self._marks.put_highlight_back, made)))

    async def change(self, highlight: Highlight, note: str, colour: int) -> str:
        """Give a highlight another note and colour."""
        async with self._history.turn:
            before, after = await self._marks.change_highlight(highlight.id, note, colour)
            if before is None or after is None:
                raise LibraryError("This highlight is no longer there.")
            undo = partial(self._marks.put_highlight_back, before)
            redo = partial(self._marks.put_highlight_back, after)
            said = "Noted." if note else "Highlighted without a note."
            return self._history.did(Deed(said, "Taken back: the highlight is as it was.", undo, redo))

    async def remove(self, highlight: Highlight) -> str:
        """Take a highlight away."""
        async with self._history.turn:
            before = await self._marks.remove_highlight(highlight.id)
            if before is None:
                raise LibraryError("This highlight is no longer there.")
            words = safe_line(before.words, _SHOWN)
            undo = partial(self._marks.put_highlight_back, before)
            redo = partial(self._marks.remove_highlight, before.id)
            said = f"No longer highlighted: “{words}”; Ctrl+Z brings it back."
            return self._history.did(Deed(said, f"Taken back: highlighted again: “{words}”", undo, redo))
