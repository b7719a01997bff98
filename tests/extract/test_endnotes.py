"""What a copied text says of its writers at its end."""

from __future__ import annotations

import pytest

from reader.extract import extract_text
from reader.jobs.pages import describe
from reader.model import Author
from tests.extract import pages

_HEAD = f"{pages.TITLE}\n\nBy Orla Fennimore and Bo Chen\n\n"
_NOTE = "Orla Fennimore is a reporter for The Larkholm Post based in Skelby."
_TEXT = "\n\n".join(pages.PARAGRAPHS)


def _authors(end: str, *, head: str = _HEAD) -> list[Author]:
    """The authors of a text with that end; it must not be part of the text."""
    document = extract_text(f"{head}{_TEXT}\n\n{end}")
    assert [block.text for block in document.blocks] == list(pages.PARAGRAPHS)
    return [describe(author, None) for author in document.authors]


@pytest.mark.parametrize(
    "end",
    [
        _NOTE,
        f"— {_NOTE}",
        "About Orla Fennimore\n\nA reporter for The Larkholm Post based in Skelby, and fond of it.",
        f"{_NOTE}\n\n{_NOTE[:46]} ... Read more",
        f"{_NOTE}\n\nBo Chen covers trains.",
    ],
)
def test_a_note_on_a_writer_of_the_byline_is_hers_and_no_text(end: str) -> None:
    author, *_ = _authors(end)
    assert (author.name, author.role, author.outlet, author.based_in) == (
        "Orla Fennimore",
        "reporter",
        "The Larkholm Post",
        "Skelby",
    )


@pytest.mark.parametrize("heading", ["", "About the authors\n\n"])
def test_each_of_several_notes_is_its_writers(heading: str) -> None:
    notes = "Orla Fennimore is a reporter for The Larkholm Post.\n\nBo Chen is an editor in Skelby."
    assert [(author.name, author.role) for author in _authors(heading + notes)] == [
        ("Orla Fennimore", "reporter"),
        ("Bo Chen", "editor"),
    ]


def test_a_note_makes_an_author_where_no_byline_does() -> None:
    note = "Orla Fennimore is a reporter for The Larkholm Post."
    (author,) = _authors(note, head=f"{pages.TITLE}\n\n")
    assert (author.name, author.outlet) == ("Orla Fennimore", "The Larkholm Post")


def test_a_signature_tells_the_job_under_the_name() -> None:
    author, _ = _authors("Orla Fennimore\nReporter\norla@post.example")
    assert (author.role, author.email) == ("Reporter", "orla@post.example")


@pytest.mark.parametrize(
    "end",
    [
        "The mayor is a former reporter for The Larkholm Post, and was not surprised.",
        "Tamsin Roe is the editor of a paper for sailors, and a sailor herself.",
    ],
)
def test_a_last_paragraph_about_somebody_else_stays(end: str) -> None:
    document = extract_text(f"{_HEAD}{_TEXT}\n\n{end}")
    assert document.blocks[-1].text == end
