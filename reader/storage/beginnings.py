"""Which words begin so: what an unfinished word stands for, where very many words begin like it.

FTS5 gathers the articles of all words with a beginning before it gives the first: a minute for "co" in a
million articles. Its own index of pages tells how much there is to gather (the table search_idx of fts5.c:
the words at which the pages of each segment begin, cut where they differ from the one before). Where it is
too much, the most frequent of the words are looked for instead, which can begin with the newest article.
"""

from __future__ import annotations

import sqlite3
import unicodedata

_MOST_PAGES = 256  # of 4 KB; some 20 ms
_MOST_WORDS = 32
_MAIN = b"0"  # before the words of the index itself; others are those of prefix indexes

_SEGMENTS = """
WITH RECURSIVE segment (id) AS (
    SELECT min(segid) FROM search_idx
    UNION ALL
    SELECT (SELECT min(segid) FROM search_idx WHERE segid > segment.id) FROM segment WHERE segment.id NOTNULL
)
SELECT id FROM segment WHERE id NOTNULL
"""
_PAGES = "SELECT term, pgno >> 1 FROM search_idx WHERE segid = ? AND term >= ? AND term < ? ORDER BY term"
_BEFORE = "SELECT pgno >> 1 FROM search_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1"
_WORD = "SELECT term FROM search_word WHERE term >= ? LIMIT 1"


def words_beginning(connection: sqlite3.Connection, beginning: str) -> list[str] | None:
    """Return the most frequent words that begin so, itself first; None where all are as easily looked for."""
    beginning = _folded(beginning)
    if not beginning.isalnum():
        return None
    pages, sizes = _pages(connection, beginning.encode())
    if pages <= _MOST_PAGES:
        return None
    found = dict.fromkeys([beginning])
    for cut in sorted(sizes, key=lambda one: -sizes[one]):
        row = connection.execute(_WORD, (cut.decode("utf-8", "ignore"),)).fetchone()
        if row is not None and row[0].startswith(beginning):
            found[row[0]] = None
        if len(found) >= _MOST_WORDS:
            break
    return list(found)


def _pages(connection: sqlite3.Connection, beginning: bytes) -> tuple[int, dict[bytes, int]]:
    """How many pages hold words that begin so, and how many of them follow each page's first word."""
    low, high = _MAIN + beginning, _MAIN + beginning + b"\xff"
    pages, sizes = 0, dict[bytes, int]()
    for (segment,) in connection.execute(_SEGMENTS).fetchall():
        before = connection.execute(_BEFORE, (segment, low)).fetchone()
        last, word = (before[0] if before else 1), low
        for following, page in connection.execute(_PAGES, (segment, low, high)):
            pages += page - last
            sizes[word[1:]] = sizes.get(word[1:], 0) + page - last
            word, last = following, page
        sizes[word[1:]] = sizes.get(word[1:], 0) + 1
        pages += 1
    return pages, sizes


def _folded(word: str) -> str:
    """As the index has it: small letters without accents."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
