"""Queries through the one door: checked, completed, answered as they come, counted, saved."""

from contextlib import aclosing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from reader import config
from reader.demo import DemoServer
from reader.library import Library, LibraryError, SlowQueryError
from reader.model import View
from reader.storage import patience


async def test_a_query_is_checked_and_completed_while_it_is_written(library: Library) -> None:
    await library.refresh()
    mistake = library.queries.mistake("autor:x")
    assert mistake is not None
    assert mistake.suggestion == "author"
    assert library.queries.mistake("author:x") is None
    assert [one.insert for one in library.queries.complete("feed:north", 10)] == ["Northwire"]


async def test_articles_come_as_they_are_found_and_may_be_left(library: Library) -> None:
    await library.refresh()
    everything = list(library.article_ids(View()))
    assert await library.queries.ids(View("query", "unread")) == everything
    async with aclosing(library.select(View("query", ""))) as found:
        async for some in found:
            assert list(some) == everything[: len(some)]
            break
    assert not library.queries._running


async def test_a_slow_query_ends_with_a_sentence(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    await library.refresh()
    monkeypatch.setattr(patience, "_STEPS", 1)
    monkeypatch.setattr(library._store, "select", partial(library._store.select, seconds=0.0))
    with pytest.raises(SlowQueryError, match="ask for less"):
        await library.queries.ids(View("query", "/zzz/"))


async def test_what_cannot_be_understood_is_a_sentence(library: Library) -> None:
    for asking in (library.queries.ids, library.queries.count):
        with pytest.raises(LibraryError, match="did you mean author"):
            await asking(View("query", "autor:x"))
    assert await library.queries.counts([View("query", "autor:x"), View("query", "unread")]) == {
        View("query", "unread"): 0
    }


async def test_counts_are_right_after_every_change(library: Library) -> None:
    await library.refresh()
    view = View("query", "unread feed:northwire")
    ids = await library.queries.ids(view)
    assert await library.queries.counts([view]) == {view: len(ids)}
    await library.set_read(ids[:1], True)
    assert await library.queries.counts([view]) == {view: len(ids) - 1}
    assert await library.queries.matching("unread", ids[:2]) == ids[1:2]


async def test_a_count_is_not_made_again_while_nothing_is_written(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[View] = []
    count = library.queries.count

    async def noted(view: View) -> int:
        counted.append(view)
        return await count(view)

    monkeypatch.setattr(library.queries, "count", noted)
    view = View("query", "unread")
    for _ in range(3):
        await library.queries.counts([view])
    assert counted == [view]
    await library.remember("anything", "else")
    await library.queries.counts([view])
    assert counted == [view, view]


async def test_what_is_new_is_what_came_since_the_application_was_closed(
    demo_feeds: Path, tmp_path: Path
) -> None:
    path = tmp_path / "library.db"
    async with Library.open(demo_feeds, path) as library:
        feeds = library.feeds()
        await library.refresh([feeds[0].id])
        assert len(library.article_ids(View("new"))) == library.count(View())
        await library.get_ready()
    async with Library.open(demo_feeds, path) as library:  # a command, which is no session
        assert library.count(View("new")) == 0
        await library.refresh([feeds[1].id])
        newest = list(library.article_ids(View("feed", str(feeds[1].id))))
        assert list(library.article_ids(View("new"))) == newest
    async with Library.open(demo_feeds, path) as library:
        assert await library.queries.ids(View("query", "added:lastsession")) == newest
        assert await library.queries.ids(View("query", "added:lastrefresh")) == newest


async def test_queries_are_saved_under_a_name_and_that_can_be_undone(library: Library) -> None:
    before = library.feeds_path.read_text(encoding="utf-8")
    assert "Big" in await library.queries.save("Big sums", "money:>1bn")
    assert library.queries.saved() == (config.SavedView("Big sums", "money:>1bn"),)
    assert library.queries.named("Big sums") == View("query", "money:>1bn")
    await library.queries.save("Big sums", 'money:>2bn "a b"')
    assert library.queries.named("Big sums") == View("query", 'money:>2bn "a b"')
    await library.queries.rename("Big sums", "Sums")
    assert [one.name for one in library.queries.saved()] == ["Sums"]
    assert config.load(library.feeds_path).views == library.queries.saved()
    await library.history.undo()
    assert [one.name for one in library.queries.saved()] == ["Big sums"]
    await library.history.redo()
    await library.queries.remove("Sums")
    assert library.queries.saved() == ()
    for _ in range(4):
        await library.history.undo()
    assert library.feeds_path.read_text(encoding="utf-8") == before


async def test_what_cannot_be_saved_is_told(library: Library) -> None:
    await library.queries.save("One", "unread")
    for name, query, sentence in (("Two", "autor:x", "did you mean"), (" ", "unread", "needs a name")):
        with pytest.raises(LibraryError, match=sentence):
            await library.queries.save(name, query)
    await library.queries.save("Two", "read")
    with pytest.raises(LibraryError, match="already"):
        await library.queries.rename("Two", "One")
    with pytest.raises(LibraryError, match="Three"):
        await library.queries.remove("Three")


async def test_a_refresh_that_brings_nothing_is_no_refresh_to_speak_of(
    library: Library, demo: DemoServer
) -> None:
    await library.refresh()
    began = library.recall("refresh.began")
    assert began
    await library.refresh()
    assert library.recall("refresh.began") == began
    assert timedelta(0) < timedelta(microseconds=int(began))
