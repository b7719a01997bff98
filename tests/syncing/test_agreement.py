"""Random actions on two Readers and their server leave all three agreed; 5,000 of them: see `agreement`."""

from __future__ import annotations

from pathlib import Path

from tests.syncing.agreement import agree


async def test_two_readers_and_the_server_agree_in_the_end(tmp_path: Path) -> None:
    found, done = await agree(tmp_path, 250, seed=3)
    assert found == []
    assert done["faults"] > 5
    assert len(done) > 8
