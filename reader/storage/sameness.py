"""Which identities are one: by another spelling that articles give, and by what a person has said.

An alias that has words of its own ("UN" of the United Nations) stands for whoever alone is called so, for a
person only if it has two words. What a person said goes before that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeAlias

from reader.acquaintance import Known, split_label
from reader.query.tree import Text
from reader.storage import identities
from reader.storage.identities import key_of
from reader.storage.names_meant import fitting
from reader.storage.times import stored
from reader.text import encodable

Verdict: TypeAlias = tuple[str, str, int, str, str, int, int, int]
"""A row of `sameness`."""

_LOOKED_AT = 500
_MOST_SPELLINGS = 12
_MOST_FOUND, _MOST_NEAR = 200, 8
_FIELDS = "id, kind, key, name, part"
_BY_KEY = f"SELECT {_FIELDS} FROM identity WHERE key = ?"  # noqa: S608 - our own text
_BY_ID = f"SELECT {_FIELDS} FROM identity WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
_THIS = f"SELECT {_FIELDS} FROM identity WHERE kind = ? AND key = ? AND part = ?"  # noqa: S608
_SAID = """
SELECT other_kind, other_key, other_part, same FROM sameness WHERE kind = ?1 AND key = ?2 AND part = ?3
UNION ALL
SELECT kind, key, part, same FROM sameness WHERE other_kind = ?1 AND other_key = ?2 AND other_part = ?3
"""
_BETWEEN = """
FROM sameness WHERE (kind, key, part, other_kind, other_key, other_part) IN (VALUES
    (?1, ?2, ?3, ?4, ?5, ?6), (?4, ?5, ?6, ?1, ?2, ?3))
"""
_CALLED_SO = """
SELECT DISTINCT identity_id, kind FROM (
    SELECT alias.article_id, alias.entity
    FROM name JOIN alias INDEXED BY alias_named ON alias.name_id = name.id
    WHERE name.id IN ({}) AND called(written) = ? LIMIT ?
) AS so_called JOIN appearance USING (article_id, entity) JOIN identity ON id = identity_id
"""
_OWN_SPELLINGS = f"""
SELECT alias.name, count(*) FROM (
    SELECT article_id, entity FROM appearance WHERE identity_id = ? ORDER BY newest DESC LIMIT {_LOOKED_AT}
) AS newest JOIN alias USING (article_id, entity) WHERE name_id IS NOT NULL
GROUP BY 1 ORDER BY 2 DESC LIMIT {_MOST_SPELLINGS}
"""  # noqa: S608
_COUNTS = """
SELECT identity_id, count(*) FROM appearance WHERE identity_id IN (SELECT value FROM json_each(?1))
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?2
"""
_WRITTEN = "SELECT written FROM name WHERE id IN ({}) LIMIT ?"

_IN = """
SELECT kind, key FROM appearance JOIN identity ON id = identity_id
WHERE article_id = ? AND id IN (SELECT value FROM json_each(?))
"""
_NAMED_IN = f"""
SELECT {", ".join(f"identity.{one}" for one in _FIELDS.split(", "))}
FROM entity JOIN appearance ON appearance.article_id = entity.article_id AND entity = ordinal
JOIN identity ON id = identity_id WHERE entity.article_id = ? AND entity.name = ? AND entity.kind = ?
"""  # noqa: S608

_Row: TypeAlias = tuple[int, str, str, str, int]


def known_as(connection: sqlite3.Connection, label: str, kind: str, limit: int) -> list[Known]:
    """Return who and what is meant by a name: those of just that name first, then the most often named."""
    exact = [row for row in _exactly(connection, label) if kind in {"", row[1]}]
    found: dict[tuple[int, ...], Known] = {}
    for row in sorted(exact, key=lambda row: -_count(connection, row[0])):
        one = gathered(connection, row)
        found.setdefault(tuple(sorted(one.ids)), one)
    own = {number for ids in found for number in ids}
    near = {row[0]: row for row in _nearly(connection, label) if row[0] not in own and kind in {"", row[1]}}
    often = connection.execute(_COUNTS, (json.dumps(list(near)), _MOST_NEAR)).fetchall()
    for number, _ in often:
        one = gathered(connection, near[number])
        found.setdefault(tuple(sorted(one.ids)), one)
    return list(found.values())[:limit]


def known_in(connection: sqlite3.Connection, article_id: int, name: str, kind: str) -> Known | None:
    """Return whom an article means by a name that it has, None if it has none such."""
    row = connection.execute(_NAMED_IN, (article_id, encodable(name), kind)).fetchone()
    return None if row is None else gathered(connection, row)


def parts_of(connection: sqlite3.Connection, known: Known) -> list[Known]:
    """Return all of one name and kind, by their numbers."""
    rows = connection.execute(_BY_KEY, (known.key,)).fetchall()
    alike = sorted((row for row in rows if row[1] == known.kind), key=lambda row: row[4])
    return [_known(row, (row[0],)) for row in alike]


def ids_meant(connection: sqlite3.Connection, label: str) -> list[int]:
    """Return all identities that a full name stands for, of every kind and part unless it has a number."""
    return sorted({number for row in _exactly(connection, label) for number in gathered(connection, row).ids})


def gathered(connection: sqlite3.Connection, row: _Row) -> Known:
    """Return one with all identities that are the same, under the name that most articles use."""
    lay(connection)
    members = {row[0]: row}
    waiting = [row]
    while waiting:
        for other in _beside(connection, waiting.pop()):
            if other[0] not in members:
                members[other[0]] = other
                waiting.append(other)
    if len(members) == 1:
        return _known(row, (row[0],))
    often = {number: _count(connection, number) for number in members}
    order = sorted(members, key=lambda number: (-often[number], number))
    return _known(members[order[0]], tuple(order))


def members_of(connection: sqlite3.Connection, known: Known) -> list[Known]:
    """Return the identities that count as this one, without its own."""
    rows = connection.execute(_BY_ID, (json.dumps(known.ids[1:]),)).fetchall()
    return [_known(row, (row[0],)) for row in rows]


def rows_of(connection: sqlite3.Connection, ids: Iterable[int]) -> list[_Row]:
    """Return identities by their ids: (id, kind, key, name, part)."""
    return connection.execute(_BY_ID, (json.dumps(list(ids)),)).fetchall()


def say_same(
    connection: sqlite3.Connection, known: Known, other: Known, same: bool, when: datetime
) -> list[Verdict]:
    """Keep that two are one, or that they are not; return what had been said."""
    before = _forget(connection, known, other)
    connection.execute(
        "INSERT INTO sameness VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (known.kind, known.key, known.part, other.kind, other.key, other.part, same, stored(when)),
    )
    return before


def unsay(connection: sqlite3.Connection, known: Known, other: Known, verdicts: Sequence[Verdict]) -> None:
    """Make what was said of two be what it had been."""
    _forget(connection, known, other)
    connection.executemany("INSERT INTO sameness VALUES (?, ?, ?, ?, ?, ?, ?, ?)", verdicts)


def mean(
    connection: sqlite3.Connection, known: Known, article_id: int, part: int | None, when: datetime
) -> int | None:
    """Keep which of a name an article means; return what was kept before, None for nothing."""
    here = connection.execute(_IN, (article_id, json.dumps(known.ids))).fetchone()
    asked = (*(here or (known.kind, known.key)), article_id)
    before = connection.execute(
        "SELECT part FROM meant WHERE kind = ? AND key = ? AND article_id = ?", asked
    ).fetchone()
    connection.execute("DELETE FROM meant WHERE kind = ? AND key = ? AND article_id = ?", asked)
    if part is not None:
        connection.execute(
            "INSERT INTO meant (kind, key, article_id, part, made) VALUES (?, ?, ?, ?, ?)",
            (*asked, part, stored(when)),
        )
    identities.settle(connection, *asked)
    return None if before is None else int(before[0])


def next_part(connection: sqlite3.Connection, known: Known) -> int:
    """Return the number of one more of a name."""
    most = "SELECT max(part) FROM (SELECT part FROM {} WHERE kind = ?1 AND key = ?2)"
    said = [
        connection.execute(most.format(t), (known.kind, known.key)).fetchone()[0]
        for t in ("identity", "meant")
    ]
    return 1 + max(one or 0 for one in said)


def lay(connection: sqlite3.Connection) -> None:
    """Give a connection the function that says what a name is known by."""
    connection.create_function("called", 1, key_of, deterministic=True)


def _exactly(connection: sqlite3.Connection, label: str) -> list[_Row]:
    name, part = split_label(encodable(label))
    rows = connection.execute(_BY_KEY, (key_of(name),)).fetchall()
    return [row for row in rows if part is None or row[4] == part]


def _nearly(connection: sqlite3.Connection, label: str) -> list[_Row]:
    """Whoever has all words of a name in theirs, or is called so in some article."""
    key = key_of(encodable(label))
    if not key:
        return []
    lay(connection)
    meant, parameters = fitting(connection, Text(key, begins=True))
    written = connection.execute(_WRITTEN.format(meant), (*parameters, _MOST_FOUND)).fetchall()
    keys = dict.fromkeys(key_of(name) for (name,) in written)
    rows = [row for one in keys for row in connection.execute(_BY_KEY, (one,))]
    return [*rows, *rows_of(connection, [number for number, _ in _called_so(connection, key)])]


def _known(row: _Row, ids: tuple[int, ...]) -> Known:
    _, kind, key, name, part = row
    return Known(kind, key, name, part, ids)


def _count(connection: sqlite3.Connection, number: int) -> int:
    statement = "SELECT count(*) FROM appearance WHERE identity_id = ?"
    return int(connection.execute(statement, (number,)).fetchone()[0])


def _beside(connection: sqlite3.Connection, row: _Row) -> list[_Row]:
    """Return those that are the same as an identity, as far as that is told of itself."""
    _, kind, key, _, part = row
    said = {(k, w, p): bool(same) for k, w, p, same in connection.execute(_SAID, (kind, key, part))}
    found = [one for one in _by_spelling(connection, row) if said.get((one[1], one[2], one[4]), True)]
    for other, same in said.items():
        if same:
            found += connection.execute(_THIS, other).fetchall()
    return found


def _by_spelling(connection: sqlite3.Connection, row: _Row) -> list[_Row]:
    """Return who alone goes by this one's name as an alias, and who goes by an alias that is this one's."""
    number, kind, key, _, part = row
    if part:
        return []
    found = [] if not _tells(kind, key) else [o for o in _alone_called(connection, kind, key) if o != number]
    mine = connection.execute(_OWN_SPELLINGS, (number,)).fetchall()
    for other in dict.fromkeys(key_of(name) for name, _ in mine):
        if other != key and _tells(kind, other) and _alone_called(connection, kind, other) == [number]:
            found += [one[0] for one in connection.execute(_THIS, (kind, other, 0))]
    return [one for one in rows_of(connection, found) if one[4] == 0]


def _tells(kind: str, key: str) -> bool:
    return bool(key) and (kind != "person" or " " in key)


def _alone_called(connection: sqlite3.Connection, kind: str, key: str) -> list[int]:
    """Return the one identity of a kind that some article calls so; nothing if there are several."""
    alike = [number for number, theirs in _called_so(connection, key) if theirs == kind]
    return alike if len(alike) == 1 else []


def _called_so(connection: sqlite3.Connection, key: str) -> list[tuple[int, str]]:
    """Return (id, kind) of those that some article calls by an alias with this key."""
    meant, parameters = fitting(connection, Text(key))
    asked = (*parameters, key, _LOOKED_AT)
    return connection.execute(_CALLED_SO.format(meant), asked).fetchall()


def _forget(connection: sqlite3.Connection, known: Known, other: Known) -> list[Verdict]:
    asked = (known.kind, known.key, known.part, other.kind, other.key, other.part)
    before: list[Verdict] = connection.execute(f"SELECT * {_BETWEEN}", asked).fetchall()
    connection.execute(f"DELETE {_BETWEEN}", asked)
    return before
