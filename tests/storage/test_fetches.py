from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reader.model import Block, Document, Enclosure, Entry, Subscription, Validators, View
from reader.storage import Fetched, Store
from tests.storage.samples import FERRY, HARBOUR, LIGHTHOUSE, NOON, URL, fill, numbered, subscribe

LATER = NOON + timedelta(hours=1)
CORRECTED = replace(FERRY, text="The ferry carried 420 people on Sunday.")


def test_entries_of_a_fetched_feed_become_unread_articles_newest_first(store: Store) -> None:
    lighthouse, ferry = fill(store)
    listed = store.articles(View())
    assert [(a.id, a.title, a.read, a.feed_title) for a in listed] == [
        (lighthouse, LIGHTHOUSE.title, False, "Harbour News"),
        (ferry, FERRY.title, False, "Harbour News"),
    ]
    assert listed[1].authors == ("Ida Lund",)
    assert listed[1].published == FERRY.published
    assert listed[1].summary == FERRY.text


def test_the_same_document_again_brings_nothing(store: Store) -> None:
    fill(store)
    again = store.record_fetch(store.feeds()[0].id, HARBOUR, checked=LATER)
    assert (again.new, again.updated) == ((), ())
    assert store.feeds()[0].changed == NOON
    assert store.feeds()[0].checked == LATER


def test_of_two_fetches_of_one_feed_kept_together_the_second_is_what_is_found(store: Store) -> None:
    feed = subscribe(store)[URL]
    documents = (replace(HARBOUR, entries=(entry,)) for entry in (FERRY, CORRECTED))
    store.record_fetches(Fetched(feed, NOON, document) for document in documents)
    (ferry,) = store.ids(View())
    assert store.ids(View("search", "420")).tolist() == [ferry]
    assert store.count(View("search", "240")) == 0


def test_a_changed_entry_renews_its_article_and_keeps_what_the_person_did(store: Store) -> None:
    (ferry,) = fill(store, FERRY)
    store.set_read([ferry], True)
    store.set_saved([ferry], True)
    store.add_tag([ferry], "boats")
    recorded = store.record_fetch(store.feeds()[0].id, replace(HARBOUR, entries=(CORRECTED,)), checked=LATER)
    article = store.article(ferry)
    assert recorded.updated == (ferry,)
    assert article is not None
    assert (article.read, article.saved, article.tags) == (True, True, ("boats",))
    assert article.summary == CORRECTED.text


def test_a_changed_entry_is_found_by_its_new_words_only(store: Store) -> None:
    (ferry,) = fill(store, FERRY)
    store.record_fetch(store.feeds()[0].id, replace(HARBOUR, entries=(CORRECTED,)), checked=LATER)
    assert store.ids(View("search", "420")).tolist() == [ferry]
    assert store.count(View("search", "240")) == 0


def test_a_changed_entry_drops_the_document_made_from_it_but_not_that_of_the_page(store: Store) -> None:
    lighthouse, ferry = fill(store)
    document = Document(blocks=(Block("paragraph", "Extracted words."),))
    store.put_document(lighthouse, document, "page", 1)
    store.put_document(ferry, document, "feed", 1)
    changed = tuple(replace(e, text="Other words.") for e in HARBOUR.entries)
    store.record_fetch(store.feeds()[0].id, replace(HARBOUR, entries=changed), checked=LATER)
    assert store.document(lighthouse) == document
    assert store.document(ferry) is None
    assert store.ids(View("search", "other")).tolist() == [ferry]


def test_an_entry_that_left_the_feed_stays_in_the_library(store: Store) -> None:
    fill(store)
    store.record_fetch(store.feeds()[0].id, replace(HARBOUR, entries=()), checked=LATER)
    assert store.count(View()) == 2


def test_of_two_entries_with_one_guid_the_first_is_kept(store: Store) -> None:
    fill(store, FERRY, replace(LIGHTHOUSE, guid=FERRY.guid))
    assert [a.title for a in store.articles(View())] == [FERRY.title]


def test_the_same_guid_in_two_feeds_is_two_articles(store: Store) -> None:
    other = "https://other.example/feed"
    ids = subscribe(store, Subscription(URL), Subscription(other))
    recorded = store.record_fetches([Fetched(ids[url], NOON, HARBOUR) for url in (URL, other)])
    assert [len(one.new) for one in recorded] == [2, 2]


def test_a_date_in_the_future_does_not_stay_on_top(store: Store) -> None:
    dreamt = replace(FERRY, published=NOON + timedelta(days=3000))
    fill(store, dreamt)
    store.record_fetch(
        store.feeds()[0].id,
        replace(HARBOUR, entries=(replace(LIGHTHOUSE, published=LATER),)),
        checked=LATER,
    )
    listed = store.articles(View())
    assert [a.title for a in listed] == [LIGHTHOUSE.title, FERRY.title]
    assert listed[1].published == dreamt.published


def test_an_entry_without_a_date_stands_where_it_came(store: Store) -> None:
    fill(store, replace(FERRY, published=None), LIGHTHOUSE)
    assert [a.title for a in store.articles(View())] == [FERRY.title, LIGHTHOUSE.title]
    assert store.articles(View())[0].added == NOON


def test_what_the_feed_gave_is_there_for_extraction(store: Store) -> None:
    sound = Enclosure("https://harbour.example/a.mp3", "audio/mpeg", 2**80)
    (ferry,) = fill(store, replace(FERRY, enclosures=(sound,), tags=("Sea",), language="en"))
    content = store.content(ferry)
    assert content is not None
    assert content.html == FERRY.content_html
    assert content.categories == ("Sea",)
    assert content.enclosures == (replace(sound, length=None),)
    assert store.content(ferry + 1) is None


def test_foreign_text_is_washed_before_it_is_kept(store: Store) -> None:
    hostile = Entry(
        guid="\ud800",
        title="A\x1b]52;c;x\x07\nB",
        authors=("\u202eeve",),
        text="x\x9by",
        content_html="\udfff",
    )
    (number,) = fill(store, hostile)
    article = store.article(number)
    assert article is not None
    assert (article.title, article.authors, article.summary) == ("A]52;c;x B", ("eve",), "xy")
    assert store.record_fetch(1, replace(HARBOUR, entries=(hostile,)), checked=LATER).new == ()


def test_a_feed_that_cannot_be_kept_does_not_take_the_others_with_it(store: Store) -> None:
    other = "https://other.example/feed"
    ids = subscribe(store, Subscription(URL), Subscription(other))
    poisoned = replace(HARBOUR, site="\ud800")
    bad, good = store.record_fetches([Fetched(ids[URL], NOON, poisoned), Fetched(ids[other], NOON, HARBOUR)])
    assert bad.new == ()
    assert len(good.new) == 2
    assert store.feeds()[0].error is not None
    assert store.count(View("feed", str(ids[URL]))) == 0


def test_validators_are_kept_byte_for_byte_and_renewed_by_a_not_modified(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    store.record_fetch(feed_id, HARBOUR, Validators('W/"a"', "Sun, 04 May 2025"), NOON, LATER)
    store.record_not_modified(feed_id, Validators('W/"b"'), LATER, LATER + timedelta(hours=1))
    (state,) = store.fetch_states()
    assert state.validators == Validators('W/"b"', "Sun, 04 May 2025")
    assert (state.checked, state.next_check) == (LATER, LATER + timedelta(hours=1))


def test_a_document_that_was_no_feed_keeps_the_old_validators(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    store.record_fetch(feed_id, HARBOUR, Validators("good"), NOON)
    store.record_fetch(feed_id, replace(HARBOUR, error="Not a feed.", entries=()), Validators("bad"), LATER)
    (state,) = store.fetch_states()
    assert (state.validators.etag, state.failures) == ("good", 1)
    assert store.feeds()[0].error == "Not a feed."


def test_failures_are_counted_until_the_next_success(store: Store) -> None:
    feed_id = subscribe(store)[URL]
    for _ in range(3):
        store.record_failure(feed_id, "No answer\x1b.", NOON, LATER)
    assert store.fetch_states()[0].failures == 3
    assert store.feeds()[0].error == "No answer."
    store.record_not_modified(feed_id, None, LATER)
    assert store.fetch_states()[0].failures == 0
    assert store.feeds()[0].error is None


def test_ids_grow_with_time_within_a_document(store: Store) -> None:
    ids = fill(store, *numbered(5))
    assert ids == sorted(ids, reverse=True)
