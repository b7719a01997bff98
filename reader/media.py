"""What a file that comes with an article is: its type, its name, how it is told to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reader.lazily import lazily
from reader.model import Enclosure
from reader.text import safe_line

if TYPE_CHECKING:
    import mimetypes
else:
    mimetypes = lazily("mimetypes")


def kind_of(enclosure: Enclosure) -> str:
    """Return a file's media type: as the feed says, else as its address ends; "" if that says nothing."""
    said = (enclosure.type or "").partition(";")[0].strip().lower()
    if said and said != "application/octet-stream":
        return said
    return mimetypes.guess_type(_path_of(enclosure.url))[0] or said


def is_played(enclosure: Enclosure) -> bool:
    """Whether a file is one to be heard or seen."""
    return kind_of(enclosure).partition("/")[0] in {"audio", "video"}


def name_of(enclosure: Enclosure) -> str:
    """Return what a file is called: its title, else the end of its address."""
    last = unquote(_path_of(enclosure.url)).rpartition("/")[2]
    return safe_line(enclosure.title or last or enclosure.url, 120)


def lasting(seconds: int | None) -> str:
    """Return a duration as a clock shows it, "" for none."""
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"


def sized(length: int | None) -> str:
    """Return a size in bytes as people write it, "" for none."""
    if length is None or length <= 0:
        return ""
    if length < 1000:
        return f"{length} B"
    amount, unit = length / 1000, "kB"
    for larger in ("MB", "GB"):
        if amount < 999.5:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.1f} {unit}" if amount < 99.95 else f"{amount:,.0f} {unit}"


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
