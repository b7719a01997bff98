"""The names of units, as data: canonical name, then what a text may call it."""

from __future__ import annotations

from reader.analyse.figures.currencies import CURRENCIES, CURRENCY_SIGNS
from reader.model import FigureKind

_MEASURES = """
microgram: µg, μg, mcg, microgram, micrograms
part per million: ppm, parts per million
part per billion: ppb, parts per billion
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
cubic kilometre: km3, km³, cubic kilometers, cubic kilometres, cubic kilometer, cubic kilometre
cubic foot: cubic foot, cubic feet
cubic centimetre: cc, cubic centimeters, cubic centimetres, cubic centimeter
acre: acre, acres
hectare: hectare, hectares, ha, hektar, hectáreas
milligram: mg, milligram, milligrams
gram: gram, grams, gramme, grammes, gramm, gramos
kilogram: kg, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes, kilogramm, kilogramos, кг
kilotonne: kilotonne, kilotonnes, kiloton, kilotons
deadweight tonne: deadweight tonne, deadweight tonnes, deadweight ton, deadweight tons, dwt
gross ton: gross ton, gross tons, gross tonnage
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
kilokiloelectronvolt: kev
megaelectronvolt: mev
gigaelectronvolt: gev
teraelectronvolt: tev
joule: kj, kilojoule, kilojoules
megajoule: mj, megajoule, megajoules
hectopascal: hpa, hectopascal, hectopascals
kilopascal: kpa, kilopascal, kilopascals
millibar: mbar, millibar, millibars
millisievert: msv, millisievert, millisieverts
therm: therm, therms
mega british thermal unit: mmbtu, mmbtus, million british thermal units
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
exabyte: eb, exabyte, exabytes
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
percentage: %, ％, ٪, percent, pct, pc, proc, prozent, procent, prosent, prosenttia, procenta,
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
# Abbreviations whose capitals matter, or that mean a unit only where they touch the digits.
EXACT: dict[str, tuple[str, FigureKind, bool]] = {
    "m": ("metre", "measure", False), "g": ("gram", "measure", False), "L": ("litre", "measure", True),
    "l": ("litre", "measure", True), "C": ("celsius", "measure", True), "F": ("fahrenheit", "measure", True),
    "V": ("volt", "measure", True), "W": ("watt", "measure", True), "s": ("second", "duration", True),
    "h": ("hour", "duration", True), "t": ("tonne", "measure", True), "p": ("penny", "money", True),
    "mW": ("milliwatt", "measure", False), "Nm": ("newton metre", "measure", False),
    "NM": ("nautical mile", "measure", False), "c": ("cent", "money", True), "in": ("inch", "measure", True),
    "A": ("ampere", "measure", True),
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


MEASURES: dict[str, tuple[str, FigureKind]] = {
    **{spoken: (name, "money") for spoken, name in CURRENCIES.items()},
    **_table(_MEASURES, "measure"),
    **_table(_SHARES, "percent"),
    **_table(_DURATIONS, "duration"),
    **{sign: (name, "money") for sign, name in CURRENCY_SIGNS.items() if len(sign) == 1},
}
