"""The lists of names that come with the reader, loaded when first asked for."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

_DATA = files("reader.analyse") / "data"


class Country(NamedTuple):
    """A country: its full name, what else it is called, its adjectives and its people."""

    name: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]


def _read(name: str) -> str:
    content = (_DATA / name).read_bytes()
    return (gzip.decompress(content) if name.endswith(".gz") else content).decode()


def _listed(name: str) -> list[str]:
    """The names in a file of names: one a line or parted by semicolons, # for a comment."""
    lines = (line for line in _read(name).splitlines() if not line.startswith("#"))
    return [part for line in lines for part in line.split(";") if part]


@cache
def countries() -> tuple[Country, ...]:
    """Every country, as English text names it."""
    rows = [line.split("\t") for line in _read("countries.tsv").splitlines() if not line.startswith("#")]
    found = []
    for name, others, adjectives, people in ((row + [""] * 4)[:4] for row in rows):
        split = [tuple(part for part in cell.split(";") if part) for cell in (others, adjectives, people)]
        plural = () if people == "-" else tuple(f"{adjective}s" for adjective in split[1])
        named = tuple(part for part in split[2] if part != "-")
        found.append(Country(name, split[0], split[1], (*plural, *named)))
    return tuple(found)


@cache
def country_names() -> dict[str, str]:
    """What a country is called in English text → its full name."""
    return {called: land.name for land in countries() for called in (land.name, *land.others)}


@cache
def territories(language: str) -> dict[str, str]:
    """What a country is called in texts of `language` (two letters) → its full name there."""
    found: dict[str, str] = {}
    full: dict[str, str] = {}
    for line in _read("territories.tsv.gz").splitlines():
        tag, code, name = line.split("\t")
        if tag == language:
            found[name] = full.setdefault(code, name)
    return found


def _of_language(file: str, language: str) -> list[str]:
    """The names of one language in a file of language, tab, names parted by semicolons."""
    rows = (line.split("\t") for line in _read(file).splitlines() if not line.startswith("#"))
    return [name for tag, names in rows if tag == language for name in names.split(";")]


@cache
def cities_elsewhere(language: str) -> frozenset[str]:
    """Large cities as texts of `language` (two letters) call them, where not as English does."""
    return frozenset(_of_language("cities_elsewhere.tsv.gz", language))


@cache
def bodies_elsewhere(language: str) -> frozenset[str]:
    """Well-known bodies as texts of `language` call them, in all forms."""
    return frozenset(_of_language("bodies_elsewhere.txt", language))


@cache
def given_names_elsewhere() -> frozenset[str]:
    """Given names in Cyrillic and Greek script."""
    return frozenset(_listed("given_names_elsewhere.txt.gz"))


@cache
def given_names() -> frozenset[str]:
    """Given names of many languages, in Latin script."""
    return frozenset(_listed("given_names.txt.gz"))


@cache
def given_names_lower() -> frozenset[str]:
    """The given names in lower case."""
    return frozenset(name.lower() for name in given_names())


@cache
def given_names_of(whom: Literal["women", "men"]) -> frozenset[str]:
    """Given names that hardly any but women, or men, have."""
    return frozenset(_listed(f"given_names_{whom}.txt.gz"))


@cache
def surnames() -> frozenset[str]:
    """Family names of many languages, in Latin script."""
    return frozenset(_listed("surnames.txt.gz"))


@cache
def common_words() -> frozenset[str]:
    """English words that running text writes in lower case."""
    return frozenset(_listed("common_words.txt.gz"))


@cache
def known_names() -> dict[str, str]:
    """Names of places, bodies and peoples → "country", "city", "region", "organisation" or "people"."""
    found = dict.fromkeys(_listed("cities.txt.gz"), "city")
    found |= dict.fromkeys(_listed("organisations.txt"), "organisation")
    found |= dict.fromkeys(_listed("regions.txt"), "region")
    for people in _listed("peoples.txt"):
        found[people] = found[f"{people}s"] = "people"
    for land in countries():
        found |= dict.fromkeys((*land.adjectives, *land.people), "people")
    return found | dict.fromkeys(country_names(), "country")


@cache
def also_called() -> dict[str, tuple[str, int]]:
    """Name of the well known → (its full name, the name's place in the row), where others exist."""
    rows = [line.split(";") for line in _read("also_called.txt").splitlines() if not line.startswith("#")]
    return {name: (row[0], place) for row in rows for place, name in enumerate(row)}


@cache
def known_by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word, lower case → the known names that begin with it, as (words, what it is), longest first."""
    from reader.analyse.tokens import tokens

    grouped: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, what in known_names().items():
        words = tuple(token.text for token in tokens(name))
        grouped.setdefault(words[0], []).append((words, what))
    return {first: tuple(sorted(names, key=lambda n: -len(n[0]))) for first, names in grouped.items()}
