"""The names of units and currencies, as data: canonical name, then what a text may call it."""

from __future__ import annotations

from reader.model import FigureKind

_MEASURES = """
nanometre: nanometer, nanometers, nanometre, nanometres
micrometre: micron, microns, micrometer, micrometers, micrometre, micrometres
millimetre: mm, millimeter, millimeters, millimetre, millimetres, milimetros, milímetros, millimètres
centimetre: cm, centimeter, centimeters, centimetre, centimetres, zentimeter, centímetros, centimètres,
  centimetri
metre: meter, meters, metre, metres, mètres, mètre, metros, metri, metern, метров, метра, メートル
kilometre: km, kms, kilometer, kilometers, kilometre, kilometres, kilometern, kilomètres, kilomètre,
  kilómetros, quilômetros, chilometri, kilometrów, километров, км, キロメートル, キロ
inch: inches, inch
foot: foot, feet, ft
yard: yard, yards, yd, yds
mile: mile, miles, mi, meilen
nautical mile: nautical miles, nautical mile
light year: light years, light year
square foot: sqft, square foot, square feet, sq. ft, sq ft
square metre: m2, m², quadratmeter, metros cuadrados, square meters, square metres, mètres carrés,
  square meter, square metre, sq m
square kilometre: km2, km², quadratkilometer, square kilometers, square kilometres, square kilometer,
  square kilometre, sq km
square mile: square miles, square mile, sq mi
square inch: square inches, square inch
cubic metre: m3, m³, kubikmeter, cubic meters, cubic metres, cubic meter, cubic metre
cubic foot: cubic foot, cubic feet
cubic centimetre: cc, cubic centimeters, cubic centimetres, cubic centimeter
acre: acre, acres
hectare: hectare, hectares, ha, hektar, hectáreas
milligram: mg, milligram, milligrams
gram: gram, grams, gramme, grammes, gramm, gramos
kilogram: kg, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes, kilogramm, kilogramos, кг
tonne: tonne, tonnes, tonnen, toneladas, tonnellate, тонн, トン, metric tonnes, metric tons, metric ton
ton: ton, tons, short tons, short ton
megaton: megaton, megatons, megatonne, megatonnes
gigaton: gigaton, gigatons, gigatonne, gigatonnes
ounce: ounce, ounces, oz
pound-mass: lb, lbs, pound, pounds
stone: stone
millilitre: ml, milliliter, milliliters, millilitre, millilitres
litre: liter, liters, litre, litres, litros, litri
gallon: gallon, gallons
pint: pint, pints
barrel per day: bpd, barrels per day, barrels a day
horsepower: horsepower, hp, ps
brake horsepower: bhp, brake horsepower
watt: watt, watts
kilowatt: kw, kilowatt, kilowatts
megawatt: mw, megawatt, megawatts
gigawatt: gw, gigawatt, gigawatts
terawatt: tw, terawatt, terawatts
kilowatt hour: kwh, kilowatt hours, kilowatt hour
megawatt hour: mwh, megawatt hours, megawatt hour
gigawatt hour: gwh, gigawatt hours, gigawatt hour
terawatt hour: twh, terawatt hours, terawatt hour
volt: volt, volts
ampere: amp, amps, ampere, amperes
milliampere hour: mah
joule: joule, joules
calorie: calorie, calories, kcal
newton metre: nm, newton metres, newton meters, newton metre, newton meter
pound-foot: pound feet, pound foot
foot pound-force: foot pounds, foot pound, ft lbs, ft lb, lb ft, lbs ft
hertz: hertz, hz
kilohertz: khz, kilohertz
megahertz: mhz, megahertz
gigahertz: ghz, gigahertz
bit: bit, bits
byte: byte, bytes
kilobyte: kb, kilobyte, kilobytes
megabyte: mb, megabyte, megabytes
gigabyte: gb, gigabyte, gigabytes, gig, gigs
terabyte: tb, terabyte, terabytes
petabyte: pb, petabyte, petabytes
megabit per second: mbps, mbit/s, megabits per second
gigabit per second: gbps, gbit/s, gigabits per second
megapixel: mp, megapixel, megapixels
decibel: db, decibel, decibels
mile per hour: mph, miles per hour, miles an hour, mile per hour
kilometre per hour: km/h, kmh, kph, kilometers per hour, kilometres per hour, kilometers an hour,
  kilometres an hour
metre per second: m/s, meters per second, metres per second
mile per gallon: mpg, miles per gallon
knot: knot, knots
revolutions per minute: rpm
frame per second: fps, frames per second
degree: °, degree, degrees, grados, degrés
celsius: °c, celsius, centigrade, 度, degrees centigrade, degrees celsius, degree celsius, grad celsius,
  degrees c
fahrenheit: °f, fahrenheit, degrees fahrenheit, degree fahrenheit, degrees f
"""
_SHARES = """
percentage: %, ％, ٪, percent, pct, pc, prozent, procent, prosent, prosenttia, procenta,
  процентов, процента, процент, パーセント, por ciento, pour cent, por cento, per cento, per cent
percentage point: prozentpunkte, prozentpunkten, points de pourcentage, puntos porcentuales,
  percentage points, percentage point, pct points, pct point
basis point: bps, basis points, basis point
"""
_DURATIONS = """
millisecond: millisecond, milliseconds, ms
second: seconds, secs, sec, sekunden
minute: minute, minutes, mins, min, minuten
hour: hour, hours, hrs, hr, stunden
day: day, days
week: week, weeks
fortnight: fortnight, fortnights
month: month, months
year: year, years, yrs, yr
decade: decade, decades
century: century, centuries
"""
_CURRENCIES = """
dollar: dollar, dollars, usd, dólares, dollari, buck, bucks, долларов, u.s. dollars, u.s. dollar,
  us dollars, us dollar
cent: cent, cents
euro: euro, euros, eur, евро
pound sterling: gbp, quid, pfund, pounds sterling, pound sterling, british pounds
penny: pence
japanese yen: yen, jpy, 円, иен, japanese yen
chinese yuan: yuan, renminbi, rmb, cny, 元, 人民元, chinese yuan
south korean won: won, krw, ウォン, south korean won
indian rupee: rupee, rupees, inr, rs, indian rupees
franc: franc, francs
swiss franc: chf, franken, swiss francs, swiss franc
russian rouble: rouble, roubles, ruble, rubles, rub, руб, рублей, рубля
australian dollar: aud, australian dollars, australian dollar
canadian dollar: cad, canadian dollars, canadian dollar
new zealand dollar: nzd, new zealand dollars, new zealand dollar
hong kong dollar: hkd, hong kong dollars, hong kong dollar
singapore dollar: sgd, singapore dollars, singapore dollar
swedish krona: sek, kronor, swedish kronor, swedish crowns, swedish krona
norwegian krone: nok, norwegian kroner, norwegian crowns, norwegian krone
danish krone: dkk, danish kroner, danish crowns, danish krone
krone: kroner, kr
polish zloty: zloty, zlotys, złotych, pln, zł
czech koruna: koruna, korun, kč, czk, czech crowns
hungarian forint: forint, forints, huf
turkish lira: lira, liras, turkish lira
brazilian real: reais, brl
mexican peso: mxn, mexican pesos, mexican peso
peso: peso, pesos
south african rand: rand, zar
malaysian ringgit: ringgit, myr, malaysian ringgit
indonesian rupiah: rupiah, idr
thai baht: baht, thb
philippine peso: php, philippine pesos
shekel: shekel, shekels, ils
dirham: dirham, dirhams, aed
riyal: riyal, riyals
naira: naira
kenyan shilling: shillings, kenyan shillings
ukrainian hryvnia: hryvnia, hryvnias, uah, грн
bitcoin: bitcoin, bitcoins, btc
"""
CURRENCY_SIGNS = {
    "$": "dollar", "US$": "dollar", "USD": "dollar", "A$": "australian dollar", "AU$": "australian dollar",
    "AUD": "australian dollar", "C$": "canadian dollar", "CA$": "canadian dollar", "CAD": "canadian dollar",
    "CDN$": "canadian dollar", "NZ$": "new zealand dollar", "NZD": "new zealand dollar",
    "HK$": "hong kong dollar", "HKD": "hong kong dollar", "S$": "singapore dollar", "SGD": "singapore dollar",
    "NT$": "new taiwan dollar", "R$": "brazilian real", "BRL": "brazilian real", "€": "euro", "EUR": "euro",
    "£": "pound sterling", "GBP": "pound sterling", "¥": "japanese yen", "￥": "japanese yen",
    "JPY": "japanese yen", "CNY": "chinese yuan", "CN¥": "chinese yuan", "RMB": "chinese yuan",
    "₹": "indian rupee", "Rs": "indian rupee", "INR": "indian rupee", "₽": "russian rouble",
    "RUB": "russian rouble", "₩": "south korean won", "KRW": "south korean won", "₺": "turkish lira",
    "TRY": "turkish lira", "₴": "ukrainian hryvnia", "₪": "shekel", "₦": "naira", "₱": "philippine peso",
    "฿": "thai baht", "₫": "vietnamese dong", "CHF": "swiss franc", "SEK": "swedish krona",
    "NOK": "norwegian krone", "DKK": "danish krone", "PLN": "polish zloty", "ZAR": "south african rand",
    "MXN": "mexican peso", "RM": "malaysian ringgit", "MYR": "malaysian ringgit", "AED": "dirham",
    "＄": "dollar",
}  # fmt: skip


# Abbreviations whose capitals matter, or that mean a unit only where they touch the digits.
EXACT: dict[str, tuple[str, FigureKind, bool]] = {
    "m": ("metre", "measure", False), "g": ("gram", "measure", True), "L": ("litre", "measure", True),
    "l": ("litre", "measure", True), "C": ("celsius", "measure", True), "F": ("fahrenheit", "measure", True),
    "V": ("volt", "measure", True), "W": ("watt", "measure", True), "s": ("second", "duration", True),
    "h": ("hour", "duration", True), "t": ("tonne", "measure", True), "p": ("penny", "money", True),
    "mW": ("milliwatt", "measure", False), "Nm": ("newton metre", "measure", False),
    "NM": ("nautical mile", "measure", False), "c": ("cent", "money", True), "A": ("ampere", "measure", True),
}  # fmt: skip


def _table(listed: str, kind: FigureKind) -> dict[str, tuple[str, FigureKind]]:
    table: dict[str, tuple[str, FigureKind]] = {}
    canonical = ""
    for line in listed.strip().splitlines():
        names = line
        if not line.startswith(" "):
            canonical, _, names = line.partition(":")
        spoken = (name.strip().replace("-", " ") for name in names.split(",") if name.strip())
        table.update(dict.fromkeys(spoken, (canonical, kind)))
    return table


CURRENCIES = {spoken: name for spoken, (name, _) in _table(_CURRENCIES, "money").items()}
MEASURES: dict[str, tuple[str, FigureKind]] = {
    **_table(_CURRENCIES, "money"),
    **_table(_MEASURES, "measure"),
    **_table(_SHARES, "percent"),
    **_table(_DURATIONS, "duration"),
    **{sign: (name, "money") for sign, name in CURRENCY_SIGNS.items() if len(sign) == 1},
}
