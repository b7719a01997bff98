"""`reader refresh`: feeds fetched, by a person or by what runs every hour."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

from reader import export, opener
from reader.affinity import leave_one_free
from reader.churn import expect_feeds
from reader.cli.naming import DONE, FAILED, UsageError, named_feed
from reader.cli.output import ProgressLine, complain, say, say_json
from reader.cli.stopping import Stopping, stopped_by_signals
from reader.library import Library, ProgramError, Progress, RefreshReport
from reader.model import View
from reader.text import masked, safe_line

_NEW = View("query", "unread added:lastrefresh")
_MOST_NAMED = 3
_LARGE = 200
"""Feeds that are not fetched in a moment: they leave one processor to whatever else runs."""
_GRACE = 10.0
"""Seconds that programs of rules have once the command was told to end."""


async def refresh(library: Library, arguments: argparse.Namespace) -> int:
    """Fetch feeds, and say what came. A signal ends it in order: what has come until then is kept."""
    if arguments.due and arguments.feed:
        raise UsageError("--due is for all feeds: name none")
    chosen = [named_feed(library, name).id for name in arguments.feed] or None
    library.programs.asked_for = arguments.notify
    if arguments.notify:
        _let_notify(library)
    if len(chosen or library.feeds()) >= _LARGE:
        leave_one_free()
    expect_feeds()
    line, started = ProgressLine(shown=not arguments.quiet), time.monotonic()

    def show(progress: Progress) -> None:
        if progress.waits:
            line.show("another Reader fetches feeds just now; waiting for it")
            return
        line.show(f"{progress.done}/{progress.total} feeds, {progress.new} new · {progress.feed_title}")

    with stopped_by_signals(library.stop_refreshing) as stopping:
        report = await (library.refresh_due(show) if arguments.due else library.refresh(chosen, show))
        line.clear()
        if not stopping.number and (not report.feeds or len(report.failed) < report.feeds):
            await library.complete_later()
        code = _say(report, arguments, time.monotonic() - started)
        if arguments.notify and report.new:
            code = max(code, await _notify(library))
        if stopping.number:
            return await _stopped(library, report, stopping)
    return code


async def _stopped(library: Library, report: RefreshReport, stopping: Stopping) -> int:
    """Give what rules have set going a moment more, and say that this was not all."""
    try:
        async with asyncio.timeout(_GRACE):
            await library.rules.settle()
    except TimeoutError:
        await library.rules.close()
    complain(f"stopped after {_count(report.feeds, 'feed')}; what came is kept")
    return stopping.code


def _say(report: RefreshReport, arguments: argparse.Namespace, seconds: float) -> int:
    for title, error in report.failed:
        complain(f"{title}: {error}")
    if arguments.json:
        for o in report.outcomes:
            counts = {"status": o.status, "new": o.new, "updated": o.updated, "error": o.error}
            say_json({"feed": o.title, "url": masked(o.url, 0), **counts})
        for outcome in report.accounts:
            say_json(export.sync_record(outcome))
    elif not arguments.quiet and (not arguments.due or sys.stdout.isatty()):
        say(_sentence(report, seconds))
    return FAILED if report.failed else DONE


def _sentence(report: RefreshReport, seconds: float) -> str:
    said = f"{report.feeds} feeds: {report.new} new articles, {report.updated} changed, "
    said += f"{report.unchanged} feeds unchanged"
    said += f", {len(report.failed)} failed" if report.failed else ""
    said += f"; {report.ruled.rstrip('.')}" if report.ruled else ""
    said += f"; {report.elsewhere} left to another Reader" if report.elsewhere else ""
    return f"{said} ({seconds:.1f} s)"


# Notifications


def _let_notify(library: Library) -> None:
    """Let notifications reach the person: by the terminal, where there is one, and from cron, which tells its
    programs nothing of the desktop."""
    opener.find_desktop()
    if sys.stdout.isatty():
        from reader.tui.notifying import shower

        library.terminal_notifier = library.programs.terminal = shower(_write)


def _write(sequence: str) -> None:
    sys.stdout.write(sequence)
    sys.stdout.flush()


async def _notify(library: Library) -> int:
    """Tell how many articles are new, and the titles of the first; nothing where rules left none unread."""
    ids = await library.queries.ids(_NEW)
    if not ids:
        return DONE
    titles = [safe_line(article.title, 80) for article in library.articles(ids[:_MOST_NAMED])]
    more = f" and {len(ids) - len(titles):,} more" if len(ids) > len(titles) else ""
    try:
        if await library.programs.notify(_count(len(ids), "new article"), f"{' · '.join(titles)}{more}"):
            return DONE
    except ProgramError as error:
        complain(f"no notification was shown: {error}")
    else:
        complain('nothing shows notifications here; write notify = ["PROGRAM", "{title}", "{text}"]')
    return FAILED


def _count(many: int, noun: str) -> str:
    return f"{many:,} {noun}" + ("" if many == 1 else "s")
