"""Where the lines of a paragraph end: ranges of offsets, for any script, in terminal columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from unicodedata import category

from rich.cells import cached_cell_len as cell_len
from rich.cells import split_graphemes

from reader.tui.signs import signs

# Letters that take one column each: Latin, Greek, Cyrillic, Hebrew and Arabic without marks, signs.
_ONE = " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482"
_ONE += "\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0660-\u066f\u0671-\u06d3\u1e00-\u1eff\u2010-\u2015"
_ONE += "\u2018-\u201e\u2020-\u2022\u2026\u202f\u2030-\u203a\u2070-\u2071\u2074-\u208e\u20a0-\u20bf"
# Letters that take two: Hangul, kana, Chinese characters, and the wide forms of signs.
_TWO = "\u2e80-\u2e99\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3105-\u312e\u3400-\u4dbf\u4e00-\u9fff"
_TWO += "\uac00-\ud7a3\uf900-\ufa6d\uff01-\uff60\uffe0-\uffe6\U00020000-\U0002a6dd"
# And marks that take none, above or below the letter before them: accents, vowels, dakuten.
_NONE = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u3099\u309a"
_ALL_ONE = re.compile(f"[{_ONE}]*")
_PLAIN = re.compile(f"[{_ONE}{_TWO}{_NONE}]*")

# Scripts whose lines end anywhere, and what must not begin (kinsoku) or end a line in them. Hangul is not
# among them: Korean is written with spaces, and reads best when its words stay whole.
_FREE = re.compile(
    "[\u2e80-\u2fff\u3001-\u312f\u3190-\ua4cf\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
_NEVER_FIRST = frozenset(
    "、。，．：；！？）」』】〕》〉〗〙｝］・･ー―…‥〜～％‰℃々〻ゝゞヽヾ゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    ",.:;!?)]}’”»›%°′″⁰¹²³⁴⁵⁶⁷⁸⁹\u3099\u309a"
)
_NEVER_LAST = frozenset("（「『【〔《〈〖〘｛［￥＄￡([{‘“«‹$€£¥₩#@")
_HYPHENS = frozenset("-–—/‐")
_DASHES = frozenset("–—")
_NOT_ONLY_SPACES = re.compile(f"[-–—/‐\u2000-\u200a\u3000]|{_FREE.pattern}")  # where a line may end, too
_UNBREAKABLE = frozenset("\u00a0\u202f\u2007")
_ROOM_FOR_DOTS = 8  # columns; in fewer, one dot says that something is missing


class _Columns(dict[str, int]):
    """How many columns a letter takes, kept once it was asked for."""

    def __missing__(self, letter: str) -> int:
        self[letter] = columns = cell_len(letter)
        return columns


_COLUMNS = _Columns()


def break_lines(text: str, width: int, first_width: int | None = None) -> list[tuple[int, int]]:
    """Return the (start, end) of each line of `text`, no line wider than `width` columns.

    Lines end at spaces, after hyphens and dashes, and between the letters of scripts that are written
    without spaces, except where East Asian typesetting forbids it (JIS X 4051's kinsoku in short). Spaces
    at a line's end are left out. A word that is wider than a line is cut between letters as a reader sees
    them (graphemes). `first_width` is the room of the first line where it differs.
    """
    width = max(1, width)
    room = max(1, first_width if first_width is not None else width)
    before = _columns_before(text)
    plain = _NOT_ONLY_SPACES.search(text) is None
    lines: list[tuple[int, int]] = []
    last = len(text.rstrip())
    start = _past_spaces(text, 0)
    while start < last:
        reach = start + room if before is None else bisect_right(before, before[start] + room) - 1
        if reach >= last:
            lines.append((start, last))
            return lines
        stop = _line_end(text, start, reach, plain)
        if stop <= start:
            stop = reach if before is None or reach > start else _next_letter(before, start)
        lines.append((start, start + len(text[start:stop].rstrip())))
        start, room = _past_spaces(text, stop), width
    return lines or [(0, 0)]


def _columns_before(text: str) -> list[int] | None:
    """Return how many columns stand before each letter, and before the end; None where all take one.

    A letter that combines with the one before it takes none.
    """
    if _ALL_ONE.fullmatch(text):
        return None
    if _PLAIN.fullmatch(text):
        return list(accumulate(map(_COLUMNS.__getitem__, text), initial=0))
    before = [0] * (len(text) + 1)
    used = 0
    for left, right, columns in split_graphemes(text)[0]:
        before[left] = used
        used += columns + _disputed(text, left, right)
        for inside in range(left + 1, right + 1):
            before[inside] = used
    before[len(text)] = used
    return before


def _disputed(text: str, left: int, right: int) -> int:
    """Return how many columns more some terminals take for a letter: see `anchoring`."""
    return sum(category(sign) == "Mc" for sign in text[left + 1 : right]) if right - left > 1 else 0


def _line_end(text: str, start: int, reach: int, plain: bool) -> int:
    """Return where a line from `start` that has room up to `reach` ends; `start` where it cannot."""
    space = text.rfind(" ", start + 1, reach + 1)
    if plain or space == reach:
        return max(space, start)
    for place in range(reach, max(space, start), -1):
        if _may_break(text, place, start):
            return place
    return max(space, start)


def _may_break(text: str, place: int, start: int) -> bool:
    """Say whether a line may end before the letter at `place`."""
    before, after = text[place - 1], text[place]
    if after.isspace() or before.isspace():
        return before not in _UNBREAKABLE and after not in _UNBREAKABLE
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before in _DASHES:
        return after not in _HYPHENS and place - start > 1 and not text[place - 2].isspace()
    if before in _HYPHENS:  # not after that of "-5", nor that of "e-mail"
        return after not in _HYPHENS and place - start > 2 and text[place - 3 : place - 1].isalnum()
    return _FREE.match(before) is not None or _FREE.match(after) is not None


def _next_letter(before: list[int], start: int) -> int:
    """Return where the letter that begins at `start`, with all that combines with it, ends."""
    return bisect_right(before, before[start + 1]) - 1


def _past_spaces(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace() and text[place] not in _UNBREAKABLE:
        place += 1
    return place


def cut_lines(text: str, width: int) -> list[tuple[int, int]]:
    """Return the (start, end) of pieces of `text` that fill lines of `width` columns, spaces and all."""
    width = max(1, width)
    if _ALL_ONE.fullmatch(text):
        return [(at, min(at + width, len(text))) for at in range(0, len(text), width)] or [(0, 0)]
    lines: list[tuple[int, int]] = []
    start = stop = used = 0
    for left, right, columns in split_graphemes(text)[0]:
        if used + columns > width and stop > start:
            lines.append((start, stop))
            start, used = left, 0
        used, stop = used + columns, right
    return [*lines, (start, stop)]


def code_lines(text: str, width: int) -> list[tuple[int, int]]:
    """Return the (start, end) of the lines that a line of code takes, spaces and all: after a space if one
    is in the last third of the width."""
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text) or not lines:
        end = start + cut_lines(text[start : start + 4 * width], width)[0][1]
        space = text.rfind(" ", start + 2 * width // 3, end)
        end = space + 1 if space > 0 and end < len(text) else max(end, start + 1)
        lines.append((start, min(end, len(text))))
        start = end
    return lines


def clip(text: str, width: int) -> str:
    """Return `text` in at most `width` columns, the last of them an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return signs().ellipsis[: max(0, width)]
    ellipsis = signs().ellipsis if width > _ROOM_FOR_DOTS else signs().ellipsis[:1]
    end = cut_lines(text, width - len(ellipsis))[0][1]
    kept = text[:end].rstrip()
    return kept + ellipsis if cell_len(kept) + len(ellipsis) <= width else ellipsis


def fill(text: str, width: int) -> str:
    """Return `text` clipped or followed by spaces, exactly `width` columns wide."""
    clipped = clip(text, width)
    return clipped + " " * (width - cell_len(clipped))
