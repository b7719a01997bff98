"""Lines of a library that somebody else wrote: what is unsound in them is left out, and offsets hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.portable import Line, PortableArticle
from reader.takeover.lines import is_lines, lines_in
from reader.takeover.values import TakeoverError

WHEN = "2026-11-30T08:30:00Z"


def read(tmp_path: Path, *records: dict[str, Any]) -> tuple[list[Line], tuple[str, ...]]:
    path = tmp_path / "x.jsonl"
    lines = [json.dumps(one) for one in ({"reader": {"format": 1}}, *records)]
    path.write_text("\n".join(lines), encoding="utf-8")
    some = lines_in(str(path), 0, 100)
    return list(some.lines[1:]), some.skipped


def one_article(tmp_path: Path, **fields: Any) -> PortableArticle:
    [line], skipped = read(tmp_path, {"article": {"id": 1, "guid": "g", **fields}})
    assert skipped == ()
    assert line.article is not None
    return line.article


def test_texts_are_cleaned_and_the_feeds_own_markup_is_kept(tmp_path: Path) -> None:
    article = one_article(tmp_path, title="a\x1b[31m\nb\u202e", text="x\x07y", html="<p>\x9b\u202e</p>")
    assert (article.title, article.text, article.html) == ("a[31m b", "xy", "<p>\x9b\u202e</p>")


def test_addresses_that_are_not_of_the_web_are_left_out(tmp_path: Path) -> None:
    block = {
        "kind": "paragraph",
        "text": "abc",
        "spans": [{"start": 0, "end": 2, "kind": "link", "href": "javascript:x"}, {"start": 1, "end": 99}],
        "picture": 7,
    }
    document = {"blocks": [block], "pictures": [{"url": "file:///etc/passwd"}], "url": "data:x"}
    files = [
        {"url": "file:///x"},
        {"url": "https://a.example/x", "length": -1},
        {"url": "https://a.example/y"},
    ]
    article = one_article(tmp_path, url="javascript:x", document=document, enclosures=files)
    assert article.document is not None
    [kept] = article.document.blocks
    assert [span.href for span in kept.spans] == [None]
    assert (kept.picture, article.document.pictures[0].url, article.document.url, article.url) == (None,) * 4
    assert [file.url for file in article.enclosures] == ["https://a.example/y"]


def test_what_was_understood_lies_within_the_text(tmp_path: Path) -> None:
    mentions = [{"start": 0, "end": 3}, {"start": 2, "end": 50}]
    figures = [
        {"start": -1, "end": 2, "text": "x", "kind": "count"},
        {"start": 0, "end": 3, "text": "Ida", "kind": "count"},
    ]
    entities = [{"name": "Ida", "kind": "person", "mentions": mentions}]
    known = {"version": 10**9, "entities": entities, "figures": figures}
    document = {"blocks": [{"kind": "paragraph", "text": "Ida said"}]}
    article = one_article(tmp_path, document=document, understanding=known)
    assert article.understanding is not None
    assert [len(one.mentions) for one in article.understanding.entities] == [1]
    assert [one.start for one in article.understanding.figures] == [0]
    assert article.understanding.version < 10**6


def test_a_table_of_a_million_columns_is_none(tmp_path: Path) -> None:
    document = {"blocks": [{"kind": "table", "text": "\t" * 10**6 + "\nx"}]}
    article = one_article(tmp_path, document=document)
    assert article.document is not None
    assert article.document.blocks[0].kind == "code"


def test_lines_that_are_none_are_told_with_their_place(tmp_path: Path) -> None:
    lines, skipped = read(tmp_path, {"article": {"id": "x"}}, {"feed": {"url": "ftp://x"}}, {"new": {}})
    assert lines == [Line()]
    assert len(skipped) == 2
    assert skipped[0].startswith("a line at byte 26 could not be read")


def test_a_line_longer_than_there_is_room_for_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.takeover.lines.LONGEST_LINE", 100)
    lines, skipped = read(
        tmp_path, {"article": {"id": 1, "guid": "x" * 1000}}, {"article": {"id": 2, "guid": "y"}}
    )
    assert [line.article.guid for line in lines if line.article is not None] == ["y"]
    assert len(skipped) == 1


def test_a_file_of_a_newer_format_is_refused_and_others_are_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"reader":{"format":2}}\n')
    assert is_lines(path)
    with pytest.raises(TakeoverError, match="newer Reader"):
        lines_in(str(path), 0, 10)
    path.write_text('{"title": "x"}\n')
    assert not is_lines(path)
    assert not is_lines(tmp_path / "nowhere")


def test_articles_of_feeds_that_are_none_are_told_and_numbers_stay_small(tmp_path: Path) -> None:
    strange = {"id": 2**60, "guid": "g", "feed": "https://a.example/feed"}
    lines, skipped = read(
        tmp_path, {"article": {"id": 1, "guid": "g", "feed": "exec:x"}}, {"article": strange}
    )
    assert [line.article.id for line in lines if line.article is not None] == [0]
    assert len(skipped) == 1
