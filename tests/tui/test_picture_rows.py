"""Pictures in the reading pane, over a library in memory that decides what comes and when."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

import pytest

pytest.importorskip("PIL", reason="the extra `pictures` is not installed")


from reader.library import PictureError
from reader.model import Block, Canvas, Document, Drawing, Picture
from tests.tui import world
from tests.tui.conftest import OpenReader, Reader
from tests.tui.fake_library import FakeLibrary

PIER, FERRY = "https://odrava.example/pier.jpg", "https://odrava.example/ferry.jpg"
TROUBLE = "A picture could not be shown"


@dataclass
class Illustrated(FakeLibrary):
    """The library's pictures are `rows` lines high; an error's sentence stands for one that cannot be had."""

    pictures: dict[str, int | str | None] = field(default_factory=dict)
    wanted: list[tuple[int, str]] = field(default_factory=list)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    camera: asyncio.Event | None = None

    def picture_sizes(self, _: int) -> dict[str, tuple[int, int]]:
        return dict(self.sizes)

    async def picture(self, article_id: int, url: str, _: Canvas) -> Drawing | None:
        self.wanted.append((article_id, url))
        if self.camera is not None:
            await self.camera.wait()
        found = self.pictures[url]
        if isinstance(found, str):
            raise PictureError(found)
        return None if found is None else Drawing("half-block", 20, found, bytes(20 * 2 * found * 3))


def illustrated(*pictures: Picture, **library: object) -> Illustrated:
    """A library whose first article has those pictures after its second paragraph, and much text below."""
    captions = tuple(
        Block("caption", f"Caption {number}.", picture=number) for number in range(len(pictures))
    )
    below = tuple(Block("paragraph", f"Paragraph {number} of many. " * 8) for number in range(30))
    document = Document(title="Odrava", blocks=(*world.BODY[:2], *captions, *below), pictures=tuple(pictures))
    return Illustrated(documents={1: document}, **library)  # type: ignore[arg-type]


def picture_lines(reader: Reader) -> int:
    return sum("▀" * 20 in line for line in reader.shown().split("\n"))


async def test_pictures_come_by_a_key_and_go_by_it(reading: OpenReader) -> None:
    async with reading(illustrated(Picture(PIER), pictures={PIER: 7})) as reader:
        await reader.press("enter")
        assert picture_lines(reader) == 0
        await reader.press("I")
        assert picture_lines(reader) == 7
        assert "half-blocks" in reader.note
        assert await reader.comes_to_show("Caption 0.")
        await reader.press("I")
        assert picture_lines(reader) == 0
        assert await reader.comes_to_show("Caption 0.")


async def test_what_cannot_be_shown_is_one_quiet_line_and_reading_goes_on(reading: OpenReader) -> None:
    library = illustrated(
        Picture(PIER, width=900, height=600),
        Picture(FERRY, width=900, height=600),
        pictures={PIER: "odrava.example answered 404 Not Found", FERRY: "it is broken"},
    )
    async with reading(library) as reader:
        await reader.press("enter", "I")
        assert reader.note == f"{TROUBLE}: odrava.example answered 404 Not Found."
        assert picture_lines(reader) == 0
        shown = reader.shown()
        assert "Caption 0." in shown
        assert "Paragraph 0 of many." in shown
        await reader.press("space")
        assert await reader.comes_to_show("Paragraph")


async def test_lines_are_kept_free_for_a_picture_whose_size_is_known(reading: OpenReader) -> None:
    camera = asyncio.Event()
    library = illustrated(Picture(PIER, width=400, height=200), pictures={PIER: 10}, camera=camera)
    async with reading(library) as reader:
        await reader.press("enter")
        without = _row_of(reader, "Caption 0.")
        await reader.pilot.press("I")
        await reader.pilot.pause(0.3)
        kept = _row_of(reader, "Caption 0.")
        assert kept - without >= 10
        camera.set()
        await reader.pilot.pause(0.3)
        assert picture_lines(reader) == 10
        assert _row_of(reader, "Caption 0.") == without + 10


async def test_the_line_being_read_stays_when_a_picture_of_unknown_size_comes(reading: OpenReader) -> None:
    camera = asyncio.Event()
    library = illustrated(Picture(PIER), pictures={PIER: 12}, camera=camera)
    async with reading(library) as reader:
        await reader.press("enter")
        await reader.pilot.press("I", "pagedown")
        before, height = _text_lines(reader), reader.screen.reader.virtual_size.height
        assert "Caption 0." not in reader.shown()
        camera.set()
        await reader.pilot.pause(0.3)
        await reader.pilot.pause()
        assert reader.screen.reader.virtual_size.height == height + 12
        assert _text_lines(reader) == before


async def test_who_leaves_an_article_does_not_wait_for_its_pictures(reading: OpenReader) -> None:
    camera = asyncio.Event()
    library = illustrated(Picture(PIER), pictures={PIER: 12}, camera=camera)
    async with reading(library) as reader:
        await reader.press("enter")
        await reader.pilot.press("I")
        await reader.pilot.pause(0.3)
        assert library.wanted == [(1, PIER)]
        await reader.press("n")
        camera.set()
        await reader.pilot.pause(0.3)
        assert picture_lines(reader) == 0
        assert library.wanted == [(1, PIER)]


async def test_a_counter_of_readers_takes_no_line(reading: OpenReader) -> None:
    small, unknown = Picture(FERRY, width=1, height=1), Picture(PIER)
    library = illustrated(small, unknown, pictures={PIER: None})
    async with reading(library) as reader:
        await reader.press("enter", "I")
        assert library.wanted == [(1, PIER)], "one that is stated to be small is not even asked for"
        assert picture_lines(reader) == 0
        assert TROUBLE not in reader.note


async def test_without_the_extra_a_sentence_says_what_to_install(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    async with reading(illustrated(Picture(PIER), pictures={PIER: 7})) as reader:
        await reader.press("enter", "I")
        assert "pip install pillow 'textual-image<0.13'" in reader.note
        assert picture_lines(reader) == 0


def _text_lines(reader: Reader) -> list[tuple[int, str]]:
    """What of the paragraphs is on which row of the screen."""
    found = ((row, re.search(r"Paragraph \d+", line)) for row, line in enumerate(reader.shown().split("\n")))
    return [(row, words[0]) for row, words in found if words]


def _row_of(reader: Reader, words: str) -> int:
    lines = reader.shown().split("\n")
    return next(number for number, line in enumerate(lines) if words in line)
