"""Stories in a library: put together as articles come, kept, and changed by hand."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reader.library import Library, LibraryError
from reader.model import Entry, FeedDocument, Gist, View
from reader.storage import Store
from reader.worker import JobError
from tests.conftest import MOMENT

_STRIKE = "Sines enters ninth day"
_FRENCH = "À Sines, la grève"
_DEAL = "Castellan Energy to buy Halvorsen"
_REACTION = "Castellan Energy agrees"
_ANALYSIS = "Analysis: Why a fuel"


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.storage.stories.now", lambda: MOMENT)


async def _told(library: Library) -> None:
    await library.refresh()
    await library.newsroom.settle()


def _number(library: Library, title: str) -> int:
    return next(one.id for one in library.articles(range(1, 60)) if one.title.startswith(title))


def _story(library: Library, title: str) -> list[str]:
    ids = library.newsroom.story_of(_number(library, title))
    return [one.title[:20] for one in library.articles(ids)]


async def test_articles_of_several_feeds_about_one_event_are_a_story(library: Library) -> None:
    await _told(library)
    assert _story(library, _DEAL) == [_ANALYSIS, _DEAL[:20], _REACTION[:20]]
    assert _story(library, _STRIKE) == [_STRIKE[:20], "À Sines, la grève de"], (
        "in two languages, by its names"
    )
    assert len(_story(library, "Mrs Nance")) == 1


async def test_a_story_is_one_row_in_long_lists_and_each_article_in_its_feed(library: Library) -> None:
    await _told(library)
    shown = list(library.article_ids(View()))
    assert _number(library, _STRIKE) in shown, "the newest stands for it"
    assert _number(library, _FRENCH) not in shown
    assert len(shown) < library.count(View())
    french = next(feed for feed in library.feeds() if feed.title.startswith("Le Quotidien"))
    assert _number(library, _FRENCH) in library.article_ids(View("feed", str(french.id)))
    assert _number(library, _FRENCH) in await library.queries.ids(View("query", "sines"))


async def test_where_the_newest_was_read_the_next_unread_one_stands_for_the_story(library: Library) -> None:
    await _told(library)
    await library.set_read([_number(library, _STRIKE)], True)
    assert _number(library, _FRENCH) in library.article_ids(View("unread"))
    assert _number(library, _FRENCH) not in library.article_ids(View())


async def test_without_the_setting_every_article_has_a_row(demo_feeds: Path, tmp_path: Path) -> None:
    said = demo_feeds.read_text(encoding="utf-8")
    demo_feeds.write_text(said.replace("[settings]", "[settings]\nstories = false", 1), encoding="utf-8")
    async with Library.open(demo_feeds, tmp_path / "other.db") as library:
        await _told(library)
        assert len(library.article_ids(View())) == library.count(View())
        assert library.folds(range(1, 60)) == {}


async def test_a_story_keeps_its_number_and_takes_what_comes_later(library: Library, tmp_path: Path) -> None:
    await _told(library)
    deal = _number(library, _DEAL)
    before = library.folds([deal])[deal]
    text = (
        "Castellan Energy has agreed to buy the Norwegian shipping company Halvorsen Line for $4.2bn. The "
        "founding family of Halvorsen accepted the offer of NKr286 a share; 11,000 jobs are affected."
    )
    entry = Entry(
        "late", "https://late.example/1", "Castellan Energy buys Halvorsen Line in $4.2bn deal", text=text
    )
    with Store.open(tmp_path / "library.db") as store:
        feed = next(one.id for one in store.feeds() if one.title == "Bytewise")
        store.record_fetch(
            feed, FeedDocument(entries=(replace(entry, published=MOMENT - timedelta(hours=1)),))
        )
    await library.newsroom.settle()
    after = library.folds([deal])[deal]
    assert (after.story, after.sources) == (before.story, before.sources + 1)
    assert "Castellan Energy buy" in _story(library, _DEAL)


async def test_what_is_told_again_stays_where_it_is(library: Library) -> None:
    await _told(library)
    before = {number: fold.story for number, fold in library.folds(range(1, 60)).items()}
    await _told(library)
    assert {number: fold.story for number, fold in library.folds(range(1, 60)).items()} == before


async def test_old_articles_are_put_into_no_stories(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.storage.stories.now", lambda: MOMENT + timedelta(days=40))
    await _told(library)
    assert library.folds(range(1, 60)) == {}


async def test_articles_that_cannot_be_read_are_left_out_and_the_next_are_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    await library.refresh()
    asked: list[int] = []

    async def broken(articles: list[tuple[str, str, str | None]], **_: object) -> list[Gist]:
        asked.append(len(articles))
        raise JobError("reading it needed too much memory or broke the parser")

    monkeypatch.setattr(library._placing, "gists", broken)
    await library.newsroom.settle()
    assert len(asked) == 3, "as often it is tried"
    await library.newsroom.settle()
    assert len(asked) == 3, "and then no more"


# By hand


async def _undone(library: Library, deed: Awaitable[str]) -> list[list[str]]:
    """What a story was, is after a deed, after taking it back and after doing it again."""
    found = [_story(library, _DEAL)]
    await deed
    found.append(_story(library, _DEAL))
    await library.history.undo()
    found.append(_story(library, _DEAL))
    await library.history.redo()
    return [*found, _story(library, _DEAL)]


async def test_an_article_is_taken_out_for_good_and_back(library: Library) -> None:
    await _told(library)
    before, after, back, again = await _undone(
        library, library.newsroom.take_out(_number(library, _REACTION))
    )
    assert (before, after) == ([_ANALYSIS, _DEAL[:20], _REACTION[:20]], [_ANALYSIS, _DEAL[:20]])
    assert (back, again) == (before, after)


async def test_articles_are_made_one_story_and_taken_apart_again(library: Library) -> None:
    await _told(library)
    chosen = [_number(library, title) for title in (_DEAL, "Vesterland raises")]
    before, after, back, again = await _undone(library, library.newsroom.join(chosen))
    assert len(before) == 3
    assert len(after) == 4, "those that were in a story with one of them come along"
    assert (back, again) == (before, after)


async def test_what_was_taken_apart_is_not_put_together_again(library: Library, tmp_path: Path) -> None:
    await _told(library)
    await library.newsroom.take_out(_number(library, _REACTION))
    with Store.open(tmp_path / "library.db") as store:
        asked = store.stories.candidates(_number(library, _REACTION))
        assert asked is not None
        assert _number(library, _DEAL) not in {one.article for one in asked[1]}
        store.stories.looked_at(0)
    await library.newsroom.settle()
    assert _story(library, _DEAL) == [_ANALYSIS, _DEAL[:20]]


async def test_one_article_makes_no_story(library: Library) -> None:
    await _told(library)
    with pytest.raises(LibraryError, match="takes two"):
        await library.newsroom.join([1])
    with pytest.raises(LibraryError, match="in no story"):
        await library.newsroom.take_out(_number(library, "Mrs Nance"))


async def test_a_dossier_is_told_of_what_the_feeds_gave_without_asking_the_web(library: Library) -> None:
    await _told(library)
    found = await library.newsroom.dossier(_number(library, _STRIKE))
    newest = found.parts[0]
    assert "Iberlane Terminals" in {name for name, _ in newest.names}
    document = library.stored_document(newest.told.article.id)
    assert document is not None
    for name, place in newest.names:
        assert document.analysed_text[place.start : place.end] in name or name in document.analysed_text
    for figure in newest.figures:
        assert document.analysed_text[figure.start : figure.end] == figure.text
