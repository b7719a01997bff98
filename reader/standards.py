"""The units of figures in the words of standards: ISO 4217 codes, and what unit libraries compute with."""

from __future__ import annotations

import re

CURRENCY_CODES = {
    "euro": "EUR", "pound sterling": "GBP", "japanese yen": "JPY", "chinese yuan": "CNY",
    "south korean won": "KRW", "indian rupee": "INR", "swiss franc": "CHF", "russian rouble": "RUB",
    "swedish krona": "SEK", "norwegian krone": "NOK", "danish krone": "DKK", "icelandic krona": "ISK",
    "polish zloty": "PLN", "czech koruna": "CZK", "hungarian forint": "HUF", "romanian leu": "RON",
    "bulgarian lev": "BGN", "serbian dinar": "RSD", "turkish lira": "TRY", "ukrainian hryvnia": "UAH",
    "georgian lari": "GEL", "kazakhstani tenge": "KZT", "uzbekistani som": "UZS",
    "australian dollar": "AUD", "canadian dollar": "CAD", "new zealand dollar": "NZD",
    "hong kong dollar": "HKD", "singapore dollar": "SGD", "new taiwan dollar": "TWD",
    "jamaican dollar": "JMD", "namibian dollar": "NAD", "zimbabwean dollar": "ZWL",
    "brazilian real": "BRL", "mexican peso": "MXN", "argentine peso": "ARS", "chilean peso": "CLP",
    "colombian peso": "COP", "cuban peso": "CUP", "dominican peso": "DOP", "uruguayan peso": "UYU",
    "costa rican colon": "CRC", "philippine peso": "PHP", "peruvian sol": "PEN",
    "bolivian boliviano": "BOB", "paraguayan guarani": "PYG", "south african rand": "ZAR",
    "botswana pula": "BWP", "zambian kwacha": "ZMW", "malawian kwacha": "MWK", "naira": "NGN",
    "ghanaian cedi": "GHS", "kenyan shilling": "KES", "ugandan shilling": "UGX",
    "tanzanian shilling": "TZS", "somali shilling": "SOS", "ethiopian birr": "ETB", "rwandan franc": "RWF",
    "egyptian pound": "EGP", "sudanese pound": "SDG", "south sudanese pound": "SSP",
    "lebanese pound": "LBP", "syrian pound": "SYP", "moroccan dirham": "MAD", "emirati dirham": "AED",
    "saudi riyal": "SAR", "qatari riyal": "QAR", "omani rial": "OMR", "yemeni rial": "YER",
    "iranian rial": "IRR", "kuwaiti dinar": "KWD", "bahraini dinar": "BHD", "jordanian dinar": "JOD",
    "iraqi dinar": "IQD", "libyan dinar": "LYD", "algerian dinar": "DZD", "tunisian dinar": "TND",
    "shekel": "ILS", "pakistani rupee": "PKR", "sri lankan rupee": "LKR", "nepalese rupee": "NPR",
    "mauritian rupee": "MUR", "bangladeshi taka": "BDT", "afghan afghani": "AFN",
    "malaysian ringgit": "MYR", "indonesian rupiah": "IDR", "thai baht": "THB", "vietnamese dong": "VND",
    "cambodian riel": "KHR", "myanmar kyat": "MMK", "mongolian togrog": "MNT",
}  # fmt: skip
_AMERICAN = re.compile(r"US ?\$|\$ ?US\b|\bUSD\b|\bU\.?S\.? dollar|\bAmerican dollar")
# What the computing libraries call otherwise; everything else only has its spaces replaced.
_COMPUTED = {
    "percentage": "percent", "percentage point": "percent", "basis point": "0.01 * percent",
    "celsius": "degC", "fahrenheit": "degF", "year of age": "year", "month of age": "month",
    "week of age": "week", "day of age": "day", "ton": "short_ton", "pound-mass": "pound",
    "pound-foot": "pound_force * foot", "foot pound-force": "foot_pound", "newton metre": "newton * metre",
    "megapixel": "megapixel", "kilometre per hour": "kilometre / hour",
    "revolutions per minute": "revolution / minute", "brake horsepower": "horsepower",
    "light year": "light_year", "nautical mile": "nautical_mile", "gigaton": "gigatonne",
    "kilotonne": "kilotonne", "part per million": "ppm", "part per billion": "1e-9",
    "deadweight tonne": "tonne", "frame per second": "1 / second", "barrel": "oil_bbl",
    "mega british thermal unit": "1e6 * Btu", "milliampere hour": "milliampere * hour",
}  # fmt: skip
_HOURS = ("kilowatt hour", "megawatt hour", "gigawatt hour", "terawatt hour")
_POWERS = {"square": 2, "cubic": 3}


def currency_code(unit: str, text: str) -> str | None:
    """Return the ISO 4217 code of a sum in `unit` that stands as `text`; None where it cannot be known.

    A dollar sign alone may be that of two dozen countries; "US$" and "US dollars" are not.
    """
    name = unit.partition(" per ")[0]
    if name == "dollar":
        return "USD" if _AMERICAN.search(text) else None
    return CURRENCY_CODES.get(name)


def computable(unit: str) -> str:
    """Return the canonical `unit` as an expression that pint and its like read: "foot ** 2".

    Currencies and what has no standard ("gross ton") keep their name.
    """
    if unit in _COMPUTED:
        return _COMPUTED[unit]
    above, per, below = unit.partition(" per ")
    if per:
        return f"{computable(above)} / {computable(below)}"
    power, _, base = unit.partition(" ")
    if power in _POWERS and base:
        return f"{computable(base)} ** {_POWERS[power]}"
    if unit in _HOURS:
        return unit.replace(" ", " * ")
    return unit.replace(" ", "_").replace("-", "_")
