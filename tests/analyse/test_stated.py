"""Names that a page's data states, found in texts whose names are otherwise only known from lists."""

from __future__ import annotations

import pytest

from reader.analyse import analyse
from reader.extract import extract
from reader.jobs.pages import understand
from reader.model import Author, Block, Document, Subject

_GERMAN = "Der Sprecher Ulfert Kvantz traf die Reederei Nordlicht. Kvantz sagte, Nordlichts Flotte wachse."


def named(text: str, language: str, *stated: Subject) -> dict[str, str]:
    return {one.name: one.kind for one in analyse(text, language=language, stated=stated).entities}


@pytest.mark.parametrize(
    ("text", "language", "stated", "forms"),
    [
        (_GERMAN, "de", Subject("Ulfert Kvantz", "person"), ["Ulfert Kvantz", "Kvantz"]),
        (_GERMAN, "de", Subject("Nordlicht", "organisation"), ["Nordlicht", "Nordlichts"]),
        ("О Туркове молчат, но Турков здесь.", "ru", Subject("Турков", "person"), ["Туркове", "Турков"]),
        ("Rederiet Kvantz ligger i Skelby.", "da", Subject("Skelby", "place"), ["Skelby"]),
        ("어제 한수진 기자가 보도했다.", "ko", Subject("한수진", "person"), ["한수진"]),
        ("昨日、川原実乃里さんは話した。", "ja", Subject("川原実乃里", "person"), ["川原実乃里"]),
        ("Kvantz'ın gemisi geldi.", "tr", Subject("Kvantz", "person"), ["Kvantz"]),
    ],
)
def test_a_name_that_the_page_states_is_found_in_the_forms_of_its_language(
    text: str, language: str, stated: Subject, forms: list[str]
) -> None:
    (entity,) = analyse(text, language=language, stated=(stated,)).entities
    assert entity.kind == stated.kind
    assert [text[span.start : span.end] for span in entity.mentions] == forms


def test_a_stated_name_that_the_text_has_not_is_not_shown() -> None:
    assert named("Die Flotte der Reederei wächst.", "de", Subject("Ulfert Kvantz", "person")) == {}


def test_a_part_of_a_longer_word_is_no_name() -> None:
    assert named("Le nouveau Kvantzois parle.", "fr", Subject("Kvantz", "person")) == {}
    assert named("어제 한수진흥원이 열렸다.", "ko", Subject("한수진", "person")) == {}


@pytest.mark.parametrize("keyword", ["Flotte", "Nordlicht", "Reederei Nordlicht", "Der Sprecher"])
def test_a_keyword_whose_kind_nothing_tells_is_left_out(keyword: str) -> None:
    assert named(_GERMAN, "de", Subject(keyword)) == {}


def test_a_keyword_that_begins_with_a_given_name_is_a_person_where_nouns_have_no_capitals() -> None:
    told = named("Podle soudu Michal Kvantz mlčí.", "cs", Subject("Michal Kvantz"))
    assert told == {"Michal Kvantz": "person"}
    assert named("Das Ziel der Studie bleibt.", "de", Subject("Ziel der Studie")) == {}


def test_a_keyword_with_a_legal_form_is_a_body() -> None:
    assert named("Die Kvantz GmbH wächst.", "de", Subject("Kvantz GmbH")) == {"Kvantz GmbH": "organisation"}


def test_a_title_is_no_part_of_a_stated_name() -> None:
    text = "Der König kam nicht, Ulfert Kvantz schon."
    (entity,) = analyse(text, language="de", stated=(Subject("König Ulfert Kvantz.", "person"),)).entities
    assert (entity.name, len(entity.mentions)) == ("Ulfert Kvantz", 1)


def test_a_listed_place_that_a_page_calls_a_body_stays_a_place() -> None:
    assert named("In Berlin regnet es.", "de", Subject("Berlin", "organisation")) == {"Berlin": "place"}


def test_an_english_text_is_read_as_without_the_page() -> None:
    text = "The speaker met the fleet."
    assert analyse(text, language="en", stated=(Subject("fleet", "person"),)) == analyse(text, language="en")


def test_writers_and_agencies_are_found_in_the_text() -> None:
    document = Document(
        language="de",
        blocks=(Block("paragraph", "Foto: KLAUS KVANTZ. Mit Material von dpa. Ziel der Studie: Ruhe."),),
        authors=(Author("Klaus Kvantz"), Author("dpa"), Author("Ziel der Studie")),
    )
    found = understand(document)
    assert {one.name: one.kind for one in found.entities} == {
        "Klaus Kvantz": "person",
        "dpa": "organisation",
    }
    assert found.approximate


_PAGE = """
<html lang="sv"><head><title>Fartyget</title>
<meta property="article:tag" content="Hamnen"><meta name="keywords" content="sjöfart, Hamnen, x">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Fartyget", "about": [{"@type": "Thing", "name": "Sjöfart"}, {"@id": "#p"}],
"mentions": [{"@type": "SportsTeam", "name": "Skelby IF"}, {"@type": "Place", "name": "Skelby"}, 7],
"contentLocation": "Norrviken", "keywords": ["Roddare; Segel"]}</script>
<script type="application/ld+json">{"@type": "Person", "@id": "#p", "name": "Ulfert Kvantz"}</script>
</head><body><article><h1>Fartyget</h1><p>Fartyget gick ut ur hamnen i gryningen med fyrtio passagerare.</p>
</article></body></html>
"""


def test_a_page_states_its_subjects_and_what_they_are() -> None:
    assert extract(_PAGE.encode()).subjects == (
        Subject("Ulfert Kvantz", "person"),
        Subject("Skelby IF", "organisation"),
        Subject("Skelby", "place"),
        Subject("Norrviken", "place"),
        Subject("Sjöfart"),
        Subject("Roddare"),
        Subject("Segel"),
        Subject("Hamnen"),
        Subject("sjöfart"),
    )


def test_a_page_that_states_thousands_of_subjects_is_cut() -> None:
    page = _PAGE.replace("sjöfart,", ",".join(f"n{number}" for number in range(2_000)) + ",")
    assert len(extract(page.encode()).subjects) == 60
