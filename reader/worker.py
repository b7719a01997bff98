"""Jobs handed to a process of their own, with a deadline and a kill; `worker_process` is what runs there."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import math
import os
import sys
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from reader.frames import LARGEST_FRAME, framed
from reader.jobs import job_named
from reader.lazily import lazily
from reader.piping import PipedProcess, Twin, start_two
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    import msgspec

    from reader.excerpt import Excerpts
    from reader.model import (
        Author,
        Canvas,
        Document,
        Drawing,
        Entity,
        Entry,
        FeedDocument,
        Gist,
        KeptPicture,
        Placed,
        Placing,
        Understanding,
    )
    from reader.portable import Lines, Template
    from reader.revision import Comparison, Wording
    from reader.takeover.values import Batch, Pages, StatePart, Survey
else:
    msgspec = lazily("msgspec")


_Process: TypeAlias = "PipedProcess | Twin"


class JobError(Exception):
    """A job gave no result. Its text is one sentence for a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(safe_line(sentence, 300))


class _NonsenseError(Exception):
    """An answer that is none."""


class Worker:
    """One worker process, started when first needed and again after a kill. Jobs run one at a time.

    A job that waits is taken in the order of its `urgency` (0 first), so what a person waits for goes
    before what comes in by itself. `engine` is what finds names; see `Settings.engine`. No job may take
    more than `longest` seconds, whatever its own deadline.
    """

    def __init__(self, niceness: int = 10, engine: str = "", *, longest: float = math.inf) -> None:
        self._niceness, self.engine, self._longest = niceness, engine, longest
        self._starting: asyncio.Task[_Process] | None = None
        self._ending = set[asyncio.Task[None]]()
        self._turns = itertools.count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._busy = self._closed = False

    @property
    def pid(self) -> int | None:
        """The process's number, None while there is none."""
        return self._process.pid if self._process is not None else None

    @property
    def load(self) -> int:
        """How many jobs run and wait."""
        return self._busy + len(self._waiting)

    @property
    def _process(self) -> _Process | None:
        starting = self._starting
        if starting is None or not starting.done() or starting.cancelled() or starting.exception():
            return None
        return starting.result()

    async def parse_feed(
        self, body: bytes, url: str | None, content_type: str | None, *, deadline: float = 15.0
    ) -> FeedDocument:
        """Run `jobs.parse_feed`. Raise JobError if there is no result within `deadline` seconds."""
        return cast("FeedDocument", await self._run("parse_feed", (body, url, content_type), deadline, 1))

    async def extract_page(
        self, page: bytes, url: str | None, charset: str | None = None, *, deadline: float = 15.0
    ) -> Document:
        """Run `jobs.extract_page`. Raise JobError as above."""
        return cast("Document", await self._run("extract_page", (page, url, charset), deadline, 0))

    async def extract_fragment(self, markup: str, url: str | None, *, deadline: float = 10.0) -> Document:
        """Run `jobs.extract_fragment`. Raise JobError as above."""
        return cast("Document", await self._run("extract_fragment", (markup, url), deadline, 0))

    async def extract_text(self, text: str, *, deadline: float = 10.0) -> Document:
        """Run `jobs.extract_text`. Raise JobError as above."""
        return cast("Document", await self._run("extract_text", (text,), deadline, 0))

    async def understand(self, document: Document, *, deadline: float = 20.0) -> Understanding:
        """Run `jobs.understand`. Raise JobError as above."""
        return cast("Understanding", await self._run("understand", (document, self.engine), deadline, 0))

    async def extract_profile(
        self, page: bytes, url: str | None, name: str, charset: str | None = None, *, deadline: float = 15.0
    ) -> Author:
        """Run `jobs.extract_profile`. Raise JobError as above."""
        job = ("extract_profile", (page, url, name, charset), deadline, 0)
        return cast("Author", await self._run(*job))

    async def gists(
        self, articles: list[tuple[str, str, str | None]], *, deadline: float = 30.0
    ) -> list[Gist]:
        """Run `jobs.gists`. Raise JobError as above."""
        return cast("list[Gist]", await self._run("gists", (articles,), deadline, 2))

    async def place(self, new: Placing, others: list[Placing], *, deadline: float = 10.0) -> Placed | None:
        """Run `jobs.place`. Raise JobError as above."""
        return cast("Placed | None", await self._run("place", (new, others), deadline, 2))

    async def excerpts(
        self, document: Document, headlines: list[str], entities: list[Entity], *, deadline: float = 10.0
    ) -> Excerpts:
        """Run `jobs.excerpts`. Raise JobError as above."""
        return cast("Excerpts", await self._run("excerpts", (document, headlines, entities), deadline, 1))

    async def keep_picture(self, data: bytes, *, deadline: float = 15.0) -> KeptPicture:
        """Run `jobs.keep_picture`. Raise JobError as above."""
        return cast("KeptPicture", await self._run("keep_picture", (data,), deadline, 1))

    async def draw_picture(self, data: bytes, canvas: Canvas, *, deadline: float = 15.0) -> Drawing:
        """Run `jobs.draw_picture`. Raise JobError as above."""
        return cast("Drawing", await self._run("draw_picture", (data, canvas), deadline, 0))

    async def survey(self, places: list[str], read_as: str = "", *, deadline: float = 50.0) -> Survey:
        """Run `jobs.survey`. Raise JobError as above."""
        return cast("Survey", await self._run("survey", (places, read_as), deadline, 0))

    async def pages_in(
        self, place: str, read_as: str, after: int, *, texts: bool, deadline: float = 50.0
    ) -> Pages:
        """Run `jobs.pages_in`. Raise JobError as above."""
        return cast("Pages", await self._run("pages_in", (place, read_as, after, texts), deadline, 0))

    async def cached_items(self, cache: str, after: int, limit: int, *, deadline: float = 30.0) -> Batch:
        """Run `jobs.cached_items`. Raise JobError as above."""
        return cast("Batch", await self._run("cached_items", (cache, after, limit), deadline, 0))

    async def state_part(self, path: str, at: int, *, deadline: float = 30.0) -> StatePart:
        """Run `jobs.state_part`. Raise JobError as above."""
        return cast("StatePart", await self._run("state_part", (path, at), deadline, 0))

    async def portable_lines(self, path: str, after: int, limit: int, *, deadline: float = 50.0) -> Lines:
        """Run `jobs.portable_lines`. Raise JobError as above."""
        return cast("Lines", await self._run("portable_lines", (path, after, limit), deadline, 0))

    async def render_template(
        self, template: Template, record: dict[str, Any], *, deadline: float = 10.0
    ) -> str:
        """Run `jobs.render_template`. Raise JobError as above."""
        return cast("str", await self._run("render_template", (template, record), deadline, 0))

    async def clean_entries(self, entries: list[Entry], *, deadline: float = 15.0) -> list[Entry]:
        """Run `jobs.clean_entries`. Raise JobError as above."""
        return cast("list[Entry]", await self._run("clean_entries", (entries,), deadline, 1))

    async def compare(
        self, before: Wording, after: Wording, language: str | None, *, deadline: float = 20.0
    ) -> Comparison:
        """Run `jobs.compare`. Raise JobError as above."""
        job = ("compare", (before, after, language, self.engine), deadline, 0)
        return cast("Comparison", await self._run(*job))

    def divide(self) -> Worker | None:
        """Start the process so that it divides in two once it has loaded what reads feeds; return a worker
        that has its other half. None where it runs already, and on systems that cannot do so."""
        if self._starting is not None or self._closed or not hasattr(os, "fork"):
            return None
        both = asyncio.create_task(start_two(*self._command))
        twin = Worker(self._niceness, self.engine, longest=self._longest)
        self._starting = asyncio.create_task(_first(both))
        twin._starting = asyncio.create_task(twin._second(both))
        return twin

    def refuse(self) -> None:
        """Take no more jobs: those that wait fail, and so do new ones."""
        self._closed = True

    async def rest(self) -> None:
        """Let the process end, unless it has something to do; the next job starts another."""
        if not self._busy:
            await self._let_go()

    async def close(self) -> None:
        """Let the process end; kill it if it does not within a second. Jobs that run or wait fail."""
        self.refuse()
        await self._let_go()
        await asyncio.gather(*self._ending)

    async def _let_go(self) -> None:
        starting, self._starting = self._starting, None
        if starting is not None:
            await self._see_end(_let_end(starting))

    async def _run(self, job: str, arguments: tuple[Any, ...], deadline: float, urgency: int) -> Any:
        try:
            request = framed((job, arguments))
        except UnicodeEncodeError:  # a file's name, as a shell may give it
            raise JobError("its name or its text is not UTF-8") from None
        if len(request) > LARGEST_FRAME:
            raise JobError("it is too large to be read")
        async with self._turn(urgency):
            process = await self._started()
            answer = await self._exchange(process, request, min(deadline, self._longest))
            try:
                return _unpack(job, answer)
            except _NonsenseError:
                await self._kill(process)  # what it writes next could be taken for the next job's answer
                raise JobError("the worker gave an answer that makes no sense") from None

    @contextlib.asynccontextmanager
    async def _turn(self, urgency: int) -> AsyncIterator[None]:
        """Wait until no other job runs and none more urgent waits."""
        if self._busy:
            ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append((urgency, next(self._turns), ready))
            try:
                await ready
            except asyncio.CancelledError:
                if ready.done() and not ready.cancelled():
                    self._pass_on()
                raise
        self._busy = True
        try:
            yield
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        self._waiting = [entry for entry in self._waiting if not entry[2].done()]
        self._busy = bool(self._waiting)
        if self._waiting:
            first = min(self._waiting, key=lambda entry: entry[:2])
            self._waiting.remove(first)
            first[2].set_result(None)

    async def _exchange(self, process: _Process, request: bytearray, deadline: float) -> bytes:
        try:
            async with asyncio.timeout(deadline):
                await process.say(request)
                return await process.hear()
        except TimeoutError:
            await self._kill(process)
            raise JobError(f"reading it took longer than {deadline:g} seconds") from None
        except (EOFError, ConnectionError):
            await self._kill(process)
            raise JobError("reading it needed too much memory or broke the parser") from None
        except BaseException:  # cancelled half-way: the pipe is out of step, so this process is done for
            await self._kill(process)
            raise

    async def _started(self) -> _Process:
        self._refuse_closed()
        if self._starting is None or (self._process is not None and self._process.returncode is not None):
            self._starting = asyncio.create_task(self._start())
        try:
            process = await asyncio.shield(self._starting)
        except OSError as error:
            self._starting = None
            why = error.strerror or type(error).__name__
            raise JobError(f"a process to read it in could not be started ({why.lower()})") from None
        self._refuse_closed()  # it may have been while this was starting
        return process

    @property
    def _command(self) -> tuple[str, ...]:
        # -P: a file in the folder where the person stands must not be imported instead of a library.
        return sys.executable, "-P", "-m", "reader.worker_process", str(self._niceness)

    async def _start(self) -> _Process:
        return await PipedProcess.start(*self._command)

    async def _second(self, both: asyncio.Task[tuple[PipedProcess, Twin]]) -> _Process:
        """The second half of a process; one of its own if that ends before it has divided."""
        _, twin = await asyncio.shield(both)
        try:
            await twin.meet()
        except ConnectionError:
            return await self._start()
        return twin

    def _refuse_closed(self) -> None:
        if self._closed:
            raise JobError("the reader is closing")

    async def _kill(self, process: _Process) -> None:
        if self._process is process:
            self._starting = None
        await self._see_end(process.end())

    async def _see_end(self, end: Coroutine[Any, Any, None]) -> None:
        """Wait for the end of a process; who closes the worker waits for it, should this be cancelled."""
        ending = asyncio.create_task(end)
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        await asyncio.shield(ending)


async def _first(both: asyncio.Task[tuple[PipedProcess, Twin]]) -> _Process:
    return (await asyncio.shield(both))[0]


async def _let_end(starting: asyncio.Task[_Process]) -> None:
    """Let a process come to its end, as it does when nothing more can come; kill it after a second."""
    try:
        process = await starting
    except OSError:
        return
    if process.stdin is not None:
        process.stdin.close()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(1.0):
            await process.wait()
    await process.end()


def _unpack(job: str, answer: bytes) -> Any:
    """The result in an answer; JobError if it says that there is none, _NonsenseError if it says nothing."""
    try:
        result, error = msgspec.msgpack.decode(answer, type=tuple[msgspec.Raw, str | None])
        if error is None:
            return msgspec.msgpack.decode(result, type=job_named(job).result)
    except (msgspec.MsgspecError, RecursionError):
        raise _NonsenseError from None
    raise JobError(safe_line(error, 200))
