"""The table of everything that an article names and counts: filtered, sorted, copied from, gone from."""

from __future__ import annotations

import pytest

from reader.model import Block, Document, Entity, Figure, Span, Understanding
from reader.tui.screens.insights import InsightsScreen
from reader.tui.widgets.insight_table import AS_LISTED, HEADINGS, in_order, matching, records, widths
from reader.tui.widgets.quantities import worth
from reader.tui.widgets.record_list import RecordList
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary

UNDERSTOOD = Understanding(
    entities=(
        Entity("Bank of Korea", "organisation", (Span(0, 1), Span(2, 3)), 0.5, ("BOK",)),
        Entity("Ágnes Nagy", "person", (Span(4, 5),), 0.9, ("Nagy", "A. Nagy")),
        Entity("Zoltán Kis", "person", (Span(6, 7),) * 12, 0.1),
    ),
    figures=(
        Figure(8, 9, "6 million", "count", 6_000_000.0, counted="people in need", modifier=">"),
        Figure(10, 11, "3 to 4 metres", "measure", None, 3.0, 4.0, "metre", "~", "about"),
        Figure(12, 13, "£4.3bn", "money", 4.3e9, unit="GBP"),
        Figure(14, 15, "dozens", "count", counted="boats"),
    ),
)
EVERYTHING = records(UNDERSTOOD)


def names(reader: Reader) -> list[str]:
    """The names in the rows of the table, from the top."""
    screen = reader.app.screen
    assert isinstance(screen, InsightsScreen)
    region = screen.query_one(RecordList).region
    kind, width, *_ = widths(region.width - 3, screen.query_one(RecordList).needed)
    begin = region.x + 2 + kind + 1
    strips = screen._compositor.render_strips()[region.y : region.bottom]
    return [name for strip in strips if (name := strip.crop(begin, begin + width).text.strip())]


# What stands in it


def test_the_table_has_everything_with_kind_name_aliases_count_and_salience_or_value() -> None:
    assert [one.cells for one in EVERYTHING] == [
        ("person", "Ágnes Nagy", "Nagy, A. Nagy", "1", "0.90"),
        ("person", "Zoltán Kis", "", "12", "0.10"),
        ("organisation", "Bank of Korea", "BOK", "2", "0.50"),
        ("count", "6 million", "people in need", "1", "> 6,000,000"),
        ("measure", "about 3 to 4 metres", "", "1", "~ 3–4 metres"),
        ("money", "£4.3bn", "", "1", "4,300,000,000 GBP"),
        ("count", "dozens", "boats", "1", "vague"),
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", 7),
        ("korea", 1),
        ("AGNES", 1),
        ("bok", 1),
        ("person nagy", 1),
        ("million people", 1),
        ("metre", 1),
        ("count", 2),
        ("zzz", 0),
    ],
)
def test_typed_words_filter_by_any_column_whatever_their_case_and_accents(typed: str, found: int) -> None:
    assert len(matching(EVERYTHING, typed)) == found


@pytest.mark.parametrize(
    ("title", "first", "last", "turned"),
    [
        ("Kind", "Ágnes Nagy", "£4.3bn", "£4.3bn"),
        ("Name or figure", "6 million", "£4.3bn", "£4.3bn"),
        ("Also, or what it counts", "dozens", "£4.3bn", "Zoltán Kis"),
        ("Times", "Zoltán Kis", "dozens", "Ágnes Nagy"),
        ("Salience or value", "Ágnes Nagy", "dozens", "dozens"),
    ],
)
def test_each_column_sorts_and_turns_round(title: str, first: str, last: str, turned: str) -> None:
    column = next(at for at, heading in enumerate(HEADINGS) if heading.title == title)
    ordered = [one.name for one in in_order(reversed(EVERYTHING), column)]
    assert (ordered[0], ordered[-1]) == (first, last)
    assert in_order(EVERYTHING, column, turned=True)[0].name == turned
    assert in_order(reversed(EVERYTHING), AS_LISTED) == EVERYTHING


def test_among_figures_the_largest_comes_first() -> None:
    values = [one.measure for one in in_order(EVERYTHING, len(HEADINGS) - 1) if one.ink == "figure"]
    assert values == ["4,300,000,000 GBP", "> 6,000,000", "~ 3–4 metres", "vague"]


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure(0, 1, "x", "percent", 6.5, unit="percentage", modifier="down"), "−6.5 %"),
        (Figure(0, 1, "x", "percent", 4.6, unit="percentage point"), "4.6 percentage points"),
        (Figure(0, 1, "x", "multiple", 2.0, modifier="up"), "+2"),
        (Figure(0, 1, "x", "age", None, 30.0, None, "year"), "30–… years"),
        (Figure(0, 1, "x", "age", 42.0, unit="year of age"), "42 years of age"),
        (Figure(0, 1, "x", "duration", 6.0, unit="hour"), "6 hours"),
        (Figure(0, 1, "x", "duration", 1.0, unit="hour"), "1 hour"),
        (Figure(0, 1, "x", "duration", 2.0, unit="century"), "2 centuries"),
        (Figure(0, 1, "x", "measure", 6.0, unit="foot"), "6 feet"),
        (Figure(0, 1, "x", "measure", 1.0, unit="celsius"), "1 °C"),
        (Figure(0, 1, "x", "measure", 90.0, unit="kilometre per hour"), "90 kilometres per hour"),
        (Figure(0, 1, "x", "measure", 1.0, unit="pound-mass"), "1 pound"),
        (Figure(0, 1, "x", "money", 5.0, unit="dollar per barrel"), "5 dollars per barrel"),
        (Figure(0, 1, "x", "money", 5.0, unit="pound sterling"), "5 pounds sterling"),
        (Figure(0, 1, "x", "money", 5.0, unit="swiss franc"), "5 Swiss francs"),
        (Figure(0, 1, "x", "money", 5.0, unit="cfa franc"), "5 CFA francs"),
        (Figure(0, 1, "x", "money", 5.0, unit="japanese yen"), "5 Japanese yen"),
        (Figure(0, 1, "x", "money", 38e6), "38,000,000"),
    ],
)
def test_what_a_figure_comes_to_is_written_shortly(figure: Figure, said: str) -> None:
    assert worth(figure) == said


@pytest.mark.parametrize("room", [20, 76, 147, 400])
def test_the_columns_fill_the_room_there_is(room: int) -> None:
    assert all(width >= 5 for column, width in enumerate(widths(room)) if column != 2)
    if room >= 76:
        assert sum(widths(room)) + 2 * (len(HEADINGS) - 1) == room


def test_a_long_name_has_the_room_that_the_other_columns_do_not_need() -> None:
    assert widths(76, (6, 40, 4, 1, 9)) == (9, 40, 4, 6, 9), "all is seen"
    kind, _, more, _, value = widths(76, (6, 60, 30, 1, 9))
    assert (kind, more, value) == (8, 22, 9), "where not all can be seen, no column has what it does not need"
    assert widths(76, (6, 4, 40, 1, 9))[2] == 40
    assert widths(76, (12, 10, 10, 1, 18)) == widths(76), "nothing is moved where all is seen"


# On the screen


async def test_e_opens_it_and_enter_goes_to_the_place_in_the_text(reading: OpenReader) -> None:
    async with reading(width=120, height=36) as reader:
        await reader.press("enter", "e")
        assert reader.top == "InsightsScreen"
        assert await reader.comes_to_show("NAMES AND FIGURES  13")
        await reader.write("/skel", "enter")
        assert await reader.comes_to_show("1 of 13")
        await reader.press("enter")
        assert (reader.top, reader.at) == ("MainScreen", "reader")
        assert await reader.comes_to_show("Skelby  1 of 2")
        await reader.press("n")
        assert await reader.comes_to_show("Skelby  2 of 2")
        await reader.press("i", "tab")
        row = reader.screen.sidebar.insights.row
        assert row is not None
        assert row.label == "Skelby"


async def test_letters_filter_while_the_line_is_typed_and_escape_takes_them_away_first(
    reading: OpenReader,
) -> None:
    async with reading() as reader:
        await reader.press("enter", "e")
        await reader.write("/sky")
        assert await reader.comes_to_show("0 of 13")
        assert await reader.comes_to_show("Nothing here has these words.")
        assert reader.app.clipboard == "", "y was a letter"
        await reader.press("backspace", "down")
        assert "Skelby" in names(reader)
        await reader.press("y")
        assert reader.app.clipboard.startswith("place\tSkelby\t\t2\t")
        assert await reader.comes_to_show("Copied place Skelby")
        await reader.press("escape")
        assert await reader.comes_to_show("NAMES AND FIGURES  13")
        await reader.press("escape")
        assert reader.top == "MainScreen"
        assert reader.trail is None


async def test_letters_that_come_before_the_line_has_the_focus_are_not_lost(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "e")
        for key in ("slash", *"skel", "enter", "y"):
            reader.app.simulate_key(key)
        await reader.pilot.pause()
        await reader.pilot.pause()
        assert await reader.comes_to_show("1 of 13")
        assert reader.app.clipboard.startswith("place\tSkelby")


async def test_s_sorts_by_one_column_after_the_other_and_s_upper_turns_round(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "e")
        listed = names(reader)
        assert listed[:3] == ["Marta Ilves", "Tomas Reyk", "Harbour Workers' Union"]
        await reader.press("s", "s")
        assert await reader.comes_to_show("Name or figure▴")
        by_name = names(reader)
        assert by_name[-1] == "Tomas Reyk"
        await reader.press("S")
        assert names(reader) == by_name[::-1]
        await reader.press("s", "s")
        assert await reader.comes_to_show("Times▾")
        await reader.press("s", "s")
        assert names(reader) == listed


async def test_a_click_on_a_title_sorts_and_on_a_row_goes_there(reading: OpenReader) -> None:
    async with reading(width=100, height=40) as reader:
        await reader.press("enter", "e")
        rows = reader.shown().split("\n")
        y = next(y for y, row in enumerate(rows) if "Name or figure" in row)
        for arrow in ("▴", "▾"):
            await reader.pilot.click(offset=(rows[y].index("Name or figure"), y))
            await reader.pilot.pause()
            assert await reader.comes_to_show(f"Name or figure{arrow}")
        rows = reader.shown().split("\n")
        y = next(y for y, row in enumerate(rows) if "Nordvest" in row)
        await reader.pilot.click(offset=(rows[y].index("Nordvest"), y))
        await reader.pilot.pause()
        assert await reader.comes_to_show("Nordvest  1 of 1")


async def test_the_table_of_an_article_in_the_list_opens_the_article_at_the_place(
    reading: OpenReader,
) -> None:
    library = FakeLibrary(state={"position:1": "200"})
    async with reading(library, width=80, height=24) as reader:
        await reader.press("e")
        await reader.write("/eleven", "enter", "enter")
        assert reader.at == "reader"
        assert await reader.comes_to_show("eleven  1 of 1")
        assert await reader.comes_to_show("eleven vessels to")


async def test_without_names_there_is_a_sentence_instead(reading: OpenReader) -> None:
    async with reading(FakeLibrary(understandings={1: Understanding()})) as reader:
        await reader.press("j", "e")
        assert reader.note == "No names and figures are known here yet; opening the article finds them."
        await reader.press("k", "enter", "e")
        assert reader.note == "This article has no names and no figures."
        assert reader.top == "MainScreen"


async def test_names_written_from_the_right_and_wide_ones_keep_the_columns(reading: OpenReader) -> None:
    text = "محمد بن سلمان 東京都港湾局"
    entities = (
        Entity(text[:13], "person", (Span(0, 13),)),
        Entity(text[14:], "organisation", (Span(14, 20),)),
    )
    library = FakeLibrary(
        documents={1: Document(blocks=(Block("paragraph", text),))},
        understandings={1: Understanding(entities=entities)},
    )
    async with reading(library, width=100) as reader:
        await reader.press("enter", "e")
        strips = reader.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {100}
        rows = [strip.crop(0, 100) for strip in strips]
        ends = {
            row.crop(75, 100).text.strip(" ▎")
            for row in rows
            if "person" in row.text or "organis" in row.text
        }
        assert ends == {"1  0.00"}


async def test_it_can_be_had_by_its_command_too(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.write(":names", "enter")
        assert reader.top == "InsightsScreen"


def test_a_hostile_name_is_one_clean_line() -> None:
    evil = Understanding(entities=(Entity("A\x1b]52;c;x\x07\nB\t" + "x" * 9999, "person", (Span(0, 1),)),))
    (record,) = records(evil)
    assert "\x1b" not in record.name
    assert "\n" not in "".join(record.cells)
    assert "\t" not in "".join(record.cells)
    assert len(record.name) <= 200


async def test_what_is_typed_while_the_table_comes_up_is_not_taken_for_a_filter(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        for key in ("e", "k", "o"):
            reader.app.simulate_key(key)
        assert await reader.comes_to_show("NAMES AND FIGURES")
        assert "of 13" not in reader.shown()
