"""A library in a temporary folder, and the feeds and entries to put in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.storage import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened
