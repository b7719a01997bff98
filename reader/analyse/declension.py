"""Names that a language declines: which forms of a word of a text could be a form of a listed name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Language → how a name ends → how it may end in a text; "" is any consonant. Others are not declined.
_ENDINGS: dict[str, dict[str, str]] = {
    "ru": {
        "ая": "ая ой ую",
        "ые": "ые ых ым ыми",
        "а": "а ы и у е ой ою",
        "я": "я и ю е ей ею",
        "й": "й я ю е ем",
        "ь": "ь я ю е ем и ью",
        "ы": "ы - ов ам ами ах",
        "": "- а у ом е",
    },
    "uk": {
        "а": "а и і у ю ою ої ій",
        "я": "я і ї ю єю ею",
        "й": "й я ю єм ї",
        "ь": "ь я ю ем і",
        "и": "и - ів ам ами ах",
        "і": "і их ів ам ами ах",
        "": "- а у ові ом і",
    },
    "pl": {
        "a": "a y i ie ę ą o iej ej",
        "y": "y - ów om ami ach",
        "e": "e ych ym ymi",
        "o": "o a u em ie",
        "": "- a u em ie iem owi",
    },
    "el": {
        "α": "α ας ες ων",
        "η": "η ης",
        "ος": "ος ου ο",
        "ο": "ο ου",
        "ι": "ι ιου",
        "ες": "ες ων",
    },
    "de": {"": "- s"},
    "nl": {"": "- s"},
    "sv": {"": "- s", "e": "e es", "a": "a as"},
}
_CHANGES = {"uk": (("їв", "єв"), ("ів", "ов"))}
_LONGEST = 3
_Stem = tuple[str, frozenset[str]]


@cache
def endings(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return of a language how names end, the longest first, each with how their forms end; all folded."""
    rows = _ENDINGS.get(language, {})
    longest = sorted(rows, key=len, reverse=True)
    return tuple((end, frozenset("" if e == "-" else fold(e) for e in rows[end].split())) for end in longest)


_VOWELS = frozenset("aeiouyаеёиоуыэюяєіїаеηιουωόάέήίύώ")


def stem(word: str, language: str) -> _Stem:
    """Return what all forms of a name of one word begin with, folded, and how they may end."""
    for end, forms in endings(language):
        if end == "" and fold(word[-1]) in _VOWELS:
            break
        if word.endswith(end) and len(word) - len(end) > 1:
            return fold(word[: len(word) - len(end)]), forms
    return fold(word), frozenset(("",))


def _all_stems(name: tuple[str, ...], language: str) -> Iterator[tuple[_Stem, ...]]:
    """Yield the stems of a name's words, and those with the vowel of its other forms: "Київ", "Києва"."""
    yield tuple(stem(word, language) for word in name)
    for end, instead in _CHANGES.get(language, ()):
        if len(name) == 1 and name[0].endswith(end):
            begun, forms = stem(name[0].removesuffix(end) + instead, language)
            yield ((begun, forms - {""}),)


class Declined:
    """Names of one language, found by any of their forms."""

    def __init__(self, names: Sequence[tuple[str, ...]], language: str) -> None:
        self._by_first: dict[str, list[tuple[tuple[_Stem, ...], tuple[str, ...]]]] = {}
        for name in sorted(names, key=len, reverse=True):
            for stems in _all_stems(name, language):
                self._by_first.setdefault(stems[0][0], []).append((stems, name))

    def at(self, words: Sequence[str], i: int) -> tuple[str, ...]:
        """Return the longest name whose form begins at word `i`, () if none does."""
        for begun in self._beginnings(fold(words[i])):
            for stems, name in self._by_first.get(begun, ()):
                run = words[i : i + len(stems)]
                if len(run) == len(stems) and all(map(_is_form, run, name, stems)):
                    return name
        return ()

    @staticmethod
    def _beginnings(word: str) -> Iterator[str]:
        yield from (word[: len(word) - cut] for cut in range(min(_LONGEST, len(word) - 1) + 1))


def _is_form(word: str, listed: str, known: _Stem) -> bool:
    begun, forms = known
    plain = fold(word)
    return (
        word[0].isupper() == listed[0].isupper() and plain.startswith(begun) and plain[len(begun) :] in forms
    )
