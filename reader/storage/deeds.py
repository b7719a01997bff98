"""What a person does with articles, as the store does it: each a committed transaction that says what it
changed, which is what undoing it needs."""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.lazily import lazily
from reader.model import View
from reader.storage.records import Mark, TagChange, TagCount, Times
from reader.storage.times import now
from reader.storage.upkeep import Upkeep

if TYPE_CHECKING:
    from reader.annotation import Annotated, Annotations, Highlight, Note
    from reader.passages import Passage
    from reader.storage import marks, notes, tags
else:
    marks, notes, tags = (lazily(f"reader.storage.{name}") for name in ("marks", "notes", "tags"))

_CHUNK = 2_000  # articles that are marked in one transaction, so that nobody waits long


class Deeds(Upkeep):
    """The part of a `Store` that writes what a person did."""

    @abstractmethod
    def ids(self, view: View) -> array[int]:
        """Return the ids of all articles of a view in its order."""

    # Articles

    def set_read(self, ids: Iterable[int], value: bool) -> list[int]:
        """Mark articles read or unread, some thousands at a time; return those that changed."""
        changed: list[int] = []
        for some in _chunks(ids):
            with self._writing() as connection:
                changed += marks.set_read(connection, some, value)
        return changed

    def mark_all_read(self, view: View) -> list[int]:
        """Mark all articles of a view read; return those that were not."""
        return self.set_read(self.ids(replace(view, unread_only=True)), True)

    def set_saved(self, ids: Iterable[int], value: bool) -> list[int]:
        """Save articles or let go of them; return those that changed."""
        return self._set_mark("saved", ids, value)

    def set_starred(self, ids: Iterable[int], value: bool) -> list[int]:
        """Star articles or take the star away; return those that changed."""
        return self._set_mark("starred", ids, value)

    def take_mark(self, mark: Mark, ids: Iterable[int]) -> Times:
        """Let go of saved or starred articles; return which, and when they had been so."""
        with self._writing() as connection:
            return marks.take(connection, mark, ids)

    def put_mark_back(self, mark: Mark, times: Times) -> list[int]:
        """Save or star articles at the time when they had been; return those that were not."""
        with self._writing() as connection:
            return marks.put_back(connection, mark, times)

    def set_hidden(self, ids: Iterable[int], value: bool) -> list[int]:
        """Take articles out of every list, or bring them back; return those that changed."""
        with self._writing() as connection:
            return marks.set_hidden(connection, ids, value)

    def set_muted(self, ids: Iterable[int], value: bool) -> list[int]:
        """Take articles out of the lists of many feeds, or bring them back; return those that changed."""
        with self._writing() as connection:
            return marks.set_muted(connection, ids, value)

    def _set_mark(self, mark: Mark, ids: Iterable[int], value: bool) -> list[int]:
        if not value:
            return self.take_mark(mark, ids).ids.tolist()
        with self._writing() as connection:
            return marks.put(connection, mark, ids, now())

    # Tags

    def tags(self) -> list[TagCount]:
        """Return every tag with its counts."""
        with self._reading() as connection:
            return tags.counts(connection)

    def tag_colours(self) -> dict[str, int]:
        """Return the colours that the person gave to tags."""
        with self._reading() as connection:
            return tags.colours(connection)

    def feeds_tagged(self, tag: str) -> int:
        """Return how many feeds carry a tag."""
        with self._reading() as connection:
            return tags.of_feeds(connection, tag)

    def add_tag(self, ids: Iterable[int], tag: str) -> list[int]:
        """Tag articles; return those that changed."""
        with self._writing() as connection:
            return tags.add(connection, ids, tag)

    def remove_tag(self, ids: Iterable[int], tag: str) -> list[int]:
        """Take a tag off articles; return those that changed."""
        with self._writing() as connection:
            return tags.remove(connection, ids, tag)

    def set_tags(self, article_id: int, names: Iterable[str]) -> TagChange:
        """Give an article these tags and no others."""
        return self.set_all_tags((article_id,), names)

    def set_all_tags(self, ids: Iterable[int], names: Iterable[str]) -> TagChange:
        """Give articles these tags and no others."""
        with self._writing() as connection:
            return tags.set_all(connection, ids, names)

    def change_tags(self, ids: Iterable[int], added: Iterable[str], removed: Iterable[str]) -> TagChange:
        """Tag articles with some tags and take others off them."""
        with self._writing() as connection:
            return tags.change(connection, ids, added, removed)

    def rename_tag(self, old: str, new: str) -> TagChange:
        """Give a tag another name on all articles; it may be that of another tag."""
        with self._writing() as connection:
            return tags.rename(connection, old, new)

    def delete_tag(self, tag: str) -> TagChange:
        """Take a tag off all articles."""
        with self._writing() as connection:
            return tags.delete(connection, tag)

    def colour_tag(self, tag: str, colour: int | None) -> TagChange:
        """Give a tag a colour; None gives it back the one by its name."""
        with self._writing() as connection:
            return tags.colour(connection, tag, colour)

    def apply_tags(self, change: TagChange) -> None:
        """Make a change of tags again; reversed, take it back."""
        with self._writing() as connection:
            tags.apply(connection, change)

    # Notes and highlights

    def annotations(self, ids: Iterable[int]) -> dict[int, Annotations]:
        """Return the notes and highlights of those articles that have any."""
        with self._reading() as connection:
            return notes.of(connection, ids)

    def all_annotations(self) -> list[Annotated]:
        """Return every note and highlight with its article, what was changed last first."""
        with self._reading() as connection:
            return notes.everything(connection)

    def put_note(self, article_id: int, text: str) -> tuple[Note | None, Note | None]:
        """Write the note on an article; an empty text takes it away. Return what it was and what it is."""
        with self._writing() as connection:
            before = notes.note(connection, article_id)
            notes.put_note(connection, article_id, text, now())
            return before, notes.note(connection, article_id)

    def put_note_back(self, article_id: int, note: Note | None) -> None:
        """Make the note on an article be this one."""
        with self._writing() as connection:
            notes.put_note_back(connection, article_id, note)

    def add_highlight(
        self, article_id: int, marked: Passage, note: str = "", colour: int = 0
    ) -> Highlight | None:
        """Keep a passage of an article; None if there is no such article."""
        with self._writing() as connection:
            number = notes.add_highlight(connection, article_id, marked, note, colour, now())
            return notes.highlight(connection, number) if number is not None else None

    def change_highlight(
        self, number: int, note: str, colour: int
    ) -> tuple[Highlight | None, Highlight | None]:
        """Give a highlight another note and colour; return what it was and what it is."""
        with self._writing() as connection:
            before = notes.highlight(connection, number)
            notes.change_highlight(connection, number, note, colour, now())
            return before, notes.highlight(connection, number)

    def remove_highlight(self, number: int) -> Highlight | None:
        """Take a highlight away; return what it was."""
        with self._writing() as connection:
            before = notes.highlight(connection, number)
            notes.remove_highlight(connection, number)
            return before

    def put_highlight_back(self, highlight: Highlight) -> None:
        """Make a highlight be as it was, under its number."""
        with self._writing() as connection:
            notes.put_highlight_back(connection, highlight)


def _chunks(ids: Iterable[int]) -> Iterable[Sequence[int]]:
    listed = ids if isinstance(ids, Sequence) else list(ids)
    return (listed[start : start + _CHUNK] for start in range(0, len(listed), _CHUNK))
