"""HTML to one line of plain text, quickly: for titles, and for the index that search reads."""

from __future__ import annotations

import html
import re

from reader.text import safe_line

# What stands in a tag after its name: a ">" between quotes does not end it. Every pattern stops at the next
# "<" and gives nothing back, so none can read the same stretch twice.
_REST = r"""(?:[^<>=]++|=\s*+(?:"[^"<]*+"|'[^'<]*+')?+)*+>"""
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)"
    rf"(?=[\s/>]){_REST}",
    re.IGNORECASE,
)
_TAG = re.compile(rf"<[A-Za-z/!?]{_REST}")
_UNSEEN = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script\s*>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
)


def plain_text(markup: str, limit: int = 0) -> str:
    """Return what a reader sees of `markup`, on one safe line, cut to `limit` characters if given."""
    if "<" in markup:
        for begin, end in _UNSEEN:
            markup = _without(markup, begin, end)
        markup = _TAG.sub(" ", _INLINE.sub("", markup))
    if "<" in markup:  # a tag that stood in another's quotes is gone; now that one can go
        markup = _TAG.sub(" ", markup)
    if "&" in markup:
        markup = html.unescape(markup)
    return safe_line(markup, limit)


def _without(markup: str, begin: re.Pattern[str], end: re.Pattern[str]) -> str:
    """Drop what stands between two marks; what is never closed goes to the end."""
    start = begin.search(markup)
    if start is None:
        return markup
    pieces, at = list[str](), 0
    while start is not None:
        pieces.append(markup[at : start.start()])
        stop = end.search(markup, start.end())
        if stop is None:
            return "".join(pieces)
        at = stop.end()
        start = begin.search(markup, at)
    return "".join((*pieces, markup[at:]))
