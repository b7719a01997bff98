"""Made-up feeds of 40 items, about 3 KB of HTML each."""

from __future__ import annotations

import random
from html import escape

ITEMS = 40
_WORDS = (
    "harbour",
    "council",
    "vote",
    "fares",
    "bridges",
    "repair",
    "winter",
    "exports",
    "talks",
    "storm",
    "café",
)


def made_up_feed(number: int) -> str:
    """A feed, the same for the same number: two of three are RSS, the third is Atom."""
    r = random.Random(number)  # noqa: S311
    if number % 3 == 2:
        entries = "".join(_entry(r, number, item) for item in range(ITEMS))
        return (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            f'<title>Paper {number}</title><link href="https://paper{number}.example/"/><id>paper:{number}</id>{entries}</feed>'
        )
    items = "".join(_item(r, number, item) for item in range(ITEMS))
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Paper {number}</title>'
        f"<link>https://paper{number}.example/</link>{items}</channel></rss>"
    )


def _sentence(r: random.Random, words: int) -> str:
    return " ".join(r.choices(_WORDS, k=words)).capitalize() + "."


def _body(r: random.Random, item: int) -> str:
    return "".join(f"<p>{_sentence(r, 40)} <a href='/{item}'>{_sentence(r, 3)}</a></p>\n" for _ in range(10))


def _item(r: random.Random, number: int, item: int) -> str:
    body = _body(r, item)
    content = f"<![CDATA[{body}]]>" if number % 2 else escape(body)
    return (
        f"<item><title>{_sentence(r, 8)}</title><link>https://paper{number}.example/{item}</link>"
        f'<guid isPermaLink="false">{number}-{item}</guid><dc:creator>Anna Meyer</dc:creator>'
        f"<pubDate>Fri, 20 Nov 2026 08:{item % 60:02}:00 GMT</pubDate>"
        f"<description>{_sentence(r, 30)}</description><content:encoded>{content}</content:encoded></item>"
    )


def _entry(r: random.Random, number: int, item: int) -> str:
    when = f"2026-11-20T08:{item % 60:02}:00Z"
    return (
        f'<entry><title>{_sentence(r, 8)}</title><link href="https://paper{number}.example/{item}"/>'
        f"<id>{number}-{item}</id><published>{when}</published><updated>{when}</updated>"
        f"<author><name>Anna Meyer</name></author><summary>{_sentence(r, 30)}</summary>"
        f'<content type="html">{escape(_body(r, item))}</content></entry>'
    )
