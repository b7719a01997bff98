"""The table of threats names each of them, and tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
THREATS = 28


def test_every_threat_has_its_tests() -> None:
    rows = re.findall(r"^\| (\d+) \|.*$", (ROOT / "docs" / "security.md").read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number in rows] == list(range(1, THREATS + 1))
    missing = []
    for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines():
        named = re.findall(r"`(tests/[\w/.]+)::(\w+)`", line)
        assert named or not re.match(r"\| \d", line), line
        for file, name in named:
            path = ROOT / file
            tree = ast.parse(path.read_text("utf-8")) if path.exists() else ast.Module([], [])
            functions = {getattr(node, "name", "") for node in tree.body}
            if name not in functions:
                missing.append(f"{file}::{name}")
    assert missing == []
