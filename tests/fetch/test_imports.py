"""Opening the rooms for fetching and feeds is cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("room", ["reader.fetch", "reader.feeds"])
def test_importing_the_room_loads_nothing_heavy(room: str) -> None:
    code = f"import {room}, sys; print(*{{'httpcore', 'feedparser', 'lxml'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
