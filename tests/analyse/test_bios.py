"""What a writer's box says of its writer."""

from __future__ import annotations

import pytest

from reader.analyse.bios import read_bio


@pytest.mark.parametrize(
    ("bio", "name", "role", "outlet", "place"),
    [
        (
            "Mia Holm is a reporter for The Ledger based in Oslo, Norway.",
            "Mia Holm",
            "reporter",
            "The Ledger",
            "Oslo, Norway",
        ),
        (
            "Tom Vale is The Monitor's Africa correspondent.",
            "Tom Vale",
            "Africa correspondent",
            "The Monitor",
            None,
        ),
        (
            "Jane Doe, a climate reporter based in Berlin, writes for The Daily Star.",
            "Jane Doe",
            "climate reporter",
            "The Daily Star",
            "Berlin",
        ),
        (
            "Lena Park has been a staff writer at The New Review since 2009.",
            "Lena Park",
            "staff writer",
            "The New Review",
            None,
        ),
        ("Staff writer at Popular Tides. Lives in Boston.", None, "Staff writer", "Popular Tides", "Boston"),
        ("Leo Marsh, Foreign Correspondent", "Leo Marsh", "Foreign Correspondent", None, None),
        (
            "Based in Nairobi, Tom Otieno reports on farming for The Monitor.",
            "Tom Otieno",
            None,
            "The Monitor",
            "Nairobi",
        ),
        (
            "Award-winning columnist Sara Holm writes about Oslo.",
            "Sara Holm",
            "columnist",
            None,
            None,
        ),
        (
            "Ellen Ho is an American freelance journalist living near Lisbon, Portugal.",
            "Ellen Ho",
            "freelance journalist",
            None,
            "Lisbon, Portugal",
        ),
        (
            "Chris Dunn is the European editor of The Letter.",
            "Chris Dunn",
            "European editor",
            "The Letter",
            None,
        ),
        ("Rita Gil is head of news at the Coast Radio.", "Rita Gil", "head of news", "Coast Radio", None),
        (
            "Max Weil is a professor of law and ethics at Tide University and the author of Empty Seats.",
            "Max Weil",
            "professor of law and ethics",
            "Tide University",
            None,
        ),
        (
            "Ida Moe is an adviser to small harbours and a partner at Tide Capital.",
            "Ida Moe",
            "adviser and partner",
            "Tide Capital",
            None,
        ),
        (
            "Jon Vik is a poet and musician, a contributor to The Gull since 2020.",
            "Jon Vik",
            "poet and musician; contributor",
            "The Gull",
            None,
        ),
        (
            "Ben Field is a freelance journalist, editor and author based in Leeds.",
            "Ben Field",
            "freelance journalist, editor and author",
            None,
            "Leeds",
        ),
        (
            "Nina Ree joined The Citadel in 2015 as an intern and became news editor in 2021.",
            "Nina Ree",
            "news editor",
            "The Citadel",
            None,
        ),
        (
            "Amy Poe is a writer. Currently she is a fellow at the Institute for Tides.",
            "Amy Poe",
            "fellow",
            "Institute for Tides",
            None,
        ),
        ("Ida Moe is a Harbour News staff writer.", "Ida Moe", "staff writer", "Harbour News", None),
        ("Ida Moe is a Breaking News Editor.", "Ida Moe", "Breaking News Editor", None, None),
        (
            "Jana Roth ist seit Mai 2023 Redakteurin für Politik bei OMT. Zuvor war sie Volontärin.",
            "Jana Roth",
            "Redakteurin",
            "OMT",
            None,
        ),
        (
            "Ida Moe is The Gull's UK-based editor and news reporter.",
            "Ida Moe",
            "editor and news reporter",
            "The Gull",
            "UK",
        ),
        (
            "Ida Moe writes about policy out of Washington, D.C. and runs.",
            "Ida Moe",
            None,
            None,
            "Washington, D.C.",
        ),
        (
            "Ida Moe co-founded Tide, a conference located in the Rust Belt.",
            None,
            None,
            None,
            None,
        ),
        ("Mika Sato is a writer from Ohio.", "Mika Sato", "writer", None, None),
        (
            "Hugo Blanc est rédacteur en chef adjoint au Courrier, basé à Genève.",
            "Hugo Blanc",
            "rédacteur en chef adjoint",
            "Courrier",
            "Genève",
        ),
        (
            "Elsa Berg är reporter på Dagsbladet och bevakar kultur.",
            "Elsa Berg",
            "reporter",
            "Dagsbladet",
            None,
        ),
        (
            "Jana Roth ist NRW-Reporterin für das Gebiet Ruhr.",
            "Jana Roth",
            "NRW-Reporterin",
            "NRW",
            None,
        ),
        ("Lee Wong joined the Harbour Post in 2017.", "Lee Wong", None, "Harbour Post", None),
        (
            "Sam Okoro is a senior editor and host at The Hill Times.",
            "Sam Okoro",
            "senior editor and host",
            "The Hill Times",
            None,
        ),
        (
            "Ivy Chen is a staff writer at the Valley News. She lives in Hanover, New Hampshire, with a dog.",
            "Ivy Chen",
            "staff writer",
            "Valley News",
            "Hanover, New Hampshire",
        ),
        (
            "A Chicago-based freelance journalist, Omar Said writes about trains.",
            "Omar Said",
            "freelance journalist",
            None,
            "Chicago",
        ),
        (
            "I'm a senior reporter at The Ledger, based in Austin, Texas.",
            None,
            "senior reporter",
            "The Ledger",
            "Austin, Texas",
        ),
        ("Claire Martin est journaliste basée à Lyon.", "Claire Martin", "journaliste", None, "Lyon"),
        (
            "Anna Schmidt ist Korrespondentin der Morgenpost in Brüssel.",
            "Anna Schmidt",
            "Korrespondentin",
            "Morgenpost",
            "Brüssel",
        ),
        (
            "Marta Gil es periodista de El Faro, con sede en Madrid.",
            "Marta Gil",
            "periodista",
            "El Faro",
            "Madrid",
        ),
    ],
)
def test_a_bio_gives_name_role_outlet_and_place(
    bio: str, name: str | None, role: str | None, outlet: str | None, place: str | None
) -> None:
    author = read_bio(bio)
    assert (author.name, author.role, author.outlet, author.based_in) == (name, role, outlet, place)


@pytest.mark.parametrize(
    ("bio", "beats"),
    [
        (
            "She covers U.S. trade, East Asian and Pacific shipping, and ties between Oslo and Bonn.",
            ("U.S. trade", "East Asian and Pacific shipping", "ties between Oslo and Bonn"),
        ),
        ("Ada Lin covers courts and crime for The Ledger.", ("courts", "crime")),
        ("I write about trains. I used to cover ships.", ("trains",)),
        ("Ada Lin writes about energy, cities and transport.", ("energy", "cities", "transport")),
        ("Ada Lin is a business reporter at The Ledger.", ("business",)),
        ("Ada Lin is a senior reporter at The Ledger.", ()),
        ("Sie berichtet über Energie, Verkehr und Klima.", ("Energie", "Verkehr", "Klima")),
    ],
)
def test_beats_are_split_where_the_list_is(bio: str, beats: tuple[str, ...]) -> None:
    assert read_bio(bio).beats == beats


@pytest.mark.parametrize(
    "bio",
    [
        "Ada Lin was previously an editor at The Echo.",
        "Before that, Ada Lin was a reporter for the Evening Sun, based in Rome.",
        "Ada Lin is a former editor of The Echo.",
    ],
)
def test_what_a_writer_was_is_not_what_she_is(bio: str) -> None:
    assert (read_bio(bio).role, read_bio(bio).based_in) == (None, None)


@pytest.mark.parametrize(
    ("bio", "email", "handle"),
    [
        ("Reach her by emailing a.lin@ledger.example.", "a.lin@ledger.example", None),
        ("Pitches: a.lin [at] ledger [dot] example", "a.lin@ledger.example", None),
        ("Follow her on Twitter @adalin.", None, "@adalin"),
        ("Ada Lin leads the Tide Lab (@tidelab).", None, None),
        ("Ada Lin (@ada_lin) works here. Email: [email protected]", None, "@ada_lin"),
    ],
)
def test_contact_is_read(bio: str, email: str | None, handle: str | None) -> None:
    assert (read_bio(bio).email, read_bio(bio).handle) == (email, handle)


def test_the_byline_wins_over_the_name_in_the_text() -> None:
    assert read_bio("Paige joined the Harbour Post in 2010.", "Paige Moss").name == "Paige Moss"


def test_a_heading_run_into_the_bio_is_not_a_second_name() -> None:
    assert read_bio("Ada Lin Ada is a reporter for The Ledger.").name == "Ada Lin"


def test_an_empty_or_hostile_box_gives_an_empty_author() -> None:
    assert read_bio("").bio is None
    assert read_bio("is a " * 50_000).role is None
    assert read_bio("\x1b[31mAda Lin is a reporter.").bio == "[31mAda Lin is a reporter."


def test_what_a_writer_also_does_is_no_beat() -> None:
    author = read_bio(
        "Ana Prole is a science editor. She writes about medicine and presents the podcast Loud Bars."
    )
    assert author.beats == ("medicine",)


def test_what_is_called_former_is_told_beside_a_present_job_only_and_lends_no_outlet() -> None:
    author = read_bio("Ada Lin is a former editor of The Echo and co-author of Low Water.")
    assert (author.role, author.outlet) == ("former editor; co-author", None)


def test_praise_is_no_part_of_a_role() -> None:
    for praise in ("an award-winning", "a seasoned", "an all-round", "a Golden Quill Prize-winning"):
        assert read_bio(f"Ada Lin is {praise} data journalist.").role == "data journalist"


def test_a_second_title_is_no_beat() -> None:
    assert read_bio("Ada Lin is an economist and columnist at The Ledger.").beats == ()


def test_what_a_box_says_of_somebody_else_is_not_the_writers() -> None:
    bio = "Ada Lin works on tides. Per Aalto is a senior researcher at the Tidal Institute."
    assert read_bio(bio, "Ada Lin").role is None
    assert read_bio(bio, "Per Aalto").role == "senior researcher"
