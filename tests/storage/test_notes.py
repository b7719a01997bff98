"""Notes and highlights in the library: kept, found again, taken back, never let go of."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from reader.annotation import LONGEST_NOTE, Annotations, Highlight, Note
from reader.model import Block, Document, View
from reader.passages import Passage, passage
from reader.periods import Keep
from reader.storage import Store
from reader.storage.recovery import recover
from reader.storage.times import now
from tests.storage.samples import HARBOUR, URL, fill, numbered, subscribe

WORDS = "the ferry carried 240 people"
TEXT = f"On Sunday {WORDS} to the island. It was the first trip of the year."


def document(*paragraphs: str) -> Document:
    return Document(blocks=tuple(Block("paragraph", text) for text in paragraphs))


def marked(words: str = WORDS, text: str = TEXT) -> Passage:
    start = text.index(words)
    kept = passage(text, start, start + len(words))
    assert kept is not None
    return kept


def highlighted(store: Store, article_id: int, note: str = "", colour: int = 0) -> Highlight:
    made = store.add_highlight(article_id, marked(), note, colour)
    assert made is not None
    return made


def test_a_note_is_written_changed_and_taken_away(store: Store) -> None:
    first, second = fill(store)
    before, note = store.put_note(first, "  Ask Ida\x1b[31m.\nAgain. ")
    assert before is None
    assert note is not None
    assert note.text == "Ask Ida[31m.\nAgain."
    assert [article.noted for article in store.articles_by_id([first, second])] == [True, False]
    again = store.put_note(first, "Done.")
    assert again[0] == note
    assert again[1] is not None
    assert again[1].made == note.made < again[1].changed
    assert store.put_note(first, " ")[1] is None
    assert store.annotations([first, second]) == {}
    store.put_note_back(first, note)
    assert store.annotations([first]) == {first: Annotations(note)}


def test_a_note_on_what_is_not_there_is_none(store: Store) -> None:
    assert store.put_note(999, "x") == (None, None)
    assert store.add_highlight(999, marked()) is None
    store.put_note_back(999, Note(999, "x", now(), now()))
    store.put_highlight_back(Highlight(1, 999, 0, 1, "x", "", "", "", 0, now(), now()))
    assert store.all_annotations() == []


def test_a_note_is_no_longer_than_a_note_may_be(store: Store) -> None:
    (first, _) = fill(store)
    note = store.put_note(first, "x" * 50_000)[1]
    assert note is not None
    assert len(note.text) == LONGEST_NOTE


def test_highlights_stand_in_the_order_of_the_text(store: Store) -> None:
    (first, _) = fill(store)
    store.put_document(first, document(TEXT), "page", 1)
    later = store.add_highlight(first, marked("the first trip"), "", 1)
    earlier = highlighted(store, first, "How many seats?")
    assert store.annotations([first])[first].highlights == (earlier, later)
    assert (earlier.words, earlier.note, earlier.lost) == (WORDS, "How many seats?", False)
    assert store.articles_by_id([first])[0].noted


def test_a_highlight_is_changed_removed_and_put_back_under_its_number(store: Store) -> None:
    (first, _) = fill(store)
    made = highlighted(store, first)
    before, after = store.change_highlight(made.id, "A note", 2)
    assert before == made
    assert after is not None
    assert (after.note, after.colour) == ("A note", 2)
    assert store.remove_highlight(made.id) == after
    assert store.remove_highlight(made.id) is None
    other = highlighted(store, first)
    assert other.id != made.id
    store.put_highlight_back(after)
    assert {one.id: one for one in store.annotations([first])[first].highlights} == {
        made.id: after,
        other.id: other,
    }


def test_a_highlight_moves_with_its_words_when_the_text_is_made_anew(store: Store) -> None:
    (first, _) = fill(store)
    store.put_document(first, document(TEXT), "feed", 1)
    made = highlighted(store, first)
    longer = document("By our staff.", TEXT, "More below.")
    store.put_document(first, longer, "page", 1)
    (moved,) = store.annotations([first])[first].highlights
    assert longer.analysed_text[moved.start : moved.end] == WORDS
    assert moved.start == made.start + len("By our staff.\n\n")


def test_a_highlight_whose_words_are_gone_is_kept_and_comes_back_with_them(store: Store) -> None:
    (first, _) = fill(store)
    store.put_document(first, document(TEXT), "page", 1)
    made = highlighted(store, first, "Why?")
    store.put_document(first, document("A paywall."), "page", 2)
    (lost,) = store.annotations([first])[first].highlights
    assert lost.lost
    assert (lost.words, lost.note) == (made.words, made.note)
    store.put_document(first, document(TEXT), "page", 3)
    assert store.annotations([first])[first].highlights == (made,)


def test_a_kept_page_that_is_renewed_keeps_its_highlights(store: Store) -> None:
    address = "https://page.example/"
    number = store.add_page(address, document(TEXT))
    highlighted(store, number)
    assert store.add_page(address, document("New.", TEXT)) == number
    (moved,) = store.annotations([number])[number].highlights
    assert moved.start == TEXT.index(WORDS) + len("New.\n\n")


def test_all_notes_and_highlights_are_listed_what_changed_last_first(store: Store) -> None:
    lighthouse, ferry = fill(store)
    made = highlighted(store, ferry)
    note = store.put_note(lighthouse, "Paint")[1]
    after = store.change_highlight(made.id, "New", 0)[1]
    listed = store.all_annotations()
    assert [one.what for one in listed] == [after, note]
    assert listed[0].title == "Ferry returns to the old pier"
    assert {one.feed_title for one in listed} == {"Harbour News"}


def test_what_has_a_note_or_a_highlight_is_never_let_go_of(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    old = now() - timedelta(days=100)
    document_ = HARBOUR
    ids = store.record_fetch(feed_id, type(document_)(title="x", entries=numbered(4)), checked=old).new
    store.set_read(ids, True)
    store.put_note(ids[0], "Keep")
    highlighted(store, ids[1])
    for keep in (Keep(period=timedelta(days=30)), Keep(count=0)):
        store.purge(feed_id, keep)
    assert set(store.ids(View())) == set(ids[:2])


@pytest.mark.parametrize("with_backup", [True, False])
def test_stars_notes_and_highlights_are_recovered_from_a_damaged_library(
    path: Path, with_backup: bool
) -> None:
    with Store.open(path) as store:
        ids = fill(store, *numbered(60))
        store.set_starred(ids[:5], True)
        note = store.put_note(ids[1], "Ask again")[1]
        made = highlighted(store, ids[2], "Why?", 3)
        store.add_tag(ids[:2], "kept")
        store.colour_tag("kept", 4)
        if with_backup:
            store.back_up()
            store.set_starred(ids[7:8], True)
    damaged = bytearray(path.read_bytes())
    damaged[:100] = os.urandom(100)
    path.write_bytes(damaged)
    recovery = recover(path)
    assert (recovery.starred, recovery.noted) == (6 if with_backup else 5, 2)
    assert "have a note or a highlight" in " ".join(recovery.sentences)
    with Store.open(path) as store:
        starred = [a.id for a in store.articles_by_id(ids) if a.starred]
        assert starred == [*ids[:5], *(ids[7:8] if with_backup else [])]
        assert store.annotations(ids) == {ids[1]: Annotations(note), ids[2]: Annotations(None, (made,))}
        assert store.tag_colours() == {"kept": 4}
