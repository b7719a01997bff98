"""What is made of the bytes of a picture, sound or hostile."""

import struct
import zlib

import pytest

pytest.importorskip("PIL", reason="the extra `pictures` is not installed")

from PIL import Image, features

from reader.pictures import keep, kind_of
from tests.pictures.samples import BLUE, RED, decoded, encoded, halves, near


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_every_kind_of_picture_is_read(kind: str) -> None:
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow has no AVIF")
    kept = keep(encoded(halves(), kind))
    assert (kept.width, kept.height, kept.error) == (640, 360, None)
    image = decoded(kept.data).convert("RGB")
    assert near(image.getpixel((20, 20)), RED)
    assert near(image.getpixel((620, 340)), BLUE)


def test_a_large_picture_is_kept_smaller_and_its_size_remembered() -> None:
    kept = keep(encoded(halves(4000, 2000), "JPEG"))
    assert (kept.width, kept.height) == (4000, 2000)
    assert decoded(kept.data).size == (1280, 640)


def test_a_photo_is_kept_as_jpeg_and_a_chart_as_png() -> None:
    assert kind_of(keep(encoded(halves(), "JPEG")).data) == "JPEG"
    assert kind_of(keep(encoded(halves(), "PNG")).data) == "PNG"
    noise = Image.merge("RGB", [Image.effect_noise((800, 600), 90)] * 3)
    assert kind_of(keep(encoded(noise, "PNG")).data) == "JPEG"


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise: its left is what was above
    kept = keep(encoded(halves(), "JPEG", exif=exif))
    image = decoded(kept.data)
    assert (kept.width, kept.height) == image.size == (360, 640)
    assert near(image.getpixel((180, 10)), RED)
    assert near(image.getpixel((180, 630)), BLUE)


def test_where_the_photo_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home"
    assert b"at home" in encoded(halves(), "JPEG", exif=exif)
    assert b"at home" not in keep(encoded(halves(), "JPEG", exif=exif)).data


def test_the_first_frame_of_a_moving_picture_is_shown() -> None:
    frames = [Image.new("P", (300, 200), 0), Image.new("P", (300, 200), 1)]
    for frame in frames:
        frame.putpalette([*RED, *BLUE])
    kept = keep(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert near(decoded(kept.data).convert("RGB").getpixel((150, 100)), RED)


def test_printers_colours_become_those_of_a_screen() -> None:
    kept = keep(encoded(halves().convert("CMYK"), "JPEG"))
    assert decoded(kept.data).mode == "RGB"
    assert near(decoded(kept.data).getpixel((20, 20)), RED, 20)


def test_a_palette_with_a_hole_keeps_the_hole() -> None:
    image = Image.new("P", (300, 200), 0)
    image.putpalette([*RED, *BLUE])
    kept = decoded(keep(encoded(image, "PNG", transparency=0)).data)
    assert kept.mode == "RGBA"
    assert kept.getchannel("A").getpixel((5, 5)) == 0


def test_sixteen_bits_of_grey_keep_their_lights() -> None:
    image = Image.new("I;16", (300, 200), 128 * 256)
    assert near(decoded(keep(encoded(image)).data).getpixel((5, 5)), (128, 128, 128), 2)


def test_a_counter_of_readers_and_an_icon_are_not_worth_keeping() -> None:
    for size in ((1, 1), (64, 64), (728, 90)):
        kept = keep(encoded(halves(*size)))
        assert (kept.width, kept.height, kept.data, kept.error) == (*size, b"", None)


def _png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    body = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


@pytest.mark.parametrize("size", [(30_000, 30_000), (2_000_000, 600), (7_000, 6_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    assert keep(_png_that_says(*size)).error == "it has more than 40 million pixels"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_broken_picture_is_an_error_and_never_a_crash(kind: str) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((320, 240), 90)] * 3)
    whole = encoded(noise, kind)
    assert keep(whole[: len(whole) // 2]).error == "it is broken"
    for at in range(20, len(whole), len(whole) // 25):
        spoilt = keep(whole[:at] + b"\xff\x00\xd8" + whole[at + 3 :])
        assert spoilt.error is not None or spoilt.data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='900' height='900'/>",
        b"<!doctype html><title>Not found</title>",
        b"BM" + bytes(500),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 900 900\n",
        b"II*\x00" + bytes(500),
    ],
)
def test_nothing_but_the_five_kinds_is_looked_at(data: bytes) -> None:
    assert keep(data).error == "it is not a JPEG, PNG, GIF, WebP or AVIF picture"


def test_more_than_eight_megabytes_are_not_looked_at() -> None:
    assert keep(b"\xff\xd8\xff" + bytes(9 * 2**20)).error == "it has more than 8 MB"
