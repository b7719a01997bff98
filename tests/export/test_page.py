"""Pages that stand alone: everything is in them, and nothing that was hostile does anything."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

import lxml.html

from reader.export.page import article_page, language_tag
from tests.export.pieces import ARABIC, HOSTILE, WHOLE, png

_MAY_LEAD = ("https://", "http://", "mailto:", "tel:", "#")
_MAY_STAND = frozenset(
    re.findall(
        r"\w+",
        """html head meta title style body article h1 h2 h3 h4 h5 h6 p a strong em code sup sub del mark
        ul ol li dl dt dd blockquote table tr th td pre hr figure figcaption img aside""",
    )
)


def parsed(page: str) -> Any:
    """A page as a browser reads it."""
    return lxml.html.fromstring(page)


def test_a_page_holds_its_pictures_and_asks_nobody_for_anything() -> None:
    page = article_page(WHOLE)
    tree = parsed(page)
    sources = tree.xpath("//@src")
    assert len(sources) == 2
    assert sources[0] == "data:image/png;base64," + base64.b64encode(png(200)).decode()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'")
    assert "secret" not in page
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def test_highlights_stand_in_the_text_and_below_it_with_their_notes() -> None:
    tree = parsed(article_page(WHOLE))
    assert [one.text_content() for one in tree.xpath("//mark")] == ["ferry", "240 people"]
    assert "So few?" in tree.text_content()


def test_hostile_articles_leave_nothing_that_runs_or_leads_astray() -> None:
    page = article_page(HOSTILE)
    tree = parsed(page)
    assert {one.tag for one in tree.iter()} <= _MAY_STAND
    names = {name for one in tree.iter() for name in one.attrib}
    assert not {name for name in names if name.startswith("on")}
    assert all(address.startswith(_MAY_LEAD) for address in tree.xpath("//@href"))
    assert not tree.xpath("//a//a")
    assert not {"\x1b", "\x07", "\u202e"} & set(page)


def test_a_page_of_a_script_that_runs_leftwards_says_so() -> None:
    assert '<html lang="ar" dir="rtl">' in article_page(ARABIC)
    assert '<html lang="en">' in article_page(WHOLE)


def test_languages_become_tags_or_nothing() -> None:
    assert [language_tag(one) for one in ("EN_gb", "zh-Hant-TW", "english", 'en" x', None, "x-klingon")] == [
        *("en-GB", "zh-Hant-TW", "", "", "", ""),
    ]
