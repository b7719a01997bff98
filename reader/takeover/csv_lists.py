"""Lists of pages as CSV: Pocket, Instapaper, Readwise, Raindrop, and any that has a column of addresses.

Which columns each has is in `docs/import.md`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from reader.bookmark import Bookmark, Quote
from reader.model import Author, Block, Document
from reader.takeover.gathering import (
    Found,
    Gathering,
    moment,
    nameless,
    note_in,
    quote_in,
    split_tags,
    tags_in,
    truth,
)
from reader.takeover.kinds import PagesKind
from reader.takeover.values import TakeoverError
from reader.text import safe_line

_LONGEST_FIELD = 1024 * 1024
_LONGEST_HEADER = 4_000
_MOST_ROWS = 1_000_000
Row = Mapping[str, str]

_HEADERS: tuple[tuple[PagesKind, frozenset[str]], ...] = (
    ("pocket", frozenset({"title", "url", "time_added", "status"})),
    ("instapaper", frozenset({"url", "title", "selection", "folder", "timestamp"})),
    ("readwise reader", frozenset({"title", "url", "saved date", "location"})),
    ("readwise highlights", frozenset({"highlight", "book title", "book author"})),
    ("raindrop", frozenset({"title", "note", "url", "folder", "tags", "created"})),
    ("csv", frozenset({"url"})),
    ("csv", frozenset({"link"})),
    ("csv", frozenset({"href"})),
)
"""The first whose columns are all there is what it is."""


def kind_of_table(text: str) -> PagesKind | None:
    """Say whose table a text is by its columns, None if it is none with addresses."""
    columns = set(_columns(text))
    return next((kind for kind, needed in _HEADERS if needed <= columns), None)


def read_table(text: str, kind: PagesKind, gathered: Gathering) -> None:
    """Gather the pages of a table. Raise TakeoverError if it has not the columns that it needs."""
    needed = [columns for name, columns in _HEADERS if name == kind]
    there = set(_columns(text))
    if not any(columns <= there for columns in needed):
        named = ", ".join(sorted(needed[0])) if needed else ""
        raise TakeoverError(f"{gathered.file or 'This'} is no table with the columns {named}.")
    take = _READERS[kind]
    with _bounded_fields():
        for line, row in _rows(text, gathered):
            take(row, line, gathered)


def _columns(text: str) -> list[str]:
    header = text[:_LONGEST_HEADER].lstrip("\r\n").partition("\n")[0]
    return [name.strip().strip('"').lower() for name in header.split(_separator(header))]


def _separator(header: str) -> str:
    return max(",;\t", key=header.count)


def _rows(text: str, gathered: Gathering) -> Iterator[tuple[int, Row]]:
    """Yield the rows under the names of their columns, without case; a broken table ends where it breaks."""
    names = _columns(text)
    separator = _separator(text[:_LONGEST_HEADER].lstrip("\r\n").partition("\n")[0])
    reader = csv.reader(io.StringIO(text.lstrip("\r\n").replace("\0", ""), newline=""), delimiter=separator)
    try:
        for number, values in enumerate(reader):
            if number > _MOST_ROWS:
                gathered.leave("", f"only {_MOST_ROWS:,} rows are read", reader.line_num)
                return
            if number and any(values):
                yield reader.line_num, dict(zip(names, values, strict=False))
    except csv.Error as error:
        why = "a field is larger than 1 MB" if "limit" in str(error) else safe_line(str(error), 80)
        gathered.leave("what comes after it", why, reader.line_num)


@contextmanager
def _bounded_fields() -> Iterator[None]:
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _pocket(row: Row, line: int, gathered: Gathering) -> None:
    archived = row.get("status", "").strip().lower() == "archive"
    gathered.page(
        row.get("url"),
        row.get("title"),
        line=line,
        added=moment(row.get("time_added")),
        read=archived,
        saved=not archived,
        tags=tags_in(split_tags(row.get("tags"), "|", ",")),
    )


def _instapaper(row: Row, line: int, gathered: Gathering) -> None:
    folder = row.get("folder", "").strip()
    place = folder.lower()
    gathered.page(
        row.get("url"),
        row.get("title"),
        line=line,
        added=moment(row.get("timestamp")),
        read=place in {"archive", "starred"},
        saved=place not in {"archive", "starred"},
        starred=place == "starred",
        tags=tags_in(
            [*_list_in(row.get("tags")), *([] if place in {"unread", "archive", "starred"} else [folder])]
        ),
        quotes=quote_in(row.get("selection")),
    )


def _readwise_reader(row: Row, line: int, gathered: Gathering) -> None:
    place = row.get("location", "").strip().lower()
    gathered.page(
        row.get("url"),
        row.get("title"),
        line=line,
        added=moment(row.get("saved date")),
        read=place == "archive",
        saved=place in {"new", "later", "shortlist"},
        tags=tags_in([*_list_in(row.get("document tags")), *(["shortlist"] if place == "shortlist" else [])]),
    )


def _readwise_highlights(row: Row, line: int, gathered: Gathering) -> None:
    """A passage: of a page, where there is its address; else of a book, known by its title and author."""
    title, author = row.get("book title", ""), safe_line(row.get("book author", ""), 200)
    quotes = quote_in(row.get("highlight"), _note_with_tags(row), row.get("highlighted at"))
    if not quotes:
        gathered.leave(title, "it has no words", line)
        return
    tags = tags_in(split_tags(row.get("document tags"), ","))
    authors = (author,) if author else ()
    if row.get("url", "").startswith(("http://", "https://")):
        gathered.page(
            row.get("url"),
            title,
            line=line,
            read=True,
            tags=tags,
            quotes=quotes,
            authors=authors,
            added=quotes[0].made,
        )
        return
    name = safe_line(title, 1000) or "Without a title"
    book = Bookmark(
        nameless(name, author), name, quotes[0].made, read=True, tags=tags, quotes=quotes, authors=authors
    )
    gathered.add(Found(book))


def _note_with_tags(row: Row) -> str:
    tags = " ".join(f"#{tag.replace(' ', '-')}" for tag in tags_in(split_tags(row.get("tags"), ",")))
    return "\n".join(filter(None, (row.get("note", "").strip(), tags)))


def _raindrop(row: Row, line: int, gathered: Gathering) -> None:
    folders = split_tags(row.get("folder"), " / ", "/")
    gathered.page(
        row.get("url"),
        row.get("title"),
        line=line,
        added=moment(row.get("created")),
        read=True,
        starred=truth(row.get("favorite")),
        tags=tags_in([*split_tags(row.get("tags"), ","), *folders]),
        note=note_in(row.get("note")),
        quotes=_raindrop_quotes(row.get("highlights", "")),
    )


def _raindrop_quotes(said: str) -> tuple[Quote, ...]:
    """Passages as "Highlight:words" and "Note:text" on lines of their own."""
    quotes: list[tuple[str, str]] = []
    for line in said.splitlines():
        head, _, rest = line.partition(":")
        if head.strip().lower() == "note" and quotes:
            quotes[-1] = (quotes[-1][0], rest.strip())
        elif head.strip().lower() == "highlight":
            quotes.append((rest.strip(), ""))
    return tuple(one for words, note in quotes for one in quote_in(words, note))


def _any(row: Row, line: int, gathered: Gathering) -> None:
    def first(*names: str) -> str:
        return next((row[name] for name in names if row.get(name, "").strip()), "")

    done = truth(first("archived", "is_archived", "read", "is_read")) or first("status", "state").lower() in {
        "archive",
        "archived",
        "read",
    }
    gathered.page(
        first("url", "link", "href"),
        first("title", "name"),
        line=line,
        added=moment(first("added", "created", "created_at", "date", "timestamp", "time_added", "time")),
        read=done,
        saved=not done,
        starred=truth(first("favorite", "favourite", "starred", "is_starred")),
        tags=tags_in(split_tags(first("tags", "labels", "tag"), ",", "|", ";")),
        note=note_in(first("note", "notes", "comment", "description")),
    )


def _list_in(said: str | None) -> list[str]:
    """Tags as the lists that programs print: ["a","b"], ['a', 'b'], or a, b."""
    text = (said or "").strip()
    if not text.startswith("["):
        return list(split_tags(text, ","))
    try:
        found = json.loads(text)
        return [str(one) for one in found] if isinstance(found, list) else []
    except (ValueError, RecursionError):
        return [one.strip().strip("'\"") for one in text.strip("[]").split(",")]


def passages_document(bookmark: Bookmark) -> Document:
    """Return what is known of the text of a thing that has no address: the passages that were marked."""
    blocks = [Block("quote", " ".join(quote.words.split())) for quote in bookmark.quotes]
    authors = tuple(Author(name=name) for name in bookmark.authors)
    return Document(title=bookmark.title, blocks=tuple(blocks), authors=authors)


_READERS: dict[PagesKind, Callable[[Row, int, Gathering], None]] = {
    "pocket": _pocket,
    "instapaper": _instapaper,
    "readwise reader": _readwise_reader,
    "readwise highlights": _readwise_highlights,
    "raindrop": _raindrop,
    "csv": _any,
}
