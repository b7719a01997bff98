"""The files of an article, and the queue of downloads: to open, download, pause, remove."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from reader.library import LibraryError
from reader.model import Article, Download, Enclosure
from reader.text import safe_line
from reader.tui.messages import FileChosen
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets import file_rows
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.file_rows import FileRow
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList, Pieces

if TYPE_CHECKING:
    from reader.library import Library

_LOOKED_AT = 0.5
"""Seconds after which it is looked how far downloads are."""
_TOLD = 4.0
"""Seconds for which it is said how something went, before the keys stand there again."""
Opening = tuple[Enclosure, int | None]
"""A file to be opened, and its article's number."""


class FileList(LineList):
    """Each file with how it stands, its name, its length and size; below, where it is or what it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ink--{name}"
        for name in (
            *("bar", "cursor", "cursor-quiet", "quiet", "name", "measure", "sentence"),
            *("bad", "mild", "good", "busy"),
        )
    }

    def __init__(self, empty: str) -> None:
        super().__init__(id="files-list")
        self.empty = empty
        self._rows: Sequence[FileRow] = ()

    @property
    def row(self) -> FileRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[FileRow]) -> None:
        """Show these rows; the cursor stays with its file."""
        if rows == self._rows:
            return
        before, self._rows = self.row, rows
        if before is not None:
            urls = [row.enclosure.url for row in rows]
            at = urls.index(before.enclosure.url) if before.enclosure.url in urls else self.cursor
            self.set_reactive(FileList.cursor, min(at, max(0, len(rows) - 1)))
        self.rows_changed()

    def row_count(self) -> int:
        return len(self._rows)

    def row_height(self) -> int:
        return 2

    def chosen(self, row: int) -> None:
        self.post_message(FileChosen(self._rows[row]))

    def pieces(self, row: int, line: int, width: int) -> Pieces:
        return file_rows.pieces(self._rows[row], line, width)


class FilesScreen(ListScreen[Opening | None]):
    """What both lists of files have in common; the answer is the file that is to be opened."""

    CSS_PATH = "files.tcss"
    heading = keys = empty = ""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._fading: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="files"):
            yield Static(as_seen_here(self.heading), id="files-heading", markup=False)
            yield FileList(self.empty)
            yield Foot(self.keys, id="files-foot")

    def on_mount(self) -> None:
        self._list.focus()
        self._show()
        self.set_interval(_LOOKED_AT, self._show)

    def rows(self) -> list[FileRow]:
        """Return what is to be shown now."""
        raise NotImplementedError

    @property
    def _list(self) -> FileList:
        return self.query_one(FileList)

    def _show(self) -> None:
        try:
            self._list.show(self.rows())
        except LibraryError as error:
            self._tell(str(error))

    def _tell(self, note: str) -> None:
        self.query_one("#files-foot", Static).update(as_seen_here(safe_line(note, 300)))
        if self._fading is not None:
            self._fading.stop()
        self._fading = self.set_timer(_TOLD, self._tell_keys)

    def _tell_keys(self) -> None:
        self.query_one("#files-foot", Static).update(self.keys)

    def _do(self, deed: Awaitable[object], said: str) -> None:
        self._tell("…")
        self._done(deed, said)

    @work(exit_on_error=False, group="files")
    async def _done(self, deed: Awaitable[object], said: str) -> None:
        try:
            await asyncio.shield(asyncio.ensure_future(deed))
        except LibraryError as error:
            said = str(error)
        self._show()
        self._tell(said)

    def action_copy(self) -> None:
        if (row := self._list.row) is not None:
            self.app.copy_to_clipboard(safe_line(row.enclosure.url))
            self._tell("Copied its address.")


class EnclosuresScreen(FilesScreen):
    """The files that come with an article."""

    heading = "FILES"
    keys = "Enter opens · d downloads · y copies · D all downloads · Esc closes"
    empty = "No files come with this article."
    careful = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,E", "dismiss(None)", "Close"),
        Binding("enter,l,o,right", "choose", "Open"),
        Binding("d", "download", "Download"),
        Binding("D", "downloads", "Downloads"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, library: Library, article: Article, downloads: Callable[[], None]) -> None:
        super().__init__(library)
        self._article, self._downloads = article, downloads
        self._enclosures = library.enclosures(article.id)
        self.heading = f"FILES · {safe_line(article.title, 120)}"

    def rows(self) -> list[FileRow]:
        queue = self._library.downloads
        known = queue.of_article(self._article.id)
        rows = []
        for enclosure in self._enclosures:
            download = known.get(enclosure.url)
            progress = queue.progress(download.id) if download is not None else None
            rows.append(file_rows.of_article(self._article.title, enclosure, download, progress))
        return rows

    def on_file_chosen(self, message: FileChosen) -> None:
        message.stop()
        self.dismiss((message.row.enclosure, self._article.id))

    def action_download(self) -> None:
        if (row := self._list.row) is not None:
            self._do(self._library.downloads.want(self._article.id, row.enclosure), "It is in the queue.")

    def action_downloads(self) -> None:
        self.dismiss(None)
        self._downloads()


class DownloadsScreen(FilesScreen):
    """The queue of downloads, the newest first."""

    heading = "DOWNLOADS"
    keys = "Enter plays · p pauses · r retries · d removes · x played · Esc closes"
    empty = "Nothing was downloaded yet. E shows the files of an article; d downloads one."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,D", "dismiss(None)", "Close"),
        Binding("enter,l,o,right", "choose", "Play"),
        Binding("p", "pause", "Pause"),
        Binding("r", "retry", "Try again"),
        Binding("d", "remove", "Remove"),
        Binding("x", "played", "Played"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._to_be_removed: int | None = None

    def rows(self) -> list[FileRow]:
        queue = self._library.downloads
        return [
            file_rows.of_queue(
                one, queue.progress(one.id), one.state != "done" or queue.file_of(one) is not None
            )
            for one in reversed(queue.all())
        ]

    @property
    def _download(self) -> Download | None:
        row = self._list.row
        return row.download if row is not None else None

    def on_file_chosen(self, message: FileChosen) -> None:
        message.stop()
        download = message.row.download
        if download is not None:
            enclosure = Enclosure(download.url, download.type, download.length)
            self.dismiss((enclosure, download.article_id))

    def action_pause(self) -> None:
        """Pause what waits or comes; go on with what is paused."""
        if (one := self._download) is None:
            return
        if one.state == "waiting":
            self._do(self._library.downloads.pause(one.id), "Paused; p goes on.")
        elif one.state in {"paused", "failed"}:
            self._do(self._library.downloads.resume(one.id), "It goes on.")

    def action_retry(self) -> None:
        if (one := self._download) is not None:
            self._do(self._library.downloads.resume(one.id), "Tried again.")

    def action_remove(self) -> None:
        """Remove a file; one that is there takes the key twice."""
        one = self._download
        if one is None:
            return
        if one.state == "done" and self._to_be_removed != one.id:
            self._to_be_removed = one.id
            self._tell(f"Once more removes “{safe_line(one.title, 60)}” from the disk.")
            return
        self._to_be_removed = None
        self._do(self._library.downloads.remove(one.id), "Removed.")

    def action_played(self) -> None:
        if (one := self._download) is not None and one.state == "done":
            said = "Not played." if one.played else "Played."
            self._do(self._library.downloads.set_played(one.id, not one.played), said)
