"""Marking articles, one or many at once: each deed is committed before it is shown, and can be taken back."""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from reader.history import Deed
from reader.model import Article, View
from reader.text import safe_line

if TYPE_CHECKING:
    from reader.library import Library
    from reader.marks import Marks, TagChange, Times

_TITLE = 60  # letters of a title in the status line
_NAMED = 3  # tags that a sentence names
_Write = Callable[[Sequence[int], bool], Awaitable[object]]
_Mark = Literal["saved", "starred"]


class Marking:
    """What a person marks, noted in the library's history. Every method returns a sentence about it.

    A mark that all of the articles have already is taken from them, as a key that marks one does.
    """

    def __init__(self, library: Library, relist: Callable[[], object] = lambda: None) -> None:
        """`relist` is called when articles come back into lists."""
        self._library = library
        self._history = library.history
        self._relist = relist
        self._passed: tuple[View, array[int], Deed | None] = View(), array("q"), None

    async def opened(self, article: Article) -> None:
        """Mark an opened article read. That is a deed as well: taking back after some articles were read
        makes the last one unread, then the one before."""
        async with self._history.turn:
            ids = await self._library.set_read(self._library.together([article.id]), True)
            title = safe_line(article.title, _TITLE)
            self._noted(self._library.set_read, ids, True, f"Read: {title}", f"Unread again: {title}")

    async def passed(self, view: View, ids: Sequence[int]) -> None:
        """Mark articles read that somebody has gone past in a list, a story as one. What follows in the same
        list, with nothing else done between, is part of the same deed."""
        async with self._history.turn:
            changed = array("q", await self._library.set_read(self._library.together(ids), True))
            if not changed:
                return
            before, passed, deed = self._passed
            if deed is not None and before == view:
                whole = self._passing(passed + changed)
                if self._history.grew(deed, whole):
                    self._passed = view, passed + changed, whole
                    return
            deed = self._passing(changed)
            self._history.did(deed)
            self._passed = view, changed, deed

    def _passing(self, ids: array[int]) -> Deed:
        write, many = self._library.set_read, counted(len(ids), "article")
        said, back = f"Passed, and read: {many}.", f"Taken back: {many} unread."
        return Deed(said, back, partial(write, ids, False), partial(write, ids, True))

    async def toggle_read(self, ids: Sequence[int]) -> str:
        one, ids = len(ids) == 1, self._library.together(ids)
        async with self._history.turn:
            changed, value = await self._library.set_read(ids, True), True
            if not changed:
                changed, value = await self._library.set_read(ids, False), False
            return self._read(changed, value, one=one)

    async def set_read(self, ids: Sequence[int], value: bool) -> str:
        """Mark articles read, or unread, whatever they were."""
        async with self._history.turn:
            changed = await self._library.set_read(self._library.together(ids), value)
            return self._read(changed, value, one=len(ids) == 1)

    async def all_read(self, view: View) -> str:
        async with self._history.turn:
            changed = await self._library.mark_all_read(view)
            return self._read(changed, True) if changed else "Everything here was read already."

    async def these_read(self, ids: Sequence[int], where: str) -> str:
        """Mark articles read that stand `where`."""
        async with self._history.turn:
            changed = await self._library.set_read(self._library.together(ids), True)
            return self._read(changed, True) if changed else f"Everything {where} was read already."

    async def toggle_saved(self, ids: Sequence[int]) -> str:
        async with self._history.turn:
            return await self._toggle("saved", ids, await self._library.set_saved(ids, True))

    async def toggle_starred(self, ids: Sequence[int]) -> str:
        async with self._history.turn:
            return await self._toggle("starred", ids, await self._library.marks.star(ids))

    async def set_starred(self, ids: Sequence[int], value: bool) -> str:
        """Star articles, or take their stars, whatever they had."""
        async with self._history.turn:
            changed = await self._library.marks.star(ids) if value else []
            return (
                "Starred already." if value and not changed else await self._toggle("starred", ids, changed)
            )

    async def hide(self, ids: Sequence[int]) -> str:
        """Take articles out of every list."""
        async with self._history.turn:
            changed = await self._library.marks.set_hidden(ids, True)
            many = "Hidden" if len(ids) == 1 else f"{counted(len(changed), 'article')} hidden"
            back = f"Taken back: {counted(len(changed), 'article')} in the lists again."
            return self._noted(self._set_hidden, changed, True, f"{many}; Ctrl+Z brings back.", back)

    async def _set_hidden(self, ids: Sequence[int], value: bool) -> None:
        await self._library.marks.set_hidden(ids, value)
        self._relist()

    # Tags

    async def set_tags(self, ids: Sequence[int], tags: Sequence[str]) -> str:
        """Give articles these tags and no others."""
        async with self._history.turn:
            said = f"Tagged {', '.join(tags)}." if tags else "No tags."
            return self._tagged(await self._library.marks.set_tags(ids, tags), said, len(ids))

    async def change_tags(self, ids: Sequence[int], added: Sequence[str], removed: Sequence[str]) -> str:
        """Tag articles with some tags and take others off them."""
        async with self._history.turn:
            said = ", ".join([*(f"+{tag}" for tag in added), *(f"−{tag}" for tag in removed)])
            change = await self._library.marks.change_tags(ids, added, removed)
            return self._tagged(change, f"Tags: {said}.", len(ids))

    async def rename_tag(self, old: str, new: str) -> str:
        async with self._history.turn:
            change = await self._library.marks.rename_tag(old, new)
            if not change:
                return f"No article is tagged {old}."
            said = f"{old} is called {new} now, on {counted(change.articles, 'article')}.{self._feeds(old)}"
            return self._tag_deed(change, said, f"Taken back: {new} is {old} again.")

    async def delete_tag(self, tag: str) -> str:
        async with self._history.turn:
            change = await self._library.marks.delete_tag(tag)
            if not change:
                return f"No article is tagged {tag}."
            said = f"{tag} was taken off {counted(change.articles, 'article')}.{self._feeds(tag)}"
            return self._tag_deed(change, said, f"Taken back: the tag {tag} is there again.")

    async def colour_tag(self, tag: str, colour: int | None, name: str) -> str:
        """Give a tag a colour, which is called `name`."""
        async with self._history.turn:
            change = await self._library.marks.colour_tag(tag, colour)
            said = f"{tag} is {name} now." if colour is not None else f"{tag} has the colour of its name."
            return self._tag_deed(change, said, f"Taken back: {tag} has its colour again.")

    def _feeds(self, tag: str) -> str:
        count = self._library.marks.feeds_tagged(tag)
        return f" {counted(count, 'feed')} of feeds.toml still {'has' if count == 1 else 'have'} it." * bool(
            count
        )

    def _tagged(self, change: TagChange, said: str, many: int) -> str:
        if not change:
            return "The tags are as they were." if many > 1 else said
        count = counted(change.articles, "article")
        where = said if many == 1 else f"{said[:-1]} on {count}."
        return self._tag_deed(change, where, f"Taken back: {count} tagged as before.")

    def _tag_deed(self, change: TagChange, said: str, back: str) -> str:
        apply = self._library.marks.apply_tags
        undo, redo = partial(apply, change.reverse), partial(apply, change)
        return self._history.did(Deed(said, back, undo, redo)) if change else said

    # Noting

    def _read(self, changed: Sequence[int], value: bool, one: bool = False) -> str:
        what, other = ("read", "unread") if value else ("unread", "read")
        many = counted(len(changed), "article")
        said = f"Marked {what}." if one else f"Marked {many} {what}."
        return self._noted(self._library.set_read, changed, value, said, f"Taken back: {many} {other}.")

    async def _toggle(self, mark: _Mark, ids: Sequence[int], changed: Sequence[int]) -> str:
        """Note that these were marked; where none was, take the mark from all of them."""
        kept = _Kept(self._library.marks, mark, array("q", changed or ids))
        if not changed:
            await kept.take()
        many, one = counted(len(kept.ids), "article"), len(ids) == 1
        on = f"{mark.capitalize()}." if one else f"{mark.capitalize()}: {many}."
        off = f"No longer {mark}." if one else f"No longer {mark}: {many}."
        if changed:
            back = f"Taken back: {many} no longer {mark}."
            return self._history.did(Deed(on, back, kept.take, kept.put))
        if not kept.ids:
            return off
        return self._history.did(Deed(off, f"Taken back: {many} {mark}.", kept.put, kept.take))

    def _noted(self, write: _Write, ids: Sequence[int], value: bool, said: str, back: str) -> str:
        """Note what changed these articles, unless there are none; return the sentence."""
        if not ids:
            return said
        ids = array("q", ids)  # of a hundred thousand articles 0.8 MB
        return self._history.did(Deed(said, back, partial(write, ids, not value), partial(write, ids, value)))


class _Kept:
    """Articles that are saved or starred and let go of by turns, always with the times that they had."""

    def __init__(self, marks: Marks, mark: _Mark, ids: array[int]) -> None:
        self._marks, self._mark, self.ids = marks, mark, ids
        self._times: Times | None = None

    async def take(self) -> None:
        self._times = await self._marks.take(self._mark, self.ids)
        self.ids = self._times.ids

    async def put(self) -> None:
        if self._times is not None:
            await self._marks.put_back(self._mark, self._times)


def counted(number: int, noun: str) -> str:
    """Return "1 article", "1,204 articles"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
