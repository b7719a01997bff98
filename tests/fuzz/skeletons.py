"""What fuzzing begins with: small documents that use every part of what reads them, and the signs that break
such documents."""

from __future__ import annotations

import json

from tests.extract import pages
from tests.feeds.formats import EVERY_FORMAT
from tests.takeover import exports

_EVERYTHING_RSS = """<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet href="a.xsl"?>
<!DOCTYPE rss [<!ENTITY a "b">]><!-- c --><rss version="2.0" xml:base="https://a.example/x/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss"
 xmlns:gml="http://www.opengis.net/gml" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
 xmlns:psc="http://podlove.org/simple-chapters" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Paper</title><link>https://a.example/</link><atom:link rel="self" href="/rss"/><ttl>60</ttl>
<language>en-gb</language><image><url>a.png</url><title>i</title><link>/</link></image><cloud domain="a"/>
<skipHours><hour>1</hour></skipHours><sy:updatePeriod>hourly</sy:updatePeriod><textInput><name>q</name></textInput>
<item><title>One &amp; &lt;b>two&lt;/b></title><link>/1</link><guid isPermaLink="true">g1</guid>
<pubDate>Fri, 20 Nov 2026 08:00:00 +0100</pubDate><author>a@b.example (Ana Ruiz)</author>
<dc:creator>Bo Lind</dc:creator><dc:date>2026-11-20T08:00:00Z</dc:date><category domain="d">Port</category>
<enclosure url="/1.mp3" type="audio/mpeg" length="9"/><itunes:duration>1:02</itunes:duration>
<itunes:image href="i.png"/><media:group><media:content url="/1.mp4" type="video/mp4" medium="video"/>
<media:thumbnail url="t.png"/><media:credit role="author">C</media:credit></media:group>
<georss:point>1 2</georss:point><georss:where>
<gml:Point srsName="EPSG:4326"><gml:pos>1 2</gml:pos></gml:Point></georss:where>
<psc:chapters version="1.2"><psc:chapter start="0:01" title="c"/></psc:chapters>
<source url="/s">S</source><comments>/c</comments><slash:comments>3</slash:comments>
<description><![CDATA[<p>Text <a href="x">y</a>&nbsp;<script>z</script></p>]]></description>
<content:encoded><![CDATA[<div><p>More</p></div>]]></content:encoded></item></channel></rss>"""
_EVERYTHING_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/">
<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">P <b>q</b></div></title><id>f</id><logo>l</logo>
<updated>2026-11-20T08:00:00.25+01:00</updated><generator uri="u" version="1">g</generator><rights>r</rights>
<author><name>Ana</name><email>ana@a.example</email><uri>/ana</uri></author><subtitle type="html">s</subtitle>
<entry xml:lang="en"><title type="text">A &lt; B</title><id>1</id><link rel="alternate" href="e/1"/>
<link rel="enclosure" href="1.mp3" type="audio/mpeg" length="1"/><published>2026-11-20</published>
<category term="t" scheme="s" label="L"/><contributor><name>C</name></contributor>
<content type="application/xml"><x/></content><content type="text/plain">a

b</content><content type="image/png">aGVsbG8=</content><summary type="xhtml"><div>s</div></summary>
<source><title>o</title><id>s</id></source></entry></feed>"""
_EVERYDAY_RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Paper</title><link>/x</link>
<description>News &amp; more</description><language>en</language>
<image><url>a.png</url><title>i</title></image>
<item><title>One &lt;b>two&lt;/b></title><link>/1?a=1&amp;b</link><guid isPermaLink="false">g1</guid>
<pubDate>Fri, 20 Nov 2026 08:00:00 +0100</pubDate><author>a@b.example (Ana Ruiz)</author>
<dc:creator>Bo</dc:creator><category domain="d">Port</category><category>Sea, land</category>
<itunes:keywords>a, b</itunes:keywords>
<description>A &lt;p>text&lt;/p></description><content:encoded><![CDATA[<p>More</p>]]></content:encoded>
<enclosure url="/1.mp3" type="audio/mpeg" length="9"/><media:content url="/2.mp4" medium="video">
<media:title>m</media:title></media:content><source url="/s">S</source></item></channel></rss>"""
_EVERYDAY_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title type="html">P &lt;i>q&lt;/i></title>
<id>f</id><updated>2026-11-20T08:00:00Z</updated><author><name>Ana</name><email>ana@a.example</email></author>
<link href="/"/><subtitle>s</subtitle><entry><title>A &amp;lt; B</title><id>http://a.example/1</id>
<link rel="alternate" type="text/html" href="/1"/><link rel="enclosure" href="1.mp3" length="1"/>
<published>2026-11-20T08:00:00.5+01:00</published><updated>2026-11-21</updated><category term="t" label="L"/>
<contributor><name>C</name></contributor><summary>s</summary><content type="html">&lt;p>x&lt;/p></content>
</entry></feed>"""
_CDF = """<CHANNEL HREF="http://a.example/"><ABSTRACT>x</ABSTRACT><ITEM HREF="/1" LASTMOD="2026-11-20T08:00">
<TITLE>t</TITLE></ITEM></CHANNEL>"""
_HOSTILE_JSON = """{"version": "https://jsonfeed.org/version/1.1", "authors": [{"name": "A", "url": "u"}],
"title": "x", "items": [{"id": 1e400, "external_url": "//a.example", "date_published": "2026-13-45T99:99:99",
"tags": [[]], "attachments": [{"url": 1}], "content_text": "a\\u0000\\ud800b"}, null, 5, []]}"""

FEEDS = (
    *(body.decode() for body in EVERY_FORMAT.values()),
    _EVERYTHING_RSS,
    _EVERYTHING_ATOM,
    _CDF,
    _HOSTILE_JSON,
)
_LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>t</title></head><body><outline text="News">
<outline type="rss" text="A" title="B" xmlUrl="https://a.example/?a=1&amp;b" category="/x/y,z"/>
<outline type="include" url="https://a.example/o.opml"/><outline xmlurl="file:///etc/passwd"/></outline>
<outline text="C" xmlUrl="https://c.example/" htmlUrl="javascript:x"/></body></opml>"""
_PAGE = """<html><head><base href='/x/'><link rel=alternate type=application/rss+xml href=f title=T>
<title>T</title><meta name=author content='Ana Ruiz'><meta charset=utf-8></head>
<body><div class=post><h2>T</h2>
<p>By Ana Ruiz in Lisbon</p><p>Some 300 ships waited, <i>she</i> said<sup><a href='#n1'>1</a></sup>.</p>
<table><thead><tr><th>a<th>b</thead><tr><td colspan=3>1<td rowspan=2>2</table><pre>x = 1</pre>
<ol start=3><li>a<ul><li>b</ul></ol><dl><dt>t<dd>d</dl><blockquote>q<cite>c</cite></blockquote>
<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math><script type='math/tex'>\\frac{a}{b}</script>
<figure><picture><source srcset='a.jpg 1x, b.jpg 2x'><img src=c.jpg alt=d width=100></picture>
<figcaption>e Photo: F</figcaption></figure><p id=n1>1. A note.</p>
<script>window.__STATE__={"article":{"body":"<p>x</p>"}}</script></div></body></html>"""
_MAIL = """From: Ana Ruiz <ana@a.example>
To: b@b.example
Subject: =?utf-8?q?Ships?=
Date: Fri, 20 Nov 2026 08:00 +0100

> Bo wrote:
> text

Hello,

Some 300 ships waited.

--\x20
Ana Ruiz
The Paper"""
_NUMBERS = """Revenue rose 4.5% to $1.2bn (€1.1 billion) in 2025, up from £900m; 3-2 at home, 1,234,567
people, 12 km², one in three, half a million, the 21-year-old said at 10:30 p.m. on the 5th.
Sales fell by 2.5 to 3
times, 1:4, ½ of it. Dr. María-José O'Neill Jr. of the World Bank (WB), Kim Jong-un and the U.S. met in
St. Petersburg; NASA's J. Doe did not. 朝浜の港に300隻 и 25 процентов в
Москве, im März 1,5 Mio. Euro, 12 % à Paris"""
_BIO = """Ana Ruiz is the Financial Times's Lisbon correspondent and a former editor of The Paper. She
writes about energy, ports and trade. Follow her @anaruiz or write to ana.ruiz@a.example. https://a.example/ana"""
_PROFESSOR = """Bo Lind, PhD, is a professor of economics at Lund University, a columnist for Dagens and the
author of Ports (2024)."""

SIMPLE_FEEDS = (*FEEDS[:5], _EVERYDAY_RSS, _EVERYDAY_ATOM)
"""Of the kind that most feeds are; `reader.feeds.wellformed` reads them, and some of what is left of them."""
LISTS = (_LIST,)
PAGES = (pages.semantic(pages.linked_data()), _PAGE)
TEXTS = (
    "Ships wait\n\nBy Ana Ruiz in Lisbon\nPublished 20 November 2026\n\n" + "\n\n".join(pages.PARAGRAPHS),
    _MAIL,
    _NUMBERS.replace("\n", " "),
)
BIOS = (pages.BIO, _BIO.replace("\n", " "), _PROFESSOR.replace("\n", " "))
ADDRESSES = (
    "https://ana:p%40ss@news.example:8443/a/b.xml;x?y=1&z=%zz#frag",
    "http://[::ffff:127.0.0.1]:80/",
    "HTTP://2130706433/../..//x",
    "https://bücher.example/ä?ö=ü",
    "//news.example/x",
    "http:news.example",
)
HEADERS = (
    "Fri, 20 Nov 2026 08:00:00 GMT",
    "Friday, 20-Nov-26 08:00:00 GMT",
    "Fri Nov 20 08:00:00 2026",
    'public, max-age="600", stale-while-revalidate=30, no-cache="x"',
    "120",
    'text/xml; charset="utf-8"; boundary=x',
    'W/"abc\\"d"',
)
ANSWERS = (
    'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Type: text/xml\r\nETag: W/"a"\r\n\r\n<rss/>',
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\n<rs\r\n3\r\ns/>\r\n0\r\nX: y\r\n\r\n",
    "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip, deflate\r\n\r\n\x1f\x8b",
    "HTTP/1.1 301 Moved\r\nLocation: /x?y#z\r\nSet-Cookie: a=b\r\nRetry-After: 5\r\n\r\n",
    "HTTP/1.0 304 Not Modified\r\nDate: Fri, 20 Nov 2026 08:00:00 GMT\r\nExpires: 0\r\n\r\n",
    "HTTP/1.1 429 Slow Down\r\nRetry-After: Fri, 20 Nov 2026 08:00:00 GMT\r\nConnection: upgrade\r\n\r\n",
)
WORDS = (
    "a\x1b]52;c;eA==\x07b",
    "x\u202ey\u2066z",
    "e" + "\u0301" * 6,
    "👩‍🚀 ❤️",
    "می‌خواهم",
    "\ud800\x9b31m\r\n\u2028",
)

MARKUP = (
    "<", ">", "</", "/>", "<!", "<!--", "-->", "--", "<![CDATA[", "]]>", "<![", "<?", "?>", "&", ";",
    "&#", "&#x", "&#x1F;", "&#x110000;", "&#xD800;", "&#0;", "&amp;", "&lt;", "&nbsp;", "&a;", '"', "'",
    "=", "='", '="', "\x00", "\x1b", "\ufffe", "\ud800", "\u2028", "\x0b", "<p>", "</p>", "<div>", "<b",
    "<item>", "</item>", "<entry>", "<title>", "</title>", "<rss", "<feed", "<script>", "</script>",
    "<style>", "<table>", "<tr><td>", "<ul><li>", "<a href='", "<img src=x>", "<!DOCTYPE x [", "]>",
    '<!ENTITY a "&b;">', "xml:base='http://['", " xmlns:x='y'", "srsName='EPSG:x'", " a=b", "http://[",
    "javascript:", "//", "%", "encoding='punycode'", "type='text/html'", "type='xhtml'", "mode='base64'",
    "T24:00:00", "-0000", "9999999999999999999", "1e999", "&lt;b&gt;&amp;&lt;/b&gt;", "(", ")", "@", ",",
    " and ", "By ", "\n", "\n\n", "  ", "\t",
)  # fmt: skip
PROSE = (
    "\n", "\n\n", " ", "  ", ".", ",", ";", ":", "-", "–", "(", ")", "[", "]", "“", "”", "'", "’", '"',
    "/", "%", "$", "€", "½", "@", "#", "&", "*", "_", ">", "> ", "-- ", "0", "1", "1,", "1.", "1,000",
    "000", "999999999999999999999999999999", "1e9", "one ", "hundred ", "million ", " and ", "and ",
    "of ", "the ", "The ", "Mr. ", "Dr. ", "St. ", "U.S. ", "A", "A.", "Aa ", "I ", "By ", "Photo: ",
    "is a ", "for ", "based in ", "to ", "per cent", "times ", "-year-old", "th", "km", "朝", "ا", "И",
    "é", "\u0301", "\u200d", "\u202e", "\x1b", "\x00", "\ud800", "\u2028", "\r", "http://a.example/",
    "a@b.example", "Monday ", "20 November 2026", "(WB)", "John Smith ",
)  # fmt: skip
WIRE = (
    "\r\n", "\n", "\r", "\r\n\r\n", " ", ":", ": ", ",", ";", "\t", "\0", "\x1b[31m", "\xff", "0\r\n\r\n",
    "1\r\na\r\n", "ffffffffffffffff", "-1", "HTTP/1.1 ", "HTTP/2 ", "101", "204", "226", "200 OK",
    "Content-Length: 1", "chunked", "Transfer-Encoding: ", "Content-Encoding: ", "gzip", "br", "Location: ",
    "http://", "file:", "//", "@", "/", "IM: feed", "Cache-Control: max-age=", "9" * 30, "x" * 4000,
    "Content-Type: text/html; charset=",
)  # fmt: skip
SIGNS = (
    "http:", "https:", "//", "/", '\\', ":", "@", "#", "?", "&", "=", "%", "%00", "%2f", "..", ".", "[",
    "]", "::", "0x7f", "127.1", "localhost", "xn--", "ß", "ü", "。", "\u200d", "\x1b", "\x00", "\r\n",
    "\ud800", " ", "99999", ",", ";", '"', "max-age=", "no-cache", "charset=", "GMT", "+9999", "-0000",
    "Feb 30", "1e9", "99999999999999999999", "W/", "2026",
)  # fmt: skip
QUERIES = (
    'unread person:"Kim Jong Un" figure:>1m since:1w -feed:sports',
    "(title:/ferr(y|ies)/i or #blue,red) not muted date:2025-05-01..2025-05-07 sort:feed,-date limit:20",
    'figure:>$1.5bn unit:dollar (percent:>5) age:1h..2d id:1,2 note:"a \\"b\\"" word* author:=x saved-at:3d',
)
TERMS = (
    "(", ")", '"', "/", "\\", "-", "|", " or ", " and ", " not ", ":", ",", "..", "*", "#", "~", "=", "<",
    ">=", " ", "unread ", "title:", "figure:", "since:", "age:", "unit:", "kind:", "tag:", "id:", "sort:",
    "limit:",
    "1", "1m", "1e9", "9" * 40, ".", "0.", "%", "$", "3d", "2026-11-01", "0000-00", "today", "[a-z",
    "{9}",
    "(?=", "\\p{L}", "x{1000}", "\ud800", "\0", "é", "朝", "\u2028", "counted:", "percent:", "on:", "/i",
)  # fmt: skip

EXPORTS = (
    exports.POCKET,
    exports.RIL,
    exports.INSTAPAPER,
    exports.READWISE,
    exports.NETSCAPE,
    exports.mhtml(),
    *map(json.dumps, (exports.WALLABAG, exports.FIREFOX, exports.CHROME, exports.STARRED, exports.OMNIVORE)),
)
