"""What the files are to be."""

from __future__ import annotations

from pathlib import Path

from tests.reference.commands import man
from tests.reference.schema import newest_schema
from tests.reference.tables import filled

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MAN = ROOT / "share" / "man" / "man1" / "reader.1"
SCHEMA = ROOT / "reader" / "storage" / "newest.sql"


def made() -> dict[Path, str]:
    """Return the text of the man page, of every page of docs/ and of the schema as it is to be."""
    pages = {path: filled(path.read_text("utf-8")) for path in sorted(DOCS.glob("*.md"))}
    return {**pages, MAN: man(), SCHEMA: newest_schema()}
