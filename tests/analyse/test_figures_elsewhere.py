"""Figures in languages other than English: sentences of our own, labelled by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reader.analyse.figures import find_figures
from reader.model import Figure

LABELLED: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "elsewhere" / "figures.toml").read_text("utf-8")
)
SENTENCES = [(language, sentence) for language, rows in LABELLED.items() for sentence in rows]


def only(sentence: str, language: str) -> Figure:
    (figure,) = find_figures(sentence, language)
    return figure


def told(figure: Figure) -> str:
    ends = (figure.value,) if figure.value is not None else (figure.low, figure.high)
    number = "–".join(f"{end:.12g}" for end in ends if end is not None)
    return f"{number} {figure.unit or figure.counted}"


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_the_figures_of_a_sentence_are_those_that_a_person_finds(language: str, sentence: str) -> None:
    found = find_figures(sentence, language)
    assert [told(figure) for figure in found] == LABELLED[language][sentence]
    assert all(sentence[figure.start : figure.end] == figure.text for figure in found)
    assert all(figure.sentence == sentence for figure in found)


@pytest.mark.parametrize(
    ("sentence", "language", "sign", "words"),
    [
        ("Es kamen mehr als 300 Menschen.", "de", ">", "mehr als"),
        ("Il y avait au moins 300 personnes.", "fr", "≥", "au moins"),
        ("Hasta 300 personas caben aquí.", "es", "≤", "hasta"),
        ("Circa 300 persone erano lì.", "it", "~", "circa"),
        ("Yaklaşık 300 kişi geldi.", "tr", "~", "yaklaşık"),
        ("Пришло не менее 300 человек.", "ru", "≥", "не менее"),
    ],
)
def test_words_before_a_number_say_how_exact_it_is(
    sentence: str, language: str, sign: str, words: str
) -> None:
    figure = only(sentence, language)
    assert (figure.modifier, figure.modifier_text) == (sign, words)


def test_a_region_that_writes_decimal_points_is_read_so() -> None:
    assert only("Cuesta 3,500 pesos.", "es-MX").value == 3500
    assert only("Das kostet 3.5 Millionen Franken.", "de-CH").value == 3.5e6


def test_a_comma_before_three_digits_is_left_out_where_it_may_be_either() -> None:
    assert find_figures("Cuesta 3,500 pesos.", "es") == ()
    assert [figure.value for figure in find_figures("Sube 2.5 % y cuesta 3,500 pesos.", "es")] == [2.5, 3500]


def test_a_dollar_sign_of_many_countries_is_money_of_no_certain_one() -> None:
    figure = only("Perdieron $38 millones.", "es")
    assert (figure.kind, figure.value, figure.unit) == ("money", 38e6, None)


def test_a_change_from_one_share_to_another_is_no_range() -> None:
    assert [figure.value for figure in find_figures("La part est passée de 10 à 15 %.", "fr")] == [15]


def test_an_abbreviation_between_number_and_currency_ends_no_figure() -> None:
    assert only("Das kostet 12 Mio. Euro im Jahr.", "de").text == "12 Mio. Euro"


def test_years_that_may_be_an_age_are_told_by_the_word_before() -> None:
    assert only("Un hombre de 42 años llamó.", "es").kind == "age"
    assert only("Una pena de 42 años espera.", "es").kind == "duration"
    assert find_figures("Un vino de 42 años espera.", "es") == ()


def test_a_text_made_of_numbers_gives_no_more_than_a_sidebar_can_hold() -> None:
    assert len(find_figures("5 % " * 6_000, "de")) == 5_000
