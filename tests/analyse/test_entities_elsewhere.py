"""Names in languages other than English: what lists and plain signs are sure of, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analyse.entities import find_entities
from reader.analyse.language import guess

_FOLDER = Path(__file__).parent / "elsewhere"


def _news(path: Path) -> tuple[str, dict[str, str]]:
    """The text of a file, and the names below its hyphens with their kinds."""
    text, _, labels = path.read_text(encoding="utf-8").partition("\n---\n")
    rows = (row.split(": ") for row in labels.splitlines())
    return text, {name: kind for kind, names in rows for name in names.split(", ")}


_NEWS = {path.stem: _news(path) for path in sorted(_FOLDER.glob("*.txt"))}
_READ = [language for language, (_, names) in _NEWS.items() if names]


def test_seventeen_languages_are_read() -> None:
    assert " ".join(_READ) == "ar de el es fr hi it ja ko nl pl pt ru sv tr uk zh"


@pytest.mark.parametrize("language", _READ)
def test_the_language_of_news_is_told(language: str) -> None:
    assert guess(_NEWS[language][0]) == language


@pytest.mark.parametrize("language", _NEWS)
def test_what_can_be_told_is_named_and_no_more(language: str) -> None:
    text, expected = _NEWS[language]
    assert {entity.name: entity.kind for entity in find_entities(text)} == expected


def test_a_tag_of_a_language_that_is_not_read_gets_no_names() -> None:
    assert find_entities("Mette Frederiksen rejste til London.", language="da-DK") == ()


def test_the_forms_of_a_declined_name_are_one() -> None:
    text = "Россия и Украина молчат. В России ждут, а с Украиной говорят. Они знают Россию. Это был не конец."
    found = {
        entity.name: (entity.aliases, len(entity.mentions)) for entity in find_entities(text, language="ru")
    }
    assert found == {"Россия": (("России", "Россию"), 3), "Украина": (("Украиной",), 2)}


def test_a_sentence_in_capitals_is_read_for_nothing() -> None:
    assert find_entities("DIE LAGE IN FRANKREICH IST ERNST UND NICHT GUT", language="de") == ()


def test_a_family_name_alone_is_found_only_after_the_full_name() -> None:
    text = "Merz schwieg. Der Kanzler Friedrich Merz sprach."
    assert [len(e.mentions) for e in find_entities(text, language="de")] == [2]
    assert find_entities("Merz schwieg.", language="de") == ()


@pytest.mark.parametrize("language", _READ)
def test_mentions_stand_in_the_text_and_in_order(language: str) -> None:
    text = _NEWS[language][0] * 3
    for entity in find_entities(text, language=language):
        written = {text[span.start : span.end] for span in entity.mentions}
        assert written <= {entity.name, *entity.aliases}
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda span: span.start)


def test_a_hyphen_joins_names_and_not_a_name_and_a_noun() -> None:
    text = "Im Mercedes-Werk traf Karl-Heinz Becker die Ministerin Marie-Agnes Strack-Zimmermann."
    found = {entity.name for entity in find_entities(text, language="de")}
    assert found == {"Karl-Heinz Becker", "Marie-Agnes Strack-Zimmermann"}
