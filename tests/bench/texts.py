"""Made-up articles for the benches: any number of words, and words of their own to know them by."""

from __future__ import annotations

import random

_WORDS = [
    "harbour",
    "council",
    "vote",
    "fares",
    "bridges",
    "repair",
    "winter",
    "exports",
    "talks",
    "storm",
    "ferry",
    "minister",
    "harvest",
    "railway",
    "teachers",
    "hospital",
    "budget",
    "glacier",
    "orchestra",
    "museum",
    "dockers",
    "parliament",
    "river",
    "election",
    "library",
    "island",
]
_DEEP = 110
"""The word by which a whole text is known: past any summary, and on the first screen."""


def first_word(number: int) -> str:
    """The word that only this article begins with."""
    return "Zfirst" + _letters(number)


def deep_word(number: int) -> str:
    """The word that only this article has past its summary."""
    return "zdeep" + _letters(number)


def title_word(number: int) -> str:
    """The word that only this article's title has."""
    return "Ztitle" + _letters(number)


def article_text(number: int, words: int) -> list[str]:
    """The paragraphs of an article, the same for the same number."""
    chosen = random.Random(number)  # noqa: S311
    text = [chosen.choice(_WORDS) for _ in range(words)]
    text[0], text[_DEEP] = first_word(number), deep_word(number)
    for place in range(17, words, 61):
        text[place] = f"{chosen.randrange(2, 9000):,} {text[place]}"
    for place in range(29, words, 97):
        text[place] = chosen.choice(("Marta Ilves", "Tomas Reyk", "Lisbon", "the World Bank", "Nordvest"))
    return [f"{' '.join(text[start : start + 70])}." for start in range(0, words, 70)]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}") + "q"
