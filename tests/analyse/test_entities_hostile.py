"""Texts made to be slow to put together: what is compared grows with the text, not with its square."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from reader.analyse import acronyms, aliases
from reader.analyse.entities import find_entities
from reader.analyse.mentions import Mention
from reader.model import EntityKind

_LONGEST_NAME = 120
_EACH: tuple[EntityKind, ...] = get_args(EntityKind)


class _Counted:
    """A function that counts how often it is called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.calls = 0
        self._function = getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *given: object, **named: object) -> object:
        self.calls += 1
        return self._function(*given, **named)


class _Lines:
    """An engine for which every line is one name of one kind."""

    def __init__(self, kind: EntityKind) -> None:
        self._kind = kind

    def tag(self, text: str) -> list[Mention]:
        found, at = [], 0
        for line in text.split("\n"):
            found.append(Mention(at, at + len(line), self._kind))
            at += len(line) + 1
        return found


class _Found:
    """An engine that finds the given names, all of people, in their order."""

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def tag(self, text: str) -> list[Mention]:
        found, at = [], 0
        for name in self._names:
            at = text.index(name, at)
            found.append(Mention(at, at + len(name), "person"))
        return found


class _Capitals:
    """An engine for which every run of capitalised words is a name, however long."""

    def tag(self, text: str) -> list[Mention]:
        runs = re.finditer(r"[A-Z]\S*+(?: [A-Z]\S*+)*+", text)
        return [Mention(run.start(), run.end(), _EACH[i % 4]) for i, run in enumerate(runs)]


def _letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


@pytest.mark.parametrize("kind", _EACH)
def test_thousands_of_one_family_are_each_compared_with_few(
    kind: EntityKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = _Counted(monkeypatch, aliases, "shortens")
    count = 3000
    text = "\n".join(f"Q{_letters(n)} Karlsen" for n in range(count)) + "\nKarlsen" * count
    entities = find_entities(text, language="en", tagger=_Lines(kind))
    assert sum(len(entity.mentions) for entity in entities) == 2 * count
    assert compared.calls <= 50 * (count + 1)


def test_thousands_of_acronyms_are_each_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = _Counted(monkeypatch, acronyms, "_fits")
    count = 3000
    names = [f"Alliance {_letters(n).title()} Bureau Council" for n in range(count)]
    shorts = [f"A{_letters(n).upper()}X" for n in range(count)]
    find_entities("\n".join([*names, *shorts]), language="en", tagger=_Lines("organisation"))
    assert compared.calls <= 50 * 300


def test_a_chain_of_other_names_is_walked_once_and_then_is_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Q{_letters(n)}" for n in range(3000)]
    walked, follow = 0, aliases._followed

    def followed(found: dict[aliases._Key, aliases._Key], one: aliases._Key) -> aliases._Key:
        nonlocal walked
        walked += 1
        end = follow(found, one)
        assert found.get(one, end) == end
        return end

    monkeypatch.setattr(aliases, "_followed", followed)
    entities = find_entities(", known as ".join(names), language="en", tagger=_Found(names))
    assert len(entities) == 1
    assert walked <= 8 * len(names)


@pytest.mark.parametrize(
    "text",
    [
        "A" * 100_000,
        "A B " * 25_000,
        "ALPHA BETA " * 9_000,
        "Q" * 10_000 + " Karlsen met " + "Z" * 10_000,
        "Ann Karlsen (" * 7_000,
        "Ann Karlsen, known as " * 4_500,
        "Bank of " * 12_000,
        "Mrs. " * 20_000 + "Karlsen",
        "SEOUL" + " - " * 30_000,
    ],
    ids=lambda text: text[:12],
)
def test_no_name_is_longer_than_a_name_can_be(text: str) -> None:
    for entity in find_entities(text, text, "en", _Capitals()):
        assert len(entity.name) <= _LONGEST_NAME
        assert len(entity.aliases) <= 12
        assert all(0 < mention.end - mention.start <= _LONGEST_NAME for mention in entity.mentions)


def test_an_alias_list_is_short_however_a_name_is_written() -> None:
    written = [
        "".join(c.upper() if n >> i & 1 else c for i, c in enumerate("karlsenberg")) for n in range(2000)
    ]
    text = "\n".join(f"Ann {name.title()} {name}" for name in written)
    entities = find_entities(text, language="en", tagger=_Lines("person"))
    assert len(entities) == 1
    assert len(entities[0].mentions) == len(written)
    assert len(entities[0].aliases) <= 12
