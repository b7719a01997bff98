"""What the files are to be."""

from __future__ import annotations

from pathlib import Path

from tests.reference.commands import man
from tests.reference.tables import filled

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MAN = ROOT / "share" / "man" / "man1" / "reader.1"


def made() -> dict[Path, str]:
    """Return the text of the man page and of every page of docs/ as it is to be."""
    pages = {path: filled(path.read_text("utf-8")) for path in sorted(DOCS.glob("*.md"))}
    return {**pages, MAN: man()}
