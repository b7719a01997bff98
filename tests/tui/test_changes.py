"""Changes of articles at the keys: the sign in the list, the line above the text, the screen of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from reader.config import KeysPreset
from reader.library import Library
from reader.model import Entry, FeedDocument, View
from reader.storage import Store
from reader.tui import signs
from reader.tui.app import ReaderApp
from reader.tui.screens.changes import ChangesText
from reader.tui.terminal import Terminal
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary
from tests.tui.shelf import shelved

BODY = (
    "The ferry carried 240 people on Sunday, mayor Ana Ruiz said.",
    *(f"Line {word} of the story says nothing new at all." for word in ("one", "two", "three")),
    "It leaves again on Monday from the old pier.",
)
NOTE = "Correction: An earlier version of this article gave another number."
ENTRY = Entry(
    guid="ferry",
    url="https://harbour.example/ferry",
    title="Ferry returns",
    published=world.NOW,
    language="en",
)


def said(*paragraphs: str, title: str = "Ferry returns") -> Entry:
    html = "".join(f"<p>{one}</p>" for one in paragraphs)
    return replace(ENTRY, title=title, text=" ".join(paragraphs), content_html=html)


def changed(folder: Path, *entries: Entry, read: bool = False, settings: str = "") -> Library:
    """A library whose newest article was each of these entries in turn, every five minutes another."""
    library = shelved(folder, settings=f"engine = 'light'\n{settings}")
    with Store.open(folder / "library.db") as store:
        for number, entry in enumerate(entries):
            when = world.NOW + timedelta(minutes=5 * number)
            store.record_fetch(1, FeedDocument(entries=(entry,)), checked=when)
            if read:
                store.set_read([store.articles(View("feed", "1"))[0].id], True)
    return library


FIRST = said(*BODY)
SECOND = said(BODY[0].replace("240", "260"), *BODY[1:], title="Ferry is back")
THIRD = said(BODY[0].replace("240", "260"), *BODY[1:], NOTE, title="Ferry is back")


async def on_ferry(reader: Reader) -> None:
    """Go to the article in the list of all."""
    await reader.press(*":all", "enter", "home")
    assert reader.screen.articles.current is not None
    assert "Ferry" in reader.screen.articles.current.title


def row(reader: Reader) -> str:
    """The line of the list that has the article's signs."""
    lines = reader.shown().splitlines()
    return lines[next(number for number, line in enumerate(lines) if "Ferry" in line) + 1]


async def test_the_list_has_a_sign_for_what_changed_after_it_came(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(changed(tmp_path, FIRST, SECOND)) as reader:
        await on_ferry(reader)
        assert "±" in row(reader)
        assert reader.shown().count("±") == 1


async def test_the_sign_is_stronger_until_who_had_read_it_looks_again(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(changed(tmp_path, FIRST, SECOND, read=True), width=150) as reader:
        await on_ferry(reader)

        def ink() -> str:
            strips = reader.app.screen._compositor.render_strips()
            signs = [str(part.style) for strip in strips for part in strip if "±" in part.text]
            return signs[0]

        before = ink()
        assert "bold" in before
        await reader.press("enter")
        assert await reader.comes_to_show("Changed")
        await reader.press("h", "h")
        assert "bold" not in ink()
        assert reader.shelf.articles(reader.screen.articles.ids[:1])[0].missed is False


async def test_above_the_text_stands_what_changed(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(changed(tmp_path, FIRST, SECOND), width=200) as reader:
        await on_ferry(reader)
        await reader.press("enter")
        assert await reader.comes_to_show("± Changed 20 Nov 2026, 09:05: the headline, a figure")
        assert await reader.comes_to_show("(U shows it)")


async def test_nothing_is_said_of_what_has_not_changed(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(changed(tmp_path, FIRST, FIRST), width=150) as reader:
        await on_ferry(reader)
        assert "±" not in reader.shown()
        await reader.press("enter")
        assert "Changed" not in reader.shown()
        await reader.press("U")
        assert (reader.top, reader.note) == ("MainScreen", "This article has not changed since it came.")


async def test_the_screen_shows_every_change_the_newest_first_with_signs(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(changed(tmp_path, FIRST, SECOND, THIRD), width=150) as reader:
        await on_ferry(reader)
        await reader.press("U")
        assert reader.top == "ChangesScreen"
        assert await reader.comes_to_show("1 of 3")
        shown = reader.shown()
        assert (
            "Correction\n" in "\n".join(line.strip() for line in shown.splitlines()) or "Correction " in shown
        )
        assert shown.index("Correction") < shown.index("Silent edit: the headline, a figure")
        assert f"+ {NOTE}" in shown
        assert "± Ferry [-returns-] {+is back+}" in shown
        assert "± The ferry carried [-240-] {+260+} people on Sunday" in shown
        assert "5 paragraphs unchanged" in shown
        assert "4 paragraphs unchanged" in shown
        assert "Line two of the story" not in "".join(line[29:121] for line in shown.splitlines())


async def test_n_and_p_go_from_change_to_change_and_y_copies_one(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(changed(tmp_path, FIRST, SECOND, THIRD), width=80, height=24) as reader:
        await on_ferry(reader)
        await reader.press("U")
        text = reader.app.screen.query_one(ChangesText)
        assert (text.stop, text.stops) == (0, 3)
        await reader.press("n", "n")
        assert await reader.comes_to_show("3 of 3")
        assert await reader.comes_to_show("[-240-] {+260+}")
        await reader.press("y")
        assert reader.app.clipboard == f"- {BODY[0]}\n+ {BODY[0].replace('240', '260')}"
        await reader.press("n")
        assert text.stop == 2
        assert await reader.comes_to_show("This is the last change")
        await reader.press("p", "p", "p")
        assert text.stop == 0


async def test_many_changes_are_scrolled_to_and_through(reading: OpenReader, tmp_path: Path) -> None:
    entries = [said(f"It carried {n} people.", *BODY[1:]) for n in range(9)]
    async with reading(changed(tmp_path, *entries), width=80, height=24) as reader:
        await on_ferry(reader)
        await reader.press("U")
        text = reader.app.screen.query_one(ChangesText)
        await reader.press(*"nnnnnnn")
        assert await reader.comes_to_show("[-0-] {+1+}")
        await reader.press("g")
        assert await reader.comes_to_show("[-7-] {+8+}")
        await reader.press("space")
        top = text.scroll_y
        assert top > 0
        await reader.press("k")
        assert text.scroll_y == top - 1


async def test_enter_opens_the_article_and_escape_goes_back_to_the_list(
    reading: OpenReader, tmp_path: Path
) -> None:
    async with reading(changed(tmp_path, FIRST, SECOND), width=150) as reader:
        await on_ferry(reader)
        await reader.press("U", "escape")
        assert (reader.top, reader.at) == ("MainScreen", "list")
        await reader.press("U", "enter")
        assert (reader.top, reader.at) == ("MainScreen", "reader")
        assert reader.screen.reader.article is not None
        assert reader.screen.reader.article.title == "Ferry is back"
        await reader.press("U", "U")
        assert (reader.top, reader.at) == ("MainScreen", "reader")


async def test_the_command_does_what_the_key_does(reading: OpenReader, tmp_path: Path) -> None:
    async with reading(changed(tmp_path, FIRST, SECOND)) as reader:
        await on_ferry(reader)
        await reader.press("colon")
        await reader.write("changes", "enter")
        assert reader.top == "ChangesScreen"


@pytest.mark.parametrize("preset", ["default", "vim", "newsboat", "eilmeldung"])
async def test_every_preset_has_the_key(reading: OpenReader, tmp_path: Path, preset: KeysPreset) -> None:
    library = changed(tmp_path, FIRST, SECOND, settings=f'keys_preset = "{preset}"\n')
    async with reading(library) as reader:
        keys = ("'", "U") if preset == "eilmeldung" else ("U",)
        assert reader.screen.keymap.printed("changes") == "".join(keys)
        assert reader.screen.keymap.troubles == ()
        await on_ferry(reader)
        await reader.press(*("apostrophe" if key == "'" else key for key in keys))
        assert reader.top == "ChangesScreen"


async def test_signs_in_ascii_are_ascii_here_too(tmp_path: Path) -> None:
    app = ReaderApp(changed(tmp_path, FIRST, SECOND), None, Terminal(ascii=True))
    try:
        async with app.run_test(size=(150, 40)) as pilot:
            reader = Reader(pilot, cast(FakeLibrary, app.library))
            await on_ferry(reader)
            assert "~" in row(reader)
            await reader.press("enter")
            assert await reader.comes_to_show("~ Changed")
            await reader.press("U")
            assert await reader.comes_to_show("~ Ferry [-returns-] {+is back+}")
            assert "±" not in reader.shown()
    finally:
        signs.use(signs.UNICODE)


async def test_what_is_hostile_is_drawn_as_text(reading: OpenReader, tmp_path: Path) -> None:
    evil = said("It carried [red]240[/] \x1b]0;x\x07people\u202e.", title=world.EVIL_TITLE)
    async with reading(changed(tmp_path, FIRST, evil), width=150) as reader:
        await reader.press(*":all", "enter", "home", "U")
        assert await reader.comes_to_show("[red]240[/]")
        assert "\x1b" not in reader.shown()
        assert "\u202e" not in reader.shown()
