"""The names that articles have in them, each once, and by their words: who or what is looked for by name.

`name` has every spelling of persons, organisations, places, other things and authors, and of those aliases
that are more than a part of the name; the rows of `entity`, `alias` and `author` lead to it. One is found by
some of its words in any order, without case and accents: "Kim" and "kim jong-un" find "Kim Jong Un", and so
does "Un Kim".
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from reader.text import encodable
from reader.words import words_of

LONGEST, MOST_WORDS = 60, 32
"""So many letters of a word, and so many words of a name, are kept to find it by."""

_KNOWN = "SELECT written, id FROM name WHERE written IN (SELECT value FROM json_each(?))"
_MISSING = """
SELECT name FROM entity WHERE name_id IS NULL
UNION SELECT name FROM author WHERE name_id IS NULL AND name IS NOT NULL
UNION SELECT alias.name FROM alias JOIN entity USING (article_id)
WHERE alias.name_id IS NULL AND entity.ordinal = alias.entity AND adds(alias.name, entity.name)
"""
_LEAD = "UPDATE {0} SET name_id = (SELECT id FROM name WHERE written = {0}.name) WHERE name_id IS NULL"
_OTHERS = """
 AND adds(name, (SELECT entity.name FROM entity
    WHERE entity.article_id = alias.article_id AND entity.ordinal = alias.entity))
"""
_LED = ("entity", "alias", "author")
_OF_ARTICLES = [
    f"SELECT name_id FROM {table} WHERE article_id IN (SELECT value FROM json_each(?))"  # noqa: S608
    for table in _LED
]
_UNUSED = """
SELECT id, written FROM name
WHERE (?1 IS NULL OR id IN (SELECT value FROM json_each(?1)))
    AND NOT EXISTS (SELECT 1 FROM entity WHERE name_id = name.id)
    AND NOT EXISTS (SELECT 1 FROM alias WHERE name_id = name.id)
    AND NOT EXISTS (SELECT 1 FROM author WHERE name_id = name.id)
"""


def numbers_of(connection: sqlite3.Connection, written: Iterable[str]) -> dict[str, int]:
    """Return the numbers of names; those that are not known yet are entered."""
    wanted = dict.fromkeys(written)
    found: dict[str, int] = dict(connection.execute(_KNOWN, (json.dumps(list(wanted)),)).fetchall())
    for one in wanted.keys() - found.keys():
        found[one] = _enter(connection, one)
    return found


def adds(alias: str, name: str) -> bool:
    """Whether an alias has a word that the name itself has not: else it is found by the name."""
    return not set(words_of(alias)) <= set(words_of(name))


def lead(connection: sqlite3.Connection) -> None:
    """Lead every row that has a name and no number yet to its name."""
    connection.create_function("adds", 2, adds, deterministic=True)
    for (written,) in connection.execute(_MISSING).fetchall():
        numbers_of(connection, [written])
    for table in _LED:
        connection.execute(_LEAD.format(table) + _OTHERS * (table == "alias"))
    connection.create_function("adds", 2, None)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the names anew from the rows that have them."""
    connection.execute("DELETE FROM name_word")
    connection.execute("DELETE FROM name")
    for table in _LED:
        connection.execute(f"UPDATE {table} SET name_id = NULL WHERE name_id IS NOT NULL")  # noqa: S608
    lead(connection)


def of_articles(connection: sqlite3.Connection, ids: Iterable[int]) -> set[int]:
    """Return the numbers of the names that articles have."""
    asked = json.dumps(list(ids))
    rows = [row for statement in _OF_ARTICLES for row in connection.execute(statement, (asked,))]
    return {number for (number,) in rows if number is not None}


def forget_unused(connection: sqlite3.Connection, among: Iterable[int] | None = None) -> int:
    """Let go of names, of all or of some, that no article has any more; return how many."""
    asked = None if among is None else json.dumps(list(among))
    unused = connection.execute(_UNUSED, (asked,)).fetchall()
    for number, written in unused:
        connection.executemany(
            "DELETE FROM name_word WHERE word = ? AND name_id = ?", [(w, number) for w in name_words(written)]
        )
        connection.execute("DELETE FROM name WHERE id = ?", (number,))
    return len(unused)


def _enter(connection: sqlite3.Connection, written: str) -> int:
    number = int(connection.execute("INSERT INTO name (written) VALUES (?)", (written,)).lastrowid or 0)
    connection.executemany("INSERT INTO name_word VALUES (?, ?)", [(w, number) for w in name_words(written)])
    return number


def name_words(text: str) -> list[str]:
    """The words by which a name is found, the last of a value last."""
    words = [word[:LONGEST] for word in words_of(encodable(text))]
    return list(dict.fromkeys(words))[:MOST_WORDS]
