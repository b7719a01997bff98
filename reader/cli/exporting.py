"""`reader export`: which articles, in which form, and where to."""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO

from reader.briefing import Briefing
from reader.cli import articles
from reader.cli.naming import DONE, FAILED, WRONG, UsageError, numbered_article
from reader.cli.output import ProgressLine, complain, remark, say, say_json
from reader.export_order import A_FILE_EACH, ExportKind, ExportReport, Order, OrderError, kind_at, placed
from reader.library import Library

_OF_EVERYTHING = frozenset({"json", "csv"})
_IN_WORDS = {"json": "article", "csv": "figure", "opml": "feed"}


async def export_(library: Library, arguments: argparse.Namespace) -> int:
    """Write what is asked for, and tell what came of it."""
    if arguments.state is not None:
        from reader.cli.states import export_state

        return await export_state(library, arguments)
    if arguments.print_template is not None:
        return _print_template(library, arguments.print_template)
    try:
        order = await _order(library, arguments)
    except OrderError as error:
        raise UsageError(str(error)) from None
    except _MistakenError:  # which has been said
        return WRONG
    line = ProgressLine()
    out = _stream(order)

    def show(done: int, total: int) -> None:
        line.show(f"{done:,}/{total:,} written")

    try:
        report = await library.exports.run(order, show, out)
    finally:
        line.clear()
    if out is not None:
        await asyncio.to_thread(out.flush)
    return _tell(order, report, arguments)


def _print_template(library: Library, name: str) -> int:
    sys.stdout.write(library.exports.template(name).text)
    return DONE


# What is asked for


class _MistakenError(Exception):
    """A query cannot be understood."""


async def _order(library: Library, arguments: argparse.Namespace) -> Order:
    to = _path(arguments.to)
    kind = _kind(arguments, to)
    order = Order(
        kind,
        overwrite=arguments.overwrite,
        pictures=kind in {"html", "epub"} if arguments.pictures is None else arguments.pictures,
        fetch=not arguments.offline and library.settings.pictures != "off",
        text=not arguments.without_text,
        title=arguments.title,
    )
    if arguments.template is not None:
        if kind not in A_FILE_EACH:
            raise UsageError(f"a template is for articles as files of their own, not for {kind}")
        order = replace(order, template=library.exports.template(arguments.template))
    if arguments.briefing:
        return _placed(await _with_briefing(library, order, arguments), to, arguments)
    return _placed(replace(order, ids=await _selected(library, arguments, kind)), to, arguments)


def _path(said: str | None) -> Path | None:
    return None if said in {None, "-"} else Path(said or "").expanduser()


def _kind(arguments: argparse.Namespace, to: Path | None) -> ExportKind:
    if arguments.format is not None:
        kind: ExportKind = arguments.format
        return kind
    return "markdown" if arguments.template is not None or to is None else kind_at(to)


async def _selected(library: Library, arguments: argparse.Namespace, kind: ExportKind) -> list[int] | None:
    """The articles; None for everything there is."""
    words = list(arguments.words)
    lists = ("all", "saved", "highlights", "today", "feed", "folder", "tag", "view", "unread")
    named = any(getattr(arguments, name) for name in lists)
    if kind == "opml":
        if words or named:
            raise UsageError("OPML is of the subscriptions, all of them: name no articles")
        return None
    if words and all(word.isdecimal() and len(word) < 19 for word in words):
        if named:
            raise UsageError("give articles by their numbers, or a list, not both")
        return [numbered_article(library, int(word)).id for word in dict.fromkeys(words)]
    if not words and not named:
        if kind in _OF_EVERYTHING and arguments.limit is None:
            return None
        raise UsageError("which articles? give numbers, a query, --saved or another list, or --all")
    query = " ".join(words)
    if not articles.is_understood(library, query):
        raise _MistakenError
    view = articles.view_of(library, arguments, query)
    ids = await library.queries.ids(view)
    return ids if not arguments.limit else ids[: max(0, arguments.limit)]


async def _with_briefing(library: Library, order: Order, arguments: argparse.Namespace) -> Order:
    from reader.cli.briefings import prepared

    if arguments.words or arguments.unread:
        raise UsageError("a briefing chooses its articles itself: give it --since alone")
    if order.kind in {"csv", "opml"} or order.template is not None:
        raise UsageError("a briefing can be Markdown, HTML, EPUB or JSON")
    briefing: Briefing | None = await prepared(library, arguments.since, arguments.limit)
    if briefing is None or not briefing.briefs:
        raise UsageError("nothing has come since then that several articles tell of")
    ids = dict.fromkeys(article.id for brief in briefing.briefs for article in brief.articles)
    title = order.title or f"Briefing since {briefing.since.astimezone():%d %B %Y %H:%M}"
    return replace(order, briefing=briefing, ids=list(ids), title=title)


def _placed(order: Order, to: Path | None, arguments: argparse.Namespace) -> Order:
    """The order with where it goes."""
    order = replace(order, title=order.title or _title(arguments))
    if order.ids is not None and not order.ids:
        remark("no article is there")
    if to is not None:
        return placed(order, arguments.to)
    many = len(order.ids) if order.ids is not None else 0
    if order.kind in A_FILE_EACH and order.briefing is None and many != 1:
        raise UsageError(f"{many:,} articles need a folder: give one with --to")
    if order.kind == "epub" and sys.stdout.isatty():
        raise UsageError("a book needs a file: give one with --to")
    return order


def _title(arguments: argparse.Namespace) -> str:
    if arguments.format == "opml" or (arguments.to or "").endswith(".opml"):
        return "Subscriptions"
    for name in ("view", "folder", "tag", "feed"):
        if getattr(arguments, name):
            return str(getattr(arguments, name))
    lists = {"saved": "Saved articles", "highlights": "Highlights", "today": "Today", "all": "All articles"}
    named = next((title for name, title in lists.items() if getattr(arguments, name)), "")
    return named or " ".join(arguments.words) or "Articles"


def _stream(order: Order) -> BinaryIO | None:
    if order.to is not None:
        return None
    sys.stdout.flush()
    return sys.stdout.buffer


# What came of it


def _tell(order: Order, report: ExportReport, arguments: argparse.Namespace) -> int:
    for sentence in report.troubles:
        complain(sentence)
    if order.to is None:
        return FAILED if report.troubles else DONE
    if arguments.json:
        say_json({**asdict(report), "path": str(report.path)})
        return FAILED if report.troubles else DONE
    noun = "story" if order.briefing and order.kind != "epub" else _IN_WORDS.get(order.kind, "article")
    many = noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    what = f"{report.written:,} {noun if report.written == 1 else many}"
    pictures = f" and {report.pictures:,} picture" + ("" if report.pictures == 1 else "s")
    say(f"{order.to}: {what}{pictures if report.pictures else ''}")
    if report.missing_pictures:
        complain(f"{report.missing_pictures:,} pictures are left out: there is no room for them in one book")
    if report.there:
        many_there = len(report.there)
        files = "1 file was" if many_there == 1 else f"{many_there:,} files were"
        remark(f"{files} there already and stayed; --overwrite writes over them")
    return FAILED if report.troubles else DONE
