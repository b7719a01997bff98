"""The store: one library file, and everything that may be asked of it. The SQL is in the rooms beside."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.lazily import lazily
from reader.model import (
    Account,
    Article,
    Author,
    Document,
    Feed,
    FeedDocument,
    KeptPicture,
    Subscription,
    Understanding,
    Validators,
    View,
)
from reader.storage import feeds, pictures, state
from reader.storage.accounts import is_mirrored as accounts_mirrored
from reader.storage.accounts import mirror as mirror_accounts
from reader.storage.acting import Acting
from reader.storage.bringing import Bringing
from reader.storage.choosing import Choosing
from reader.storage.compartments import Compartments
from reader.storage.connections import Connections
from reader.storage.deeds import Deeds
from reader.storage.knowing import Knowing
from reader.storage.listing import listed
from reader.storage.patience import patience
from reader.storage.records import (
    AuthorPage,
    Content,
    FeedVitals,
    Fetched,
    FetchState,
    KeptPage,
    Origin,
    Recorded,
    Source,
    TakenOver,
    TakeoverCounts,
    Telling,
)
from reader.storage.revising import Revising
from reader.storage.standing import Standing
from reader.storage.times import now, stored
from reader.storage.views import is_asked

if TYPE_CHECKING:
    from reader.storage import articles, authors, documents, glimpses, takeovers, understandings, vitals
else:
    articles, authors, documents, glimpses, takeovers, understandings, vitals = (
        lazily(f"reader.storage.{name}")
        for name in ("articles", "authors", "documents", "glimpses", "takeovers", "understandings", "vitals")
    )


class Store(Compartments, Choosing, Deeds, Acting, Knowing, Standing, Revising, Bringing):
    """A library on disk. Synchronous; any thread may call any method at any time.

    What a person does is one committed transaction that outlives a power cut when the method returns; what
    a refresh brings outlives a kill. Two stores, or two programs, may have the same file open. Every method
    raises LibraryError, with one sentence for a person, when the file or the disk fails; then nothing was
    changed. Reads never wait for writes.
    """

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open the library at `path`, or make an empty one there if there is no file or an empty one.

        Raises LibraryError, and leaves the file as it is, if it is not a library or a newer Reader's.
        """
        return cls(Connections(Path(path)))

    def close(self) -> None:
        """Close the file; the store is of no use afterwards."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Feeds

    def sync_feeds(self, said: Sequence[Subscription], accounts: Sequence[Account] = ()) -> tuple[int, ...]:
        """Make feeds and accounts be those of feeds.toml; return the ids of new feeds. See `feeds.mirror`.

        Where they are, nothing is written: who only reads waits for no other program that writes.
        """
        with self._reading() as connection:
            if accounts_mirrored(connection, accounts) and feeds.is_mirrored(connection, said):
                return ()
        with self._writing() as connection:
            mirror_accounts(connection, accounts)
            return feeds.mirror(connection, said, now())

    def note_move(self, url: str, new_url: str) -> None:
        """Keep where a feed is found now; it has that address once feeds.toml says so. See `sync_feeds`."""
        with self._writing() as connection:
            feeds.note_move(connection, url, new_url)

    def move_feed(self, old_url: str, new_url: str) -> bool:
        """Give a feed its new address and keep its articles; False if it cannot be."""
        with self._writing() as connection:
            return feeds.move(connection, old_url, new_url)

    def feeds(self) -> list[Feed]:
        """Return the subscribed feeds in their order, with unread and total counts."""
        with self._reading() as connection:
            return feeds.feeds(connection)

    def folders(self) -> list[str]:
        """Return the folders in the order of their first feeds."""
        with self._reading() as connection:
            return feeds.folders(connection)

    def fetch_states(self) -> list[FetchState]:
        """Return what a refresh must know of each feed, the longest due first."""
        with self._reading() as connection:
            return feeds.fetch_states(connection)

    def host_waits(self, when: datetime) -> dict[str, datetime]:
        """Return the hosts that asked not to be asked for a time, and until when."""
        with self._reading() as connection:
            return feeds.host_waits(connection, when)

    def vitals(self, when: datetime) -> list[FeedVitals]:
        """Return what the health of each subscribed feed is told from at that time."""
        with self._reading() as connection:
            return vitals.vitals(connection, when)

    # What a refresh brings

    def record_fetch(
        self,
        feed_id: int,
        document: FeedDocument,
        validators: Validators | None = None,
        checked: datetime | None = None,
        next_check: datetime | None = None,
    ) -> Recorded:
        """Keep one feed's document; see `record_fetches`."""
        return self.record_fetches([Fetched(feed_id, checked or now(), document, validators, next_check)])[0]

    def record_not_modified(
        self,
        feed_id: int,
        validators: Validators | None = None,
        checked: datetime | None = None,
        next_check: datetime | None = None,
    ) -> None:
        """Note that a feed had nothing new; validators that came with the answer replace the old ones."""
        self.record_fetches([Fetched(feed_id, checked or now(), None, validators, next_check)])

    def record_failure(
        self,
        feed_id: int,
        error: str,
        checked: datetime | None = None,
        next_check: datetime | None = None,
    ) -> None:
        """Note that a feed could not be fetched, with one sentence why."""
        self.record_fetches([Fetched(feed_id, checked or now(), None, None, next_check, error)])

    def take_over(self, items: Sequence[TakenOver]) -> TakeoverCounts:
        """Keep articles of another reader's library; see `takeovers.take_over`."""
        with self._writing() as connection:
            return takeovers.take_over(connection, items, now())

    def name_feed(self, feed_id: int, title: str, site: str | None) -> None:
        """Give a feed that was not fetched yet the name by which another reader knew it."""
        with self._writing(durable=False) as connection:
            takeovers.name(connection, feed_id, title, site)

    # Lists

    def count(self, view: View) -> int:
        """Return how many articles a view has."""
        with self._reading() as connection, _patience(connection, view):
            return articles.count(connection, view, now())

    def ids(self, view: View) -> array[int]:
        """Return the ids of all articles of a view in its order: what a list holds while it is open."""
        with self._reading() as connection, _patience(connection, view):
            return articles.ids(connection, view, now())

    def listing(self, view: View, left_out: Collection[int] = ()) -> Sequence[int]:
        """Return the same without those to be left out, which are all of the view; the first at once and the
        rest of a long list while it is looked at.

        What a query selects is all read first: `select` gives it as it comes.
        """
        if is_asked(view):
            return self.ids(view)
        present = now()
        return listed(
            self._reading(),
            lambda connection: articles.rows(connection, view, present),
            lambda connection: articles.count(connection, view, present),
            left_out,
        )

    def articles_by_id(self, ids: Iterable[int]) -> list[Article]:
        """Return those articles in that order; unknown ids are left out."""
        with self._reading() as connection:
            return articles.by_ids(connection, ids)

    def articles(self, view: View, offset: int = 0, limit: int = 100) -> list[Article]:
        """Return a page of a view, newest first unless the view says otherwise.

        A search is newest first among the hits that arrived last (see `views.SEARCH_DEPTH`).
        """
        with self._reading() as connection, _patience(connection, view):
            page = articles.ids(connection, view, now(), offset=offset, limit=limit)
            return articles.by_ids(connection, page)

    def article(self, article_id: int) -> Article | None:
        """Return one article, None if there is none of that id."""
        return next(iter(self.articles_by_id((article_id,))), None)

    def content(self, article_id: int) -> Content | None:
        """Return what the feed itself gave of an article; its HTML is foreign and unwashed."""
        with self._reading() as connection:
            return articles.content(connection, article_id)

    def add_page(self, address: str, document: Document, source: Source = "page", version: int = 1) -> int:
        """Keep a page or file, saved, and return its id; the same address again renews it."""
        with self._writing() as connection:
            return documents.put_page(connection, address, document, source, version, now())

    def add_wanted(self, address: str) -> int:
        """Keep an address whose page cannot be had yet, saved, and return its id."""
        with self._writing() as connection:
            return documents.put_wanted(connection, address, now())

    def wanted(self) -> list[int]:
        """Return the articles whose pages are still to be had: the saved ones first, the last first."""
        with self._reading() as connection:
            return documents.wanted(connection)

    def page(self, address: str) -> KeptPage | None:
        """Return what there is of a page or file of that address."""
        with self._reading() as connection:
            return documents.page(connection, address)

    # Documents and what was understood of them

    def put_document(self, article_id: int, document: Document, source: Source, version: int) -> None:
        """Keep an article's document; `version` is the extractor's. Without that article nothing is kept."""
        with self._writing(durable=False) as connection:
            documents.put_document(connection, article_id, document, source, version, now())

    def document(self, article_id: int) -> Document | None:
        """Return an article's document, None if nothing was extracted yet."""
        with self._reading() as connection:
            return documents.document(connection, article_id)

    def document_origin(self, article_id: int) -> Origin | None:
        """Return what an article's document was made from, and by which version of the extractor."""
        with self._reading() as connection:
            return documents.origin(connection, article_id)

    def put_understanding(
        self, article_id: int, understanding: Understanding, of: Document | None = None
    ) -> bool:
        """Keep what was understood of an article's document; False if it has none, or none with the text of
        the document `of` any more."""
        with self._writing(durable=False) as connection:
            text = None if of is None else documents.searched_text(of)
            return understandings.put_understanding(connection, article_id, understanding, text)

    def understanding(self, article_id: int) -> Understanding | None:
        """Return what was understood of an article, None if it was not analysed since its text changed."""
        with self._reading() as connection:
            return understandings.understanding(connection, article_id)

    def told_of(self, author: Author) -> list[Telling]:
        """Return what the articles of the library tell of an author, the newest first. See `authors`."""
        with self._reading() as connection:
            return authors.told_of(connection, author)

    def author_page(self, url: str) -> AuthorPage | None:
        """Return what is kept of an author's page, None if it was never asked."""
        with self._reading() as connection:
            return authors.author_page(connection, url)

    def put_author_page(self, url: str, author: Author | None, note: str = "") -> None:
        """Keep what an author's page says, or one sentence why it says nothing."""
        with self._writing(durable=False) as connection:
            authors.put_author_page(connection, url, author, note, now())

    def documents_to_analyse(self, version: int, engine: str = "", limit: int = 50) -> list[int]:
        """Return ids of articles, the newest first, whose document no analyser of that version or later has
        seen, or another engine than that."""
        with self._reading() as connection:
            return understandings.to_analyse(connection, version, engine, limit)

    def articles_to_read(self, since: datetime, limit: int = 50) -> list[int]:
        """Return ids of listed articles that were new since then and have no document, the newest first."""
        with self._reading() as connection:
            return understandings.to_read(connection, stored(since), limit)

    # Pictures

    def put_picture(self, article_id: int, url: str, picture: KeptPicture, room: int = pictures.ROOM) -> None:
        """Keep a picture of an article; `room` is the bytes for those of unsaved ones. See `pictures.put`."""
        with self._writing(durable=False) as connection:
            pictures.put(connection, article_id, url, picture, now(), room)

    def picture(self, article_id: int, url: str) -> KeptPicture | None:
        """Return a picture of an article, None if it is not kept."""
        with self._reading() as connection:
            return pictures.picture(connection, article_id, url)

    def picture_sizes(self, article_id: int) -> dict[str, tuple[int, int]]:
        """Return (width, height) in pixels of an article's kept pictures, by address."""
        with self._reading() as connection:
            return pictures.sizes(connection, article_id)

    # The rest

    def state(self, key: str) -> str | None:
        """Return what was remembered under a key."""
        with self._reading() as connection:
            return state.state(connection, key)

    def sizes(self) -> str:
        """Return what `glimpses.stamp` does."""
        with self._reading() as connection:
            return glimpses.stamp(connection)

    def put_state(self, key: str, value: str | None) -> None:
        """Remember something under a key; None forgets it."""
        with self._writing(durable=False) as connection:
            state.put_state(connection, key, value)


def _patience(connection: sqlite3.Connection, view: View) -> AbstractContextManager[None]:
    """Queries may take long, and then end; other views do not."""
    return patience(connection) if is_asked(view) else nullcontext()
