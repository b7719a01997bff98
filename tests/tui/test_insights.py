"""The sidebar at work: what is listed, rows chosen by keys, marked in the text, gone through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.model import Block, Document, Figure, Understanding
from tests.tui import world
from tests.tui.conftest import OpenReader
from tests.tui.fake_library import FakeLibrary
from tests.tui.insights import go_to_row, label, lines_of, marked, present, seen_beside

# What is listed


async def test_the_sidebar_lists_author_people_organisations_places_figures_and_pictures_with_their_counts(
    reading: OpenReader,
) -> None:
    async with reading(height=60) as reader:
        await reader.press("enter")
        lines = [" ".join(line.strip("▏").split()) for line in lines_of(reader, reader.screen.sidebar)]
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
        assert await reader.comes_to_show("FIGURES")
        assert await reader.comes_to_show("40 ships  1 of 2")
        assert "There were 40 ships." in seen_beside(reader)
        await reader.press("n")
        assert await reader.comes_to_show("40 ships  2 of 2")
        assert "Others say: 40 ships, 41 ships." in seen_beside(reader)


async def test_names_of_a_language_that_is_only_listed_are_marked_as_approximate(reading: OpenReader) -> None:
    listed = replace(world.UNDERSTANDING, approximate=True)
    async with reading(FakeLibrary(understandings={1: listed})) as reader:
        await reader.press("enter", "tab")
        assert (
            "Approximate: in this language only names on lists, or stated by the page, are found."
            in seen_beside(reader)
        )
        assert label(reader) == "Marta Ilves", "the cursor stands on a name, not on the remark"
        await reader.press("e")
        assert await reader.comes_to_show("Approximate:")
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
    async with reading(width=180) as reader:
        await reader.press("enter")
        before = reader.screen.reader.scroll_y
        await reader.press("tab")
        assert marked(reader) == ["Marta Ilves", "Ilves"]
        await reader.press("j")
        assert " ".join(marked(reader)[:2]) == "Tomas Reyk"  # where a line ends
        assert present(reader) == []
        assert await reader.comes_to_show("Tomas Reyk  2 places")
        assert reader.screen.reader.scroll_y == before
        assert reader.at == "sidebar"


async def test_enter_n_and_n_upper_go_through_the_places_and_round_the_end(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter", "tab")
        await go_to_row(reader, "Lindholm")
        await reader.press("enter")
        many = len(world.spans_of("Lindholm", world.DOCUMENT.analysed_text))
        assert await reader.comes_to_show(f"Lindholm  1 of {many}")
        await reader.press("n", "enter")
        assert await reader.comes_to_show(f"Lindholm  3 of {many}")
        await reader.press("N")
        assert await reader.comes_to_show(f"Lindholm  2 of {many}")
        await reader.press("N", "N")
        assert await reader.comes_to_show(f"Lindholm  {many} of {many}")
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
    async with reading(width=180) as reader:
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
        assert await reader.comes_to_show("Marta Ilves  2 of 2")
        await reader.press("escape", "n")
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.id == 2


async def test_a_search_is_not_ended_by_going_to_the_sidebar(reading: OpenReader) -> None:
    async with reading() as reader:
        await reader.press("enter")
        await reader.write("/lemons", "enter")
        await reader.press("tab", "h", "n")
        assert await reader.comes_to_show("2 of 14")


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
