"""`a`: addresses kept to read later, offered from the clipboard, without a network, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model import View
from tests.test_clipboard import give
from tests.test_later import free_port
from tests.tui.conftest import OpenReader
from tests.tui.shelf import shelved


async def test_a_offers_the_address_in_the_clipboard(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"http://127.0.0.1:{free_port()}/page"
    give(tmp_path, monkeypatch, "xclip", f"printf '%s' '{address}'")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("a")
        assert await reader.comes_to_show(address)
        await reader.press("enter")
        assert reader.note.startswith("Kept, and fetched when it can be reached: ")
        saved = reader.shelf.articles(reader.shelf.article_ids(View("saved")))
        assert saved[0].url == address
        await reader.press("ctrl+z")
        assert "is not kept" in reader.note
        assert all(one.url != address for one in reader.shelf.articles(reader.shelf.article_ids(View())))
        await reader.press("ctrl+y")
        assert reader.shelf.articles(reader.shelf.article_ids(View("saved")))[0].url == address


async def test_what_is_typed_takes_the_place_of_what_the_clipboard_offers(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(tmp_path, monkeypatch, "xclip", "printf 'https://example.org/clipboard'")
    page = tmp_path / "page.txt"
    page.write_text("Harbour reopens\n\nThe ferry carried 240 people on Sunday.\n", encoding="utf-8")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("a")
        assert await reader.comes_to_show("https://example.org/clipboard")
        await reader.write(str(page), "enter")
        assert await reader.comes_to_show("The ferry carried 240 people")
        assert reader.note.startswith("Kept “The ferry carried")


async def test_a_clipboard_without_an_address_offers_nothing(
    reading: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(tmp_path, monkeypatch, "xclip", "printf 'a shopping list'")
    async with reading(shelved(tmp_path)) as reader:
        await reader.press("a")
        assert reader.screen.asking
        assert "shopping" not in reader.shown()
