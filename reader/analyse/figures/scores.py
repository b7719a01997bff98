"""How matches and votes ended, and the records of teams: "beat them 2-1", "improved to 11-2"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse.figures.words import word_set

if TYPE_CHECKING:
    from reader.analyse.figures.amounts import Amount, Sentence

DASHES = ("-", "–", "—", "‑", "~", "〜", "～")
_PLAYED = word_set(
    """
    win won wins winning beat beats beating defeat defeated defeats lost lose loss losing draw drew
    drawn victory lead led leads leading score scored trail trailed trailing ended finished tied tie
    vote voted votes ruling ruled approved rejected passed split margin aggregate thrashed triumph
    upset edge edged rout routed decision majority up down aheads halftime equaliser advantage
    penalties overtime hammered defeating
    """
)
_ARRIVED = word_set(
    "improved improves improving fell falls dropped drops slipped slips moved moves advanced advances"
)
_STANDS = word_set(
    """
    is are was were be been went go goes going gone now stands stood sits sat started opened finished
    """
)
_KINDS = word_set("record records start starts mark finish")
# What follows a record that somebody "is" or "went".
_AT = frozenset(
    (
        *("at home", "on the", "away", "against", "vs", "versus", "overall", "this season", "last season"),
        *("this year", "since", "when", "as a", "in games", "in league", "in conference"),
    )
)
_SPORT = word_set(
    """
    visit visits host hosts face faces faced play plays played game games match season team teams league
    win wins won lost beat victory loss playoff playoffs conference division coach quarterback
    """
)
_LONGEST = 3  # digits of one side
_SETS = 6
_WIDTH = 4  # tokens of a set and the comma after it: "6-4,"


def score_end(sentence: Sentence, left: Amount, right: Amount) -> int | None:
    """Return the index after "2-1" where that is how a match or a vote ended, or a record; else None.

    Both sides are bare, and a word near them says what they are; ranges of years, pages and ages have none.
    """
    if left.unit or right.unit or not (left.numeral.digits.isdigit() and right.numeral.digits.isdigit()):
        return None
    if not sentence.glued(left.last) or len(left.numeral.digits) > _LONGEST:
        return None
    last = _third_part(sentence, right.last)
    if sentence.mark(last) in DASHES:
        return None
    first = _first_set(sentence, left.first)
    played = last == right.last and _is_played(sentence, first, last)
    return last if played or _is_record(sentence, first, last) else None


def _third_part(sentence: Sentence, at: int) -> int:
    """Return the index after the draws of "10-4-1"."""
    third = sentence.mark(at) == "-" and sentence.glued(at + 1) and sentence.mark(at + 1)
    return at + 2 if third and third.isdigit() and len(third) < _LONGEST else at


def _first_set(sentence: Sentence, first: int) -> int:
    """Return where "6-4, 3-6, 7-6" begins, of which one set begins at token `first`."""
    for _ in range(_SETS):
        begin = first - _WIDTH
        shape = [sentence.mark(at) for at in range(begin, first)]
        if begin < 0 or shape[3] != "," or shape[1] not in DASHES or not (shape[0] + shape[2]).isdigit():
            break
        first = begin
    return first


def _is_played(sentence: Sentence, first: int, last: int) -> bool:
    near = [sentence.word(i) for i in range(max(0, first - 6), first)]
    near += [sentence.word(i) for i in range(last, last + 3)]
    return any(word in _PLAYED for word in near)


def _is_record(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the pair is how many a team won and lost: "improved to 11-2", "are 5-1 at home", "(4-7)"."""
    before, after = sentence.word(first - 1), sentence.word(last)
    if before == "to" and sentence.word(first - 2) in _ARRIVED:
        return True
    if after in _KINDS:
        return True
    if before in _STANDS:
        return after in _AT or f"{after} {sentence.word(last + 1)}" in _AT
    return _is_bracketed(sentence, first, last)


def _is_bracketed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a pair in brackets follows a team: "The Jets (4-7) visit the Bills (9-2)"."""
    if sentence.mark(first - 1) != "(" or sentence.mark(last) not in (")", ","):
        return False
    team = sentence.mark(first - 2)
    return team[:1].isupper() and team.isalpha() and any(token.word in _SPORT for token in sentence.tokens)
