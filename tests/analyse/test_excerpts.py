"""Which sentence leads, and who is quoted saying what, in made-up texts."""

from __future__ import annotations

import pytest

from reader.analyse.excerpts import excerpts
from reader.excerpt import Excerpt, Quote
from reader.model import Block, Document, Entity, Span

HEADLINE = "Storm closes the port of Aveiro for a second day"
TELLING = "A storm with waves of nine metres closed the port of Aveiro on Friday for a second day."


def document(*texts: str, title: str = HEADLINE) -> Document:
    return Document(title=title, blocks=tuple(Block("paragraph", text) for text in texts))


def people(read: Document, *names: str) -> list[Entity]:
    """Persons wherever their full or last names stand in a document."""
    found = []
    text = read.analysed_text
    for name in names:
        places, at = list[Span](), 0
        last = name.split()[-1]
        while (at := text.find(last, at)) >= 0:
            whole = at - len(name) + len(last)
            start = whole if whole >= 0 and text.startswith(name, whole) else at
            places.append(Span(start, at + len(last)))
            at += len(last)
        found.append(Entity(name, "person", tuple(places), 0.5))
    return found


def lead(*texts: str, headlines: tuple[str, ...] = (HEADLINE,)) -> Excerpt:
    return excerpts(document(*texts), headlines, ()).leads[0]


def quoted(text: str, *names: str) -> tuple[Quote, ...]:
    read = document(text)
    return excerpts(read, (), people(read, *names)).quotes


def speakers(text: str, *names: str) -> list[str]:
    return [one.speaker for one in quoted(text, *names)]


# Leads


def test_the_sentence_that_has_what_the_headline_says_leads_before_a_scene() -> None:
    scene = "Gulls sat on the quay in long rows and looked at nothing in particular all morning."
    assert lead(scene, TELLING).text == TELLING


@pytest.mark.parametrize(
    "furniture",
    [
        "Subscribe to our newsletter on the storm that closed the port of Aveiro for a second day.",
        "Abonnieren Sie alles zum Sturm, der den Hafen Aveiro, port of Aveiro, storm, second day closed.",
        "Photograph by a reader of the storm that closed the port of Aveiro on its second day.",
    ],
)
def test_furniture_never_leads(furniture: str) -> None:
    found = excerpts(document(furniture, TELLING), (HEADLINE,), ()).leads
    assert [one.text for one in found] == [TELLING]


def test_a_lead_stands_at_its_place_and_begins_after_the_dateline() -> None:
    read = document("Weather", f"AVEIRO, 20 Nov (Northwire) - {TELLING}")
    (found, *_) = excerpts(read, (HEADLINE,), ()).leads
    assert found.text == TELLING
    assert read.analysed_text[found.start : found.end] == TELLING


def test_a_sentence_that_leans_on_another_or_asks_or_quotes_leads_only_if_nothing_else_does() -> None:
    for worse in (
        "But the storm closed the port of Aveiro on Friday for a second day of this week.",
        "Why did the storm close the port of Aveiro on Friday for a second day?",
        "“The storm closed the port of Aveiro on Friday for a second day,” he said.",
    ):
        assert lead(worse, TELLING).text == TELLING


def test_captions_headings_and_lists_do_not_lead() -> None:
    blocks = (
        Block("heading", TELLING),
        Block("list_item", TELLING),
        Block("caption", TELLING),
        Block("paragraph", "Forty ships are waiting at anchor in the bay, the pilots say."),
    )
    found = excerpts(Document(title=HEADLINE, blocks=blocks), (HEADLINE,), ()).leads
    assert [one.text for one in found] == ["Forty ships are waiting at anchor in the bay, the pilots say."]


def test_the_first_headline_counts_most() -> None:
    of_ships = "Forty ships were waiting at anchor in the bay outside Aveiro on Friday evening."
    assert lead(of_ships, TELLING).text == TELLING
    assert lead(TELLING, of_ships, headlines=("Forty ships wait outside Aveiro", HEADLINE)).text == of_ships


# Quotes

SAID = [
    ("“We shall not open before the wind drops,” said Rita Moura, the director.", "English"),
    ('Rita Moura said: "We shall not open before the wind drops."', "straight marks"),
    ("According to Rita Moura, “we shall not open before the wind drops”.", "according to"),
    ("„Wir öffnen nicht, bevor der Wind nachlässt“, sagte Rita Moura am Freitag.", "German"),
    ("« Nous n’ouvrirons pas avant que le vent tombe », explique Rita Moura.", "French"),
    ("«No abriremos antes de que el viento amaine», dijo Rita Moura.", "Spanish"),
    ("‘We shall not open before the wind drops,’ Rita Moura told reporters.", "single marks"),
    ("«Мы не откроем порт, пока не стихнет ветер», заявила Rita Moura.", "Russian"),
]


@pytest.mark.parametrize(("text", "_what"), SAID)
def test_a_quote_has_its_speaker_and_its_place(text: str, _what: str) -> None:
    read = document("The port of Aveiro is closed.", text)
    (found,) = excerpts(read, (), people(read, "Rita Moura")).quotes
    assert found.speaker == "Rita Moura"
    assert found.text == read.analysed_text[found.start : found.end] == text


def test_a_last_name_is_told_in_full() -> None:
    text = "Rita Moura is its director. “We shall not open before the wind drops,” Moura said."
    (found,) = quoted(text, "Rita Moura")
    assert (found.speaker, found.text) == (
        "Rita Moura",
        "“We shall not open before the wind drops,” Moura said.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "“We shall not open before the wind drops,” said a spokesman for Rita Moura.",
        "“We shall not open before the wind drops,” a friend told Rita Moura.",
        "“We shall not open before the wind drops,” Rita Moura's lawyer said.",
        "“We shall not open before the wind drops,” Rita Moura's neighbour said.",
        "“We shall not open before the wind drops,” Rita Moura was told.",
        "“We shall not open before the wind drops,” a banner for Rita Moura says.",
        "Rita Moura said that the wind had dropped.",
        "Rita Moura said it was “very bad weather”.",
        "“We shall not open before the wind drops.”",
    ],
)
def test_nobody_is_taken_for_a_speaker_who_is_not_surely_one(text: str) -> None:
    assert speakers(text, "Rita Moura") == []


def test_of_two_people_the_one_beside_the_verb_speaks() -> None:
    text = "“We shall not open before the wind drops,” said Rita Moura, who succeeded Ana Sousa in May."
    assert speakers(text, "Rita Moura", "Ana Sousa") == ["Rita Moura"]


def test_two_who_may_have_said_it_are_none() -> None:
    text = "Ana Sousa said yes, and “we shall not open before the wind drops,” Rita Moura said."
    assert speakers(text, "Rita Moura", "Ana Sousa") == []


def test_words_that_go_on_over_a_full_stop_are_one_quote() -> None:
    text = "It rained. “We are tired. We shall not open before the wind drops,” said Rita Moura. It went on."
    (found,) = quoted(text, "Rita Moura")
    assert found.text == "“We are tired. We shall not open before the wind drops,” said Rita Moura."


def test_hostile_texts_take_no_time() -> None:
    text = "“" * 2_400 + " said Rita Moura " + "«" * 80
    read = document(*[text] * 50)
    assert excerpts(read, (HEADLINE,), people(read, "Rita Moura")).quotes == ()
