"""Whatever the bytes are, `parse` answers with a value, and nothing in it steers a terminal."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import astuple
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.feeds import parse
from reader.feeds.entry import LONGEST_BODY, MOST_ENTRIES
from reader.worker import JobError, Worker
from tests.feeds.formats import EVERY_FORMAT, RSS_20, rss

if TYPE_CHECKING:
    from collections.abc import Iterator

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "this address serves nothing at all"),
        (b" \r\n ", "this address serves nothing at all"),
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "this address serves a web page, not a feed"),
        (
            b'<?xml version="1.0"?><html><body><feed/></body></html>',
            "this address serves a web page, not a feed",
        ),
        (b"<opml><body/></opml>", "this address serves a list of subscriptions, not a feed"),
        (b"\x89PNG\r\n\x1a\n", "this address serves something that is not a feed"),
        (b'{"name": "x"}', "this address serves JSON that is not a feed"),
        (b'{"items": [', "this address serves JSON that cannot be read"),
        (b'{"items": ' + b"[" * 200_000, "this feed is nested too deep to be read"),
        (b"<rss>" + b" " * 8 * 2**20, "this feed is larger than 8 MB"),
        (b"<rss>" + b"<a/>" * 400_000, "this feed has too many tags or references to be read"),
        (b"<rss>" + b"&a;" * 1_000_001, "this feed has too many tags or references to be read"),
    ],
    ids=[
        "empty",
        "blank",
        "page",
        "xhtml",
        "list",
        "picture",
        "json",
        "torn json",
        "deep json",
        "large",
        "tags",
        "references",
    ],
)
def test_what_is_no_feed_is_called_what_it_is(body: bytes, error: str) -> None:
    feed = parse(body)
    assert feed.error == error
    assert feed.entries == ()


def test_a_feed_with_a_broken_item_keeps_the_others() -> None:
    body = rss("<title>one & two</title><description><p>open<br></description>", "<title>three</title>")
    assert [entry.title for entry in parse(body).entries] == ["one & two", "three"]


def test_a_tag_with_thousands_of_attributes_is_refused_before_it_takes_seconds() -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(40_000)).encode()
    feed = parse(b"<rss><channel><item " + attributes + b"><title>x</title></item></channel></rss>")
    assert feed.error == "this feed has a tag with too many attributes"


async def test_what_a_parser_would_take_minutes_for_is_read_in_time_or_refused() -> None:
    slow = {
        "tags": "".join(f"<category>c{n}</category>" for n in range(50_000)),
        "keywords": f"<keywords xmlns='{ITUNES}'>{','.join(map(str, range(300_000)))}</keywords>",
        "author": f"<author>{'a' * 1_000_000}</author>",
        "address": f"<author>@{'a' * 1_000_000}</author>",
        "name": f"<author><name>{'a.' * 500_000}</name></author>",
        "date": f"<pubDate>{'9' * 1_000_000}</pubDate>",
        "link": f"<link>{'http://[' * 200_000}</link>",
        "deep": "<b>" * 100_000,
        "attributes": "<a " + 'x="y" ' * 100_000 + "/>",
        "attribute": f"<a x='{'y' * 5_000_000}'/>",
        "marks": "<![ " * 100_000,
        "quotes": '<a "' * 20_000,
        "escaped in tags": "<a x='&lt;yyyyyyyyyyyyyyyyyyyy" * 160_000,
        "escaped": "&lt;" * 900_000,
        "escaped with what is unknown": f"&lt;{'y' * 210}&none;<b/>" * 20_000,
    }
    worker, told = Worker(), {}
    for name, inside in slow.items():
        for before in ("", "&"):  # well-formed but for what it repeats, and broken
            try:
                feed = await worker.parse_feed(rss("<title>a</title>" + before + inside), None, None)
            except JobError as error:
                told[name + before] = str(error)
            else:
                assert [entry.title for entry in feed.entries] == ["a"] or "too" in (feed.error or "")
    await worker.close()
    assert told == {}


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "ha">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a "C:\\data">',
        '<!ENTITY % a "&#37;">',
    ],
)
def test_entities_of_a_doctype_are_never_expanded(declaration: str) -> None:
    feed = parse(f"<!DOCTYPE rss [{declaration}]>".encode() + rss("<title>[&a;]</title>"))
    assert feed.entries[0].title == "[&a;]"


@pytest.mark.parametrize(
    "reference", ["&#x110000;", "&#xD800;", "&#xFFFFFFFF;", "&#99999999999999999999;", "&#0;"]
)
def test_references_to_no_character_do_not_cost_the_feed(reference: str) -> None:
    feed = parse(rss(f"<title>a{reference}b</title>", "<title>c</title>"))
    assert [entry.title[0] for entry in feed.entries] == ["a", "c"]


@pytest.mark.parametrize(
    "place",
    [
        '<g:Point xmlns:g="http://www.opengis.net/gml" srsName="EPSG:x"><g:pos>1 2</g:pos></g:Point>',
        '<g:pos xmlns:g="http://www.opengis.net/gml">1 2</g:pos>',
        '<p:chapters xmlns:p="http://podlove.org/simple-chapters"><p:chapter/></p:chapters>',
    ],
)
def test_a_place_or_chapter_that_is_none_does_not_cost_the_feed(place: str) -> None:
    assert parse(rss("<title>a</title>" + place)).entries[0].title == "a"


@pytest.mark.parametrize("place", ["<x:a xmlns:x='{}'/>", "<a xmlns:x='{}' x:y='z'/>"])
def test_a_namespace_that_is_no_address_does_not_cost_the_feed(place: str) -> None:
    place = place.format("a\u2028b\xa0c")
    feed = parse(rss("<title>a</title>" + place, head="<unheard>of</unheard>"))
    assert [entry.title for entry in feed.entries] == ["a"]


@pytest.mark.parametrize(
    "encoding", ["punycode", "undefined", "raw_unicode_escape", "utf-7", "idna", "zlib", "x" * 39]
)
def test_an_odd_encoding_is_not_followed(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + rss("<title>+AGE- café</title>")
    assert parse(body, content_type=f"text/xml; charset={encoding}").entries[0].title == "+AGE- café"


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "koi8-r", "windows-1251", "cp866"]
)
def test_a_known_encoding_is_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + rss("<title>паром</title>").decode()
    assert parse(text.encode(encoding)).entries[0].title == "паром"


_NEWS = {
    "gb2312": ("中文新闻：北京市政府", b"\xb2"),
    "GBK": ("中文新闻：北京市政府", b"\xb2"),
    "Shift_JIS": ("日本語のニュース", b"\x93"),
    "EUC-JP": ("日本語のニュース", b"\xc6"),
    "ISO-2022-JP": ("日本語のニュース", b"\xff"),
    "EUC-KR": ("한국어 뉴스", b"\xc7"),
    "Big5": ("繁體中文新聞", b"\xc1"),
    "windows-1251": ("Новости дня", b"\x98"),
    "ISO-8859-7": ("Ειδήσεις", b"\xff"),
    "utf-8": ("Новости дня", b"\xd0"),
}


def _news(label: str, title: str, codec: str, torn: bytes = b"") -> bytes:
    items = "".join(f"<item><guid>{n}</guid><title>{title} {n}</title></item>" for n in range(20))
    text = f'<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel>{items}</channel></rss>'
    before, end = text.encode(codec).split(b" 19</title>")
    return before + torn + b" 19</title>" + end


@pytest.mark.parametrize("label", _NEWS)
@pytest.mark.parametrize("content_type", ["text/xml; charset={}", "text/xml"])
def test_a_torn_letter_does_not_make_another_encoding_of_a_feed(label: str, content_type: str) -> None:
    title, torn = _NEWS[label]
    feed = parse(_news(label, title, label, torn), content_type=content_type.format(label))
    assert [entry.title for entry in feed.entries[:19]] == [f"{title} {n}" for n in range(19)]
    assert feed.entries[19].title.startswith(title)


def test_half_a_letter_of_what_is_written_in_seven_bits_is_one_lost_letter() -> None:
    title, _ = _NEWS["ISO-2022-JP"]
    whole = _news("ISO-2022-JP", title, "iso2022_jp")
    end = b"\x1b(B 19</title>"
    feed = parse(whole.replace(end, b"F" + end))
    assert feed.entries[0].title == f"{title} 0"


@pytest.mark.parametrize(
    "label", ["gb2312", "Shift_JIS", "EUC-JP", "Big5", "ISO-2022-JP", "ISO-8859-6", "utf-8"]
)
def test_a_label_that_is_wrong_for_all_of_a_feed_is_not_followed(label: str) -> None:
    title = "L’été « très » doré à la fête, où déjà"
    feed = parse(_news(label, title, "cp1252"), content_type=f"text/xml; charset={label}")
    assert feed.entries[0].title == f"{title} 0"


@pytest.mark.parametrize("encoding", ["iso2022_jp", "euc_jp", "shift_jis"])
def test_a_charset_of_the_content_type_is_read(encoding: str) -> None:
    body = rss("<title>x</title>").decode().replace("x", "港のフェリー").encode(encoding)
    assert parse(body, content_type=f"text/xml; charset={encoding}").entries[0].title == "港のフェリー"


@pytest.mark.parametrize(
    ("label", "codec", "letter"),
    [
        ("windows-874", "cp874", "ก"),
        ("x-sjis", "cp932", "港"),
        ("x-x-big5", "big5", "港"),
        ("ISO-8859-8-I", "iso8859-8", "א"),
        ("csMacintosh", "mac-roman", "Ä"),
        ("ks_c_5601-1989", "cp949", "한"),
        ("euc-kr", "cp949", "똠"),
        ("cp1125", "cp1125", "Є"),
        ("iso-8859-9", "cp1254", "€"),
    ],
)
def test_a_label_means_what_it_means_to_a_browser(label: str, codec: str, letter: str) -> None:
    body = f'<?xml version="1.0" encoding="{label}"?>'.encode() + rss("<title>x</title>")
    body = body.replace(b"<title>x</title>", b"<title>" + f"x{letter}x".encode(codec) + b"</title>")
    assert parse(body).entries[0].title == f"x{letter}x"


def test_a_feed_in_the_letters_of_a_mainframe_is_read_in_the_code_page_it_names() -> None:
    text = '<?xml version="1.0" encoding="{}"?>' + rss("<title>[paro]</title>").decode()
    for name in ("cp037", "ibm500", "cp1140"):
        assert parse(text.format(name).encode(name)).entries[0].title == "[paro]"


def test_a_feed_that_claims_to_be_a_page_is_read_as_the_feed_it_is() -> None:
    assert parse(b"<!DOCTYPE html>\n" + rss("<title>a</title>")).entries[0].title == "a"


def test_utf_8_is_read_as_such_even_if_the_server_says_otherwise() -> None:
    body = codecs.BOM_UTF8 + rss("<title>café</title>")
    assert parse(body, content_type="text/xml; charset=iso-8859-1").entries[0].title == "café"
    assert parse(body[3:], content_type="text/xml; charset=iso-8859-1").entries[0].title == "café"


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)


def test_control_characters_leave_every_field() -> None:
    evil = "a&#27;]52;c;eA==&#7;\x1b[31m\u202eb\u009b"
    body = rss(
        f"<title>{evil}</title><link>https://a.example/{evil}</link><guid>{evil}</guid><author>{evil}</author>"
        f"<category>{evil}</category><description>&lt;p>{evil}&lt;/p></description>"
        f'<enclosure url="https://a.example/x" type="{evil}"/>',
        head=f"<description>{evil}</description><link>https://a.example/{evil}</link>",
    )
    keys = ("id", "title", "content_html", "summary", "external_url")
    item = dict.fromkeys(keys, "a\x1b]0;x\x07\u202e\x9b31m")
    for feed in (parse(body), parse(json.dumps({"title": "\x1b[1m", "items": [item]}).encode())):
        assert feed.entries
        assert [text for text in strings(astuple(feed)) if CONTROLS.search(text)] == []


def test_items_past_the_limit_are_cut_off_and_the_first_ones_read() -> None:
    feed = parse(rss(*(f"<title>{n}</title>" for n in range(MOST_ENTRIES + 500))))
    assert len(feed.entries) == MOST_ENTRIES
    assert feed.entries[-1].title == str(MOST_ENTRIES - 1)


def test_a_body_is_cut_at_its_limit_between_two_tags() -> None:
    picture = '<img src="https://a.example/picture.jpg">'
    [entry] = parse(rss(f"<title>x</title><description><![CDATA[{picture * 20_000}]]></description>")).entries
    assert LONGEST_BODY - len(picture) <= len(entry.summary_html) <= LONGEST_BODY
    assert entry.summary_html.endswith(">")


@pytest.mark.parametrize(
    "before", ["\n\n", "<br />\n<b>Warning</b>: no such file\n", "<!-- <rss> -->", "\ufeff "]
)
def test_what_a_server_says_before_the_feed_is_passed_over(before: str) -> None:
    assert parse(before.encode() + RSS_20).entries[0].guid == "post-17"


def test_an_undeclared_prefix_does_not_cost_the_feed() -> None:
    assert parse(rss("<title>x</title><dc:creator>Ana Ruiz</dc:creator>")).entries[0].title == "x"


@settings(max_examples=60, deadline=None)
@given(
    body=st.sampled_from(list(EVERY_FORMAT.values())),
    at=st.floats(0, 1),
    length=st.integers(0, 60),
    instead=st.binary(max_size=40)
    | st.sampled_from([b"<", b"&#x1F", b"]]>", b"<![CDATA[", b'"', b"\xff\xfe", b"null"]),
)
def test_a_feed_with_any_damage_gives_a_document(body: bytes, at: float, length: int, instead: bytes) -> None:
    start = int(at * len(body))
    feed = parse(body[:start] + instead + body[start + length :], url="https://post.example/feed")
    assert feed.error is None or not feed.error.startswith("this feed is broken")
    assert len({entry.guid for entry in feed.entries}) == len(feed.entries)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_give_a_document(body: bytes, content_type: str) -> None:
    for start in (b"", b"<rss>", b"<feed>", b"{"):
        assert (
            parse(start + body, content_type=content_type).error
            != "this feed is broken in a way that cannot be read"
        )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url"]), inner),
    max_leaves=6,
)
JSON_KEYS = [
    "id",
    "url",
    "title",
    "content_html",
    "date_published",
    "authors",
    "author",
    "tags",
    "attachments",
    "language",
]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(JSON_KEYS), json_values), st.dictionaries(st.just("authors"), json_values)
)
def test_a_json_feed_of_any_types_gives_its_entries(item: dict[str, object], head: dict[str, object]) -> None:
    feed = parse(json.dumps({**head, "items": [item, None, 5]}).encode())
    assert (feed.error, len(feed.entries)) == (None, 1)


async def test_addresses_of_which_the_same_is_left_take_no_longer_than_others() -> None:
    letters = "abcdefghijklmno"
    authors = [f"a@b.aaaa{x}{y}{z}" for x in letters for y in letters for z in letters[:7]]
    items = (f"<item><title>{n}</title><author>{one} ({n})</author></item>" for n, one in enumerate(authors))
    feed = f"<rss version='2.0'><channel><title>a</title>&{''.join(items)}</channel></rss>"
    worker = Worker()
    assert len((await worker.parse_feed(feed.encode(), None, None)).entries) == len(authors)
    await worker.close()
