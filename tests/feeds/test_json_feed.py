"""JSON Feed as it is written, which is not always as it was meant."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reader.feeds import parse
from reader.feeds.entry import MOST_ENTRIES
from reader.model import Entry, FeedDocument

URL = "https://post.example/feed.json"


def read(*items: object, **head: object) -> FeedDocument:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "T", **head, "items": list(items)}
    return parse(json.dumps(document).encode(), url=URL)


def only(item: dict[str, Any], **head: object) -> Entry:
    [entry] = read(item, **head).entries
    return entry


@pytest.mark.parametrize(
    ("given", "guid"),
    [
        (17, "17"),
        (17.5, "17.5"),
        ("  a b ", "a b"),
        (True, "https://post.example/1"),
        (None, "https://post.example/1"),
        ([17], "https://post.example/1"),
    ],
)
def test_an_id_may_be_a_number_and_what_is_none_gives_way_to_the_address(given: object, guid: str) -> None:
    assert only({"id": given, "url": "/1"}).guid == guid


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"url": "../1", "external_url": "https://other.example/2"}, "https://post.example/1"),
        ({"external_url": "https://other.example/2"}, "https://other.example/2"),
        ({"url": "javascript:alert(1)", "external_url": "//other.example/2"}, "https://other.example/2"),
        ({"url": 5, "external_url": "file:///etc/passwd"}, None),
    ],
)
def test_a_linked_page_stands_in_where_an_item_has_none_of_its_own(
    item: dict[str, object], url: str | None
) -> None:
    assert only({"id": 1, **item}).url == url


@pytest.mark.parametrize(
    ("item", "head", "names"),
    [
        ({"authors": [{"name": "Ana Ruiz"}, {"name": "Bo Lind"}]}, {}, ("Ana Ruiz", "Bo Lind")),
        ({"author": {"name": "Ana Ruiz"}}, {}, ("Ana Ruiz",)),
        ({"author": "Ana Ruiz"}, {}, ("Ana Ruiz",)),
        ({"authors": ["Ana Ruiz", 5, None, {"url": "/bo"}]}, {}, ("Ana Ruiz",)),
        ({"authors": []}, {"authors": [{"name": "Cy Day"}]}, ("Cy Day",)),
        ({}, {"author": {"name": "Cy Day"}}, ("Cy Day",)),
        ({"authors": {"name": "Ana Ruiz"}}, {}, ()),
    ],
)
def test_authors_are_read_in_every_way_they_are_written(
    item: dict[str, object], head: dict[str, object], names: tuple[str, ...]
) -> None:
    assert only({"id": 1, **item}, **head).authors == names


@pytest.mark.parametrize(
    "date", ["2026-13-45T99:99:99Z", "0001-01-01T00:00:00Z", "soon", 1_700_000_000, {}, ""]
)
def test_a_date_that_is_none_is_left_out(date: object) -> None:
    entry = only({"id": 1, "date_published": date, "date_modified": date})
    assert (entry.published, entry.updated) == (None, None)


def test_text_is_text_and_markup_markup() -> None:
    assert only({"id": 1, "content_text": "a < b & c"}).content_html == "a &lt; b &amp; c"
    text = "One & one.\n\nTwo.\r\n \r\n- three"
    assert (
        only({"id": 1, "content_text": text}).content_html == "<p>One &amp; one.</p><p>Two.</p><p>- three</p>"
    )
    assert only({"id": 1, "content_html": "<p>a</p>", "content_text": "b"}).content_html == "<p>a</p>"
    assert only({"id": 1, "title": "<b>a</b> &amp; b"}).title == "<b>a</b> &amp; b"


def test_the_first_two_thousand_items_are_read() -> None:
    feed = read(*({"id": n} for n in range(MOST_ENTRIES + 10)))
    assert [feed.entries[0].guid, feed.entries[-1].guid] == ["0", str(MOST_ENTRIES - 1)]


@pytest.mark.parametrize(
    "item",
    ['{"id": NaN}', '{"id": 1e999}', '{"id": "a\\ud800b"}', '{"id": 1, "id": 2}', '{"id": "\\u0000"}'],
)
def test_json_that_is_hardly_any_is_read_all_the_same(item: str) -> None:
    feed = parse(f'\ufeff {{"items": [{item}]}}'.encode())
    assert (feed.error, len(feed.entries)) == (None, 1)
    feed.entries[0].guid.encode()
