"""Who wrote it, where a text has only a name: what the library knows of it, and what another page says."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Author
from reader.storage import Store
from reader.text import fold


def unknown(authors: Sequence[Author]) -> bool:
    """Whether there is a name of which nothing more is known."""
    return any(author.name and not _is_described(author) for author in authors)


def remembered(authors: Sequence[Author], store: Store) -> tuple[Author, ...]:
    """Fill bare names from the latest article in the library that describes them for the same outlet."""
    return tuple(_remembered(author, store) for author in authors)


def merged(authors: Sequence[Author], others: Sequence[Author]) -> tuple[Author, ...]:
    """Fill each author's empty fields from the one of the same name among `others`."""
    by_name = {fold(other.name): other for other in others if other.name}
    return tuple(author.filled_from(by_name.get(fold(author.name or ""))) for author in authors)


def _is_described(author: Author) -> bool:
    return bool(author.role or author.based_in or author.bio)


def _remembered(author: Author, store: Store) -> Author:
    if not author.name or _is_described(author):
        return author
    return author.filled_from(store.described_author(author.name, author.outlet))
