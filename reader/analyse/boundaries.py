"""A mention cut to the name itself: no article, title, possessive or stray mark; and days are not names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.mentions import Mention

if TYPE_CHECKING:
    from reader.model import EntityKind

_LEADING_MARKS = re.compile(r"[^\w(#@$.]+")
_TRAILING_MARKS = re.compile(r"(?:['’]\s?s?|[^\w).!]+)\Z")
_KEEPS_STOP = re.compile(r"(?:\b[^\W\d_]|\b(?:inc|jr|sr|co|corp|ltd|bros|st|no|univ|dept|ph\.d))\s?\.\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TITLES = (
    "president|vice[ -]president|prime minister|foreign minister|defen[cs]e minister|interior minister|"
    "finance minister|minister|secretary(?: of state| general)?|chancellor|chairman|chairwoman|governor|gov\\.?|"
    "senator|sen\\.?|representative|rep\\.?|congress(?:man|woman)|mayor|judge|justice|king|queen|prince|princess|"
    "pope|sir|dame|lord|lady|mr\\.?|mrs\\.?|ms\\.?|miss|mx\\.?|dr\\.?|prof\\.?|professor|general|gen\\.?|"
    "lt\\.? (?:gen|col)\\.?|maj\\.? gen\\.?|colonel|col\\.?|captain|capt\\.?|major|maj\\.?|lieutenant|lt\\.?|"
    "sergeant|sgt\\.?|admiral|adm\\.?|commander|rev\\.?|reverend|father|sister|brother|imam|rabbi|sheikh|"
    "ambassador|director|officer|inspector|detective|attorney|coach|chef|comrade|ceo|herr|frau|m\\.|mme\\.?|señor"
)
_TITLE = re.compile(rf"(?:(?:former|ex-|acting|deputy|then-)\s*)?(?:{_TITLES})\s+(?=\w)", re.IGNORECASE)
_KEPT_WITH_TITLE = frozenset(["pope", "king", "queen", "prince", "princess", "sir", "lord", "lady", "dame"])
_CALENDAR = re.compile(
    r"(?:early |late |mid-?)?(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|(?:early |late |mid-?)?(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?(?:\s\d{1,4})?"
    r"|christmas(?: day| eve)?|easter|thanksgiving|new year(?:['’]s)?(?: day| eve)?"
    r"|a\.?m\.?|p\.?m\.?|gmt|utc|i|\d+(?:st|nd|rd|th)?|covid",
    re.IGNORECASE,
)
_LONGEST_NAME = 120


def trimmed(text: str, mention: Mention) -> Mention | None:
    """Return the mention with only the name in it, or None where nothing that is a name is left."""
    start, end = mention.start, min(mention.end, mention.start + _LONGEST_NAME)
    start, end = _marks(text, start, end)
    if match := _ARTICLE.match(text, start, end):
        start = match.end()
    if mention.kind == "person":
        start = _after_titles(text, start, end)
    name = text[start:end]
    if not name or not any(c.isalpha() for c in name) or _CALENDAR.fullmatch(name) and mention.kind != "person":
        return None
    return Mention(start, end, _settled(name, mention.kind))


def _marks(text: str, start: int, end: int) -> tuple[int, int]:
    if match := _LEADING_MARKS.match(text, start, end):
        start = match.end()
    for _ in range(3):
        match = _TRAILING_MARKS.search(text[max(start, end - 8) : end])
        if match is None:
            break
        end -= len(match[0])
    if text[start:end].endswith(".") and _KEEPS_STOP.search(text[max(start, end - 12) : end]) is None:
        end -= 1
    if text[start:end].count("(") > text[start:end].count(")"):
        end = text.rfind("(", start, end)
        end = start + len(text[start:end].rstrip())
    return start, max(start, end)


def _after_titles(text: str, start: int, end: int) -> int:
    for _ in range(3):
        match = _TITLE.match(text, start, end)
        if match is None or match[0].split()[0].lower() in _KEPT_WITH_TITLE and _is_one_word(text[match.end() : end]):
            break
        start = match.end()
    return start


def _is_one_word(name: str) -> bool:
    return " " not in name


def _settled(name: str, kind: EntityKind) -> EntityKind:
    """The kind that a list is sure of, where the engine says otherwise."""
    what = gazetteers.known_names().get(" ".join(name.split()))
    if what == "country" and kind in ("other", "organisation") and name not in ("Emirates",):
        return "place"
    if what == "people" and kind == "place":
        return "other"
    return kind
