"""A list, written as the query that selects the same."""

from __future__ import annotations

import pytest

from reader.query import normalised
from reader.query.of_view import query_of
from reader.view import View


@pytest.mark.parametrize(
    ("view", "query"),
    [
        (View(), ""),
        (View("unread"), "unread"),
        (View("unread", unread_only=True, filter="tag:ports or saved"), "unread (tag:ports or saved)"),
        (View("saved", filter="unread -tag:x"), "saved unread -tag:x"),
        (View("folder", "World news"), 'folder:"World news"'),
        (View("feed", "3"), 'feedurl:="https://x.example/feed"'),
        (View("author", "Ida Lund"), 'author:="Ida Lund"'),
        (View("search", 'unread "two words" ferr*'), '"unread" "two words" ferr*'),
        (View("query", "a or b sort:title limit:9", filter="unread"), "(a or b) unread sort:title limit:9"),
        (View("query", "a sort:title", order=("feed", "-date")), "a sort:feed,-date"),
        (View("all", oldest_first=True), "sort:date"),
    ],
)
def test_a_view_is_written_as_a_query(view: View, query: str) -> None:
    written = query_of(view, "https://x.example/feed")
    assert written == query
    assert normalised(written) == written
