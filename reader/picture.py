"""Pictures of articles, as frozen values: what a page says of one, and what is kept and drawn of it."""

from __future__ import annotations

from typing import Literal

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo or graphic of the article: where it is, what it shows, who made it.

    `width` and `height` are in pixels as the page states them, 0 where it does not.
    """

    url: str | None = None
    caption: str = ""
    credit: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0


PictureProtocol = Literal["half-block", "sixel", "kitty"]


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture as the library keeps it: upright, of a bounded size, a JPEG or PNG of our own making.

    `width` and `height` are the pixels of the picture as it came. `data` is empty where there is nothing
    worth showing; `error` is one sentence when the bytes were no usable picture.
    """

    data: bytes = b""
    width: int = 0
    height: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a picture is drawn on: at most `columns` by `rows` cells of a terminal, each of `cell_width` by
    `cell_height` pixels. `background` (red, green, blue) shows where the picture is transparent."""

    protocol: PictureProtocol
    columns: int
    rows: int
    cell_width: int = 10
    cell_height: int = 20
    background: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture made ready for a canvas, `columns` by `rows` cells of it.

    Half-blocks: `pixels` holds red, green and blue of two pixels a cell, row after row. Sixel: `lines` holds
    the sequence that draws each row. Kitty: `transmission` is to be written once, `lines` holds the
    placeholders of each row, to be written in the colour whose three bytes are the low ones of `number`.
    """

    protocol: PictureProtocol
    columns: int
    rows: int
    pixels: bytes = b""
    lines: tuple[str, ...] = ()
    transmission: str = ""
    number: int = 0
