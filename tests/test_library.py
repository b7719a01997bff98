"""The one door, over the demo edition and real HTTP."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.demo import DemoServer
from reader.jobs import EXTRACTOR_VERSION
from reader.library import Library, LibraryError, Opened, Progress
from reader.model import Article, Block, Feed, View


def feed_of(library: Library, title: str) -> Feed:
    return next(feed for feed in library.feeds() if title in feed.title)


def articles_of(library: Library, title: str) -> list[Article]:
    return library.articles(library.article_ids(View("feed", str(feed_of(library, title).id))))


async def test_a_refresh_stores_every_article_of_every_feed(library: Library, demo: DemoServer) -> None:
    seen: list[Progress] = []
    report = await library.refresh(on_progress=seen.append)
    assert report.failed == ()
    assert report.new == len(demo.edition.articles) == library.count(View("all"))
    assert [progress.done for progress in seen] == list(range(1, len(library.feeds()) + 1))
    assert {feed.title for feed in library.feeds()} == {outlet.name for outlet in demo.edition.outlets}


async def test_a_second_refresh_is_conditional_and_stores_nothing(library: Library) -> None:
    await library.refresh()
    report = await library.refresh()
    assert (report.new, report.updated, report.unchanged) == (0, 0, len(library.feeds()))


async def test_one_broken_feed_costs_only_itself(library: Library, demo: DemoServer) -> None:
    await library.subscribe(f"{demo.base_url}/nothing-here.xml", "Broken")
    await library.subscribe(f"{demo.base_url}{demo.edition.articles[0].path}")
    report = await library.refresh()
    assert report.new == len(demo.edition.articles)
    assert len(report.failed) == 2
    broken = next(feed for feed in library.feeds() if feed.folder == "Broken")
    assert "404" in (broken.error or "")


async def test_only_the_feeds_asked_for_are_fetched(library: Library) -> None:
    chosen = library.feeds()[0]
    report = await library.refresh([chosen.id])
    assert report.feeds == 1
    assert library.count(View("all")) == library.count(View("feed", str(chosen.id)))


async def test_a_summary_is_shown_at_once_and_its_page_follows(library: Library) -> None:
    await library.refresh([feed_of(library, "Northwire").id])
    stages: list[Opened] = []
    article = articles_of(library, "Northwire")[0]
    opened = await library.open_article(article.id, stages.append)
    assert len(stages) >= 3
    assert len(stages[0].document.text) < len(opened.document.text) / 2
    assert opened.complete
    assert opened.note == ""
    assert opened.understanding is not None
    assert opened.understanding.entities
    assert opened.understanding.figures


async def test_an_opened_article_is_there_without_a_network(demo_feeds: Path, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from reader.demo import Edition

    with DemoServer(Edition.load(datetime(2026, 11, 20, tzinfo=UTC))) as server:
        demo_feeds.write_text(server.feeds_toml, encoding="utf-8")
        async with Library.open(demo_feeds, tmp_path / "library.db") as library:
            await library.refresh()
            wire, other = articles_of(library, "Northwire")[:2]
            online = await library.open_article(wire.id, lambda _: None)
    async with Library.open(demo_feeds, tmp_path / "library.db") as library:
        offline = await library.open_article(wire.id, lambda _: None)
        assert offline.document == online.document
        assert offline.understanding == online.understanding
        assert offline.note == ""
        unread_before = await library.open_article(other.id, lambda _: None)
        assert "this is what the feed gave" in unread_before.note
        assert unread_before.document.text


async def test_a_text_of_an_older_extractor_gives_way_to_a_shorter_one_without_its_furniture(
    library: Library,
) -> None:
    await library.refresh([feed_of(library, "Northwire").id])
    article = articles_of(library, "Northwire")[0]
    document = (await library.open_article(article.id, lambda _: None)).document
    share = Block("paragraph", "Share this article with your friends. " * 10)
    older = replace(document, blocks=(*document.blocks, share))
    library._store.put_document(article.id, older, "page", EXTRACTOR_VERSION - 1)
    assert (await library.open_article(article.id, lambda _: None)).document == document


async def test_a_text_of_an_older_extractor_is_kept_where_its_page_has_become_a_wall(
    library: Library,
) -> None:
    await library.refresh([feed_of(library, "Northwire").id])
    article = articles_of(library, "Northwire")[0]
    document = (await library.open_article(article.id, lambda _: None)).document
    older = replace(document, blocks=document.blocks * 3)
    library._store.put_document(article.id, older, "page", EXTRACTOR_VERSION - 1)
    assert (await library.open_article(article.id, lambda _: None)).document == older


async def test_authors_are_described_from_their_bios(library: Library) -> None:
    await library.refresh([feed_of(library, "Meridian").id])
    for article in articles_of(library, "Meridian"):
        if "Ines Caldeira" in article.authors:
            opened = await library.open_article(article.id, lambda _: None)
            assert opened.understanding is not None
            author = opened.understanding.authors[0]
            assert author.name == "Ines Caldeira"
            assert author.summary.endswith("based in Lisbon")
            return
    pytest.fail("the demo edition has no article by Ines Caldeira")


async def test_what_another_engine_understood_is_understood_anew(demo_feeds: Path, tmp_path: Path) -> None:
    text = tmp_path / "harbour.txt"
    text.write_text("Harbour opens\n\n" + "Amina Okafor of Dangote Cement spoke in Lagos on Friday. " * 8)
    for engine in ("", "light", "spacy:no_such_model"):
        demo_feeds.write_text(f'[settings]\nengine = "{engine}"\n', encoding="utf-8")
        async with Library.open(demo_feeds, tmp_path / "library.db") as library:
            article = await library.add(str(text))
            opened = await library.open_article(article.id, lambda _: None)
        if engine.startswith("spacy"):
            assert opened.understanding is None
            assert "spaCy" in opened.note
        else:
            assert opened.understanding is not None
            assert opened.understanding.engine == engine


async def test_a_text_file_is_kept_read_and_kept_once(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "copied.txt"
    path.write_text(
        "Harbour reopens after storm\n\nThe port of Aveiro reopened on Friday after 36 hours, its director "
        "Rita Moura said.\n\nMore than 40 ships had waited outside.\n",
        encoding="utf-8",
    )
    article = await library.add(str(path))
    again = await library.add(str(path))
    assert article.id == again.id
    assert article.saved
    assert library.count(View("saved")) == 1
    understanding = library.understanding(article.id)
    assert understanding is not None
    assert "Rita Moura" in {entity.name for entity in understanding.entities}


async def test_a_page_is_kept_by_its_address(library: Library, demo: DemoServer) -> None:
    page = demo.edition.articles[0]
    article = await library.add(f"{demo.base_url}{page.path}")
    assert article.saved
    document = library.stored_document(article.id)
    assert document is not None
    assert document.title == page.title


@pytest.mark.parametrize("source", ["/no/such/file.txt", "ftp://example.org/x"])
async def test_what_cannot_be_added_is_one_sentence(library: Library, source: str) -> None:
    with pytest.raises(LibraryError) as caught:
        await library.add(source)
    assert len(str(caught.value).splitlines()) == 1
    assert library.count(View("saved")) == 0


async def test_subscribing_writes_the_file_and_unsubscribing_keeps_the_articles(
    library: Library, demo: DemoServer
) -> None:
    feed = library.feeds()[0]
    await library.refresh([feed.id])
    before = library.article_count()
    await library.unsubscribe(feed.id)
    assert feed.url not in library.feeds_path.read_text(encoding="utf-8")
    assert library.article_count() == before
    again = await library.subscribe(feed.url, "Back")
    assert (again.folder, again.total) == ("Back", feed_total(library, again.id))
    assert again.total > 0


def feed_total(library: Library, feed_id: int) -> int:
    return library.count(View("feed", str(feed_id)))


async def test_marks_survive_another_refresh(library: Library) -> None:
    await library.refresh()
    first, second = library.article_ids(View("all"))[:2]
    assert await library.set_read([first], True) == [first]
    assert await library.set_saved([second], True) == [second]
    await library.refresh()
    kept = library.articles([first, second])
    assert (kept[0].read, kept[1].saved) == (True, True)


async def test_a_site_gives_its_feeds(library: Library, demo: DemoServer) -> None:
    outlet = demo.edition.outlets[0]
    links = await library.find_feeds(f"{demo.base_url}{outlet.path}")
    assert f"{demo.base_url}{outlet.feed_url}" in {link.url for link in links}
    direct = await library.find_feeds(f"{demo.base_url}{outlet.feed_url}")
    assert [link.title for link in direct] == [outlet.name]


async def test_following_a_site_subscribes_to_its_feed_and_fetches_it(
    demo: DemoServer, tmp_path: Path
) -> None:
    outlet = demo.edition.outlets[0]
    (tmp_path / "feeds.toml").touch()
    async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
        feed = await library.follow(f"{demo.base_url}{outlet.path}")
        assert (feed.url, feed.title) == (f"{demo.base_url}{outlet.feed_url}", outlet.name)
        assert feed.total == feed_total(library, feed.id) > 0
        with pytest.raises(LibraryError, match="404"):
            await library.follow(f"{demo.base_url}{demo.edition.articles[0].path}/nothing")
        assert library.feeds() == [feed]


async def test_search_finds_what_the_pages_say(library: Library) -> None:
    await library.refresh()
    found = library.articles(library.article_ids(View("search", "containers Sines")))
    assert found
    assert len(found) < library.count(View("all"))


async def test_a_feed_that_was_taken_out_by_hand_can_be_unsubscribed_from(library: Library) -> None:
    gone, *others = library.feeds()
    text = library.feeds_path.read_text(encoding="utf-8")
    library.feeds_path.write_text("[[feed]]" + text.split("[[feed]]", 2)[2], encoding="utf-8")
    await library.unsubscribe(gone.id)
    assert [feed.id for feed in library.feeds()] == [feed.id for feed in others]
