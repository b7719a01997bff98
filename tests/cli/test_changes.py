"""`show --changes`, and what lists say of articles that changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.model import Entry, FeedDocument
from reader.storage import Store
from tests.cli.test_commands import Shell, give_a_terminal, shell

__all__ = ["shell"]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BEFORE = Entry(
    guid="ferry",
    title="Ferry returns",
    text="It carried 240 people. It leaves at nine.",
    content_html="<p>It carried 240 people.</p><p>It leaves at nine.</p>",
    language="en",
)
AFTER = replace(
    BEFORE,
    title="Ferry is back",
    text="It carried 260 people. It leaves at nine.",
    content_html="<p>It carried 260 people.</p><p>It leaves at nine.</p>",
)


@pytest.fixture
def number(shell: Shell, tmp_path: Path) -> str:
    """An article that has changed, and one that has not."""
    shell("feeds")
    with Store.open(tmp_path / "library.db") as store:
        feed = store.feeds()[0].id
        other = Entry(guid="other", title="Another", text="It stays.")
        new = store.record_fetch(feed, FeedDocument(entries=(BEFORE, other)), checked=NOON).new
        store.set_read(new, True)
        later = NOON + timedelta(hours=1)
        (changed,) = store.record_fetch(feed, FeedDocument(entries=(AFTER, other)), checked=later).updated
        return str(changed)


def test_lists_mark_what_changed_and_a_query_finds_it(shell: Shell, number: str) -> None:
    _, out, _ = shell("list", "changed:2026-11-20")
    ((found, marks, _, _, title),) = [line.split("\t") for line in out.splitlines()]
    assert (found, title) == (number, "Ferry is back")
    assert "±" in marks
    _, out, _ = shell("list")
    assert out.count("±") == 1
    _, said, _ = shell("list", "is:changed", "--plain")
    assert "Read and changed since it was read." in said
    assert shell("list", "changed:..2026-11-19")[1] == ""


def test_records_say_when_an_article_changed_and_whether_it_had_been_read(shell: Shell, number: str) -> None:
    records = {str(one["id"]): one for one in shell.json("list")}
    assert records[number]["changed"] == "2026-11-20T13:00:00Z"
    assert records[number]["changed_since_read"] is True
    (other,) = [one for found, one in records.items() if found != number]
    assert (other["changed"], other["changed_since_read"]) == (None, False)
    shell("show", "--changes", number)
    records = {str(one["id"]): one for one in shell.json("list")}
    assert records[number]["changed_since_read"] is False


def test_changes_are_printed_with_signs(shell: Shell, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    code, out, _ = shell("show", "--changes", number)
    assert code == 0
    first, *rest = out.splitlines()
    assert first.startswith("Ferry is back (in the feed, 2026-11-20 ")
    assert rest == [
        "Silent edit: the headline, a figure.",
        "",
        "± Ferry [-returns-] {+is back+}",
        "",
        "± It carried [-240-] {+260+} people.",
        "",
        "(1 paragraph unchanged)",
        "",
    ]


def test_changes_as_json_are_an_object_a_change(shell: Shell, number: str) -> None:
    (record,) = shell.json("show", "--changes", number)
    assert {
        name: record[name] for name in ("article", "changed", "source", "changes", "kind", "sentence")
    } == {
        "article": int(number),
        "changed": "2026-11-20T13:00:00Z",
        "source": "feed",
        "changes": 1,
        "kind": "edit",
        "sentence": "the headline, a figure",
    }
    assert (record["headline"], record["body"], record["figures"], record["names"]) == (True, True, 1, 0)
    assert record["title"]["before"] == "Ferry returns"
    assert [one["kind"] for one in record["paragraphs"]] == ["changed", "same"]
    pieces = [(one["kind"], one["text"]) for one in record["paragraphs"][0]["pieces"]]
    assert pieces == [("same", "It carried"), ("removed", " 240"), ("added", " 260"), ("same", " people.")]


def test_what_has_not_changed_is_told_to_a_person_alone(
    shell: Shell, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = next(str(one["id"]) for one in shell.json("list") if str(one["id"]) != number)
    assert shell("show", "--changes", other) == (0, "", "")
    give_a_terminal(monkeypatch, 80)
    code, out, err = shell("show", "--changes", other)
    assert (code, out) == (0, "")
    assert f"article {other} has not changed since it came" in err
