"""What a page says of its article: title, times, language, address, writers, a paywall."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from reader.extract import extract
from reader.model import Author, Document
from tests.extract import pages

URL = "https://post.example/larkholm/night-boat"


def _with(data: object = None, head: str = "", body: str = "") -> Document:
    script = (
        f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'
    )
    return extract(pages.bare(body, head=(script if data is not None else "") + head), URL)


def _article(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": pages.TITLE, **fields}


def test_times_keep_their_zone_and_have_utc_where_none_is_given() -> None:
    document = _with(_article(datePublished="2026-03-05T21:40:00+01:00", dateModified="2026-03-06 08:00:00"))
    assert document.published == datetime(2026, 3, 5, 21, 40, tzinfo=timezone(timedelta(hours=1)))
    assert document.modified == datetime(2026, 3, 6, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "day", ["5 March 2026", "March 5, 2026", "5. März 2026", "05.03.2026", "2026年3月5日", "le 5 mars 2026"]
)
def test_a_day_in_words_is_read(day: str) -> None:
    document = _with(body=f"<time>{day}</time>")
    assert document.published is not None
    assert document.published.date().isoformat() == "2026-03-05"


def test_a_named_node_of_the_graph_is_found_by_its_id() -> None:
    graph = {
        "@graph": [
            _article(author={"@id": "#o"}),
            {"@type": "Person", "@id": "#o", "name": "Orla Fennimore", "jobTitle": "Reporter"},
        ]
    }
    (author,) = _with(graph).authors
    assert (author.name, author.role) == ("Orla Fennimore", "Reporter")


def test_broken_linked_data_is_mended_or_passed_over() -> None:
    broken = '{"@type": "NewsArticle", "headline": "The Harbour Freezes", "author": "Orla Fennimore",}'
    broken = f"/*<![CDATA[*/ {broken} //]]>"
    document = _with(broken)
    assert (document.title, [a.name for a in document.authors]) == ("The Harbour Freezes", ["Orla Fennimore"])
    assert _with('{"@type": "NewsArticle", "headline": ').text == _with().text


def test_an_author_of_the_data_keeps_what_it_says_of_her() -> None:
    person = {
        "@type": "Person", "name": "Orla Fennimore", "url": "/staff/orla", "jobTitle": "Transport reporter",
        "worksFor": {"@type": "Organization", "name": "The Larkholm Post"},
        "email": "mailto:orla@post.example",
        "sameAs": ["https://twitter.com/orlaferry"], "description": pages.BIO,
    }  # fmt: skip
    assert _with(_article(author=[person])).authors == (
        Author(
            name="Orla Fennimore", role="Transport reporter", outlet="The Larkholm Post",
            email="orla@post.example",
            handle="@orlaferry", url="https://post.example/staff/orla", bio=pages.BIO,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Orla Fennimore and Dev Okonjo", ["Orla Fennimore", "Dev Okonjo"]),
        ("Von Änne Straß", ["Änne Straß"]),
        ("Orla Fennimore, Reuters", ["Orla Fennimore", "Reuters"]),
        ("By Orla Fennimore | Transport reporter", ["Orla Fennimore"]),
        ("By Orla Fennimore, orla@post.example", ["Orla Fennimore"]),
    ],
)
def test_a_byline_gives_names_and_nothing_else(byline: str, names: list[str]) -> None:
    document = _with(body=f'<p class="byline">{byline}</p>')
    assert [author.name for author in document.authors] == names


def test_an_agency_stays_an_author() -> None:
    assert [a.name for a in _with(_article(author={"@type": "Organization", "name": "Reuters"})).authors] == [
        "Reuters"
    ]


def test_the_writer_on_the_page_goes_before_the_publisher_in_its_data() -> None:
    data = _article(author={"@type": "Organization", "name": "The Post"}, publisher={"name": "The Post"})
    document = _with(data, body='<a rel="author" href="/orla">Orla Fennimore</a>')
    assert [author.name for author in document.authors] == ["Orla Fennimore"]


def test_the_address_is_the_canonical_one_if_it_is_a_web_address() -> None:
    good = _with(head='<link rel="canonical" href="/larkholm/the-boat">')
    bad = _with(head='<link rel="canonical" href="javascript:x()">')
    assert (good.url, bad.url) == ("https://post.example/larkholm/the-boat", URL)


def test_the_language_is_that_of_the_page_or_unknown() -> None:
    assert extract(pages.semantic().encode(), URL).language == "en-GB"
    assert _with(head='<meta property="og:locale" content="de_AT">').language == "de-AT"
    assert _with().language is None


def test_a_page_that_says_it_is_not_free_and_shows_a_lock_is_cut_off() -> None:
    lock = "<div><p>Subscribe now to keep reading this story.</p></div>"
    locked = _with(_article(isAccessibleForFree="False"), body=lock)
    assert (locked.paywalled, locked.truncated) == (True, True)
    free = _with(_article(isAccessibleForFree=True), body=lock)
    assert (free.paywalled, free.truncated) == (False, False)


def test_the_title_of_an_old_page_is_the_part_of_it_that_stands_on_the_page() -> None:
    page = (
        pages.bare(head=f"<title>The Post - Harbour - {pages.TITLE}</title>")
        .replace(b"<h1>", b"<div>")
        .replace(b"</h1>", b"</div>")
    )
    document = extract(page, URL)
    assert document.title == pages.TITLE
    assert pages.TITLE not in document.text
