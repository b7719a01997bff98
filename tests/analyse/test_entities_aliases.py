"""Who is who: short names, acronyms and other names join the fullest name, whatever engine found them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.analyse.entities import find_entities
from reader.analyse.mentions import Mention

if TYPE_CHECKING:
    from reader.model import Entity, EntityKind

_KINDS: dict[str, EntityKind] = {"p": "person", "o": "organisation", "l": "place", "x": "other"}
_MARK = re.compile(r"\[([polx]):([^]]+)\]")


class _Marked:
    """An engine that finds the names marked in a text: "[p:Ann Lee] left"."""

    def __init__(self, marked: str) -> None:
        self.text, self._found = "", list[Mention]()
        at = 0
        for match in _MARK.finditer(marked):
            self.text += marked[at : match.start()]
            self._found.append(Mention(len(self.text), len(self.text) + len(match[2]), _KINDS[match[1]]))
            self.text += match[2]
            at = match.end()
        self.text += marked[at:]

    def tag(self, text: str) -> list[Mention]:
        assert text == self.text
        return self._found


def entities(marked: str, title: str = "") -> tuple[Entity, ...]:
    engine = _Marked(marked)
    return find_entities(engine.text, title, "en", engine)


def groups(marked: str) -> dict[str, set[str]]:
    """The names of the marked text with their aliases."""
    return {entity.name: set(entity.aliases) for entity in entities(marked)}


def counts(marked: str) -> dict[str, int]:
    return {entity.name: len(entity.mentions) for entity in entities(marked)}


@pytest.mark.parametrize(
    "marked",
    [
        "[p:Kim Jong Un] spoke. [p:Kim] left.",
        "[p:Angela Merkel] spoke. [p:Merkel] left.",
        "[p:Ursula von der Leyen] spoke. [p:von der Leyen] left.",
        "[p:Abdel Fattah al-Sisi] spoke. [p:Sisi] left.",
        "[p:Andrés Manuel López Obrador] spoke. [p:López Obrador] left.",
        "[p:Claudia Sheinbaum Pardo] spoke. [p:Sheinbaum] left.",
        "[p:John F. Kelly] spoke. [p:John Kelly] left. [p:J. F. Kelly] wrote.",
        "[p:Robert Downey Jr.] sang. [p:Downey] left.",
        "[p:Pham Minh Chinh] spoke. [p:Chinh] left.",
        "[p:Abiy Ahmed] spoke. [p:Abiy] left.",
        "[p:Volodymyr Zelensky] spoke. “[p:Zelenskyy] is here,” it said.",
        "[p:Recep Tayyip Erdoğan] spoke. [p:Erdogan] left.",
        "[p:Viktor Orbán] spoke. [p:Orbán Viktor], said the sign.",
        "[p:Park Ji-hyun] spoke. [p:Park Ji Hyun] signed.",
        "[p:Harriet Oduya-Pengelly] spoke. [p:Pengelly] left.",
        "[p:Jean-Claude Juncker] spoke. [p:Juncker] left.",
        "[p:LeBron James] scored. [p:James] sat down.",
        "[p:Mohammed bin Salman] spoke. [p:Prince Mohammed] left.",
        "[p:Charles III] spoke. [p:King Charles] left. [p:Charles] waved.",
        "[p:Keir Starmer] spoke. [p:Sir Keir] left.",
        "[o:Ford Motor Company] fell. [o:Ford] cut jobs.",
        "[o:Meta Platforms] fell. [o:Meta] cut jobs.",
        "[o:Micron Technology Inc] fell. [o:Micron] cut jobs.",
        "[o:Lumen Robotics Inc.] fell. [o:Lumen Robotics] rose. [o:Lumen] cut jobs.",
        "[o:Goldman Sachs] fell. [o:Goldman] cut jobs.",
        "[o:Manchester United] won. [o:United] lead.",
        "[o:Boston Celtics] won. [o:Celtics] lead.",
        "[o:Real Madrid] won. [o:Madrid] lead.",
        "[o:United Airlines] fell. [o:United] cut jobs.",
        "[o:Labour Party] lost. [o:Labour] is split.",
        "[o:House of Commons] met. [o:Commons] was full.",
        "[o:Russian Ministry of Defence] spoke. [o:Defence Ministry] denied.",
        "[o:Department of Justice] sued. [o:Justice Department] won.",
        "[o:European Commission] met. [o:Commission] agreed.",
        "[o:Federal Reserve] met. [o:Fed] waited.",
        "[o:Médecins Sans Frontières] came. [o:Doctors Without Borders] left.",
        "[o:African Union] met. [o:A.U.] agreed. [o:AU] left.",
        "[o:Organisation for Tidal Energy] grew. [o:Organization for Tidal Energy] fell.",
        "[o:Alliance of Small Island States] met. [o:AOSIS] left.",
        "[o:Intergovernmental Authority on Development] met. [o:IGAD] paid.",
        "[x:USS Gerald R. Ford] sailed. [x:Ford] came home.",
        "[l:INS Vikrant] sailed. [l:Vikrant] came home.",
        "[o:Larkspur Capital] fell. [l:Larkspur] sold.",
        "[x:James Webb Space Telescope] saw it. [x:Webb] looked twice.",
        "[l:Rivers State] voted. [l:Rivers] is calm.",
        "[l:Kyiv] slept. “[l:Kiev] slept,” they said.",
    ],
)
def test_what_is_named_in_full_and_by_less_is_one(marked: str) -> None:
    (one,) = entities(marked)
    marks = _MARK.findall(marked)
    assert one.name == marks[0][1]
    assert len(one.mentions) == len(marks)
    assert set(one.aliases) <= {written for _, written in marks}


@pytest.mark.parametrize(
    ("marked", "acronym"),
    [
        ("[o:National Liberation Army] (ELN) signed. [o:ELN] left.", "ELN"),
        ("[o:Disease Centre of Asia] (DCA) met. The DCA agreed.", "DCA"),
        ("[o:Africa Centres for Disease Control] (Africa CDC) met. So did Africa CDC.", "Africa CDC"),
        ("[o:Independent Electoral Commission], or IEC, met. IEC agreed.", "IEC"),
        ("[o:Development Party], known by its Turkish initials AKP, lost. The AKP is split.", "AKP"),
        ("[x:General Data Protection Regulation] (GDPR) is old. The GDPR stays.", "GDPR"),
    ],
)
def test_an_acronym_that_the_text_explains_is_found_and_is_an_alias(marked: str, acronym: str) -> None:
    (one,) = entities(marked)
    assert one.aliases == (acronym,)
    assert len(one.mentions) == 3


@pytest.mark.parametrize(
    ("marked", "name", "alias"),
    [
        (
            "[p:Sam Clemens], known as [p:Mark Twain], wrote. [p:Mark Twain] left.",
            "Mark Twain",
            "Sam Clemens",
        ),
        (
            "[o:Banco Azul], as [o:Azulbank] is formally called, fell. [o:Azulbank] rose.",
            "Azulbank",
            "Banco Azul",
        ),
    ],
)
def test_who_is_known_as_another_is_one_under_the_usual_name(marked: str, name: str, alias: str) -> None:
    assert groups(marked) == {name: {alias}}


def test_congo_is_the_one_that_the_text_names_in_full() -> None:
    found = groups("The [l:Democratic Republic of Congo] waits. [l:Congo] is large.")
    assert found == {"Democratic Republic of the Congo": {"Democratic Republic of Congo", "Congo"}}


def test_a_country_in_a_headline_in_capitals_is_the_country() -> None:
    assert counts("[l:SPAIN] WON\n\nIn [l:Spain] they sang.") == {"Spain": 2}


@pytest.mark.parametrize(
    "marked",
    [
        "[l:Washington] spoke to [l:United States] troops.",
        "[x:Chinese] exporters left [l:China].",
        "[o:Boston University] beat [o:Boston Celtics].",
        "[l:Kansas City] is in [l:Missouri], near [l:Kansas].",
        "[o:ASEAN Parliamentarians for Human Rights] wrote to [o:ASEAN].",
        "[o:University of Arizona] is in [l:Arizona].",
        "[o:Bank of England] and [o:Bank of Japan] met.",
        "[o:OPEC] and its partners, the group known as [o:OPEC+], met.",
        "[o:White House] spoke to the [o:House].",
        "[o:United Nations] met [o:Manchester City].",
        "[p:Anna Berg] met [p:Maria Berg].",
        "[x:American] pilots fly for [o:American Airlines].",
        "[l:Velika Dolina] has a school, [o:Velika Dolina School].",
        "[p:Robert Aderholt] (R-AL) left.",
        "A [x:Syrian] militia known as [o:Maghawir al Thawra] left.",
        "[o:Strava] grew. [o:Strava Community Hub] opened.",
        "[o:Royal College of Surgeons] met the [o:Surgeons].",
        "[x:Super Bowl] is near. So is the [x:Super Bowl Parade].",
        "[o:South African Reserve Bank] and [l:South Africa] agreed.",
        "[p:Volodymyr Zelensky] and [p:Olena Zelenska] left.",
    ],
)
def test_what_only_looks_alike_stays_apart(marked: str) -> None:
    assert all(not aliases for aliases in groups(marked).values())
    assert len(groups(marked)) == len(_MARK.findall(marked))


def test_mrs_is_the_wife_and_mr_the_husband() -> None:
    marked = "[p:Bill Clinton] and [p:Hillary Clinton] came. Mr [p:Clinton] sat. Mrs [p:Clinton] spoke."
    assert counts(marked) == {"Bill Clinton": 2, "Hillary Clinton": 2}


def test_mrs_whose_given_name_nobody_told_is_not_her_husband() -> None:
    found = counts("[p:Walter Hargreave] died. Mrs [p:Hargreave] survives him.")
    assert found == {"Walter Hargreave": 1, "Hargreave": 1}
    found = counts("[p:Walter Hargreave] died. [p:Lady Hargreave] survives him.")
    assert found == {"Walter Hargreave": 1, "Lady Hargreave": 1}


def test_mrs_is_not_the_child_who_is_called_by_the_given_name() -> None:
    marked = (
        "[p:Ellie Marsh] cried. [p:Ellie] is nine.\n\n[p:Joanne Marsh] wrote.\n\nThey met.\n\n"
        "Mrs [p:Marsh] laughed."
    )
    assert counts(marked) == {"Ellie Marsh": 2, "Joanne Marsh": 2}


def test_a_sister_who_is_named_in_passing_does_not_take_the_family_name() -> None:
    marked = "[p:Kim Jong Un] came with his sister, [p:Kim Yo Jong], to see. [p:Kim] smiled.\n\n[p:Kim] left."
    assert counts(marked) == {"Kim Jong Un": 3, "Kim Yo Jong": 1}


def test_a_family_name_far_from_both_is_that_of_who_was_named_more() -> None:
    marked = (
        "[p:Rosaleen Quill] drew. [p:Quill] drew well.\n\n[p:Nora Quill] took in washing.\n\n"
        "The survey hired.\n\n[p:Quill] stayed."
    )
    assert counts(marked) == {"Rosaleen Quill": 3, "Nora Quill": 1}


def test_a_name_without_its_particle_goes_to_who_has_none() -> None:
    marked = "[p:Luiz Inácio Lula da Silva] met [p:Marina Silva]. [p:Silva] resigned from [p:Lula]'s cabinet."
    assert counts(marked) == {"Luiz Inácio Lula da Silva": 2, "Marina Silva": 2}


def test_an_heir_and_the_company_share_a_name() -> None:
    marked = (
        "[o:Ford Motor Company] fell. [o:Ford] cut jobs. [p:William Clay Ford] wrote. "
        "Mr. [p:Ford] was sorry. [o:Ford] rose."
    )
    assert counts(marked) == {"Ford Motor Company": 3, "William Clay Ford": 2}


def test_a_city_and_who_is_named_after_it_stay_apart() -> None:
    marked = "[p:Denzel Washington] flew to [l:Washington]. [p:Washington] smiled. [p:Washington] left."
    assert counts(marked) == {"Denzel Washington": 3, "Washington": 1}


def test_a_company_that_an_engine_took_for_a_person_joins_its_full_name() -> None:
    found = entities("[o:Dassault Aviation] built it. [p:Dassault] sold it.")
    assert [(entity.name, entity.kind) for entity in found] == [("Dassault Aviation", "organisation")]


def test_a_family_name_that_an_engine_took_for_a_body_is_the_person() -> None:
    found = entities("[p:Kerensa Bray] dug. [o:Bray] rested.")
    assert [(entity.name, entity.kind) for entity in found] == [("Kerensa Bray", "person")]


def test_names_that_an_engine_missed_elsewhere_are_found_again() -> None:
    text = "[p:Joško Barišić] scored for [o:Hull Rangers]. Barišić limped. Hull Rangers won."
    assert counts(text) == {"Joško Barišić": 2, "Hull Rangers": 2}


def test_a_family_name_that_is_also_a_word_is_not_found_again() -> None:
    assert counts("[p:Desmond Rule] left. Rule one: stay.") == {"Desmond Rule": 1}


def test_initials_are_no_title() -> None:
    assert groups("[p:M. T. Velasquez] wrote.") == {"M. T. Velasquez": set()}


def test_a_place_in_capitals_stands_in_small_letters() -> None:
    assert set(groups("[l:KINSHASA] — Rain fell.")) == {"Kinshasa"}


def test_a_place_in_capitals_is_no_body_named_after_it() -> None:
    marked = "[o:POLGARRICK]. In [l:Polgarrick] they met at [o:Polgarrick Institute]."
    assert counts(marked) == {"Polgarrick": 2, "Polgarrick Institute": 1}


def test_an_agency_in_the_dateline_is_not_what_a_text_is_about() -> None:
    marked = (
        "[l:LAGOS], 19 Nov ([o:Northwire]) - Cocoa goes to [l:Tema]. A buyer told [o:Northwire] so. "
        "[p:Ama Osei] left."
    )
    found = [entity.name for entity in entities(marked)]
    assert found[:2] == ["Tema", "Ama Osei"]


def test_a_last_name_in_the_title_counts() -> None:
    marked = "[p:Ana Ruiz] met [p:Jon Haas]. Both left."
    assert [e.name for e in entities(marked, "What Haas wants")] == ["Jon Haas", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[p:Cmdr. Sean Robertson] spoke.", {"Sean Robertson"}),
        ("[p:Emperor Akihito] and [p:Pastor Dave Sawler] met.", {"Akihito", "Dave Sawler"}),
        ("The [o:Government of] it and the [o:Bank of England and] more.", {"Bank of England"}),
        ("They crossed the [o:al]-Tanf zone with [o:de] and [p:bin].", set()),
    ],
)
def test_ranks_and_particles_are_no_part_of_names_nor_names(marked: str, names: set[str]) -> None:
    assert set(groups(marked)) == names


def test_a_province_is_a_place_whatever_the_engine_takes_it_for() -> None:
    assert [entity.kind for entity in entities("Rain fell on [o:Gauteng]. [x:Odisha] was dry.")] == [
        "place"
    ] * 2
