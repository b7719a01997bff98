"""Which stories a briefing tells: those with an article since a moment, and how much each weighs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from reader.briefing import FEWEST, weight
from reader.model import Gist
from reader.query import QueryError, parse
from reader.query.tree import Term
from reader.storage.connections import Connections
from reader.storage.errors import LibraryError
from reader.storage.moments import Moments
from reader.storage.times import now, restored, stored
from reader.values import dataclass

MOST_ARTICLES = 12
"""Of a story, the newest ones of different sources before others."""
_SINGLE = 150  # articles by themselves that are looked at, the newest
_WORTH = 120  # words: a shorter text by itself is no story
_SINCE = """
SELECT DISTINCT story_id FROM article CROSS JOIN story_article ON article_id = article.id
WHERE listed = 1 AND newest >= ?
"""
_MEMBERS = """
SELECT story_id, article.id, feed_id, copied, starred IS NOT NULL OR saved IS NOT NULL
FROM story_article JOIN article ON article.id = article_id
WHERE story_id IN (SELECT value FROM json_each(?)) AND hidden = 0 AND newest >= ?
ORDER BY newest DESC, article.id DESC
"""
_FAVOURED = """
SELECT feed_id, count(*) FROM (
    SELECT feed_id FROM (
        SELECT feed_id FROM article INDEXED BY article_starred
        WHERE starred IS NOT NULL AND hidden = 0 ORDER BY starred DESC LIMIT 2000
    )
    UNION ALL
    SELECT feed_id FROM (
        SELECT feed_id FROM article INDEXED BY article_saved
        WHERE saved IS NOT NULL AND hidden = 0 ORDER BY saved DESC LIMIT 2000
    )
) WHERE feed_id IS NOT NULL GROUP BY feed_id
"""
_ALONE = """
SELECT article.id, feed_id, starred IS NOT NULL OR saved IS NOT NULL, body
FROM article JOIN gist ON gist.article_id = article.id
WHERE listed = 1 AND newest >= ?1 AND ifnull(word_count, 0) >= ?2
    AND article.id NOT IN (SELECT article_id FROM story_article)
ORDER BY newest DESC, article.id DESC LIMIT ?3
"""
_decode = msgspec.msgpack.Decoder(Gist).decode


class NoMomentError(LibraryError):
    """What was written is no moment."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A story that may be told: its articles since the moment, the newest first, and those among them that
    repeat another's text; how many sources it has, and how much it weighs."""

    articles: tuple[int, ...]
    copies: dict[int, int]
    sources: int
    weight: float


class _Member(NamedTuple):
    article: int
    feed: int | None
    copied: int | None
    marked: bool


class Briefs:
    """The part of a `Store` that says what a briefing tells."""

    def __init__(self, connections: Connections) -> None:
        self._reading = connections.reading

    def since(self, written: str) -> datetime:
        """Return the moment written as after since: in a query. Raise NoMomentError if it is none."""
        try:
            query = parse(f"since:{written.strip()}")
        except QueryError as error:
            raise NoMomentError(str(error)) from None
        match query.where:
            case Term("since", (value,)) if not query.sort and query.limit is None:
                with self._reading() as connection:
                    return restored(Moments.of(connection, now()).begin(value))
        raise NoMomentError(f"“{written[:40]}” is no moment; there are 24h, 3d, yesterday and 2026-11-01.")

    def stories(self, since: datetime, limit: int) -> list[Telling]:
        """Return the stories with an article since then, the weightiest first (see `briefing.weight`), and
        after them single articles where there are few. A story that began before and has one new article goes
        on: it is told by that one."""
        moment = stored(since)
        with self._reading() as connection:
            favour = _favour(connection)
            found = [_telling(members, favour) for members in _members(connection, moment)]
            found.sort(key=lambda one: (-one.weight, -one.articles[0]))
            if len(found) < min(FEWEST, limit):
                alone = _alone(connection, moment, favour)
                found += alone[: min(FEWEST, limit) - len(found)]
        return found[:limit]


def _favour(connection: sqlite3.Connection) -> dict[int, float]:
    """How much each feed is favoured, the most favoured 1."""
    counts = dict(connection.execute(_FAVOURED).fetchall())
    most = max(counts.values(), default=1)
    return {feed: many / most for feed, many in counts.items()}


def _members(connection: sqlite3.Connection, moment: int) -> list[list[_Member]]:
    stories = json.dumps([story for (story,) in connection.execute(_SINCE, (moment,))])
    found: dict[int, list[_Member]] = {}
    for story, *member in connection.execute(_MEMBERS, (stories, moment)):
        found.setdefault(story, []).append(_Member(*member))
    return [members for members in found.values() if len(members) > 1 or members[0].copied is None]


def _telling(members: Sequence[_Member], favour: dict[int, float]) -> Telling:
    feeds = {member.feed if member.feed is not None else -member.article for member in members}
    weighs = weight(
        len(feeds),
        sum(member.copied is None for member in members),
        marked=any(member.marked for member in members),
        favour=max((favour.get(feed, 0.0) for feed in feeds), default=0.0),
    )
    kept = _of_many_sources(members)
    copies = {member.article: member.copied for member in kept if member.copied is not None}
    return Telling(tuple(member.article for member in kept), copies, len(feeds), weighs)


def _of_many_sources(members: Sequence[_Member]) -> list[_Member]:
    """The newest article of each source, then others, as many as are told; in their order."""
    newest: dict[int | None, _Member] = {}
    for one in members:
        if one.copied is None:
            newest.setdefault(one.feed, one)
    first = list(newest.values())
    rest = [one for one in members if one not in first]
    kept = set((*first, *rest)[:MOST_ARTICLES])
    return [one for one in members if one in kept]


def _tells_of_an_event(body: bytes) -> bool:
    try:
        return not _decode(body).eventless
    except msgspec.MsgspecError:  # a damaged one says nothing
        return False


def _alone(connection: sqlite3.Connection, moment: int, favour: dict[int, float]) -> list[Telling]:
    """Articles by themselves that tell of an event, one of each feed, the weightiest first."""
    found: dict[int | None, Telling] = {}
    for number, feed, marked, body in connection.execute(_ALONE, (moment, _WORTH, _SINGLE)):
        if _tells_of_an_event(body):
            weighs = weight(1, 1, marked=marked, favour=favour.get(feed, 0.0))
            one = Telling((number,), {}, 1, weighs)
            if feed not in found or weighs > found[feed].weight:
                found[feed] = one
    return sorted(found.values(), key=lambda one: (-one.weight, -one.articles[0]))
