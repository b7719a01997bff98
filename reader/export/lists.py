"""Lists within lists as markup: an item's own list stands in the item, and numbers are the items' own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from reader.model import Block
from reader.text import safe_line

_DEEPEST = 12
_NUMBER = re.compile(r"(\d{1,9})[.)]")


def list_markup(items: Iterable[tuple[Block, str]]) -> str:
    """Return a run of list items, each with its text as markup."""
    written, open_lists = list[str](), list[str]()
    for block, text in items:
        depth = min(block.level, _DEEPEST) + 1
        while len(open_lists) > depth:
            written.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth and not block.marker:  # goes on with the item before
            written.append(f"<p>{text}</p>")
            continue
        number = _NUMBER.fullmatch(block.marker)
        tag = "ol" if number else "ul"
        if len(open_lists) == depth:
            written.append("</li>")
            if open_lists[-1] != tag:
                written.append(f"</{open_lists.pop()}>")
        while len(open_lists) < depth:
            last = len(open_lists) == depth - 1
            open_lists.append(tag if last else "ul")
            written.append(f"<{open_lists[-1]}>" if last else "<ul><li>")
        value = f' value="{int(number[1])}"' if number else ""
        written.append(f"<li{value}>{_said(block.marker)}{text}")
    written += [f"</li></{tag}>" for tag in reversed(open_lists)]
    return "".join(written)


def _said(marker: str) -> str:
    """A marker that no list has by itself, such as "a)", as part of the text."""
    if _NUMBER.fullmatch(marker) or not any(map(str.isalnum, marker)):
        return ""
    return f"{escape(safe_line(marker))} "
