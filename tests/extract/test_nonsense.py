"""Pages whose data and attributes make no sense: what they show is read all the same."""

from __future__ import annotations

import json
from html import escape
from itertools import product

import pytest

from reader.extract import extract
from tests.extract.pages import PARAGRAPHS, TITLE

URL = "https://post.example/larkholm/night-boat"
PROSE = PARAGRAPHS[1] * 3
KEYS = (
    "type", "nodeType", "content", "body", "text", "children", "items", "level", "style", "url", "href",
    "__ref", "id", "data", "blocks", "props", "attrs", "tag", "value", "rows", "cells", "headline", "author",
    "@type", "@id", "@graph", "articleBody", "datePublished", "hasPart", "publisher", "name", "inLanguage",
    "mainEntityOfPage", "isAccessibleForFree", "worksFor", "sameAs",
)  # fmt: skip
KINDS = ("p", "text", "image", "list", "h2", "table", "quote", "a", "br", "unheard-of")
TAGS = ("ol", "li", "td", "img", "time", "a", "sup", "div", "math", "source", "figure", "meta", "link")
ATTRIBUTES = (
    "start", "value", "colspan", "rowspan", "width", "height", "datetime", "href", "src", "srcset", "id",
    "alt", "aria-level", "role", "itemprop", "class", "style", "lang", "content", "property", "name", "rel",
    "type",
)  # fmt: skip


def page(scripts: str, elements: str = "") -> bytes:
    body = "".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS[:2])
    return f"<title>{TITLE}</title><h1>{TITLE}</h1>{body}{elements}{scripts}".encode()


@pytest.mark.parametrize("opening", ["", "var state = ", "self.__next_f.push([1,"])
@pytest.mark.parametrize("kind", ["application/json", "application/ld+json", ""])
@pytest.mark.parametrize("odd", [None, True, 1, -2.5, "", "$1", "[", [], [[]], {}, {"type": 1}, [1, "p", {}]])
def test_data_of_whatever_shape_costs_no_article(odd: object, kind: str, opening: str) -> None:
    records = [{"@type": "NewsArticle", "type": "p", "content": PROSE, key: odd} for key in KEYS]
    lists = [[*pair, odd] for one in KINDS for pair in ([odd, {"type": one, "content": PROSE}], [one, PROSE])]
    values = [*records, *lists, {"title": TITLE, "body": lists}, {"type": odd, "children": [PROSE, odd]}]
    script = "".join(f'<script type="{kind}">{opening}{json.dumps(value)}</script>' for value in values)
    assert PARAGRAPHS[0] in extract(page(script), URL).text


@pytest.mark.parametrize(
    "odd",
    ["", "-", "--1", "9" * 30, "²", "٣", "1.5", "1.5.5x", "2026-13-45", "0000-00-00T99:99+99:99", "http://[",
     "#", "#a", "a , b .w", "heading", "author", "datePublished", "katex", "og:url", "canonical", "next", "I",
     "x-"],
)  # fmt: skip
def test_attributes_that_make_no_sense_cost_no_article(odd: str) -> None:
    made = "".join(f'<{tag} {name}="{odd}">1</{tag}>' for tag, name in product(TAGS, ATTRIBUTES))
    assert PARAGRAPHS[0] in extract(page("", f"<ol>{made}</ol>"), URL).text
