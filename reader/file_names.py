"""Names for files, made of what feeds say: they stay in their folder and steer nothing.

Such a name has no separator, no sign that a system or a shell reads as more than a letter, no dot in front,
and an ending that is one of sounds, films, pictures, books and documents, never one of a program.
"""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from reader.text import safe_line

LONGEST = 120
"""Bytes of a name without its ending; file systems take 255, and an ending and a number come after it."""
ENDINGS = frozenset(
    [
        "mp3",
        "m4a",
        "m4b",
        "aac",
        "ac3",
        "ogg",
        "oga",
        "opus",
        "flac",
        "wav",
        "aiff",
        "wma",
        "mp4",
        "m4v",
        "mkv",
        "webm",
        "mov",
        "avi",
        "mpg",
        "mpeg",
        "ogv",
        "3gp",
        "pdf",
        "epub",
        "mobi",
        "djvu",
        "txt",
        "md",
        "srt",
        "vtt",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "avif",
        "tif",
        "tiff",
        "bmp",
        "zip",
        "gz",
        "xz",
        "tar",
        "torrent",
    ]
)
_OTHER = "bin"
_BY_TYPE = {
    "audio/mpeg": "mp3",
    "audio/mp3": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/opus": "opus",
    "audio/flac": "flac",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "video/mp4": "mp4",
    "video/x-m4v": "m4v",
    "video/quicktime": "mov",
    "image/jpeg": "jpg",
    "text/plain": "txt",
}
_UNFIT = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f`$;&!%{}]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)")


def safe_name(text: str, otherwise: str = "file") -> str:
    """Return `text` as the name of a file or folder, without an ending; `otherwise` if nothing is left."""
    name = unicodedata.normalize("NFC", _UNFIT.sub(" ", safe_line(text[:2000])))
    name = " ".join(name.split()).lstrip(".-~ ").rstrip(". ")
    name = _cut(name).rstrip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    return name or otherwise


def ending(kind: str | None, url: str) -> str:
    """Return the ending of a file of that media type, or at that address, with its dot."""
    said = (kind or "").partition(";")[0].strip().lower()
    guessed = (mimetypes.guess_extension(said) or "").removeprefix(".")
    for one in (_BY_TYPE.get(said, ""), _ending_of(url), guessed):
        if one in ENDINGS:
            return f".{one}"
    return f".{_OTHER}"


def _ending_of(url: str) -> str:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    return PurePosixPath(path).suffix.removeprefix(".").lower()


def _cut(name: str) -> str:
    """Cut a name to its longest, between letters and not before a mark that combines."""
    written = name.encode("utf-8")
    if len(written) <= LONGEST:
        return name
    cut = written[:LONGEST].decode("utf-8", "ignore")
    while cut and unicodedata.combining(name[len(cut)]):
        cut = cut[:-1]
    return cut
