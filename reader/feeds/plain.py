"""HTML to one line of plain text, quickly: for titles, and for the index that search reads."""

from __future__ import annotations

import html
import re
import string

from reader.text import ordinary_line, safe_line

# How a tag ends: a ">" between quotes does not end it. Every pattern stops at the next "<" and gives nothing
# back, so none can read the same stretch twice.
_REST = r"""(?:[^<>=]++|=\s*+(?:"[^"<]*+"|'[^'<]*+')?+)*+>"""
_END, _TAG = re.compile(_REST), re.compile(rf"<[A-Za-z/!?]{_REST}")
_NAME = re.compile(r"/?([A-Za-z]+)(?=[\s/]|\Z)")
_BEGINS_TAG = frozenset("/!?" + string.ascii_letters)
_INLINE = frozenset(
    "a abbr b bdi cite code del em font i ins kbd mark q s small span strong sub sup time u var wbr".split()  # noqa: SIM905
)
# Whether a tag parts words, of those that texts have most.
_PARTS_WORDS = {
    **{slash + name: False for name in _INLINE for slash in ("", "/")},
    **{slash + name: True for name in ("p", "li", "ul", "ol", "h2", "h3", "div") for slash in ("", "/")},
    **dict.fromkeys(("br", "br/", "br /"), True),
}
# Tags as nearly all are written: a name in small letters, values without "<" and ">".
_ATTRIBUTES = r"""[^<>"'=]*+(?:=\s*+(?:"[^"<>]*+"|'[^'<>]*+')?+[^<>"'=]*+)*+"""
_ENDS = rf"(?:>|[\s/]{_ATTRIBUTES}>)"
_FIRST_OF_INLINE = "".join(sorted({name[0] for name in _INLINE}))
_USUAL_INLINE = re.compile(rf"</?(?=[{_FIRST_OF_INLINE}])(?:{'|'.join(sorted(_INLINE))}){_ENDS}")
# What scripts and styles hold is not to be seen: they are none of the usual tags, and no comment is one.
_ONE = rf"</?(?:[a-rt-z]|s(?!cript|tyle))[a-z0-9]*+{_ENDS}\s*+"
_USUAL = re.compile(f"{_ONE}(?:{_ONE})*+")
# Most tags are among these few, told by their first letters.
_ONE_BLOCK = (
    rf"</?(?:p|li|h[1-6]|[uo]l|div|br|blockquote|fig(?:ure|caption)|img|t(?:able|body|[rdh])){_ENDS}\s*+"
)
_BLOCKS = re.compile(f"{_ONE_BLOCK}(?:{_ONE_BLOCK})*+")
_BLOCKS_UTF8, _USUAL_INLINE_UTF8 = (re.compile(one.pattern.encode()) for one in (_BLOCKS, _USUAL_INLINE))
_MAY_HIDE = re.compile(r"<(?:!--|script\b|style\b)", re.IGNORECASE)
_UNSEEN = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script\s*>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
)


def plain_text(markup: str, limit: int = 0, *, ordinary: bool = False) -> str:
    """Return what a reader sees of `markup`, on one safe line, cut to `limit` characters if given.

    Whoever knows that all characters of it are `ordinary` (see `reader.text.is_ordinary`) spares the look.
    """
    if "<" in markup:
        markup = _without_tags(markup)
    if "<" in markup:  # a tag that stood in another's quotes is gone; now that one can go
        markup = _TAG.sub(" ", markup)
    if "&" in markup:
        markup, ordinary = html.unescape(markup), False  # a reference can stand for any character
    return ordinary_line(markup, limit) if ordinary else safe_line(markup, limit)


def plain_utf8(markup: bytes) -> tuple[str, bytes] | None:
    """Return what `plain_text` makes of ordinary markup, as a string and in UTF-8; None of all but the usual.

    To encode a text takes four times as long as to decode it, and the markup is there in UTF-8.
    """
    said = _BLOCKS_UTF8.sub(b" ", markup)
    if b"<" in said:
        said = _USUAL_INLINE_UTF8.sub(b"", said)
    if b"<" in said or b"&" in said:
        return None
    said = said.strip()
    text = said.decode()
    line = ordinary_line(text)
    return line, said if line is text else line.encode()


def _without_tags(markup: str) -> str:
    """Drop tags, and what is not to be seen; white space stands for tags that part words. A "<" that begins
    no tag stays."""
    text = _BLOCKS.sub(" ", markup)
    if "<" in text:
        text = _USUAL_INLINE.sub("", text)
    if "<" in text:
        text = _USUAL.sub(" ", text)
    return _without_any_tags(_seen(markup)) if "<" in text else text.strip()


def _without_any_tags(markup: str) -> str:
    """Do the same to tags that are written in whatever way."""
    first, *parts = markup.split("<")
    texts, pieces = list[str](), [first]
    for part in parts:
        tag, end, rest = part.partition(">")
        parts_words = _PARTS_WORDS.get(tag)
        if not end or (parts_words is None and part[0] not in _BEGINS_TAG):
            pieces += ("<", part)
            continue
        if parts_words is None:
            if (tag.count('"') % 2 or tag.count("'") % 2) and (whole := _END.match(part)):
                tag, rest = part[: whole.end() - 1], part[whole.end() :]
            name = _NAME.match(tag)
            parts_words = name is None or name[1].lower() not in _INLINE
        if not parts_words:
            pieces.append(rest)
            continue
        if text := "".join(pieces).strip():
            texts.append(text)
        pieces = [rest]
    return " ".join((*texts, "".join(pieces).strip())).rstrip()


def _seen(markup: str) -> str:
    """Drop comments, scripts and styles."""
    if _MAY_HIDE.search(markup):
        for begin, end in _UNSEEN:
            markup = _without(markup, begin, end)
    return markup


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
