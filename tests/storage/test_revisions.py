"""What articles said before they changed, as the store keeps it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reader.model import Block, Document, Enclosure, Entry, View
from reader.packing import deflated
from reader.periods import Keep
from reader.revision import Finding, Revision
from reader.storage import Store, search, tallies
from reader.storage.migrations import STEPS, migrate
from reader.storage.revisions import MOST
from tests.storage.samples import FERRY, HARBOUR, NOON, URL, fill, numbered, subscribe

NEW = "The ferry carried 260 people on Sunday."
PAGE = Document(
    title="Ferry returns", blocks=(Block("paragraph", "It carried 240."), Block("paragraph", "So."))
)


def revise(store: Store, entry: Entry, hours: float = 1) -> None:
    """Let the feed have that entry some hours later."""
    feed_id = subscribe(store)[URL]
    store.record_fetch(feed_id, replace(HARBOUR, entries=(entry,)), checked=NOON + timedelta(hours=hours))


def says(entry: Entry, text: str) -> Entry:
    return replace(entry, text=text, content_html=f"<p>{text}</p>")


def page(*texts: str, **more: Any) -> Document:
    return replace(PAGE, blocks=tuple(Block("paragraph", text) for text in texts), **more)


def texts(store: Store, article_id: int) -> list[tuple[str, str]]:
    return [(one.before.text, one.after.text) for one in store.revisions(article_id)]


def rows(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM revision").fetchone()[0])
    finally:
        connection.close()


def test_what_an_entry_said_before_is_kept_with_its_title_and_when_it_changed(store: Store) -> None:
    (number,) = fill(store, FERRY)
    assert store.changed(number) is None
    revise(store, replace(says(FERRY, NEW), title="Ferry is back"))
    (one,) = store.revisions(number)
    assert (one.before.title, one.after.title) == (FERRY.title, "Ferry is back")
    assert (one.before.text, one.after.text) == (FERRY.text, NEW)
    assert (one.before.html, one.after.html) == (FERRY.content_html, f"<p>{NEW}</p>")
    assert (one.source, one.changed, one.steps) == ("feed", NOON + timedelta(hours=1), 1)
    changed = store.changed(number)
    assert changed is not None
    assert (changed.when, changed.times, changed.finding) == (one.changed, 1, None)


def test_every_change_lies_between_two_wordings_the_newest_first(store: Store) -> None:
    (number,) = fill(store, FERRY)
    revise(store, says(FERRY, "B."), 1)
    revise(store, says(FERRY, "C."), 2)
    assert texts(store, number) == [("B.", "C."), (FERRY.text, "B.")]


@pytest.mark.parametrize(
    "same",
    [
        replace(FERRY, tags=("Sea",)),
        replace(FERRY, published=NOON),
        replace(FERRY, enclosures=(Enclosure("https://x.example/a.mp3"),)),
        replace(FERRY, authors=("Ida Lund", "Bo Berg")),
        replace(FERRY, url="https://harbour.example/ferry?again"),
        replace(FERRY, content_html="<div>The ferry carried 240 people on Sunday.</div>"),
        replace(FERRY, text=f"{FERRY.text}  ", title=FERRY.title.replace(" ", "  ")),
        says(FERRY, f"{FERRY.text} 12 comments"),
    ],
)
def test_what_no_reader_would_see_is_no_change(store: Store, path: Path, same: Entry) -> None:
    (number,) = fill(store, FERRY)
    revise(store, same)
    assert (store.revisions(number), rows(path)) == ([], 0)
    article = store.article(number)
    assert article is not None
    assert (article.changed, article.missed) == (None, False)


def test_a_page_that_says_something_else_is_a_change_and_another_extractor_is_not(store: Store) -> None:
    (number,) = fill(store, FERRY)
    store.put_document(number, PAGE, "feed", 1)
    store.put_document(number, page("It carried 240.", "So."), "page", 1)
    assert store.revisions(number) == []
    store.put_document(number, page("It carried 240.", "So.", title="Another"), "page", 2)
    store.put_document(number, page("It carried 250.", "So.", title="Another"), "page", 3)
    assert store.revisions(number) == []
    store.put_document(number, page("It carried 260.", "So.", title="Another"), "page", 3)
    (one,) = store.revisions(number)
    assert one.source == "page"
    assert (one.before.text, one.after.text) == ("It carried 250.\n\nSo.", "It carried 260.\n\nSo.")
    assert one.before.html == ""


def test_a_later_extractor_does_not_add_to_the_changes_before(store: Store) -> None:
    (number,) = fill(store, FERRY)
    for text, version in (("A.", 1), ("B.", 1), ("B, read otherwise.", 2), ("C.", 2)):
        store.put_document(number, page(text), "page", version)
    assert texts(store, number) == [("B, read otherwise.", "C."), ("A.", "B.")]
    changed = store.changed(number)
    assert changed is not None
    assert changed.times == 2


@pytest.mark.parametrize("wall", [{"paywalled": True}, {"truncated": True}])
def test_a_wall_before_the_text_is_no_change_of_it(store: Store, path: Path, wall: dict[str, bool]) -> None:
    (number,) = fill(store, FERRY)
    store.put_document(number, page("The whole of it."), "page", 1)
    store.put_document(number, page("The", **wall), "page", 1)
    assert (store.revisions(number), rows(path)) == ([], 0)


def test_a_page_that_is_kept_again_has_its_own_changes(store: Store) -> None:
    number = store.add_page("https://x.example/", page("A.", title="One"))
    store.add_page("https://x.example/", page("A.", title="One"))
    assert store.changed(number) is None
    store.add_page("https://x.example/", page("A.", title="Two"))
    (one,) = store.revisions(number)
    assert (one.before.title, one.after.title) == ("One", "Two")


def test_feed_and_page_change_each_for_itself(store: Store) -> None:
    (number,) = fill(store, FERRY)
    store.put_document(number, page("A."), "page", 1)
    revise(store, says(FERRY, NEW))
    store.put_document(number, page("B."), "page", 1)
    assert sorted(texts(store, number)) == [("A.", "B."), (FERRY.text, NEW)]


def test_the_first_wording_and_the_latest_are_kept_and_the_changes_between_counted(
    store: Store, path: Path
) -> None:
    (number,) = fill(store, FERRY)
    for n in range(30):
        revise(store, says(FERRY, f"It carried {n} people."), n + 1)
    kept = store.revisions(number)
    assert rows(path) == len(kept) == MOST
    assert kept[-1].before.text == FERRY.text
    assert kept[0].after.text == "It carried 29 people."
    assert [one.steps for one in kept] == [1] * (MOST - 1) + [30 - MOST + 1]
    assert kept[-1].after.text == kept[-2].before.text
    changed = store.changed(number)
    assert changed is not None
    assert changed.times == 30


def test_a_huge_entry_is_kept_as_far_as_it_is_compared(store: Store, path: Path) -> None:
    huge = says(FERRY, "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(400_000)))
    (number,) = fill(store, huge)
    revise(store, says(FERRY, NEW))
    (one,) = store.revisions(number)
    assert huge.text.startswith(one.before.text)
    assert 100_000 < len(one.before.text) < 300_000
    assert path.stat().st_size < 8_000_000


def test_who_had_read_it_before_has_missed_the_change_until_they_look(store: Store) -> None:
    read, unread = fill(store, FERRY, replace(FERRY, guid="other"))
    store.set_read([read], True)
    feed_id = subscribe(store)[URL]
    both = (says(FERRY, NEW), replace(says(FERRY, NEW), guid="other"))
    store.record_fetch(feed_id, replace(HARBOUR, entries=both), checked=NOON)
    there = {one.id: one for one in store.articles_by_id([read, unread])}
    assert {number: (one.changed, one.missed) for number, one in there.items()} == {
        read: (NOON, True),
        unread: (NOON, False),
    }
    assert store.see_changes(read)
    assert not store.see_changes(read)
    article = store.article(read)
    assert article is not None
    assert (article.changed, article.missed) == (NOON, False)


def test_what_was_found_of_a_change_is_kept_unless_it_stands_for_more_meanwhile(store: Store) -> None:
    (number,) = fill(store, FERRY)
    revise(store, says(FERRY, NEW))
    (one,) = store.revisions(number)
    finding = Finding("edit", body=True, figures=1)
    store.put_finding(one, finding)
    assert [one.finding for one in store.revisions(number)] == [finding]
    store.put_finding(replace(one, steps=2), Finding("minor"))
    assert [one.finding for one in store.revisions(number)] == [finding]
    store.put_finding(one, replace(finding, version=0))
    assert [one.finding for one in store.revisions(number)] == [None]


def test_what_it_said_goes_with_the_article(store: Store, path: Path) -> None:
    ids = fill(store, FERRY, *numbered(2))
    revise(store, says(FERRY, NEW))
    store.set_read(ids, True)
    assert rows(path) == 1
    assert store.purge(1, Keep(count=0)) == 3
    assert rows(path) == 0
    assert store.problems() == []


def test_search_and_what_the_person_did_are_as_before(store: Store) -> None:
    (number,) = fill(store, FERRY)
    store.set_tags(number, ["blue"])
    revise(store, says(FERRY, "Nothing but a raft."))
    assert store.count(View("search", "raft")) == 1
    assert store.count(View("search", "carried")) == 0
    article = store.article(number)
    assert article is not None
    assert (article.tags, article.read) == (("blue",), False)


def test_a_library_of_the_version_before_has_no_changes_yet_and_keeps_those_that_come(path: Path) -> None:
    path.parent.mkdir(parents=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    migrate(connection, STEPS[: _step("CREATE TABLE revision")])
    connection.execute("INSERT INTO feed (id, url, title) VALUES (1, ?, 'Harbour')", (URL,))
    connection.execute(
        "INSERT INTO article (id, feed_id, guid, newest, added, title, content_hash)"
        " VALUES (1, 1, 'ferry', 1, 1, 'Ferry', x'01')"
    )
    whole = deflated("It carried 240.", "<p>It carried 240.</p>")
    connection.execute("INSERT INTO content (article_id, packed) VALUES (1, ?)", (whole,))
    connection.execute(
        "INSERT INTO article (id, feed_id, guid, newest, added, title, content_hash)"
        " VALUES (2, 1, 'older', 1, 1, 'Older', x'01')"
    )
    connection.execute("INSERT INTO content (article_id, text, html) VALUES (2, 'Plain 1.', '<p>Plain 1.')")
    search.rebuild(connection)
    tallies.recount(connection)
    connection.close()
    with Store.open(path) as store:
        assert [store.changed(number) for number in (1, 2)] == [None, None]
        entries = (
            Entry(guid="ferry", title="Ferry", text="It carried 260.", content_html="<p>It carried 260.</p>"),
            Entry(guid="older", title="Older", text="Plain 2.", content_html="<p>Plain 2."),
        )
        store.record_fetch(1, replace(HARBOUR, entries=entries), checked=NOON)
        assert texts(store, 1) == [("It carried 240.", "It carried 260.")]
        assert texts(store, 2) == [("Plain 1.", "Plain 2.")]
        assert store.problems() == []


def _step(words: str) -> int:
    """Return which version laid some words."""
    return next(number for number, step in enumerate(STEPS) if isinstance(step, str) and words in step)


def test_a_damaged_packing_is_an_empty_wording_not_a_failure(store: Store, path: Path) -> None:
    (number,) = fill(store, FERRY)
    revise(store, says(FERRY, NEW))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE revision SET packed = x'ff00ff', finding = '{'")
    connection.commit()
    connection.close()
    (one,) = store.revisions(number)
    assert isinstance(one, Revision)
    assert (one.before.text, one.after.text, one.finding) == ("", NEW, None)
