"""One source read without keeping it: what `reader inspect` and `reader add` begin with."""

from __future__ import annotations

import time

from reader import continuation, sources
from reader.desk import Web
from reader.fetch import Client
from reader.model import Document, Understanding
from reader.paths import expanded
from reader.sources import NoNetworkError, SourceError
from reader.storage import LibraryError
from reader.values import dataclass
from reader.worker import JobError, Worker


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was taken from one source: its document and what was understood of it."""

    source: str
    document: Document
    understanding: Understanding


async def inspect(source: str, engine: str = "") -> Inspection:
    """Read an address, a file or standard input ("-") without keeping it. Raise LibraryError.

    `engine` finds the names; see `Settings.engine`.
    """
    worker = Worker(niceness=0, engine=engine)
    try:
        async with Client() as client:
            document = await read_source(source, client, worker)
        return Inspection(source, document, await worker.understand(document))
    except JobError as error:
        raise LibraryError(f"{source}: {error}") from None
    finally:
        await worker.close()


async def check_worker(engine: str = "") -> str:
    """Have a worker read a page and a text; return how long that took. Raise LibraryError if it cannot."""
    worker = Worker(niceness=0, engine=engine)
    started = time.monotonic()
    try:
        page = await worker.extract_page(b"<title>Test</title><p>Anna Meyer counted 12 ships.</p>", None)
        await worker.understand(page)
    except JobError as error:
        raise LibraryError(f"the worker process could not read a text: {error}") from None
    finally:
        await worker.close()
    return f"started and read a page in {time.monotonic() - started:.1f} s"


class UnreachableError(LibraryError):
    """The network did not lead to an address, now; another time it may."""


async def read_source(source: str, client: Web, worker: Worker) -> Document:
    """Bring an address, a file or standard input ("-") and read it. Raise LibraryError."""
    try:
        brought = await sources.bring(source, client)
        document = await sources.read(brought, worker)
        if brought.url is not None:
            document = await continuation.whole(document, brought.url, client, worker)
    except NoNetworkError as error:
        raise UnreachableError(str(error)) from None
    except (SourceError, JobError) as error:
        raise LibraryError(f"{source}: {error}" if isinstance(error, JobError) else str(error)) from None
    if not document.blocks:
        raise LibraryError(f"{source}: there is no article in it")
    return document


def address_of(source: str, document: Document) -> str:
    """Return what a kept page is known by: its address, its file, or what it says where it was piped in."""
    if source == "-":
        import hashlib

        digest = hashlib.sha256((document.title + document.text).encode("utf-8", "replace")).hexdigest()
        return document.url or f"input:{digest[:32]}"
    return source if sources.is_address(source) else expanded(source).resolve().as_uri()
