"""Briefings: which stories are told, in what order, and that nothing is told that no article says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.briefing import Brief, Briefing, headline, told_of, weight
from reader.dossier import Told
from reader.excerpt import Excerpt, Excerpts, Quote
from reader.library import Library, LibraryError
from reader.model import Article, Entry, FeedDocument, Figure, Understanding
from reader.storage.briefs import MOST_ARTICLES, _Member, _of_many_sources
from tests.conftest import MOMENT

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def article(
    number: int, feed: str = "Harbour News", title: str = "Storm closes port", hours: int = 1
) -> Article:
    return Article(number, number, feed, title, published=NOW - timedelta(hours=hours))


def ships(count: float, text: str = "", sentence: str = "") -> Figure:
    text = text or f"{count:g} ships"
    sentence = sentence or f"In the bay {text} wait."
    return Figure(
        11, 11 + len(text), text, "count", count, counted="ships", counted_head="ship", sentence=sentence
    )


def told(story: list[Told], said: dict[int, Excerpts] | None = None) -> Brief:
    begun = Brief(headline([one.article for one in story]), tuple(one.article for one in story), 2, 1.0)
    return told_of(begun, story, said or {}, ready=True)


# How much a story weighs


def test_sources_weigh_more_than_articles_and_stars_more_than_none() -> None:
    assert weight(4, 4) > weight(2, 8) > weight(2, 4)
    assert weight(2, 3, marked=True) == weight(2, 3) + 1
    assert weight(2, 3, favour=0.5) == weight(2, 3) + 0.5


def test_the_headline_is_what_most_headlines_have() -> None:
    titles = (
        "Storm closes port of Aveiro",
        "Port of Aveiro closed by storm",
        "Forty ships wait for better days",
    )
    assert headline([article(n, title=title) for n, title in enumerate(titles, 1)]) == titles[0]


# Figures


def test_figures_that_sources_dispute_are_marked_and_lead_to_their_places() -> None:
    story = [
        Told(article(1), Understanding(figures=(ships(40),))),
        Told(article(2, "Bay Post"), Understanding(figures=(ships(55),))),
    ]
    (tally,) = told(story).tallies
    assert tally.disputed
    assert tally.what == "ships"
    assert [(one.written, one.disputed, one.cited.article.id) for one in tally.given] == [
        ("40", True, 1),
        ("55", True, 2),
    ]
    assert tally.given[0].cited.sentence == "In the bay 40 ships wait."
    assert (tally.given[0].cited.start, tally.given[0].cited.end) == (11, 19)


def test_figures_that_sources_agree_on_are_told_once() -> None:
    story = [
        Told(article(1), Understanding(figures=(ships(40),))),
        Told(article(2, "Bay Post"), Understanding(figures=(ships(40),))),
    ]
    (tally,) = told(story).tallies
    assert not tally.disputed
    assert len(tally.given) == 1


def test_of_many_figures_what_is_disputed_is_told_before_the_rest() -> None:
    given = [(40, 200), (44, 150), (48, 100), (52, 50), (60, 2), (70, 1)]
    story = [
        Told(article(n, f"Paper {n}", hours=hours), Understanding(figures=(ships(count),)))
        for n, (count, hours) in enumerate(given, 1)
    ]
    (tally,) = told(story).tallies
    assert [(one.written, one.disputed) for one in tally.given] == [
        ("40", False),
        ("44", False),
        ("60", True),
        ("70", True),
    ]


def test_small_numbers_that_no_headline_speaks_of_are_left_out() -> None:
    story = [
        Told(article(n, feed), Understanding(figures=(ships(3, "Three ships"),)))
        for n, feed in ((1, "Harbour News"), (2, "Bay Post"))
    ]
    assert told(story).tallies == ()
    named = [
        Told(article(one.article.id, one.article.feed_title, "Ships wait"), one.understanding)
        for one in story
    ]
    assert [tally.what for tally in told(named).tallies] == ["ships"]


# Leads and quotes


def lead(text: str, weighs: float) -> Excerpts:
    return Excerpts((Excerpt(0, len(text), text, weighs),))


def test_the_best_lead_of_all_articles_is_taken_the_newer_of_two() -> None:
    story = [Told(article(1, hours=9)), Told(article(2, "Bay Post", hours=1))]
    first = told(story, {1: lead("Old.", 2.0), 2: lead("New.", 2.0)}).lead
    assert first is not None
    assert (first.words, first.article.id) == ("New.", 2)
    better = told(story, {1: lead("Old.", 3.0), 2: lead("New.", 2.0)}).lead
    assert better is not None
    assert better.words == "Old."


def test_copies_tell_nothing() -> None:
    story = [Told(article(1, hours=9)), Told(article(2, "Bay Post"), copies=1)]
    taken = told(story, {1: lead("Own.", 1.0), 2: lead("Copied.", 3.0)}).lead
    assert taken is not None
    assert taken.words == "Own."


def said(*quotes: tuple[str, str, float]) -> Excerpts:
    return Excerpts((), tuple(Quote(who, 0, len(text), text, good) for who, text, good in quotes))


def test_three_quotes_at_most_one_of_each_speaker_the_best_first() -> None:
    words = [
        "the quay will stay shut",
        "we lost nine boats",
        "nobody asked us",
        "rain came first",
        "all is well",
    ]
    quotes = said(
        ("Rita Moura", words[0], 0.9),
        ("Rita Moura", words[1], 0.8),
        ("Ana Sousa", words[2], 0.7),
        ("Bo Lund", words[3], 0.5),
        ("Cy Marsh", words[4], 0.4),
    )
    found = told([Told(article(1))], {1: quotes}).quotes
    assert [(one.speaker, one.cited.words) for one in found] == [
        ("Rita Moura", words[0]),
        ("Ana Sousa", words[2]),
        ("Bo Lund", words[3]),
    ]


def test_a_quote_that_two_sources_have_stands_once_and_before_others() -> None:
    story = [Told(article(1)), Told(article(2, "Bay Post"))]
    both = {
        1: said(("Ana Sousa", "nobody asked us at all", 0.6), ("Bo Lund", "rain came first", 0.7)),
        2: said(("A. Sousa", "Nobody asked us at all!", 0.5)),
    }
    assert [one.cited.words for one in told(story, both).quotes] == [
        "nobody asked us at all",
        "rain came first",
    ]


# On a library


SENTENCES = {
    "Storm closes port of Aveiro": "A storm closed the port of Aveiro, and 40 ships wait in the bay.",
    "Port of Aveiro closed by storm": "The port of Aveiro was closed by storm, and 55 ships wait.",
    "Bakers march in Evora": "Bakers marched through Evora on Friday for the third time in a single month.",
}


@pytest.fixture
def news(tmp_path: Path) -> Library:
    """A library with two articles that are one story, and one by itself, of three feeds."""
    feeds = tmp_path / "feeds.toml"
    names = ("Harbour News", "Bay Post", "Inland Times")
    feeds.write_text(
        "[settings]\nprefetch = 0\n"
        + "".join(
            f'[[feed]]\nurl = "https://{n}.example/feed"\ntitle = "{name}"\nfull_text = false\n'
            for n, name in enumerate(names)
        ),
        encoding="utf-8",
    )
    library = Library.open(feeds, tmp_path / "library.db")
    store = library._store
    for feed, (title, text) in zip(store.feeds(), SENTENCES.items(), strict=True):
        entry = Entry(
            guid=title,
            url=f"https://{feed.id}.example/article",
            title=title,
            published=datetime.now(UTC) - timedelta(hours=2),
            text=text + " More is said below." * 40,
            content_html=f"<p>{text}</p>" + "<p>More is said below, at length, of this and of that.</p>" * 12,
        )
        store.record_fetch(feed.id, FeedDocument(entries=(entry,)))
    store.stories.join([1, 2])
    return library


async def last(library: Library, since: str = "24h", limit: int = 12) -> Briefing:
    states = [state async for state in library.briefings.prepare(since, limit)]
    return states[-1]


async def test_a_briefing_tells_stories_in_sentences_of_their_articles(news: Library) -> None:
    async with news:
        (brief,) = (await last(news)).briefs
        assert (brief.sources, {one.id for one in brief.articles}) == (2, {1, 2})
        assert brief.ready
        assert brief.lead is not None
        document = news.stored_document(brief.lead.article.id)
        assert document is not None
        assert document.analysed_text[brief.lead.start : brief.lead.end] == brief.lead.words
        assert brief.lead.words in SENTENCES.values()
        (tally,) = brief.tallies
        assert tally.disputed
        for given in tally.given:
            shown = news.stored_document(given.cited.article.id)
            assert shown is not None
            assert shown.analysed_text[given.cited.start : given.cited.end] == given.cited.words
            assert given.cited.sentence in shown.analysed_text


async def test_headlines_are_there_at_once_and_what_was_told_before_is_whole_at_once(news: Library) -> None:
    async with news:
        states = [state async for state in news.briefings.prepare()]
        assert [brief.title for brief in states[0].briefs] == [brief.title for brief in states[-1].briefs]
        assert not states[0].ready
        assert states[0].briefs[0].lead is None
        assert states[-1].ready
        assert [state.ready async for state in news.briefings.prepare()] == [True]


async def test_single_articles_are_told_after_few_stories_once_it_is_known_what_they_are_about(
    news: Library,
) -> None:
    async with news:
        await news.newsroom.settle()
        titles = [brief.title for brief in (await last(news)).briefs]
        assert titles[-1] == "Bakers march in Evora"
        assert len(titles) == 2
        assert len((await last(news, limit=1)).briefs) == 1


async def test_a_digest_by_itself_is_no_story(news: Library) -> None:
    async with news:
        await news.newsroom.settle()
        assert len((await last(news)).briefs) == 2
        gist = news._store.stories.gist(3)
        assert gist is not None
        news._store.stories.keep_gists([(3, replace(gist, eventless=True))])
        assert [{one.id for one in brief.articles} for brief in (await last(news)).briefs] == [{1, 2}]


async def test_what_is_older_than_asked_for_is_left_out_and_so_is_what_is_hidden(news: Library) -> None:
    async with news:
        assert (await last(news, "1h")).briefs == ()
        await news.marks.set_hidden([2], True)
        (brief,) = (await last(news)).briefs
        assert [one.id for one in brief.articles] == [1]
        await news.marks.set_hidden([1], True)
        assert (await last(news)).briefs == ()


async def test_a_story_that_began_before_and_goes_on_is_told_by_what_is_new(news: Library) -> None:
    async with news:
        store = news._store
        old = datetime.now(UTC) - timedelta(days=2)
        entries = [
            Entry(guid=f"old {n}", title="Ice closes strait", published=old, text="Ice.") for n in (1, 2)
        ]
        numbers = store.record_fetch(3, FeedDocument(entries=tuple(entries))).new
        store.stories.join([3, *numbers])
        assert [{one.id for one in brief.articles} for brief in (await last(news)).briefs] == [{1, 2}, {3}]
        whole = (await last(news, "3d")).briefs
        assert sorted(len(brief.articles) for brief in whole) == [2, 3]


def test_of_a_long_story_each_source_is_heard_in_words_of_its_own() -> None:
    copy, own = _Member(50, 2, 7, False), _Member(1, 2, None, False)
    others = [_Member(number, 1, None, False) for number in range(40, 20, -1)]
    kept = _of_many_sources([copy, *others, own])
    assert len(kept) == MOST_ARTICLES
    assert kept[-1] == own


async def test_a_star_brings_a_story_before_another(news: Library) -> None:
    async with news:
        store = news._store
        for feed, title in ((1, "Wheat is dear"), (2, "Wheat grows dear")):
            entry = Entry(guid=title, title=title, published=datetime.now(UTC), text="Wheat is dear today.")
            store.record_fetch(feed, FeedDocument(entries=(entry,)))
        store.stories.join([4, 5])
        assert {one.id for one in (await last(news)).briefs[0].articles} == {4, 5}
        await news.marks.star([1])
        assert {one.id for one in (await last(news)).briefs[0].articles} == {1, 2}


@pytest.mark.parametrize("since", ["tomorrow", "", "24h unread", "1w or read", '"', "-"])
async def test_what_is_no_moment_is_told_in_a_sentence(news: Library, since: str) -> None:
    async with news:
        with pytest.raises(LibraryError, match=r"[.?]$"):
            await last(news, since)


async def test_the_demo_edition_is_briefed_with_leads_figures_and_speakers(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("stories", "briefs"):
        monkeypatch.setattr(f"reader.storage.{module}.now", lambda: MOMENT)
    await library.refresh()
    await library.newsroom.settle()
    for number in [one.id for one in library.articles(range(1, 60))]:
        await library.open_article(number, lambda _: None)
    found = await last(library, "2w")
    stories = [brief for brief in found.briefs if len(brief.articles) > 1]
    assert len(stories) >= 3
    assert all(brief.lead is not None for brief in stories)
    quotes = [quoted for brief in stories for quoted in brief.quotes]
    assert len(quotes) >= 5
    for cited in (*(one.cited for one in quotes), *(brief.lead for brief in stories if brief.lead)):
        document = library.stored_document(cited.article.id)
        assert document is not None
        assert document.analysed_text[cited.start : cited.end] == cited.words
    for quoted in quotes:
        known = library.understanding(quoted.cited.article.id)
        assert known is not None
        assert quoted.speaker in {entity.name for entity in known.entities if entity.kind == "person"}
