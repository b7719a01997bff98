"""The edition as values: what is in it, and that a wrong article file is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from reader.demo import Edition
from reader.demo.body import read_body
from tests.demo.conftest import NOW


def test_the_same_moment_gives_the_same_edition(edition: Edition) -> None:
    assert Edition.load(NOW) == edition


def test_a_later_moment_moves_every_article_along(edition: Edition) -> None:
    later = Edition.load(NOW + timedelta(days=1))
    shifts = {
        new.published - old.published for new, old in zip(later.articles, edition.articles, strict=True)
    }
    assert shifts == {timedelta(days=1)}


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Edition.load(datetime(2026, 11, 22))  # noqa: DTZ001


def test_articles_are_newest_first_and_none_lies_in_the_future(edition: Edition) -> None:
    dates = [article.published for article in edition.articles]
    assert dates == sorted(dates, reverse=True)
    assert max(dates) <= NOW


def test_every_outlet_has_articles_and_every_slug_is_its_own(edition: Edition) -> None:
    assert all(edition.of(outlet) for outlet in edition.outlets)
    assert len({article.slug for article in edition.articles}) == len(edition.articles)


def test_a_byline_becomes_the_writer_whom_the_house_knows(edition: Edition) -> None:
    [writer] = edition.article("tashrud-road").authors
    assert (writer.role, writer.based_in) == ("Central Asia correspondent", "Dushanbe, Tajikistan")


def test_a_byline_that_the_house_does_not_know_is_a_name_alone(edition: Edition) -> None:
    stranger = edition.article("halvorsen-larkspur-fight").authors[1]
    assert stranger == replace(edition.outlets[0].writer("Nobody"), name="Astrid Hauge")


def test_a_dateline_opens_the_first_paragraph_in_the_manner_of_the_house(edition: Edition) -> None:
    first = edition.article("sines-talks-collapse").paragraphs[0]
    assert first.startswith("LISBON, 19 Nov (Northwire) - Talks to end")


def test_a_paywalled_article_is_true_only_as_far_as_its_page_goes(edition: Edition) -> None:
    article = edition.article("castellan-bonds-test")
    assert len(article.parts) == article.shown
    assert "trading floors" not in " ".join(article.paragraphs)


def test_captions_are_blocks_but_no_part_of_the_clean_body() -> None:
    parts = read_body(
        "One.\n\n![A crane. | Ann Ash/Pool | A tall crane](crane.jpg)\n\nTwo.", media="/x/media/"
    )
    picture = parts[1].picture
    assert [part.kind for part in parts] == ["paragraph", "caption", "paragraph"]
    assert picture is not None
    assert (picture.url, picture.credit, picture.alt) == (
        "/x/media/crane.png",
        "Ann Ash/Pool",
        "A tall crane",
    )


def test_a_footnote_is_a_number_in_the_text_and_an_item_at_its_end() -> None:
    parts = read_body("Time passes.[^1] A set `[^1]`.\n\n[^1]: Slowly.\n\nThe end.")
    assert [part.blocks[0].text for part in parts] == ["Time passes.1 A set [^1].", "The end.", "Slowly."]
    assert '<li id="fn1">Slowly.</li>' in parts[2].html


def test_a_definition_list_is_terms_with_what_they_mean() -> None:
    [part] = read_body("Cell\n: The *square*.\n: A prison.\nRow\n: Cells.")
    assert [(block.kind, block.text) for block in part.blocks] == [
        ("term", "Cell"),
        ("definition", "The square."),
        ("definition", "A prison."),
        ("term", "Row"),
        ("definition", "Cells."),
    ]
    assert "<dt>Cell</dt>\n<dd>The <em>square</em>.</dd>" in part.html


def test_a_live_entry_has_its_time_apart_from_its_heading() -> None:
    [heading, _] = read_body("### 9:05 | Ships *move* again\n\nThey do.")
    assert (heading.time, heading.blocks[0].text, heading.blocks[0].level) == ("9:05", "Ships move again", 3)


def test_html_in_an_article_stays_text() -> None:
    [part] = read_body("A <b>bold</b> claim.")
    assert part.html == "<p>A &lt;b&gt;bold&lt;/b&gt; claim.</p>"
