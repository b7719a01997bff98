"""The words before and after a number that say how exact it is, or which way it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analyse.figures.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analyse.figures.tokens import Token
    from reader.model import Modifier

_LISTED: dict[Modifier, str] = {
    ">": """
        more than, over, above, greater than, in excess of, upwards of, exceeding, well over, higher than,
        just over, beyond, longer than, larger than, bigger than, older than, north of, a little over,
        slightly more than, over than, far more than, much more than, well above, just above, faster than, >
        """,
    "<": """
        less than, fewer than, under, below, just under, lower than, smaller than, shorter than, younger than,
        shy of, just shy of, well under, well below, no longer than, not quite, south of, just below, <
        """,
    "≥": """
        at least, no less than, no fewer than, a minimum of, not less than, minimum, as few as, as little as,
        ≥
        """,
    "≤": """
        up to, at most, no more than, not more than, a maximum of, as many as, as much as, as high as,
        as long as, a maximum, up to about, up to around, maximum, ≤
        """,
    "~": """
        about, around, roughly, approximately, some, nearly, almost, close to, circa, an estimated, estimated,
        approx, approx ., ca ., c ., near, more or less, at about, somewhere around, virtually, ~, ≈, 約, 约,
        perhaps, maybe
        """,
    "=": """
        an average of, average of, averaging, averaged, exactly, precisely, a total of, a combined, a record
        """,
}
_BEFORE: dict[tuple[str, ...], Modifier] = {
    tuple(words.split()): sign for sign, listed in _LISTED.items() for words in listed.split(",")
}
_UP = word_set(
    """
    rose rise rises rising risen gained gain gains gaining climbed climb climbs climbing jumped jump
    jumps jumping surged surge surges surging soared soar soars soaring increased increase increases
    increasing grew grow grows growing grown added adds advanced advance advances advancing rallied
    rallies up higher expanded expands spiked spike spikes leapt leaped raised raises lifted lifts
    boosted boosts hiked rebounded swelled widened improved improves
    """
)
_DOWN = word_set(
    """
    fell fall falls falling fallen dropped drop drops dropping declined decline declines declining
    lost loses losing shed sheds shedding slid slide slides sliding tumbled tumble tumbles plunged
    plunge plunges plunging plummeted plummet plummeting sank sink sinks slipped slip slips dipped dip
    dips decreased decrease decreases decreasing down lower eased eases shrank shrink shrinks shrunk
    contracted contracts cut cuts cutting reduced reduces reduce reducing slashed slumped slump slumps
    retreated weakened dived crashed lowered shaved
    """
)
# "Lost two games", "cut 300 jobs" and "added ten seats" count things; only amounts go up or down so.
# "Raised $5m" is what was got together; "raised it 5%" and "raised it by $5" are ways up.
_COLLECTED = word_set("raise raised raises raising")
_AMOUNTS_ONLY = word_set(
    """
    lost loses losing cut cuts cutting added adds shed sheds shedding raised raises lifted lifts
    reduced reduces reduce reducing
    """
)  # fmt: skip
_LONGEST = max(map(len, _BEFORE))
_EXACT_ADVERBS = word_set("just only exactly precisely another further nearly almost")
_STEPS = word_set("by a an as much")


_PHRASAL = word_set(
    """
    gave give gives giving given picked picks pick made make makes making set sets setting came come
    comes put puts racked racks took take takes taking turned turn runs ran run built build bought buy
    cut broke break wrote write signed held sent end ended ends opened open shut wound tracked
    """
)


class Said(NamedTuple):
    """How a number was modified: the sign, the words, and the first token of them."""

    sign: Modifier
    words: str
    first: int


def read_before(tokens: Sequence[Token], number: int) -> Said | None:
    """Return the modifier that ends just before token `number`: "more than", "nearly"."""
    for length in range(min(_LONGEST, number), 0, -1):
        words = tuple(token.word for token in tokens[number - length : number])
        sign = _BEFORE.get(words)
        if sign and not _means_something_else(tokens, number - length, words):
            return Said(sign, " ".join(words), number - length)
    return None


def _means_something_else(tokens: Sequence[Token], first: int, words: tuple[str, ...]) -> bool:
    if words in (("over",), ("past",)) and first + 1 < len(tokens):
        return first > 0 and tokens[first - 1].word in ("win", "victory", "won", "edge")
    return words == ("above",) and first > 0 and tokens[first - 1].word == "or"


def read_change(tokens: Sequence[Token], first: int, amount: bool, money: bool = False) -> Said | None:
    """Return the direction said before token `first`: "rose by", "up".

    `amount` says that the number has a unit; only then do "cut" and "lost" mean a direction. `money` says
    that it is a sum, which can be raised without anything going up.
    """
    before = first
    for _ in range(3):
        if before == 0:
            break
        word = tokens[before - 1].word
        before -= 1
        if word in _UP or word in _DOWN:
            if (word in _AMOUNTS_ONLY and not amount) or _is_phrasal(tokens, before):
                break
            if word in _COLLECTED and money and tokens[first - 1].word != "by":
                break
            words = " ".join(token.word for token in tokens[before:first])
            return Said("up" if word in _UP else "down", words, before)
        if word not in _STEPS and word not in _EXACT_ADVERBS and not word.endswith("ly"):
            break
    return None


def _is_phrasal(tokens: Sequence[Token], at: int) -> bool:
    """Whether the "up" or "down" at token `at` belongs to its verb: "gave up 517 yards"."""
    return tokens[at].word in ("up", "down") and at > 0 and tokens[at - 1].word in _PHRASAL


def goes_to_a_level(tokens: Sequence[Token], first: int) -> bool:
    """Whether the number before token `first` is where something arrived: "rose to 5"."""
    return first > 0 and tokens[first - 1].word in ("to", "at", "from")
