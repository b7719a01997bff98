"""Handing articles and their files to the person's programs: pipes, bookmarks, players, notifications."""

from __future__ import annotations

import asyncio
import json
import shlex
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader import export, opener, programs
from reader.config import Configuration, Pipe, PipeInput
from reader.lazily import lazily
from reader.media import kind_of, name_of
from reader.model import Article, Document, Enclosure, Understanding
from reader.programs import Outcome, ProgramError
from reader.text import safe_line
from reader.values import dataclass

if TYPE_CHECKING:
    import tempfile
else:
    tempfile = lazily("tempfile")

_BOOKMARK_SECONDS = 60.0
_NOTIFY_SECONDS = 10.0
_IN_ORDER = ("{url}", "{title}", "{summary}", "{feed}")
"""What a bookmark program gets that names nothing: the order of newsboat's bookmark-cmd."""
_SUFFIXES = {"markdown": "md", "text": "txt", "html": "html", "json": "json"}


@dataclass(frozen=True, slots=True)
class Text:
    """An article with what it says, for a program."""

    article: Article
    document: Document
    understanding: Understanding = field(default_factory=Understanding)

    def written(self, kind: PipeInput) -> str:
        """Return it as a program's input."""
        if kind == "markdown":
            return export.document_markdown(self.document) + "\n"
        if kind == "html":
            return export.document_html(self.document) + "\n"
        if kind == "text":
            return export.document_text(self.document, 0) + "\n"
        record = export.inspection_record(self.article.url or "", self.document, self.understanding)
        return json.dumps({**record, **export.article_record(self.article)}, ensure_ascii=False) + "\n"


class Handing:
    """Runs what feeds.toml names. `text_of` opens an article; `configuration` is what feeds.toml says now.

    Every method raises ProgramError, with one sentence, if a program cannot be run or fails.
    """

    def __init__(
        self, configuration: Callable[[], Configuration], text_of: Callable[[int], Awaitable[Text]]
    ) -> None:
        self._configuration, self._text_of = configuration, text_of
        self.terminal: Callable[[str, str], bool] | None = None
        """Shows a notification by the terminal that the application is in; says whether it can."""
        self.asked_for = False
        """Whether the person asks for notifications at this moment, also where feeds.toml says "off"."""

    @property
    def pipes(self) -> tuple[Pipe, ...]:
        """The [[pipe]] tables of feeds.toml, in their order."""
        return self._configuration().settings.pipes

    def typed(self, line: str) -> Pipe:
        """Return the pipe that a line means: a name in feeds.toml with more arguments, or any program."""
        try:
            argv = shlex.split(line)
        except ValueError:
            raise ProgramError("A quotation mark has no second one.") from None
        if not argv:
            raise ProgramError("Give a program, such as: wc -w")
        named = next((pipe for pipe in self.pipes if pipe.name == argv[0]), None)
        if named is None:
            return Pipe(programs.name_of(argv), tuple(argv))
        return replace(named, run=(*named.run, *argv[1:])) if argv[1:] else named

    async def pipe(self, article_id: int, pipe: Pipe) -> Outcome:
        """Give an article to a program; see `programs.run`. To cancel the task ends the program."""
        async with self.prepared(article_id, pipe) as (argv, given):
            return await programs.run(argv, given or b"", seconds=pipe.seconds)

    @asynccontextmanager
    async def prepared(self, article_id: int, pipe: Pipe) -> AsyncIterator[tuple[list[str], bytes | None]]:
        """Give a pipe's arguments and input. Where it names {file}, that is a file with the article, which
        is there as long as this lasts, and there is no input."""
        text = await self._text_of(article_id)
        written = await asyncio.to_thread(text.written, pipe.input)
        values = _values(text.article) | {"text": text.document.text}
        if not programs.has_placeholder(pipe.run, "file"):
            yield programs.filled(pipe.run, values), written.encode("utf-8", "replace")
            return
        with tempfile.TemporaryDirectory(prefix="reader-") as folder:
            path = Path(folder) / f"article.{_SUFFIXES[pipe.input]}"
            path.write_text(written, encoding="utf-8", errors="replace")
            yield programs.filled(pipe.run, values | {"file": str(path)}), None

    async def run(self, article_id: int, command: Sequence[str]) -> Outcome:
        """Run a program for an article, as a rule does: placeholders filled, the article as Markdown on its
        standard input."""
        return await self.pipe(article_id, Pipe(programs.name_of(command), tuple(command)))

    async def bookmark(self, article: Article) -> str:
        """Hand an article to the bookmark program; return a sentence on how it went."""
        command = self._configuration().settings.bookmark
        if not command:
            raise ProgramError(
                'No bookmark program is set: write bookmark = ["PROGRAM", "{url}"] in feeds.toml.'
            )
        if not article.url:
            raise ProgramError("This article has no address.")
        opener.checked(article.url)
        if not programs.has_placeholder(command):
            command = (*command, *_IN_ORDER)
        outcome = await programs.run(programs.filled(command, _values(article)), seconds=_BOOKMARK_SECONDS)
        if outcome.code:
            raise ProgramError(outcome.sentence)
        said = safe_line(outcome.output[:2000].decode("utf-8", "replace"), 120)
        return f"Bookmarked “{safe_line(article.title, 80)}”{f': {said}' if said else '.'}"

    def command_for(self, enclosure: Enclosure) -> tuple[str, ...]:
        """Return what [settings.open_with] names for a file's type; nothing if it names nothing."""
        kind = kind_of(enclosure)
        by_type = self._configuration().settings.open_with
        for pattern in (kind, f"{kind.partition('/')[0]}/*", "*"):
            if pattern in by_type:
                return by_type[pattern]
        return ()

    def opening(self, enclosure: Enclosure, article: Article | None, file: Path | None = None) -> list[str]:
        """Return the program, with its arguments, that opens a file that comes with an article.

        {file} is where it lies if it was downloaded, else its address.
        """
        address = opener.checked(enclosure.url)
        place = str(file) if file is not None else address
        command = self.command_for(enclosure)
        if not command:
            return [*opener.opener(), place]
        if not programs.has_placeholder(command, "file", "url"):
            command = (*command, "{file}")
        values = _values(article) if article is not None else {}
        return programs.filled(command, {**values, "url": address, "file": place})

    async def open_enclosure(
        self, enclosure: Enclosure, article: Article | None, file: Path | None = None
    ) -> str:
        """Open such a file; return a sentence about it."""
        argv = self.opening(enclosure, article, file)
        await programs.start(argv)
        return f"Opened {name_of(enclosure)} with {programs.name_of(argv)}."

    async def notify(self, title: str, body: str) -> bool:
        """Show a notification as `notify` in feeds.toml says; return whether that was tried."""
        wanted = self._configuration().settings.notify
        title, body = safe_line(title, 100), safe_line(body, 300)
        if wanted == "off" and not self.asked_for:
            return False
        if isinstance(wanted, str):
            if self.terminal is not None and self.terminal(title, body):
                return True
            found = opener.notifier() if wanted != "terminal" else ()
            if not found:
                return False
            wanted = found
        if not programs.has_placeholder(wanted):
            wanted = (*wanted, "{title}", "{text}")
        argv = programs.filled(wanted, {"title": title, "text": body})
        outcome = await programs.run(argv, seconds=_NOTIFY_SECONDS)
        if outcome.code:
            raise ProgramError(outcome.sentence)
        return True


def _values(article: Article) -> dict[str, str]:
    try:
        address = opener.checked(article.url or "")
    except opener.CannotOpenError:
        address = ""
    return {
        "url": address,
        "title": safe_line(article.title, 1000),
        "summary": safe_line(article.summary, 1000),
        "feed": safe_line(article.feed_title, 300),
        "author": safe_line(", ".join(article.authors), 300),
        "tags": safe_line(", ".join(article.tags), 300),
        "id": str(article.id),
    }
