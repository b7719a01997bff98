"""Articles that a page holds in its data: read from there where the page shows nothing of them, or a part."""

from __future__ import annotations

import json
from html import escape

import pytest

from reader.extract import extract
from tests.extract.pages import PARAGRAPHS, TITLE

URL = "https://post.example/larkholm/night-boat"
WHOLE = "\n\n".join(PARAGRAPHS)


def _page(script: str, shown: tuple[str, ...] = (), head: str = "", after: str = "") -> bytes:
    body = "".join(f"<p>{escape(text, quote=False)}</p>" for text in shown)
    return (
        f'<html><head><title>{TITLE}</title>{head}</head><body><div id="app"><h1>{TITLE}</h1>{body}{after}'
        f"</div>{script}</body></html>"
    ).encode()


def _json(value: object, kind: str = "application/json") -> str:
    return f'<script type="{kind}">{json.dumps(value)}</script>'


def _article(content: object) -> dict[str, object]:
    teasers = [
        {"title": f"Another story, number {n}", "url": f"/{n}", "text": "Something else happened. " * 8}
        for n in range(9)
    ]
    return {"props": {"article": {"headline": TITLE, "content": content}, "more": teasers}}


_HTML = "".join(f"<p>{escape(text, quote=False)}</p>" for text in PARAGRAPHS)
_ELEMENTS = [{"type": "text", "content": text} for text in PARAGRAPHS]
_RICH = {
    "nodeType": "document",
    "content": [
        {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": text[:30]}, {"nodeType": "text",
         "marks": [], "value": text[30:]}]} for text in PARAGRAPHS
    ],
}  # fmt: skip
_STORE = {
    "Article:1": {"title": TITLE, "body": [{"__ref": f"Paragraph:{n}"} for n in range(len(PARAGRAPHS))]},
    **{f"Paragraph:{n}": {"__typename": "Paragraph", "text": text} for n, text in enumerate(PARAGRAPHS)},
}
_FLAT: list[object] = [{"data": 1}, {"title": 2, "body": 3}, TITLE, [4, 5, 6, 7, 8, 9], *PARAGRAPHS]
_STREAM = "".join(
    f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>"
    for piece in (
        f'1:["$","article",null,{{"title":{json.dumps(TITLE)},"children":[' ,
        ",".join(f'["$","p",null,{{"children":{json.dumps(text)}}}]' for text in PARAGRAPHS),
        "]}]\n",
    )
)  # fmt: skip
WAYS = {
    "linked data": _json(
        {"@type": "NewsArticle", "headline": TITLE, "articleBody": WHOLE}, "application/ld+json"
    ),
    "mark-up in a state": _json(_article(_HTML)),
    "elements in a state": _json(_article(_ELEMENTS)),
    "a document of nodes": _json(_article(_RICH)),
    "a state that a script assigns": f"<script>window.s = {json.dumps(_article(_ELEMENTS))};</script>",
    "a state in a string": f"<script>var s = JSON.parse({json.dumps(json.dumps(_article(_HTML)))});</script>",
    "records that refer to others": f"<script>window.__STORE__={json.dumps(_STORE)}</script>",
    "a value written flat": _json(_FLAT),
    "a stream of elements": _STREAM,
    "strings in a program": "<script>go(function(a){return {x:a,body:["
    + ",".join(map(json.dumps, PARAGRAPHS))
    + "]}}(1))</script>",
    "a template": f"<template><article>{_HTML}</article></template>",
}

each_way = pytest.mark.parametrize("script", WAYS.values(), ids=WAYS)


@each_way
def test_an_article_that_is_not_shown_at_all_is_read_from_the_pages_data(script: str) -> None:
    assert extract(_page(script), URL).text == WHOLE


@each_way
def test_an_article_that_is_shown_cut_off_goes_on_with_the_pages_data(script: str) -> None:
    document = extract(_page(script, (PARAGRAPHS[0], f"{PARAGRAPHS[1][:90]}…")), URL)
    assert document.text == WHOLE
    assert not document.truncated


def test_what_the_page_shows_keeps_its_links_when_its_data_adds_the_rest() -> None:
    first = PARAGRAPHS[0].replace("ferry", '<a href="/ferry">ferry</a>')
    page = _page(WAYS["elements in a state"]).replace(b"</h1>", f"</h1><p>{first}</p>".encode())
    document = extract(page, URL)
    assert document.text == WHOLE
    assert [span.href for span in document.blocks[0].spans] == ["https://post.example/ferry"]


def test_headings_lists_and_pictures_of_a_state_become_blocks() -> None:
    picture_url = "https://post.example/mess.jpg"
    content = [
        *_ELEMENTS[:2],
        {"type": "header", "level": 3, "content": "A warm room"},
        {"type": "list", "items": [{"type": "text", "content": one} for one in ("a heater", "tea")]},
        {"type": "image", "url": picture_url, "caption": "The crew's mess.", "credit": "Pia Quill"},
        {"type": "interstitial_link", "url": "https://post.example/x", "content": "The bridge nobody wanted"},
        *_ELEMENTS[2:],
    ]  # fmt: skip
    document = extract(_page(_json(_article(content))), URL)
    assert [block.kind for block in document.blocks] == [
        "paragraph", "paragraph", "heading", "list_item", "list_item", "caption", *["paragraph"] * 4
    ]  # fmt: skip
    (picture,) = document.pictures
    assert (picture.url, picture.caption, picture.credit) == (picture_url, "The crew's mess.", "Pia Quill")
    assert "bridge" not in document.text


def test_a_page_that_shows_all_of_its_article_takes_nothing_from_its_data() -> None:
    other = [{"type": "text", "content": f"{text} And this stands only in the data."} for text in PARAGRAPHS]
    assert extract(_page(_json(_article(other)), PARAGRAPHS), URL).text == WHOLE


def test_other_articles_in_a_pages_data_are_not_taken_for_it() -> None:
    others = [
        f"In the town of {n} nothing happened today, and {n} people said that they liked it."
        for n in range(20)
    ]
    state = {"props": {"related": [{"title": "Quiet day", "url": "/quiet", "content": others}]}}
    document = extract(_page(_json(state), (PARAGRAPHS[0], f"{PARAGRAPHS[1][:90]}…")), URL)
    assert document.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1][:90]}…"
    assert document.truncated


def test_broken_and_bottomless_data_is_passed_over() -> None:
    mixed = _json({"body": [1, {"type": "text", "content": WHOLE}]})
    deep = f"<script>window.s = {'[' * 50_000}{json.dumps(WHOLE)}{']' * 50_000}</script>"
    broken = f'<script type="application/json">{{"body": {json.dumps(WHOLE)}, </script>'
    ring = _json([{"a": 0}, {"b": 1}, [0, 1, 2], {"c": 2}, {"d": 3}])
    assert extract(_page(deep + broken + ring + mixed, PARAGRAPHS[:1]), URL).text.startswith(PARAGRAPHS[0])


def test_the_amp_form_and_the_next_page_of_a_text_are_told() -> None:
    head = '<link rel="amphtml" href="/larkholm/night-boat.amp">'
    pages = '<p><a href="/larkholm/night-boat?page=2">2</a> <a href="/larkholm/night-boat?page=3">3</a></p>'
    document = extract(_page("", PARAGRAPHS, head, pages), URL)
    assert document.amp_url == "https://post.example/larkholm/night-boat.amp"
    assert document.next_page == "https://post.example/larkholm/night-boat?page=2"


def test_the_next_article_is_not_taken_for_the_next_page() -> None:
    links = '<a rel="next" href="/larkholm/the-bridge">Next</a><a href="/news?page=2">2</a>'
    document = extract(_page("", PARAGRAPHS, after=links), URL)
    assert document.next_page is None


def test_a_text_that_breaks_off_at_a_lock_is_cut_and_a_whole_one_beside_a_lock_is_not() -> None:
    lock = "<div><p>Subscribe to continue reading.</p></div>"
    cut = extract(_page("", (PARAGRAPHS[0], PARAGRAPHS[1][:88]), after=lock), URL)
    whole = extract(_page("", PARAGRAPHS, after=lock), URL)
    assert (cut.truncated, cut.paywalled) == (True, True)
    assert (whole.truncated, whole.paywalled) == (False, False)
