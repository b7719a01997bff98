"""No answer takes more memory than an account is worth, however it is written."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from reader.fetch import Client
from reader.sending import sender
from reader.sync import Answer, Request, TooLargeError, connect
from reader.sync.wire import Wire, reading
from tests.sync.fakes.serving import Said
from tests.sync.peers import MAKERS, Peer, running
from tests.sync.turned import QUESTIONS, Turned, all_new, begun, fault, never


async def test_a_million_ids_and_more_are_refused_in_bounds() -> None:
    """The largest answer that may come is read, and what goes past a million of ids is not kept."""
    ids = ",".join(map(str, range(1_100_001))).encode()

    async def send(request: Request) -> Answer:
        if b"unread_item_ids" in request.url.encode():
            return Answer(200, {}, b'{"api_version":3,"auth":1,"unread_item_ids":"' + ids + b'"}')
        return Answer(200, {}, b'{"api_version":3,"auth":1}')

    async def secret() -> str:
        return "secret"

    server = connect("fever", "https://news.example/fever/", "ada", secret, send)
    error = await fault(server.unread())
    assert "more than 1,000,000" in error.sentence


async def test_no_answer_may_be_larger_than_memory_bears(turned: tuple[Peer, Turned]) -> None:
    peer, _ = turned
    limits: list[int] = []
    async with Client(timeout=10) as client:
        ask = sender(client)

        async def send(request: Request) -> Answer:
            limits.append(request.largest)
            return await ask(request)

        server = replace(peer, send=send).server()
        for question in QUESTIONS.values():
            await question(server)
    assert max(limits) <= 48 << 20


async def test_a_bomb_is_cut_off_when_it_has_grown_past_that() -> None:
    bomb = Said(200, gzip.compress(b" " * (80 << 20)), (("Content-Encoding", "gzip"),))
    async with running(MAKERS["greader-hosted"]) as peer:
        server = await begun(peer)
        peer.served.answering = lambda _: bomb
        error = await fault(server.unread())
    assert "sent more than 32 MB" in error.sentence


@pytest.mark.parametrize("written", ["[]", "{}", '{"id":1}', "1", '""'])
async def test_what_is_short_to_write_and_large_to_hold_is_not_read(written: str) -> None:
    crowd = f'{{"items": [{",".join([written] * 3_500_000)}]}}'.encode()
    wire = Wire(never, "https://news.example", "API")
    with pytest.raises(TooLargeError, match="more parts"):
        wire.decoded(Answer(200, {}, crowd), reading(object))


async def test_large_articles_are_asked_for_in_smaller_numbers(turned: tuple[Peer, Turned]) -> None:
    peer, _ = turned
    wanted = {str(item.id) for item in peer.account.ordered()}
    async with Client(timeout=10) as client:
        whole = sender(client)

        async def send(request: Request) -> Answer:
            small = Request(
                request.method, request.url, request.headers, request.body, min(request.largest, 3500)
            )
            listing = b"getHeadlines" in request.body or "/ids" in request.url or "_ids" in request.url
            return await whole(
                request if listing or "items" not in request.url + str(request.body) else small
            )

        server = Peer(peer.kind, peer.url, peer.account, peer.served, peer.fake, send).server()
        if peer.kind == "fever":
            pytest.skip("Fever's server says how many come at once")
        assert set(await all_new(server)) == wanted
