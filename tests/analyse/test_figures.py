"""What counts as a figure of a text, and what is made of it."""

from __future__ import annotations

import pytest

from reader.analyse.figures import find_figures
from reader.model import Figure


def only(text: str, language: str | None = None) -> Figure:
    figures = find_figures(text, language)
    assert len(figures) == 1, [figure.text for figure in figures]
    return figures[0]


@pytest.mark.parametrize(
    ("sentence", "text", "value", "counted", "head"),
    [
        ("The yard built 14 wooden boats.", "14 wooden boats", 14, "wooden boats", "wooden boat"),
        ("They lost twenty-four city buses there.", "twenty-four city buses", 24, "city buses", "city bus"),
        ("A dozen people came.", "A dozen people", 12, "people", "people"),
        ("She hid half a million coins.", "half a million coins", 500_000, "coins", "coin"),
        ("Only one witness spoke.", "one witness", 1, "witness", "witness"),
        (
            "It is one of the oldest bridges here.",
            "one of the oldest bridges",
            1,
            "oldest bridges",
            "oldest bridge",
        ),
        (
            "The port took 2.5 million tall crates.",
            "2.5 million tall crates",
            2.5e6,
            "tall crates",
            "tall crate",
        ),
        (
            "Near 1,200 sheds' worth of old grain lay there.",
            "Near 1,200 sheds' worth",
            1200,
            "sheds of old grain",
            "shed",
        ),
        ("They met a three-judge panel.", "three-judge", 3, "judge", "judge"),
        ("It sold 500,000-plus barrels.", "500,000-plus barrels", 500_000, "barrels", "barrel"),
    ],
)
def test_a_count_says_what_it_counts(sentence: str, text: str, value: float, counted: str, head: str) -> None:
    figure = only(sentence)
    assert (figure.kind, figure.text, figure.value, figure.unit) == ("count", text, value, None)
    assert (figure.counted, figure.counted_head) == (counted, head)


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "unit"),
    [
        ("It paid £4.3bn.", "money", 4.3e9, "pound sterling"),
        ("A loan of ₹2 lakh crore followed.", "money", 2e12, "indian rupee"),
        ("The fee is $1.5M.", "money", 1.5e6, "dollar"),
        ("It cost 3m euros.", "money", 3e6, "euro"),
        ("Rents hit US$12 per square foot.", "money", 12, "dollar per square foot"),
        ("Sales were $6.78 billion a year earlier.", "money", 6.78e9, "dollar"),
        ("A plan for $8 a month.", "money", 8, "dollar per month"),
        ("Turnout was 61 per cent.", "percent", 61, "percentage"),
        ("They backed 25 basis points.", "percent", 25, "basis point"),
        ("A 90-centimetre pipe burst.", "measure", 90, "centimetre"),
        ("Gusts of 60mph came.", "measure", 60, "mile per hour"),
        ("It reached 38°C.", "measure", 38, "celsius"),
        ("He walked 2 1/2 miles.", "measure", 2.5, "mile"),
        ("He got 15 years in prison.", "duration", 15, "year"),
        ("A 12-year-old boy fell.", "age", 12, "year of age"),
        ("Ana Ruiz, 34, said so.", "age", 34, "year of age"),
        ("It fits one in five adults.", "ratio", 0.2, None),
        ("Some of it, two-thirds of voters say, is lost.", "ratio", 2 / 3, None),
        ("It is the country's second-largest bank.", "rank", 2, None),
        ("The club ranked No. 3.", "rank", 3, None),
    ],
)
def test_a_figure_has_its_kind_its_value_and_a_canonical_unit(
    sentence: str, kind: str, value: float, unit: str | None
) -> None:
    figure = only(sentence)
    assert (figure.kind, figure.unit) == (kind, unit)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("sentence", "modifier", "words", "text"),
    [
        ("More than 30 boats sank.", ">", "more than", "More than 30 boats"),
        ("Nearly 30 boats sank.", "~", "nearly", "Nearly 30 boats"),
        ("Fewer than 30 boats sank.", "<", "fewer than", "Fewer than 30 boats"),
        ("At least 30 boats sank.", "≥", "at least", "At least 30 boats"),
        ("It takes up to 30 boats.", "≤", "up to", "up to 30 boats"),
        ("Prices rose 5%.", "up", "rose", "rose 5%"),
        ("Prices fell by 5%.", "down", "fell by", "fell by 5%"),
        ("Prices rose about 5%.", "~", "about", "rose about 5%"),
        ("The side gave up 500 yards.", "=", "", "500 yards"),
        ("It holds 40 boats or more.", "≥", "or more", "40 boats or more"),
    ],
)
def test_the_words_before_a_number_become_its_modifier(
    sentence: str, modifier: str, words: str, text: str
) -> None:
    figure = only(sentence)
    assert (figure.modifier, figure.modifier_text, figure.text) == (modifier, words, text)


@pytest.mark.parametrize(
    "sentence",
    [
        "It opened on 12 May 2021 at 10:30 a.m. in Room 12.",
        "Call 555-123-4567 or +44 20 7946 0958, or write to bob22@mail.example.",
        "See https://site.example/2023/05/12 for version 2.0.1 and section 12.3.",
        "In the 1990s he flew a Boeing 737-800 on Flight 370.",
        "The 2020 vote and the 1995 deal came before iPhone 11.",
        "One that killed a farmer.",
        "No one knew of the 22nd rule.",
        "The court cited Article 5.",
        "They doubled down on it in the summer of 1898.",
        "Send HTTP/1.1 to port x:4439 at 1200×800.",
        "The firm is the number one buyer of tin.",
    ],
)
def test_numbers_that_count_nothing_are_no_figures(sentence: str) -> None:
    assert find_figures(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "low", "high", "unit"),
    [
        ("It lasts three to five years.", 3, 5, "year"),
        ("It needs 5-10 days.", 5, 10, "day"),
        ("It sold for between $62 and $68 per share.", 62, 68, "dollar per share"),
        ("It will cost 2 to 3 million euros.", 2e6, 3e6, "euro"),
        ("They lost tens of thousands of dollars.", 1e4, 1e5, "dollar"),
    ],
)
def test_a_range_has_ends_and_no_value(sentence: str, low: float, high: float, unit: str) -> None:
    figure = only(sentence)
    assert (figure.value, figure.low, figure.high, figure.unit) == (None, low, high, unit)


@pytest.mark.parametrize(
    ("sentence", "text", "value", "counted"),
    [
        (
            "The number of fishing boats leaving port had doubled since May.",
            "doubled since May",
            2.0,
            "fishing boats leaving port",
        ),
        (
            "That is twice the number of fishing boats.",
            "twice the number of fishing boats",
            2.0,
            "fishing boats",
        ),
        ("Output halved.", "halved", 0.5, "Output"),
        ("They want three times as many nurses.", "three times as many nurses", 3.0, "nurses"),
    ],
)
def test_a_multiple_says_of_what(sentence: str, text: str, value: float, counted: str) -> None:
    figure = only(sentence)
    assert (figure.kind, figure.text, figure.value, figure.counted) == ("multiple", text, value, counted)


@pytest.mark.parametrize(
    ("sentence", "language", "values"),
    [
        ("Der Umsatz stieg um 3,5 % auf 1.234,5 Millionen Euro.", "de", [3.5, 1234.5e6]),
        ("Le prix passe de 4,2 % à 1 234 euros, soit 3,2 milliards d’euros.", "fr", [4.2, 1234, 3.2e9]),
        ("Costó 1.500 millones de euros.", "es", [1.5e9]),
        ("予算は1億2000万円、約3万5千人が参加した。", "ja", [1.2e8, 35_000]),
        ("بنسبة ٣٫٥٪", "ar", [3.5]),
        ("Im Jahr 2019 kamen 300 Menschen.", "de", [300]),
    ],
)
def test_other_languages_give_what_digits_and_units_say(
    sentence: str, language: str, values: list[float]
) -> None:
    assert [figure.value for figure in find_figures(sentence, language)] == pytest.approx(values)


def test_a_figure_may_lie_inside_another_and_offsets_hold() -> None:
    text = "Calm day.\n\nOver 6 million 90-millimetre steel pipes left."
    outer, inner = find_figures(text)
    assert (outer.text, outer.counted) == (
        "Over 6 million 90-millimetre steel pipes",
        "90-millimetre steel pipes",
    )
    assert (inner.text, inner.counted) == ("90-millimetre", "steel pipes")
    assert all(text[f.start : f.end] == f.text for f in (outer, inner))
    assert inner.sentence == "Over 6 million 90-millimetre steel pipes left."


def test_a_vague_count_has_no_value() -> None:
    figure = only("The town has held dozens of street fairs since 2019.")
    assert figure.vague
    assert (figure.text, figure.modifier) == ("dozens of street fairs since 2019", "~")
    assert figure.counted == "street fairs"


def test_a_record_takes_in_what_it_is_a_record_of() -> None:
    assert only("It was her first win in 24 years.").text == "her first win in 24 years"


def test_a_score_is_one_figure() -> None:
    figure = only("Rovers beat United 3-1.")
    assert (figure.kind, figure.text, figure.value) == ("score", "3-1", None)


def test_a_conversion_takes_the_sign_of_what_it_converts() -> None:
    assert [f.modifier for f in find_figures("It ran over 100 km (62 miles).")] == [">", ">"]


@pytest.mark.parametrize(
    "hostile", ["1" * 200_000, "1," * 50_000, "1 " * 50_000, "doubled " * 20_000, "1-" * 50_000]
)
def test_hostile_text_is_read_without_an_error(hostile: str) -> None:
    assert len(find_figures(hostile)) < 10_000


@pytest.mark.parametrize(
    "text", ["They met at gate 3 of the container terminal.", "Berth 7 of the port is shut."]
)
def test_the_number_of_a_gate_or_a_berth_counts_nothing(text: str) -> None:
    assert find_figures(text) == ()
