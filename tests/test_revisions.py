"""Articles that change between two refreshes, or between two readings of their page: through the one door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path

import pytest
import pytest_asyncio

from reader.library import Library, Opened
from reader.model import Article, View
from reader.storage import Store
from tests.site.documents import in_turn, item, rss
from tests.site.pages import html
from tests.site.server import Site

FERRY = (
    "<p>The ferry carried 240 people on Sunday, mayor Ana Ruiz said.</p>"
    "<p>It leaves again on Monday from the old pier.</p>"
)
NOTE = "<p>Correction: An earlier version of this article gave another number.</p>"
LONG = "".join(
    f"<p>This is a part of what the page says about the harbour and its {n} boats.</p>" for n in range(30)
)


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as opened:
        yield opened


def entry(site: Site, text: str, title: str = "Ferry returns", more: str = "") -> str:
    return item(
        f"<title>{title}</title><link>{site.url('/ferry')}</link><guid>ferry</guid>"
        f"<description>{escape(text)}</description>{more}"
    )


def opened(site: Site, folder: Path, full_text: str = "false") -> Library:
    feeds = folder / "feeds.toml"
    feeds.write_text(f'[[feed]]\nurl = "{site.url("/feed")}"\nfull_text = {full_text}\n', encoding="utf-8")
    return Library.open(feeds, folder / "library.db")


def only(library: Library) -> Article:
    (article,) = library.articles(library.article_ids(View("all")))
    return article


@asynccontextmanager
async def opened_page(site: Site, folder: Path) -> AsyncIterator[tuple[Library, int, Opened]]:
    """A library in which an article was opened whose entry has only its beginning, and is revised next."""
    site.endpoints["/feed"] = in_turn(
        rss("News", entry(site, "<p>In short: 5 boats.</p>")),
        rss("News", entry(site, "<p>In short: 7 boats.</p>")),
    )
    site.endpoints["/ferry"] = html(f"<article><h1>Ferry returns</h1>{LONG}</article>")
    async with opened(site, folder, "true") as library:
        await library.refresh()
        number = only(library).id
        yield library, number, await library.open_article(number, lambda _: None)


async def test_an_entry_that_is_revised_has_a_change_that_says_what_it_is(site: Site, tmp_path: Path) -> None:
    revised = FERRY.replace("240", "260") + NOTE
    site.endpoints["/feed"] = in_turn(
        rss("News", entry(site, FERRY)), rss("News", entry(site, revised, "Ferry is back"))
    )
    async with opened(site, tmp_path) as library:
        await library.refresh()
        assert only(library).changed is None
        assert await library.revisions.of(only(library).id) == []
        assert await library.revisions.told(only(library).id) is None
        report = await library.refresh()
        assert report.updated == 1
        assert only(library).changed is not None
        (change,) = await library.revisions.of(only(library).id)
        assert change.comparison is not None
        assert change.comparison.headline.signed == "± Ferry [-returns-] {+is back+}"
        assert [one.signed for one in change.comparison.paragraphs if one.kind != "same"] == [
            "± The ferry carried [-240-] {+260+} people on Sunday, mayor Ana Ruiz said.",
            "+ Correction: An earlier version of this article gave another number.",
        ]
        finding = change.comparison.finding
        assert (finding.kind, finding.sentence) == ("correction", "the headline, a figure, a correction")
        changed = library.revisions.changed(only(library).id)
        assert changed is not None
        assert changed.finding == finding  # it is kept, so that the next opening need not ask


async def test_what_kind_of_change_it_was_is_found_once(site: Site, tmp_path: Path) -> None:
    site.endpoints["/feed"] = in_turn(
        rss("News", entry(site, FERRY)), rss("News", entry(site, FERRY.replace("240", "260")))
    )
    async with opened(site, tmp_path) as library:
        await library.refresh()
        await library.refresh()
        told = await library.revisions.told(only(library).id)
        assert told is not None
        assert told.finding is not None
        assert (told.times, told.finding.heading) == (1, "Silent edit: a figure")
        await library._reading.close()  # nobody could find it again
        assert await library.revisions.told(only(library).id) == told
        (change,) = await library.revisions.of(only(library).id)
        assert change.comparison is None
        assert "could not be compared" in change.note


async def test_tags_dates_and_counters_of_a_feed_are_no_change(site: Site, tmp_path: Path) -> None:
    counted = FERRY.replace("</p>", " 12 comments</p>", 1)
    site.endpoints["/feed"] = in_turn(
        rss("News", entry(site, counted)),
        rss("News", entry(site, counted, more="<category>Sea</category>")),
        rss("News", entry(site, counted.replace("12 comments", "31 comments"))),
        rss("News", entry(site, counted, more="<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>")),
    )
    async with opened(site, tmp_path) as library:
        for updated in (0, 1, 1, 1):
            assert (await library.refresh()).updated == updated
            assert only(library).changed is None


async def test_a_page_is_asked_again_once_the_feed_says_that_it_changed(site: Site, tmp_path: Path) -> None:
    async with opened_page(site, tmp_path) as (library, number, first):
        assert "its 11 boats" in first.document.text
        await library.open_article(number, lambda _: None)
        assert sum(one.path == "/ferry" for one in site.asked) == 1
        later = LONG.replace("its 11 boats", "its 900 boats")
        site.endpoints["/ferry"] = html(f"<article><h1>Ferry returns</h1>{later}</article>")
        await library.refresh()
        second = await library.open_article(number, lambda _: None)
        assert "its 900 boats" in second.document.text
        await library.open_article(number, lambda _: None)
        assert sum(one.path == "/ferry" for one in site.asked) == 2
        page, feed = await library.revisions.of(number)
        assert (page.revision.source, feed.revision.source) == ("page", "feed")
        assert page.comparison is not None
        assert page.comparison.finding.heading == "Silent edit: a figure"
        assert sum(one.kind != "same" for one in page.comparison.paragraphs) == 1


async def test_a_page_that_cannot_be_had_again_stays_and_is_left_alone_for_a_while(
    site: Site, tmp_path: Path
) -> None:
    async with opened_page(site, tmp_path) as (library, number, first):
        await library.refresh()
        del site.endpoints["/ferry"]
        for _ in range(2):
            again = await library.open_article(number, lambda _: None)
            assert again.document == first.document
        assert sum(one.path == "/ferry" for one in site.asked) == 2


async def test_an_address_kept_again_shows_what_changed_there(site: Site, tmp_path: Path) -> None:
    site.endpoints["/feed"] = in_turn(rss("News"))
    site.endpoints["/ferry"] = html(f"<article><h1>Ferry returns</h1>{LONG}</article>")
    async with opened(site, tmp_path) as library:
        kept = await library.add(site.url("/ferry"))
        site.endpoints["/ferry"] = html(f"<article><h1>Ferry is late</h1>{LONG}</article>")
        assert (await library.add(site.url("/ferry"))).id == kept.id
        (change,) = await library.revisions.of(kept.id)
        assert change.comparison is not None
        assert change.comparison.finding.sentence == "the headline"


@pytest.mark.parametrize(
    "query", ["changed", "is:changed", "changed:1w", "changed:today", "revised:1d", "-is:unread"]
)
async def test_a_query_finds_what_changed(site: Site, tmp_path: Path, query: str) -> None:
    other = item("<title>Another</title><guid>other</guid><description>It stays.</description>")
    site.endpoints["/feed"] = in_turn(
        rss("News", entry(site, FERRY), other), rss("News", entry(site, "<p>Otherwise.</p>"), other)
    )
    async with opened(site, tmp_path) as library:
        await library.refresh()
        await library.refresh()
        (number,) = library.article_ids(View("search", "otherwise"))
        await library.set_read([number], True)
        assert list(await library.queries.ids(View("query", query))) == [number]
        assert not list(await library.queries.ids(View("query", "changed:2d..1d")))


async def test_hostile_texts_are_compared_in_the_worker_and_end_with_it(site: Site, tmp_path: Path) -> None:
    """Whatever it holds, it comes back as text or as a sentence."""
    deep = "<div>" * 20_000 + "a\x1b[31m b " * 3_000
    site.endpoints["/feed"] = in_turn(
        rss("News", entry(site, deep)), rss("News", entry(site, deep.replace("a", "c") + "&#27;]0;x"))
    )
    async with opened(site, tmp_path) as library:
        await library.refresh()
        await library.refresh()
        (change,) = await library.revisions.of(only(library).id)
        said = change.note if change.comparison is None else repr(change.comparison)
        assert "\x1b" not in said


async def test_a_second_store_sees_what_was_looked_at(site: Site, tmp_path: Path) -> None:
    site.endpoints["/feed"] = in_turn(
        rss("News", entry(site, FERRY)), rss("News", entry(site, FERRY.replace("240", "260")))
    )
    async with opened(site, tmp_path) as library:
        await library.refresh()
        await library.set_read([only(library).id], True)
        await library.refresh()
        assert only(library).missed
        assert await library.revisions.see(only(library).id)
    with Store.open(tmp_path / "library.db") as store:
        (article,) = store.articles(View("all"))
        assert (article.missed, article.changed is not None) == (False, True)
