"""Feeds of every format become the same values."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reader.feeds import parse
from reader.jobs.feeds import parse_feed
from reader.model import Author, Enclosure, Entry
from reader.packing import unpacked
from reader.text import summary_of
from reader.words import spaced
from tests.feeds.formats import ATOM_03, ATOM_10, EVERY_FORMAT, JSON_10, JSON_11, RSS_10, RSS_20, rss

URL = "https://post.example/feed"
PUBLISHED = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def only_entry(body: bytes) -> Entry:
    [entry] = parse(body, url=URL).entries
    return entry


@pytest.mark.parametrize("body", EVERY_FORMAT.values(), ids=EVERY_FORMAT)
def test_every_format_gives_the_title_and_the_address(body: bytes) -> None:
    feed = parse(body, url=URL)
    assert (feed.title, feed.error) == ("Harbour Post", None)
    [entry] = feed.entries
    assert (entry.title, entry.url) == ("Ferry back in service", "https://post.example/ferry")
    assert entry.guid


@pytest.mark.parametrize("body", EVERY_FORMAT.values(), ids=EVERY_FORMAT)
def test_a_feed_that_is_packed_says_the_same(body: bytes) -> None:
    [whole], [entry] = parse(body, url=URL).entries, parse_feed(body, URL, None).entries
    packed = entry.packed
    assert packed is not None
    assert unpacked(packed.body) == (whole.text, whole.content_html or whole.summary_html)
    assert packed.index.decode() == spaced(whole.text)
    assert (packed.words, packed.characters) == (len(whole.text.split()), len(whole.text))
    assert packed.summary == summary_of(whole.text)
    assert entry == replace(whole, summary_html="", content_html="", text="", packed=packed)


@pytest.mark.parametrize("body", [RSS_10, RSS_20, ATOM_03, ATOM_10, JSON_10], ids=range(5))
def test_dates_are_aware_and_in_utc(body: bytes) -> None:
    assert only_entry(body).published == PUBLISHED


def test_a_fraction_of_a_second_is_read() -> None:
    assert only_entry(JSON_11).published == PUBLISHED.replace(microsecond=500_000)


@pytest.mark.parametrize("body", [RSS_10, RSS_20, ATOM_10, JSON_10, JSON_11], ids=range(5))
def test_the_author_is_named_without_a_mail_address(body: bytes) -> None:
    assert only_entry(body).authors == ("Ana Ruiz",)


def test_an_rss_feed_gives_all_that_it_says() -> None:
    feed = parse(RSS_20, url=URL)
    assert (feed.site, feed.description, feed.language) == (
        "https://post.example/",
        "News of the port",
        "en-gb",
    )
    assert (feed.version, feed.ttl) == ("rss20", 90)
    entry = feed.entries[0]
    assert entry.guid == "post-17"
    assert entry.summary_html == "The ferry runs again."
    assert entry.content_html == "<p>The <b>ferry</b> runs&nbsp;again.</p><p>Tickets cost 4 euros.</p>"
    assert entry.text == "The ferry runs again. Tickets cost 4 euros."
    assert entry.tags == ("Port", "Travel")
    assert entry.enclosures == (
        Enclosure("https://post.example/ferry.mp3", "audio/mpeg", 1234),
        Enclosure("https://post.example/ferry.mp4", "video/mp4"),
    )


def test_an_atom_entry_keeps_text_as_text_and_markup_as_markup() -> None:
    entry = only_entry(ATOM_10)
    assert entry.summary_html == "Fares &lt; 5 euros."
    assert entry.content_html == "<p>The <b>ferry</b> runs again.</p>"
    assert entry.updated == datetime(2026, 3, 5, 5, 6, 7, tzinfo=UTC)
    assert (entry.language, entry.tags) == ("en", ("Port",))


def test_a_json_entry_may_have_a_number_for_its_id_and_stray_types() -> None:
    entry = only_entry(JSON_11)
    assert (entry.guid, entry.tags) == ("17", ("Port", "Travel"))
    assert entry.enclosures == (Enclosure("https://post.example/ferry.mp3", "audio/mpeg", 1234),)
    assert only_entry(JSON_10).content_html == "The ferry &lt;runs&gt; again."


def test_addresses_are_resolved_against_xml_base() -> None:
    body = ATOM_10.replace(b'xml:lang="en"', b'xml:base="https://other.example/news/"').replace(
        b'"/ferry"', b'"x"'
    )
    assert only_entry(body).url == "https://other.example/news/x"


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.c"]
)
def test_only_http_addresses_are_kept(scheme: str) -> None:
    [entry] = parse(rss(f'<title>x</title><link>{scheme}</link><enclosure url="{scheme}"/>'), url=URL).entries
    assert (entry.url, entry.enclosures) == (None, ())


def test_an_entry_without_a_guid_is_known_by_its_address_or_else_by_what_it_says() -> None:
    body = rss("<title>a</title><link>https://a.example/1</link>", "<title>b</title>", "<title>c</title>")
    guids = [entry.guid for entry in parse(body).entries]
    assert guids[0] == "https://a.example/1"
    assert guids[1] != guids[2]
    assert guids == [entry.guid for entry in parse(body).entries]


def test_entries_that_share_a_guid_are_told_apart_and_repeated_ones_are_dropped() -> None:
    one = "<guid>same</guid><title>a</title><link>https://a.example/1</link>"
    two = "<guid>same</guid><title>b</title><link>https://a.example/2</link>"
    assert [entry.guid for entry in parse(rss(one, two)).entries] == [
        "https://a.example/1",
        "https://a.example/2",
    ]
    assert [entry.guid for entry in parse(rss(one, one)).entries] == ["same"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Salt &amp;amp; light", "Salt & light"),
        ("&lt;b&gt;Bold&lt;/b&gt; news", "Bold news"),
        ("A&amp;#8217;s day", "A’s day"),
        ("5 &lt; 6", "5 < 6"),
        ("two\n  lines", "two lines"),
        ("x" * 1200, "x" * 999 + "…"),
    ],
)
def test_titles_become_plain_text_on_one_line(written: str, title: str) -> None:
    assert parse(rss(f"<title>{written}</title>")).entries[0].title == title


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("noreply@post.example (Ana Ruiz)", ("Ana Ruiz",)),
        ("noreply@post.example", ()),
        ("noreply@post.technology Ana Ruiz", ("Ana Ruiz",)),
        ("Ana Ruiz (Reuters)", ("Ana Ruiz (Reuters)",)),
        ("Ana Ruiz [BBC]", ("Ana Ruiz [BBC]",)),
        ("(AP) Ana Ruiz", ("(AP) Ana Ruiz",)),
        ("(Ana Ruiz)", ("Ana Ruiz",)),
        ("[Ana Ruiz", ("Ana Ruiz",)),
        ("Ana Ruiz),", ("Ana Ruiz",)),
        ("Ana Ruiz ( )", ("Ana Ruiz",)),
        ("Ana Ruiz (The Guardian), Bo Lind (AP)", ("Ana Ruiz (The Guardian)", "Bo Lind (AP)")),
        ("Ana Ruiz (AP / AFP); Bo Lind", ("Ana Ruiz (AP / AFP); Bo Lind",)),
        ("Ana Ruiz (BBC News and Sky News)", ("Ana Ruiz (BBC News and Sky News)",)),
        ("By Ana Ruiz, Bo Lind and Cy Day", ("Ana Ruiz", "Bo Lind", "Cy Day")),
        ("Ana Ruiz, Bo Lind, and Cy Day", ("Ana Ruiz", "Bo Lind", "Cy Day")),
        ("Ana Ruiz; Bo Lind / Cy Day", ("Ana Ruiz", "Bo Lind", "Cy Day")),
        ("Lind, Bo", ("Lind, Bo",)),
        ("Ana Ruiz, Jr.", ("Ana Ruiz, Jr.",)),
        ("Food and Drug Desk", ("Food and Drug Desk",)),
        ("Byron Hale", ("Byron Hale",)),
    ],
)
def test_a_byline_is_split_where_names_are_whole(field: str, names: tuple[str, ...]) -> None:
    body = rss(f"<title>x</title><author>{field}</author>")
    assert parse(body).entries[0].authors == names


_PEOPLE = {
    "ana@paper.design (Ana Ruiz)": Author("Ana Ruiz", email="ana@paper.design"),
    "Ana Ruiz <ana@blog.technology>": Author("Ana Ruiz", email="ana@blog.technology"),
    "Ana Ruiz &lt;ana@blog.technology&gt;": Author("Ana Ruiz", email="ana@blog.technology"),
    "Ana Ruiz ana@blog.tech": Author("Ana Ruiz", email="ana@blog.tech"),
    "Ana Ruiz ana@blog.technology?subject=Hello": Author("Ana Ruiz", email="ana@blog.technology"),
    "ana@xn--p1ai.xn--p1ai Ana Ruiz": Author("Ana Ruiz", email="ana@xn--p1ai.xn--p1ai"),
    "ana@post.example (Ana Ruiz (Reuters))": Author("Ana Ruiz (Reuters)", email="ana@post.example"),
    "Ana Ruiz (Reuters) ana@post.example": Author("Ana Ruiz (Reuters)", email="ana@post.example"),
    "ana@blog.com2 Ana Ruiz": None,
    "rén@blog.design Ana Ruiz": None,
}


@pytest.mark.parametrize("form", ["{}", "{}<item>"], ids=["well-formed", "broken"])
@pytest.mark.parametrize("written", _PEOPLE)
def test_no_address_is_cut_in_its_last_part_and_names_are_as_written(written: str, form: str) -> None:
    fields = (written, "bo.lind@paper.design (Bo Lind)", "Cy Day")
    authors = "".join(f"<author>{html.escape(field)}</author>" for field in fields)
    text = f"<rss version='2.0'><channel><title>t</title><item><guid>1</guid>{form.format(authors)}"
    body = (text if "<item>" in form else f"{text}</item></channel></rss>").encode()
    entry, author = parse(body).entries[0], _PEOPLE[written]
    names = (author.name or "" if author else "Ana Ruiz", "Bo Lind", "Cy Day")
    told = (*([author] if author else []), Author("Bo Lind", email="bo.lind@paper.design"))
    assert (entry.authors, entry.writers) == (names, told)


@pytest.mark.parametrize(
    "date", ["Wed, 04 Mar 0026 05:06:07 GMT", "9999-12-31T00:00:00Z", "yesterday", "Wed, 99 Foo"]
)
def test_a_date_that_cannot_be_is_left_out(date: str) -> None:
    assert parse(rss(f"<title>x</title><pubDate>{date}</pubDate>")).entries[0].published is None


def test_a_date_of_tomorrow_is_left_to_the_store() -> None:
    entry = parse(rss("<title>x</title><pubDate>Thu, 04 Mar 2049 05:06:07 GMT</pubDate>")).entries[0]
    assert entry.published == datetime(2049, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_what_a_feed_says_of_its_writers_beside_their_names_is_kept() -> None:
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>y</title>'
        b"<author><name>Ana Ruiz</name><email>a.ruiz@post.example</email><uri>/staff/ana</uri></author>"
        b"<author><name>Bo Lind</name><email>noreply@post.example</email></author></entry></feed>"
    )
    (entry,) = parse(body, url="https://post.example/feed").entries
    assert entry.authors == ("Ana Ruiz", "Bo Lind")
    assert entry.writers == (
        Author("Ana Ruiz", email="a.ruiz@post.example", url="https://post.example/staff/ana"),
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "x",
        "items": [{"id": "1", "authors": [{"name": "Ana Ruiz", "url": "https://ana.example/"}]}],
    }
    (entry,) = parse(json.dumps(feed).encode()).entries
    assert entry.writers == (Author("Ana Ruiz", url="https://ana.example/"),)


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ('<img alt="a > b" src="/x.png">Ferry', "Ferry"),
        ("<a title='3 > 2'>Ferry</a> back", "Ferry back"),
        ('<img src="/x.png" alt="cat<br />dog">Ferry', "Ferry"),
        ('<p title="it>Ferry</p> "back"', 'Ferry "back"'),
        ("<p title=it's>Ferry isn't > back", "Ferry isn't > back"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
    ],
)
def test_a_sign_in_quotes_does_not_end_its_tag(markup: str, title: str) -> None:
    body = ATOM_10.replace(b"Ferry &lt;i&gt;back&lt;/i&gt; in service", html.escape(markup).encode())
    assert only_entry(body).title == title


PODCAST = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Radio</title><item><title>Talk</title>{}
 <itunes:duration>{}</itunes:duration></item></channel></rss>"""
SOUND = '<enclosure url="https://post.example/1.mp3" type="audio/mpeg" length="9"/>'
PAPER = '<enclosure url="https://post.example/1.pdf" type="application/pdf" length="9"/>'
FILM = '<media:content url="https://post.example/1.mp4" type="video/mp4" duration="95"/>'


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1:02:03", 3723),
        ("62:03", 3723),
        ("3723", 3723),
        (" 3723.5 ", 3723),
        ("0", None),
        ("an hour", None),
        ("-5", None),
        ("9" * 30, None),
        ("400:00:00", None),
        ("", None),
    ],
)
def test_how_long_a_sound_lasts_is_read_as_podcasts_write_it(written: str, seconds: int | None) -> None:
    (enclosure,) = only_entry(PODCAST.format(SOUND, written).encode()).enclosures
    assert enclosure.duration == seconds


def test_the_length_of_an_entry_is_that_of_what_sounds_first() -> None:
    paper, sound, film = only_entry(PODCAST.format(PAPER + SOUND + FILM, "34:00").encode()).enclosures
    assert (paper.duration, sound.duration, film.duration) == (None, 2040, 95)


def test_a_json_attachment_has_its_length_and_title() -> None:
    attachment = {"url": "https://post.example/1.mp3", "mime_type": "audio/mpeg", "duration_in_seconds": 95.4}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x"}
    item = {"id": "1", "content_text": "x", "attachments": [{**attachment, "title": "The talk"}]}
    (enclosure,) = only_entry(json.dumps({**feed, "items": [item]}).encode()).enclosures
    assert (enclosure.duration, enclosure.title) == (95, "The talk")
