"""Full texts that are there before they are asked for, and how modestly they are fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reader.fetch import Client, FetchError, Response
from reader.guest import Guest, NotNowError
from reader.library import Library, Opened
from reader.model import Validators, View
from tests.site.server import Endpoint, Request, Site, answer, page

HOST = "127.0.0.1"


def sentences(number: int, count: int) -> str:
    return "".join(
        f"<p>Ferry {number} left the harbour of Skelby at dawn with {place + 40} passengers, a crew of nine "
        f"and more letters than the post office there had seen in a week, its captain said.</p>"
        for place in range(count)
    )


def article_page(number: int) -> bytes:
    return (
        f"<html lang=en><head><title>Ferry {number}</title></head><body><article><h1>Ferry {number}</h1>"
        f"{sentences(number, 12)}</article></body></html>"
    ).encode()


def feed(site: Site, count: int, host: str = HOST, body: str = "") -> Endpoint:
    items = "".join(
        f"<item><title>Ferry {number}</title><link>{site.url(f'/{number}', host)}</link>"
        f"<pubDate>Fri, 20 Nov 2026 08:{59 - number}:00 GMT</pubDate>"
        f"<description><![CDATA[{body or f'Ferry {number} left the harbour …'}]]></description></item>"
        for number in range(count)
    )
    text = f'<rss version="2.0"><channel><title>Ships</title>{items}</channel></rss>'
    return page(text.encode(), content_type="application/rss+xml")


async def subscribed(site: Site, folder: Path, settings: str = "", more: str = "") -> Library:
    """A library that has fetched /feed of the site."""
    text = f'[settings]\n{settings}\n[[feed]]\nurl = "{site.url("/feed")}"\n{more}\n'
    (folder / "feeds.toml").write_text(text, encoding="utf-8")
    library = Library.open(folder / "feeds.toml", folder / "library.db")
    await library.refresh()
    return library


def ids(library: Library) -> list[int]:
    return list(library.article_ids(View("all")))


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def settled(library: Library) -> None:
    """Wait until everything that was wanted ahead has been opened, or left."""
    if library._ahead._running is not None:
        await library._ahead._running


def in_full(library: Library, article_id: int) -> bool:
    document = library.stored_document(article_id)
    return document is not None and document.text.count("its captain said") == 12


def understood(library: Library, article_id: int) -> bool:
    return in_full(library, article_id) and library.understanding(article_id) is not None


def asked_pages(site: Site) -> list[str]:
    return [request.path for request in site.asked if request.path != "/feed"]


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.prefetch.SPACING", 0.0)


async def test_the_next_articles_are_there_in_full_when_the_network_is_gone(tmp_path: Path) -> None:
    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 3), **{f"/{n}": page(article_page(n)) for n in range(3)}}
        library = await subscribed(site, tmp_path)
        first, second, third = ids(library)
        library.read_ahead([first, second])
        await until(lambda: understood(library, second))
    stages: list[Opened] = []
    async with library:
        for article_id in (first, second):
            opened = await library.open_article(article_id, stages.append)
            assert opened.note == ""
            assert opened.document.text.count("its captain said") == 12
            assert opened.understanding is not None
        assert stages[0].complete, "nothing better came, so nobody waited"
        assert not in_full(library, third)
    assert asked_pages(site) == ["/0", "/1"]


@pytest.mark.parametrize(("settings", "more"), [("prefetch = 0", ""), ("", "full_text = false")])
async def test_no_page_is_asked_ahead_where_the_person_said_so(
    tmp_path: Path, settings: str, more: str
) -> None:
    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 2), "/0": page(article_page(0))}
        async with await subscribed(site, tmp_path, settings, more) as library:
            library.read_ahead(ids(library))
            await settled(library)
            assert asked_pages(site) == []


async def test_a_saved_article_can_be_read_without_a_network(tmp_path: Path) -> None:
    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 2), "/1": page(article_page(1))}
        library = await subscribed(site, tmp_path, "prefetch = 0")
        saved = ids(library)[1]
        await library.set_saved([saved], True)
        await until(lambda: understood(library, saved))
        await library.close()
    async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
        opened = await library.open_article(saved, lambda _: None)
        assert opened.note == ""
        assert opened.document.text.count("its captain said") == 12


async def test_what_was_saved_without_a_network_is_fetched_in_the_next_session(tmp_path: Path) -> None:
    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 1)}
        async with await subscribed(site, tmp_path) as library:
            [saved] = ids(library)
        del site.endpoints["/feed"]
        site.endpoints["/0"] = page(article_page(0))
        async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
            await library._write(library._store.set_saved, [saved], True)
            library.read_ahead([])
            await until(lambda: understood(library, saved))


async def test_what_was_saved_offline_is_fetched_once_a_refresh_has_found_the_network_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, online = asyncio.Event(), Client.get

    async def offline(self: Client, url: str, **_: Any) -> Response:
        tried.set()
        raise FetchError("no network", "name")

    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 1), "/0": page(article_page(0))}
        async with await subscribed(site, tmp_path, "prefetch = 0") as library:
            monkeypatch.setattr(Client, "get", offline)
            await library.set_saved(ids(library), True)
            await tried.wait()
            monkeypatch.setattr(Client, "get", online)
            await library.refresh()
            library.read_ahead([])
            await until(lambda: understood(library, ids(library)[0]))


async def test_a_host_that_refuses_is_left_alone(tmp_path: Path) -> None:
    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 3), "/0": page(b"no", status=403)}
        async with await subscribed(site, tmp_path) as library:
            library.read_ahead(ids(library))
            await settled(library)
            assert library.stored_document(ids(library)[2]) is not None
            assert asked_pages(site) == ["/0"]


async def test_a_page_that_has_nothing_better_is_not_asked_again(tmp_path: Path) -> None:
    async with Site() as site:
        wall = page(b"<title>Ferry</title><article><p>Subscribe to read.</p></article>")
        site.endpoints = {"/feed": feed(site, 1, body=sentences(0, 2)), "/0": wall}
        async with await subscribed(site, tmp_path) as library:
            [article_id] = ids(library)
            for _ in range(3):
                opened = await library.open_article(article_id, lambda _: None)
                assert opened.document.text.count("its captain said") == 2
            library.read_ahead([article_id])
            await settled(library)
        assert asked_pages(site) == ["/0"]


async def test_a_page_that_is_gone_is_said_to_be_gone_each_time_and_asked_for_once(tmp_path: Path) -> None:
    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 1)}
        async with await subscribed(site, tmp_path) as library:
            [article_id] = ids(library)
            notes = {(await library.open_article(article_id, lambda _: None)).note for _ in range(2)}
            assert len(notes) == 1
            assert "404" in notes.pop()
        assert asked_pages(site) == ["/0"]


async def test_after_a_while_a_page_is_asked_whether_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wall(request: Request, writer: asyncio.StreamWriter) -> None:
        known = request.headers.get("if-none-match") == '"a1"'
        body = b"<title>Ferry</title><article><p>Subscribe.</p></article>"
        writer.write(answer(b"", status=304) if known else answer(body, ("ETag", '"a1"')))

    monkeypatch.setattr("reader.pages._AGAIN", timedelta(0))
    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 1, body=sentences(0, 2)), "/0": wall}
        async with await subscribed(site, tmp_path) as library:
            for _ in range(2):
                opened = await library.open_article(ids(library)[0], lambda _: None)
                assert opened.note == ""
                assert opened.document.text.count("its captain said") == 2
        sent = [request.headers.get("if-none-match") for request in site.asked if request.path == "/0"]
        assert sent == [None, '"a1"']


async def test_who_opens_what_is_being_fetched_waits_for_that_answer(tmp_path: Path) -> None:
    gate, reached = asyncio.Event(), asyncio.Event()

    async def slow(request: Request, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await gate.wait()
        writer.write(answer(article_page(0), content_type="text/html"))

    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 1), "/0": slow}
        async with await subscribed(site, tmp_path) as library:
            [article_id] = ids(library)
            library.read_ahead([article_id])
            await reached.wait()
            opening = asyncio.create_task(library.open_article(article_id, lambda _: None))
            await asyncio.sleep(0.05)
            gate.set()
            assert (await opening).document.text.count("its captain said") == 12
        assert asked_pages(site) == ["/0"]


async def test_a_library_closes_in_the_middle_of_it(tmp_path: Path) -> None:
    reached = asyncio.Event()

    async def never(request: Request, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await asyncio.sleep(3600)

    async with Site() as site:
        site.endpoints = {"/feed": feed(site, 2), "/0": never}
        async with await subscribed(site, tmp_path) as library:
            library.read_ahead(ids(library))
            await reached.wait()


class Web:
    """Answers everything, or raises; remembers what was asked."""

    def __init__(self, error: FetchError | None = None) -> None:
        self.asked: list[str] = []
        self.error = error

    async def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,  # noqa: ARG002
        accept: str = "",  # noqa: ARG002
        deadline: float | None = None,  # noqa: ARG002
        named_by: str | None = None,  # noqa: ARG002
    ) -> Response:
        self.asked.append(url)
        if self.error is not None:
            raise self.error
        return Response(url=url, status=200, body=b"")


async def test_a_guest_lets_a_host_rest_between_two_pages_and_asks_another_meanwhile() -> None:
    web = Web()
    guest = Guest(web, spacing=3600)
    await guest.get("https://one.example/a")
    second = asyncio.create_task(guest.get("https://one.example/b"))
    await asyncio.sleep(0)
    assert guest.waiting
    await guest.get("https://two.example/a")
    assert web.asked == ["https://one.example/a", "https://two.example/a"]
    second.cancel()


@pytest.mark.parametrize(
    ("error", "rests"),
    [
        (FetchError("no", "status", status=429, retry_after=60), {"one"}),
        (FetchError("no", "status", status=403), {"one"}),
        (FetchError("slow", "timeout"), {"one"}),
        (FetchError("no such page", "status", status=404), set()),
        (FetchError("no network", "name"), {"one", "two"}),
    ],
)
async def test_a_guest_knows_whom_not_to_ask_again(error: FetchError, rests: set[str]) -> None:
    web = Web(error)
    guest = Guest(web, spacing=0)
    with pytest.raises(FetchError):
        await guest.get("https://one.example/a")
    web.error = None
    left_alone = set()
    for host in ("one", "two"):
        try:
            await guest.get(f"https://{host}.example/b")
        except NotNowError:
            left_alone.add(host)
    assert left_alone == rests


async def test_a_guest_goes_home_some_time() -> None:
    guest = Guest(Web(), spacing=0, left=2)
    for number in range(2):
        await guest.get(f"https://{number}.example/")
    with pytest.raises(NotNowError):
        await guest.get("https://3.example/")
