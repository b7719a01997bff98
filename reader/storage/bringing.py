"""What comes from elsewhere, as the store takes it: pages of other programs, the state of other libraries."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from reader.storage.upkeep import Upkeep

if TYPE_CHECKING:  # which a library that nothing is brought to does without
    from reader.bookmark import Bookmark, BookmarkCounts
    from reader.state_lines import Said
    from reader.storage.records import StateCounts

Addresses: TypeAlias = MutableMapping[int, int]
"""By a hash of each page's canonical address, the article that it is."""


class Bringing(Upkeep):
    """The part of a `Store` that takes in what was kept elsewhere, and gives its own state."""

    def addresses(self) -> Addresses:
        """Return the articles by their canonical addresses; of several the latest. Seconds for a million."""
        from reader.storage import bookmarks

        with self._reading() as connection:
            return bookmarks.addresses(connection)

    @staticmethod
    def address_key(url: str) -> int:
        """Return by what an address is known among `addresses`."""
        from reader.storage.bookmarks import key_of

        return key_of(url)

    def keep_bookmarks(
        self, items: Sequence[Bookmark], addresses: Addresses, version: int
    ) -> tuple[BookmarkCounts, list[int]]:
        """Enter pages in one transaction; return how many, and the ids of those to be read later.

        A page that is here already keeps its text and what was done with it here; it is read where it was so
        in either, and gets the other's tags, star, note and highlights. `addresses` learns what is new;
        `version` is the extractor's.
        """
        from reader.storage import bookmarks

        came = dict[int, int]()
        with self._writing() as connection:
            counts, saved = bookmarks.Entering(connection, addresses, came, version).enter(items)
        addresses.update(came)
        return counts, saved

    def state_lines(self) -> Iterator[Said]:
        """Yield what the library says of articles, tags, names and stories, in order, as of one moment."""
        from reader.storage import states

        with self._reading() as connection:
            yield from states.lines(connection)

    def join_state(self, lines: Sequence[Said]) -> StateCounts:
        """Join lines of another library's state in one transaction; return what changed."""
        from reader.storage import states

        with self._writing() as connection:
            return states.Joining(connection).join(lines)
