"""What may reach a terminal: foreign text cleaned of all that could steer it. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import accumulate

_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# Nearly all text is of these characters alone; to see that is fifty times cheaper than to look for the rest.
_ORDINARY = re.compile(
    "[\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205f\u20a0-\u20cf"
    "\u3000-\u3029\u3040-\u3098\u309b-\u3130\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]*"
)
# The same without white space that a line has folded.
_ORDINARY_LINE = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20cf"
    "\u3001-\u3029\u3040-\u3098\u309b-\u3130\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]*"
)
_AUTHORITY = re.compile(r"[^/?#]*")
MAX_SUMMARY = 400
"""Characters of a text by which a list shows it."""


def safe_text(text: str) -> str:
    """Return `text` without anything that a terminal would obey or hide behind; newlines and tabs stay.

    Removed: control characters (C0, C1, DEL), bidirectional overrides, zero-width and filler characters,
    tags, surrogates, stray joiners, and combining marks past the fourth (in some scripts the eighth) of a
    run. Applying it twice changes nothing, so offsets into a cleaned text hold.
    """
    if _is_clean(text):
        return text
    return cleaned(_LINE_BREAKS.sub("\n", text), _nothing)


def same_length(text: str) -> str:
    """Return `text` as a safe line in which every character keeps its offset: white space, and whatever
    `safe_text` would remove, is a space each."""
    if not _is_clean(text):
        text = cleaned(_LINE_BREAKS.sub(lambda ends: _spaces(ends[0]), text), _spaces)
    return text.replace("\t", " ").replace("\n", " ")


def cleaned(text: str, instead: Callable[[str], str]) -> str:
    """Return `text` with `instead(run)` in place of each run of characters that `safe_text` would remove."""
    if _is_clean(text):
        return text
    from reader.cleaning import without_unsafe

    return without_unsafe(text, instead)


def _is_clean(text: str) -> bool:
    if _ORDINARY.fullmatch(text) is not None:
        return True
    from reader.cleaning import is_unsafe  # its patterns take as long to compile as all else here to import

    return not is_unsafe(text)


def _nothing(_run: str) -> str:
    return ""


def _spaces(run: str) -> str:
    return " " * len(run)


def safe_line(text: str, limit: int = 0) -> str:
    """Return `text` as one safe line: white space folded, cut to `limit` characters if given."""
    if _ORDINARY_LINE.fullmatch(text) is None or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(safe_text(text).split())
    return shorten(text, limit) if limit else text


def is_ordinary(text: str) -> bool:
    """Whether `safe_text` leaves all characters of `text`, in whatever order and however often they stand: so
    it leaves what is cut out of the text, and what is put together of it."""
    return _ORDINARY.fullmatch(text) is not None


def ordinary_line(text: str, limit: int = 0) -> str:
    """What `safe_line` makes of an ordinary text, in a third of the time."""
    has_white = "\n" in text or "\t" in text or "\xa0" in text or "\u205f" in text or "\u3000" in text
    if has_white or text[:1] == " " or text[-1:] == " " or "  " in text:
        text = " ".join(text.split())
    return shorten(text, limit) if limit else text


def shorten(text: str, limit: int) -> str:
    """Cut `text` to at most `limit` characters, the last of them an ellipsis."""
    return text if len(text) <= limit else text[: max(0, limit - 1)].rstrip() + "…"


def summary_of(text: str) -> str:
    """Return the beginning of a text as a list shows it: one safe line of at most 400 characters."""
    return safe_line(text[: 2 * MAX_SUMMARY], MAX_SUMMARY)


def masked(url: str, limit: int = 200) -> str:
    """Return `url` as it may be shown: credentials hidden, on one safe line, cut to `limit` characters
    (0: not cut)."""
    before, mark, after = url[:8192].partition("://")
    authority = _AUTHORITY.match(after)
    if mark and authority is not None and "@" in authority[0]:
        after = "•••@" + authority[0].rpartition("@")[2] + after[authority.end() :]
    return safe_line(before + mark + after, limit)


def without_credentials(url: str) -> tuple[str, str]:
    """Return an address without its "user:password@", and what stood there, as it was written."""
    before, mark, after = url.partition("://")
    authority = _AUTHORITY.match(after)
    if not mark or authority is None or "@" not in authority[0]:
        return url, ""
    credentials, _, host = authority[0].rpartition("@")
    return before + mark + host + after[authority.end() :], credentials


def fold(text: str) -> str:
    """Return the form in which words are compared: no case, no accents, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Signs that only look like letters become some, which may be capitals; small ones can be composed again.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def footnote_sign(text: str) -> str:
    """Return a footnote's sign without the brackets and the point that it may have in one of its places."""
    return text.strip(" []().\xa0")


def width(text: str) -> int:
    """Return how many terminal columns `text` takes: wide East Asian letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(line: str, columns: int) -> str:
    """Cut a line to so many columns, with an ellipsis where something is missing."""
    if width(line) <= columns:
        return line
    ends = accumulate(map(width, line))
    return line[: sum(end < columns for end in ends)].rstrip() + "…"


def wrap(line: str, limit: int, first: str = "", rest: str = "") -> list[str]:
    """Break one line into lines of at most `limit` columns, at spaces, and anywhere in wide scripts.

    `first` and `rest` begin the first and the other lines and count towards `limit`. A word that is too
    long for a line is cut.
    """
    lines, current, used = [], first, width(first)
    empty = True
    for piece in _pieces().findall(line):
        word = piece.rstrip(" ")
        if not empty and used + width(word) > limit:
            lines.append(current.rstrip(" "))
            current, used, empty = rest, width(rest), True
        for part in _cut(piece, max(1, limit - width(rest))):
            if not empty and used + width(part.rstrip(" ")) > limit:
                lines.append(current.rstrip(" "))
                current, used = rest, width(rest)
            current, used, empty = current + part, used + width(part), False
    return [*lines, current.rstrip(" ")]


@cache
def _pieces() -> re.Pattern[str]:
    """What a line may break after: spaces, and any wide letter not followed by closing punctuation."""
    wide = "\u1100-\u11ff\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60"
    return re.compile(f"[{wide}][、。，．）」』】〕！？ー]* *|[^ {wide}]+ *| +")


def _cut(piece: str, limit: int) -> list[str]:
    if width(piece.rstrip(" ")) <= limit:
        return [piece]
    parts, start, used = [], 0, 0
    for at, character in enumerate(piece):
        columns = _columns(character)
        if used + columns > limit:
            parts.append(piece[start:at])
            start, used = at, 0
        used += columns
    return [*parts, piece[start:]]


def encodable(text: str) -> str:
    """Return `text` without what UTF-8 cannot hold (lone surrogates, which JSON may bring)."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
