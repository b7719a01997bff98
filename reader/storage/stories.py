"""Which articles are about the same event, as rows: the gist of each recent article, and the stories.

An article is in one story or in none. A story keeps its number while it has two articles; what a person put
together or took apart stays so. Gists are kept for as long as a new article may belong to theirs, so a
library does not grow with them.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from heapq import nlargest
from itertools import chain

import msgspec

from reader.model import Fold, Gist, Placed, Placing, View
from reader.packing import unpacked
from reader.storage.connections import Connections
from reader.storage.state import put_state, remembered
from reader.storage.times import now, stored
from reader.values import dataclass

KEPT = timedelta(days=14)
"""How long after it was new the gist of an article is kept."""
APART = timedelta(days=5)
"""Articles further apart in time are not about the same event."""
FOLDED = frozenset({"all", "unread", "today", "new"})
"""Lists in which a story is one row."""
_PLACED = "stories.placed"  # the last article that was looked at
_MOST_WORDS = 14  # of an article, by which others are found
_NEWEST_OF_WORD = 60
_MOST_CANDIDATES = 40
_MOST_OF_STORY = 8
_TEXT = 4_000  # characters of a text that a gist is made of

_WAITING = """
SELECT article.id, title, language, newest, packed, text, html FROM article
LEFT JOIN content ON content.article_id = article.id
WHERE article.id > ?1 AND newest > ?2 AND hidden = 0 ORDER BY article.id LIMIT ?3
"""
_KEEP = """
INSERT OR REPLACE INTO gist (article_id, body)
SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM article WHERE id = ?1)
"""
_KEEP_WORD = """
INSERT OR IGNORE INTO gist_word SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM gist WHERE article_id = ?2)
"""
# The gists of two weeks are looked through, not the articles of years.
_LET_GO = """
DELETE FROM gist WHERE article_id IN (
    SELECT article_id FROM gist CROSS JOIN article ON id = article_id WHERE newest < ? LIMIT 5000)
"""
_OWN = "SELECT story_id, by_hand FROM story_article WHERE article_id = ?"
_TAKE_APART = "INSERT OR IGNORE INTO apart VALUES (?, ?)"
_PUT_TOGETHER = "DELETE FROM apart WHERE article_id = ? AND other_id = ?"
_APART_AMONG = """
SELECT article_id, other_id FROM apart WHERE article_id IN (SELECT value FROM json_each(?1))
    AND +other_id IN (SELECT value FROM json_each(?1))
"""
_OF_WORD = "SELECT article_id FROM gist_word WHERE word = ? ORDER BY article_id DESC LIMIT ?"
_GISTS = """
SELECT gist.article_id, body, feed_id, story_id, newest FROM gist JOIN article ON article.id = gist.article_id
LEFT JOIN story_article ON story_article.article_id = gist.article_id
WHERE gist.article_id IN (SELECT value FROM json_each(?1)) AND hidden = 0
    AND newest BETWEEN ?2 AND ?3 AND gist.article_id != ?4
    AND NOT EXISTS (SELECT 1 FROM apart WHERE apart.article_id = min(?4, gist.article_id)
        AND other_id = max(?4, gist.article_id))
"""
_TOGETHER = """
SELECT article_id FROM story_article WHERE story_id IN (
    SELECT story_id FROM story_article WHERE article_id IN (SELECT value FROM json_each(?1))
)
"""
_BESIDE = f"""
SELECT article_id FROM (
    SELECT article_id, row_number() OVER (PARTITION BY story_id ORDER BY article_id DESC) AS nth
    FROM story_article WHERE article_id IN ({_TOGETHER})
) WHERE nth <= ?2
"""  # noqa: S608 - our own text
_ENTER = """
INSERT INTO story_article (article_id, story_id, copied, by_hand) VALUES (?, ?, ?, ?)
ON CONFLICT (article_id) DO UPDATE SET story_id = excluded.story_id, by_hand = excluded.by_hand
"""
# All of it from two indices: the rows of `article` lie far apart.
_RECENT = """
SELECT story_id, article_id, newest, read FROM story_article
JOIN article INDEXED BY article_dates ON article.id = article_id
WHERE article_id >= (SELECT min(article_id) FROM gist) AND hidden = 0
"""
_UNLISTED = "SELECT id FROM article INDEXED BY article_unlisted WHERE listed = 0 AND hidden = 0"
_MEMBERS = """
SELECT story_article.article_id FROM story_article JOIN article ON article.id = story_article.article_id
WHERE story_id = ? AND hidden = 0 ORDER BY newest DESC, story_article.article_id DESC
"""
# A story is counted once, however many of its articles are asked for.
_SIZES = """
WITH own AS MATERIALIZED (
    SELECT article_id, story_id FROM story_article WHERE article_id IN (SELECT value FROM json_each(?))
), size AS MATERIALIZED (
    SELECT story_id, count(*) AS articles, count(DISTINCT coalesce(feed_id, -article.id)) AS sources
    FROM story_article JOIN article ON article.id = article_id AND hidden = 0
    WHERE story_id IN (SELECT story_id FROM own) GROUP BY story_id
)
SELECT own.article_id, own.story_id, articles, sources FROM own JOIN size ON size.story_id = own.story_id
"""
_encode, _decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Gist).decode


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that has no gist yet, with what one is made of."""

    article: int
    title: str
    text: str
    language: str | None
    newest: int
    """When it was new, in microseconds."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which stories some articles were in: what a change by hand needs to be taken back. None is no story."""

    stories: tuple[tuple[int, int | None, bool], ...]
    """(article, story, put there by hand) each."""
    apart: tuple[tuple[int, int], ...] = ()
    """Pairs that were taken apart by the change, or together again."""


class Stories:
    """The part of a `Store` that keeps gists and stories."""

    def __init__(self, connections: Connections) -> None:
        self._reading, self._writing = connections.reading, connections.writing

    # As articles come

    def waiting(self, limit: int) -> list[Waiting]:
        """Return articles that came since the last one that was looked at, in the order of their coming."""
        with self._reading() as connection:
            rows = connection.execute(
                _WAITING, (remembered(connection, _PLACED), stored(now() - KEPT), limit)
            ).fetchall()
        return [
            Waiting(number, title, unpacked(kept, text, html)[0][:_TEXT], language, newest)
            for number, title, language, newest, kept, text, html in rows
        ]

    def keep_gists(self, gists: Iterable[tuple[int, Gist]]) -> None:
        """Keep the gists of articles."""
        with self._writing(durable=False) as connection:
            for number, gist in gists:
                connection.execute("DELETE FROM gist_word WHERE article_id = ?", (number,))
                connection.execute(_KEEP, (number, _encode(gist)))
                connection.executemany(_KEEP_WORD, [(word, number) for word, _ in _words(gist)])

    def let_go(self) -> None:
        """Let go of what is too old for another to be put beside it: milliseconds for thousands of gists."""
        with self._writing(durable=False) as connection:
            connection.execute(_LET_GO, (stored(now() - KEPT),))

    def gist(self, article_id: int) -> Gist | None:
        """Return the gist of an article, None if it has none, or none any more."""
        with self._reading() as connection:
            row = connection.execute("SELECT body FROM gist WHERE article_id = ?", (article_id,)).fetchone()
        return None if row is None else _gist(row[0])

    def candidates(self, article_id: int) -> tuple[Placing, list[Placing]] | None:
        """Return an article with its gist, and those that have most in common with it, of five days about it,
        with others of their stories; None if it has no gist."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT body, feed_id, newest FROM gist JOIN article ON id = article_id WHERE article_id = ?",
                (article_id,),
            ).fetchone()
            if row is None:
                return None
            gist, moment, within = _gist(row[0]), row[2], int(APART.total_seconds() * 1_000_000)
            shared: defaultdict[int, float] = defaultdict(float)
            for word, weight in _words(gist):
                for (number,) in connection.execute(_OF_WORD, (word, _NEWEST_OF_WORD)):
                    shared[number] += weight
            shared.pop(article_id, None)
            best = nlargest(_MOST_CANDIDATES, shared, key=lambda number: (shared[number], number))
            beside = connection.execute(_BESIDE, (json.dumps(best), _MOST_OF_STORY)).fetchall()
            asked = json.dumps(list({*best, *chain.from_iterable(beside)}))
            rows = connection.execute(_GISTS, (asked, moment - within, moment + within, article_id))
            others = [Placing(number, _gist(body), *rest) for number, body, *rest in rows]
        return Placing(article_id, gist, row[1], moment=moment), others

    def put_beside(self, article_id: int, placed: Placed) -> int | None:
        """Put a new article into the story of another, which is made if that was alone; return the story. An
        article that is in a story stays where it is."""
        with self._writing(durable=False) as connection:
            own = connection.execute(_OWN, (article_id,)).fetchone()
            if own is not None:
                return int(own[0])
            story = _put_beside(connection, article_id, placed.beside, placed.copied)
            for alone in placed.also if story is not None else ():
                if connection.execute(_OWN, (alone,)).fetchone() is None:
                    _put_beside(connection, alone, article_id)
            return story

    def looked_at(self, article_id: int) -> None:
        """Remember how far the articles have been looked at."""
        with self._writing(durable=False) as connection:
            put_state(connection, _PLACED, str(article_id))

    def skip_old(self) -> None:
        """Leave out what is too old to be looked at and waits before anything new."""
        with self._writing(durable=False) as connection:
            placed = remembered(connection, _PLACED)
            first = connection.execute(
                "SELECT min(id) FROM article WHERE id > ? AND newest > ?", (placed, stored(now() - KEPT))
            ).fetchone()[0]
            last = connection.execute("SELECT max(id) FROM article").fetchone()[0]
            until = last if first is None else first - 1
            if until is not None and until > placed:
                put_state(connection, _PLACED, str(until))

    # For lists

    def left_out(self, view: View) -> frozenset[int]:
        """Return the articles that stand behind the newest of their story in a list, of those that came in
        the time of which gists are kept; none where a list shows every article."""
        if view.kind not in FOLDED or view.filter or view.order:
            return frozenset()
        return self._behind(view.unread_only or view.kind == "unread")

    def _behind(self, only_unread: bool) -> frozenset[int]:
        newest: dict[int, tuple[int, int]] = {}
        found = set[int]()
        with self._reading() as connection:
            rows = connection.execute(_RECENT).fetchall()
            unlisted = set(chain.from_iterable(connection.execute(_UNLISTED))) if rows else set()
        for story, number, moment, read in rows:
            if (only_unread and read) or number in unlisted:
                continue
            other = newest.get(story)
            if other is None or (moment, number) > other:
                newest[story] = moment, number
                number = other[1] if other is not None else 0
            found.add(number)
        found.discard(0)
        return frozenset(found)

    def of(self, ids: Iterable[int]) -> dict[int, Fold]:
        """Return the stories of those articles that are in one with others."""
        with self._reading() as connection:
            rows = connection.execute(_SIZES, (json.dumps(list(ids)),)).fetchall()
        return {number: Fold(*told) for number, *told in rows if told[1] > 1}

    def story_of(self, article_id: int) -> int | None:
        """Return the story of an article, None if it is in none."""
        with self._reading() as connection:
            row = connection.execute(_OWN, (article_id,)).fetchone()
        return None if row is None else int(row[0])

    def articles(self, story: int) -> list[int]:
        """Return the articles of a story, the newest first."""
        with self._reading() as connection:
            return [number for (number,) in connection.execute(_MEMBERS, (story,))]

    def with_stories(self, ids: Iterable[int]) -> list[int]:
        """Return articles with all that are in a story with one of them."""
        asked = list(ids)
        with self._reading() as connection:
            rows = connection.execute(_TOGETHER, (json.dumps(asked),)).fetchall()
        return list(dict.fromkeys((*asked, *chain.from_iterable(rows))))

    def latest(self, since: datetime, limit: int = 200) -> list[int]:
        """Return the stories with an article since then, those with most sources first."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT story_id FROM story_article JOIN article ON article.id = article_id"
                " WHERE hidden = 0 GROUP BY story_id HAVING max(newest) >= ? AND count(*) > 1"
                " ORDER BY count(DISTINCT feed_id) DESC, count(*) DESC, max(newest) DESC LIMIT ?",
                (stored(since), limit),
            )
            return [story for (story,) in rows]

    def copies(self, story: int) -> dict[int, int]:
        """Return which articles of a story have the text of which other."""
        with self._reading() as connection:
            asked = "SELECT article_id, copied FROM story_article WHERE story_id = ? AND copied IS NOT NULL"
            return dict(connection.execute(asked, (story,)).fetchall())

    # By hand

    def join(self, ids: Sequence[int]) -> Arrangement:
        """Make one story of articles and of those that are in a story with them; return what was before."""
        with self._writing() as connection:
            together = connection.execute(_TOGETHER, (json.dumps(list(ids)),)).fetchall()
            all_ = list(dict.fromkeys((*ids, *chain.from_iterable(together))))
            before = _arranged(connection, all_)
            story = next((kept for _, kept, _ in before if kept is not None), None) or _new_story(connection)
            pairs = tuple(connection.execute(_APART_AMONG, (json.dumps(all_),)).fetchall())
            connection.executemany(_PUT_TOGETHER, pairs)
            connection.executemany(_ENTER, [(number, story, None, True) for number in all_])
            _tidy(connection)
        return Arrangement(before, pairs)

    def take_out(self, article_id: int) -> Arrangement:
        """Take an article out of its story, for good; return what was before."""
        with self._writing() as connection:
            others = [
                number
                for (number,) in connection.execute(_TOGETHER, (json.dumps([article_id]),))
                if number != article_id
            ]
            before = _arranged(connection, [article_id, *others])
            connection.execute("DELETE FROM story_article WHERE article_id = ?", (article_id,))
            pairs = tuple((min(article_id, other), max(article_id, other)) for other in others)
            connection.executemany(_TAKE_APART, pairs)
            _tidy(connection)
        return Arrangement(before, pairs)

    def arrange(self, arrangement: Arrangement) -> Arrangement:
        """Put articles into the stories that an arrangement says, take its pairs apart or together again;
        return what was before, which this undoes in turn."""
        with self._writing() as connection:
            before = _arranged(connection, [number for number, _, _ in arrangement.stories])
            for number, story, by_hand in arrangement.stories:
                connection.execute("DELETE FROM story_article WHERE article_id = ?", (number,))
                if story is not None and _there(connection, [number]):
                    made = "INSERT OR IGNORE INTO story (id, made) VALUES (?, ?)"
                    connection.execute(made, (story, stored(now())))
                    connection.execute(_ENTER, (number, story, None, by_hand))
            for one, other in arrangement.apart:
                turned = _PUT_TOGETHER if _is_apart(connection, one, other) else _TAKE_APART
                connection.execute(turned, (one, other))
            _tidy(connection)
        return Arrangement(before, arrangement.apart)


def _gist(body: bytes) -> Gist:
    """A gist as it was kept; of what cannot be read, because the file is damaged, an empty one."""
    try:
        return _decode(body)
    except msgspec.MsgspecError:
        return Gist()


def _words(gist: Gist) -> list[tuple[int, float]]:
    """The words that say most of an article, as numbers with their weights."""
    best = sorted(gist.words, key=lambda pair: -pair[1])[:_MOST_WORDS]
    return [(zlib.crc32(word.encode("utf-8", "replace")), weight) for word, weight in best]


def _put_beside(
    connection: sqlite3.Connection, article_id: int, other: int, copied: int | None = None
) -> int | None:
    row = connection.execute(_OWN, (other,)).fetchone()
    if _there(connection, [article_id, other]) < 2:  # one of them has gone meanwhile
        return None
    story = int(row[0]) if row is not None else _new_story(connection)
    if row is None:
        connection.execute(_ENTER, (other, story, None, False))
    connection.execute(_ENTER, (article_id, story, copied, False))
    return story


def _there(connection: sqlite3.Connection, ids: Sequence[int]) -> int:
    counted = "SELECT count(*) FROM article WHERE id IN (SELECT value FROM json_each(?))"
    return int(connection.execute(counted, (json.dumps(list(ids)),)).fetchone()[0])


def _new_story(connection: sqlite3.Connection) -> int:
    return int(connection.execute("INSERT INTO story (made) VALUES (?)", (stored(now()),)).lastrowid or 0)


def _arranged(connection: sqlite3.Connection, ids: Iterable[int]) -> tuple[tuple[int, int | None, bool], ...]:
    asked = list(ids)
    rows = connection.execute(
        "SELECT article_id, story_id, by_hand FROM story_article"
        " WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(asked),),
    )
    found = {number: (story, bool(by_hand)) for number, story, by_hand in rows}
    return tuple((number, *found.get(number, (None, False))) for number in asked)


def _is_apart(connection: sqlite3.Connection, one: int, other: int) -> bool:
    asked = "SELECT 1 FROM apart WHERE article_id = ? AND other_id = ?"
    return connection.execute(asked, (one, other)).fetchone() is not None


def _tidy(connection: sqlite3.Connection) -> None:
    """A story of one article is none."""
    connection.execute(
        "DELETE FROM story_article WHERE story_id IN"
        " (SELECT story_id FROM story_article GROUP BY story_id HAVING count(*) = 1)"
    )
    connection.execute("DELETE FROM story WHERE id NOT IN (SELECT story_id FROM story_article)")
