"""Feeds that are read without feedparser say what they would say with it."""

from __future__ import annotations

import random
from html import escape

import pytest
from feedparser.mixin import _FeedParserMixin
from feedparser.sanitizer import _HTMLSanitizer
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.feeds import forgiving, parse, wellformed
from reader.feeds.characters import Characters
from reader.feeds.guard import feed_text
from reader.feeds.limits import TooMuchError
from reader.feeds.looks import ELEMENTS
from reader.feeds.names import NAMESPACES
from reader.feeds.persons import mend_authors
from reader.feeds.rhythm import Rhythm
from reader.feeds.xml_feed import document_of
from reader.model import FeedDocument
from tests.feeds.formats import ATOM_03, RSS_091, RSS_10, RSS_20

_RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
    ' xmlns:own="https://own.example/ns">{}</rss>'
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en_GB" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:own="https://own.example/ns">{}</feed>'
)
_TEXTS = (
    "The ferry runs again.",
    "<p>The <b>ferry</b> runs&nbsp;again &amp; again.</p>",
    "Fares < 5 euros",
    "AT&T",
    "Caf\u00e9 na\u00efve \u2013 \u6771\u4eac",
    "caf\u00c3\u00a9",  # UTF-8 taken for Latin-1
    "\x93quoted\x94 text",
    "",
    "  spaced \n out  ",
    "<made-up>tag</made-up>",
    "https:///post.example/a?x=1&y=2",
    "https://post.example/b",
    "ana@post.example (Ana Ruiz)",
    "Ana Ruiz <ana@post.example>",
    "Ana Ruiz ana@blog.technology",
    "Ana Ruiz (AP)",
    "Ana Ruiz",
)
_DATES = (
    "Wed, 04 Mar 2026 06:06:07 +0100",
    "04 Mar 2026 06:06:07 GMT",
    "2026-03-04T05:06:07Z",
    "2026-03-04T05:06:07.25-03:30",
    "2026-03-04",
    "Wed, 31 Feb 2026 06:06:07 GMT",
    "Wed, 04 Mar 2026 24:06:07 EST",
    "yesterday",
    "",
)
_text = st.one_of(
    st.sampled_from(_TEXTS).map(escape),
    st.sampled_from(_TEXTS).map(lambda text: f"<![CDATA[{text}]]>"),
    st.sampled_from(_TEXTS).map(lambda text: f"<![CDATA[{text * 20} {'Long. ' * 40}]]>"),
    st.sampled_from(_TEXTS).map(lambda text: escape(f"{text * 20}<p>{'Long. ' * 40}")),
    st.sampled_from(_TEXTS).map(lambda text: f"{escape(text[:3])}<!-- a note -->{escape(text[3:])}"),
)
_date = st.sampled_from(_DATES)


def _element(name: str, *attributes: str, inside: st.SearchStrategy[str] = _text) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(attributes or ("",)), inside).map(
        lambda parts: f"<{name}{' ' + parts[0] if parts[0] else ''}>{parts[1]}</{name}>"
    )


def _flag(*elements: str) -> st.SearchStrategy[str]:
    return st.sampled_from(elements)


_COMMON = (
    _element("title", "", 'type="html"', 'type="text"', 'type="xhtml"'),
    _element("category", "", 'term="port" label="Port"', 'domain="https://post.example/t"', 'term="sea"'),
    _element("author"),
    _element("own:note", "", 'type="x"'),
    _element("unknown-thing"),
    _element("rights"),
    _element("updated", inside=_date),
    _flag('<link href="https://post.example/1"/>', '<link rel="self" href="https://post.example/s"/>'),
    _flag('<link rel="enclosure" href="https://post.example/e.mp3" type="audio/mpeg" length="9"/>'),
)
_RSS_PARTS = (
    *_COMMON,
    _element("link"),
    _element("description", "", 'type="text/plain"'),
    _element("pubDate", inside=_date),
    _element("dc:date", inside=_date),
    _element("dcterms:created", inside=_date),
    _element("dc:creator"),
    _element("itunes:author"),
    _element("itunes:subtitle"),
    _element("itunes:summary"),
    _element("dc:subject"),
    _element("itunes:keywords"),
    _element("managingEditor"),
    _element("language"),
    _element("slash:comments"),
)
_RSS_ITEM_PARTS = (
    *_RSS_PARTS,
    _element("guid", "", 'isPermaLink="false"', 'isPermaLink="true"'),
    _element("content:encoded", "", 'type="text/html"', 'type="image/png"'),
    _element("source", 'url="https://other.example/feed"'),
    _element("media:title"),
    _element("media:description", "", 'type="plain"'),
    _element("media:credit", 'role="author"'),
    _element("media:keywords"),
    _flag(
        '<enclosure url="https://post.example/f.mp3" type="Audio/MPEG" length="1234"/>',
        '<media:content url="https://post.example/f.mp4" type="video/mp4"><media:title>Clip</media:title>'
        "</media:content>",
        '<media:group><media:content url="/f.jpg" medium="image"/><media:description>D</media:description>'
        "</media:group>",
        '<media:thumbnail url="https://post.example/t.jpg"/>',
        "<description><p>Markup that is not escaped</p></description>",
        '<title xml:lang="fr">Le bac</title>',
        '<content xmlns="http://www.w3.org/2005/Atom" type="html">&lt;p&gt;From Atom&lt;/p&gt;</content>',
    ),
)
_PERSON_PARTS = (
    _element("name"),
    _element("email"),
    _element("uri"),
    _element("own:picture", 'src="https://post.example/a.png"'),
)


def _some(*parts: st.SearchStrategy[str], most: int = 9) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(*parts), max_size=most).map("".join)


_ATOM_PARTS = (
    *_COMMON,
    _element("id"),
    _element("summary", "", 'type="html"', 'type="text"'),
    _element("author", inside=_some(*_PERSON_PARTS, most=3)),
    _element("contributor", inside=_some(*_PERSON_PARTS, most=3)),
    _element("published", inside=_date),
)
_ATOM_ENTRY_PARTS = (
    *_ATOM_PARTS,
    _element("content", "", 'type="html"', 'type="text"', 'type="xhtml"', 'type="application/json"'),
)
_IMAGE = "<image><url>https://post.example/i.png</url><title>Image</title><link>https://post.example/</link></image>"
_rss = _some(*_RSS_PARTS, _flag(_IMAGE), _element("item", inside=_some(*_RSS_ITEM_PARTS)), most=8).map(
    lambda inside: _RSS.format(f"<channel>{inside}</channel>")
)
_atom = _some(
    *_ATOM_PARTS, _element("subtitle"), _element("entry", inside=_some(*_ATOM_ENTRY_PARTS)), most=8
).map(_ATOM.format)


def _both(text: str) -> tuple[FeedDocument, FeedDocument] | None:
    """What is said without feedparser and with it; None if it is wanted."""
    guarded = feed_text(text)
    assert isinstance(guarded, str)
    quick = wellformed.read(guarded)
    if quick is None:
        return None
    url = "https://post.example/feed.xml"
    judged = forgiving.read(guarded, url)
    mend_authors(judged, guarded)
    return document_of(quick, Rhythm(), url), document_of(judged, Rhythm(), url)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(st.one_of(_rss, _atom))
def test_a_feed_of_any_elements_in_any_order_says_the_same_both_ways(text: str) -> None:
    both = _both(text)
    if both is not None:
        assert both[0] == both[1]


def test_most_such_feeds_are_read_without_feedparser() -> None:
    chance = random.Random(1)  # noqa: S311
    plain = [part for part in _TEXTS if "<" not in part]
    for _ in range(50):
        items = "".join(
            f"<item><title>{escape(chance.choice(plain))}</title><link>https://post.example/{n}</link>"
            f"<guid>{n}</guid><pubDate>{chance.choice(_DATES[:2])}</pubDate><dc:creator>Ana</dc:creator>"
            f"<description><![CDATA[{chance.choice(_TEXTS)}]]></description></item>"
            for n in range(5)
        )
        both = _both(_RSS.format(f"<channel><title>Post</title>{items}</channel>"))
        assert both is not None
        assert both[0] == both[1]
        assert len(both[0].entries) == 5


_OWNER = (
    '<itunes:owner xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><itunes:name>Post Holdings'
    "</itunes:name><itunes:email>owner@post.example</itunes:email></itunes:owner>"
)
_ANA = "<author><name>Ana Ruiz</name></author>"


@pytest.mark.parametrize(
    ("people", "authors"), [(_ANA + _OWNER, ("Ana Ruiz",)), (_OWNER + _ANA, ("Ana Ruiz",)), (_OWNER, ())]
)
def test_the_owner_of_a_feed_wrote_none_of_it(people: str, authors: tuple[str, ...]) -> None:
    entry = "<entry><id>1</id><title>x</title></entry>"
    both = _both(_ATOM.format(people + entry))
    assert both is not None
    assert both[0] == both[1]
    assert both[0].entries[0].authors == authors


def test_the_owner_of_an_entry_did_not_write_it() -> None:
    text = _ATOM.format(f"<entry><id>1</id><title>x</title>{_ANA}{_OWNER}</entry>")
    assert parse(text.encode()).entries[0].authors == ("Ana Ruiz",)


@pytest.mark.parametrize("around", ["media:content", "media:group"])
@pytest.mark.parametrize(
    "author", ["<author>bo@post.example (Bo Lind)</author>", _ANA.replace("Ana Ruiz", "Bo Lind")]
)
def test_the_author_of_a_picture_is_left_to_feedparser(around: str, author: str) -> None:
    picture = f"<{around}>{author}</{around}>"
    text = _ATOM.format(f"<entry><id>1</id><title>x</title>{_ANA}{picture}</entry>{_ANA}")
    assert wellformed.read(text) is None
    assert wellformed.read(text.replace(author, "")) is not None


_LONG = "<p>The ferry runs again &amp; again &#8203;on</p>\r\n" * 9
_ESCAPED = escape(_LONG.replace("&#8203;", "“on”"), quote=True)


@pytest.mark.parametrize(
    "inside",
    [
        f"<![CDATA[{_LONG}]]>",
        f" one <![CDATA[{_LONG}]]> and <![CDATA[{_LONG}]]>\n<![CDATA[two]]>",
        f"<![CDATA[{_LONG}\r]]>\n",
        f"<![CDATA[{_LONG}]]]]><![CDATA[>{_LONG}]]>",
        f"<![CDATA[{_LONG}<![CDATA[{_LONG}]]>",
        f"<!-- <![CDATA[ --><![CDATA[{_LONG}]]>",
        f"<!-- <![CDATA[{_LONG}]]> -->one",
        f"<?a <![CDATA[{_LONG}]]>?>one",
        f"<![CDATA[{_LONG}<!-- a --><?b?>]]>",
        f"<![CDATA[{_LONG}\x7f0\x7f]]>&#127;",
        f"<![CDATA[{_LONG}\u202e\u200b]]>",
        _ESCAPED,
        f"\n {_ESCAPED}\u00a0\t",
        f"a > b {_ESCAPED} c > d",
        f"{_ESCAPED}&#38;lt;i&#38;gt; &#60;b&#62;it&apos;s&#x20AC; &#xe9;&#39;&#13;&lt;/b&gt;",
        f"{_ESCAPED}&amp;lt;i&amp;gt;&amp;amp;",
        f"{_ESCAPED}<!-- &lt;{_ESCAPED} -->",
        f"{_ESCAPED}<![CDATA[<b>&lt;/b>]]>{_ESCAPED}<![CDATA[{_LONG}]]>{_ESCAPED}",
        f"<![CDATA[a &lt; b > &lt; c]]>{_ESCAPED}",
    ],
)
def test_long_sections_say_the_same_both_ways(inside: str) -> None:
    item = f"<item><guid>1</guid><title>{inside}</title><description>{inside}</description></item>"
    both = _both(_RSS.format(f"<channel>{item}</channel>"))
    assert both is not None
    assert both[0] == both[1]
    assert both[0].entries[0].summary_html


@pytest.mark.parametrize(
    "broken",
    [
        f"<item><guid><![CDATA[{_LONG}</guid></item>",
        f"<item><guid><![CDATA[{_LONG}\x01]]></guid></item>",
        f"<item><guid><![CDATA[{_LONG}]]>]]></guid></item>",
        f'<item><enclosure url="<![CDATA[{_LONG}]]>"/></item>',
        f"<item><![CDATA[{_LONG}]]><b></item>",
        f"<item><guid>{_ESCAPED}&nosuch;</guid></item>",
        f"<item><guid>{_ESCAPED}&#9999999;</guid></item>",
        f"<item><guid>{_ESCAPED}&#xD800;</guid></item>",
        f"<item><guid>{_ESCAPED}&#12</guid></item>",
        f"<item><guid>{_ESCAPED}& </guid></item>",
        f"<item><guid>{_ESCAPED}]]></guid></item>",
        f"<item><guid>{_ESCAPED}",
        f'<item><enclosure url="a>{_ESCAPED}"/></item>',
        f"<item><enclosure url='{_ESCAPED}</item>",
    ],
)
def test_a_broken_feed_is_broken_with_long_sections_too(broken: str) -> None:
    assert wellformed.read(_RSS.format(f"<channel>{broken}</channel>")) is None


_BODY = "The harbour is closed. " * 20
_MARKED = (
    "<channel><item><guid>1</guid><title>{}</title></item>"
    f"<item><guid>2</guid><description><![CDATA[{_BODY}]]></description></item></channel>"
)


@pytest.mark.parametrize(
    "delete", ["&#127;", "&#x7f;", "&#x0000007f;", "&#00000000127;", "&#x000000000007F;"]
)
@pytest.mark.parametrize(
    ("written", "title"),
    [("A {0}0{0} B", "A 0 B"), ("{0}9{0}", "9"), ("{0}x{0}", "x"), ("it ends{0}", "it ends")],
)
def test_no_text_stands_where_another_was_set_aside(delete: str, written: str, title: str) -> None:
    feed = parse(_RSS.format(_MARKED.format(written.format(delete))).encode())
    assert feed.error is None
    assert [(entry.title, entry.text) for entry in feed.entries] == [(title, ""), ("", _BODY.strip())]


@pytest.mark.parametrize(
    "written", ["\x7f0\x7f", "\x7f0\x7f\x7f0\x7f", "\x7f9\x7f", "\x7f-1\x7f", "\x7fx\x7f", "\x7f"]
)
def test_marks_that_are_not_our_own_leave_a_feed_to_feedparser(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Characters(legal=True, ordinary=False, settled=True)
    monkeypatch.setattr(wellformed, "characters_of", lambda _document: known)
    assert wellformed.read(_RSS.format(_MARKED.format("ours"))) is not None
    assert wellformed.read(_RSS.format(_MARKED.format(written))) is None


def test_a_long_reference_to_an_ordinary_letter_changes_nothing() -> None:
    both = _both(_RSS.format(_MARKED.format("&#x0000000041; &#0000000000066;")))
    assert both is not None
    assert both[0] == both[1]
    assert both[0].entries[0].title == "A B"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("a&#x200b;b", "ab"),
        ("a&#8238;b", "ab"),
        ("a&#127;b", "ab"),
        ("a\x7fb", "ab"),
        ("a&amp;#x202e;&lt;b&gt;b&lt;/b&gt;", "ab"),
        ("a\u00ad\u200bb", "ab"),
        ("e" + "\u00cc\u00a1" * 9, "e" + "\u0321" * 4),  # a mark that was taken for two letters
        ("a \u3000 \u00a0b&#160;c\t\n", "a b c"),
        ("a&#233;b\u2019", "a\u00e9b\u2019"),
    ],
)
def test_titles_are_washed_whatever_their_feed_is_made_of(written: str, title: str) -> None:
    text = _RSS.format(f"<channel><item><guid>1</guid><title>{written}</title></item></channel>")
    assert wellformed.read(text) is not None
    assert parse(text.encode()).entries[0].title == title
    assert parse(text.encode("utf-16")).entries[0].title == title


@pytest.mark.parametrize(
    "before", ["", "<!-- a -->", "\ufeff", "<?xml version='1.0'?>\n<!-- é -->", "Warning: é\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_a_feed_says_the_same_in_whatever_bytes_it_comes(before: str, encoding: str) -> None:
    feed = before + _RSS.format("<channel><title>Café</title></channel>")
    assert parse(feed.encode(encoding, "ignore")).title == "Café"


@pytest.mark.parametrize("feed", [RSS_091, RSS_20])
def test_well_formed_feeds_are_read_without_feedparser(feed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    read = parse(feed, url="https://post.example/feed.xml")
    monkeypatch.setattr(forgiving, "read", _not_asked)
    assert parse(feed, url="https://post.example/feed.xml") == read
    assert read.entries[0].title == "Ferry back in service"


def _not_asked(*_arguments: object) -> dict[str, object]:
    raise AssertionError("feedparser was asked")


@pytest.mark.parametrize("feed", [RSS_10, ATOM_03])
def test_other_formats_are_feedparsers(feed: bytes) -> None:
    text = feed_text(feed.decode())
    assert isinstance(text, str)
    assert wellformed.read(text) is None
    assert parse(feed, url="https://post.example/feed.xml").entries[0].title == "Ferry back in service"


@pytest.mark.parametrize(
    "oddity",
    [
        "<item><title>T</title><tags>a, b</tags></item>",
        '<item xml:base="https://other.example/"><link>a</link></item>',
        "<item><title><b>T</b></title></item>",
        "<item><title>T",
        '<item><description mode="base64">VA==</description></item>',
        '<item xmlns:dc="https://not.dublin.example/"><dc:creator>Ana</dc:creator></item>',
        "<item><author>" + "a" * 400 + "@" + "</author></item>",
        "<item><title>&nbsp;</title></item>",
        '<item><x:title xmlns:x="http://www.w3.org/1999/xhtml">T</x:title></item>',
    ],
)
def test_what_is_not_known_for_certain_is_left_to_feedparser(oddity: str) -> None:
    assert wellformed.read(_RSS.format(f"<channel>{oddity}</channel>")) is None


def test_a_tag_with_too_many_attributes_is_left_to_the_limits() -> None:
    attributes = " ".join(f'a{n}="1"' for n in range(300))
    text = _RSS.format(f"<channel><item><own:x {attributes}/></item></channel>")
    assert wellformed.read(text) is None
    with pytest.raises(TooMuchError):
        forgiving.read(text, None)


def test_the_names_known_here_are_feedparsers() -> None:
    theirs = {uri.lower(): prefix for uri, prefix in _FeedParserMixin.namespaces.items() if uri}
    assert theirs == NAMESPACES
    assert set(_HTMLSanitizer.acceptable_elements) == ELEMENTS
