"""Who wrote it: what an article tells of its authors joined with what the library knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from reader.model import Author
from reader.storage import Store, Telling
from reader.text import fold


def unknown(authors: Sequence[Author]) -> bool:
    """Whether there is the name of a person who wrote it and of whom nothing more is known."""
    return any(is_bare(author) for author in authors)


def is_bare(author: Author) -> bool:
    """Whether an author is a person of whom only the name is known."""
    person = author.kind == "person" and author.part == "author"
    return person and bool(author.name) and not author.described


def merged(authors: Sequence[Author], others: Sequence[Author]) -> tuple[Author, ...]:
    """Fill each author's empty fields from the one of the same name among `others`."""
    by_name = {fold(other.name): other for other in others if other.name}
    return tuple(author.filled_from(by_name.get(fold(author.name or ""))) for author in authors)


def known(authors: Sequence[Author], store: Store) -> tuple[Author, ...]:
    """Return the authors as the library knows them from all articles and from their own pages.

    Role and place are the newest that were told, with the time since which they have been told so. What an
    article tells itself is not changed by that: it is to be kept without what is known from others.
    """
    return tuple(_known(author, store) for author in authors)


def _known(author: Author, store: Store) -> Author:
    if author.kind != "person" or not author.name:
        return author
    tellings = store.told_of(author)
    page = store.author_page(author.url) if author.url else None
    if page is not None and page.author is not None:
        tellings = sorted([*tellings, Telling(page.asked, page.author)], key=_when, reverse=True)
    newest = next((telling.author for telling in tellings if telling.author.role), author)
    place = next(
        (telling.author.based_in for telling in tellings if telling.author.based_in), author.based_in
    )
    now = replace(author, role=newest.role, outlet=newest.outlet or author.outlet, based_in=place)
    for telling in tellings:
        now = replace(now.filled_from(telling.author), part=author.part, filed_from=author.filed_from)
    return replace(now, since=_since(now, tellings))


def _since(author: Author, tellings: Sequence[Telling]) -> datetime | None:
    """Return when an author was first told of as now; None where one article alone tells it, and no other
    anything else."""
    since: datetime | None = None
    agreeing = 0
    for telling in tellings:
        if not _agrees(telling.author.role, author.role) or not _agrees(
            telling.author.based_in, author.based_in
        ):
            return since
        if telling.author.role or telling.author.based_in:
            since, agreeing = telling.when, agreeing + 1
    return since if agreeing > 1 else None


def _agrees(told: str | None, now: str | None) -> bool:
    """Whether a role or place is the one of now: the same, or one that says less of it."""
    if not told or not now:
        return True
    return fold(now).startswith(fold(told)) or fold(told).startswith(fold(now))


def _when(telling: Telling) -> datetime:
    return telling.when
