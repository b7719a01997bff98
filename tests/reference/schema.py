"""The schema of a library as it is after all steps, laid out for who reads it and for who makes a new one."""

from __future__ import annotations

import re
import sqlite3
import textwrap

from reader.storage.migrations import STEPS, take_steps

_HEAD = """\
-- The tables of a library as all steps of migrations.py leave them, for a new one. Made by
-- `python -m tests.reference`; what a table is for, and why it is so, stands with the step that laid it.
"""
_OURS = """
SELECT name, sql FROM sqlite_schema
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
    AND (name IN ('search', 'search_word') OR name NOT LIKE 'search!_%' ESCAPE '!')
ORDER BY rowid
"""
_ROWS = """
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO tally (feed_id) VALUES (0);
"""
"""What steps have entered into tables of a library in which there was nothing."""
_COMMENT = re.compile(r" *--[^\n]*")
_LATER = re.compile(r"\n, ")


def newest_schema() -> str:
    """Return the text of `reader/storage/newest.sql`."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    take_steps(connection)
    tables = "".join(f"{_in_lines(sql)};\n" for _, sql in connection.execute(_OURS))
    connection.close()
    return f"{_HEAD}{tables}{_ROWS.lstrip()}PRAGMA user_version = {len(STEPS)};\n"


def _in_lines(sql: str) -> str:
    """Lay a statement out: without comments, and with the columns of later steps below the first ones."""
    lines = _LATER.sub(",\n    ", _COMMENT.sub("", sql)).split("\n")
    return "\n".join(textwrap.fill(line, 108, subsequent_indent="    ") for line in lines)
