"""Articles that come from another reader's library, with what the person had done to them there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from reader.model import Entry
from reader.storage import marks, tags, tallies
from reader.storage.entries import guid_of, insert
from reader.storage.fetches import is_listed, known_guids
from reader.storage.records import TakenOver, TakeoverCounts
from reader.storage.retention import returning
from reader.storage.search import Words, enter_all

_TITLE = """
UPDATE feed SET title = coalesce(nullif(?2, ''), title), site = coalesce(site, ?3)
WHERE id = ?1 AND succeeded IS NULL
"""


def name(connection: sqlite3.Connection, feed_id: int, title: str, site: str | None) -> None:
    """Give a feed that was not fetched yet the name by which another reader knew it."""
    connection.execute(_TITLE, (feed_id, title, site))


def take_over(connection: sqlite3.Connection, items: Sequence[TakenOver], when: datetime) -> TakeoverCounts:
    """Keep articles. One that is here already keeps its content and what was done to it here: it is read,
    tagged or starred where it is so in either library."""
    by_feed: defaultdict[int, dict[str, TakenOver]] = defaultdict(dict)
    for item in items:
        by_feed[item.feed_id].setdefault(guid_of(item.entry), item)
    words: list[Words] = []
    ids: dict[int, TakenOver] = {}
    new = 0
    for feed_id, wanted in by_feed.items():
        known = known_guids(connection, feed_id, wanted)
        let_go = returning(connection, feed_id, wanted.keys() - known.keys(), when)
        listed = is_listed(connection, feed_id)
        entered = 0
        for guid, item in wanted.items():
            if guid in known:
                ids[known[guid][0]] = item
            elif guid not in let_go:
                added = _came(item.entry, when)
                words.append(insert(connection, feed_id, item.entry, added, listed=listed))
                ids[words[-1].article_id] = item
                entered += 1
        tallies.add(connection, feed_id, entered)
        new += entered
    enter_all(connection, words)
    read = marks.set_read(connection, [one for one, item in ids.items() if item.read], True)
    hidden = marks.set_hidden(connection, [one for one, item in ids.items() if item.hidden], True)
    starred = marks.put(connection, "starred", [one for one, item in ids.items() if item.starred], when)
    saved = marks.put(connection, "saved", [one for one, item in ids.items() if item.saved], when)
    tagged = _tag(connection, ids)
    return TakeoverCounts(new, len(ids) - new, len(read), len(hidden), tagged, len(starred), len(saved))


def _tag(connection: sqlite3.Connection, ids: dict[int, TakenOver]) -> int:
    """Tag articles; return how many have a tag more."""
    by_tag: defaultdict[str, list[int]] = defaultdict(list)
    for article_id, item in ids.items():
        for tag in item.tags:
            by_tag[tag].append(article_id)
    tagged: set[int] = set()
    for tag, articles in by_tag.items():
        tagged.update(tags.add(connection, articles, tag))
    return len(tagged)


def _came(entry: Entry, when: datetime) -> datetime:
    """When it came: as far as anybody knows when it was published, so that it is nothing new today."""
    return min(entry.published or when, when)
