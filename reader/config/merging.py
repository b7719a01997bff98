"""A change of a text taken back, or made again, where the text has gone on since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.lazily import lazily

if TYPE_CHECKING:
    import difflib
else:
    difflib = lazily("difflib")

_MOST_LINES = 20_000


def merged(before: str, after: str, present: str) -> str | None:
    """Return the present text with the change from `before` to `after` made in it.

    `before` may be another text than `present`: then the lines that change must stand there as they were,
    with the lines around them. None if they do not.
    """
    if present == before:
        return after
    old, new, now = (text.splitlines(keepends=True) for text in (before, after, present))
    if max(len(old), len(new), len(now)) > _MOST_LINES:
        return None
    where = _places(old, now)
    result, at = list[str](), 0
    changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, start, end, new_start, new_end in changes:
        if tag == "equal":
            continue
        if start:
            first = where.get(start - 1, -1) + 1 or -1
            last = first + end - start
        else:
            last = where.get(end, -1) if end < len(old) else end
            first = last - end
        kept = end == len(old) or where.get(end) == last
        if first < at or not kept or now[first:last] != old[start:end]:
            return None
        result += now[at:first] + new[new_start:new_end]
        at = last
    return "".join(result + now[at:])


def _places(old: list[str], now: list[str]) -> dict[int, int]:
    """Where each line of the old text stands in the present one, of those that are still there."""
    blocks = difflib.SequenceMatcher(None, old, now, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}
