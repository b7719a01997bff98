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


def _titled(title: str, h1: str, **metas: str) -> str:
    named = {"og_title": "og:title", "site": "og:site_name"}
    head = "".join(f'<meta property="{named[key]}" content="{text}">' for key, text in metas.items())
    page = pages.bare(head=f"<title>{title}</title>{head}").decode()
    return extract(page.replace(f"<h1>{pages.TITLE}</h1>", h1).encode(), URL).title


@pytest.mark.parametrize(
    ("title", "h1", "shared"),
    [
        (f"{pages.TITLE} | The Post", f"<h1>{pages.TITLE}</h1>", ""),
        (f"The Post » Archive » {pages.TITLE}", f"<h1>The Post</h1><h2>{pages.TITLE}</h2>", ""),
        (f"{pages.TITLE} - Ferries - The Post", "<h1>Menu</h1>", f"{pages.TITLE} - The Post"),
        (
            f"{pages.TITLE} | The Post",
            f"<h1><span>Ferries</span><span>{pages.TITLE}</span></h1>",
            pages.TITLE,
        ),
        ("Ferry night boat: how to vote", f"<h1>{pages.TITLE}</h1>", "Ferry night boat: how to vote"),
        (f"{pages.TITLE} &amp;#8211; The Post", "", ""),
    ],
)
def test_the_headline_stands_alone_wherever_the_page_states_it(title: str, h1: str, shared: str) -> None:
    metas = {"og_title": shared} if shared else {}
    assert _titled(title, h1, site="The Post", **metas) == pages.TITLE


def test_of_two_headlines_the_one_that_the_title_tag_does_not_repeat_is_taken() -> None:
    sought = "Ferry strike: night boat times and tickets in Larkholm"
    head = f'<title>{sought} | The Post</title><meta property="og:title" content="{pages.TITLE}">'
    assert _with(_article(headline=sought), head=head).title == pages.TITLE


def test_a_headline_that_its_quotation_mark_cut_off_is_made_whole() -> None:
    whole = 'Crew of the Larkholm ferry call the deal "a warm room"'
    head = '<meta property="og:title" content="Crew of the Larkholm ferry call the deal ">'
    assert _with(head=f"<title>{whole}</title>{head}").title == whole


def _named(byline: str, head: str = "", data: object = None) -> list[str | None]:
    return [author.name for author in _with(data, head=head, body=byline).authors]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>Von Änne Straß und Bo Chen</p>", ["Änne Straß", "Bo Chen"]),
        ('<ul class="postAuthorList"><li>Ann Lee</li><li>Bo Chen</li></ul>', ["Ann Lee", "Bo Chen"]),
        ('<p class="byline">Text: Ann Lee, Fotos: Bo Chen</p>', ["Ann Lee"]),
        ('<p class="byline">Ann Lee in Larkholm | Updated 5 May</p>', ["Ann Lee"]),
        ('<p class="byline">dpa</p>', ["dpa"]),
        ('<div class="comments"><p class="author">Cross Reader</p></div>', []),
        ("<p>By the sea there is a house.</p>", []),
    ],
)
def test_a_shown_byline_gives_those_who_wrote(byline: str, names: list[str]) -> None:
    assert _named(byline) == names


def test_the_site_is_an_author_only_where_nobody_else_is_named() -> None:
    head = '<meta property="og:site_name" content="The Post"><meta name="author" content="The Post">'
    assert _named('<p class="byline">By Ann Lee</p>', head) == ["Ann Lee"]
    assert _named("", head) == ["The Post"]


def test_a_site_that_calls_itself_by_its_address_is_called_by_its_host() -> None:
    head = '<meta property="og:site_name" content="https://www.example.org/news/">'
    assert _with(None, head=head, body="").site == "example.org"


def test_each_of_several_author_tags_is_an_author() -> None:
    head = '<meta name="citation_author" content="Ann Lee"><meta name="citation_author" content="Bo Chen">'
    assert _named("", head) == ["Ann Lee", "Bo Chen"]


def _day(head: str = "", body: str = "", url: str = URL, data: object = None) -> str | None:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    time = extract(pages.bare(body, head=script + head), url).published
    return time.date().isoformat() if time else None


@pytest.mark.parametrize(
    ("head", "body", "url"),
    [
        ("", '<p class="meta">Published 5 March 2026 by the crew</p>', URL),
        ("", "<p>5 марта 2026 г.</p>", URL),
        ("", '<p class="date">05.03.26</p>', URL),
        ("", "", "https://post.example/2026/03/05/night-boat"),
        ("", "", "https://web.archive.org/web/20270101000000/https://post.example/2026-03-05-night-boat"),
        ("<script>var page = {publishedAt: '2026-03-05T08:00:00Z'}</script>", "", URL),
        ('<meta name="dc.date" content="2026-03-01">', '<span class="date">5 March 2026</span>', URL),
        ('<meta name="stats:article_published_time" content="2026-03-05">', "<p>1 May 2020</p>", URL),
        (
            "",
            '<p>5 March 2026</p><div class="comments"><time datetime="2026-04-01">1 April</time></div>',
            URL,
        ),
    ],
)
def test_the_day_is_found_where_no_data_states_it(head: str, body: str, url: str) -> None:
    assert _day(head, body, url) == "2026-03-05"


def test_a_moment_that_is_also_given_in_local_time_keeps_that() -> None:
    local = '<time datetime="2026-03-06T00:40:00+02:00">6 March</time>'
    assert _day(body=local, data=_article(datePublished="2026-03-05T22:40:00Z")) == "2026-03-06"


def test_a_day_to_come_or_a_copyright_year_is_no_day_of_publication() -> None:
    assert _day(body="<p>© 5 March 2020 The Post</p><p>Sails on 5 March 2199</p>") is None


@pytest.mark.parametrize(
    ("head", "data"),
    [
        ('<meta property="article:content_tier" content="locked">', None),
        ("", _article(hasPart=[{"@type": "WebPageElement", "isAccessibleForFree": False}])),
        ("", _article(isAccessibleForFree="https://schema.org/False")),
    ],
)
def test_a_page_that_says_it_must_be_paid_for_is_paywalled(head: str, data: object) -> None:
    lock = "<div><p>Subscribe now to keep reading this story.</p></div>"
    assert _with(data, head=head, body=lock).paywalled
    assert not _with(_article(), body=lock).paywalled


def test_a_page_of_nothing_but_tags_is_read_within_bounds() -> None:
    metas = "".join(f'<meta name="n{n}" content="{n}">' for n in range(20_000))
    deep = '{"a":' * 5000 + "1" + "}" * 5000
    scripts = f'<script type="application/ld+json">{deep}</script>' * 3
    document = extract(pages.bare(head=metas + scripts + f"<title>{pages.TITLE}{' - a' * 5000}</title>"), URL)
    assert document.title == pages.TITLE
