"""What a person adds to articles beyond reading and saving them: stars, tags, notes and highlights.

Reads take a few milliseconds at most; what writes is awaited, and done in a thread. What a method returns is
what undoing needs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from reader.annotation import Annotated, Annotations, Highlight, Note
from reader.passages import Passage
from reader.storage import LibraryError, Mark, Store, TagChange, Times

__all__ = ["Marks", "TagChange", "Times"]


class Marks:
    """The part of a library that is the person's own. Every method raises LibraryError when the library
    itself fails; then nothing was changed."""

    def __init__(self, store: Store, saved: Callable[[Sequence[int]], None]) -> None:
        """`saved` hears of articles that are saved again."""
        self._store = store
        self._saved = saved

    # Looking up

    def of(self, article_id: int) -> Annotations:
        """Return the note and the highlights of an article."""
        return self._store.annotations([article_id]).get(article_id, Annotations())

    def among(self, ids: Sequence[int]) -> dict[int, Annotations]:
        """Return the notes and highlights of those articles that have any."""
        return self._store.annotations(ids)

    async def everything(self) -> list[Annotated]:
        """Return every note and highlight of the library, what was changed last first."""
        return await asyncio.to_thread(self._store.all_annotations)

    def tag_colours(self) -> dict[str, int]:
        """Return the colours that the person gave to tags."""
        return self._store.tag_colours()

    def feeds_tagged(self, tag: str) -> int:
        """Return how many feeds carry a tag, which feeds.toml gives them."""
        return self._store.feeds_tagged(tag)

    # Articles

    async def star(self, ids: Sequence[int]) -> list[int]:
        """Star articles; return those that were not."""
        return await asyncio.to_thread(self._store.set_starred, ids, True)

    async def set_hidden(self, ids: Sequence[int], value: bool) -> list[int]:
        """Take articles out of every list, or bring them back; return those that changed."""
        return await asyncio.to_thread(self._store.set_hidden, ids, value)

    async def take(self, mark: Mark, ids: Sequence[int]) -> Times:
        """Let go of saved or starred articles; return which, and when they had been so."""
        return await asyncio.to_thread(self._store.take_mark, mark, ids)

    async def put_back(self, mark: Mark, times: Times) -> None:
        """Save or star articles at the time when they had been."""
        changed = await asyncio.to_thread(self._store.put_mark_back, mark, times)
        if mark == "saved":
            self._saved(changed)

    # Tags

    async def change_tags(
        self, ids: Sequence[int], added: Sequence[str] = (), removed: Sequence[str] = ()
    ) -> TagChange:
        """Tag articles with some tags and take others off them."""
        return await asyncio.to_thread(self._store.change_tags, ids, added, removed)

    async def set_tags(self, ids: Sequence[int], tags: Sequence[str]) -> TagChange:
        """Give articles these tags and no others."""
        return await asyncio.to_thread(self._store.set_all_tags, ids, tags)

    async def rename_tag(self, old: str, new: str) -> TagChange:
        """Give a tag another name on all articles; if it is that of another tag, the two become one."""
        return await asyncio.to_thread(self._store.rename_tag, old, new)

    async def delete_tag(self, tag: str) -> TagChange:
        """Take a tag off all articles."""
        return await asyncio.to_thread(self._store.delete_tag, tag)

    async def colour_tag(self, tag: str, colour: int | None) -> TagChange:
        """Give a tag one of `TAG_COLOURS`; None gives it back the one by its name."""
        return await asyncio.to_thread(self._store.colour_tag, tag, colour)

    async def apply_tags(self, change: TagChange) -> None:
        """Make a change of tags again; reversed, take it back."""
        await asyncio.to_thread(self._store.apply_tags, change)

    # Notes and highlights

    async def write_note(self, article_id: int, text: str) -> tuple[Note | None, Note | None]:
        """Write the note on an article; an empty text takes it away. Return what it was and what it is."""
        return await asyncio.to_thread(self._store.put_note, article_id, text)

    async def put_note_back(self, article_id: int, note: Note | None) -> None:
        """Make the note on an article be this one."""
        await asyncio.to_thread(self._store.put_note_back, article_id, note)

    async def highlight(
        self, article_id: int, passage: Passage, note: str = "", colour: int = 0
    ) -> Highlight:
        """Keep a passage of an article."""
        made = await asyncio.to_thread(self._store.add_highlight, article_id, passage, note, colour)
        if made is None:
            raise LibraryError("This article is no longer in the library.")
        return made

    async def change_highlight(
        self, number: int, note: str, colour: int
    ) -> tuple[Highlight | None, Highlight | None]:
        """Give a highlight another note and colour; return what it was and what it is."""
        return await asyncio.to_thread(self._store.change_highlight, number, note, colour)

    async def remove_highlight(self, number: int) -> Highlight | None:
        """Take a highlight away; return what it was."""
        return await asyncio.to_thread(self._store.remove_highlight, number)

    async def put_highlight_back(self, highlight: Highlight) -> None:
        """Make a highlight be as it was."""
        await asyncio.to_thread(self._store.put_highlight_back, highlight)
