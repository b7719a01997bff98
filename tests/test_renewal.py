"""What an older analyser, or another engine, understood is understood anew while nobody does anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.jobs import ANALYSER_VERSION
from reader.library import Library
from reader.model import Author, Block, Document, Entry, FeedDocument, Subscription, Understanding, View

_TEXT = "Maria Lopez met the mayor of Lisbon and 37 engineers on Monday."


def text_of(number: int) -> Document:
    return Document(title=f"Note {number}", language="en", blocks=(Block("paragraph", f"{number}. {_TEXT}"),))


def kept(library: Library, count: int, version: int = 1, engine: str = "") -> list[int]:
    """Articles with a document each, and what an analyser of that version left of it."""
    library._saved_looked_at = True  # saved articles would be made ready first
    numbers = []
    for number in range(count):
        document = text_of(number)
        article_id = library._store.add_page(f"https://a.example/{number}", document)
        library._store.put_understanding(article_id, Understanding(version=version, engine=engine))
        numbers.append(article_id)
    return numbers


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def renewed(library: Library, article_id: int) -> bool:
    found = library._store.understanding(article_id)
    return found is not None and found.version == ANALYSER_VERSION and bool(found.figures)


def opened(folder: Path, settings: str = "") -> Library:
    path = folder / "feeds.toml"
    path.write_text(f'[settings]\nengine = "light"\nprefetch = 0\n{settings}', encoding="utf-8")
    return Library.open(path, folder / "library.db")


async def looked_through(library: Library) -> None:
    running = library._renewal._running
    assert running is not None
    await running


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.renewal.QUIET", 0.0)


async def test_what_an_older_analyser_understood_is_understood_anew(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        numbers = kept(library, 3, engine="light")
        library.read_ahead(())
        await looked_through(library)
        assert all(renewed(library, article_id) for article_id in numbers)


async def test_what_another_engine_understood_is_understood_anew(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        (number,) = kept(library, 1, version=ANALYSER_VERSION, engine="spacy:en_core_web_sm")
        library.read_ahead(())
        await looked_through(library)
        assert renewed(library, number)


async def test_what_is_as_new_as_the_analyser_is_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        (number,) = kept(library, 1, version=ANALYSER_VERSION, engine="light")
        library.read_ahead(())
        await looked_through(library)
        assert not renewed(library, number)
        assert library._parsing.pid is None, "no process was started for nothing"


async def test_the_newest_come_first_and_what_is_left_is_for_another_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        oldest, *_, newest = kept(library, 40, engine="light")
        library.read_ahead(())
        await until(lambda: renewed(library, newest))
        assert not renewed(library, oldest)
    async with opened(tmp_path) as library:
        library.read_ahead(())
        await looked_through(library)
        assert renewed(library, oldest)


def arrive(library: Library, count: int = 2) -> list[int]:
    """Articles of a feed that nobody has opened."""
    library._store.sync_feeds([Subscription("https://a.example/feed")])
    (feed,) = library.feeds()
    have = feed.total
    entries = tuple(
        Entry(
            guid=f"{number}",
            title=f"Note {number}",
            published=datetime.now(UTC),
            content_html=f"<p>{number}. {_TEXT}</p>",
            text=f"{number}. {_TEXT}",
            language="en",
        )
        for number in range(have, have + count)
    )
    return list(library._store.record_fetch(feed.id, FeedDocument(entries=entries)).new)


async def test_what_has_come_lately_is_found_by_its_names_before_anybody_opens_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        numbers = arrive(library)
        library.read_ahead(())
        await looked_through(library)
        assert set(await library.queries.ids(View("query", 'person:"Maria Lopez"'))) == set(numbers)


async def test_what_comes_later_is_understood_as_well(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        library.read_ahead(())
        await looked_through(library)
        numbers = arrive(library)
        library._renewal.arrived()
        library.read_ahead(())
        await looked_through(library)
        assert set(await library.queries.ids(View("query", "figure:37"))) == set(numbers)


async def test_with_the_setting_nothing_is_understood_that_nobody_has_opened(tmp_path: Path) -> None:
    async with opened(tmp_path, 'understand = "opened"\n') as library:
        arrive(library)
        library.read_ahead(())
        await looked_through(library)
        assert library._parsing.pid is None


async def test_it_waits_as_long_as_the_person_does_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.renewal.QUIET", 3600.0)
    async with opened(tmp_path) as library:
        (number,) = kept(library, 1, engine="light")
        library.read_ahead(())
        await library.get_ready()
        assert not renewed(library, number)
        with library._renewal.held():
            monkeypatch.setattr("reader.renewal.QUIET", 0.01)
            await library.get_ready()
            assert not renewed(library, number)


async def test_an_engine_that_is_not_there_is_asked_no_more_than_three_times(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[settings]\nengine = "spacy:not_there"\n', encoding="utf-8")
    async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
        numbers = kept(library, 5)
        asked: list[str] = []
        understand = library._parsing.understand

        async def counted(document: Document, *, deadline: float = 20.0) -> Understanding:
            asked.append(document.title)
            return await understand(document, deadline=deadline)

        library._parsing.understand = counted  # type: ignore[method-assign]
        library.read_ahead(())
        await looked_through(library)
        assert asked == ["Note 4", "Note 3", "Note 2"]
        assert not any(renewed(library, article_id) for article_id in numbers)


async def test_a_text_that_changes_meanwhile_keeps_no_offsets_of_the_old_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        (number,) = kept(library, 1, engine="light")
        other = replace(text_of(0), blocks=(Block("paragraph", "Another text."),))
        understand = library._parsing.understand

        async def overtaken(document: Document, *, deadline: float = 20.0) -> Understanding:
            found = await understand(document, deadline=deadline)
            library._store.put_document(number, other, "page", 99)
            return found

        library._parsing.understand = overtaken  # type: ignore[method-assign]
        library.read_ahead(())
        await looked_through(library)
        assert library._store.understanding(number) is None


@pytest.mark.parametrize(("page_was_asked", "role"), [(True, "reporter"), (False, None)])
async def test_what_the_page_told_of_the_writers_of_a_text_from_a_feed_is_not_lost(
    tmp_path: Path, page_was_asked: bool, role: str | None
) -> None:
    async with opened(tmp_path) as library:
        (number,) = kept(library, 1, engine="light")
        library._store.put_document(number, replace(text_of(0), authors=(Author("Ana Ruiz"),)), "feed", 99)
        told = Understanding(authors=(Author("Ana Ruiz", role="reporter"),), version=1, engine="light")
        library._store.put_understanding(number, told)
        if page_was_asked:
            library._store.put_state(f"page:{number}", '{"when": "2026-11-01T08:00:00Z"}')
        library.read_ahead(())
        await looked_through(library)
        found = library._store.understanding(number)
        assert found is not None
        assert (found.version, found.authors[0].role) == (ANALYSER_VERSION, role)
