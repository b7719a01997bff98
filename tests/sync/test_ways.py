"""The ways of single servers: how they write ids and titles, where their API is, how their logins end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reader.sync import Answer, Kind, SyncError, connect
from reader.sync.greader_told import canonical, long_form
from reader.sync.items import half_width, half_width_name
from tests.sync.fakes.greader import GoogleReader
from tests.sync.fakes.serving import Asked, Said, as_text
from tests.sync.fakes.ttrss import TinyTiny
from tests.sync.peers import MAKERS, running

if TYPE_CHECKING:
    from reader.sync import Request

LONG = "tag:google.com,2005:reader/item/"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("162170919393841362", "162170919393841362"),
        (162170919393841362, "162170919393841362"),
        (f"{LONG}024025978b5e50d2", "162170919393841362"),
        ("024025978b5e50d2", "162170919393841362"),
        ("-355401917359550817", "18091342156350000799"),
        (f"{LONG}fb115bd6d34a8e9f", "18091342156350000799"),
        ("18091342156350000799", "18091342156350000799"),
        (f"{LONG}1f", "31"),
        (f"{LONG}00157A17b192950b65be3791", "00157a17b192950b65be3791"),
        ("00157a17b192950b65be3791", "00157a17b192950b65be3791"),
    ],
)
def test_an_id_has_one_spelling_whichever_way_it_comes(written: int | str, known: str) -> None:
    assert canonical(written) == known
    assert canonical(long_form(known) or "") == known


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "9" * 400,
        2**64,
        -(2**63) - 1,
        f"{LONG}zz",
        f"{LONG}-1",
        f"{LONG}{'9' * 17}",
        "1.5",
        "١٢",
        "0x10",
        "+1",
        "1\n",
    ],
)
def test_what_is_no_id_is_none(written: int | str) -> None:
    with pytest.raises(ValueError, match="not an item's id"):
        canonical(written)
    assert long_form(str(written)) is None


def test_titles_that_freshrss_wrote_wide_are_as_they_were() -> None:
    assert half_width("Bread ＆ roses ＜b＞: a, b？") == "Bread & roses <b>: a, b？"
    assert half_width_name("News， ways ＆ means ／ etc？") == "News, ways & means / etc?"
    assert half_width_name("新聞，天氣？") == "新聞，天氣？"


ADDRESSES: list[tuple[Kind, str, str]] = [
    ("greader", "rss.example", "https://rss.example/accounts/ClientLogin"),
    ("greader", "https://rss.example/reader/api/0", "https://rss.example/accounts/ClientLogin"),
    (
        "greader",
        "http://x.example/FreshRSS/p/i/?a=normal",
        "http://x.example/FreshRSS/p/accounts/ClientLogin",
    ),
    ("greader", "x.example/api/greader.php", "https://x.example/api/greader.php/accounts/ClientLogin"),
    (
        "greader",
        "x.example/reader/api/greader.php/",
        "https://x.example/reader/api/greader.php/accounts/ClientLogin",
    ),
    ("greader", "https://www.inoreader.com/", "https://www.inoreader.com/accounts/ClientLogin"),
    ("miniflux", "https://m.example/v1/", "https://m.example/v1/me"),
    ("miniflux", "m.example:8080/sub/unread", "https://m.example:8080/sub/v1/me"),
    ("ttrss", "https://t.example/tt-rss/api/", "https://t.example/tt-rss/api/"),
    ("ttrss", "HTTPS://t.example/tt-rss/index.php#f=-4", "https://t.example/tt-rss/api/"),
    ("nextcloud", "c.example/apps/news/#/items", "https://c.example/index.php/apps/news/api/v1-3/version"),
    (
        "nextcloud",
        "https://c.example/nc/index.php/apps/news/api/v1-2/",
        "https://c.example/nc/index.php/apps/news/api/v1-3/version",
    ),
    ("fever", "https://f.example/", "https://f.example/fever/?api="),
    ("fever", "https://f.example/api/fever.php?api", "https://f.example/api/fever.php?api="),
    ("fever", "https://f.example/rest/fever/user/7", "https://f.example/rest/fever/user/7?api="),
]


@pytest.mark.parametrize(("kind", "typed", "asked"), ADDRESSES)
async def test_an_address_is_understood_as_people_type_it(kind: Kind, typed: str, asked: str) -> None:
    urls: list[str] = []

    async def send(request: Request) -> Answer:
        urls.append(request.url)
        return Answer(404, {}, b"")

    async def secret() -> str:
        return "secret"

    with pytest.raises(SyncError):
        await connect(kind, typed, "ada", secret, send).log_in()
    assert asked in urls
    assert not any("secret" in url for url in urls)


async def test_miniflux_takes_an_api_key_without_a_name() -> None:
    async with running(MAKERS["miniflux"]) as peer:
        await peer.server("an-API-key", user="").log_in()
        with pytest.raises(SyncError, match="does not take"):
            await peer.server("another", user="").log_in()


async def test_tiny_tiny_rss_says_when_its_api_is_off_or_too_old() -> None:
    async with running(MAKERS["ttrss"]) as peer:
        assert isinstance(peer.fake, TinyTiny)
        peer.fake.level = 9
        with pytest.raises(SyncError, match="level 9") as caught:
            await peer.server().log_in()
        assert caught.value.reason == "unable"
        peer.fake.switched_on = False
        with pytest.raises(SyncError, match="switched off") as caught:
            await peer.server().log_in()
        assert caught.value.reason == "refused"


async def test_freshrss_says_when_its_api_is_off() -> None:
    async with running(MAKERS["freshrss"]) as peer:
        good = peer.fake
        peer.served.answering = lambda asked: as_text("no", 503) if asked.method == "POST" else good(asked)
        with pytest.raises(SyncError, match="API switched off"):
            await peer.server().log_in()


async def test_inoreader_asks_for_an_application_s_key_in_the_account_s_headers() -> None:
    async def send(request: Request) -> Answer:
        return Answer(403, {}, b"AppId required!")

    async def secret() -> str:
        return "secret"

    with pytest.raises(SyncError, match="AppId and an AppKey among the account's headers") as caught:
        await connect("greader", "https://www.inoreader.com", "ada", secret, send).log_in()
    assert caught.value.reason == "refused"


@pytest.mark.parametrize("name", ["freshrss", "greader-miniflux", "greader-hosted"])
async def test_a_login_that_ended_is_begun_again_once(name: str) -> None:
    async with running(MAKERS[name]) as peer:
        assert isinstance(peer.fake, GoogleReader)
        wanted = [
            str(item.id) for item in peer.account.arrive(peer.account.subscribe("http://n.example/"), 4)
        ]
        server = peer.server()
        await server.set_read(wanted[:1], True)
        for number in range(2):
            peer.fake.auth = f"ada/renewed{number}"
            await server.set_read(wanted[:2], True)
            peer.fake.auth = f"ada/again{number}"
            assert await server.unread() == frozenset(wanted[2:])


@pytest.mark.parametrize("name", ["freshrss", "greader-miniflux", "greader-hosted"])
async def test_a_server_that_takes_the_login_and_nothing_after_it_is_asked_twice_and_left(name: str) -> None:
    async with running(MAKERS[name]) as peer:
        good, logins = peer.fake, 0

        def answering(asked: Asked) -> Said:
            nonlocal logins
            logins += asked.path.endswith("ClientLogin")
            is_login = asked.path.endswith(("ClientLogin", "/token", "greader.php"))
            return good(asked) if is_login else as_text("Unauthorized", 401, ("Google-Bad-Token", "true"))

        server = peer.server()
        await server.log_in()
        peer.served.answering = answering
        questions: list[Any] = [server.unread(), server.set_read(["1"], True)]
        for question in questions:
            with pytest.raises(SyncError) as caught:
                await question
            assert caught.value.reason == "refused"
        assert logins == 1


async def test_a_listing_in_which_items_vanish_between_two_pages_misses_none() -> None:
    """Where pages are counted, what was read elsewhere meanwhile moves the rest by as much."""
    async with running(replace(MAKERS["ttrss"], first=1, step=1)) as peer:
        wanted = peer.account.arrive(peer.account.subscribe("http://n.example/"), 500)
        good, pages = peer.fake, 0

        def answering(asked: Asked) -> Said:
            nonlocal pages
            pages += b"getHeadlines" in asked.body
            if pages == 2:
                for item in wanted[:9]:
                    item.read = True
            return good(asked)

        peer.served.answering = answering
        unread = await peer.server().unread()
        assert {str(item.id) for item in wanted[9:]} <= unread
