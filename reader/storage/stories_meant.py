"""Which articles a query means by story: those that are in one story with the article of a number, and those
of every story of which a headline has some words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from reader.query.tree import Text, Value
from reader.storage import predicates
from reader.storage.condition import Condition
from reader.storage.search import phrase
from reader.storage.sources import Source
from reader.text import encodable
from reader.words import words_of

_LONGEST_NUMBER = 18
_ARTICLES = """
SELECT article_id FROM story_article WHERE story_id IN (SELECT value FROM json_each(?))
UNION ALL SELECT value AS article_id FROM json_each(?)
"""
_BY_NUMBER = "SELECT story_id FROM story_article WHERE article_id = ?"
_BY_WORDS = """
SELECT DISTINCT story_id FROM story_article
WHERE article_id IN (SELECT rowid FROM search WHERE search MATCH ?)
"""
_BY_TITLE = """
SELECT DISTINCT story_id FROM story_article JOIN article ON article.id = article_id WHERE fits(?, title)
"""


def condition(connection: sqlite3.Connection, values: Iterable[Value]) -> Condition:
    """Return the condition that an article is in a story that one of the values means."""
    return source(connection, values).condition


def source(connection: sqlite3.Connection, values: Iterable[Value]) -> Source:
    """Return the articles of the stories that the values mean. An article that is in no story is one."""
    stories, alone = set[int](), list[int]()
    for value in values:
        if isinstance(value, Text) and not value.exact and not value.begins and _is_number(value.text):
            alone.append(int(value.text))
            rows = connection.execute(_BY_NUMBER, (int(value.text),))
        elif isinstance(value, Text) and not value.exact and (words := words_of(encodable(value.text))):
            said = [phrase(word) for word in words]
            said[-1] += " *" * value.begins
            rows = connection.execute(_BY_WORDS, (" AND ".join(f"{{title}} : {word}" for word in said),))
        else:
            rows = connection.execute(_BY_TITLE, (encodable(predicates.part(value)),))
        stories.update(story for (story,) in rows)
    return Source(_ARTICLES, (json.dumps(sorted(stories)), json.dumps(alone)))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
