"""A kept picture, made ready for each kind of terminal."""

import base64
import re

import pytest

pytest.importorskip("PIL", reason="the extra `pictures` is not installed")
pytest.importorskip("textual_image", reason="the extra `pictures` is not installed")

from PIL import Image

from reader.model import Canvas
from reader.pictures import draw, fitted, keep
from tests.pictures.samples import BLUE, RED, decoded, encoded, halves, near

PHOTO = keep(encoded(halves())).data


@pytest.mark.parametrize(
    ("size", "cells"),
    [
        ((640, 360), (60, 17)),  # as wide as the column: 600 by 340 pixels
        ((3000, 3000), (40, 20)),  # as high as the rows, square
        ((200, 150), (40, 15)),  # twice its size and no more
        ((5000, 100), (60, 1)),
        ((100, 9000), (1, 20)),
    ],
)
def test_a_picture_keeps_its_shape_within_columns_and_rows(
    size: tuple[int, int], cells: tuple[int, int]
) -> None:
    assert fitted(*size, Canvas("kitty", 60, 20, 10, 20)) == cells


def test_half_blocks_are_two_pixels_a_cell() -> None:
    drawing = draw(PHOTO, Canvas("half-block", 40, 20))
    assert (drawing.columns, drawing.rows) == (40, 11)
    assert len(drawing.pixels) == 40 * 22 * 3
    assert near(drawing.pixels[:3], RED)
    assert near(drawing.pixels[-3:], BLUE)


def test_holes_show_the_themes_background() -> None:
    image = Image.new("RGBA", (400, 300), (255, 255, 255, 0))
    drawing = draw(keep(encoded(image)).data, Canvas("half-block", 40, 20, background=(9, 18, 27)))
    assert set(zip(*[iter(drawing.pixels)] * 3, strict=True)) == {(9, 18, 27)}


def test_each_row_of_sixel_is_a_picture_of_one_row_of_cells() -> None:
    drawing = draw(PHOTO, Canvas("sixel", 40, 20, 9, 17))
    assert len(drawing.lines) == drawing.rows > 5
    for line in drawing.lines:
        assert re.fullmatch(r'\x1bP0;0;0q"1;1;360;17[#!0-9;?-~$-]*\x1b\\', line)


def test_kitty_is_sent_the_picture_once_and_then_placeholders() -> None:
    drawing = draw(PHOTO, Canvas("kitty", 40, 20, 10, 20))
    messages = re.findall(r"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\", drawing.transmission)
    assert "".join(f"\x1b_G{keys}{';' if data else ''}{data}\x1b\\" for keys, data in messages) == (
        drawing.transmission
    )
    sent = decoded(base64.b64decode("".join(data for _, data in messages)))
    assert near(sent.convert("RGB").getpixel((5, 5)), RED)
    assert messages[-1][0] == f"a=p,i={drawing.number},c={drawing.columns},r={drawing.rows},U=1,q=2"
    assert all("q=2" in keys.split(",") for keys, _ in messages), "an answer would be taken for keys"
    assert [line.count("\U0010eeee") for line in drawing.lines] == [drawing.columns] * drawing.rows


def test_two_pictures_have_two_numbers() -> None:
    canvas = Canvas("kitty", 40, 20)
    assert draw(PHOTO, canvas).number != draw(PHOTO, canvas).number
