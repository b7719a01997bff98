"""What articles said before they changed: kept where a reader would care for the difference, and bounded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from reader.model import Document
from reader.packing import deflated, unpacked
from reader.revision import FINDING_VERSION, Changed, Finding, Revision, RevisionSource, Wording
from reader.storage.times import restored, stored
from reader.values import dataclass
from reader.wording import LONGEST, differs

MOST = 10
"""Wordings of an article that are kept of its feed, and as many of its page: the first, which is what most
people have read, and the latest. A live report that changes every hour would else be kept a hundred times."""
_LARGEST = 256 * 1024
"""Bytes of a packed entry that is kept as it came; of a larger one only the text is."""

_KEEP = """
INSERT INTO revision (article_id, source, changed, steps, missed, title, packed)
SELECT id, ?, ?, ?, read AND ?, ?, ? FROM article WHERE id = ?
"""
_SERIES = "SELECT id, steps FROM revision WHERE article_id = ? AND source = ? ORDER BY id"
_ROWS = """
SELECT id, source, changed, steps, finding, title, packed FROM revision WHERE article_id = ? ORDER BY id
"""
_ENTRY_NOW = """
SELECT article.title, packed, text, html FROM article LEFT JOIN content ON article_id = id WHERE id = ?
"""
_CHANGED = """
SELECT max(changed), sum(steps) FROM revision WHERE article_id = ? AND steps > 0
"""
_LAST_FINDING = """
SELECT finding FROM revision WHERE article_id = ? AND steps > 0 ORDER BY changed DESC, id DESC LIMIT 1
"""
_SEEN = "UPDATE revision SET missed = 0 WHERE article_id = ? AND missed = 1"
# What the feed said after the page had been read.
_SINCE_PAGE = """
SELECT max(changed) FROM revision
WHERE revision.article_id = ?1 AND revision.source = 'feed' AND steps > 0 AND changed > (
    SELECT extracted FROM document WHERE document.article_id = ?1 AND document.source = 'page'
)
"""


def keep_entry(
    connection: sqlite3.Connection, article_id: int, title: str, text: str, when: datetime
) -> None:
    """Keep what the feed has given of an article so far, if its new title and text say something else."""
    row = connection.execute(_ENTRY_NOW, (article_id,)).fetchone()
    if row is None:
        return
    before, whole, *plain = row
    old = unpacked(whole, *plain)
    if not (differs(before, title) or differs(old[0], text)):
        return
    if whole is None or len(whole) > _LARGEST:
        whole = deflated(old[0][:LONGEST], "" if whole else old[1][: 4 * LONGEST])
    _keep(connection, article_id, "feed", before, whole, when)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The document that an article has had, and what made it."""

    source: str
    version: int
    document: Document


def keep_document(
    connection: sqlite3.Connection,
    article_id: int,
    earlier: Earlier,
    document: Document,
    source: str,
    version: int,
    when: datetime,
) -> None:
    """Keep what an article's page or file has said, if it says something else now.

    Where another extractor has read it, or a wall stands before one of the two, nobody knows whose the change
    is: then it only ends what is known of the changes before.
    """
    before = earlier.document
    if "feed" in {source, earlier.source}:
        return
    titles = (before.title, document.title)
    if not (differs(before.text, document.text) or (all(titles) and differs(*titles))):
        return
    same = (earlier.version, before.paywalled, before.truncated) == (
        version,
        document.paywalled,
        document.truncated,
    )
    kind: RevisionSource = "file" if source == "file" else "page"
    if same or connection.execute(_SERIES, (article_id, kind)).fetchone() is not None:
        whole = deflated(before.text[:LONGEST], "")
        _keep(connection, article_id, kind, before.title, whole, when, steps=int(same))


def _keep(
    connection: sqlite3.Connection,
    article_id: int,
    source: RevisionSource,
    title: str,
    whole: bytes,
    when: datetime,
    steps: int = 1,
) -> None:
    row = (source, stored(when), steps, steps, title, whole, article_id)
    connection.execute(_KEEP, row)
    series = connection.execute(_SERIES, (article_id, source)).fetchall()
    if len(series) > MOST:
        (first, before), (second, dropped) = series[:2]
        steps = before + dropped if before and dropped else 0
        connection.execute("UPDATE revision SET steps = ?, finding = NULL WHERE id = ?", (steps, first))
        connection.execute("DELETE FROM revision WHERE id = ?", (second,))


def changed(connection: sqlite3.Connection, article_id: int) -> Changed | None:
    """Return how often an article has changed and when last; None if it never has."""
    row = connection.execute(_CHANGED, (article_id,)).fetchone()
    if row[0] is None:
        return None
    (finding,) = connection.execute(_LAST_FINDING, (article_id,)).fetchone()
    return Changed(restored(row[0]), row[1], _finding(finding))


def of(connection: sqlite3.Connection, article_id: int, document: Document | None) -> list[Revision]:
    """Return the changes of an article, the newest first; `document` is the one that it has now."""
    rows = connection.execute(_ROWS, (article_id,)).fetchall()
    entry = [row for row in rows if row[1] == "feed"]
    page = [row for row in rows if row[1] != "feed"]
    found = [
        *_series(article_id, entry, _entry_now(connection, article_id) if entry else None),
        *_series(article_id, page, _page_now(document) if document is not None else None),
    ]
    return sorted(found, key=lambda one: (one.changed, one.id), reverse=True)


def put_finding(connection: sqlite3.Connection, number: int, steps: int, finding: Finding) -> None:
    """Keep what kind of change a revision is, unless it has come to stand for more changes meanwhile."""
    connection.execute(
        "UPDATE revision SET finding = ? WHERE id = ? AND steps = ?",
        (msgspec.json.encode(finding).decode(), number, steps),
    )


def see(connection: sqlite3.Connection, article_id: int) -> bool:
    """Note that the person has looked at an article since it changed; say whether they had not before."""
    return connection.execute(_SEEN, (article_id,)).rowcount > 0


def since_page(connection: sqlite3.Connection, article_id: int) -> datetime | None:
    """Return when the feed last changed its words on an article after the article's page had been read."""
    moment: int | None = connection.execute(_SINCE_PAGE, (article_id,)).fetchone()[0]
    return restored(moment)


def _series(article_id: int, rows: Sequence[Any], now: Wording | None) -> Iterator[Revision]:
    wordings = [Wording(title, *unpacked(whole)) for *_, title, whole in rows]
    afters = [*wordings[1:], now] if wordings else []
    for (number, source, moment, steps, finding, *_), before, after in zip(
        rows, wordings, afters, strict=True
    ):
        if steps and after is not None:
            yield Revision(
                number, article_id, restored(moment), source, before, after, steps, _finding(finding)
            )


def _entry_now(connection: sqlite3.Connection, article_id: int) -> Wording | None:
    row = connection.execute(_ENTRY_NOW, (article_id,)).fetchone()
    return None if row is None else Wording(row[0], *unpacked(*row[1:]))


def _page_now(document: Document) -> Wording:
    return Wording(document.title, document.text)


def _finding(kept: str | None) -> Finding | None:
    try:
        found = msgspec.json.decode(kept or "", type=Finding)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found if found.version >= FINDING_VERSION else None
