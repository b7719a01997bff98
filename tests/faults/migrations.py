"""Kills in migrations: `python -m tests.faults.migrations --times 50`.

A library of version 1 is brought to the present one by a process that kills itself before its n-th statement,
for every n. The file must be of a whole version then, hold what it held, and come to the present version when
it is opened again.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from reader.model import View
from reader.storage import Store
from reader.storage.migrations import STEPS, migrate, user_version

_ARTICLES = 200
_ROOT = Path(__file__).parents[2]


def main() -> None:
    """Kill at every statement, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--die", nargs=2, metavar=("LIBRARY", "STATEMENT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.die:
        _migrate_and_die(Path(asked.die[0]), int(asked.die[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        old = make_old(Path(folder) / "old.db")
        versions = [trial(old, Path(folder) / str(n), n) for n in range(1, asked.times + 1)]
    killed = [version for version in versions if version is not None]
    print(f"{len(killed)} kills, {asked.times - len(killed)} runs that came to their end first")
    print(f"found afterwards: versions {sorted(set(killed))}, none between, with all that they held")
    print(f"opened again, all came to version {len(STEPS)}")


def make_old(path: Path) -> Path:
    """Make a library of version 1 with articles in it."""
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, STEPS[:1])
    connection.execute("INSERT INTO feed (url, title) VALUES ('https://harbour.example/', 'Harbour')")
    connection.execute("BEGIN")
    for number in range(_ARTICLES):
        connection.execute(
            "INSERT INTO article (feed_id, guid, newest, added, title, content_hash, saved, read)"
            " VALUES (1, ?1, ?1, ?1, 'A title', x'00', nullif(?1 % 7, 0), ?1 % 2)",
            (number,),
        )
        connection.execute("INSERT INTO content (article_id, text) VALUES (?, 'Text')", (number + 1,))
    connection.execute("COMMIT")
    connection.close()
    return path


def trial(old: Path, folder: Path, statement: int) -> int | None:
    """Kill a migration before that statement; return the version found, None if it had come to its end."""
    folder.mkdir()
    path = folder / "library.db"
    path.write_bytes(old.read_bytes())
    command = [sys.executable, "-m", "tests.faults.migrations", "--die", str(path), str(statement)]
    done = subprocess.run(command, cwd=_ROOT, check=False, capture_output=True, text=True)
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    connection = sqlite3.connect(path, isolation_level=None)
    version = user_version(connection)
    assert _schema(connection) == _schema_of(version), f"between two versions after statement {statement}"
    assert connection.execute("SELECT count(*) FROM article").fetchone() == (_ARTICLES,)
    connection.close()
    with Store.open(path) as store:
        assert store.problems() == []
        assert store.count(View()) == _ARTICLES
        assert len(store.ids(View("saved"))) == sum(n % 7 > 0 for n in range(_ARTICLES))
    return version if done.returncode else None


def _schema_of(version: int) -> list[tuple[str, str]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, STEPS[:version])
    found = _schema(connection)
    connection.close()
    return found


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def _migrate_and_die(path: Path, statement: int) -> None:
    left = statement

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.set_trace_callback(count)
    migrate(connection)


if __name__ == "__main__":
    main()
