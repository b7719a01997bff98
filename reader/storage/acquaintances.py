"""All that the library knows of somebody or something, read from where articles name them."""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate
from operator import neg
from typing import get_args

from reader.acquaintance import (
    COMPANY_FROM,
    Acquaintance,
    Companion,
    Known,
    Named,
    Near,
    Place,
    Spelling,
    Told,
    sentence_around,
)
from reader.model import EntityKind
from reader.storage import sameness
from reader.storage.times import restored
from reader.text import fold, safe_line

_LOOKED_AT = 500
"""So many of the newest articles are looked through for other spellings and descriptions."""
_MOST_FIGURES, _FIGURES_FROM, _SOME = 100, 1_000, 100
_MOST_LISTED = 12
_COMMONEST, _ASKED, _OF_A_KIND = 1_500, 250, 25
_WEEK, _MONDAY = 7 * 86_400_000_000, 4 * 86_400_000_000
_OF = "identity_id IN (SELECT value FROM json_each(?1))"
_SHOWN = "article_id NOT IN (SELECT id FROM article INDEXED BY article_hidden WHERE hidden = 1)"

# Of one identity, for so its rows are in this order already, which those of several are not.
_APPEARANCES = f"""
SELECT newest, article_id, mentions FROM appearance
WHERE identity_id = ? AND {_SHOWN} ORDER BY newest DESC, article_id DESC
"""  # noqa: S608
_CASTS = """
SELECT cast_ids FROM json_each(?) AS asked CROSS JOIN understanding ON article_id = asked.value
WHERE cast_ids IS NOT NULL
"""
_NEWEST = f"""
SELECT article_id, entity FROM appearance WHERE {_OF} AND {_SHOWN} ORDER BY newest DESC LIMIT ?2
"""  # noqa: S608
_SPELLINGS = f"""
SELECT alias.name, article_id, entity FROM ({_NEWEST}) JOIN alias USING (article_id, entity)
"""  # noqa: S608
_TOLD = f"""
SELECT role, organisation, article_id, start, stop
FROM ({_NEWEST}) JOIN description USING (article_id, entity)
"""  # noqa: S608
_PLACES = """
SELECT start, stop FROM mention WHERE article_id = ? AND entity = ? ORDER BY ordinal
"""
_NAMED = f"""
SELECT article.id, article.title, coalesce(feed.name, article.site, ''), newest_of.newest, article.read,
    start, stop, substr(document.text, max(1, start - 299), 800), max(0, start - 300),
    (SELECT sum(mentions) FROM appearance WHERE article_id = article.id AND {_OF})
FROM json_each(?2) AS asked
JOIN article ON article.id = asked.value
JOIN appearance AS newest_of ON newest_of.article_id = article.id
    AND newest_of.identity_id IN (SELECT value FROM json_each(?1))
LEFT JOIN mention ON mention.article_id = article.id
    AND mention.entity = newest_of.entity AND mention.ordinal = 0
LEFT JOIN document ON document.article_id = article.id
LEFT JOIN feed ON feed.id = article.feed_id
ORDER BY asked.key, start
"""  # noqa: S608
_FIGURES = """
SELECT figure.article_id, newest, figure.start, figure.stop, figure.text, modifier_text, counted, sentence
FROM json_each(?) AS asked JOIN figure ON figure.article_id = asked.value
JOIN article ON article.id = figure.article_id ORDER BY asked.key, figure.ordinal
"""
_MENTIONS = f"""
SELECT article_id, start, stop FROM appearance JOIN mention USING (article_id, entity)
WHERE {_OF} AND article_id IN (SELECT value FROM json_each(?2))
"""  # noqa: S608
_TOGETHER = """
SELECT mine.article_id, theirs.entity FROM appearance AS mine
JOIN appearance AS theirs ON theirs.article_id = mine.article_id
WHERE mine.identity_id IN (SELECT value FROM json_each(?1))
    AND theirs.identity_id IN (SELECT value FROM json_each(?2))
ORDER BY mine.newest DESC LIMIT 1
"""


def acquaintance(connection: sqlite3.Connection, known: Known) -> Acquaintance:
    """Return all that is known of one."""
    ids = json.dumps(known.ids)
    rows = [row for number in known.ids for row in connection.execute(_APPEARANCES, (number,))]
    if len(known.ids) > 1:
        rows.sort(reverse=True)
    moments, numbers, mentions = zip(*rows, strict=True) if rows else ((), (), ())
    articles = array("q", dict.fromkeys(numbers))  # one can stand in an article twice, by two names
    since, weeks = by_week(moments, mentions)
    ends = named_in(connection, known.ids, [*articles[:1], *articles[1:][-1:]])
    return Acquaintance(
        known,
        articles,
        sum(mentions),
        since,
        weeks,
        ends[-1] if ends else None,
        ends[0] if ends else None,
        _spellings(connection, known, ids),
        _told(connection, ids),
        company(connection, articles, known.ids),
        _figures(connection, ids, articles),
        tuple(sameness.members_of(connection, known)),
    )


def by_week(moments: Sequence[int], counts: Iterable[int]) -> tuple[datetime | None, tuple[int, ...]]:
    """Return the Monday of the first week (UTC), None without moments, and what each week from then on adds
    up to. `moments` are microseconds since 1970, the latest first, each with its count."""
    if not moments:
        return None, ()
    first = (moments[-1] - _MONDAY) // _WEEK
    weeks = [0] * ((moments[0] - _MONDAY) // _WEEK - first + 1)
    upto, place = [0, *accumulate(counts)], 0
    while place < len(moments):
        week = (moments[place] - _MONDAY) // _WEEK
        after = bisect_right(moments, -(week * _WEEK + _MONDAY), place, key=neg)
        weeks[week - first] = upto[after] - upto[place]
        place = after
    return restored(first * _WEEK + _MONDAY), tuple(weeks)


def named_in(connection: sqlite3.Connection, ids: Sequence[int], articles: Iterable[int]) -> list[Named]:
    """Return where articles name somebody first, in the order given."""
    found: dict[int, Named] = {}
    rows = connection.execute(_NAMED, (json.dumps(ids), json.dumps(list(articles))))
    for number, title, feed, newest, read, start, stop, text, offset, mentions in rows:
        if number in found:
            continue
        begin, end = (start, stop) if start is not None else (0, 0)
        near = (begin - (offset or 0), end - (offset or 0))
        sentence = sentence_around(text or "", *near) if end else ""
        words = " ".join((text or "")[slice(*near)].split()) if end else ""
        place, when = Place(number, begin, end), restored(newest)
        found[number] = Named(place, title, feed, when, sentence, mentions or 0, bool(read), words)
    return list(found.values())


def together(connection: sqlite3.Connection, ids: Sequence[int], others: Sequence[int]) -> Place | None:
    """Return where the newest article that names both names the others."""
    row = connection.execute(_TOGETHER, (json.dumps(ids), json.dumps(others))).fetchone()
    if row is None:
        return None
    place = connection.execute(_PLACES, row).fetchone()
    return Place(row[0], *place) if place is not None else Place(row[0], 0, 0)


def _spellings(connection: sqlite3.Connection, known: Known, ids: str) -> tuple[Spelling, ...]:
    """The other names in the newest articles, and the names of others that are the same."""
    count: Counter[str] = Counter()
    first: dict[str, tuple[str, int, int]] = {}
    rows = connection.execute(_SPELLINGS, (ids, _LOOKED_AT)).fetchall()
    for name, article_id, entity in rows:
        key = fold(name)
        if key != fold(known.name):
            count[key] += 1
            first.setdefault(key, (name, article_id, entity))
    return tuple(
        Spelling(first[key][0], many, _place_of(connection, *first[key]))
        for key, many in count.most_common(_MOST_LISTED)
    )


def _place_of(connection: sqlite3.Connection, name: str, article_id: int, entity: int) -> Place:
    """Where an article uses that spelling, else where it names whom it is of."""
    places = connection.execute(_PLACES, (article_id, entity)).fetchall()
    text = connection.execute("SELECT text FROM document WHERE article_id = ?", (article_id,)).fetchone()
    wanted = fold(name)
    so = (place for place in places if text and fold(text[0][place[0] : place[1]]) == wanted)
    return Place(article_id, *next(so, places[0] if places else (0, 0)))


def _told(connection: sqlite3.Connection, ids: str) -> tuple[Told, ...]:
    told: dict[tuple[str, str], list[tuple[str, str, int, int, int]]] = {}
    for row in connection.execute(_TOLD, (ids, _LOOKED_AT)):
        told.setdefault((fold(row[0]), fold(row[1])), []).append(row)
    ordered = sorted(told.values(), key=lambda rows: -len(rows))[:_MOST_LISTED]
    return tuple(
        Told(one[0][0], one[0][1], len({row[2] for row in one}), Place(*one[0][2:])) for one in ordered
    )


def company(
    connection: sqlite3.Connection, articles: Sequence[int], without: Iterable[int] = ()
) -> tuple[Companion, ...]:
    """Return whom and what articles, the newest first, name: the commonest of each kind, as far as
    `COMPANY_FROM` goes."""
    # In the order of their numbers they lie side by side in the file.
    asked = json.dumps(sorted(articles[:COMPANY_FROM]))
    named: array[int] = array("I")
    named.frombytes(b"".join([cast for (cast,) in connection.execute(_CASTS, (asked,))]))
    count = Counter(named)
    for one in without:
        count.pop(one, None)
    commonest = count.most_common(_COMMONEST)
    of_kind = dict.fromkeys(get_args(EntityKind), 0)
    found = []
    for start in range(0, len(commonest), _ASKED):
        some = dict(commonest[start : start + _ASKED])
        rows = {row[0]: row for row in sameness.rows_of(connection, some)}
        for number, many in some.items():
            if (row := rows.get(number)) is not None and of_kind.get(row[1], 0) < _OF_A_KIND:
                of_kind[row[1]] = of_kind.get(row[1], 0) + 1
                found.append(Companion(Known(row[1], row[2], row[3], row[4], (number,)), many))
        if min(of_kind.values()) >= _OF_A_KIND:
            break
    return tuple(found)


def _figures(connection: sqlite3.Connection, ids: str, articles: Sequence[int]) -> tuple[Near, ...]:
    """The figures of the newest articles whose sentence has a mention."""
    found: list[Near] = []
    for start in range(0, min(len(articles), _FIGURES_FROM), _SOME):
        asked = json.dumps(list(articles[start : start + _SOME]))
        mentions: dict[int, list[tuple[int, int]]] = {}
        for article_id, begin, end in connection.execute(_MENTIONS, (ids, asked)):
            mentions.setdefault(article_id, []).append((begin, end))
        rows = connection.execute(_FIGURES, (asked,)).fetchall()
        found += [_near(row) for row in rows if _is_near(connection, row, mentions.get(row[0], ()))]
        if len(found) >= _MOST_FIGURES:
            break
    return tuple(found[:_MOST_FIGURES])


_Figure = tuple[int, int, int, int, str, str, str | None, str]


def _is_near(connection: sqlite3.Connection, row: _Figure, mentions: Iterable[tuple[int, int]]) -> bool:
    article_id, _, start, _, text, _, _, sentence = row
    begins, at = [], sentence.find(text)
    while at >= 0:
        begins.append(start - at)
        at = sentence.find(text, at + 1)
    near = [b for b in begins if any(b <= first and last <= b + len(sentence) for first, last in mentions)]
    if not near or len(begins) == 1:
        return bool(near)
    # The figure's words stand there more than once: which place is meant is told by the text itself.
    so = "SELECT substr(text, ?, ?) = ? FROM document WHERE article_id = ?"
    asked = ((max(0, b) + 1, len(sentence), sentence, article_id) for b in near)
    return any((found := connection.execute(so, one).fetchone()) and found[0] for one in asked)


def _near(row: _Figure) -> Near:
    article_id, newest, start, stop, text, sign, counted, sentence = row
    said = text if not sign or fold(sign) in fold(text) else f"{sign} {text}"
    counted = "" if not counted or fold(counted) in fold(said) else counted
    return Near(
        Place(article_id, start, stop),
        safe_line(said),
        safe_line(counted),
        safe_line(sentence),
        restored(newest),
    )
