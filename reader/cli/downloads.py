"""`reader downloads` and `reader play`: files that come with articles."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from reader import programs
from reader.cli.naming import DONE, FAILED, UsageError
from reader.cli.output import ProgressLine, complain, remark, say, say_json, say_rows
from reader.downloads import Progress
from reader.library import Library, LibraryError, ProgramError
from reader.media import is_played, name_of, sized
from reader.model import Download, Enclosure
from reader.text import masked


async def downloads(library: Library, arguments: argparse.Namespace) -> int:
    """List the queue, fetch what waits in it, or take something out of it."""
    if arguments.action == "run":
        return await _run(library, arguments)
    if arguments.action == "add":
        return await _add(library, arguments)
    if arguments.action == "remove":
        return await _remove(library, arguments)
    queue = library.downloads.all()
    if not queue:
        remark("nothing was downloaded yet")
    if arguments.json:
        for one in queue:
            say_json(_record(library, one))
    else:
        say_rows([_row(library, one) for one in queue])
    return DONE


async def play(library: Library, arguments: argparse.Namespace) -> int:
    """Play what comes with an article with the configured program, and wait for it."""
    article = library.article(arguments.article)
    if article is None:
        raise UsageError(f"there is no article {arguments.article}; `reader list` gives the numbers")
    enclosure = _chosen(library.enclosures(article.id), arguments.file)
    known = library.downloads.of_address(enclosure.url)
    try:
        argv = library.programs.opening(enclosure, article, library.downloads.file_of(known))
        code = programs.run_in_terminal(argv)
    except ProgramError as error:
        complain(str(error))
        return FAILED
    if code:
        complain(f"{programs.name_of(argv)} ended with {code}")
        return FAILED
    if known is not None:
        await library.downloads.set_played(known.id)
    await library.set_read([article.id], True)
    if arguments.json:
        say_json({"article": article.id, "url": masked(enclosure.url, 0), "program": programs.name_of(argv)})
    return DONE


def _chosen(enclosures: tuple[Enclosure, ...], number: int | None) -> Enclosure:
    """The file of that number; without one the first to be heard or seen, else the first."""
    if not enclosures:
        raise UsageError("no file comes with this article")
    if number is None:
        return next((one for one in enclosures if is_played(one)), enclosures[0])
    if not 1 <= number <= len(enclosures):
        listed = ", ".join(f"{place} {name_of(one)}" for place, one in enumerate(enclosures, 1))
        raise UsageError(f"there is no file {number}, but {listed}")
    return enclosures[number - 1]


async def _add(library: Library, arguments: argparse.Namespace) -> int:
    for number in arguments.article:
        if library.article(number) is None:
            raise UsageError(f"there is no article {number}; `reader list` gives the numbers")
        download = await library.downloads.want(number, _chosen(library.enclosures(number), None))
        if arguments.json:
            say_json(_record(library, download))
        else:
            say_rows([_row(library, download)])
    return DONE


async def _run(library: Library, arguments: argparse.Namespace) -> int:
    line = ProgressLine()
    before = {one.id for one in library.downloads.all() if one.state == "waiting"}

    def show(under_way: Iterable[tuple[Download, Progress]]) -> None:
        line.show(" · ".join(f"{one.title} {_part(progress)}" for one, progress in under_way))

    await library.downloads.run(show)
    line.clear()
    code = DONE
    for one in library.downloads.all():
        if one.id not in before:
            continue
        if arguments.json:
            say_json(_record(library, one))
        elif one.state == "done":
            say_rows([("downloaded", str(one.id), one.title, one.path or "")])
        if one.state != "done":
            code = FAILED
            complain(f"{one.title}: {one.error or 'it was not fetched; another Reader may be at it'}")
    return code


async def _remove(library: Library, arguments: argparse.Namespace) -> int:
    code = DONE
    for number in arguments.number:
        try:
            await library.downloads.remove(number)
        except LibraryError as error:
            complain(str(error))
            code = FAILED
        else:
            say_json({"id": number, "removed": True}) if arguments.json else say(f"removed {number}")
    return code


def _part(progress: Progress) -> str:
    if not progress.total:
        return sized(progress.received)
    return f"{min(1.0, progress.received / progress.total):.0%} of {sized(progress.total)}"


def _state(library: Library, download: Download) -> str:
    if download.state != "done":
        return download.state
    if library.downloads.file_of(download) is None:
        return "gone"
    return "played" if download.played else "done"


def _row(library: Library, download: Download) -> tuple[str, ...]:
    said = download.error or (str(Path(download.path)) if download.state == "done" and download.path else "")
    size = sized(download.length) or "-"
    return (str(download.id), _state(library, download), size, download.feed_title, download.title, said)


def _record(library: Library, download: Download) -> dict[str, object]:
    file = library.downloads.file_of(download)
    return {
        "id": download.id,
        "article": download.article_id,
        "title": download.title,
        "feed": download.feed_title,
        "url": masked(download.url, 0),
        "type": download.type,
        "state": _state(library, download),
        "bytes": download.length,
        "file": str(file) if file is not None else None,
        "error": download.error or None,
        "played": download.played.isoformat() if download.played else None,
    }
