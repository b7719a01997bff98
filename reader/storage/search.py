"""Full-text search: what is indexed of an article, and how typed words become a query that never fails.

The index is contentless: half the size of one that keeps the text, and twice as fast to fill. Its price is
that a row leaves it only by naming the very words it came with. So whoever changes an article's title,
authors, text or document calls `forget` before and `index` after, in one transaction.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reader.packing import unpacked
from reader.words import spaced

_MAX_QUERY = 500
_MAX_TERMS = 24
_MIN_PREFIX = 2

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')

_INDEXED = """
SELECT article.id, title, authors, document.text, content.text, packed
FROM article
LEFT JOIN content ON content.article_id = article.id
LEFT JOIN document ON document.article_id = article.id
"""


class Words(NamedTuple):
    """What the index is told of an article, its text already `spaced`, as a string or in UTF-8."""

    article_id: int
    title: str
    authors: Sequence[str]
    text: str | bytes


def index(connection: sqlite3.Connection, article_id: int) -> None:
    """Enter an article, as it stands now, into the index."""
    for row in connection.execute(_INDEXED + "WHERE article.id = ?", (article_id,)):
        enter_all(connection, [_indexed(row)])


def forget(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of the index; it must stand as when it was entered."""
    for row in connection.execute(_INDEXED + "WHERE article.id = ?", (article_id,)).fetchall():
        connection.execute(
            "INSERT INTO search (search, rowid, title, authors, text) VALUES ('delete', ?, ?, ?, ?)",
            _row(_indexed(row)),
        )


def enter_all(connection: sqlite3.Connection, articles: Iterable[Words]) -> None:
    """Enter articles one after the other, with nothing else written between.

    FTS5 writes out what it has gathered at every savepoint, and SQLite makes one of its own for a statement
    that sets off a trigger: an index that is fed in between costs three times as much.
    """
    connection.executemany(
        "INSERT INTO search (rowid, title, authors, text) VALUES (?, ?, ?, CAST(? AS TEXT))",
        map(_row, articles),
    )


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index anew from the articles; minutes for a large library."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    enter_all(connection, (_indexed(row) for row in connection.execute(_INDEXED)))


def match_expression(query: str, beginning: Callable[[str], list[str] | None] = lambda _: None) -> str | None:
    """Return the FTS5 expression for what a person typed, None where it has no word to look for.

    All words must occur; "quoted words" in that order; -word must not; the last word may be unfinished.
    Any string is fine: every term is quoted, so nothing in it is an operator. `beginning` gives the words to
    look for in place of an unfinished one, None for all.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    terms = [m for m in _TERM.finditer(query[:_MAX_QUERY].replace("\0", " ")) if _has_word(m.group())]
    for term in terms[:_MAX_TERMS]:
        minus, quoted, word = term.groups()
        (unwanted if minus else wanted).append(phrase(word if quoted is None else quoted))
    if not wanted:
        return None
    minus, _, word = terms[:_MAX_TERMS][-1].groups()
    if not minus and word and len(word) >= _MIN_PREFIX and word[-1].isalnum():
        wanted[-1] = unfinished(wanted[-1], beginning(word))
    return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted])


def phrase(words: str) -> str:
    """Return the FTS5 expression of words that stand side by side."""
    return '"' + spaced(words).replace('"', " ") + '"'


def unfinished(started: str, words: list[str] | None) -> str:
    """Return the expression of a phrase whose last word may go on, or of the words that stand for it."""
    if words is None:
        return f"{started} *"
    return "(" + " OR ".join(map(phrase, words)) + ")"


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _indexed(row: tuple[int, str, str, str | None, str | None, bytes | None]) -> Words:
    """What is told of an article, from a row of the statement above."""
    article_id, title, authors, document, text, kept = row
    names: list[str] = json.loads(authors)
    return Words(article_id, title, names, spaced(unpacked(kept, text)[0] if document is None else document))


def _row(words: Words) -> tuple[int, str, str, str | bytes]:
    return words.article_id, spaced(words.title), spaced(", ".join(words.authors)), words.text
