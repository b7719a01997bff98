"""What a feed gave of an article, text and HTML, as one packed value.

The HTML says the text again, so both are deflated together: half the text's size in place of twice. Intel's
deflate does it in 12 microseconds an article, which the disk gives back; zlib, for where that has no build,
takes some 60 and makes the same format.
"""

from __future__ import annotations

import struct
import zlib

from reader.model import Packed
from reader.text import MAX_SUMMARY, shorten, summary_of
from reader.words import count_words, spaced

try:
    from isal import isal_zlib as _deflate

    _LEVEL = 0  # its lowest that packs at all
except ImportError:
    import zlib as _deflate  # type: ignore[no-redef]

    _LEVEL = 1
_RAW = -15  # without zlib's header and checksum
_LARGEST = 256 * 1024 * 1024
_PART = b"\0"
"""Between text and HTML: `safe_text` leaves none in a text."""
_CHECK = struct.Struct(">IIQ")


def pack(text: str, html: str | bytes, *, utf8: bytes | None = None, line: bool = False) -> Packed:
    """Return a safe text without NUL, and the HTML that it was made of, as the library keeps them. Whoever
    knows that the text is one `line`, as `safe_line` gives it, spares the look; the HTML may be in UTF-8, and
    `utf8` is the text in it, if that is there.

    Its check is CRC-32, Adler-32 and the length: a feed that wanted to hide a change would deceive its own
    readers, so speed counts more here than what a cryptographic hash is for.
    """
    apart = spaced(text)
    said = text.encode() if utf8 is None else utf8
    index = said if apart is text else apart.encode()
    data = _PART.join((said, html.encode("utf-8", "replace") if isinstance(html, str) else html))
    return Packed(
        body=_deflate.compress(data, _LEVEL, _RAW),
        check=_CHECK.pack(_deflate.crc32(data), _deflate.adler32(data), len(data)),
        index=index,
        words=count_words(text, apart, line=line),
        characters=len(text),
        summary=shorten(text, MAX_SUMMARY) if line else summary_of(text),
    )


def deflated(text: str, html: str) -> bytes:
    """Return both as `Packed.body` has them."""
    parts = (part.encode("utf-8", "replace") for part in (text, html))
    return _deflate.compress(_PART.join(parts), _LEVEL, _RAW)


def unpacked(kept: bytes | None, text: str | None = None, html: str | None = None) -> tuple[str, str]:
    """Return (text, HTML) of a row of `content`: packed, or in the columns that older rows have.

    What cannot be unpacked, because the file is damaged, is empty.
    """
    if kept is None:
        return text or "", html or ""
    try:
        whole = zlib.decompressobj(wbits=_RAW).decompress(kept, _LARGEST)
    except zlib.error:
        return "", ""
    said, _, markup = whole.partition(_PART)
    return said.decode("utf-8", "replace"), markup.decode("utf-8", "replace")
