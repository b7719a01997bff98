"""What a file expects is read out of it and never run."""

from __future__ import annotations

import pytest

from tests.faults.expectations import Expectation, read_case


def test_headers_and_the_fields_that_we_have_are_read() -> None:
    comment = (
        "Header: Content-type: text/xml; charset=big5\n"
        "Expect: not bozo and entries[0]['title'] == 'a' + 'b' and feed.link == 'http://a.example/' and "
        "entries[0]['updated_parsed'] == (2026, 1, 2, 3, 4, 5, 0, 2, 0) and entries[0]['id'] == 'x'\n"
    )
    case = read_case("a.xml", f"<!--\n{comment}-->\n<rss/>".encode())
    assert case.content_type == "text/xml; charset=big5"
    assert case.expectations == (
        Expectation("title", "entries.0.title", "ab"),
        Expectation("feed link", "feed.link", "http://a.example/"),
        Expectation("date", "entries.0.updated_parsed", (2026, 1, 2, 3, 4, 5, 0, 2, 0)),
    )


@pytest.mark.parametrize(
    "expression",
    [
        "feed['title'] == __import__('os').abort()",
        "__import__('os').abort() and feed['title'] == f'{1}'",
        "feed['title'] != 'a'",
        "(((",
    ],
)
def test_what_is_no_comparison_with_a_constant_is_passed_over(expression: str) -> None:
    assert read_case("a.xml", f"<!--\nExpect: {expression}\n-->".encode()).expectations == ()


def test_a_file_for_a_codec_that_python_does_not_have_expects_nothing() -> None:
    for codec, expected in (("utf-8", 1), ("no-such-codec", 0)):
        needed = f"SkipUnless: __import__('codecs').lookup('{codec}')\nExpect: feed['title'] == 'a'\n"
        assert len(read_case("a.xml", f"<!--\n{needed}-->".encode()).expectations) == expected
