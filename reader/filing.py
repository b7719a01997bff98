"""Articles as files of their own: named, numbered where two have one name, their pictures beside them."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from typing import BinaryIO

from reader.destination import Destination, DestinationError, ThereAlready
from reader.export.piece import Piece, picture_type
from reader.export_order import ExportReport, Order
from reader.file_names import safe_name
from reader.worker import JobError, Worker

PICTURES = "assets"
_MOST_TROUBLES = 20
_NOT_IN_LINKS = str.maketrans(dict.fromkeys("[]#^", " "))
"""What a link of Obsidian's cannot name; all else that a system forbids `safe_name` takes out."""


class Names:
    """Gives every article of a selection a name that no other one has, whatever the system thinks of case.

    Of two with one title the second gets its number in the library, which is the same the next time.
    """

    def __init__(self) -> None:
        self._taken = set[str]()

    def of(self, number: int, title: str) -> str:
        """Return the name of an article's file, without its ending."""
        name = safe_name(title.replace(": ", " - ").translate(_NOT_IN_LINKS), "Untitled")
        for wished in (name, f"{name} ({number})", f"{number}"):
            key = unicodedata.normalize("NFC", wished).casefold()
            if key not in self._taken:
                self._taken.add(key)
                return wished
        raise DestinationError(f"There are two articles {number}.")


class Filing:
    """Writes articles to a folder, or the one there is to a stream."""

    def __init__(self, order: Order, place: Destination | BinaryIO, worker: Callable[[], Worker]) -> None:
        self._order, self._place, self._worker = order, place, worker
        self._names = Names()
        self._there, self._troubles = list[str](), list[str]()
        self._written = self._pictures = 0
        self.done = 0
        """Articles that were looked at."""

    @property
    def report(self) -> ExportReport:
        """What has been written until now."""
        return ExportReport(
            self._order.to,
            written=self._written,
            there=tuple(self._there),
            pictures=self._pictures,
            troubles=tuple(self._troubles),
        )

    async def put(self, piece: Piece) -> None:
        """Write one. What is there already, or cannot be written by itself, is told in the report."""
        self.done += 1
        if not isinstance(self._place, Destination):
            self._place.write((await self._text(piece, {})).encode())
            self._written += 1
            return
        title = piece.document.title or piece.article.title
        name = self._names.of(piece.article.id, title) + self._order.ending
        try:
            if self._order.template is None:
                await asyncio.to_thread(self._write, self._place, name, piece)
            else:
                await self._fill(self._place, name, piece)
        except ThereAlready:
            self._there.append(name)
        except JobError as error:
            if len(self._troubles) == _MOST_TROUBLES:  # it will not become better
                raise
            self._troubles.append(f"Article {piece.article.id}: {error}")

    def _write(self, folder: Destination, name: str, piece: Piece) -> None:
        self._look(folder, name)
        self._put(folder, name, _as_kind(self._order, piece, self._put_pictures(folder, piece)))

    async def _fill(self, folder: Destination, name: str, piece: Piece) -> None:
        await asyncio.to_thread(self._look, folder, name)
        text = await self._text(piece, await asyncio.to_thread(self._put_pictures, folder, piece))
        await asyncio.to_thread(self._put, folder, name, text)

    def _look(self, folder: Destination, name: str) -> None:
        """See that nothing is there before it is written, which takes longer."""
        if not self._order.overwrite and folder.has(name):
            raise ThereAlready(name)

    def _put(self, folder: Destination, name: str, text: str) -> None:
        folder.write(name, text.encode(), overwrite=self._order.overwrite)
        self._written += 1

    async def _text(self, piece: Piece, pictures: dict[str, str]) -> str:
        order = self._order
        if order.template is None:
            return await asyncio.to_thread(_as_kind, order, piece, pictures)
        from reader.export.templates import template_record

        record = await asyncio.to_thread(template_record, piece, pictures)
        return await self._worker().render_template(order.template, record)

    def _put_pictures(self, folder: Destination, piece: Piece) -> dict[str, str]:
        """Write the pictures of a note beside it, each named by what it holds; return where they are."""
        if self._order.kind == "html" and self._order.template is None:  # they are in the page
            return {}
        places = dict[str, str]()
        if piece.pictures:
            with folder.within(PICTURES) as assets:
                for address, data in piece.pictures.items():
                    name = f"{sha256(data).hexdigest()[:20]}.{picture_type(data)[1]}"
                    if not assets.has(name):
                        assets.write(name, data)
                        self._pictures += 1
                    places[address] = f"{PICTURES}/{name}"
        return places


def _as_kind(order: Order, piece: Piece, pictures: dict[str, str]) -> str:
    if order.kind == "html":
        from reader.export.page import article_page

        return article_page(piece)
    from reader.export.notes import note_markdown

    return note_markdown(piece, pictures, text=order.text)
