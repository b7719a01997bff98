"""Every kind of figure in the shapes that news gives it, and what only looks like one."""

from __future__ import annotations

import pytest

from reader.analyse.figures import find_figures
from reader.model import Figure


def first(sentence: str, language: str | None = None) -> Figure:
    figures = find_figures(sentence, language)
    assert figures, sentence
    return figures[0]


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "value", "unit"),
    [
        ("A 3-metre-deep trench.", "3-metre-deep", "measure", 3, "metre"),
        ("A six-foot-tall man.", "six-foot", "measure", 6, "foot"),
        ("He is 6ft 3in tall.", "6ft 3in", "measure", 6.25, "foot"),
        ("It fell to minus 12C.", "minus 12C", "measure", -12, "celsius"),
        ("It was -5 degrees outside.", "-5 degrees", "measure", -5, "degree"),
        ("They hold 420 ppm of it.", "420 ppm", "measure", 420, "part per million"),
        ("A half-mile walk.", "half-mile", "measure", 0.5, "mile"),
        ("It took an hour and a half.", "an hour and a half", "duration", 1.5, "hour"),
        ("A three-and-a-half-hour flight.", "three-and-a-half-hour", "duration", 3.5, "hour"),
        ("The rate is a quarter of a percentage point.", "a quarter of a percentage point", "percent", 0.25,
         "percentage point"),
        ("A baby aged 14 months.", "14 months", "age", 14, "month of age"),
        ("He got two years' jail.", "two years", "duration", 2, "year"),
        ("It took 12 million euros' worth of it.", "12 million euros", "money", 12e6, "euro"),
        ("The rate fell from 5 to 4 percent.", "5", "percent", 5, "percentage"),
        ("Almost nine in 10 adults.", "Almost nine in 10 adults", "ratio", 0.9, None),
        ("The country's 2nd largest city.", "2nd largest city", "rank", 2, None),
        ("He died on Tuesday at 91.", "91", "age", 91, "year of age"),
        ("She turned 100 last week.", "100", "age", 100, "year of age"),
        ("Children under 5 may come.", "under 5", "age", 5, "year of age"),
        ("The 17-year-old's bike.", "17-year-old's", "age", 17, "year of age"),
        ("Ruiz, 45, spoke.", "45", "age", 45, "year of age"),
        ("The ratio is 18:1.", "18:1", "ratio", 18, None),
        ("They were outnumbered two to one.", "two to one", "ratio", 2, None),
        ("A 70:30 split.", "70:30", "ratio", 7 / 3, None),
        ("Four in five said no.", "Four in five", "ratio", 0.8, None),
        ("One in every five gulls.", "One in every five gulls", "ratio", 0.2, None),
        ("Output fell by half.", "fell by half", "ratio", 0.5, None),
        ("A 3x rise.", "3x", "multiple", 3, None),
        ("A tenfold rise.", "tenfold", "multiple", 10, None),
        ("It is worth 12 times earnings.", "12 times earnings", "multiple", 12, None),
        ("It is twice as high as then.", "twice as high", "multiple", 2, None),
        ("The world's third largest port.", "third largest port", "rank", 3, None),
        ("She came third in it.", "came third", "rank", 3, None),
        ("It ranks 133 out of many.", "ranks 133", "rank", 133, None),
        ("The bill passed 312 to 110.", "312 to 110", "score", None, None),
    ],
)  # fmt: skip
def test_a_figure_is_read_with_its_kind(
    sentence: str, text: str, kind: str, value: float | None, unit: str | None
) -> None:
    figure = first(sentence)
    assert (figure.text, figure.kind, figure.unit) == (text, kind, unit)
    assert figure.value == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("half a million", 500_000), ("a quarter of a million", 250_000), ("a hundred and one", 101),
        ("three-quarters of a million", 750_000), ("two and a half million", 2.5e6),
        ("a million and a half", 1.5e6), ("2.05 billion", 2.05e9),
        ("4.1 million", 4.1e6), ("twelve hundred", 1200), ("1,25,000", 125_000),
        ("1 234 567", 1_234_567), ("34 000", 34_000), ("1'250'000", 1_250_000), ("1½ million", 1.5e6),
        ("３００", 300), ("٤٥", 45), ("one hundred twenty-three", 123),
    ],
)  # fmt: skip
def test_a_number_is_read_in_its_format(number: str, value: float) -> None:
    assert first(f"It has {number} windows.").value == value


@pytest.mark.parametrize(
    ("sum_of_money", "value", "unit"),
    [
        ("R92 million", 92e6, "south african rand"), ("R1,200", 1200, "south african rand"),
        ("3m rand", 3e6, "south african rand"), ("Dh 3,500", 3500, "dirham"),
        ("3 Kuwaiti dinars", 3, "kuwaiti dinar"), ("2 million Argentine pesos", 2e6, "argentine peso"),
        ("GHS 4.5 billion", 4.5e9, "ghanaian cedi"), ("30 Egyptian pounds", 30, "egyptian pound"),
        ("6 million taka", 6e6, "bangladeshi taka"), ("Rs. 3.5 billion", 3.5e9, "indian rupee"),
        ("₹2 lakh crore", 2e12, "indian rupee"), ("95p", 95, "penny"),
        ("NKr283", 283, "norwegian krone"), ("SKr4.2bn", 4.2e9, "swedish krona"),
        ("DKr12 million", 12e6, "danish krone"), ("SFr 90", 90, "swiss franc"),
    ],
)  # fmt: skip
def test_money_is_read_in_the_currencies_of_the_world(sum_of_money: str, value: float, unit: str) -> None:
    figure = first(f"The ministry paid {sum_of_money}.")
    assert (figure.kind, figure.unit) == ("money", unit)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("sentence", "low", "high", "kind"),
    [
        ("It costs $10-15m.", 10e6, 15e6, "money"),
        ("It is for 18- to 24-year-olds.", 18, 24, "age"),
        ("Several hundred villagers came.", 100, 1000, "count"),
        ("A few thousand stayed.", 1000, 10_000, "count"),
        ("Thousands fled.", 1000, 10_000, "count"),
        ("It lost between 5% and 7%.", 5, 7, "percent"),
    ],
)
def test_a_range_and_a_vague_number_say_between_what(
    sentence: str, low: float, high: float, kind: str
) -> None:
    figure = first(sentence)
    assert (figure.value, figure.low, figure.high, figure.kind) == (None, low, high, kind)


@pytest.mark.parametrize(
    ("sentence", "modifier", "words"),
    [
        ("Gold moved +0.2% today.", "up", "+"),
        ("Gold moved -1.4% today.", "down", "-"),
        ("It holds 12 boats at least.", "≥", "at least"),
        ("As few as 12 boats came.", "≥", "as few as"),
        ("Some 240 or so boats came.", "~", "some"),
        ("The 240 or so boats came.", "~", "or so"),
        ("It raised $5m for a boat.", "=", ""),
        ("It raised its fee by $5.", "=", ""),
        ("It raised fees by 5%.", "=", ""),
        ("It lost more than 60% of it.", ">", "more than"),
        ("Those aged 12 and over may come.", "≥", "and over"),
        ("Thousands of boats came.", "=", ""),
        ("A 20-kilo sack was lifted.", "=", ""),
        ("He lifted a 20-kilo sack.", "=", ""),
    ],
)
def test_a_modifier_is_what_is_said_of_the_number(sentence: str, modifier: str, words: str) -> None:
    figure = first(sentence)
    assert (figure.modifier, figure.modifier_text) == (modifier, words)


def test_ages_in_a_list_are_all_ages() -> None:
    figures = find_figures("The girls, aged nine, 12 and 15, swam.")
    assert [(f.kind, f.value) for f in figures] == [("age", 9), ("age", 12), ("age", 15)]


def test_the_share_after_points_goes_the_way_of_the_points() -> None:
    assert [f.modifier for f in find_figures("The index fell 12 points, or 0.6%.")] == ["down", "down"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The 9/11 attacks, the 2023/24 season and a 24/7 service.",
        "They live at 1600 Cedar Avenue and 10 Mill Lane.",
        "Call 020 7946 0123 or 1-800-555-0199.",
        "The Big Ten teams stayed at the Four Seasons.",
        "A fifth wave came, and was met by a fifth column.",
        "It was hit by a seventh wave.",
        "COP 26 and COP28 were held, and the G20 met.",
        "The song reached number one in May.",
        "He was shot at 10:30, at half past six and at noon.",
        "5 Live and Radio 4 said so, and so did Channel 5.",
        "It holds 10^6 of it.",
        "On May 5-7 and 12-14 June it was shut.",
        "Postcode 75001 is near ISO 9001.",
        "The two are not related.",
        "COVID-19, F-16s and the A380.",
    ],
)
def test_what_only_looks_like_a_figure_is_none(sentence: str) -> None:
    assert [figure.text for figure in find_figures(sentence)] == []


def test_a_number_that_opens_a_quotation_is_no_code() -> None:
    assert first('"Some 13 million people\'s homes are lost," he said.').value == 13e6


@pytest.mark.parametrize(
    "hostile",
    [
        "9" * 100_000 + " people", "1" + " lakh crore" * 20_000, "five and a half " * 10_000,
        "1:2 " * 20_000 + "ratio", "half-" * 20_000, "of which five " * 10_000, "rose to " * 20_000 + "5",
        "5 big and " * 20_000 + "boats", "6ft 2in " * 10_000, "²³¹" * 20_000 + " 5 boats", "1٣５" * 20_000,
        "5\u0301" * 20_000, "12 boats, 13 cows, 14.5 kg of tin and 16% of it, " * 2_000, "5 boats\n" * 20_000,
    ],
)  # fmt: skip
def test_hostile_numbers_give_few_figures_and_none_that_is_no_number(hostile: str) -> None:
    figures = find_figures(hostile)
    assert len(figures) < 6_000
    values = [value for f in figures for value in (f.value, f.low, f.high) if value is not None]
    assert all(abs(value) < 1e60 for value in values)
    assert all(hostile[f.start : f.end] == f.text for f in figures)


@pytest.mark.parametrize(
    ("sentence", "scores"),
    [
        ("They improved to 11-2 this season.", ["11-2"]),
        ("The Jets (4-7) visit the Bills (9-2) on Sunday.", ["4-7", "9-2"]),
        ("The Hawks (6-5, 3-4) won at home.", ["6-5", "3-4"]),
        ("Ruiz beat Lee 6-4, 3-6, 7-6 on Monday.", ["6-4", "3-6", "7-6"]),
        ("The club has a 10-4-1 record.", ["10-4-1"]),
        ("Skelby are 5-1 at home.", ["5-1"]),
        ("Pages 4-7 of the report tell more.", []),
        ("The 2019-20 season ended.", []),
        ("In the 4-3 formation they ran.", []),
        ("Rates rose to 2-3 percent.", []),
        ("Read Luke (4-7) with care.", []),
        ("The rule is 9-5 in the office.", []),
    ],
)
def test_records_of_teams_are_scores_where_a_word_says_so(sentence: str, scores: list[str]) -> None:
    assert [figure.text for figure in find_figures(sentence) if figure.kind == "score"] == scores
