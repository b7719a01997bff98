"""Who wrote an entry: the names in an author field, one by one, and what the field says beside them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.feeds.plain import plain_text
from reader.model import Author
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NAMES = 20
_LEAST_PART = 3  # letters of a name by which an address is its own
_LONGEST_FIELD, _LONGEST_NAME = 1000, 100
_MAIL_WITH_NAME = re.compile(r"^\s*(?:mailto:)?[^\s@()<>]{1,64}@[^\s@()<>]{1,255}\s*\(([^()]{1,200})\)\s*$")
_MAIL = re.compile(r"[<(\[]?\s*(?:mailto:)?[^\s@()<>,;\[\]]{1,64}@[^\s@()<>,;\[\]]{1,255}\s*[>)\]]?")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_BY = re.compile(r"^by(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)
_APART = re.compile(r"\s*[;|]\s*|\s+/\s+")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_COMMA_OR_AND = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_SIGNS = " ,;|/"
_BRACKETS = {"(": ")", "[": "]", "<": ">", ")": "(", "]": "[", ">": "<"}
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
_IN_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$")
_SUFFIX = re.compile(r"(?:jr|sr|ph\.?d|m\.?d|esq|ii|iii|iv|cpa|mba|rn|dds)\.?", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:staff|team|desk|news|press|agency|agencies|ltd|inc|university|institute)\b", re.IGNORECASE
)


def author_names(fields: Iterable[str]) -> tuple[str, ...]:
    """Return the names in author fields, in order, each once, at most 20; mail addresses are left out.

    "noreply@example.org (Ana Ruiz)" is Ana Ruiz; "Ana Ruiz, Bo Lind and Cy Day" are three, if every part
    looks like a whole name; "Ana Ruiz, Jr." and "Lind, Bo" are one.
    """
    names: dict[str, None] = {}
    for field in fields:
        for name in _names(field[:_LONGEST_FIELD]):
            names.setdefault(name)
            if len(names) == MOST_NAMES:
                return tuple(names)
    return tuple(names)


def told_of(fields: Iterable[tuple[str, str, str | None]]) -> tuple[Author, ...]:
    """Return what author fields, each a name, an e-mail address and a page, say beside single names.

    An address that bears no part of the name is the newsroom's, and left out.
    """
    found: list[Author] = []
    for name, email, url in fields:
        names = author_names([name])
        if len(names) == 1:
            own = email.strip() if _is_own(email, names[0]) else None
            found += [Author(name=names[0], email=own, url=url)] if own or url else []
        if len(found) == MOST_NAMES:
            break
    return tuple(found)


def _is_own(email: str, name: str) -> bool:
    if not _ADDRESS.fullmatch(email.strip()):
        return False
    local = fold(email.partition("@")[0][:100])
    parts = [part for part in re.split(r"[\s.'’-]+", fold(name)) if len(part) >= _LEAST_PART]
    return any(part in local for part in parts)


@lru_cache(maxsize=4096)  # a feed has few writers
def _names(field: str) -> tuple[str, ...]:
    mailed = _MAIL_WITH_NAME.match(field)
    line = plain_text(mailed[1] if mailed else _MAIL.sub(" ", field))
    line = _bare(_BY.sub("", _EMPTY.sub(" ", line)))
    wholes = _APART.split(line)
    if _is_even(line) and not all(map(_is_even, wholes)):
        wholes = [line]
    parts = [part for whole in wholes for part in _people(whole)]
    return tuple(part[:_LONGEST_NAME] for raw in parts if len(part := _bare(raw)) > 1)


def _bare(line: str) -> str:
    """Take signs from both ends, and brackets but those that belong to a name: "Ana Ruiz (Reuters)"."""
    while True:
        line = line.strip(_SIGNS)
        first, last = _partner(line), _partner(line[::-1])
        if first == len(line) - 1:
            line = line[1:-1]
        elif first == 0:
            line = line[1:]
        elif last == 0:
            line = line[:-1]
        else:
            return line


def _partner(line: str) -> int | None:
    """Where the bracket that a line begins with, read from either end, has its other half: 0 if nowhere, None
    if there is no bracket."""
    begin = line[:1]
    end = _BRACKETS.get(begin)
    if end is None:
        return None
    depth = 0
    for at, sign in enumerate(line):
        depth += (sign == begin) - (sign == end)
        if not depth:
            return at
    return 0


def _is_even(part: str) -> bool:
    """Whether every bracket in a part has its other half there."""
    return all(part.count(one) == part.count(other) for one, other in ("()", "[]"))


def _people(text: str) -> list[str]:
    """Split at commas and "and" where every part is then a whole name; "Food and Drug Desk" stays."""
    for separator in (_COMMA_OR_AND, _AND):
        parts = [part for part in separator.split(text) if part]
        if all(_whole_name(part) for part in parts):
            return parts
    return [text]


def _whole_name(part: str) -> bool:
    words = _IN_BRACKETS.sub("", part).split()
    return (
        2 <= len(words) <= 4
        and _is_even(part)
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and not _SUFFIX.fullmatch(words[0])
        and not _COMPANY.search(part)
    )
