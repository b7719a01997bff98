from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sync.peers import MAKERS, Peer, running
from tests.sync.turned import Turned


@pytest.fixture(params=list(MAKERS))
async def peer(request: pytest.FixtureRequest) -> AsyncIterator[Peer]:
    """Each kind of server in turn, with an account that has nothing yet."""
    async with running(MAKERS[request.param]) as peer:
        yield peer


@pytest.fixture(params=[name for name in MAKERS if name not in {"miniflux-old", "fever-freshrss"}])
async def turned(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Peer, Turned]]:
    """Each kind of server, with a dozen articles, before it turns."""
    async with running(MAKERS[request.param]) as peer:
        peer.account.arrive(peer.account.subscribe("http://news.example/rss", "The News", "Papers"), 12)
        turned = Turned(peer.fake)
        peer.served.answering = turned
        yield peer, turned
