"""A server that is broken or means ill costs one sentence, in bounds; it gets no password that was not meant
for it, and what it leads to is not asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from reader.sync import SyncError, connect
from tests.sync.fakes.serving import Asked, Said, Served, as_json
from tests.sync.peers import Peer
from tests.sync.turned import QUESTIONS, Turned, all_new, begun, fault, never, outcome, says

NONSENSE = {
    "a page": b"<!DOCTYPE html><html><title>\x1b]52;c;x\x07Sign in</title></html>",
    "nothing": b"",
    "half": b'{"items": [{"id": 1, "ti',
    "null": b"null",
    "a number": b"1e999",
    "bytes": b"\xff\xfe\x00\x80",
    "a deep list": b"[" * 1_000_000,
    "deep objects": b'{"a":' * 500_000,
}


async def test_what_is_no_answer_is_told_in_a_sentence(turned: tuple[Peer, Turned]) -> None:
    peer, turn = turned
    server = await begun(peer)
    for what, body in NONSENSE.items():
        turn.instead = says(body)
        for name in ("new items", "unread"):
            error = await fault(QUESTIONS[name](server))
            assert (error.reason, "page" in error.sentence) == ("broken", what == "a page"), what
            assert peer.served.url.removeprefix("http://") in error.sentence


async def test_a_server_that_wants_to_be_left_alone_says_for_how_long(turned: tuple[Peer, Turned]) -> None:
    peer, turn = turned
    server = await begun(peer)
    for status, wait, seconds in (
        (429, "120", 120),
        (503, "9999999", 86_400),
        (503, "-1", None),
        (500, "", None),
    ):
        turn.instead = says(b"<html>later", status, ("Retry-After", wait))
        for question in QUESTIONS.values():
            before = len(peer.served.asked)
            error = await fault(question(server))
            assert (error.reason, error.retry_after) == ("unreachable", seconds)
            assert len(peer.served.asked) <= before + 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_login_that_is_led_elsewhere_is_not_sent_there(
    turned: tuple[Peer, Turned], status: int
) -> None:
    peer, turn = turned
    async with Served(says(b"{}")) as elsewhere:
        turn.instead = says(b"", status, ("Location", f"{elsewhere.url}/login"))
        for question in ("unread", "new items"):
            error = await fault(QUESTIONS[question](peer.server()))
            assert error.reason == "broken"
        assert not elsewhere.asked
        assert "leads elsewhere" in error.sentence
        assert f"{elsewhere.url}/login" in error.sentence


async def test_a_redirect_within_the_server_is_followed_with_the_same_question(
    turned: tuple[Peer, Turned],
) -> None:
    peer, turn = turned

    def instead(asked: Asked) -> Said | None:
        if asked.path.startswith("/moved"):
            return turn.good(
                Asked(asked.method, asked.path.removeprefix("/moved"), asked.query, asked.headers, asked.body)
            )
        return Said(308, b"", (("Location", f"/moved{asked.path}{query_of(asked)}"),))

    turn.instead = instead
    assert len(await peer.server().unread()) == 12


def query_of(asked: Asked) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in asked.query.items()) if asked.query else ""


async def test_a_server_that_redirects_in_circles_is_left(turned: tuple[Peer, Turned]) -> None:
    server = await begun(turned[0])
    turned[1].instead = lambda asked: Said(302, b"", (("Location", asked.path),))
    before = len(turned[0].served.asked)
    error = await fault(server.unread())
    assert "in circles" in error.sentence
    assert len(turned[0].served.asked) <= before + 6


def changed(change: Callable[[Any], Any]) -> Callable[[Turned], Callable[[Asked], Said]]:
    """Have every part of the JSON of good answers changed."""

    def within(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: within(part) for name, part in value.items()}
        return change([within(part) for part in value] if isinstance(value, list) else value)

    def turning(turn: Turned) -> Callable[[Asked], Said]:
        def instead(asked: Asked) -> Said:
            said = turn.good(asked)
            if not said.body.startswith((b"{", b"[")):
                return said
            return Said(said.status, json.dumps(within(json.loads(said.body))).encode())

        return instead

    return turning


CHANGES: dict[str, Callable[[Any], Any]] = {
    "ids of 400 digits": lambda value: value if not _is_number(value) else int("9" * 400),
    "ids of 400 digits in strings": lambda value: "9" * 400 if _is_number(value) else value,
    "negative ids": lambda value: -5 if _is_number(value) else value,
    "ids that are words": lambda value: "../../x" if _is_number(value) else value,
    "ids that are fractions": lambda value: 1.5 if _is_number(value) else value,
    "ids past all": lambda value: 2**64 if _is_number(value) else value,
    "null": lambda value: None if isinstance(value, (str, int)) else value,
    "null lists": lambda value: None if isinstance(value, list) else value,
    "objects": lambda value: {"a": 1} if isinstance(value, (str, int)) else value,
    "lists": lambda value: [value] if isinstance(value, (str, int)) else value,
    "long texts": lambda value: value * 600 if isinstance(value, str) and " " in value else value,
}


def _is_number(value: object) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and value.isdigit()
    )


async def test_answers_of_other_types_are_a_sentence_or_make_sense(turned: tuple[Peer, Turned]) -> None:
    peer, turn = turned
    for change in CHANGES.values():
        turn.instead = None
        server = await begun(peer)
        turn.instead = changed(change)(turn)
        for ask in QUESTIONS.values():
            error, told = await outcome(ask(server))
            assert error is None or error.reason in {"broken", "refused"}
            bounded(told)


def bounded(told: Any) -> None:
    """Whatever came through is of a sane size."""
    for one in told:
        name = one if isinstance(one, str) else one.id
        assert len(name) <= 2000
        if hasattr(one, "entry"):
            entry = one.entry
            assert len(entry.title) <= 4_000
            assert len(entry.content_html) <= 1 << 20
            assert all(
                len(text) <= 8192 for text in (*entry.authors, *entry.tags, entry.url or "", entry.guid)
            )
            assert entry.published is None or 1990 <= entry.published.year <= 2100


async def test_a_clock_that_is_years_off_does_no_harm(turned: tuple[Peer, Turned]) -> None:
    peer, turn = turned

    def off(value: Any) -> Any:
        if isinstance(value, str):
            return f"1950-{value[5:]}" if value.startswith("2026-") else value
        is_moment = isinstance(value, int) and 10**9 < value < 10**11
        return value - 40 * 365 * 86_400 if is_moment else value

    turn.instead = changed(off)(turn)
    server = peer.server()
    assert len(await server.unread()) == 12
    told = [item async for page in server.new_items(None) for item in page.items]
    assert len(told) == 12
    assert all(item.entry.published is None for item in told)


async def test_endless_pages_come_to_an_end(turned: tuple[Peer, Turned]) -> None:
    """It tells the same page again and again, whatever it is asked, and says that there is more."""
    peer, turn = turned
    peer.account.arrive(peer.account.feeds[1], 300)
    server = await begun(peer)
    kept: dict[str, Said] = {}

    def instead(asked: Asked) -> Said:
        if not _is_listing(asked):
            return turn.good(asked)
        said = kept.setdefault(_listing_of(asked), turn.good(asked))
        value = json.loads(said.body)
        if "itemRefs" in value:
            value["continuation"] = str(len(turn.asked))
            turn.asked.append(asked)
        return as_json(value)

    turn.instead = instead
    for ask in (server.unread(), all_new(server)):
        before = len(peer.served.asked)
        error, _ = await outcome(ask)
        assert error is None or "again and again" in error.sentence
        assert len(peer.served.asked) - before < 20


def _is_listing(asked: Asked) -> bool:
    heads = b'"getHeadlines"' in asked.body
    lists = asked.path.endswith(
        ("/items/ids", "/v1/entries", "/v1/entries/ids", "/v1-2/items", "/v1-3/items")
    )
    return heads or lists or "since_id" in asked.query


def _listing_of(asked: Asked) -> str:
    """What is asked for, without from where on."""
    where = {"c", "offset", "after_entry_id", "since_id"}
    query = {name: value for name, value in asked.query.items() if name not in where}
    body = {name: value for name, value in asked.json.items() if name != "skip"} if b"{" in asked.body else {}
    return json.dumps([asked.path, query, body], sort_keys=True)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "ftp://x.example/",
        "javascript:alert(1)",
        "http://",
        "https://a b/",
        "https://[::1",
        "http://x:99999/",
        "https://ada:secret@x.example/",
        "x" * 3000,
        "http://x.example:port/",
    ],
)
@pytest.mark.parametrize("kind", ["greader", "miniflux", "ttrss", "nextcloud", "fever"])
async def test_an_address_that_is_none_is_told_at_once(kind: Any, typed: str) -> None:
    with pytest.raises(SyncError) as caught:
        await connect(kind, typed, "ada", never, never).log_in()
    assert caught.value.reason == "unable"
    assert "secret" not in caught.value.sentence


async def test_an_error_inside_a_good_answer_is_one(turned: tuple[Peer, Turned]) -> None:
    peer, turn = turned
    inside = {
        "ttrss": {"seq": 0, "status": 1, "content": {"error": "\x1b[31mUNKNOWN_METHOD"}},
        "fever": {"api_version": 3, "auth": 0},
    }.get(peer.kind, {"errors": ["Temporary unavailable, please try later"]})
    server = await begun(peer)
    turn.instead = lambda _: as_json(inside)
    for name in ("unread", "new items", "subscriptions"):
        await fault(QUESTIONS[name](server))
