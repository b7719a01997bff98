"""The briefing and what is related, at the keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Article, Block, Document, Entity, Gist, Span, Understanding
from reader.storage import Store
from reader.tui.screens.briefing import BriefingScreen
from reader.tui.widgets.brief_list import BriefList
from reader.tui.widgets.related_list import RelatedList
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

LEAD = "A storm with high waves closed the port of Aveiro for a second day."
SAID = "“We shall not open before the wind drops,” said Rita Moura, who leads the port."
OTHER = "The port of Aveiro stays closed by the storm, and nobody knows for how long."
FILLING = "Below it goes on with other things that nobody has asked about at all."
HONOURED = "Rita Moura of the Port Authority was honoured for thirty years in the harbour."


def text_of(number: int) -> tuple[Block, ...]:
    said = {1: (LEAD, "The Port Authority says so.", SAID), 2: (OTHER,), 3: (HONOURED,)}.get(number, ())
    return tuple(Block("paragraph", text) for text in (*said, *(f"{FILLING} {n}" for n in range(30))))


def storm(folder: Path) -> Library:
    """Three new articles, two of them one story, the third with names of the first; and many old ones."""
    titles = ("Storm closes port of Aveiro", "Port of Aveiro stays closed", "Harbour master honoured")
    moment = datetime.now(UTC) - timedelta(hours=3)
    articles = [
        Article(
            n,
            1 + n % 3,
            "",
            titles[n - 1] if n < 4 else f"Of last year {n}",
            url=f"https://x.example/{n}",
            published=moment - timedelta(days=0 if n < 4 else 90, minutes=n),
        )
        for n in range(1, 40)
    ]
    library = shelved(folder, articles)
    with Store.open(folder / "library.db") as store:
        for one in articles:
            document = Document(title=one.title, blocks=text_of(one.id))
            store.put_document(one.id, document, "page", 99)
            store.put_understanding(one.id, Understanding(entities=named(document), version=99))
        store.stories.join([1, 2])
        store.stories.keep_gists([(3, Gist())])
    return library


def named(document: Document) -> tuple[Entity, ...]:
    text, kinds = document.analysed_text, (("Rita Moura", "person"), ("Port Authority", "organisation"))
    return tuple(
        Entity(name, kind, (Span(text.find(name), text.find(name) + len(name)),), 0.9)  # type: ignore[arg-type]
        for name, kind in kinds
        if name in text
    )


def rows(reader: Reader) -> list[str]:
    return [row.key[1] for row in reader.app.screen.query_one(BriefList)._rows]


async def test_b_shows_the_briefing_and_escape_closes_it(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("B")
        assert isinstance(reader.app.screen, BriefingScreen)
        assert await reader.comes_to_show(LEAD)
        assert "2 articles · 2 sources · " in reader.shown()
        assert "— Rita Moura" in reader.shown()
        assert rows(reader)[:4] == ["title", "lead", "quote 0", "title"]
        await reader.press("escape")
        assert reader.top == "MainScreen"
        await reader.press("B", "B")
        assert reader.top == "MainScreen"


async def test_a_briefing_is_told_anew_when_its_stories_change(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.briefing._LOOKED_AT", 0.1)
    library = storm(tmp_path)
    async with reading(library) as reader:
        await reader.press("B")
        assert await reader.comes_to_show("2 articles · 2 sources · ")
        await library.newsroom.join([1, 3])
        assert await reader.comes_to_show("3 articles · 3 sources · ")
        await library.history.undo()
        assert await reader.comes_to_show("2 articles · 2 sources · ")


async def test_enter_opens_the_article_at_the_sentence(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("B", "j", "j", "enter")
        assert reader.at == "reader"
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 1
        assert reader.trail is not None
        place = reader.trail.place
        assert reader.screen.reader.document.analysed_text[place.start : place.end] == SAID
        await reader.press("B")
        assert reader.app.screen.query_one(BriefList).cursor == 2


async def test_enter_on_a_headline_opens_its_article_where_it_was_left(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("B", "enter")
        assert reader.at == "reader"
        assert reader.trail is None
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.title == "Storm closes port of Aveiro"


async def test_a_sentence_is_found_again_where_the_text_has_become_another(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("B")
        assert await reader.comes_to_show(SAID[:40])
        document = Document(blocks=(Block("paragraph", "What is new stands first."), *text_of(1)))
        with Store.open(tmp_path / "library.db") as store:
            store.put_document(1, document, "page", 99)
        await reader.press("j", "j", "enter")
        assert reader.trail is not None
        place = reader.trail.place
        assert reader.screen.reader.document.analysed_text[place.start : place.end] == SAID


async def test_y_copies_a_sentence_with_its_source(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("B", "j", "y")
        first, second = reader.app.clipboard.split("\n")
        assert first == LEAD
        assert second.endswith("https://x.example/1")


async def test_n_and_p_go_from_story_to_story(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("B", "j", "n")
        assert await reader.comes_to_show(HONOURED)
        listed = reader.app.screen.query_one(BriefList)
        assert (listed.cursor, rows(reader)[3]) == (3, "title")
        await reader.press("n")
        assert listed.cursor == 3
        await reader.press("j", "p")
        assert listed.cursor == 3
        await reader.press("p")
        assert listed.cursor == 0


async def test_brief_takes_a_time_and_says_what_is_none(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("colon")
        await reader.write("brief 1h", "enter")
        assert await reader.comes_to_show("Nothing has come since then")
        await reader.press("escape", "colon")
        await reader.write("brief tomorow", "enter")
        assert await reader.comes_to_show("is no time")
        await reader.press("escape", "colon")
        await reader.write("brief 2d", "enter")
        assert await reader.comes_to_show(LEAD)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_briefing_fits_small_screens(
    reading: OpenReader, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(storm(tmp_path), *size) as reader:
        await reader.press("B")
        assert await reader.comes_to_show("Storm closes port of Aveiro")
        await reader.press("j", "j")
        assert await reader.comes_to_show("— Rita Moura")


# Related


async def test_y_shows_what_is_related_with_why_and_enter_opens_it(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("enter", "Y")
        assert await reader.comes_to_show("RELATED TO  Storm closes port of Aveiro")
        assert await reader.comes_to_show("Rita Moura · Port Authority")
        related = reader.app.screen.query_one(RelatedList)
        assert [one.article.title for one in related._rows] == ["Harbour master honoured"]
        await reader.press("enter")
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.title == "Harbour master honoured"


async def test_an_article_with_nothing_in_common_says_so(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(storm(tmp_path)) as reader:
        await reader.press("j", "j", "j", "Y")
        assert await reader.comes_to_show("Nothing else that is kept here")
        await reader.press("escape")
        assert reader.top == "MainScreen"
