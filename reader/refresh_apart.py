"""A large refresh in a process of its own, so that who reads meanwhile does not feel it.

In one process, parsing's answers and SQLite would take Python's one lock from the keys for milliseconds at a
time. `refresh_process` is what runs there.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from reader.frames import framed
from reader.model import Feed
from reader.piping import PipedProcess
from reader.refresh import OnProgress, RefreshReport
from reader.refresh_process import Order, Result, Ruled, Told
from reader.rule import ArticleRule
from reader.storage import LibraryError
from reader.storage.ruling import Acted, Marked
from reader.text import safe_line

FROM = 8
"""Feeds from which on a process of its own is worth its start, about a third of a second."""
_SILENCE = 300.0
"""Seconds without a word after which it is taken for stuck; a feed that does not answer takes one of them."""


class ApartError(Exception):
    """There is no such process to be had; nothing was asked."""


async def refresh_apart(
    feeds: Sequence[Feed],
    feeds_toml: Path,
    library: Path,
    *,
    insist: bool,
    waits: Mapping[str, datetime],
    rules: Iterable[ArticleRule],
    on_progress: OnProgress | None = None,
    stop: asyncio.Event,
) -> tuple[RefreshReport, list[Acted]]:
    """Do what `refresh.refresh` does, and return with its report what the rules did to what came.

    When it is cancelled what has been stored stays. Raise ApartError if no process can be started, and
    LibraryError if the library fails there or the process breaks off.
    """
    order = Order(str(feeds_toml), str(library), tuple(feed.id for feed in feeds), insist, dict(waits))
    try:
        process = await PipedProcess.start(sys.executable, "-P", "-m", "reader.refresh_process")
    except OSError:
        raise ApartError from None
    stopping = asyncio.create_task(_pass_on(stop, process))
    try:
        await process.say(framed(order))
        result = await _result(process, on_progress)
    except (EOFError, ConnectionError, TimeoutError, msgspec.MsgspecError):
        raise LibraryError("Fetching broke off; what had come until then is kept.") from None
    finally:
        stopping.cancel()
        await asyncio.shield(process.end())
    if result.error:
        raise LibraryError(safe_line(result.error, 300))
    known = {rule.fingerprint: rule for rule in rules}
    return result.report, [_acted(known[one.rule], one) for one in result.ruled if one.rule in known]


async def _pass_on(stop: asyncio.Event, process: PipedProcess) -> None:
    await stop.wait()
    with contextlib.suppress(ConnectionError):
        await process.say(framed(None))


async def _result(process: PipedProcess, on_progress: OnProgress | None) -> Result:
    while True:
        async with asyncio.timeout(_SILENCE):
            progress, result = msgspec.msgpack.decode(await process.hear(), type=Told)
        if result is not None:
            return result
        if on_progress is not None and progress is not None:
            on_progress(progress)


def _acted(rule: ArticleRule, ruled: Ruled) -> Acted:
    marked = tuple(Marked(one.verb, one.name, array("q", one.ids)) for one in ruled.marked)
    return Acted(rule, array("q", ruled.ids), marked, ruled.error)
