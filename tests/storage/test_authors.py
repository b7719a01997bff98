"""Authors as the library keeps them: one across articles and feeds, and what their own pages say."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from reader.model import Author, Block, Document, Understanding, View
from reader.storage import Store
from reader.storage.migrations import STEPS, migrate, user_version
from tests.storage.samples import NOON, fill, numbered

ANN = Author("Ann Bo", "reporter", "The Ledger", "Oslo, Norway", ("ports",), "ann@ledger.example", "@annbo")


def _told(store: Store, *authors: Author) -> list[int]:
    """Keep an article for every author, the first the oldest."""
    ids = sorted(fill(store, *numbered(len(authors))))
    by_age = sorted(ids, key=lambda number: store.articles_by_id([number])[0].published or NOON)
    for number, author in zip(by_age, authors, strict=True):
        store.put_document(number, Document(blocks=(Block("paragraph", "Text."),)), "page", 1)
        assert store.put_understanding(number, Understanding(authors=(author,), version=1))
    return by_age


def test_everything_that_an_article_tells_of_its_authors_is_kept(store: Store) -> None:
    authors = (
        replace(ANN, filed_from="Bergen"),
        Author("Reuters", kind="organisation"),
        Author("Ida Lund", part="contributor"),
    )
    (number,) = fill(store, *numbered(1))
    store.put_document(number, Document(blocks=(Block("paragraph", "Text."),)), "page", 1)
    store.put_understanding(number, Understanding(authors=authors, version=1))
    found = store.understanding(number)
    assert found is not None
    assert found.authors == authors


def test_an_author_is_one_by_name_and_outlet_whatever_their_case_and_accents(store: Store) -> None:
    _told(
        store,
        Author("ANN BÓ", "intern", "the ledger"),
        Author("Ann Bo", "editor", "The Other Paper"),
        Author("Ann Bo", "reporter", "ledger.com"),
        Author("Ann Bo", None, "The Ledger"),
    )
    told = store.told_of(Author("Ann Bo", outlet="The Ledger"))
    assert [telling.author.role for telling in told] == ["reporter", "intern"]
    assert told[0].when > told[1].when


def test_an_author_is_one_by_address_at_whatever_outlet(store: Store) -> None:
    _told(store, replace(ANN, outlet="Wire"), Author("Ann Bo", "cook", "Kitchen"))
    told = store.told_of(Author("A. Bo", outlet="The Ledger", email="ANN@ledger.example"))
    assert [telling.author.outlet for telling in told] == ["Wire"]


def test_a_name_without_an_outlet_is_nobody_in_particular(store: Store) -> None:
    _told(store, Author("Ann Bo", "reporter", None))
    assert store.told_of(Author("Ann Bo")) == []


def test_what_an_authors_page_says_is_kept_and_why_it_says_nothing(store: Store) -> None:
    assert store.author_page("https://ledger.example/ann") is None
    store.put_author_page("https://ledger.example/ann", ANN)
    store.put_author_page("https://ledger.example/bo", None, "It says nothing.")
    kept, other = (store.author_page(f"https://ledger.example/{name}") for name in ("ann", "bo"))
    assert kept is not None
    assert kept.author == ANN
    assert other is not None
    assert (other.author, other.note) == (None, "It says nothing.")


def _library_of_version_3(path: Path, names: tuple[tuple[str, str], ...]) -> None:
    """Write a library as the program before this one did, an article for every name and outlet."""
    path.parent.mkdir(mode=0o700)
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, STEPS[:3])
    for number, (name, outlet) in enumerate(names, 1):
        when = int((NOON + timedelta(days=number)).timestamp()) * 1_000_000
        connection.execute(
            "INSERT INTO article (id, guid, newest, published, added, title, content_hash)"
            " VALUES (?, ?, ?, ?, ?, 'Ferry', x'00')",
            (number, f"g{number}", when, when, when),
        )
        connection.execute("INSERT INTO document VALUES (?, 'page', 1, 0, 'Text.', x'80')", (number,))
        connection.execute("INSERT INTO understanding VALUES (?, 1, 0)", (number,))
        connection.execute(
            "INSERT INTO author (article_id, ordinal, name, role, outlet, beats, bio)"
            " VALUES (?, 0, ?, 'reporter', ?, '[\"ports\"]', 'A bio.')",
            (number, name, outlet),
        )
    connection.close()
    path.chmod(0o600)


def test_a_library_of_the_version_before_is_brought_along_with_its_authors(path: Path) -> None:
    _library_of_version_3(path, (("Ann Bó", "The Ledger"), ("Per Aalto", "The Ledger")))
    with Store.open(path) as store:
        found = store.understanding(1)
        assert found is not None
        assert found.authors == (Author("Ann Bó", "reporter", "The Ledger", beats=("ports",), bio="A bio."),)
        told = store.told_of(Author("ANN BO", outlet="Ledger"))
        assert [telling.author.name for telling in told] == ["Ann Bó"]
        assert store.problems() == []
        assert store.count(View()) == 2
    connection = sqlite3.connect(path)
    assert user_version(connection) == len(STEPS)
    connection.close()


def test_a_feed_marked_for_its_writers_pages_says_so_of_its_articles(store: Store) -> None:
    from reader.model import Subscription
    from tests.storage.samples import URL

    (number,) = fill(store, *numbered(1))
    content = store.content(number)
    assert content is not None
    assert not content.author_pages
    store.sync_feeds([Subscription(URL, author_pages=True)])
    content = store.content(number)
    assert content is not None
    assert content.author_pages
