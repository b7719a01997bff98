"""The page of a name at the keys: gone to, gone through, back; followed, muted, put together, told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.jobs import ANALYSER_VERSION, EXTRACTOR_VERSION
from reader.library import Library
from reader.model import (
    Block,
    Description,
    Document,
    Entity,
    EntityKind,
    Figure,
    FigureKind,
    Span,
    Understanding,
    View,
)
from reader.storage import Store
from reader.tui.screens.who import WhoScreen
from reader.tui.widgets.fact_list import FactList
from reader.tui.widgets.named_list import NamedList
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved

TEXTS = {
    2: "The strike in Odrava is over, said Marta Ilves. The Nordvest line has 38 ships at sea.",
    4: "Union leader Marta Ilves met Tomas Reyk. Ilves asked for 7 percent, and Reyk laughed.",
    5: "Marta Ilves, a union leader, was in Odrava. Nobody else came.",
}
_THREE_WEEKS = 21 * 86_400_000_000
NAMES: tuple[tuple[str, EntityKind, str], ...] = (
    ("Marta Ilves", "person", "Ilves"),
    ("Tomas Reyk", "person", "Reyk"),
    ("Nordvest", "organisation", ""),
    ("Odrava", "place", ""),
)


def spans(text: str, *names: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for name in filter(None, names):
        at = text.find(name)
        while at >= 0:
            if not any(one.start <= at < one.end for one in found):
                found.append(Span(at, at + len(name)))
            at = text.find(name, at + 1)
    return tuple(sorted(found, key=lambda span: span.start))


def understanding(text: str) -> Understanding:
    entities = [
        Entity(name, kind, spans(text, name, alias), 0.6, (alias,) if alias and spans(text, alias) else ())
        for name, kind, alias in NAMES
        if name in text
    ]
    led = text.lower().find("union leader")
    if led >= 0:
        told = Description("union leader", "", led, led + 12)
        entities[0] = Entity("Marta Ilves", "person", entities[0].mentions, 0.6, entities[0].aliases, (told,))
    said: tuple[tuple[str, FigureKind, str | None, str], ...] = (
        ("7 percent", "percent", None, "Ilves asked for 7 percent, and Reyk laughed."),
        ("38", "count", "ships", "The Nordvest line has 38 ships at sea."),
    )
    figures = tuple(
        Figure(
            text.index(words), text.index(words) + len(words), words, kind, 1.0,
            counted=counted, sentence=sentence,
        )
        for words, kind, counted, sentence in said
        if words in text
    )  # fmt: skip
    return Understanding(entities=tuple(entities), figures=figures, version=ANALYSER_VERSION)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library in which articles 2, 4 and 5, beside the first, name people."""
    library = shelved(tmp_path)
    with Store.open(tmp_path / "library.db") as store:
        for number, text in TEXTS.items():
            store.put_document(
                number, Document(blocks=(Block("paragraph", text),)), "feed", EXTRACTOR_VERSION
            )
            store.put_understanding(number, understanding(text))
        with store._connections.writing() as connection:
            connection.execute("UPDATE article SET newest = newest - ? WHERE id = 5", (_THREE_WEEKS,))
    return library


def page(reader: Reader) -> WhoScreen:
    assert isinstance(reader.app.screen, WhoScreen)
    return reader.app.screen


def articles(reader: Reader) -> list[int]:
    return list(page(reader).query_one(NamedList)._ids)


def row(reader: Reader) -> str:
    found = page(reader).query_one(FactList).row
    return found.label if found is not None else ""


async def to_row(reader: Reader, label: str) -> None:
    """Go down the facts to a row."""
    if not page(reader).query_one(FactList).has_focus:
        await reader.press("tab")
    await reader.press("g")
    for _ in range(40):
        if row(reader).startswith(label):
            return
        await reader.press("j")
    raise AssertionError(f"no row {label!r}")


async def open_page(reader: Reader, name: str = "Marta Ilves") -> None:
    await reader.press("colon")
    await reader.write(f"who {name}", "enter")
    assert reader.top == "WhoScreen"


# There and back


async def test_w_on_a_name_in_the_panel_shows_its_page(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("enter", "l", "W")
        assert await reader.comes_to_show(" in 4 articles")
        assert await reader.comes_to_show("Mentions a week")
        assert articles(reader) == [1, 2, 4, 5]
        shown = reader.shown()
        assert "Marta Ilves   person" in shown
        assert "The strike in Odrava is over, said Marta Ilves." in shown
        for said in (
            "SEEN",
            "IS",
            "union leader",
            "ALSO CALLED",
            "WITH PEOPLE",
            "Tomas Reyk",
            "Mentions a week",
        ):
            assert said in shown


async def test_w_in_the_text_is_about_the_name_gone_to_and_else_asks(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await reader.press("enter", "W")
        await reader.write("reyk", "enter")
        assert await reader.comes_to_show("Tomas Reyk   person")
        await reader.press("escape", "l", "enter", "h")
        assert reader.at == "reader"
        assert reader.trail is not None
        await reader.press("W")
        assert await reader.comes_to_show(f"{reader.trail.label}   person")


async def test_a_name_that_nobody_has_is_said(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("colon")
        await reader.write("who Nemo", "enter")
        assert reader.note == "“Nemo” is named in no article that was understood."
        assert reader.top == "MainScreen"


async def test_enter_opens_the_article_at_the_mention_and_escape_is_back(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("j", "j", "enter")
        shown = reader.screen.reader
        assert shown.article is not None
        assert shown.article.id == 4
        assert reader.trail is not None
        assert (reader.trail.label, reader.trail.place) == ("Marta Ilves", Span(13, 24))
        await reader.press("escape")
        assert reader.top == "WhoScreen"
        assert page(reader).query_one(NamedList).has_focus
        await reader.press("escape")
        assert reader.top == "MainScreen"
        await reader.press("escape")
        assert reader.top == "MainScreen"


@pytest.mark.parametrize(
    ("label", "number", "words"),
    [
        ("7 percent", 4, "7 percent"),
        ("union leader", 4, "Union leader"),
        ("Ilves", 1, "Ilves"),
        ("first", 5, "Marta Ilves"),
    ],
)
async def test_what_is_known_leads_to_its_place(
    reading: OpenReader, library: Library, label: str, number: int, words: str
) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await to_row(reader, label)
        await reader.press("enter")
        shown = reader.screen.reader
        assert shown.article is not None
        assert shown.article.id == number
        assert reader.trail is not None
        place = reader.trail.place
        assert shown.document.analysed_text[place.start : place.end] == words
        await reader.press("escape")
        assert page(reader).query_one(FactList).has_focus


async def test_a_figure_in_a_sentence_without_the_name_is_not_beside_it(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        assert "38" not in [
            shown.label.split()[0] for shown in page(reader).query_one(FactList)._rows if shown.label
        ]
        await to_row(reader, "Nordvest")
        await reader.press("enter")
        await to_row(reader, "38 ships")


async def test_whom_it_is_named_with_has_a_page_and_pages_are_gone_back_through(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await to_row(reader, "Tomas Reyk")
        await reader.press("enter")
        assert await reader.comes_to_show("Tomas Reyk   person")
        assert "from Marta Ilves" in reader.shown()
        assert articles(reader) == [1, 4]
        await to_row(reader, "Odrava")
        await reader.press("enter")
        assert await reader.comes_to_show("Odrava   place")
        await reader.press("escape")
        assert await reader.comes_to_show("Tomas Reyk   person")
        await reader.press("h")
        assert await reader.comes_to_show("Marta Ilves   person")
        await reader.press("q")
        assert reader.top == "MainScreen"


async def test_s_goes_to_where_both_are_named(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader, "Odrava")
        await reader.press("s")
        assert await reader.comes_to_show("Put the cursor on somebody")
        await to_row(reader, "Nordvest")
        await reader.press("s")
        assert reader.top == "MainScreen"
        assert reader.trail is not None
        assert reader.trail.label == "Nordvest"


async def test_a_shows_its_articles_in_the_list(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("a")
        assert reader.screen.articles.view == View("query", 'who:"Marta Ilves"')
        assert list(reader.screen.articles.ids) == [1, 2, 4, 5]


async def test_a_narrow_window_shows_one_list_after_the_other(reading: OpenReader, library: Library) -> None:
    async with reading(library, width=80, height=24) as reader:
        await open_page(reader)
        assert "ARTICLES" in reader.shown()
        assert "SEEN" not in reader.shown()
        await reader.press("tab")
        assert await reader.comes_to_show("SEEN")
        assert "ARTICLES" not in reader.shown()
        await reader.press("right_curly_bracket")
        assert row(reader) == "union leader"
        await reader.press("left_curly_bracket", "tab", "G")
        assert page(reader).query_one(NamedList).article_id == 5


async def test_slash_shows_the_page_of_another_and_y_copies(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("slash")
        await reader.write("skelby", "enter")
        assert await reader.comes_to_show("Skelby   place")
        await reader.press("escape", "j", "y")
        assert reader.app.clipboard == "The strike in Odrava is over, said Marta Ilves."


# Follow and mute


async def test_f_follows_by_a_view_of_the_feeds_pane_and_takes_it_back(
    reading: OpenReader, library: Library, tmp_path: Path
) -> None:
    toml = tmp_path / "feeds.toml"
    toml.write_text(f"# mine\n{toml.read_text()}")
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("f")
        assert await reader.comes_to_show("person · followed")
        assert [(view.name, view.query) for view in library.queries.saved()] == [
            ("Marta Ilves", 'who:"Marta Ilves"')
        ]
        assert toml.read_text().startswith("# mine\n")
        await reader.press("escape")
        assert await reader.comes_to_show("VIEWS")
        for _ in range(100):
            (counted,) = [one for one in reader.screen.feeds.all_rows() if one.label == "Marta Ilves"]
            if counted.count:
                break
            await reader.pilot.pause(0.02)
        assert counted.count == 3  # article 4 is read
        await open_page(reader)
        await reader.press("f")
        assert await reader.comes_to_show_no("followed")
        assert library.queries.saved() == ()
        await reader.press("ctrl+z")
        assert await reader.comes_to_show("followed")
        await reader.press("ctrl+z")
        assert library.queries.saved() == ()
        assert "[[view]]" not in toml.read_text()


async def test_n_tells_of_new_articles_by_a_rule(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("n")
        assert await reader.comes_to_show("told of")
        assert [(rule.when, rule.do) for rule in library.rules.all] == [('who:"Marta Ilves"', ("notify",))]
        await reader.press("n")
        assert library.rules.all == ()


async def test_m_mutes_what_is_about_it_and_ctrl_z_brings_it_back(
    reading: OpenReader, library: Library
) -> None:
    async with reading(library) as reader:
        before = list(reader.screen.articles.ids)
        await open_page(reader, "Tomas Reyk")
        await reader.press("m")
        assert await reader.comes_to_show("“Tomas Reyk” is muted: 2 articles left the lists of many feeds.")
        assert [(rule.when, rule.do) for rule in library.rules.all] == [('about:"Tomas Reyk"', ("mute",))]
        await reader.press("escape")
        assert 1 in before
        assert 1 not in list(reader.screen.articles.ids)
        await reader.press("ctrl+z")
        assert library.rules.all == ()
        assert list(library.article_ids(View("unread"))) == before
        await reader.press("ctrl+y")
        assert 1 not in list(library.article_ids(View("unread")))
        await open_page(reader, "Tomas Reyk")
        await reader.press("m")
        assert await reader.comes_to_show("“Tomas Reyk” is no longer muted: 2 articles came back.")
        assert list(library.article_ids(View("unread"))) == before
        await reader.press("ctrl+z")
        assert 1 not in list(library.article_ids(View("unread")))


async def test_what_two_rules_mute_stays_while_one_does(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        for name in ("Tomas Reyk", "Marta Ilves"):
            await open_page(reader, name)
            await reader.press("m", "escape")
        assert not {1, 2, 5} & {*library.article_ids(View("all"))}
        await open_page(reader, "Marta Ilves")
        await reader.press("m", "escape")
        assert {2, 5} <= {*library.article_ids(View("all"))}
        assert 1 not in library.article_ids(View("all"))


async def test_what_comes_later_is_muted_once_it_is_understood(
    reading: OpenReader, library: Library, tmp_path: Path
) -> None:
    async with reading(library) as reader:
        await open_page(reader, "Tomas Reyk")
        await reader.press("m")
        text = TEXTS[4]
        with Store.open(tmp_path / "library.db") as store, store._connections.writing() as connection:
            connection.execute("INSERT INTO rule_waiting VALUES (7, 1)")
        with Store.open(tmp_path / "library.db") as store:
            store.put_document(7, Document(blocks=(Block("paragraph", text),)), "feed", EXTRACTOR_VERSION)
            store.put_understanding(7, understanding(text))
        await library.rules.understood([7])
        assert 7 not in library.article_ids(View("all"))


# One or two


async def test_equals_puts_two_together_and_x_takes_them_apart(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await to_row(reader, "Tomas Reyk")
        await reader.press("equals_sign", "enter")
        assert await reader.comes_to_show("“Marta Ilves” and “Tomas Reyk” are one now.")
        assert await reader.comes_to_show("THE SAME AS")
        assert len(library.acquaintances.known_as("Tomas Reyk")[0].ids) == 2
        await reader.press("ctrl+z")
        assert await reader.comes_to_show_no("THE SAME AS")
        await reader.press("ctrl+y")
        assert await reader.comes_to_show("THE SAME AS")
        await to_row(reader, "Tomas Reyk")
        await reader.press("x")
        assert await reader.comes_to_show("“Marta Ilves” and “Tomas Reyk” are not the same now.")
        assert len(library.acquaintances.known_as("Tomas Reyk")[0].ids) == 1


async def test_x_on_an_article_says_that_it_means_another(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("G", "x")
        assert await reader.comes_to_show("The article means “Marta Ilves (2)”.")
        assert await reader.comes_to_show("one of 2 of this name")
        assert articles(reader) == [1, 2, 4]
        await reader.press("x", "enter")
        assert articles(reader) == [1, 2]
        await reader.press("ctrl+z")
        assert articles(reader) == [1, 2, 4]
        await reader.press("slash")
        await reader.write("Marta Ilves (2)", "enter")
        assert await reader.comes_to_show("Marta Ilves (2)   person")
        assert articles(reader) == [5]
        await reader.press("ctrl+z")
        assert await reader.comes_to_show("No article names this any more.")
        await reader.press("escape")
        assert articles(reader) == [1, 2, 4, 5]


async def test_the_panel_leads_to_whom_this_article_means(reading: OpenReader, library: Library) -> None:
    async with reading(library) as reader:
        await open_page(reader)
        await reader.press("x", "escape")
        await reader.press("g", "enter", "l", "W")
        assert await reader.comes_to_show("Marta Ilves (2)   person")
