"""What is carried from one library to another, read in pieces, written in transactions."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from reader.model import Subscription
from reader.portable import Brought, PortableArticle, PortableFeed, PortableTag
from reader.storage import portable
from reader.storage.times import now
from reader.storage.upkeep import Upkeep


class Carrying(Upkeep):
    """The part of a `Store` that gives and takes articles whole."""

    def every_id(self) -> array[int]:
        """Return the ids of all articles, hidden ones too, in the order in which they came."""
        with self._reading() as connection:
            return portable.every_id(connection)

    def feeds(self, subscriptions: Iterable[Subscription]) -> list[PortableFeed]:
        """Return every feed, with what `subscriptions` say of it."""
        with self._reading() as connection:
            return portable.feeds(connection, subscriptions)

    def tags(self) -> list[PortableTag]:
        """Return the tags that have a colour of the person's."""
        with self._reading() as connection:
            return portable.coloured_tags(connection)

    def articles(self, ids: Iterable[int]) -> list[PortableArticle]:
        """Return those articles whole, in the order of their ids: some hundreds at most at once."""
        with self._reading() as connection:
            return portable.articles(connection, ids)

    def put_feeds(self, brought: Iterable[PortableFeed]) -> None:
        """Know feeds by the names that they have elsewhere."""
        with self._writing() as connection:
            portable.put_feeds(connection, brought)

    def put_tags(self, brought: Iterable[PortableTag]) -> None:
        """Give tags their colours, where they have none here."""
        with self._writing() as connection:
            portable.put_tags(connection, brought)

    def put_articles(self, brought: Sequence[PortableArticle]) -> Brought:
        """Keep articles, and add what the person had done to them to what they have done here."""
        with self._writing() as connection:
            return portable.put_articles(connection, brought, now())
