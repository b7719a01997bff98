"""Pictures and sounds made from a name: a landscape as a PNG, a chime as a WAV. Same name, same bytes."""

from __future__ import annotations

import struct
from functools import lru_cache
from math import exp, isqrt, pi, sin
from zlib import compress, crc32

WIDTH, HEIGHT = 320, 180
_SHORE = 148
_DARK = (18, 30, 34)
_SKIES = (
    ((24, 44, 92), (240, 170, 120)), ((86, 140, 190), (226, 232, 228)), ((60, 70, 84), (176, 180, 178)),
    ((120, 60, 90), (250, 200, 130)), ((20, 24, 48), (96, 110, 150)), ((150, 190, 210), (250, 240, 214)),
)  # fmt: skip
_RATE = 8000


@lru_cache(maxsize=128)
def picture(name: str) -> bytes:
    """A PNG of 320 by 180 pixels: a sky, a sun, three ranges of hills and water."""
    seed = crc32(name.encode())
    rows = (b"\0" + bytes(row) for row in zip(*_columns(seed), strict=True))  # 0: the filter "none"
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    chunks = (
        _chunk(b"IHDR", header),
        _chunk(b"PLTE", _palette(seed)),
        _chunk(b"IDAT", compress(b"".join(rows), 6)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@lru_cache(maxsize=8)
def sound(name: str) -> bytes:
    """A WAV of two seconds, 8 kHz, 8 bit, one channel."""
    pitch = 330 + crc32(name.encode()) % 220
    samples = bytes(
        128 + round(90 * exp(-2.2 * t / _RATE) * sin(2 * pi * pitch * t / _RATE)) for t in range(2 * _RATE)
    )
    form = struct.pack("<HHIIHH", 1, 1, _RATE, _RATE, 1, 8)
    size = 4 + 8 + len(form) + 8 + len(samples)
    start = b"RIFF" + struct.pack("<I", size) + b"WAVEfmt " + struct.pack("<I", len(form))
    return start + form + b"data" + struct.pack("<I", len(samples)) + samples


def _ridge(seed: int, height: float) -> list[int]:
    """The y of a range of hills at every x."""
    waves = [(1 + (seed >> bit) % 5, (seed >> (bit + 3)) % 7) for bit in (0, 5, 11)]
    swell = [sum(sin(2 * pi * n * x / WIDTH + phase) / n for n, phase in waves) for x in range(WIDTH)]
    return [round(HEIGHT * (height + 0.05 * rise)) for rise in swell]


def _columns(seed: int) -> list[bytes]:
    """Every column from the top as numbers of the palette: each row has its own, but hills, sun and water."""
    ridges = [_ridge(seed >> shift, 0.42 + 0.13 * depth) for depth, shift in enumerate((0, 7, 14))]
    sun_x, sun_y, radius = 40 + seed % 240, 30 + (seed >> 9) % 40, 13
    columns = []
    for x in range(WIDTH):
        column = bytearray(range(HEIGHT))
        if (reach := radius**2 - (x - sun_x) ** 2) > 0:
            half = isqrt(reach)
            column[sun_y - half : sun_y + half] = bytes([HEIGHT + len(ridges)]) * (2 * half)
        for number, ridge in enumerate(ridges, HEIGHT):
            column[ridge[x] :] = bytes([number]) * (HEIGHT - ridge[x])
        column[_SHORE:] = bytes(range(_SHORE, HEIGHT))
        columns.append(bytes(column))
    return columns


def _palette(seed: int) -> bytes:
    """The colours of the rows, then of three ranges of hills, then of the sun."""
    top, low = _SKIES[seed % len(_SKIES)]
    sky = [_mix(top, low, min(1.0, y / (0.6 * HEIGHT))) for y in range(_SHORE)]
    water = [_mix(top, _DARK, 0.4 + 0.03 * (y % 5)) for y in range(_SHORE, HEIGHT)]
    hills = [_mix(low, _DARK, 0.45 + 0.25 * depth) for depth in range(3)]
    return b"".join(bytes(colour) for colour in (*sky, *water, *hills, (252, 240, 206)))


def _mix(one: tuple[int, ...], other: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))
