"""Exporting: what is to be written, read from the library piece by piece, and put where the person says."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from reader import config, opening
from reader.annotation import Annotations
from reader.clock import Clock
from reader.destination import Destination, DestinationError, ThereAlready
from reader.export.piece import Piece
from reader.export_order import ExportKind, ExportReport, Order, OrderError, kind_at, placed
from reader.model import Article, Block, Document, Understanding
from reader.paths import expanded
from reader.portable import Heading, Template
from reader.storage import LibraryError, Store, refuse_own
from reader.subscriptions import Subscriptions
from reader.worker import JobError, Worker

if TYPE_CHECKING:
    from reader.gallery import Gallery

OnExport = Callable[[int, int], None]
"""Told how many articles are written, of how many."""
_AT_ONCE = 50
_WHOLE_AT_ONCE = 100
_UNDERSTOOD_FIRST = 100
"""As many articles are understood first, where they are not yet: each takes a fifth of a second."""


class Exports:
    """Writes what a library has. Every method raises LibraryError, with one sentence, if it cannot."""

    def __init__(
        self,
        store: Store,
        subscriptions: Subscriptions,
        worker: Callable[[], Worker],
        gallery: Callable[[], Gallery],
        clock: Clock,
    ) -> None:
        self._store, self._subscriptions, self._clock = store, subscriptions, clock
        self._get_worker, self._get_gallery = worker, gallery

    async def run(
        self, order: Order, on_progress: OnExport | None = None, out: BinaryIO | None = None
    ) -> ExportReport:
        """Write what is ordered; `out` is the stream for an order without a place. Cancelled, files that are
        whole stay, and there is nothing of the others."""
        progress = on_progress or (lambda _done, _total: None)
        writers: dict[ExportKind, Callable[[Order, OnExport, BinaryIO | None], Awaitable[ExportReport]]] = {
            "markdown": self._files,
            "html": self._files,
            "epub": self._book,
            "json": self._lines,
            "csv": self._figures,
            "opml": self._outline,
        }
        if order.to is not None and not order.many:
            refuse_own(order.to, self._store.path, self._subscriptions.configuration.path)
        try:
            return await writers[order.kind](order, progress, out)
        except DestinationError as error:
            raise LibraryError(str(error)) from None
        except JobError as error:
            raise LibraryError(f"It could not be written: {error}") from None
        except ThereAlready as there:
            raise LibraryError(f"{there} is there already and was left as it is.") from None

    def order(self, said: str, ids: Sequence[int], title: str) -> Order:
        """Return what a typed path asks for: see `kind_at` and `placed`. Raise LibraryError."""
        try:
            kind = kind_at(expanded(said))
            if kind == "opml":
                return placed(Order(kind, title="Subscriptions"), said)
            fetch = self._subscriptions.configuration.settings.pictures != "off"
            pictures = kind in {"html", "epub"}
            return placed(Order(kind, ids, pictures=pictures, fetch=fetch, title=title), said)
        except OrderError as error:
            raise LibraryError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None

    def template(self, wanted: str) -> Template:
        """Return a form: a file's, or by its name one in the `config.template_folder`, or one of the reader's
        own. Raise LibraryError if there is none."""
        from reader.forms import FormError, form

        try:
            return form(wanted, config.template_folder(self._subscriptions.configuration.path))
        except FormError as error:
            raise LibraryError(str(error)) from None

    # Articles, one by one

    async def pieces(self, order: Order) -> AsyncIterator[Piece]:
        """Yield the articles of an order with what is known of them."""
        ids = order.ids if order.ids is not None else await asyncio.to_thread(self._store.carrying.every_id)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            for piece, has_document in await asyncio.to_thread(self._read, some):
                whole = piece if has_document else await self._with_text(piece)
                if len(ids) <= _UNDERSTOOD_FIRST and not whole.understanding.version:
                    whole = await self._understood(whole)
                yield await self._with_pictures(whole, order) if order.pictures else whole

    def _read(self, ids: Sequence[int]) -> list[tuple[Piece, bool]]:
        marks = self._store.annotations(ids)
        found = []
        for article in self._store.articles_by_id(ids):
            document = self._store.document(article.id)
            known = self._store.understanding(article.id) or Understanding()
            piece = Piece(
                article,
                document or Document(),
                opening.acquainted(self._store, known),
                marks.get(article.id, Annotations()),
            )
            found.append((piece, document is not None))
        return found

    async def _with_text(self, piece: Piece) -> Piece:
        """The article with the text that its feed gave, or what a list shows of it."""
        try:
            document = await opening.local_document(self._store, self._get_worker(), piece.article)
        except JobError:
            document = None
        if document is None:
            said = piece.article.summary
            blocks = (Block("paragraph", said),) if said else ()
            document = opening.completed(Document(blocks=blocks, truncated=bool(said)), piece.article)
        return replace(piece, document=document)

    async def _understood(self, piece: Piece) -> Piece:
        try:
            known = await opening.read_locally(self._store, self._get_worker(), piece.article)
        except JobError:
            known = None
        if known is None:
            return piece
        known = await asyncio.to_thread(opening.acquainted, self._store, known)
        return replace(piece, understanding=known)

    async def _with_pictures(self, piece: Piece, order: Order) -> Piece:
        from reader.gallery import shown_pictures

        wanted = list(dict.fromkeys(one.url for one in shown_pictures(piece.document) if one.url))
        if wanted and order.fetch:
            await self._get_gallery().keep(piece.article.id)
        pictures = await asyncio.to_thread(self._kept, piece.article.id, wanted)
        return replace(piece, pictures=pictures)

    def _kept(self, article_id: int, wanted: Sequence[str]) -> dict[str, bytes]:
        kept = ((url, self._store.picture(article_id, url)) for url in wanted)
        return {url: picture.data for url, picture in kept if picture is not None and picture.data}

    # The kinds

    async def _files(self, order: Order, progress: OnExport, out: BinaryIO | None) -> ExportReport:
        from reader.filing import Filing

        if order.briefing is not None:
            return await self._briefing(order, out)
        if order.many:  # so that of two of one name the same one is numbered each time
            order = replace(order, ids=sorted(order.ids or ()))
        with _place(order, out) as place:
            filing = Filing(order, place, self._get_worker)
            total = len(order.ids or ())
            async for piece in self.pieces(order):
                await filing.put(piece)
                progress(filing.done, total)
            return filing.report

    async def _briefing(self, order: Order, out: BinaryIO | None) -> ExportReport:
        from reader.export.briefing_page import briefing_body
        from reader.export.briefings import briefing_markdown
        from reader.export.notes import briefing_matter
        from reader.export.page import page

        briefing = order.briefing
        assert briefing is not None  # noqa: S101
        if order.kind == "html":
            written = page(order.title, briefing_body(briefing, order.title))
        else:
            matter = briefing_matter(order.title, briefing.since, self._clock.now())
            written = f"{matter}\n\n{briefing_markdown(briefing)}\n"
        with _file(order, out) as file:
            await asyncio.to_thread(file.write, written.encode())
        return ExportReport(order.to, len(briefing.briefs))

    async def _book(self, order: Order, progress: OnExport, out: BinaryIO | None) -> ExportReport:
        from reader.export.book import MOST_CHAPTERS, Book
        from reader.export.briefing_page import briefing_body

        total = len(order.ids or ())
        if not total:
            raise LibraryError("A book needs an article at least.")
        if total > MOST_CHAPTERS:
            raise LibraryError(f"A book has room for {MOST_CHAPTERS:,} articles, and these are {total:,}.")
        with _file(order, out, whole=True) as file:
            opened = order.title if order.briefing is not None else ""
            book = Book(file, order.title, self._clock.now(), opening=opened)
            links, wanted = dict[int, str](), 0
            async for piece in self.pieces(order):
                links[piece.article.id] = await asyncio.to_thread(book.add, piece)
                wanted += len(piece.pictures)
                progress(len(links), total)
            if order.briefing is not None:
                book.set_opening(briefing_body(order.briefing, order.title, links))
            await asyncio.to_thread(book.finish)
        return ExportReport(
            order.to, len(links), pictures=wanted - book.left_out, missing_pictures=book.left_out
        )

    async def _lines(self, order: Order, progress: OnExport, out: BinaryIO | None) -> ExportReport:
        from reader.export.lines import written_line

        if order.briefing is not None:
            return await self._stories(order, out)
        carrying = self._store.carrying
        ids = order.ids if order.ids is not None else await asyncio.to_thread(carrying.every_id)
        ids = sorted(ids)

        def some(numbers: Sequence[int]) -> bytes:
            return b"".join(map(written_line, carrying.articles(numbers)))

        with _file(order, out) as file:
            await asyncio.to_thread(file.write, await asyncio.to_thread(self._about, whole=order.ids is None))
            for start in range(0, len(ids), _WHOLE_AT_ONCE):
                numbers = ids[start : start + _WHOLE_AT_ONCE]
                file.write(await asyncio.to_thread(some, numbers))
                progress(min(start + _WHOLE_AT_ONCE, len(ids)), len(ids))
        return ExportReport(order.to, len(ids))

    def _about(self, *, whole: bool) -> bytes:
        """What stands before the articles: when this was made and, of a whole library, feeds and tags."""
        from reader.export.lines import written_line

        written = written_line(Heading(made=self._clock.now()))
        if whole:
            carrying, said = self._store.carrying, self._subscriptions.configuration.subscriptions
            written += b"".join(
                [*map(written_line, carrying.feeds(said)), *map(written_line, carrying.tags())]
            )
        return written

    async def _stories(self, order: Order, out: BinaryIO | None) -> ExportReport:
        import json

        from reader.export.briefings import brief_record

        briefs = order.briefing.briefs if order.briefing is not None else ()
        with _file(order, out) as file:
            for brief in briefs:
                file.write(json.dumps(brief_record(brief), ensure_ascii=False).encode() + b"\n")
        return ExportReport(order.to, len(briefs))

    async def _figures(self, order: Order, progress: OnExport, out: BinaryIO | None) -> ExportReport:
        from reader.export.sheet import figure_lines, heading

        ids = order.ids if order.ids is not None else await asyncio.to_thread(self._store.carrying.every_id)
        count = 0

        def some(numbers: Sequence[int]) -> tuple[str, int]:
            articles = [
                (one, self._store.understanding(one.id)) for one in self._store.articles_by_id(numbers)
            ]
            known = [(one, understood) for one, understood in articles if understood is not None]
            lines = (
                figure_lines(one, _names(one, understood), understood.figures) for one, understood in known
            )
            return "".join(lines), sum(len(understood.figures) for _, understood in known)

        with _file(order, out) as file:
            file.write(heading().encode())
            for start in range(0, len(ids), _WHOLE_AT_ONCE):
                written, found = await asyncio.to_thread(some, ids[start : start + _WHOLE_AT_ONCE])
                file.write(written.encode())
                count += found
                progress(min(start + _WHOLE_AT_ONCE, len(ids)), len(ids))
        return ExportReport(order.to, count)

    async def _outline(self, order: Order, progress: OnExport, out: BinaryIO | None) -> ExportReport:
        from reader.feeds.opml import write_opml

        feeds = {feed.url: feed for feed in await asyncio.to_thread(self._store.feeds)}
        subscriptions = self._subscriptions.configuration.subscriptions
        names = {url: feed.title for url, feed in feeds.items()}
        sites = {url: feed.site for url, feed in feeds.items() if feed.site}
        written = write_opml(subscriptions, order.title or "Subscriptions", names, sites)
        with _file(order, out) as file:
            await asyncio.to_thread(file.write, written.encode())
        progress(len(subscriptions), len(subscriptions))
        return ExportReport(order.to, len(subscriptions))


def _names(article: Article, known: Understanding) -> Sequence[str]:
    names = [one.name for one in known.authors if one.name and one.part == "author"]
    return names or article.authors


@contextmanager
def _place(order: Order, out: BinaryIO | None) -> Iterator[Destination | BinaryIO]:
    """Where articles go as files: an open folder, or a stream for the one there is."""
    if order.many and order.to is not None:
        with Destination.open(order.to) as folder:
            yield folder
    else:
        with _file(order, out) as file:
            yield file


@contextmanager
def _file(order: Order, out: BinaryIO | None, *, whole: bool = False) -> Iterator[BinaryIO]:
    """The file of an order, or the stream; with `whole` the stream gets nothing before all is written."""
    if order.to is not None:
        with (
            Destination.open(order.to.parent) as folder,
            folder.writing(order.to.name, overwrite=order.overwrite, lasting=True) as file,
        ):
            yield file
    elif out is None:
        raise LibraryError("Nobody said where to.")
    elif not whole:
        yield out
    else:
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            shutil.copyfileobj(file, out)
