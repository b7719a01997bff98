"""The pages of writers that bylines lead to, over real HTTP, and authors that are one across articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.library import Library, Opened
from reader.model import Author, View
from tests.site.server import Endpoint, Site, page

HOST = "127.0.0.1"
PROFILE = (
    "<html><head><title>Ann Bo, The Skelby Post</title></head><body><nav><a href='/'>Home</a></nav>"
    "<main><h1>Ann Bo</h1><p>Ann Bo is a ferry reporter for The Skelby Post based in Skelby, Estmark. "
    "She covers ferries and the weather.</p><h2>Latest by Ann Bo</h2>"
    "<ul><li><a href='/0'>Ferry 0</a></li></ul>"
    "</main></body></html>"
)


def _article(number: int, byline: str) -> bytes:
    text = "".join(
        f"<p>Ferry {number} left the harbour of Skelby at dawn with {place + 40} passengers, a crew of nine "
        f"and more letters than the post office there had seen in a week, its captain said.</p>"
        for place in range(12)
    )
    return (
        f"<html lang=en><head><title>Ferry {number}</title>"
        f"<meta property='og:site_name' content='The Skelby Post'></head><body><article>"
        f"<h1>Ferry {number}</h1><p class='byline'>By {byline}</p>{text}</article></body></html>"
    ).encode()


def _feed(site: Site, count: int) -> Endpoint:
    items = "".join(
        f"<item><title>Ferry {number}</title><link>{site.url(f'/{number}', HOST)}</link>"
        f"<guid>{number}</guid><pubDate>Fri, {20 - number} Nov 2026 08:00:00 GMT</pubDate>"
        f"<description>Ferry …</description></item>"
        for number in range(count)
    )
    text = f'<rss version="2.0"><channel><title>The Skelby Post</title>{items}</channel></rss>'
    return page(text.encode(), content_type="application/rss+xml")


async def _library(site: Site, folder: Path, bylines: Sequence[str], more: str = "") -> Library:
    """A library that has fetched the site's feed; article 0 is the newest."""
    site.endpoints["/feed"] = _feed(site, len(bylines))
    for number, byline in enumerate(bylines):
        site.endpoints[f"/{number}"] = page(_article(number, byline))
    (folder / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.url("/feed", HOST)}"\n{more}\n')
    library = Library.open(folder / "feeds.toml", folder / "library.db")
    await library.refresh()
    return library


async def _opened(library: Library, at: int = 0) -> Opened:
    number = library.article_ids(View("all"))[at]
    return await library.open_article(number, lambda _: None)


async def _author(library: Library, at: int = 0) -> Author:
    opened = await _opened(library, at)
    assert opened.understanding is not None
    (author,) = opened.understanding.authors
    return author


def _asked(site: Site, path: str) -> int:
    return sum(request.path == path for request in site.asked)


async def test_a_writers_page_is_asked_on_request_once_and_kept(tmp_path: Path) -> None:
    async with (
        Site({"/staff/ann": page(PROFILE.encode())}) as site,
        await _library(site, tmp_path, ['<a rel="author" href="/staff/ann">Ann Bo</a>'] * 2) as library,
    ):
        assert (await _author(library)).role is None
        assert _asked(site, "/staff/ann") == 0, "nobody asked for it"
        understanding, note = await library.ask_writers(library.article_ids(View("all"))[0])
        assert (note, understanding and understanding.authors[0].summary) == (
            "",
            "ferry reporter based in Skelby",
        )
        await library.ask_writers(library.article_ids(View("all"))[0])
        assert _asked(site, "/staff/ann") == 1
        assert (await _author(library, 1)).beats == (*("ferries", "the weather")[:1], "weather")
    async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
        assert (await _author(library)).based_in == "Skelby, Estmark"


async def test_a_feed_marked_so_has_its_writers_pages_asked_when_an_article_is_opened(tmp_path: Path) -> None:
    async with Site({"/staff/ann": page(PROFILE.encode())}) as site:
        bylines = ['<a rel="author" href="/staff/ann">Ann Bo</a>'] * 2
        async with await _library(site, tmp_path, bylines, "author_pages = true") as library:
            assert (await _author(library)).summary == "ferry reporter based in Skelby"
            assert (await _author(library, 1)).summary == "ferry reporter based in Skelby"
            assert _asked(site, "/staff/ann") == 1


async def test_a_page_that_is_gone_is_a_sentence_and_is_not_asked_again_at_once(tmp_path: Path) -> None:
    async with (
        Site() as site,
        await _library(site, tmp_path, ['<a rel="author" href="/staff/ann">Ann Bo</a>']) as library,
    ):
        await _opened(library)
        number = library.article_ids(View("all"))[0]
        notes = [(await library.ask_writers(number))[1] for _ in range(2)]
        assert "The page of Ann Bo could not be had" in notes[0]
        assert notes[0] == notes[1]
        assert _asked(site, "/staff/ann") == 1


@pytest.mark.parametrize("link", ["http://localhost:1/ann", "https://elsewhere.example/ann", ""])
async def test_only_a_page_of_the_articles_own_site_is_asked(tmp_path: Path, link: str) -> None:
    async with Site() as site:
        byline = f'<a rel="author" href="{link}">Ann Bo</a>' if link else "Ann Bo"
        async with await _library(site, tmp_path, [byline]) as library:
            await _opened(library)
            _, note = await library.ask_writers(library.article_ids(View("all"))[0])
            assert note == "The byline leads to no page of a writer."


async def test_a_page_about_somebody_else_says_nothing_of_the_writer(tmp_path: Path) -> None:
    other = PROFILE.replace("Ann Bo", "Per Aalto")
    async with (
        Site({"/staff/ann": page(other.encode())}) as site,
        await _library(site, tmp_path, ['<a rel="author" href="/staff/ann">Ann Bo</a>']) as library,
    ):
        await _opened(library)
        understanding, note = await library.ask_writers(library.article_ids(View("all"))[0])
        assert note == "The page of Ann Bo says nothing of them."
        assert understanding is not None
        assert understanding.authors[0].role is None


async def test_the_newest_role_and_place_are_shown_with_every_article_and_since_when(tmp_path: Path) -> None:
    bio = "<p>Ann Bo is {} for The Skelby Post based in {}.</p>"
    bylines = [  # the newest first
        "Ann Bo",
        "Ann Bo" + bio.format("the ferry editor", "Lund"),
        "Ann Bo" + bio.format("the ferry editor", "Lund"),
        "Ann Bo" + bio.format("a reporter", "Skelby"),
    ]
    async with Site() as site, await _library(site, tmp_path, bylines) as library:
        for at in (3, 2, 1, 0):
            await _opened(library, at)
        for at in (0, 3):
            author = await _author(library, at)
            assert author.summary == "ferry editor based in Lund"
            assert author.since is not None
            assert author.since.day == 18


async def test_what_is_known_from_another_article_is_not_kept_as_told_by_this_one(tmp_path: Path) -> None:
    bylines = ["Ann Bo<p>Ann Bo is the ferry editor for The Skelby Post.</p>", "Ann Bo"]
    async with Site() as site, await _library(site, tmp_path, bylines) as library:
        await _opened(library, 0)
        author = await _author(library, 1)
        assert (author.role, author.since) == ("ferry editor", None)
        kept = library._store.understanding(library.article_ids(View("all"))[1])
        assert kept is not None
        assert kept.authors[0].role is None


async def test_what_the_feed_says_of_its_writer_beside_the_name_is_shown(tmp_path: Path) -> None:
    entry = (
        "<entry><id>1</id><title>Ferry</title><updated>2026-11-20T08:00:00Z</updated>"
        "<author><name>Ann Bo</name><email>ann.bo@post.example</email></author>"
        "<content type='html'>The ferry left the harbour.</content></entry>"
    )
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Skelby Post</title>{entry}</feed>'
    async with Site({"/feed": page(atom.encode(), content_type="application/atom+xml")}) as site:
        (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.url("/feed", HOST)}"\n')
        async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
            await library.refresh()
            author = await _author(library)
            assert (author.name, author.email, author.outlet) == (
                "Ann Bo",
                "ann.bo@post.example",
                "The Skelby Post",
            )


async def test_the_pages_of_a_feed_marked_so_are_asked_ahead_with_its_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.prefetch.SPACING", 0.0)
    bylines = ['<a rel="author" href="/staff/ann">Ann Bo</a>'] * 2
    async with (
        Site({"/staff/ann": page(PROFILE.encode())}) as site,
        await _library(site, tmp_path, bylines, "author_pages = true") as library,
    ):
        library.read_ahead(list(library.article_ids(View("all"))))
        assert library._ahead._running is not None
        await library._ahead._running
        assert _asked(site, "/staff/ann") == 1
        for number in library.article_ids(View("all")):
            understanding = library.understanding(number)
            assert understanding is not None
            assert understanding.authors[0].summary == "ferry reporter based in Skelby"
