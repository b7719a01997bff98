"""A sentence as tokens: words, numbers, marks, and the digits that are no quantity (dates, addresses)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reader.analyse.figures.currencies import SPOKEN_CODES
from reader.analyse.figures.words import word_set

TokenKind = Literal["word", "number", "mark", "skip"]

_CJK = "\u3040-\u30ff\u3400-\u9fff"
_LETTER = rf"[^\W\d_{_CJK}]"
_CODES = "|".join((*SPOKEN_CODES, "USD", "Rs", "RM", "US", "Dhs", "Dh", "Tk", "NKr", "SKr", "DKr", "SFr"))
_MONTH = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)

# Every alternative either has no repetition or repeats over disjoint characters: matching is linear.
_TOKEN = re.compile(
    rf"""
    (?P<skip>
        (?:https?://|www\.)[^\s<>"]+
      | [\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]{{1,64}}
      | \#\w+ | @\w+
      | \d{{4}}-\d\d?-\d\d?(?:T[\d:.]+Z?)?
      | \d\d?[./]\d\d?[./](?:\d{{4}}|\d\d)(?![\d.,])
      | \+\d[\d\ ()-]{{6,18}}\d
      | (?<!\d)\(?\d{{3}}\)?[-.\ ]\d{{3}}[-.]\d{{4}}(?!\d)
      | (?<!\d)(?:1-)?\d{{2,4}}-\d{{2,4}}-\d{{3,4}}(?![\d-])
      | (?<!\d)0\d{{2,4}}[\ -]\d{{3,4}}[\ -]\d{{3,4}}(?!\d)
      | \d{{1,3}}:\d\d(?:[:.]\d+)*(?:\s?[ap]\.?m\b\.?)?
      | \d\d?(?:\.\d\d)?\s?[ap]\.?m\b\.?
      | \d\d?(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(?:1\d|20)\d\d\b)?
      | {_MONTH}\s\d\d?(?:st|nd|rd|th)?\b(?![.,]?\d|\s(?:percent|per\scent|million|billion))
        (?:,?\s(?:1\d|20)\d\d\b)?
    )
  | (?P<number>
        \d{{1,3}}(?:[\u00a0\u202f\u2009']\d{{3}}){{1,6}}(?:[.,]\d+)?(?!\d)
      | \d{{1,3}}(?:\ \d{{3}}){{1,6}},\d{{1,2}}(?!\d)
      | [1-9]\d{{0,2}}(?:(?:\ \d{{3}}){{2,6}}|\ 000)(?![\d.,]\d|\d)
      | (?<![\w.])\.\d+
      | \d+(?:[.,\u066b\u066c\uff0c\uff0e]\d+)*
      | [½⅓⅔¼¾⅕⅛]
    )
  | (?P<word>
        (?:{_CODES})(?=\.?\d)
      | (?-i:R)(?=\d{{1,3}}(?:,\d{{3}}|(?:\.\d{{1,3}})?\s?(?:million|billion|trillion|m|bn)\b))
      | to(?=-\d)
      | (?:{_LETTER}\.){{2,6}}
      | {_LETTER}[^\W{_CJK}]*(?:[-'’‑&](?=[^\W_])[^\W{_CJK}]+)*['’]?
    )
  | (?P<mark> [{_CJK}] | [^\s] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEADS = word_set(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred half
    quarter million billion trillion
    """
)
# Where spaces part thousands, a plain one does too.
_SPACED = re.compile(r"\d{1,3}(?: \d{3}){1,6}(?!\d)")


_KINDS: dict[str, TokenKind] = {"word": "word", "number": "number", "skip": "skip"}


class Token(NamedTuple):
    """A token at start..end of its sentence; `word` is lower case, `glued` where no space stands before."""

    start: int
    end: int
    text: str
    word: str
    kind: TokenKind
    glued: bool


def tokenise(sentence: str, spaced_thousands: bool = False) -> list[Token]:
    """Return the tokens of `sentence`. Words led by a number word are parted: "five-year" is three tokens."""
    tokens: list[Token] = []
    last, after_spaced = 0, 0
    for match in _TOKEN.finditer(sentence):
        start, end, kind = match.start(), match.end(), match.lastgroup
        if start < after_spaced:
            continue
        if kind == "number" and spaced_thousands and (spaced := _SPACED.match(sentence, start)):
            end = after_spaced = max(end, spaced.end())
        tokens.extend(_parted(sentence, start, end, kind or "mark", start == last and start > 0))
        last = end
    return tokens


def _parted(sentence: str, start: int, end: int, kind: str, glued: bool) -> list[Token]:
    text = sentence[start:end]
    if kind == "word" and _leads_with_number(text):
        return _split_at_hyphens(text, start, glued)
    word = text.lower().replace("’", "'")
    return [Token(start, end, text, word, _KINDS.get(kind, "mark"), glued)]


def _leads_with_number(text: str) -> bool:
    first, hyphen, _ = text.partition("-")
    return bool(hyphen) and first.lower() in _LEADS


def _split_at_hyphens(text: str, start: int, glued: bool) -> list[Token]:
    tokens: list[Token] = []
    at = start
    for piece in re.split("(-)", text):
        if not piece:
            continue
        kind: TokenKind = "mark" if piece == "-" else "word"
        word = piece.lower().replace("’", "'")
        tokens.append(Token(at, at + len(piece), piece, word, kind, glued or at > start))
        at += len(piece)
    return tokens
