"""docs/import.md names every kind that can be imported."""

from __future__ import annotations

import re
from pathlib import Path

from reader.takeover.kinds import KINDS

DOCUMENT = Path(__file__).parents[2] / "docs" / "import.md"


def test_every_kind_has_its_row_in_the_document() -> None:
    rows = re.findall(r"^\| ([a-z ]+?) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    told = {kind for kind in rows if kind != "kind"}
    parts = {"newsboat urls", "newsboat config", "newsboat cache", "newsraft feeds", "files"}
    assert told == {*set(KINDS) - parts, "newsraft"}
