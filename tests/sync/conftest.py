from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sync.peers import MAKERS, Peer, running


@pytest.fixture(params=list(MAKERS))
async def peer(request: pytest.FixtureRequest) -> AsyncIterator[Peer]:
    """Each kind of server in turn, with an account that has nothing yet."""
    async with running(MAKERS[request.param]) as peer:
        yield peer
