"""Pages of other programs in the library: each once, with what was done with them, and their pages later."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path

import pytest
import pytest_asyncio

from reader.demo import DemoServer
from reader.importing import Choice, TakeoverReport
from reader.library import Library
from reader.model import Article, View
from tests.takeover import exports
from tests.takeover.test_exports import written


@pytest_asyncio.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Library]:
    """A library without feeds."""
    (tmp_path / "feeds.toml").write_text("[settings]\nbackup = 'off'\n", encoding="utf-8")
    async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
        yield library


async def take(library: Library, path: Path, choice: Choice | None = None) -> TakeoverReport:
    return await library.takeovers.take(await library.takeovers.survey([str(path)]), choice)


def everything(library: Library) -> dict[str, Article]:
    """All articles by their addresses."""
    found = library.articles(list(library.article_ids(View())))
    return {article.url or "": article for article in found}


async def test_an_export_becomes_kept_pages_and_twice_is_once(shelf: Library, tmp_path: Path) -> None:
    path = exports.archive(tmp_path / "omnivore.zip", exports.omnivore_files())
    survey = await shelf.takeovers.survey([str(path)])
    expected = await shelf.takeovers.take(survey, dry_run=True)
    assert expected.sentence == "Would take over 2 pages."
    assert everything(shelf) == {}
    report = await take(shelf, path)
    assert report.sentence == (
        "Took over 2 pages (1 to be read later, 1 read, 2 tagged), 2 highlights, 1 note."
    )
    first, second = everything(shelf)["https://one.example/a"], everything(shelf)["https://two.example/b"]
    assert (first.saved, first.read, first.tags) == (True, False, ("sea", "two words"))
    assert (second.saved, second.read) == (False, True)
    assert [one.year for one in (first.added, second.added) if one is not None] == [2024, 2024]
    document = shelf.stored_document(first.id)
    assert document is not None
    assert exports.TEXT in document.text
    marks = shelf.marks.of(first.id)
    assert marks.note is not None
    assert marks.note.text == "A note on the whole."
    standing = {one.words: one for one in marks.highlights}
    here = standing["the pilots wait for the tide before they bring"]
    assert document.analysed_text[here.start : here.end] == here.words
    assert (here.note, here.lost) == ("a remark", False)
    assert standing["words that are\nnowhere in it"].lost, "it is kept, and said not to be in the text"
    assert list(shelf.article_ids(View("search", "pilots"))) == [first.id]

    before = asdict(report.pages)
    again = await take(shelf, path)
    assert again.sentence == "Took over 0 pages, 2 pages known already."
    assert before["new"] == 2
    assert shelf.marks.of(first.id) == marks
    assert shelf.problems() == []


async def test_what_was_done_here_since_stays_when_it_is_imported_again(
    shelf: Library, tmp_path: Path
) -> None:
    path = written(tmp_path, "pocket.csv", exports.POCKET)
    await take(shelf, path)
    ships = everything(shelf)["https://www.harbour.example/ships?utm_source=pocket"]
    await shelf.set_read([ships.id], True)
    await shelf.set_saved([ships.id], False)
    await take(shelf, path)
    again = everything(shelf)[ships.url or ""]
    assert (again.read, again.saved) == (True, False)
    await shelf.marks.set_hidden([ships.id], True)
    await take(shelf, path)
    assert ships.url not in everything(shelf), "what was taken out of the lists stays out"


async def test_an_article_of_a_feed_is_not_kept_a_second_time(library: Library, tmp_path: Path) -> None:
    await library.refresh()
    total = library.count(View())
    article = library.articles(list(library.article_ids(View()))[:1])[0]
    said = [{"url": f"{article.url}?utm_source=x#top", "is_archived": 0, "is_starred": 1, "tags": ["mine"]}]
    report = await take(library, written(tmp_path, "wallabag.json", said))
    assert (report.pages.new, report.pages.known) == (0, 1)
    assert library.count(View()) == total
    [now] = library.articles([article.id])
    assert (now.saved, now.starred, now.tags) == (True, True, ("mine",))


async def test_pages_come_later_and_what_was_marked_is_found_in_them(
    shelf: Library, tmp_path: Path, demo: DemoServer
) -> None:
    page = next(one for one in demo.edition.articles if one.outlet.id == "meridian")
    address = f"{demo.base_url}{page.path}"
    paragraph = next(part.blocks[0].text for part in page.full_parts if part.kind == "paragraph")
    words = " ".join(paragraph.split()[2:9])
    said = [
        {
            "url": address,
            "title": "My own title",
            "is_archived": 0,
            "tags": [],
            "annotations": [{"quote": words, "text": "so"}],
        },
        {"url": f"{demo.base_url}/nothing-here", "title": "Gone", "is_archived": 1, "tags": []},
    ]
    await take(shelf, written(tmp_path, "wallabag.json", said))
    assert [one.title for one in await shelf.later.waiting(20)] == ["My own title", "Gone"], "the saved first"
    assert await shelf.later.complete() == 1
    found = everything(shelf)[address]
    assert (found.title, found.saved) == ("My own title", True), "a title that came with it stays"
    document = shelf.stored_document(found.id)
    assert document is not None
    [marked] = shelf.marks.of(found.id).highlights
    assert not marked.lost
    assert document.analysed_text[marked.start : marked.end] == words
    assert await shelf.later.waiting(20) == [], "what has no page is not asked again at once"


async def test_few_pages_of_one_host_are_asked_at_a_time(shelf: Library, tmp_path: Path) -> None:
    rows = "".join(f"T{n},http://127.0.0.1:9/{n},1700000000,,unread\n" for n in range(30))
    rows += "".join(f"U{n},http://127.0.0.2:9/{n},1700000000,,unread\n" for n in range(30))
    await take(shelf, written(tmp_path, "p.csv", f"title,url,time_added,tags,status\n{rows}"))
    waiting = await shelf.later.waiting(20)
    assert len(waiting) == 8


async def test_bookmarks_are_read_or_to_be_read_as_the_person_wishes(shelf: Library, tmp_path: Path) -> None:
    path = written(tmp_path, "bookmarks.html", exports.NETSCAPE)
    report = await take(shelf, path)
    assert (report.feeds, report.pages.read, report.pages.saved) == (1, 4, 2)
    other = written(
        tmp_path, "bookmarks.json", exports.FIREFOX | {"children": [{"uri": "https://new.example/"}]}
    )
    report = await take(shelf, other, Choice(later=True))
    assert (report.pages.new, report.pages.saved, report.pages.read) == (1, 1, 0)


async def test_passages_of_books_are_kept_with_their_words(shelf: Library, tmp_path: Path) -> None:
    path = written(tmp_path, "readwise.csv", exports.READWISE)
    await take(shelf, path)
    [book] = everything(shelf).values()
    assert (book.title, book.authors, book.tags) == ("The Slow Book", ("Mara Ellison",), ("mind",))
    assert [one.note for one in shelf.marks.of(book.id).highlights] == ["Key idea\n#favorite #deep-work", ""]
    assert (await take(shelf, path)).pages.highlights == 0
    assert await shelf.later.waiting(20) == []


async def test_starred_items_have_their_text_without_a_network(shelf: Library, tmp_path: Path) -> None:
    await take(shelf, written(tmp_path, "starred.json", exports.STARRED))
    found = everything(shelf)
    ships = found["https://one.example/a"]
    assert (ships.starred, ships.read, ships.authors) == (True, True, ("Ada Lund",))
    assert exports.TEXT[:40] in ships.summary
    opened = await shelf.open_article(ships.id, lambda _: None)
    assert exports.TEXT in opened.document.text
    assert [one.title for one in await shelf.later.waiting(20)] == ["Short"]


async def test_an_import_can_be_stopped_and_goes_on(shelf: Library, tmp_path: Path) -> None:
    rows = "".join(f"T{n},https://x.example/{n},1700000000,,unread\n" for n in range(400))
    path = written(tmp_path, "p.csv", f"title,url,time_added,tags,status\n{rows}")
    survey = await shelf.takeovers.survey([str(path)])

    def stop(progress: object) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        await shelf.takeovers.take(survey, None, stop)
    assert shelf.count(View()) == 250
    report = await shelf.takeovers.take(survey)
    assert (report.pages.new, report.pages.known) == (150, 250)
    assert shelf.count(View("saved")) == 400


async def test_opml_tells_of_what_it_does_not_give(shelf: Library, tmp_path: Path) -> None:
    """Feedly lists a feed in each of its folders, FreshRSS has feeds that are made of web pages, and anybody
    may write an outline that names a program."""
    opml = """<?xml version="1.0"?><opml version="2.0" xmlns:frss="https://freshrss.org/opml"><body>
      <outline text="News"><outline type="rss" text="A" title="A" xmlUrl="https://a.example/feed"/></outline>
      <outline text="Must read"><outline type="rss" text="A" xmlUrl="https://a.example/feed"/></outline>
      <outline text="Page" type="HTML+XPath" xmlUrl="https://b.example/" frss:xPathItem="//li"/>
      <outline text="Shell" type="rss" xmlUrl="exec:rm -rf ~"/><outline text="F" xmlUrl="filter:x:https://c.example"/>
      <outline type="include" text="Elsewhere" url="https://d.example/list.opml"/>
    </body></opml>"""
    report = await take(shelf, written(tmp_path, "list.opml", opml))
    [feed] = shelf.feeds()
    assert (feed.url, feed.folder, feed.tags) == ("https://a.example/feed", "News", ("Must read",))
    assert [(one.what, one.why[:22]) for one in report.not_taken] == [
        ("https://b.example/", "it is read out of a we"),
        ("exec:rm -rf ~", "only http and https ad"),
        ("filter:x:https://c.example", "only http and https ad"),
        ("https://d.example/list.opml", "lists that lie elsewhe"),
    ]


def test_addresses_of_one_page_are_one() -> None:
    from reader.canonical import canonical

    one = canonical("https://www.Example.org:443/a%7Eb/?utm_source=x&id=5&fbclid=y#top")
    assert one == canonical("http://example.org/a~b?id=5")
    assert canonical("https://e.org/#!/page") != canonical("https://e.org/#!/other")
    assert canonical("https://e.org/?a=1") != canonical("https://e.org/?a=2")
    assert canonical("https://e.org:8443/") != canonical("https://e.org/")
    assert canonical("kept:5") == "kept:5"
    assert json.dumps(canonical("https://[")) == '"https://["'
