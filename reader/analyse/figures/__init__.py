"""Figures: the quantities that a text states, and what they count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analyse.figures.amounts import Sentence
from reader.analyse.figures.elsewhere import LANGUAGES, figures_elsewhere
from reader.analyse.figures.language import guess_language
from reader.analyse.figures.numbers import SPACED_THOUSANDS
from reader.analyse.figures.patterns import read_quantities
from reader.analyse.figures.tokens import tokenise
from reader.analyse.sentences import sentences
from reader.model import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analyse.figures.quantity import Quantity

_LONGEST_SENTENCE = 4_000
_MOST = 5_000
# A sentence with none of these states no quantity; most have none.
_HINT = re.compile(
    r"""
    [\d½⅓⅔¼¾⅕⅛]
    | \b(?: one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen
          | sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety
          | half|dozen|scores|tens|hundred|thousand|million|billion|trillion|twice|thrice
          | an?[ ](?:third|quarter|fifth|sixth|eighth|tenth)|(?:second|third|fourth|fifth|\w{4,7}th)[-\ ]
          | doubl|tripl|trebl|quadrupl|quintupl|halv|\w{2,6}-?fold|rank|rated|seeded|placed )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SPEAKS = re.compile(r"[^\W\d_]|[%％٪$€£¥₹]")

__all__ = ["find_figures"]


def find_figures(text: str, language: str | None = None) -> tuple[Figure, ...]:
    """Return the figures of `text` in reading order; offsets are in `text`.

    `language` is a BCP 47 tag; without one it is guessed. English (and unknown) texts are read with their
    words, those in `elsewhere.LANGUAGES` with a table of words each; in other languages only digits with a
    percent sign, a currency or a metric unit count, in that language's number format.
    Years, dates, times and labels are no figures. The work is linear in the length of the text, and of a
    sentence only the first 4,000 characters are read: what is longer is no prose. Of a text with more than
    5,000 figures only about as many are returned.
    """
    language = language or guess_language(text)
    tag = language.replace("_", "-").partition("-")[0].lower()
    if tag in LANGUAGES:
        return tuple(figures_elsewhere(text, language, _MOST))
    found: list[Figure] = []
    for start, end in sentences(text):
        if len(found) >= _MOST:
            break
        sentence = text[start : min(end, start + _LONGEST_SENTENCE)]
        if _HINT.search(sentence) and _SPEAKS.search(sentence):
            found.extend(_figures_of(sentence, start, tag))
    return tuple(found)


def _figures_of(text: str, offset: int, tag: str) -> Iterator[Figure]:
    sentence = Sentence(text, tokenise(text, tag in SPACED_THOUSANDS), tag or None, tag in ("", "en"))
    for quantity in read_quantities(sentence):
        if quantity.unit is not None or quantity.head is not None or sentence.english:
            yield _figure(sentence, quantity, offset)


def _figure(sentence: Sentence, quantity: Quantity, offset: int) -> Figure:
    start, end = sentence.tokens[quantity.first].start, sentence.tokens[quantity.last - 1].end
    end -= sentence.text[start:end].endswith(("'", "’"))  # "two years' jail"
    return Figure(
        start=offset + start,
        end=offset + end,
        text=sentence.text[start:end],
        kind=quantity.kind,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        modifier=quantity.modifier,
        modifier_text=quantity.modifier_text,
        counted=quantity.counted,
        counted_head=quantity.head,
        sentence=sentence.text,
    )
