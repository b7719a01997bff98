"""Articles as notes: front matter that any reader of YAML reads back, and what the person marked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.export.front_matter import front_matter, tag_name
from reader.export.notes import note_markdown
from tests.export.pieces import ARABIC, EMPTY, HOSTILE, WHOLE


def matter_of(note: str) -> dict[str, Any]:
    _, written, _ = note.split("---\n", 2)
    read = yaml.safe_load(written)
    assert isinstance(read, dict)
    return read


def test_front_matter_says_who_where_and_what_is_named() -> None:
    assert matter_of(note_markdown(WHOLE)) == {
        "title": 'Ferry: "240" \\ people & <more>',
        "authors": ["Ida Lund"],
        "role": "reporter",
        "place": "Oslo, Norway",
        "outlet": "The Meridian Post",
        "published": datetime(2026, 11, 30, 8, 30, tzinfo=UTC),
        "added": datetime(2026, 11, 30, 8, 30, tzinfo=UTC),
        "url": "https://news.example/1",
        "feed": "The Meridian Post",
        "language": "en",
        "tags": ["harbour-news", "2026-", "ports/north"],
        "read": False,
        "saved": False,
        "starred": True,
        "people": ["Ida Lund"],
        "places": ["Odrava: #1"],
        "organisations": ["Port Authority"],
        "other_names": ["- no"],
        "figures": ["240 people", "240 =2+5", "4 %"],
        "highlights": 2,
    }


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_whatever_a_feed_says_is_read_back_as_text(text: str, texts: list[str]) -> None:
    from reader.text import safe_line

    read = yaml.safe_load(front_matter({"title": text, "tags": texts}).strip("-")) or {}
    assert read.get("title", "") == safe_line(text)
    assert read.get("tags", []) == [safe_line(one) for one in texts]


@pytest.mark.parametrize(
    "text", ["no", "null", "~", "1.5", "2026-11-30", "a: b", "- x", "#", "\u2028x", "\ufeffx"]
)
def test_texts_that_yaml_would_take_for_something_else_stay_texts(text: str) -> None:
    (read,) = yaml.safe_load_all(front_matter({"title": text}).removesuffix("---"))
    assert isinstance(read["title"], str)


def test_highlights_are_quotes_with_their_notes_and_the_note_stands_before_them() -> None:
    note = note_markdown(WHOLE)
    assert note.endswith(
        "## Note\n\nAsk Ida.\n\n- when?\n\n## Highlights\n\n> 240 people\n\nSo few?\n\n> ferry\n"
    )
    alone = note_markdown(WHOLE, text=False)
    assert "said Ida Lund" not in alone.split("---\n")[2]
    assert "> 240 people\n\nSo few?" in alone


def test_pictures_that_lie_beside_a_note_take_the_place_of_those_of_the_web() -> None:
    note = note_markdown(WHOLE, {"https://pictures.example/a.png": "assets/a.png"})
    assert "![A quay & a ship](assets/a.png)" in note
    assert "![A map](https://pictures.example/b.png)" in note


def test_a_hostile_or_an_empty_article_breaks_no_front_matter() -> None:
    for piece in (HOSTILE, EMPTY, ARABIC):
        note = note_markdown(piece)
        matter_of(note)
        assert not {"\x1b", "\x07", "\u202e"} & set(note)


@pytest.mark.parametrize(
    ("tag", "name"), [("a b", "a-b"), ("C++ & Rust!", "C-Rust"), ("2026", "2026-"), ("#x", "x")]
)
def test_tags_have_the_form_that_obsidian_takes(tag: str, name: str) -> None:
    assert tag_name(tag) == name
