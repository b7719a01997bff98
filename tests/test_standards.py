"""Units and currencies in the words of standards."""

from __future__ import annotations

import pytest

from reader.analyse.figures import find_figures
from reader.analyse.figures.currencies import CURRENCIES
from reader.standards import CURRENCY_CODES, computable, currency_code

# Names that several countries share, minor coins, and what no standard knows.
_OF_NO_ONE_COUNTRY = {
    "dollar", "cent", "penny", "franc", "cfa franc", "krone", "peso", "kwacha", "shilling", "dirham", "riyal",
    "dinar", "bitcoin", "iranian toman", "venezuelan bolivar",
}  # fmt: skip


@pytest.mark.parametrize(
    ("sum_of_money", "code"),
    [
        ("US$5m", "USD"), ("5 million US dollars", "USD"), ("USD 500", "USD"), ("$5m", None),
        ("A$5m", "AUD"), ("€5m", "EUR"), ("£5", "GBP"), ("₹5 crore", "INR"), ("5 Swiss francs", "CHF"),
        ("5,000 francs", None), ("R92 million", "ZAR"), ("$12 a barrel", None), ("€4 a kilo", "EUR"),
    ],
)  # fmt: skip
def test_a_currency_has_its_code_where_it_can_be_known(sum_of_money: str, code: str | None) -> None:
    (figure,) = find_figures(f"It cost {sum_of_money} then.")
    assert figure.unit
    assert currency_code(figure.unit, figure.text) == code


def test_every_currency_has_a_code_or_is_that_of_no_one_country() -> None:
    assert set(CURRENCIES.values()) - set(CURRENCY_CODES) == _OF_NO_ONE_COUNTRY
    assert len(set(CURRENCY_CODES.values())) == len(CURRENCY_CODES)


@pytest.mark.parametrize(
    ("unit", "expression"),
    [
        ("millimetre", "millimetre"), ("square foot", "foot ** 2"), ("cubic metre", "metre ** 3"),
        ("mile per hour", "mile / hour"), ("kilowatt hour", "kilowatt * hour"), ("percentage", "percent"),
        ("year of age", "year"), ("celsius", "degC"), ("light year", "light_year"), ("ton", "short_ton"),
        ("cubic foot per second", "foot ** 3 / second"), ("barrel per day", "oil_bbl / day"),
    ],
)  # fmt: skip
def test_a_unit_is_an_expression_that_can_be_computed_with(unit: str, expression: str) -> None:
    assert computable(unit) == expression
