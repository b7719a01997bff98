"""Who and what a text names, in texts of several styles."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from reader.analyse import analyse
from reader.analyse.entities import find_entities
from reader.analyse.mentions import Mention
from reader.model import Entity, EntityKind


def named(text: str, title: str = "", language: str | None = None) -> dict[str, Entity]:
    return {entity.name: entity for entity in find_entities(text, title, language)}


def kinds(text: str, language: str | None = None) -> dict[str, EntityKind]:
    return {name: entity.kind for name, entity in named(text, language=language).items()}


def mentioned(text: str, entity: Entity) -> list[str]:
    return [text[span.start : span.end] for span in entity.mentions]


def test_people_organisations_and_places_are_told_apart() -> None:
    found = kinds(
        "Emmanuel Macron met officials of the European Commission in Brussels on Friday. "
        "The University of Strathclyde sent Moira Sinclair."
    )
    assert found == {
        "Emmanuel Macron": "person",
        "European Commission": "organisation",
        "Brussels": "place",
        "University of Strathclyde": "organisation",
        "Moira Sinclair": "person",
    }


def test_a_surname_is_an_alias_of_the_full_name() -> None:
    text = "President Giorgia Meloni spoke in Rome. Meloni's government agreed. Italy backs Meloni."
    meloni = named(text)["Giorgia Meloni"]
    assert meloni.aliases == ("Meloni",)
    assert mentioned(text, meloni) == ["Giorgia Meloni", "Meloni", "Meloni"]


def test_a_family_name_that_comes_first_is_an_alias_too() -> None:
    assert named("Kim Jong Un visited a factory. Kim praised the workers.")["Kim Jong Un"].aliases == ("Kim",)


def test_a_shared_surname_goes_to_the_person_named_last() -> None:
    text = "Sarah Whitmore resigned. Whitmore was tired. David Whitmore replaced her. Whitmore is 40."
    found = named(text)
    assert [len(found[name].mentions) for name in ("Sarah Whitmore", "David Whitmore")] == [2, 2]


def test_countries_stand_under_their_full_name() -> None:
    found = named("The U.S. and Britain signed. Officials from the US and the UK met in London.")
    assert found["United States"].aliases == ("U.S.", "US")
    assert set(found["United Kingdom"].aliases) == {"Britain", "UK"}


def test_an_acronym_introduced_in_brackets_is_an_alias() -> None:
    text = "The Organisation for Tidal Energy (OTE) said it would hire. OTE's director left for Aberdeen."
    body = named(text)["Organisation for Tidal Energy"]
    assert (body.kind, body.aliases, len(body.mentions)) == ("organisation", ("OTE",), 3)


def test_an_acronym_that_nothing_expands_keeps_its_name() -> None:
    found = named("The panel watched U.N. sanctions. The World Bank agreed.")
    assert found["U.N."].kind == "organisation"


def test_a_company_without_its_suffix_is_the_same_company() -> None:
    assert named("Apple Inc. raised prices. Apple said demand was strong.")["Apple Inc."].aliases == (
        "Apple",
    )


def test_mentions_hold_no_article_title_or_possessive() -> None:
    text = "The Kremlin said Dr. Anna Petrova's report reached President Vladimir Putin."
    spans = {text[m.start : m.end] for entity in find_entities(text) for m in entity.mentions}
    assert {"Kremlin", "Anna Petrova", "Vladimir Putin"} <= spans


@pytest.mark.parametrize("word", ["Tuesday", "February", "The", "Photos", "However", "Police"])
def test_days_months_and_first_words_are_no_names(word: str) -> None:
    assert word not in named(f"{word} was quiet. {word} came and nobody in Kyiv slept.")


def test_a_sum_of_money_in_one_word_is_no_name() -> None:
    text = "Halvorsen Line rose NKr283 a share in Oslo. Shares of Volvo lost SKr4.2bn, those of Novo DKr12."
    assert sorted(e.name for e in find_entities(text)) == ["Halvorsen Line", "Novo", "Oslo", "Volvo"]


def test_an_adjective_of_a_country_is_no_place() -> None:
    found = kinds("North Koreans fled. The North Korean leader Kim Jong Un watched from Pyongyang.")
    assert found["North Koreans"] == found["North Korean"] == "other"
    assert "North Korea" not in found
    assert found["Pyongyang"] == "place"


def test_embassies_and_ministries_are_organisations() -> None:
    found = kinds("Reporters asked the Kenyan Embassy in Oslo and the Norwegian Foreign Ministry.")
    assert found["Kenyan Embassy"] == found["Norwegian Foreign Ministry"] == "organisation"


def test_two_countries_in_one_breath_are_two_places() -> None:
    assert set(named("The U.S. and South Korea believe it.")) == {"United States", "South Korea"}


def test_what_stands_after_port_of_is_a_place() -> None:
    assert kinds("Ships left the Chilean port of Quintay at dawn.")["Quintay"] == "place"


def test_a_headline_in_capitals_adds_no_second_name() -> None:
    text = "MERKEL WARNS ON BUDGET BEFORE VOTE\n\nAngela Merkel spoke in Berlin. Merkel left at noon."
    found = named(text)
    assert "MERKEL" not in found
    assert len(found["Angela Merkel"].mentions) == 3


def test_plain_words_of_a_headline_are_no_names() -> None:
    assert set(named("Why the New Factory in Texas Matters for Elon Musk and the Future of Cars")) == {
        "Texas",
        "Elon Musk",
    }


def test_a_dateline_in_capitals_is_the_city() -> None:
    assert kinds("SEOUL, South Korea — The prime minister resigned on Monday.")["Seoul"] == "place"


def test_particles_and_hyphens_belong_to_a_name() -> None:
    found = kinds("Moon Jae-in said so. Ursula von der Leyen and Mohammed bin Salman left.")
    assert found == dict.fromkeys(("Moon Jae-in", "Ursula von der Leyen", "Mohammed bin Salman"), "person")


def test_the_most_salient_comes_first() -> None:
    text = (
        "Lena Hartmann opened the bridge in Vienna. Hartmann had fought for it. Reporters came from Graz. "
        "Hartmann thanked the builders."
    )
    found = find_entities(text, "Lena Hartmann opens a bridge")
    assert found[0].name == "Lena Hartmann"
    assert all(0 < entity.salience <= 1 for entity in found)
    assert [e.salience for e in found] == sorted((e.salience for e in found), reverse=True)


def test_the_title_lifts_what_it_names() -> None:
    text = "Norway and Sweden signed. Both agreed."
    plain, titled = named(text)["Sweden"], named(text, "What Sweden wants")["Sweden"]
    assert titled.salience > plain.salience


def test_german_nouns_are_no_names() -> None:
    text = (
        "Die Kanzlerin Angela Merkel hat am Dienstag in Berlin mit dem Präsidenten der USA gesprochen. "
        "Merkel sagte, dass die Regierung in Frankreich und der Türkei mit ihr nicht einverstanden ist."
    )
    found = named(text)
    assert set(found) == {"Angela Merkel", "Berlin", "Vereinigte Staaten", "Frankreich", "Türkei"}
    assert found["Angela Merkel"].aliases == ("Merkel",)


def test_french_elisions_do_not_hide_a_country() -> None:
    text = "Le président Emmanuel Macron a reçu mardi à Paris le chef de l'Allemagne et des États-Unis."
    assert {"Emmanuel Macron", "Paris", "Allemagne", "États-Unis"} == set(named(text))


def test_japanese_gives_countries_and_nothing_else() -> None:
    assert set(named("日本の首相は火曜日、中国について話した。日本人は驚いた。")) == {"日本", "中国"}


def test_what_is_not_english_is_marked_as_approximate() -> None:
    german = "Die Kanzlerin hat am Dienstag in Berlin mit dem Präsidenten gesprochen und ist gereist."
    assert analyse(german).approximate
    assert analyse("Anna Berg spoke in Paris.", language="de-AT").approximate
    assert not analyse("The chancellor spoke to the president in Berlin on Tuesday.").approximate
    assert not analyse("Olá.", language="en_GB").approximate


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "A" * 50_000,
        "(" * 20_000,
        "A. " * 2_000,
        "’ s" * 5_000,
        "\ud800 Paris",
        "Ab-" * 3_000,
        "😀" * 9,
    ],
)
def test_hostile_texts_do_no_harm(text: str) -> None:
    for entity in find_entities(text):
        assert all(0 <= m.start < m.end <= len(text) for m in entity.mentions)


def test_mentions_are_sorted_and_never_overlap() -> None:
    text = "The Bank of Ghana (BoG) met Ama Mensah, the IMF and Ghana's Ministry of Finance in Accra. " * 3
    spans = sorted((m.start, m.end) for entity in find_entities(text) for m in entity.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for entity in find_entities(text):
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.start)


def test_another_engine_can_be_put_in() -> None:
    class OneName:
        def tag(self, text: str) -> list[Mention]:
            return [Mention(0, text.index(" "), "organisation")]

    assert [e.name for e in find_entities("Qwert is new.", language="en", tagger=OneName())] == ["Qwert"]


def test_importing_the_room_loads_no_lists() -> None:
    code = (
        "import sys, reader.analyse; "
        "lists = 'gzip', 'reader.analyse.gazetteers', 'reader.analyse.linear'; "
        "print([m for m in sys.modules if m in lists])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_what_stands_in_small_letters_is_no_name_where_others_have_capitals() -> None:
    text = "Guards in Lisbon closed gate 3 on Monday. Then article 29 was read out at gate 3."
    assert set(named(text)) == {"Lisbon"}
    assert "lisbon" in {name.lower() for name in named("guards in lisbon closed the gate on monday.")}
