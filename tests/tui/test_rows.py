"""What the rows of the panes say, and which panes there is room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.model import Author, Entity, Feed, Figure, Span, Understanding, View
from reader.tui.actions import Pane
from reader.tui.layout import visible_panes
from reader.tui.widgets.ages import age, reading_time
from reader.tui.widgets.author_panel import author_lines, panel_versions
from reader.tui.widgets.feed_rows import feed_rows, title_of
from reader.tui.widgets.insight_rows import insight_rows
from tests.tui import world

FEEDS = (
    Feed(1, "https://a.example", "A", "World", unread=2),
    Feed(2, "https://b.example", "B", "", unread=1),
    Feed(3, "https://c.example", "C", "World", unread=4, muted=True),
)


def test_feeds_without_a_folder_come_first_and_folders_keep_their_order() -> None:
    rows = feed_rows({}, [], FEEDS)
    assert [row.label for row in rows if row.kind in {"folder", "feed", "muted"}] == ["B", "World", "A", "C"]


def test_a_folder_counts_what_is_unread_in_it_but_not_what_is_muted() -> None:
    (folder,) = [row for row in feed_rows({}, [], FEEDS) if row.kind == "folder"]
    assert (folder.count, folder.view) == (2, View("folder", "World"))


def test_a_closed_folder_hides_its_feeds() -> None:
    rows = feed_rows({}, [], FEEDS, closed={"World"})
    assert [row.label for row in rows if row.view and row.view.kind == "feed"] == ["B"]


def test_headings_are_left_out_where_nothing_stands_under_them() -> None:
    assert not [row for row in feed_rows({}, [], ()) if row.kind == "heading"]


def test_a_list_is_headed_by_what_it_shows() -> None:
    assert title_of(View("feed", "2"), FEEDS) == "B"
    assert title_of(View("search", "two words"), FEEDS) == "“two words”"


def test_sections_without_rows_are_left_out() -> None:
    rows = insight_rows(Understanding(entities=(Entity("Skelby", "place", (Span(0, 6),)),)), 30)
    assert [text for row in rows for line in row.lines for text, _ in line] == ["PLACES", "Skelby"]


def test_a_name_shows_its_mentions_and_other_names() -> None:
    (row,) = [row for row in insight_rows(world.UNDERSTANDING, 30) if row.label == "Marta Ilves"]
    assert row.count == "2"
    assert row.lines[1] == (("  Ilves", "alias"),)


def test_a_figure_reads_as_a_phrase_of_at_most_three_lines() -> None:
    figure = Figure(0, 2, "12", "count", counted="very " * 30 + "things", modifier_text="more than")
    row = insight_rows(Understanding(figures=(figure,)), 24)[1]
    assert row.lines[0][0] == ("more than 12", "figure")
    assert len(row.lines) == 3
    assert row.label.startswith("more than 12 very")


@pytest.mark.parametrize(
    ("width", "at", "sidebar", "expected"),
    [
        (80, "list", True, {"list"}),
        (80, "sidebar", False, {"sidebar"}),
        (120, "reader", False, {"feeds", "list", "reader"}),
        (120, "reader", True, {"list", "reader", "sidebar"}),
        (120, "feeds", True, {"feeds", "list", "reader"}),
        (160, "list", True, {"feeds", "list", "reader", "sidebar"}),
        (160, "list", False, {"feeds", "list", "reader"}),
    ],
)
def test_as_many_panes_as_there_is_room_for(width: int, at: Pane, sidebar: bool, expected: set[str]) -> None:
    assert visible_panes(width, at, sidebar, zen=False) == expected


def test_zen_leaves_only_the_text() -> None:
    assert visible_panes(200, "reader", True, zen=True) == {"reader"}


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(seconds=-90), "now"),
        (timedelta(minutes=25), "25m"),
        (timedelta(hours=23, minutes=59), "23h"),
        (timedelta(days=6), "6d"),
        (timedelta(days=30), "9 May"),
        (timedelta(days=400), "May 2023"),
    ],
)
def test_ages_are_short(ago: timedelta, expected: str) -> None:
    now = datetime(2024, 6, 8, 12, tzinfo=UTC)
    assert age(now - ago, now) == expected


def test_reading_time_counts_words_and_letters_of_scripts_without_spaces() -> None:
    assert reading_time("word " * 460) == "2 min"
    assert reading_time("漢" * 1500) == "3 min"
    assert reading_time("") == ""


def test_the_author_panel_says_what_is_known_in_its_order() -> None:
    (author,) = world.DOCUMENT.authors
    assert author_lines(author, 60).plain.split("\n") == [
        "Jana Okonkwo-Lind",
        "reporter based in Odrava",
        "The Northern Ledger",
        "",
        "– ports and shipping",
        "– labour disputes along the northern coast",
        "",
        "jana@ledger.example",
        "@janaokl",
    ]


def test_what_is_not_known_of_an_author_leaves_no_gap() -> None:
    assert author_lines(Author(name="Ann Bo"), 30).plain == "Ann Bo"


def test_a_narrow_author_panel_breaks_an_address_at_its_sign_and_hangs_the_beats() -> None:
    author = Author(name="Ann Bo", beats=("harbours and the people in them",), email="ann.bo@ledger.example")
    assert author_lines(author, 18).plain.split("\n") == [
        "Ann Bo",
        "",
        "– harbours and the",
        "  people in them",
        "",
        "ann.bo@",
        "ledger.example",
    ]


def test_the_panel_says_since_when_and_where_the_article_was_filed() -> None:
    author = Author(
        name="Ann Bo",
        role="reporter",
        based_in="Odrava, Estmark",
        filed_from="Lindholm",
        since=datetime(2023, 5, 9, 12, tzinfo=UTC),
    )
    assert author_lines(author, 40).plain.split("\n") == [
        "Ann Bo",
        "reporter based in Odrava",
        "since May 2023",
        "filed from Lindholm",
    ]
    assert "filed" not in author_lines(replace(author, filed_from="Odrava"), 40).plain


def test_an_agency_has_the_colour_of_an_organisation() -> None:
    person, agency = (
        author_lines(Author(name="Reuters", kind=kind), 40) for kind in ("person", "organisation")
    )
    assert [str(span.style) for span in (*person.spans, *agency.spans)] == [
        "$person bold",
        "$organisation bold",
    ]


def test_several_authors_are_several_panels_and_who_helped_is_named_below() -> None:
    authors = (
        Author(name="Ann Bo", role="reporter", beats=("ports",)),
        Author(name="Per Aalto", role="editor"),
        Author(name="Ida Lund", part="contributor"),
    )
    fullest, *_, least = panel_versions(authors, 40)
    assert fullest.plain == "Ann Bo\nreporter\n\n– ports\n\nPer Aalto\neditor\n\nwith help from Ida Lund"
    assert least.plain == "Ann Bo\nreporter"
