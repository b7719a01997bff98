"""The worst of the web in one refresh: each feed ends in articles or in one clear line, at its own cost."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from reader.library import Library, LibraryError, RefreshReport
from reader.model import Article, Feed, View
from tests.site import certificates, compression, documents, hostile, pages, redirects, statuses, validators
from tests.site.server import Endpoint, Site, redirect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECONDS = 3
"""What the settings give an address to answer in."""
WORKER_MEMORY = 512 * 2**20

UNASKED = "sent its answer in a compression that was not asked for"
CUT = "broke off in the middle of its answer"
NOT_HTTP = "sent an answer that is not proper HTTP"
LATE = f"did not answer within {SECONDS} seconds"
TOO_LARGE = "sent more than 8 MB"
CIRCLES = "redirects in circles, or too often"
NO_ADDRESS = "redirects to something that is not an http address"

# What each address leaves: so many articles, or a line in its feed's health that has these words.
AFTERWARDS: dict[str, int | str] = {
    # What is said of when a document changed.
    "/ok/etag": 2,
    "/ok/last-modified": 2,
    "/ok/both": 2,
    "/ok/weak-etag": 2,
    "/ok/none": 2,
    "/304-without-validators": "answered 304",
    "/200-ignoring-conditional": 2,
    "/etag-changes": 2,
    "/body-changes": 2,
    "/226-delta": 2,
    "/max-age": 2,
    "/no-cache": 2,
    "/expires-0": 2,
    "/nonsense-age": 2,
    # Elsewhere.
    "/301-once": 2,
    "/308-chain": 2,
    "/302-temp": 2,
    "/301-to-other-feed": 2,
    "/redirect-loop": CIRCLES,
    "/redirect-11-hops": CIRCLES,
    "/redirect-file": NO_ADDRESS,
    "/redirect-javascript": NO_ADDRESS,
    "/redirect-control": NO_ADDRESS,
    # Refused.
    "/401-basic": "answered 401",
    "/403": "answered 403",
    "/404": "answered 404",
    "/410": "answered 410",
    "/429-seconds": "answered 429",
    "/429-date": "answered 429",
    "/503-retry-after": "answered 503",
    "/500-flaky": "answered 500",
    "/status-999": "answered 999",
    "/204": "serves nothing at all",
    # Packed.
    "/gzip": 2,
    "/deflate": 2,
    "/double-gzip": 2,
    "/triple-gzip": "compressed its answer more than twice",
    "/bad-gzip": "sent a compressed answer that cannot be read",
    "/cut-gzip": CUT,
    "/plain-as-gzip": 2,
    "/gzip-bomb": TOO_LARGE,
    "/deflate-bomb": TOO_LARGE,
    "/double-gzip-bomb": TOO_LARGE,
    "/br": UNASKED,
    "/br-bomb": UNASKED,
    "/zstd": UNASKED,
    "/zstd-bomb": UNASKED,
    # The connection.
    "/drip-headers": LATE,
    "/drip-body": LATE,
    "/stall-after-headers": LATE,
    "/endless": TOO_LARGE,
    "/length-too-long": CUT,
    "/length-too-short": 2,
    "/length-huge": TOO_LARGE,
    "/rst-midway": "broke ",  # what it sent or the connection: as the system tells it
    "/hang-up": "broke the connection off",
    "/huge-header": NOT_HTTP,
    "/2000-cookies": 2,
    "/chunked-bad": NOT_HTTP,
    "/http-0.9": "broke the connection off",
    "/garbage": NOT_HTTP,
    "/preliminary": NOT_HTTP,
    "/tiny-chunks": 2,
    "/wrapped-chunks": NOT_HTTP,
    "/many-members": "not a feed",
    # Encodings.
    "/bom": 1,
    "/utf-16": 1,
    "/utf-7": 1,
    "/punycode": 1,
    "/undefined": 1,
    "/raw-unicode-escape": 1,
    # Markup.
    "/xml-laughs": 1,
    "/xml-quadratic": 1,
    "/xml-xxe": 1,
    "/xml-include": 1,
    "/xml-deep": "too many tags, or too deep",
    "/xml-deep-html": 1,
    "/xml-attributes": "a tag with too many attributes",
    "/xml-references": 1,
    "/xml-cdata": 2,
    # Texts.
    "/ansi-titles": 1,
    "/markup-titles": 1,
    "/bidi": 1,
    "/js-links": 1,
    "/private-enclosures": 1,
    "/relative-links": 1,
    # Which is which, and when.
    "/dup-guids": 3,
    "/no-guids": 3,
    "/guid-changes": 1,
    "/dates": 4,
    "/bad-dates": 1000,
    "/item-edited": 1,
    "/items-vanish": 2,
    "/10k-items": 2000,
    # No feed.
    "/page-as-feed": "serves a web page, not a feed",
    "/feed-as-page": 2,
    "/empty-200": "serves nothing at all",
    "/picture": "not a feed",
    "/big-page": "serves a web page, not a feed",
    "/opml-hostile": "serves a list of subscriptions, not a feed",
}
BUSY = ("/429-seconds", "/429-date", "/503-retry-after")
"""Hosts that ask for time: none of the others may be on one of them."""
TLS: dict[str, int | str] = {
    "good": 2,
    "expired": "has expired",
    "self-signed": "is signed by nobody but itself",
    "wrong-host": "is for another name",
    "to-http": 2,
}


@dataclass(frozen=True, slots=True)
class Web:
    """A library after one refresh of all that, and the site that it asked."""

    library: Library
    site: Site
    report: RefreshReport
    feeds: dict[str, Feed]

    def articles(self, path: str) -> list[Article]:
        """A feed's articles, the one that it listed first being the last."""
        ids = self.library.article_ids(View("feed", str(self.feeds[path].id)))
        return sorted(self.library.articles(ids), key=lambda article: article.id)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def web(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Web]:
    """Serve everything, subscribe to it, refresh once."""
    folder = tmp_path_factory.mktemp("web")
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(Site())
        site.endpoints = endpoints(site.url("/canary"))
        addresses = {path: site.url(path) for path in AFTERWARDS if path not in BUSY}
        addresses |= await busy(stack, site)
        if certificates.can_be_made():
            addresses |= await secure(stack, folder, site)
        subscriptions = folder / "feeds.toml"
        listed = "".join(f'[[feed]]\nurl = "{url}"\n' for url in addresses.values())
        subscriptions.write_text(f"[settings]\ntimeout = {SECONDS}\nprefetch = 0\n{listed}", encoding="utf-8")
        library = await stack.enter_async_context(Library.open(subscriptions, folder / "library.db"))
        async with asyncio.timeout(120):
            report = await library.refresh()
        known = {feed.url: feed for feed in library.feeds()}
        yield Web(library, site, report, {path: known[url] for path, url in addresses.items()})


def endpoints(canary: str) -> dict[str, Endpoint]:
    return {
        **validators.unchanged(),
        **validators.freshness(),
        **redirects.redirects(),
        **statuses.statuses(),
        **compression.compressions(),
        **hostile.connections(),
        **documents.encodings(),
        **documents.markup(canary),
        **documents.texts(canary),
        **documents.identities(),
        **documents.no_feeds(),
        **pages.discovery(canary),
        **pages.articles(canary),
    }


async def busy(stack: AsyncExitStack, site: Site) -> dict[str, str]:
    """Serve those that ask for time from hosts of their own, where this machine has more than one address."""
    addresses = {}
    for number, path in enumerate(BUSY, 2):
        try:
            host = await stack.enter_async_context(
                Site({path: site.endpoints[path]}, host=f"127.0.0.{number}")
            )
        except OSError:
            break
        addresses[path] = host.url(path, host=f"127.0.0.{number}")
    return addresses


async def secure(stack: AsyncExitStack, folder: Path, site: Site) -> dict[str, str]:
    """Serve over https with every certificate; all but the self-signed one's authority are trusted."""
    patched = stack.enter_context(pytest.MonkeyPatch.context())
    addresses, trusted = {}, []
    for path in TLS:
        (folder / path).mkdir()
        name = "other.example" if path == "wrong-host" else "localhost"
        file, context = certificates.certificate(folder / path, name, expired=path == "expired")
        trusted += [] if path == "self-signed" else [Path(file).read_text(encoding="utf-8")]
        feed = redirect(site.url("/moved/once"), 301) if path == "to-http" else documents.good(path)
        server = await stack.enter_async_context(Site({"/feed": feed}, tls=context))
        addresses[path] = server.url("/feed", host="localhost")
    (folder / "trusted.pem").write_text("".join(trusted), encoding="utf-8")
    patched.setenv("SSL_CERT_FILE", str(folder / "trusted.pem"))
    return addresses


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("path", [*AFTERWARDS, *TLS])
async def test_each_address_leaves_articles_or_one_clear_line(web: Web, path: str) -> None:
    if path not in web.feeds:
        pytest.skip("there is no openssl, or this machine has one address alone")
    expected = (AFTERWARDS | TLS)[path]
    feed = web.feeds[path]
    if isinstance(expected, int):
        assert (feed.error, feed.total) == (None, expected)
    else:
        assert feed.error is not None
        assert expected in feed.error
        assert feed.total == 0
        assert re.fullmatch(r"[ -~]{10,200}", feed.error), "one line, and nothing that steers a terminal"
    [outcome] = [one for one in web.report.outcomes if one.feed_id == feed.id]
    assert (outcome.error, outcome.new) == (feed.error, feed.total)


async def test_no_address_that_only_a_document_names_was_asked(web: Web) -> None:
    assert web.site.canaries == []


async def test_the_library_works_on_after_all_that(web: Web) -> None:
    assert web.report.feeds == len(web.feeds)
    [article] = web.articles("/private-enclosures")
    opened = await web.library.open_article(article.id, lambda _: None)
    assert opened.document.text.startswith("The ferry runs again.")
    assert web.library.problems() == []


async def test_the_worker_took_no_more_memory_than_a_feed_may(web: Web) -> None:
    status = Path(f"/proc/{web.library._parsing.pid}/status")
    if not status.exists():
        pytest.skip("cannot see how much memory a process took")
    peak = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))
    assert peak is not None
    assert int(peak[1]) * 1024 < WORKER_MEMORY


async def test_titles_are_text_and_steer_nothing(web: Web) -> None:
    [ansi] = web.articles("/ansi-titles")
    assert (
        ansi.title == "a]52;c;eA==[31mbcd›31m" * 2
    )  # to a browser, too, U+009B is what windows-1252 has there
    [bidi] = web.articles("/bidi")
    assert bidi.title == "abc"
    [markup] = web.articles("/markup-titles")
    assert (markup.title, markup.feed_title) == ("[b]x[/b] y", "[red]markup[/red]")


async def test_addresses_are_absolute_and_of_the_web(web: Web) -> None:
    [relative] = web.articles("/relative-links")
    assert relative.url == "https://news.example/x/a/1"
    [scripted] = web.articles("/js-links")
    assert scripted.url is None


async def test_entities_are_neither_expanded_nor_looked_up(web: Web) -> None:
    [laughs], [outside] = web.articles("/xml-laughs"), web.articles("/xml-xxe")
    assert (laughs.title, outside.title) == ("&a9;", "x&e;&f;y")


@pytest.mark.parametrize("path", list(documents.encodings()))
async def test_letters_are_read_whatever_the_document_says_of_them(web: Web, path: str) -> None:
    [article] = web.articles(path)
    assert article.title.removeprefix("+AGE- ") == "café"


async def test_a_second_refresh_keeps_what_is_known_and_hears_of_what_is_new(web: Web) -> None:
    paths = [
        "/ok/etag",
        "/ok/last-modified",
        "/ok/both",
        "/ok/weak-etag",
        "/etag-changes",
        "/body-changes",
        "/226-delta",
        "/500-flaky",
        "/item-edited",
        "/items-vanish",
        "/dup-guids",
        "/no-guids",
    ]
    report = await web.library.refresh([web.feeds[path].id for path in paths])
    told = {outcome.feed_id: outcome for outcome in report.outcomes}
    by_path = {path: told[web.feeds[path].id] for path in paths}
    assert [by_path[path].status for path in paths[:4]] == ["unchanged"] * 4
    assert {path: one.new for path, one in by_path.items() if one.new} == {
        "/body-changes": 1,
        "/226-delta": 1,
        "/500-flaky": 2,
    }
    assert [article.title for article in web.articles("/item-edited")] == ["Second"]
    assert len(web.articles("/items-vanish")) == 2
    assert {feed.error for feed in web.library.feeds() if feed.id in told} == {None}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/discovery/1", 1),
        ("/discovery/0", 0),
        ("/discovery/1000", 20),
        ("/discovery/odd", 0),
        ("/discovery/comments", 0),
    ],
)
async def test_a_site_gives_the_feeds_it_names_and_its_pictures_are_not_asked_for(
    web: Web, path: str, found: int
) -> None:
    links = await web.library.find_feeds(web.site.url(path))
    assert len(links) == found
    assert web.site.canaries == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/article/ordinary", "counted 11 ships"),
        ("/article/frames", "counted 11 ships"),
        ("/article/deep", "counted 11 ships"),
        ("/article/ansi", "counted 11 ships"),
        ("/article/table", None),
        ("/article/5-megabytes", None),
        ("/article/attributes", None),
        ("/article/paywall", None),
    ],
)
async def test_a_page_is_kept_or_refused_in_one_sentence(web: Web, path: str, said: str | None) -> None:
    """What there is no claim for may be either, as long as it ends."""
    try:
        article = await web.library.add(web.site.url(path))
    except LibraryError as refused:
        told, document = str(refused), None
    else:
        told, document = "", web.library.stored_document(article.id)
    if document is None:
        assert said is None
        assert len(told.splitlines()) == 1
    else:
        assert (said or "") in document.text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", document.text + document.title)
    assert web.site.canaries == []
