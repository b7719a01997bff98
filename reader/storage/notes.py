"""Notes and highlights: kept, changed, put back, and found again when an article's text is made anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from reader.annotation import LONGEST_NOTE, Annotated, Annotations, Highlight, Note
from reader.passages import Passage, found
from reader.storage.times import restored, stored
from reader.text import encodable, safe_text

_NOTE = "note.article_id, note.text, note.made, note.changed"
_HIGHLIGHT = """highlight.id, highlight.article_id, start, stop, words, before, after, highlight.note, colour,
    highlight.made, highlight.changed, lost"""
_OF = "WHERE article_id IN (SELECT value FROM json_each(?))"
_PUT = "INSERT OR REPLACE INTO highlight VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ENTER = """
INSERT INTO highlight (article_id, start, stop, words, before, after, note, colour, made, changed)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9 WHERE EXISTS (SELECT 1 FROM article WHERE id = ?1)
RETURNING id
"""
_WITH_ARTICLE = "JOIN article ON article.id = article_id LEFT JOIN feed ON feed.id = feed_id"
_NAMED = "article.title, coalesce(feed.name, article.site, '')"


def note(connection: sqlite3.Connection, article_id: int) -> Note | None:
    """Return the note on an article."""
    statement = f"SELECT {_NOTE} FROM note WHERE article_id = ?"  # noqa: S608 - our own text
    row = connection.execute(statement, (article_id,)).fetchone()
    return None if row is None else _note(row)


def highlight(connection: sqlite3.Connection, number: int) -> Highlight | None:
    """Return the highlight of that number."""
    statement = f"SELECT {_HIGHLIGHT} FROM highlight WHERE id = ?"  # noqa: S608
    row = connection.execute(statement, (number,)).fetchone()
    return None if row is None else _highlight(row)


def of(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Annotations]:
    """Return the notes and highlights of those articles that have any."""
    asked = json.dumps(list(ids))
    notes = {row[0]: _note(row) for row in connection.execute(f"SELECT {_NOTE} FROM note {_OF}", (asked,))}  # noqa: S608
    marked: dict[int, list[Highlight]] = {}
    statement = f"SELECT {_HIGHLIGHT} FROM highlight {_OF} ORDER BY article_id, start, id"  # noqa: S608
    for row in connection.execute(statement, (asked,)):
        marked.setdefault(row[1], []).append(_highlight(row))
    return {
        number: Annotations(notes.get(number), tuple(marked.get(number, ())))
        for number in notes.keys() | marked.keys()
    }


def everything(connection: sqlite3.Connection) -> list[Annotated]:
    """Return all notes and highlights with their articles, what was changed last first."""
    notes = connection.execute(f"SELECT {_NAMED}, {_NOTE} FROM note {_WITH_ARTICLE}")  # noqa: S608
    listed = [Annotated(title, feed, _note(row)) for title, feed, *row in notes]
    marked = connection.execute(f"SELECT {_NAMED}, {_HIGHLIGHT} FROM highlight {_WITH_ARTICLE}")  # noqa: S608
    listed += [Annotated(title, feed, _highlight(row)) for title, feed, *row in marked]
    return sorted(listed, key=lambda one: one.changed, reverse=True)


def put_note(connection: sqlite3.Connection, article_id: int, text: str, when: datetime) -> None:
    """Write the note on an article, or take it away if `text` is empty; without that article nothing is."""
    text, before = _cleaned(text), note(connection, article_id)
    put_note_back(
        connection,
        article_id,
        Note(article_id, text, before.made if before is not None else when, when) if text else None,
    )


def put_note_back(connection: sqlite3.Connection, article_id: int, kept: Note | None) -> None:
    """Make the note on an article be this one."""
    connection.execute("DELETE FROM note WHERE article_id = ?", (article_id,))
    if kept is not None:
        connection.execute(
            "INSERT INTO note SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM article WHERE id = ?1)",
            (article_id, kept.text, stored(kept.made), stored(kept.changed)),
        )


def add_highlight(
    connection: sqlite3.Connection,
    article_id: int,
    marked: Passage,
    text: str,
    colour: int,
    when: datetime,
) -> int | None:
    """Keep a passage of an article with a note, which may be empty; None if there is no such article."""
    words, before, after = (encodable(part) for part in (marked.words, marked.before, marked.after))
    row = (article_id, marked.start, marked.end, words, before, after, _cleaned(text), colour, stored(when))
    entered = connection.execute(_ENTER, row).fetchone()
    return None if entered is None else int(entered[0])


def lose_highlight(connection: sqlite3.Connection, number: int) -> None:
    """Say of a highlight that it is not in the text, as long as it is not found in one that comes."""
    connection.execute("UPDATE highlight SET lost = 1 WHERE id = ?", (number,))


def change_highlight(
    connection: sqlite3.Connection, number: int, text: str, colour: int, when: datetime
) -> None:
    """Give a highlight another note and colour."""
    connection.execute(
        "UPDATE highlight SET note = ?, colour = ?, changed = ? WHERE id = ?",
        (_cleaned(text), colour, stored(when), number),
    )


def remove_highlight(connection: sqlite3.Connection, number: int) -> None:
    """Take a highlight away."""
    connection.execute("DELETE FROM highlight WHERE id = ?", (number,))


def put_highlight_back(connection: sqlite3.Connection, kept: Highlight) -> None:
    """Make a highlight be as it was, under its number; without its article nothing is."""
    if not connection.execute("SELECT 1 FROM article WHERE id = ?", (kept.article_id,)).fetchone():
        return
    connection.execute(
        _PUT,
        (
            *(kept.id, kept.article_id, kept.start, kept.end, kept.words, kept.before, kept.after),
            *(kept.note, kept.colour, stored(kept.made), stored(kept.changed), kept.lost),
        ),
    )


def find_again(connection: sqlite3.Connection, article_id: int, text: str) -> None:
    """Look for an article's highlights in a text that takes the place of the one before."""
    statement = "SELECT id, start, stop, words, before, after FROM highlight WHERE article_id = ?"
    for number, *kept in connection.execute(statement, (article_id,)).fetchall():
        place = found(Passage(*kept), text)
        if place is None:
            connection.execute("UPDATE highlight SET lost = 1 WHERE id = ?", (number,))
        else:
            connection.execute(
                "UPDATE highlight SET start = ?, stop = ?, lost = 0 WHERE id = ?", (*place, number)
            )


def _cleaned(text: str) -> str:
    return encodable(safe_text(text)).strip()[:LONGEST_NOTE]


def _note(row: Any) -> Note:
    number, text, made, changed = row
    return Note(number, text, restored(made), restored(changed))


def _highlight(row: Any) -> Highlight:
    number, article_id, start, stop, words, before, after, text, colour, made, changed, lost = row
    return Highlight(
        *(number, article_id, start, stop, words, before, after, text, colour),
        made=restored(made),
        changed=restored(changed),
        lost=bool(lost),
    )
