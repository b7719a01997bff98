"""What was understood of an article, as rows: its authors, entities and figures, by a versioned analyser."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple
from typing import Any

from reader.model import Description, Entity, Figure, Span, Understanding
from reader.storage import identities, names
from reader.storage.authors import authors_of, put_authors

# In the order of the fields of Figure.
_FIGURE_FIELDS = (
    "start, stop, text, kind, value, low, high, unit, modifier, modifier_text, counted, counted_head, "
    "sentence"
)


def put_understanding(
    connection: sqlite3.Connection, article_id: int, understanding: Understanding, text: str | None = None
) -> bool:
    """Keep an understanding in place of the one there was; False, and nothing kept, without a document, or
    where its text is not `text`."""
    row = connection.execute("SELECT text FROM document WHERE article_id = ?", (article_id,)).fetchone()
    if row is None or (text is not None and row[0] != text):
        return False
    named = identities.of_articles(connection, (article_id,))
    connection.execute("DELETE FROM understanding WHERE article_id = ?", (article_id,))
    connection.execute(
        "INSERT INTO understanding (article_id, version, approximate, engine) VALUES (?, ?, ?, ?)",
        (article_id, understanding.version, understanding.approximate, understanding.engine),
    )
    put_authors(connection, article_id, understanding.authors)
    _put_entities(connection, article_id, understanding.entities)
    _put_figures(connection, article_id, understanding.figures)
    identities.put(connection, article_id, understanding.entities)
    identities.forget_unused(connection, named)
    return True


def understanding(connection: sqlite3.Connection, article_id: int) -> Understanding | None:
    """Return what was understood of an article's document, None if it was not analysed yet."""
    row = connection.execute(
        "SELECT version, approximate, engine FROM understanding WHERE article_id = ? AND version > 0",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    return Understanding(
        authors=authors_of(connection, article_id),
        entities=_entities(connection, article_id),
        figures=_figures(connection, article_id),
        version=row[0],
        approximate=bool(row[1]),
        engine=row[2],
    )


def to_analyse(connection: sqlite3.Connection, version: int, engine: str, limit: int) -> list[int]:
    """Return articles whose document waits for that version, or for that engine, the newest first."""
    rows = connection.execute(
        "SELECT article_id FROM understanding JOIN article ON article.id = article_id "
        "WHERE version < ? OR engine <> ? ORDER BY newest DESC, article_id DESC LIMIT ?",
        (version, engine, limit),
    )
    return [row[0] for row in rows]


def to_read(connection: sqlite3.Connection, since: int, limit: int) -> list[int]:
    """Return articles that were new since then and have no document yet, the newest first."""
    rows = connection.execute(
        "SELECT id FROM article WHERE listed = 1 AND newest >= ?"
        " AND NOT EXISTS (SELECT 1 FROM document WHERE article_id = article.id)"
        " ORDER BY newest DESC, id DESC LIMIT ?",
        (since, limit),
    )
    return [row[0] for row in rows]


def _put_entities(connection: sqlite3.Connection, article_id: int, entities: tuple[Entity, ...]) -> None:
    others = {alias for one in entities for alias in one.aliases if names.adds(alias, one.name)}
    numbers = names.numbers_of(connection, [*(entity.name for entity in entities), *others])
    connection.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)",
        [(article_id, n, e.name, e.kind, e.salience, numbers[e.name]) for n, e in enumerate(entities)],
    )
    connection.executemany(
        "INSERT INTO mention VALUES (?, ?, ?, ?, ?)",
        [
            (article_id, n, m, span.start, span.end)
            for n, entity in enumerate(entities)
            for m, span in enumerate(entity.mentions)
        ],
    )
    connection.executemany(
        "INSERT INTO alias VALUES (?, ?, ?, ?, ?)",
        [
            (article_id, n, m, alias, numbers[alias] if names.adds(alias, entity.name) else None)
            for n, entity in enumerate(entities)
            for m, alias in enumerate(entity.aliases)
        ],
    )


def _put_figures(connection: sqlite3.Connection, article_id: int, figures: tuple[Figure, ...]) -> None:
    connection.executemany(
        "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(article_id, ordinal, *astuple(figure)) for ordinal, figure in enumerate(figures)],
    )


def _entities(connection: sqlite3.Connection, article_id: int) -> tuple[Entity, ...]:
    mentions = _of_entities(connection, "SELECT entity, start, stop FROM mention", article_id)
    aliases = _of_entities(connection, "SELECT entity, name FROM alias", article_id)
    told = _of_entities(
        connection, "SELECT entity, role, organisation, start, stop FROM description", article_id
    )
    rows = connection.execute(
        "SELECT ordinal, name, kind, salience FROM entity WHERE article_id = ? ORDER BY ordinal",
        (article_id,),
    )
    return tuple(
        Entity(
            name=name,
            kind=kind,
            mentions=tuple(Span(start, stop) for start, stop in mentions.get(ordinal, ())),
            salience=salience,
            aliases=tuple(alias for (alias,) in aliases.get(ordinal, ())),
            described=tuple(Description(*one) for one in told.get(ordinal, ())),
        )
        for ordinal, name, kind, salience in rows
    )


def _of_entities(
    connection: sqlite3.Connection, statement: str, article_id: int
) -> dict[int, list[tuple[Any, ...]]]:
    rows: dict[int, list[tuple[Any, ...]]] = {}
    ordered = connection.execute(f"{statement} WHERE article_id = ? ORDER BY entity, ordinal", (article_id,))
    for entity, *values in ordered:
        rows.setdefault(entity, []).append(tuple(values))
    return rows


def _figures(connection: sqlite3.Connection, article_id: int) -> tuple[Figure, ...]:
    rows = connection.execute(
        f"SELECT {_FIGURE_FIELDS} FROM figure WHERE article_id = ? ORDER BY ordinal",  # noqa: S608
        (article_id,),
    )
    return tuple(Figure(*row) for row in rows)
