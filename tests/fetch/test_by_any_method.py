"""A server is asked by any method, and what it says comes back; nothing goes to another origin."""

from __future__ import annotations

import gzip
import socket
from typing import TYPE_CHECKING

import pytest

from reader.fetch import Client, FetchError
from reader.sending import sender
from reader.sync import Request, SyncError, TooLargeError
from tests.sync.fakes.serving import Asked, Said, Served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BODY = b"Email=ada&Passwd=secret"


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with Client(timeout=5) as client:
        yield client


def echo(asked: Asked) -> Said:
    """Says back what it was asked."""
    return Said(200, f"{asked.method} {asked.path} {asked.headers.get('x-own')} ".encode() + asked.body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_a_body_goes_with_its_length_and_own_headers(client: Client, method: str) -> None:
    async with Served(echo) as server:
        for body in (BODY, b""):
            reply = await client.request(method, f"{server.url}/x", headers={"X-Own": "1"}, body=body)
            assert reply.body == f"{method} /x 1 ".encode() + body
            assert server.asked[-1].headers["content-length"] == str(len(body))


async def test_several_questions_use_one_connection_and_keep_no_cookie(client: Client) -> None:
    def answering(asked: Asked) -> Said:
        return Said(200, asked.headers.get("cookie", "none").encode(), (("Set-Cookie", "a=1"),))

    async with Served(answering) as server:
        said = [await client.request("POST", server.url, body=BODY) for _ in range(3)]
        assert [reply.body for reply in said] == [b"none"] * 3
        assert len(server._tasks) == 1


@pytest.mark.parametrize("status", [204, 400, 401, 404, 429, 500, 503])
async def test_every_status_comes_back_with_what_it_says(client: Client, status: int) -> None:
    said = Said(status, b"" if status == 204 else b"words", (("Retry-After", "7"),))
    async with Served(lambda _: said) as server:
        reply = await client.request("POST", server.url, body=BODY)
        assert (reply.status, reply.headers["retry-after"]) == (status, "7")
        assert reply.body == said.body


async def test_a_redirect_within_the_origin_is_asked_the_same(client: Client) -> None:
    def answering(asked: Asked) -> Said:
        if asked.path in {"/301", "/302", "/307", "/308", "/303"}:
            return Said(int(asked.path[1:]), b"", (("Location", "/there"),))
        return echo(asked)

    async with Served(answering) as server:
        for status in (301, 302, 307, 308):
            reply = await client.request("POST", f"{server.url}/{status}", body=BODY)
            assert reply.body == b"POST /there None " + BODY
        reply = await client.request("POST", f"{server.url}/303", body=BODY)
        assert reply.body == b"GET /there None "


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_to_another_origin_is_the_answer(client: Client, status: int) -> None:
    async with Served(echo) as other:
        leads = (("Location", f"{other.url}/login"),)
        async with Served(lambda _: Said(status, b"", leads)) as server:
            for method in ("GET", "POST"):
                reply = await client.request(method, server.url, headers={"Authorization": "x"}, body=b"")
                assert (reply.status, reply.headers["location"]) == (status, f"{other.url}/login")
        assert not other.asked


async def test_redirects_in_circles_end(client: Client) -> None:
    async with Served(lambda _: Said(302, b"", (("Location", "/"),))) as server:
        with pytest.raises(FetchError, match="circles"):
            await client.request("POST", server.url, body=BODY)
        assert len(server.asked) == 6


async def test_an_answer_past_the_limit_is_cut_off_packed_or_not(client: Client) -> None:
    packed = Said(200, gzip.compress(b" " * (64 << 20)), (("Content-Encoding", "gzip"),))
    for said in (packed, Said(200, b" " * (2 << 20)), Said(200, b"", (("Content-Length", "9999999999"),))):
        async with Served(lambda _, said=said: said) as server:  # type: ignore[misc]
            with pytest.raises(TooLargeError) as caught:
                await sender(client)(Request("GET", server.url, largest=1 << 20))
            assert caught.value.reason == "broken"


async def test_a_server_that_says_nothing_is_given_up(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # which takes no connection from its queue
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(SyncError, match="did not answer within") as caught:
            await sender(client, deadline=0.2)(Request("POST", url, body=BODY))
        assert caught.value.reason == "unreachable"


async def test_what_cannot_be_reached_is_told_without_what_was_to_be_sent(client: Client) -> None:
    with pytest.raises(SyncError) as caught:
        await sender(client, {"AppKey": "k-secret"})(
            Request("POST", "http://127.0.0.1:1/", {"T": "t-secret"}, BODY)
        )
    assert caught.value.reason == "unreachable"
    assert "secret" not in f"{caught.value!r}{caught.value.__cause__!r}{caught.value.__context__!r}"
    assert "secret" not in repr(Request("POST", "http://x.example/", {"T": "t-secret"}, BODY))


async def test_an_account_s_own_headers_go_with_every_question(client: Client) -> None:
    async with Served(echo) as server:
        ask = sender(client, {"X-Own": "app", "Accept": "text/plain"})
        answer = await ask(Request("GET", f"{server.url}/x", {"Accept": "application/json"}))
        assert answer.body == b"GET /x app "
        assert server.asked[0].headers["accept"] == "application/json"


async def test_a_body_goes_through_a_proxy_too(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Served(echo) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        async with Client(timeout=5) as client:
            reply = await client.request("PUT", "http://far.example/x", headers={"X-Own": "1"}, body=BODY)
        assert reply.body == b"PUT http://far.example/x 1 " + BODY
        assert proxy.asked[0].headers["content-length"] == str(len(BODY))
