"""Tags: typed, completed, coloured, renamed and deleted on all articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation import default_colour
from reader.model import View
from reader.tui.tagging import COLOURS, Tagging, completed, ink_of, offered, read, two_names
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved

KNOWN = ["ports", "politics", "to read", "harbour", "reports"]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("ports, to read,, #ports", Tagging(("ports", "to read"))),
        ("", Tagging()),
        ("+ports", Tagging((), ("ports",))),
        ("+to read -ports", Tagging((), ("to read",), ("ports",))),
        ("-ports, +a-b, c", Tagging((), ("a-b", "c"), ("ports",))),
        ("−x\x1b +#y", Tagging((), ("y",), ("x",))),
        ("a -b", Tagging(("a -b",))),
    ],
)
def test_what_is_typed_is_the_whole_list_or_what_is_to_change(typed: str, asked: Tagging) -> None:
    assert read(typed) == asked


@given(st.text(max_size=80))
def test_whatever_is_typed_gives_names_without_spaces_around_them(typed: str) -> None:
    asked = read(typed)
    for name in (*asked.tags, *asked.added, *asked.removed):
        assert name == name.strip() != ""


def test_several_tags_are_offered_those_that_begin_so_first() -> None:
    assert offered("harbour, po", KNOWN) == ["ports", "politics", "reports"]
    assert offered("+a -PO", KNOWN) == ["ports", "politics", "reports"]
    assert offered("harbour, ", KNOWN) == []
    assert completed("+a -po", KNOWN) == "+a -ports"
    assert completed("harbour, to", KNOWN) == "harbour, to read"
    assert completed("x", KNOWN) is None


def test_a_tag_of_several_words_can_be_renamed() -> None:
    assert two_names("to read later on", KNOWN) == ("to read", "later on")
    assert two_names("ports #docks", KNOWN) == ("ports", "docks")
    assert two_names("ports", KNOWN) is None
    assert two_names("unknown new", KNOWN) is None


def test_a_name_has_always_the_same_colour_unless_the_person_gives_another() -> None:
    assert ink_of("ports", {}) == f"tag-{COLOURS[default_colour('Ports')]}"
    assert ink_of("ports", {"ports": 2}) == "tag-blue"
    assert ink_of("ports", {"ports": 999}).startswith("tag-")
    assert len({ink_of(f"tag {n}", {}) for n in range(100)}) == len(COLOURS)


async def test_the_prompt_offers_several_tags_and_tab_takes_the_first(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.write(":tag-rename ports politics", "enter")
        await reader.press("t", "ctrl+u")
        await reader.write("portraits", "enter")
        await reader.press("j", "t")
        await reader.write("po")
        assert await reader.comes_to_show("politics  portraits")
        await reader.press("tab", "enter")
        assert reader.article(2).tags == ("politics",)


async def test_a_tag_is_renamed_on_all_articles_and_undo_names_it_as_before(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        before = reader.shelf.count(View("tag", "ports"))
        await reader.write(":tag-rename ports docks and quays", "enter")
        assert reader.shelf.count(View("tag", "docks and quays")) == before
        assert await reader.comes_to_show("# docks and quays")
        assert reader.note == f"ports is called docks and quays now, on {before} articles."
        await reader.press("ctrl+z")
        assert await reader.comes_to_show("# ports")
        assert reader.shelf.count(View("tag", "ports")) == before
        await reader.write(":tag-rename nothing something", "enter")
        assert reader.note.startswith("Give a tag and its new name")


async def test_a_tag_is_deleted_and_comes_back(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        before = reader.shelf.count(View("tag", "ports"))
        await reader.write(":tag-delete ports", "enter")
        assert reader.shelf.tags() == []
        assert "# ports" not in reader.shown()
        await reader.press("ctrl+z")
        assert reader.shelf.count(View("tag", "ports")) == before
        await reader.write(":tag-delete nothing", "enter")
        assert reader.note == "No article is tagged nothing."


async def test_a_tag_gets_the_colour_that_is_asked_for(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.write(":tag-colour ports green", "enter")
        assert reader.shelf.marks.tag_colours() == {"ports": COLOURS.index("green")}
        assert "ports is green now." in reader.note
        inks = [row.ink for row in reader.screen.feeds._rows if row.kind == "tag"]
        assert inks == ["tag-green"]
        assert reader.screen.articles.tag_colours == {"ports": COLOURS.index("green")}
        await reader.press("ctrl+z")
        assert reader.shelf.marks.tag_colours() == {}
        await reader.write(":tag-colour ports mauve", "enter")
        assert reader.note.startswith("Give a tag and one of: violet")


async def test_stars_and_tags_stand_above_the_text_as_soon_as_they_are_set(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter")
        assert await reader.comes_to_show("#ports")
        await reader.press("asterisk", "s")
        assert await reader.comes_to_show("★ Starred  ◆ Saved  #ports")
        await reader.press("ctrl+z", "ctrl+z")
        assert await reader.comes_to_show_no("★ Starred")
