"""Threat 16: whatever is searched for, the answer is a list; nothing typed is an operator or a pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.cli import main
from reader.model import View, ViewKind
from reader.query import QueryError, parse
from reader.storage import LibraryError, Store
from tests.storage.samples import fill, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STRINGS = (
    '"', '""', "a AND", "OR", "NOT", "NEAR(", "NEAR(a b, 3)", "t:x", "title:x", "{title text}: x", "c++",
    "don't", "a\0b", "(" * 5000, ")", "*", "a*b", "^a", "-", '-"', "+a", "a " * 5000, "\\",
    "'; DROP TABLE article; --", "\ud800", "😀", "\u202e", "%", "_", "a%b_", "rowid:1", "rank MATCH 'bm25()'",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("searched") / "library.db") as store:
        fill(store, *numbered(30))
        yield store


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
def test_no_string_is_an_error_or_a_pattern(store: Store, text: str) -> None:
    for kind in _kinds(store, text):
        found = store.articles(View(kind, text))
        assert store.count(View(kind, text)) == len(found) or len(found) == 100
    if text in {"%", "_", "a%b_", "*"}:
        assert store.count(View("search", text)) == store.count(View("tag", text)) == 0


def _kinds(store: Store, text: str) -> list[ViewKind]:
    """All kinds of lists; but what is no query is refused as one, with a sentence."""
    kinds: list[ViewKind] = list(get_args(ViewKind))
    try:
        parse(text)
    except QueryError:
        kinds.remove("query")
        with pytest.raises(LibraryError, match=r"\w"):
            store.count(View("query", text))
    return kinds


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(alphabet='"*()-^:{}+ \0\\abANDORNOT', max_size=40), st.booleans())
def test_no_text_at_all_is_an_error(store: Store, text: str, unread: bool) -> None:
    for kind in _kinds(store, text):
        assert store.count(View(kind, text, unread_only=unread)) >= 0
        assert len(store.articles(View(kind, text, unread_only=unread), limit=3)) <= 3


@pytest.mark.parametrize("text", ['"', "NEAR(", "t:x", "-x", "%", "\x1b[31m", "("])
def test_no_search_of_the_command_line_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (tmp_path / "feeds.toml").touch()
    where = ["--feeds", str(tmp_path / "feeds.toml"), "--library", str(tmp_path / "library.db")]
    assert main([*where, "search", "--", text]) == 0
    assert "Traceback" not in "".join(capsys.readouterr())
