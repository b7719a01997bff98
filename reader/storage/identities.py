"""Who and what articles name, one across all of them, kept as each article is understood.

An identity is a kind and a key, the words of a name without case and accents; in an article, aliases belong
to the full name there. Several people of one name are parts, told apart by `reader.identity` from what the
newest articles say of them, and by what a person has said.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from reader.identity import Sighting, apart
from reader.model import Entity
from reader.occupations import field_of
from reader.storage.names import name_words

MOST_SIGHTINGS = 100
"""So many of the newest articles that describe somebody are looked at to tell people of one name apart."""

_NAMED = "SELECT id FROM identity WHERE kind = ? AND key = ? AND part = ?"
_ENTER = "INSERT INTO identity (kind, key, part, name) VALUES (?, ?, ?, ?)"
_APPEARS = "INSERT INTO appearance (identity_id, newest, article_id, entity, mentions) VALUES (?, ?, ?, ?, ?)"
_PARTS = "SELECT part FROM identity WHERE kind = ? AND key = ?"
_NEXT_FIELD = "SELECT min(field) FROM description WHERE key = ? AND field > ?"
_DESCRIBED = """
SELECT DISTINCT article_id FROM description WHERE key = ?1 ORDER BY article_id DESC LIMIT ?2
"""
_SEEN = """
SELECT article_id FROM identity JOIN appearance ON identity_id = id WHERE kind = ?1 AND key = ?2
ORDER BY newest DESC LIMIT ?3
"""
_SAID = "SELECT article_id, part FROM meant WHERE kind = ? AND key = ?"
_TOLD = "SELECT role, organisation FROM description WHERE article_id = ? AND key = ?"
_HERE = """
SELECT entity, identity_id, part FROM appearance JOIN identity ON id = identity_id
WHERE article_id = ?1 AND kind = ?2 AND key = ?3
"""
_COMPANY = """
SELECT DISTINCT key FROM appearance JOIN identity ON id = identity_id
WHERE article_id = ?1 AND kind IN ('person', 'organisation') AND key != ?2
"""
_MOVE = "UPDATE appearance SET identity_id = ? WHERE article_id = ? AND entity = ?"
_CAST = "SELECT DISTINCT identity_id FROM appearance WHERE article_id = ?"
_OF_ARTICLES = """
SELECT DISTINCT identity_id FROM appearance WHERE article_id IN (SELECT value FROM json_each(?))
"""
# What a person has spoken of stays: a name that stands for another may come again.
_UNUSED = """
DELETE FROM identity WHERE NOT EXISTS (SELECT 1 FROM appearance WHERE identity_id = identity.id)
    AND NOT EXISTS (SELECT 1 FROM sameness AS said WHERE
        (said.kind, said.key, said.part) = (identity.kind, identity.key, identity.part)
        OR (other_kind, other_key, other_part) = (identity.kind, identity.key, identity.part))
"""
_ALL = """
SELECT entity.article_id, ordinal, entity.name, kind, newest,
    (SELECT count(*) FROM mention WHERE mention.article_id = entity.article_id AND entity = ordinal)
FROM entity JOIN article ON article.id = entity.article_id ORDER BY entity.article_id, ordinal
"""


def key_of(name: str) -> str:
    """Return what two spellings of a name have in common: its words, without a leading "the"."""
    words = name_words(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def put(connection: sqlite3.Connection, article_id: int, entities: Sequence[Entity]) -> None:
    """Keep whom and what an article names; its entities are stored, and nothing of this is yet."""
    row = connection.execute("SELECT newest FROM article WHERE id = ?", (article_id,)).fetchone()
    keys = [key_of(entity.name) for entity in entities]
    for ordinal, (entity, key) in enumerate(zip(entities, keys, strict=True)):
        if key:
            number = _number(connection, entity.kind, key, 0, entity.name)
            connection.execute(_APPEARS, (number, row[0], article_id, ordinal, len(entity.mentions)))
    connection.executemany(
        "INSERT INTO description VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (article_id, n, m, one.role, one.organisation, one.start, one.end, key, field_of(one.role))
            for n, (entity, key) in enumerate(zip(entities, keys, strict=True))
            for m, one in enumerate(entity.described)
            if key
        ],
    )
    _keep_cast(connection, article_id)
    for kind, key in dict.fromkeys((one.kind, key) for one, key in zip(entities, keys, strict=True) if key):
        if _is_open(connection, kind, key):
            settle(connection, kind, key, article_id)


def settle(connection: sqlite3.Connection, kind: str, key: str, article_id: int | None = None) -> None:
    """Tell those of a name apart, and let each appearance be of the right one: of the newest articles, of
    those that a person has spoken of, and of this one."""
    said = dict(connection.execute(_SAID, (kind, key)).fetchall())
    described = [number for (number,) in connection.execute(_DESCRIBED, (key, MOST_SIGHTINGS))]
    seen = [number for (number,) in connection.execute(_SEEN, (kind, key, MOST_SIGHTINGS))]
    numbers = dict.fromkeys([*described, *said, *seen, *([article_id] if article_id is not None else [])])
    there = {number: rows for number in numbers if (rows := _appearances(connection, number, kind, key))}
    sightings = [_sighting(connection, number, key, said.get(number)) for number in there]
    found = apart(sightings)
    parts = _as_before([rows[0][2] for rows in there.values()], found, set(said.values()))
    for (number, rows), part in zip(there.items(), parts, strict=True):
        if any(row[2] != part for row in rows):
            _move(connection, number, rows, kind, key, part)


def keep_all(connection: sqlite3.Connection) -> None:
    """Make identities of what is stored already."""
    known: dict[tuple[str, str], int] = {}
    cast: array[int] = array("I")
    present = 0
    for article_id, ordinal, name, kind, newest, mentions in connection.execute(_ALL).fetchall():
        if article_id != present:
            _put_cast(connection, present, cast)
            present, cast = article_id, array("I")
        if not (key := key_of(name)):
            continue
        if (kind, key) not in known:
            known[kind, key] = _number(connection, kind, key, 0, name)
        number = known[kind, key]
        connection.execute(_APPEARS, (number, newest, article_id, ordinal, mentions))
        if number not in cast:
            cast.append(number)
    _put_cast(connection, present, cast)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the identities anew from the rows that name them, with what a person has said."""
    connection.execute("DELETE FROM appearance")
    connection.execute("UPDATE understanding SET cast_ids = NULL")
    keep_all(connection)
    told = "SELECT DISTINCT 'person', key FROM description UNION SELECT kind, key FROM meant"
    for kind, key in connection.execute(told).fetchall():
        if _is_open(connection, kind, key):
            settle(connection, kind, key)
    forget_unused(connection)


def of_articles(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """Return the identities that articles name."""
    return [number for (number,) in connection.execute(_OF_ARTICLES, (json.dumps(list(ids)),))]


def forget_unused(connection: sqlite3.Connection, among: Iterable[int] | None = None) -> None:
    """Let go of identities, of all or of some, that no article names any more."""
    if among is None:
        connection.execute(_UNUSED)
    elif numbers := list(among):
        some = f"{_UNUSED} AND id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own text
        connection.execute(some, (json.dumps(numbers),))


def _number(connection: sqlite3.Connection, kind: str, key: str, part: int, name: str) -> int:
    row = connection.execute(_NAMED, (kind, key, part)).fetchone()
    if row is not None:
        return int(row[0])
    return int(connection.execute(_ENTER, (kind, key, part, name)).lastrowid or 0)


def _is_open(connection: sqlite3.Connection, kind: str, key: str) -> bool:
    """Whether there may be several of a name: people known in several fields, or a person has said so."""
    parts = connection.execute(_PARTS, (kind, key)).fetchall()
    if len(parts) > 1 or connection.execute(f"{_SAID} LIMIT 1", (kind, key)).fetchone() is not None:
        return True
    if kind != "person":
        return False
    (first,) = connection.execute(_NEXT_FIELD, (key, "")).fetchone()
    return first is not None and connection.execute(_NEXT_FIELD, (key, first)).fetchone()[0] is not None


def _appearances(
    connection: sqlite3.Connection, article_id: int, kind: str, key: str
) -> list[tuple[int, int, int]]:
    return connection.execute(_HERE, (article_id, kind, key)).fetchall()


def _sighting(connection: sqlite3.Connection, article_id: int, key: str, part: int | None) -> Sighting:
    told = connection.execute(_TOLD, (article_id, key)).fetchall()
    company = connection.execute(_COMPANY, (article_id, key))
    return Sighting(
        frozenset(role for role, _ in told if role),
        frozenset(filter(None, (key_of(body) for _, body in told))),
        frozenset(other for (other,) in company),
        part,
    )


def _as_before(before: Sequence[int], found: Sequence[int], said: set[int]) -> list[int]:
    """Give each group the number that most of its sightings had, so that nobody changes their number."""
    groups: dict[int, list[int]] = {}
    for place, number in enumerate(found):
        groups.setdefault(number, []).append(place)
    named = {number: number for number in groups if number in said}
    for number, places in sorted(groups.items(), key=lambda one: -len(one[1])):
        if number not in named:
            taken = set(named.values()) | said
            known = [part for part, _ in Counter(before[place] for place in places).most_common()]
            free = (part for part in range(len(found) + len(said) + 1) if part not in known)
            named[number] = next(part for part in (*known, *free) if part not in taken)
    return [named[number] for number in found]


def _move(
    connection: sqlite3.Connection,
    article_id: int,
    rows: Sequence[tuple[int, int, int]],
    kind: str,
    key: str,
    part: int,
) -> None:
    name = "SELECT name FROM identity WHERE id = ?"
    written = connection.execute(name, (rows[0][1],)).fetchone()[0]
    number = _number(connection, kind, key, part, written)
    connection.executemany(_MOVE, [(number, article_id, entity) for entity, _, _ in rows])
    _keep_cast(connection, article_id)
    forget_unused(connection, {one for _, one, _ in rows})


def _keep_cast(connection: sqlite3.Connection, article_id: int) -> None:
    _put_cast(
        connection, article_id, array("I", [number for (number,) in connection.execute(_CAST, (article_id,))])
    )


def _put_cast(connection: sqlite3.Connection, article_id: int, cast: array[int]) -> None:
    connection.execute(
        "UPDATE understanding SET cast_ids = ? WHERE article_id = ?", (cast.tobytes(), article_id)
    )
