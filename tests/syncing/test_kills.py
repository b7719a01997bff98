"""A sync that is killed half-way: the server has what the person did once it is let come to its end.

`python -m tests.faults.kill_sync --times 100` is the long form.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.kill_sync import kill

if TYPE_CHECKING:
    from tests.sync.ttrss_served import TinyTinyServed


def test_a_kill_in_the_middle_of_a_sync_loses_no_mark(tiny_tiny: TinyTinyServed, tmp_path: Path) -> None:
    wrong, _ = kill(tmp_path, tiny_tiny, times=4)
    assert wrong == []
