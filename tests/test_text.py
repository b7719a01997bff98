"""What may reach a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import fold, is_ordinary, ordinary_line, safe_line, safe_text, shorten, width, wrap

ATTACKS = {
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;cm0gLXJm\x1b\\",
    "colour": "\x1b[31m",
    "c1": "\x9b31m",
    "link": "\x1b]8;;file:///etc/passwd\x1b\\x",
    "override": "gnp.\u202egpj.exe",
    "isolate": "\u2066a\u2069",
    "tags": "\U000e0041\U000e0042",
    "filler": "a\u3164b",
    "zero width": "a\u200bb\u2060c\ufeff",
    "surrogate": "\ud800",
    "null": "a\0b",
    "delete": "a\x7fb",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_that_steers_a_terminal_stays(attack: str) -> None:
    cleaned = safe_text(attack)
    assert all(character.isprintable() for character in cleaned)
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    "text", ["naïve – “quoted” …", "朝浜の港", "المنارة", "می‌خواهم", "ကြွှိုံ့", "किसानों", "👩‍🚀 ❤️", "a\n\tb"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_piled_up_accents_are_cut() -> None:
    assert safe_text("e" + "\u0301" * 500 + "x") == "e" + "\u0301" * 4 + "x"


@pytest.mark.parametrize(
    "mark", ["\u0941", "\u0f71", "\u135d", "\ua8e0", "\u3099", "\U0001d167", "\U0001e8d0"]
)
def test_no_script_piles_up_marks_without_end(mark: str) -> None:
    assert safe_text("e" + mark * 500 + "x") == "e" + mark * 8 + "x"


def test_every_kind_of_line_break_becomes_one() -> None:
    assert safe_text("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"
    assert safe_line(" a\r\n b\tc ") == "a b c"


HOSTILE = st.text(st.characters() | st.sampled_from("\u200d\u200c\ufe0f\u0301\u0651\x1b\ufeff\u202e"))


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = safe_text(text)
    assert safe_text(once) == once
    assert not any((c < " " and c not in "\n\t") or "\x7f" <= c < "\xa0" for c in once)


@given(
    st.text(st.sampled_from("ab \t\n\xa0\u205f\u3000\u2019\xe9\u6771\u0301\u200b\r\xad")), st.integers(0, 9)
)
def test_what_is_cut_out_of_an_ordinary_text_is_clean(text: str, at: int) -> None:
    if is_ordinary(text):
        assert safe_text(text[at:] + text[:at]) == text[at:] + text[:at]
        assert ordinary_line(text, at) == safe_line(text, at)


@given(st.text(), st.integers(5, 60))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, limit: int) -> None:
    line = safe_line(text)
    lines = wrap(line, limit)
    assert all(width(part) <= limit for part in lines)
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")


def test_lines_break_at_words_and_inside_japanese() -> None:
    assert wrap("the quick brown fox", 10) == ["the quick", "brown fox"]
    assert wrap("日本語の長い文章、ここ", 10) == ["日本語の長", "い文章、こ", "こ"]
    assert wrap("one two three", 8, "• ", "  ") == ["• one", "  two", "  three"]


def test_words_are_compared_without_case_and_accents() -> None:
    assert fold("  Éric  STRASSE ") == fold("eric straße")
    assert fold("𝕿𝖍𝖊 Ångström ﬁle") == "the angstrom file"


def test_a_cut_text_says_so() -> None:
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abc", 4) == "abc"
