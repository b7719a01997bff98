"""Which names a query means, and which begin as was written so far."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from reader.query.tree import Text, Value
from reader.storage import predicates
from reader.storage.names import LONGEST, MOST_WORDS, name_words
from reader.text import encodable, fold
from reader.words import spaced

_LAST = "\U0010ffff"
_MOST_KNOWN = 200
_KINDS = {"person": "person", "org": "organisation", "place": "place"}
_MOST_BEGUN = 2_000
_BEGUN = """
SELECT id, written FROM name
WHERE id IN (SELECT name_id FROM name_word WHERE word >= ? AND word < ? LIMIT ?)
"""
_SOMEBODY = """
SELECT written FROM name WHERE id IN (SELECT value FROM json_each(?1))
    AND EXISTS (SELECT 1 FROM entity WHERE name_id = name.id AND (kind = ?2 OR ?2 = ''))
LIMIT ?3
"""
_WRITER = """
SELECT written FROM name WHERE id IN (SELECT value FROM json_each(?1))
    AND EXISTS (SELECT 1 FROM author WHERE name_id = name.id)
LIMIT ?2
"""


def fitting(connection: sqlite3.Connection, value: Value) -> tuple[str, tuple[str, ...]]:
    """Return a SELECT of the numbers of the names that a value of a query means, and its parameters."""
    words = name_words(value.text) if isinstance(value, Text) else []
    like = encodable(predicates.name(value))
    if not words:
        return _listed(connection.execute("SELECT id FROM name WHERE fits(?, written)", (like,)))
    conditions, parameters = [], list[str]()
    for place, word in enumerate(words):
        if isinstance(value, Text) and value.begins and place == len(words) - 1:
            conditions.append("SELECT name_id FROM name_word WHERE word >= ? AND word < ?")
            parameters += [word, word + _LAST]
        else:
            conditions.append("SELECT name_id FROM name_word WHERE word = ?")
            parameters.append(word)
    meant = " INTERSECT ".join(conditions)
    if isinstance(value, Text) and not value.exact and _are_all(words, value.text):
        return meant, tuple(parameters)
    statement = f"SELECT id FROM name WHERE id IN ({meant}) AND fits(?, written)"  # noqa: S608 - our own text
    return _listed(connection.execute(statement, (*parameters, like)))


def _listed(rows: Iterable[tuple[int]]) -> tuple[str, tuple[str, ...]]:
    return "SELECT value FROM json_each(?)", (json.dumps([number for (number,) in rows]),)


def _are_all(words: list[str], text: str) -> bool:
    """Whether nothing of a value is lost in the words by which names are found."""
    return len(text) < LONGEST and spaced(text) == text and len(words) < MOST_WORDS


def known(connection: sqlite3.Connection, field: str, letters: str) -> list[str]:
    """Return names for what was begun to be written after a field such as "person"."""
    words = name_words(letters)
    if not words:
        return []
    holds = predicates.predicate(predicates.name(Text(letters, begins=True)))
    rows = connection.execute(_BEGUN, (words[-1], words[-1] + _LAST, _MOST_BEGUN))
    found = json.dumps([number for number, written in rows if holds(written)])
    if field == "author":
        rows = connection.execute(_WRITER, (found, _MOST_KNOWN))
    else:
        kind = "" if field == "entity" else _KINDS[field]
        rows = connection.execute(_SOMEBODY, (found, kind, _MOST_KNOWN))
    return sorted((written for (written,) in rows), key=lambda one: (len(one), fold(one)))
