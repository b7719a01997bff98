"""Which articles name, or are about, whoever a query means by a full name; see `sameness`."""

from __future__ import annotations

import json
import sqlite3

from reader.query.tree import Text, Value
from reader.storage import predicates, sameness
from reader.storage.condition import Condition
from reader.storage.sources import Source
from reader.text import encodable

FIELDS = frozenset({"who", "about"})
SALIENT = 0.5
"""An article is about whom or what it names with at least this salience."""

_OF = "identity_id IN (SELECT value FROM json_each(?))"
_SALIENT = """
 AND (SELECT salience FROM entity WHERE entity.article_id = appearance.article_id AND ordinal = entity) >= ?
"""
_LIKE = "SELECT id FROM identity WHERE fits(?, name)"


def condition(connection: sqlite3.Connection, field: str, value: Value) -> Condition:
    """Return what holds of an article that names one, or with the field "about" is about one."""
    more, also = (_SALIENT, (SALIENT,)) if field == "about" else ("", ())
    sql = f"EXISTS (SELECT 1 FROM appearance WHERE appearance.article_id = article.id AND +{_OF}{more})"  # noqa: S608
    return Condition(sql, (_meant(connection, value), *also))


def source(connection: sqlite3.Connection, field: str, value: Value) -> Source:
    """Return what gives these articles by an index."""
    more, also = (_SALIENT, (SALIENT,)) if field == "about" else ("", ())
    sql = f"SELECT article_id FROM appearance WHERE {_OF}{more}"  # noqa: S608
    return Source(sql, (_meant(connection, value), *also))


def _meant(connection: sqlite3.Connection, value: Value) -> str:
    if isinstance(value, Text) and not value.begins:
        return json.dumps(sameness.ids_meant(connection, value.text))
    like = encodable(predicates.part(value) if isinstance(value, Text) else predicates.name(value))
    return json.dumps([number for (number,) in connection.execute(_LIKE, (like,))])
