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
