"""Threat 13: a picture costs little, whatever it says of itself, and is looked at in another process."""

from __future__ import annotations

import asyncio
import json
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from reader.worker import Worker

if TYPE_CHECKING:
    from reader.model import KeptPicture

pytest.importorskip("PIL")


def png(width: int, height: int, data: bytes = b"", *chunks: tuple[bytes, bytes]) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def gif(width: int, height: int, frames: int, frame: tuple[int, int]) -> bytes:
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    image = b"," + struct.pack("<HHHHB", 0, 0, *frame, 0) + b"\x02\x02\x44\x01\x00"
    return screen + image * frames + b";"


LAUGHS = zlib.compress(b"\0" * 2**27, 9)
BOMBS = {
    "a PNG of 10,000,000,000 pixels": png(100_000, 100_000, LAUGHS),
    "a sound PNG of 50,000,000 pixels": png(10_000, 5_000, zlib.compress(b"\0" * 10_001 * 5_000)),
    "a PNG as long as can be said": png(2**31 - 1, 1, LAUGHS),
    "a PNG whose data are far more than its pixels": png(400, 400, LAUGHS),
    "a PNG with 128 MB of remarks": png(400, 400, b"", (b"zTXt", b"a\0\0" + LAUGHS)),
    "a PNG with 128 MB of colours": png(400, 400, b"", (b"iCCP", b"a\0\0" + LAUGHS)),
    "a GIF of 65535 by 65535": gif(65535, 65535, 1, (65535, 65535)),
    "a GIF of 500,000 frames": gif(1, 1, 500_000, (1, 1)),
    "a GIF one pixel high and all columns wide": gif(65535, 1, 1, (65535, 1)),
    "a JPEG of 65500 by 65500": b"\xff\xd8\xff\xc0\0\x11\x08\xff\xdc\xff\xdc\x03\x01\x22\0"
    b"\x02\x11\x01\x03\x11\x01\xff\xd9",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
async def test_a_picture_that_is_a_bomb_is_refused_soon_and_the_next_is_read(bomb: bytes) -> None:
    worker = Worker()
    try:
        async with asyncio.timeout(60):
            found: KeptPicture = await worker.keep_picture(bomb)
            assert found.error or found.width * found.height <= 400 * 400
            assert len(found.data) < 10_000
            again = await worker.keep_picture(png(400, 300, zlib.compress(b"\0" * 401 * 300)))
            assert (again.width, again.height, again.error) == (400, 300, None)
    finally:
        await worker.close()


def test_no_picture_is_decoded_where_the_screen_is_drawn() -> None:
    script = """
import asyncio, json, sys
from reader.worker import Worker
async def look():
    worker = Worker()
    found = await worker.keep_picture(open(0, "rb").read())
    await worker.close()
    return found.width
print(json.dumps([asyncio.run(look()), "PIL" in sys.modules]))
"""
    picture = png(400, 300, zlib.compress(b"\0" * 401 * 300))
    done = subprocess.run([sys.executable, "-c", script], input=picture, capture_output=True, check=True)
    assert json.loads(done.stdout) == [400, False]
