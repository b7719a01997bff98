"""What a page says of its writers, wherever it says so."""

from __future__ import annotations

import json

import pytest

from reader.extract import extract, extract_profile
from reader.jobs.pages import describe, understand
from reader.model import Author
from tests.extract import pages

URL = "https://post.example/larkholm/night-boat"
_BYLINE = f'<p class="byline">By <a rel="author" href="/staff/orla">{pages.WRITER}</a></p>'
_TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in pages.PARAGRAPHS)


def _authors(after: str = "", *, byline: str = _BYLINE, head: str = "") -> tuple[Author, ...]:
    page = (
        f"<html><head><title>{pages.TITLE}</title>{head}</head><body><article><h1>{pages.TITLE}</h1>{byline}"
        f"{_TEXT}</article>{after}</body></html>"
    )
    return extract(page.encode(), URL).authors


def _author(after: str = "", *, byline: str = _BYLINE, head: str = "") -> Author:
    (author,) = _authors(after, byline=byline, head=head)
    return author


def _data(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>'


def test_a_box_under_the_writers_name_is_hers_though_it_names_nobody() -> None:
    box = (
        '<div class="author-box"><div>Orla Fennimore</div><div class="author-title">Harbour reporter</div>'
        '<div class="author-bio">Grew up on the quay. Knows every captain north of the cape.</div></div>'
    )
    author = _author(box)
    assert author.bio == "Grew up on the quay. Knows every captain north of the cape."
    assert author.role == "Harbour reporter"


def test_a_job_under_the_writers_name_is_hers_in_a_box_that_is_named_nothing() -> None:
    author = _author(
        "<div><div>Orla Fennimore</div><div>Harbour reporter, responsible for ferries.</div></div>"
    )
    assert author.bio == "Harbour reporter, responsible for ferries."


def test_a_long_line_between_a_name_and_a_job_parts_them() -> None:
    between = "<div>" + "The boat was late again, and nobody on the quay was told why it was. " * 2 + "</div>"
    box = "<div><div>Orla Fennimore</div>{}<div>Harbour reporter, responsible for ferries.</div></div>"
    assert _author(box.format("")).bio
    assert _author(box.format(between)).bio is None


def test_the_first_paragraph_under_a_byline_is_no_bio() -> None:
    byline = (
        "<div><div>Orla Fennimore</div><div>Reporters had waited on the quay since the morning.</div></div>"
    )
    page = f"<h1>{pages.TITLE}</h1><article><div>Orla Fennimore</div>{_TEXT}</article>"
    assert [author.bio for author in extract(page.encode(), URL).authors] in ([], [None])
    assert _author(byline=_BYLINE + byline.replace("Orla Fennimore", "Some Other")).bio is None


@pytest.mark.parametrize(
    "note",
    [
        "Orla Fennimore (orla@post.example) is the editor of The Larkholm Post.",
        "Post contributor Orla Fennimore is a fellow of the Tidal Institute in Port Merrow.",
        "Orla is a ferry reporter for The Larkholm Post.",
        "Orla Fennimore's book about the night boat, “Low Water”, is out now.",
    ],
)
def test_a_note_after_the_text_is_found_however_it_names_her(note: str) -> None:
    assert _author(f"<p>{note}</p>").bio == note


def test_a_heading_with_her_name_announces_her_bio() -> None:
    bio = "As a deckhand for twenty years, Orla Fennimore has seen more winters at sea than on land."
    assert _author(f"<h4>About Orla Fennimore</h4><p>{bio}</p>").bio == bio


def test_a_name_that_ran_into_the_bio_is_no_part_of_it() -> None:
    author = _author(
        "<div class='author-bio'>Orla Fennimore<span>Reporter for ferries in Port Merrow.</span></div>"
    )
    assert author.bio == "Reporter for ferries in Port Merrow."


def test_a_person_of_the_data_is_the_author_of_the_same_name() -> None:
    person = {"@type": "Person", "name": "Orla Fennimore", "description": pages.BIO, "worksFor": "The Post"}
    author = _author(head=_data(person, {"@type": "Person", "name": "King Nobody", "description": "A king."}))
    assert (author.bio, author.outlet) == (pages.BIO, "The Post")


def test_a_job_that_says_only_that_she_wrote_it_is_no_role() -> None:
    assert _author(head=_data({"@type": "Person", "name": pages.WRITER, "jobTitle": "Author"})).role is None


def test_where_to_click_is_no_bio() -> None:
    person = {"@type": "Person", "name": "Orla Fennimore", "description": "You can read more of her here."}
    assert _author(head=_data(person)).bio is None


def test_accounts_and_addresses_that_bear_her_name_are_hers() -> None:
    links = (
        '<a href="https://twitter.com/larkholmpost">Follow us</a><a href="mailto:tips@post.example">Tips</a>'
        '<a href="https://x.com/orla_fennimore">X</a><a href="mailto:o.fennimore@post.example?x=1">@</a>'
        '<a href="https://netflix.com/fennimore">Film</a>'
    )
    author = _author(links, head='<meta name="twitter:site" content="@larkholmpost">')
    assert (author.handle, author.email) == ("@orla_fennimore", "o.fennimore@post.example")


def test_the_sites_account_is_nobodys() -> None:
    head = '<meta name="twitter:site" content="@thepost"><meta name="twitter:creator" content="@thepost">'
    assert (
        _author('<div class="byline"><a href="https://x.com/thepost">X</a></div>', head=head).handle is None
    )


def test_each_of_two_writers_has_her_own_box() -> None:
    byline = '<p class="byline">By <a rel="author">Orla Fennimore</a> and <a rel="author">Bo Chen</a></p>'
    boxes = "".join(
        f'<div class="author-bio"><h4>{name}</h4><p>{text}</p></div>'
        for name, text in (("Orla Fennimore", "Covers ferries, and has done so since the war."),
                           ("Bo Chen", "Covers trains, and would rather not be asked why."))
    )  # fmt: skip
    assert [(author.name, (author.bio or "")[:11]) for author in _authors(boxes, byline=byline)] == [
        ("Orla Fennimore", "Covers ferr"),
        ("Bo Chen", "Covers trai"),
    ]


@pytest.mark.parametrize(
    "name",
    ["Reuters", "Agence France-Presse", "The Associated Press", "dpa", "Post Staff", "The Larkholm Post"],
)
def test_an_agency_a_desk_and_the_paper_itself_are_organisations(name: str) -> None:
    head = '<meta property="og:site_name" content="The Larkholm Post">'
    author = _author(byline=f'<p class="byline">By {name}</p>', head=head)
    assert (author.name, author.kind) == (name, "organisation")


def test_an_author_who_is_an_organisation_in_the_data_is_one_and_has_no_bio() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": pages.TITLE,
        "author": {"@type": "Organization", "name": "Tidal"},
    }
    author = _author("<p>Tidal is a group of reporters based in Oslo.</p>", head=_data(node))
    assert (author.name, author.kind, author.bio) == ("Tidal", "organisation", None)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Pia Quill and Ivo Marsh contributed to this report.", ["Pia Quill", "Ivo Marsh"]),
        (
            "Press writers Pia Quill in Skelby, Estmark, and Ivo Marsh in Rome contributed to this report.",
            ["Pia Quill", "Ivo Marsh"],
        ),
        ("Harbour News’ Pia Quill contributed to this report.", ["Pia Quill"]),
        ("(Additional reporting by Pia Quill in Oslo; Editing by Ivo Marsh)", ["Pia Quill"]),
        ("With reporting by Pia Quill.", ["Pia Quill"]),
        ("Mitarbeit: Pia Quill, Ivo Marsh", ["Pia Quill", "Ivo Marsh"]),
        ("The company contributed to this report with a statement.", []),
    ],
)
def test_who_contributed_is_a_contributor(line: str, names: list[str]) -> None:
    page = f"<html><body><article><h1>{pages.TITLE}</h1>{_BYLINE}{_TEXT}</article><p>{line}</p></body></html>"
    document = extract(page.encode(), URL)
    assert [author.name for author in document.authors] == ["Orla Fennimore"]
    told = understand(document).authors
    assert [(one.name, one.part) for one in told] == [
        ("Orla Fennimore", "author"),
        *((name, "contributor") for name in names),
    ]


def _filed(opening: str, after: str = "", *, byline: str = _BYLINE) -> list[str | None]:
    text = f"<p>{opening} {pages.PARAGRAPHS[0]}</p>{_TEXT}"
    page = f"<html><body><article><h1>{pages.TITLE}</h1>{byline}{text}<p>{after}</p></article></body></html>"
    return [author.filed_from for author in extract(page.encode(), URL).authors]


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("TAIPEI —", "Taipei"),
        ("TAIPEI, Taiwan (Harbour Press) —", "Taipei, Taiwan"),
        ("PORT MERROW, March 5 (Reuters) -", "Port Merrow"),
        ("ST. JOHN’S, N.L. –", "St. John’s, N.L."),
        ("UPDATE —", None),
        ("The ferry — as ever —", None),
        ("A NATO - led", None),
    ],
)
def test_a_dateline_is_where_the_article_was_filed(opening: str, place: str | None) -> None:
    assert _filed(opening) == [place]


def test_a_dateline_is_not_where_its_author_lives() -> None:
    byline = _BYLINE + '<div class="author-bio"><p>Orla Fennimore is a reporter based in Skelby.</p></div>'
    page = f"<h1>{pages.TITLE}</h1>{byline}<article><p>TAIPEI — {pages.PARAGRAPHS[0]}</p>{_TEXT}</article>"
    (author,) = (describe(one, None) for one in extract(page.encode(), URL).authors)
    assert (author.based_in, author.filed_from) == ("Skelby", "Taipei")


def test_who_reported_from_where_is_told_of_each() -> None:
    byline = '<p class="byline">By <a rel="author">Orla Fennimore</a> and <a rel="author">Bo Chen</a></p>'
    line = "Fennimore reported from Skelby and Chen from New York."
    assert _filed("TAIPEI —", line, byline=byline) == ["Skelby", "New York"]


def test_a_writers_own_page_tells_of_that_writer_alone() -> None:
    profile = (
        "<html><body><h1>Orla Fennimore</h1><p>{} the ferries of the north for a living, and the people.</p>"
        "<h2>Latest</h2><p>Bo Chen is a reporter for The Larkholm Post.</p></body></html>"
    )
    url = "https://post.example/staff/orla"
    assert extract_profile(profile.format("Covers").encode(), url, "Orla Fennimore").bio == (
        "Covers the ferries of the north for a living, and the people."
    )
    assert extract_profile(profile.format("Covers").encode(), url, "Ida Lund").bio is None
    assert extract_profile(b"", url, "Ida Lund") == Author("Ida Lund", url=url)


def test_markup_in_the_datas_bio_is_no_part_of_it() -> None:
    person = {
        "@type": "Person",
        "name": pages.WRITER,
        "description": 'Ferries at <a href="https://post.example">The Post</a>.',
    }
    assert _author(head=_data(person)).bio == "Ferries at The Post."


def test_a_byline_with_its_date_in_her_box_is_no_bio() -> None:
    box = "<div class='author-bio'><p>by Orla Fennimore January 18, 2017 11:00 PM PST</p></div>"
    assert _author(box).bio is None
