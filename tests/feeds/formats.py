"""One small feed in each format, saying the same things in its own way."""

RSS_091 = b"""<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">
<rss version="0.91"><channel><title>Harbour Post</title><link>https://post.example/</link>
<item><title>Ferry back in service</title><link>https://post.example/ferry</link>
<description>The ferry runs again.</description></item></channel></rss>"""

RSS_10 = b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://post.example/rdf"><title>Harbour Post</title><link>https://post.example/</link>
<items><rdf:Seq><rdf:li resource="https://post.example/ferry"/></rdf:Seq></items></channel>
<item rdf:about="https://post.example/ferry"><title>Ferry back in service</title>
<link>https://post.example/ferry</link><dc:creator>Ana Ruiz</dc:creator>
<dc:date>2026-03-04T05:06:07Z</dc:date>
<description>The ferry runs again.</description></item></rdf:RDF>"""

RSS_20 = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Post</title>
<link>https://post.example/</link><description>News of the port</description><language>en-gb</language>
<ttl>90</ttl><item><title>Ferry back in service</title><link>https://post.example/ferry</link>
<guid isPermaLink="false">post-17</guid><author>desk@post.example (Ana Ruiz)</author>
<pubDate>Wed, 04 Mar 2026 06:06:07 +0100</pubDate><category>Port</category><category>Travel</category>
<description>The ferry runs again.</description>
<content:encoded>
<![CDATA[<p>The <b>ferry</b> runs&nbsp;again.</p><p>Tickets cost 4 euros.</p>]]></content:encoded>
<enclosure url="https://post.example/ferry.mp3" type="audio/mpeg" length="1234"/>
<media:content url="https://post.example/ferry.mp4" type="video/mp4"/>
<media:content url="https://post.example/ferry.jpg" type="image/jpeg"/>
</item></channel></rss>"""

ATOM_03 = b"""<?xml version="1.0"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harbour Post</title>
<link rel="alternate" type="text/html" href="https://post.example/"/>
<entry><title>Ferry back in service</title><id>tag:post.example,2026:17</id>
<link rel="alternate" type="text/html" href="https://post.example/ferry"/>
<issued>2026-03-04T05:06:07Z</issued><modified>2026-03-05T05:06:07Z</modified>
<summary>The ferry runs again.</summary></entry></feed>"""

ATOM_10 = b"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Post</title>
<link href="https://post.example/"/><link rel="self" href="https://post.example/atom"/>
<author><name>Ana Ruiz</name><email>ana@post.example</email></author><updated>2026-03-05T05:06:07Z</updated>
<entry><title type="html">Ferry &lt;i&gt;back&lt;/i&gt; in service</title><id>tag:post.example,2026:17</id>
<link rel="edit" href="https://post.example/edit/17"/><link href="/ferry"/>
<published>2026-03-04T05:06:07Z</published><updated>2026-03-05T05:06:07Z</updated>
<summary type="text">Fares &lt; 5 euros.</summary><category term="port" label="Port"/>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The <b>ferry</b> runs again.</p></div></content>
</entry></feed>"""

JSON_11 = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post",
"home_page_url": "https://post.example/", "language": "en",
"items": [{"id": 17, "url": "/ferry", "title": "Ferry back in service",
"content_html": "<p>The ferry runs again.</p>",
"summary": "Fares < 5 euros.", "date_published": "2026-03-04T06:06:07.5+01:00",
"authors": [{"name": "Ana Ruiz"}],
"tags": ["Port", 5, "Travel"], "attachments": [{"url": "https://post.example/ferry.mp3",
"mime_type": "audio/mpeg", "size_in_bytes": 1234}]}]}"""

JSON_10 = b"""{"version": "https://jsonfeed.org/version/1", "title": "Harbour Post",
"items": [{"id": "17", "external_url": "https://post.example/ferry", "title": "Ferry back in service",
"content_text": "The ferry <runs> again.", "date_published": "2026-03-04T05:06:07Z",
"author": {"name": "Ana Ruiz"}}]}"""

EVERY_FORMAT = {
    "rss 0.91": RSS_091,
    "rss 1.0": RSS_10,
    "rss 2.0": RSS_20,
    "atom 0.3": ATOM_03,
    "atom 1.0": ATOM_10,
    "json feed 1.0": JSON_10,
    "json feed 1.1": JSON_11,
}


def rss(*items: str, head: str = "") -> bytes:
    """An RSS feed of these items' insides."""
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>T</title>{head}{body}</channel></rss>'.encode()
