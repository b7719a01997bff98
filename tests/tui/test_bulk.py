"""Several articles at once: selected in the list, marked as one deed, taken back as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model import View
from tests.tui.conftest import OpenReader, Reader
from tests.tui.shelf import shelved


def listed(reader: Reader) -> list[int]:
    return list(reader.screen.articles.ids)


def unread(reader: Reader) -> int:
    return reader.shelf.count(View("unread"))


async def test_v_and_movement_select_a_stretch_that_is_marked_as_one_deed(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids, before = listed(reader), unread(reader)
        await reader.press("j", "v", "j", "j")
        assert await reader.comes_to_show("3 selected")
        assert reader.shown().count("✓ ") == 3
        await reader.press("N")
        assert [article.read for article in reader.shelf.articles(ids[:5])] == [
            False,
            True,
            True,
            True,
            False,
        ]
        assert reader.note == "Marked 3 articles read."
        assert not reader.screen.articles.selecting
        await reader.press("ctrl+z")
        assert unread(reader) == before
        assert reader.note == "Taken back: 3 articles unread."


async def test_space_selects_single_rows_and_moves_on(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids = listed(reader)
        await reader.press("v", "space", "j", "space", "s")
        saved = reader.shelf.article_ids(View("saved"))
        assert {ids[0], ids[2]} <= set(saved)
        assert ids[1] not in saved


async def test_space_takes_a_row_out_of_the_selection_again(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids = listed(reader)
        await reader.press("v", "j", "j", "v", "k", "space")
        assert list(reader.screen.articles.selected) == [ids[0], ids[2]]


async def test_two_stretches_can_be_selected(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids = listed(reader)
        await reader.press("v", "j", "v", "j", "j", "v", "j")
        assert list(reader.screen.articles.selected) == [*ids[:2], *ids[3:5]]


async def test_escape_ends_the_selection_and_stays_in_the_list(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("v", "j", "escape")
        assert not reader.screen.articles.selecting
        assert reader.at == "list"
        assert "selected" not in reader.shown()
        await reader.press("s")
        assert reader.note == "Saved."


async def test_selecting_all_of_a_list_and_starring_it(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids = listed(reader)
        await reader.press("v", "G", "asterisk")
        assert all(article.starred for article in reader.shelf.articles(ids))
        assert reader.note == f"Starred: {len(ids)} articles."
        await reader.press("v", "g", "asterisk")
        assert not any(article.starred for article in reader.shelf.articles(ids))
        await reader.press("ctrl+z", "ctrl+z")
        assert not any(article.starred for article in reader.shelf.articles(ids))
        await reader.press("ctrl+y")
        assert all(article.starred for article in reader.shelf.articles(ids))


async def test_what_is_saved_in_part_is_saved_whole_first(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids = listed(reader)
        await reader.press("s", "v", "j", "s")
        assert [article.saved for article in reader.shelf.articles(ids[:2])] == [True, True]
        assert reader.note == "Saved: 1 article."
        await reader.press("ctrl+z")
        assert [article.saved for article in reader.shelf.articles(ids[:2])] == [True, False]


async def test_letting_go_of_a_saved_article_is_taken_back_at_its_place(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("s", "j", "s", "k")
        before = list(reader.shelf.article_ids(View("saved")))
        await reader.press("s", "ctrl+z")
        assert list(reader.shelf.article_ids(View("saved"))) == before


async def test_selected_articles_are_tagged_by_plus_and_minus(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids = listed(reader)
        await reader.press("v", "j", "t")
        assert await reader.comes_to_show("Tags of 2 articles")
        await reader.write("+to read -ports", "enter")
        assert [article.tags for article in reader.shelf.articles(ids[:2])] == [("to read",)] * 2
        assert reader.note == "Tags: +to read, −ports on 2 articles."
        await reader.press("ctrl+z")
        assert [article.tags for article in reader.shelf.articles(ids[:2])] == [("ports",), ()]


async def test_d_takes_the_selected_out_of_the_list_and_undo_brings_them_back(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids, before = listed(reader), unread(reader)
        await reader.press("j", "v", "j", "d")
        assert listed(reader) == [ids[0], *ids[3:]]
        assert reader.screen.articles.current is not None
        assert reader.screen.articles.current.id == ids[3]
        assert unread(reader) == before - 2
        assert await reader.comes_to_show(f"{before - 2} unread")
        await reader.press("ctrl+z")
        assert listed(reader) == ids
        await reader.press("ctrl+y")
        assert unread(reader) == before - 2


async def test_d_in_the_text_hides_the_article_being_read(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("enter", "d")
        assert 1 not in listed(reader)
        assert reader.note.startswith("Hidden")
        await reader.press("ctrl+z")
        assert 1 in reader.shelf.article_ids(View())


@pytest.mark.parametrize("key", ["K", "J"])
async def test_what_is_above_or_below_the_cursor_is_marked_read(
    reading: OpenReader, tmp_path: Path, key: str
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        ids, before = listed(reader), unread(reader)
        await reader.press("j", "j", key)
        marked = ids[:2] if key == "K" else ids[3:]
        assert {article.id for article in reader.shelf.articles(ids) if article.read} == set(marked)
        await reader.press("ctrl+z")
        assert unread(reader) == before
        await reader.press("g" if key == "K" else "G", key)
        assert reader.note == f"Everything {'above' if key == 'K' else 'below'} was read already."


async def test_a_upper_marks_only_what_is_selected(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        before = unread(reader)
        await reader.press("v", "j", "A")
        assert unread(reader) == before - 2


async def test_y_copies_the_addresses_of_what_is_selected(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("v", "j", "y")
        assert reader.app.clipboard == "https://example.org/story-1\nhttps://example.org/story-2"


async def test_o_opens_what_is_selected_but_not_many(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(shelved(tmp_path)) as reader:
        opened: list[str] = []
        monkeypatch.setattr(type(reader.screen), "browse", lambda _self, url: opened.append(url))
        await reader.press("v", "j", "o")
        assert opened == ["https://example.org/story-1", "https://example.org/story-2"]
        await reader.press("v", "G", "o")
        assert len(opened) == 2
        assert reader.note == "At most 5 pages are opened at once."


async def test_a_selection_outlives_what_another_program_brings(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("v", "j")
        selected = list(reader.screen.articles.selected)
        reader.screen.articles.reload()
        assert list(reader.screen.articles.selected) == selected
        await reader.press("j")
        assert len(reader.screen.articles.selected) == 3


async def test_another_view_has_nothing_selected(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("v", "j", "h", "j", "enter")
        assert not reader.screen.articles.selecting
