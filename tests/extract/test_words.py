"""Words and letters of a text are the same read the short way, as most texts are, or letter by letter."""

from __future__ import annotations

import re
from random import Random

from reader.extract.inline import plain_words, reading_length, squeezed, words_in

_LATIN = [chr(code) for code in range(1, 256)]
_COMMON = [*"abc XYZ 09_", *"’“”‘–—…", *"ŁłğKİſКип本あ"]
_LETTERS = re.compile(r"[^\W\d_]+")


def _texts() -> list[str]:
    chance = Random(7)  # noqa: S311
    signs = [*_LATIN, *_COMMON * 8]
    return ["".join(chance.choices(signs, k=chance.randint(0, 14))) for _ in range(4000)]


def test_a_text_is_squeezed_to_its_letters_and_digits_without_case() -> None:
    for text in (*_LATIN, *_texts()):
        assert squeezed(text) == "".join(filter(str.isalnum, text)).casefold()


def test_words_are_the_runs_of_letters() -> None:
    for text in (*_LATIN, *_texts()):
        assert words_in(text) == tuple(_LETTERS.findall(text.casefold()))
        assert plain_words(text) in (None, _LETTERS.findall(text.lower()))


def test_plain_words_are_known_of_western_texts_in_print() -> None:
    assert plain_words("“Café – L’Été…” 1st") == ["café", "l", "été", "st"]
    assert plain_words("Łódź") is None


def test_an_ideograph_is_as_long_to_read_as_two_letters() -> None:
    assert [reading_length(text) for text in ("abc", "“é…”", "本 a", "a 本本 b")] == [3, 4, 4, 8]
