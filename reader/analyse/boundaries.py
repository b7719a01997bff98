"""A mention cut to the name itself: no article, title, possessive or stray mark; and days are not names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.figures.currencies import CURRENCY_SIGNS
from reader.analyse.mentions import Mention

if TYPE_CHECKING:
    from reader.model import EntityKind

_LEADING_MARKS = re.compile(r"[^\w(#@$.]+")
_TRAILING_MARKS = re.compile(r"(?:['’]\s?s?|[^\w).!+]+)\Z")
_KEEPS_STOP = re.compile(
    r"(?:\b[^\W\d_]|\b(?:inc|jr|sr|co|corp|ltd|bros|st|no|univ|dept|ph\.d))\s?\.\Z", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TITLES = (
    r"president|(?:vice )?premier|pm|hh|vice[ -]president|"
    r"(?:(?:prime|foreign|defen[cs]e|interior|finance) )?minister|secretary(?: of state| general)?|"
    r"chancellor|chairman|chairwoman|governor|gov\.?|senator|sen\.?|representative|rep\.?|"
    r"congress(?:man|woman)|mayor|judge|justice|king|queen|prince|princess|pope|sir|dame|lord|lady|"
    r"mr\.?|mrs\.?|ms\.?|miss|mx\.?|dr\.?|prof\.?|professor|general|gen\.?|"
    r"lt\.? (?:gen|col)\.?|maj\.? gen\.?|colonel|col\.?|captain|capt\.?|major|maj\.?|lieutenant|"
    r"lt\.?|sergeant|sgt\.?|admiral|adm\.?|commander|cmdr\.?|brig\.?|cpl\.?|pvt\.?|emperor|empress|alhaji|pastor|rev\.?|reverend|father|sister|brother|imam|"
    r"rabbi|d?ci|dc|pc|det\.?|sheikha?|(?:arch)?bishop|sheriff|councillor|cllr|nurse|constable|superintendent|"
    r"ambassador|director|officer|inspector|detective|attorney|coach|chef|comrade|ceo|herr|"
    r"frau|m\.|mme\.?|señor"
)
_TITLE = re.compile(rf"(?:(?:former|ex-|acting|deputy|then-)\s*)?(?:{_TITLES})\s+(?=\w)", re.IGNORECASE)
_KEPT_WITH_TITLE = frozenset(["pope", "king", "queen", "prince", "princess", "sir", "lord", "lady", "dame"])
_MONTH = "january|february|march|april|june|july|august|september|october|november|december"
_CALENDAR = re.compile(
    r"(?:early |late |mid-?)?(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    rf"|(?:early |late |mid-?)?"
    rf"(?:{_MONTH}|may|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?(?:\s\d{{1,4}})?"
    r"|christmas(?: day| eve)?|easter|thanksgiving|new year(?:['’]s)?(?: day| eve)?"
    r"|a\.?m\.?|p\.?m\.?|gmt|utc|i|\d+(?:st|nd|rd|th)?",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(
    r"\s+(?:(?:on|in|at|since|until)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|(?:{_MONTH})(?:\s\d{{1,4}})?)\Z",
    re.IGNORECASE,
)
# A role, a form of address or a bare common word is nobody's name.
_ROLE = re.compile(
    r"(?:(?:deputy|vice|acting|crown|chief|prime|general|managing|economy|finance|foreign|interior|defen[cs]e"
    r"|commerce|petroleum|health|education|justice|criminal|presiding|executive|group|his|her|your|royal)[\s-]){0,4}"
    r"(?:minister|president|secretary|secretary-general|director|officer|prosecutor|ambassador|commissioner|governor"
    r"|prince|princess|king|queen|majesty|highness|excellency|chairman|manager|adviser|spokesperson|ceo|cfo|mps?"
    r"|gen|lt|cmdr|capt|sgt|col|maj|brig|god|law|judge|justice|amir|emir|sir|madam|act|state|republic|kingdom|co|constitution|internet|web)\.?"
    r"|(?:deputy |vice )?(?:minister|secretary|head) (?:of|for)\b.{0,80}"
    r"|north|south|east|west|[a-z]",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\A[^\W\d_].*\b(?:embassy|ministry|agency|commission|committee|authority|bureau|corporation|consulate)\Z"
    r"|\A[A-Z].*\b(?:Inc|Co|Corp|Ltd|plc|PLC|LLC|GmbH|AG)\.?\Z"
    r"|\A(?:embassy|ministry|commission|committee|bureau) of\b",
    re.IGNORECASE,
)
_PLACE_CUE = re.compile(
    r"\b(?:city|town|village|port|province|state|district|region|island|county|suburb|coast|capital) of\s\Z"
)
_SMALL_PART = re.compile(
    r"(?<=[a-z])-(?!(?:led|run|era|made|born|like|style|based|owned|free|proof|esque)\b)[a-z]{2,5}(?![\w-])"
)
# "Russian" Foreign Ministry: the people's name begins that of a body.
_OF_PEOPLE = re.compile(
    r"\s(?:[A-Z][a-z]{2,14}\s(?:and\s)?){0,3}(?:Ministry|Embassy|Consulate|Parliament|Army|Navy|Air Force"
    r"|Coast Guard|Red Cross|Red Crescent)\b(?! of\b)"
)
_JOINTS = re.compile(r" and |\s?[-–/]\s?")
# A sum of money written in one word is no name, and none ends in it: "AED3bn", "Novo DKr12".
_SUM = re.compile(
    rf"(?:\A|\s+)(?:{'|'.join(code for code in CURRENCY_SIGNS if code.isalpha() and len(code) > 1)})"
    r"\d{1,3}(?:[.,]?\d{3})*(?:[.,]\d{1,2})?(?:k|m|bn|tn)?\Z"
)
_LOOSE_END = re.compile(r"(?:\s(?:of|and|for|the|in|to|at|on|with|by))+\Z")
_LONGEST_NAME = 120


def names_in(text: str, mention: Mention) -> list[Mention]:
    """Return the mention cut to the name, or the two names that it joins, or none if it holds no name."""
    cut = _trimmed(text, mention)
    if cut is None:
        return []
    known = gazetteers.known_names()
    name = text[cut.start : cut.end]
    if known.get(name) == "people" and (body := _OF_PEOPLE.match(text, cut.end)):
        return [Mention(cut.start, body.end(), "organisation")]
    if cut.kind in ("place", "other") and name not in known:
        for joint in _JOINTS.finditer(name):
            first, second = name[: joint.start()], name[joint.end() :]
            if first in known and (second in known or (cut.kind == "place" and second[:1].isupper())):
                kinds = [_settled(part, cut.kind) for part in (first, second)]
                middle = cut.start + joint.start(), cut.start + joint.end()
                return [Mention(cut.start, middle[0], kinds[0]), Mention(middle[1], cut.end, kinds[1])]
    return [_placed(text, cut)]


def _trimmed(text: str, mention: Mention) -> Mention | None:
    start, end = _marks(text, mention.start, min(mention.end, mention.start + _LONGEST_NAME))
    if match := _ARTICLE.match(text, start, end):
        start = match.end()
    if match := _DAY_AFTER.search(text[start:end]):
        end = start + match.start()
    if mention.kind == "person":
        start = _after_titles(text, start, end)
        end = _with_last_part(text, end)
    elif text[end : end + 1] == "." and _KEEPS_STOP.search(text[max(start, end - 12) : end + 1]):
        end += 1
    if match := _SUM.search(text[start:end]):
        end = start + match.start()
    if match := _LOOSE_END.search(text[start:end]):
        end = start + match.start()
        if " " not in text[start:end]:
            return None
    name = text[start:end]
    if not any(c.isalpha() for c in name) or _ROLE.fullmatch(name):
        return None
    if mention.kind != "person" and _CALENDAR.fullmatch(name):
        return None
    return Mention(start, end, _settled(" ".join(name.split()), mention.kind))


def _placed(text: str, mention: Mention) -> Mention:
    """What stands after words such as "the port of" is a place."""
    if mention.kind not in ("person", "other") or not _PLACE_CUE.search(
        text[max(0, mention.start - 24) : mention.start]
    ):
        return mention
    return mention._replace(kind="place")


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
        if match is None or (_stays(match[0]) and " " not in text[match.end() : end]):
            break
        if match[0].strip() == "M." and " " in text[match.end() : end]:  # an initial, not "Monsieur"
            break
        start = match.end()
    return start


def _with_last_part(text: str, end: int) -> int:
    """Where a name ends whose last part stands small after a hyphen: "Tsai Ing-wen", but not "Xi-led"."""
    match = _SMALL_PART.match(text, end)
    return match.end() if match else end


def _stays(title: str) -> bool:
    """Whether a title belongs to a name of one word: "Pope Francis", "Prince Charles"."""
    return title.split()[0].lower() in _KEPT_WITH_TITLE


def _settled(name: str, kind: EntityKind) -> EntityKind:
    """The kind that a list or a telling word is sure of, where the engine says otherwise."""
    what = gazetteers.known_names().get(name)
    if what == "people":
        return "other"
    if what in ("country", "region") and kind in ("other", "organisation") and name != "Emirates":
        return "place"
    if kind in ("place", "other") and _BODY.search(name):
        return "organisation"
    if kind == "other" and name in gazetteers.given_names() and name.lower() not in gazetteers.common_words():
        return "person"
    return kind
