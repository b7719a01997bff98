"""What goes through the pipes between this program's processes: four bytes of length, big-endian, and so many
of MessagePack."""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import msgspec

LENGTH = struct.Struct(">I")
AT_ONCE = 1024 * 1024
"""Bytes that wait in a pipe and before it: a feed and its document pass in one go, not in ten."""
LARGEST_FRAME = 256 * 1024 * 1024


def framed(message: object) -> bytearray:
    """Return a message as it goes through a pipe."""
    frame = bytearray(LENGTH.size)
    _encoder().encode_into(message, frame, LENGTH.size)
    LENGTH.pack_into(frame, 0, len(frame) - LENGTH.size)
    return frame


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    """What writes messages: loaded with the first, for questions go out before."""
    import msgspec

    return msgspec.msgpack.Encoder()
