"""The sidebar at work: rows chosen by keys and mouse, marked in the text, gone through, copied."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.events import MouseScrollDown
from textual.widget import Widget

from reader.library import Opened
from reader.model import Block, Document, Entity, Figure, Picture, Span, Understanding
from reader.tui.widgets.bidi import as_seen_here
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary

FILLING = tuple(
    Block("paragraph", f"Paragraph {n} says little, but it says it at length. " * 4) for n in range(20)
)
NESTED = Document(
    title="Nested",
    blocks=(
        Block("paragraph", "The Bank of Korea met. Korea waits for the Bank of Korea."),
        *FILLING,
        Block("paragraph", "At the end is Korea again."),
    ),
)
BANK, KOREA = "Bank of Korea", "Korea"


def nested() -> FakeLibrary:
    text = NESTED.analysed_text
    understood = Understanding(
        entities=(
            Entity(BANK, "organisation", world.spans_of(BANK, text), 0.9),
            Entity(KOREA, "place", world.spans_of(KOREA, text), 0.8),
        )
    )
    return FakeLibrary(documents={1: NESTED}, understandings={1: understood})


def segments(reader: Reader) -> Iterator[tuple[int, Segment]]:
    """Yield what is drawn in the reading pane, with its line on the screen."""
    region = reader.screen.reader.region
    for y, strip in enumerate(reader.app.screen._compositor.render_strips()):
        left = 0
        for segment in strip:
            if region.contains(left, y):
                yield y, segment
            left += segment.cell_length


def marked(reader: Reader) -> list[str]:
    """The words that are marked in the text, without the present place."""
    paper = reader.screen.reader.ink("match").bgcolor
    return [s.text for _, s in segments(reader) if s.style is not None and s.style.bgcolor == paper]


def present(reader: Reader) -> list[tuple[int, str]]:
    """The words of the present place, with their lines: bold and underlined on a paper of their own."""
    paper = reader.screen.reader.ink("match-now").bgcolor
    return [
        (y, s.text)
        for y, s in segments(reader)
        if s.style is not None and s.style.bgcolor == paper and s.style.bold and s.style.underline
    ]


def label(reader: Reader) -> str:
    """What the sidebar's cursor is on."""
    row = reader.screen.sidebar.insights.row
    return row.label if row is not None else ""


async def go_to_row(reader: Reader, wanted: str) -> None:
    for _ in range(60):
        if label(reader) == wanted:
            return
        await reader.press("j")
    raise AssertionError(wanted)


def lines_of(reader: Reader, widget: Widget) -> list[str]:
    """What is drawn in a widget, line by line from the top of the screen."""
    region = widget.region
    strips = reader.app.screen._compositor.render_strips()[: region.bottom]
    return [strip.crop(region.x, region.right).text for strip in strips]


def where(reader: Reader, words: str, widget: Widget) -> tuple[int, int]:
    """The cell in which words begin in a widget."""
    rows = lines_of(reader, widget)
    y = next(y for y, row in enumerate(rows) if words in row)
    return widget.region.x + cell_len(rows[y].partition(words)[0]), y


def in_text(reader: Reader, words: str) -> tuple[int, int]:
    return where(reader, words, reader.screen.reader)


def seen_beside(reader: Reader) -> str:
    """What stands in the sidebar, its lines joined."""
    return " ".join(" ".join(line.split()) for line in lines_of(reader, reader.screen.sidebar))


# What is listed


async def test_the_sidebar_lists_author_people_organisations_places_figures_and_pictures_with_their_counts(
    reading: OpenReader,
) -> None:
    async with reading(height=60) as reader:
        await reader.press("enter")
        lines = [" ".join(line.split()) for line in lines_of(reader, reader.screen.sidebar)]
        wanted = ("Jana Okonkwo-Lind", "PEOPLE 2", "ORGANISATIONS 2", "PLACES 3", "FIGURES 6", "PICTURES 1")
        places = [lines.index(line) for line in wanted]
        assert places == sorted(places)
        assert {"Marta Ilves 2", "Tomas Reyk 2", "Nordvest 1", "Skelby 2"} <= set(lines)
        assert "OTHER" not in " ".join(lines)
        assert lines[lines.index("PICTURES 1") + 1 :][:2] == ["Empty quays", "Per Aalto / Nordfoto"]


async def test_a_figure_that_is_given_twice_is_one_row_with_both_places(reading: OpenReader) -> None:
    text = "There were 40 ships. Others say: 40 ships, 41 ships."
    figures = tuple(
        Figure(at, at + 8, text[at : at + 8], "count", sentence=sentence)
        for at, sentence in ((11, "There were 40 ships."), (33, "Others say: 40 ships, 41 ships."), (43, "x"))
    )
    document = Document(blocks=(Block("paragraph", text),))
    library = FakeLibrary(documents={1: document}, understandings={1: Understanding(figures=figures)})
    async with reading(library) as reader:
        await reader.press("enter", "tab", "enter")
        assert "FIGURES" in reader.shown()
        assert "40 ships  1 of 2" in reader.shown()
        assert "There were 40 ships." in seen_beside(reader)
        await reader.press("n")
        assert "40 ships  2 of 2" in reader.shown()
        assert "Others say: 40 ships, 41 ships." in seen_beside(reader)


async def test_names_of_a_language_that_is_only_listed_are_marked_as_approximate(reading: OpenReader) -> None:
    listed = replace(world.UNDERSTANDING, approximate=True)
    async with reading(FakeLibrary(understandings={1: listed})) as reader:
        await reader.press("enter", "tab")
        assert "Approximate: in this language only names that are on lists are found." in seen_beside(reader)
        assert label(reader) == "Marta Ilves", "the cursor stands on a name, not on the remark"
        await reader.press("e")
        assert "Approximate:" in reader.shown()
    async with reading() as reader:
        await reader.press("enter", "tab")
        assert "Approximate" not in reader.shown()
    nothing = FakeLibrary(understandings={1: Understanding(approximate=True)})
    async with reading(nothing) as reader:
        await reader.press("enter")
        assert "Approximate" not in reader.shown()


# Moving in it


async def test_tab_walks_the_sections_and_then_goes_on_to_the_next_pane_and_shift_tab_goes_back(
    reading: OpenReader,
) -> None:
    async with reading() as reader:
        await reader.press("enter")
        seen = []
        for _ in range(6):
            await reader.press("tab")
            seen.append(label(reader) if reader.at == "sidebar" else reader.at)
        assert seen == [
            "Marta Ilves",
            "Harbour Workers' Union",
            "Odrava",
            "1,400 dockers",
            "Empty quays",
            "feeds",
        ]
        await reader.press("shift+tab")
        assert (reader.at, label(reader)) == ("sidebar", "Empty quays"), "where one was"
        await reader.press("shift+tab", "j", "shift+tab")
        assert label(reader) == "1,400 dockers", "first to the beginning of the section"
        seen = []
        for _ in range(4):
            await reader.press("shift+tab")
            seen.append(label(reader) if reader.at == "sidebar" else reader.at)
        assert seen == ["Odrava", "Harbour Workers' Union", "Marta Ilves", "reader"]


async def test_moving_onto_a_row_marks_its_places_and_moves_nothing_in_the_text(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        before = reader.screen.reader.scroll_y
        await reader.press("tab")
        assert marked(reader) == ["Marta Ilves", "Ilves"]
        await reader.press("j")
        assert " ".join(marked(reader)[:2]) == "Tomas Reyk"  # where a line ends
        assert present(reader) == []
        assert "Tomas Reyk  2 places" in reader.shown()
        assert reader.screen.reader.scroll_y == before
        assert reader.at == "sidebar"


async def test_enter_n_and_n_upper_go_through_the_places_and_round_the_end(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab")
        await go_to_row(reader, "Lindholm")
        await reader.press("enter")
        many = len(world.spans_of("Lindholm", world.DOCUMENT.analysed_text))
        assert f"Lindholm  1 of {many}" in reader.shown()
        await reader.press("n", "enter")
        assert f"Lindholm  3 of {many}" in reader.shown()
        await reader.press("N")
        assert f"Lindholm  2 of {many}" in reader.shown()
        await reader.press("N", "N")
        assert f"Lindholm  {many} of {many}" in reader.shown()
        assert reader.note == "From the end again."
        assert [words for _, words in present(reader)] == ["Lindholm"], "the place is in sight"
        await reader.press("n")
        assert reader.note == "From the top again."
        assert reader.at == "sidebar"
        assert reader.article(1).read, "N went through the places and marked nothing unread"


async def test_the_first_place_is_the_nearest_below_the_top_of_what_is_read(reading: OpenReader) -> None:
    async with reading(height=24) as reader:
        await reader.press("enter")
        reader.screen.reader.go_to_offset(world.DOCUMENT.analysed_text.index("Warehouse 9"))
        await reader.press("tab")
        await go_to_row(reader, "Lindholm")
        top = reader.screen.reader.scroll_y
        await reader.press("enter")
        assert reader.screen.reader.scroll_y == top
        assert len(present(reader)) == 1


async def test_the_present_place_has_a_sign_beside_it_and_other_letters_not_only_another_colour(
    reading: OpenReader,
) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab", "enter")
        ((line, words),) = present(reader)
        assert words == "Marta Ilves"
        assert marked(reader) == ["Ilves"]
        rows = lines_of(reader, reader.screen.reader)
        assert [y for y, row in enumerate(rows) if row.lstrip().startswith("▸")] == [line]
        await reader.press("n")
        ((after, words),) = present(reader)
        assert (words, after > line) == ("Ilves", True)


async def test_escape_ends_the_marks_and_the_next_one_leaves(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab", "enter", "escape")
        assert (marked(reader), present(reader)) == ([], [])
        assert reader.at == "sidebar"
        await reader.press("escape")
        assert reader.at == "reader"


async def test_what_was_only_looked_at_is_forgotten_on_leaving_and_n_opens_the_next_article(
    reading: OpenReader,
) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab", "j", "h")
        assert reader.at == "reader"
        assert marked(reader) == []
        await reader.press("N")
        assert not reader.article(1).read, "N marks again"
        await reader.press("n")
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 2


async def test_what_was_gone_to_is_gone_through_in_the_text_too_until_escape(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab", "enter", "h", "n")
        assert reader.at == "reader"
        assert "Marta Ilves  2 of 2" in reader.shown()
        await reader.press("escape", "n")
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 2


async def test_a_search_is_not_ended_by_going_to_the_sidebar(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.write("/lemons", "enter")
        await reader.press("tab", "h", "n")
        assert "2 of 14" in reader.shown()


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 36), (160, 45), (400, 60)])
async def test_a_figure_shows_its_whole_sentence(reading: OpenReader, width: int, height: int) -> None:
    sentence = (
        "The port of Odrava was closed for a second day on Thursday after 1,400 dockers walked out over a "
        "pay offer that their union called an insult, leaving 38 ships at anchor in the bay."
    )
    figures = tuple(replace(figure, sentence=sentence) for figure in world.UNDERSTANDING.figures)
    library = FakeLibrary(understandings={1: replace(world.UNDERSTANDING, figures=figures)})
    async with reading(library, width=width, height=height) as reader:
        await reader.press("enter")
        if not reader.screen.sidebar_shown:
            await reader.press("i")
        if reader.at != "sidebar":
            await reader.press("tab")
        await go_to_row(reader, "38 ships at anchor in the bay")
        assert sentence in seen_beside(reader)
        top, height = (
            round(reader.screen.sidebar.insights.scroll_y),
            reader.screen.sidebar.insights.size.height,
        )
        row = reader.screen.sidebar.insights
        assert top <= row.row_top(row.cursor) < top + height, "the row itself is in sight"


async def test_on_a_narrow_screen_enter_goes_to_the_text_with_the_place_in_sight_and_lines_above_it(
    reading: OpenReader,
) -> None:
    async with reading(width=80, height=24) as reader:
        await reader.press("enter", "i")
        await go_to_row(reader, "eleven vessels")
        await reader.press("enter")
        assert reader.at == "reader"
        ((line, words),) = present(reader)
        assert words == "eleven"
        assert line > 2


# The mouse


async def test_a_click_on_a_row_goes_to_its_place_and_the_next_click_on(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        spot = where(reader, "Tomas Reyk", reader.screen.sidebar)
        await reader.pilot.click(offset=spot)
        await reader.pilot.pause()
        assert "Tomas Reyk  1 of 2" in reader.shown()
        await reader.pilot.click(offset=spot)
        await reader.pilot.pause()
        assert "Tomas Reyk  2 of 2" in reader.shown()


async def test_the_wheel_scrolls_the_rows_and_leaves_the_cursor(reading: OpenReader) -> None:
    async with reading(height=24) as reader:
        await reader.press("enter", "tab")
        insights = reader.screen.sidebar.insights
        for _ in range(3):
            insights.post_message(MouseScrollDown(insights, 5, 5, 0, 1, 0, False, False, False))
            await reader.pilot.pause()
        assert insights.scroll_y > 0
        assert label(reader) == "Marta Ilves"


async def test_the_mouse_on_a_word_selects_its_row_and_marks_nothing(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        x, y = in_text(reader, "Lindholm")
        await reader.pilot.hover(offset=(x + 7, y))
        await reader.pilot.pause()
        assert label(reader) == "Lindholm"
        assert marked(reader) == []
        await reader.pilot.hover(offset=in_text(reader, "1,400"))
        await reader.pilot.pause()
        assert label(reader) == "1,400 dockers"
        await reader.pilot.hover(offset=in_text(reader, "walked out"))
        await reader.pilot.pause()
        assert label(reader) == "1,400 dockers", "a word that is no row's leaves the cursor"


async def test_the_mouse_moves_no_cursor_that_the_keys_move(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab")
        await reader.pilot.hover(offset=in_text(reader, "Lindholm"))
        await reader.pilot.pause()
        assert label(reader) == "Marta Ilves"


async def test_a_click_on_a_word_marks_all_its_places_from_there(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        x, y = in_text(reader, "Ilves met")
        await reader.pilot.click(offset=(x + 1, y))
        await reader.pilot.pause()
        assert label(reader) == "Marta Ilves"
        assert present(reader) == [(y, "Ilves")]
        assert marked(reader) == ["Marta Ilves"]
        assert "Marta Ilves  2 of 2" in reader.shown()
        await reader.press("n")
        assert "Marta Ilves  1 of 2" in reader.shown()
        await reader.press("escape")
        assert reader.at == "reader"
        assert present(reader) == []


@pytest.mark.parametrize("width", [80, 120])
async def test_with_the_panel_hidden_the_mouse_does_the_same(reading: OpenReader, width: int) -> None:
    async with reading(width=width, height=40) as reader:
        await reader.press("enter")
        assert "PEOPLE" not in reader.shown()
        x, y = in_text(reader, "Tomas Reyk")
        await reader.pilot.hover(offset=(x, y))
        await reader.pilot.click(offset=(x, y))
        await reader.pilot.pause()
        assert "Tomas Reyk  1 of 2" in reader.shown()
        await reader.press("i")
        assert label(reader) == "Tomas Reyk"
        assert "Tomas Reyk" in seen_beside(reader)


async def test_a_selection_by_the_mouse_is_no_click(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        x, y = in_text(reader, "Lindholm")
        await reader.pilot.mouse_down(offset=(x, y))
        await reader.pilot.hover(offset=(x + 7, y))
        await reader.pilot.mouse_up(offset=(x + 7, y))
        await reader.pilot.pause()
        assert label(reader) == "Lindholm"
        assert reader.trail is None
        await reader.press("y")
        assert reader.app.clipboard == "Lindholm"


# Names in names, over lines, in other scripts


async def test_a_name_inside_another_is_marked_and_found_by_the_mouse(reading: OpenReader) -> None:
    async with reading(nested()) as reader:
        await reader.press("enter", "tab")
        assert " ".join(marked(reader)) == f"{BANK} {BANK}"
        await reader.press("j")
        assert marked(reader) == [KOREA] * 3
        assert "Korea  4 places" in reader.shown()
        await reader.press("n", "n", "n")
        ((_, words),) = present(reader)
        assert (words, reader.note) == (KOREA, "")
        await reader.press("escape", "h")
        x, y = in_text(reader, "Bank of Korea met")
        for cells, wanted in ((1, BANK), (9, KOREA), (5, BANK)):
            await reader.pilot.hover(offset=(x + cells, y))
            await reader.pilot.pause()
            assert label(reader) == wanted


@pytest.mark.parametrize(
    "name", ["Bao", "Ministry of Works and Housing", "東京都港湾局", "محمد بن سلمان", "한국은행"]
)
async def test_a_name_is_marked_whole_wherever_lines_end_in_whatever_script(
    reading: OpenReader, name: str
) -> None:
    text = " ".join(f"{'word ' * (n % 7)}{name}" for n in range(24))
    entity = Entity(name, "organisation", tuple(Span(m, m + len(name)) for m in starts(name, text)))
    library = FakeLibrary(
        documents={1: Document(title="Lines", blocks=(Block("paragraph", text),))},
        understandings={1: Understanding(entities=(entity,))},
    )
    async with reading(library) as reader:
        await reader.press("enter", "tab")
        assert label(reader) == name
        letters = "".join(marked(reader))
        wanted = sum(not c.isspace() for c in name) * 24
        assert sum(not c.isspace() for c in letters) == wanted
        await reader.press("n", "n")
        assert f"{as_seen_here(name)}  2 of 24" in reader.shown()
        assert sum(not c.isspace() for _, words in present(reader) for c in words) == wanted // 24
        await reader.press("escape", "h")
        view = reader.screen.reader
        line = next(number for number, line in enumerate(view.column.lines) if line.block == 0)
        y = view.region.y + line - round(view.scroll_y)
        before = label(reader)
        for x in range(view.region.x, view.region.right):
            await reader.pilot.hover(offset=(x, y))
        assert label(reader) == before


def starts(name: str, text: str) -> list[int]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(at)
        at = text.find(name, at + 1)
    return found


async def test_both_halves_of_a_wide_letter_are_its_word(reading: OpenReader) -> None:
    entities = (Entity("東京都", "place", (Span(0, 3),)), Entity("港湾", "other", (Span(3, 5),)))
    library = FakeLibrary(
        documents={1: Document(title="x", blocks=(Block("paragraph", "東京都港湾計画"),))},
        understandings={1: Understanding(entities=entities)},
    )
    async with reading(library) as reader:
        await reader.press("enter")
        y = next(y for y, row in enumerate(reader.shown().split("\n")) if "港湾計画" in row)
        left = reader.screen.reader.region.x
        x = left + (reader.screen.reader.room - reader.screen.reader.column.width) // 2
        seen = []
        for cell in range(10):
            await reader.pilot.hover(offset=(x + cell, y))
            await reader.pilot.pause()
            seen.append(label(reader))
        assert seen == ["東京都"] * 6 + ["港湾"] * 4


async def test_five_hundred_names_are_listed_to_the_last(reading: OpenReader) -> None:
    text = " ".join(f"Name{n} Surname{n} spoke." for n in range(500))
    entities = tuple(
        Entity(f"Name{n} Surname{n}", "person", world.spans_of(f"Name{n} Surname{n}", text), 1 - n / 500)
        for n in range(500)
    )
    library = FakeLibrary(
        documents={1: Document(title="Many", blocks=(Block("paragraph", text),))},
        understandings={1: Understanding(entities=entities)},
    )
    async with reading(library) as reader:
        await reader.press("enter", "tab", "G")
        assert label(reader) == "Name499 Surname499"
        await reader.press("enter")
        assert [words for _, words in present(reader)] == ["Name499 Surname499"]
        await reader.press("e", "G")
        assert "Name499 Surname499" in reader.shown()


# When what is understood comes later


async def test_what_is_stored_is_shown_at_once(reading: OpenReader) -> None:
    library = FakeLibrary(gate=asyncio.Event())
    async with reading(library) as reader:
        await reader.pilot.press("enter")
        await reader.pilot.pause()
        assert "Marta Ilves" in seen_beside(reader)
        assert library.gate is not None
        library.gate.set()


async def test_rows_that_come_later_move_neither_the_text_nor_the_place_in_it(reading: OpenReader) -> None:
    library = FakeLibrary(understandings={}, gate=asyncio.Event())
    async with reading(library, height=24) as reader:
        await reader.pilot.press("enter")
        await reader.pilot.pause()
        assert "Reading the text …" in seen_beside(reader)
        assert "PICTURES" not in seen_beside(reader), "they would be pushed down by the names"
        reader.screen.reader.go_to_offset(world.DOCUMENT.analysed_text.index("Warehouse 3"))
        await reader.pilot.pause()
        before = lines_of(reader, reader.screen.reader)
        reader.screen._show_stage(Opened(library.rows[0], world.DOCUMENT, world.UNDERSTANDING, complete=True))
        await reader.pilot.pause()
        assert "Marta Ilves" in seen_beside(reader)
        assert lines_of(reader, reader.screen.reader) == before
        assert reader.at == "reader"
        assert library.gate is not None
        library.gate.set()


async def test_a_newer_analysis_leaves_the_cursor_on_its_row_and_the_row_on_its_line(
    reading: OpenReader,
) -> None:
    async with reading(height=24) as reader:
        await reader.press("enter", "tab")
        await go_to_row(reader, "Skelby")
        before = where(reader, "Skelby", reader.screen.sidebar)
        more = (Entity("Aa", "person", (Span(0, 3),)), *world.UNDERSTANDING.entities)
        newer = replace(world.UNDERSTANDING, entities=more, version=2)
        reader.screen._show_stage(Opened(reader.library.rows[0], world.DOCUMENT, newer, complete=True))
        await reader.pilot.pause()
        assert label(reader) == "Skelby"
        assert where(reader, "Skelby", reader.screen.sidebar) == before


async def test_rows_of_a_text_that_was_replaced_go_until_the_new_one_is_understood(
    reading: OpenReader,
) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab", "j", "enter")
        better = replace(world.DOCUMENT, blocks=(Block("paragraph", "New. Tomas Reyk waits."), *FILLING))
        reader.screen._show_stage(Opened(reader.library.rows[0], better, None))
        await reader.pilot.pause()
        assert "Reading the text …" in seen_beside(reader)
        assert reader.trail is None
        entities = (Entity("Aa", "person", (Span(0, 3),)), Entity("Tomas Reyk", "person", (Span(5, 15),)))
        reader.screen._show_stage(
            Opened(reader.library.rows[0], better, Understanding(entities=entities), complete=True)
        )
        await reader.press("enter")
        assert label(reader) == "Tomas Reyk"
        assert [words for _, words in present(reader)] == ["Tomas Reyk"]


async def test_another_article_begins_at_its_first_row(reading: OpenReader) -> None:
    library = FakeLibrary()
    library.documents[2], library.understandings[2] = world.DOCUMENT, world.UNDERSTANDING
    async with reading(library) as reader:
        await reader.press("enter", "tab", "j", "j", "h", "n")
        assert label(reader) == "Marta Ilves"


# Pictures, copying


async def test_a_picture_leads_to_its_caption_and_one_without_words_of_its_own_to_where_it_stands(
    reading: OpenReader,
) -> None:
    blocks = (
        Block("paragraph", "First."),
        Block("caption", "", picture=0),
        Block("paragraph", "Between."),
        Block("caption", "The quay at dawn.", picture=1),
        *FILLING,
    )
    pictures = (
        Picture(alt="A gate"),
        Picture(caption="The quay at dawn.", credit="Aalto"),
        Picture("https://x"),
    )
    document = Document(title="Pictured", blocks=blocks, pictures=pictures)
    library = FakeLibrary(documents={1: document}, understandings={1: Understanding()})
    async with reading(library, height=24) as reader:
        await reader.press("enter", "G", "tab")
        assert "PICTURES 2" in seen_beside(reader)
        await reader.press("enter")
        assert "Between." in reader.shown()
        await reader.press("j", "enter")
        assert [words for _, words in present(reader)] == ["The quay at dawn."]
        assert "The quay at dawn. — Aalto" in seen_beside(reader)


async def test_y_in_the_sidebar_copies_a_name_and_a_figure_with_what_it_counts(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab", "y")
        assert reader.app.clipboard == "Marta Ilves"
        await go_to_row(reader, "38 ships at anchor in the bay")
        await reader.press("y")
        assert reader.app.clipboard == "38 ships at anchor in the bay"
