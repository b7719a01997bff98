"""`reader import`: what another program has, taken over or only looked at."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from reader.cli import ingesting
from reader.cli.naming import DONE, FAILED
from reader.cli.output import ProgressLine, complain, say, say_json, say_rows
from reader.cli.states import import_state
from reader.importing import Choice, TakeoverProgress, TakeoverReport
from reader.library import Library, LibraryError
from reader.text import safe_line


async def import_(library: Library, arguments: argparse.Namespace) -> int:
    """Take over what files have, or what newsboat keeps in its usual places."""
    wanted: list[Sequence[str]] = [(path,) for path in arguments.path]
    if not wanted and (newsboat := library.takeovers.newsboat()):
        wanted = [newsboat]
    if not wanted:
        complain("newsboat was not used here; `reader import PATH` takes files, folders and archives")
        return FAILED
    code = DONE
    for places in wanted:
        try:
            if ingesting.is_ours(library, places[0]):
                code = max(code, await ingesting.take_in(library, places[0], arguments))
            elif arguments.state or library.states.is_state(places[0]):
                await import_state(library, places[0], arguments)
            else:
                await _take(library, places, arguments)
        except LibraryError as error:
            complain(str(error))
            code = FAILED
    return code


async def _take(library: Library, places: Sequence[str], arguments: argparse.Namespace) -> None:
    choice = Choice(
        arguments.star, arguments.save, not arguments.no_settings, arguments.programs, arguments.later
    )
    survey = await library.takeovers.survey(places, arguments.kind.replace("-", " "))
    line, what = ProgressLine(), "pages" if survey.pages else "articles"

    def show(progress: TakeoverProgress) -> None:
        line.show(f"{progress.done:,} of {progress.total:,} {what}")

    try:
        report = await library.takeovers.take(survey, choice, show, dry_run=arguments.dry_run)
    finally:
        line.clear()
    if arguments.json:
        say_json(_record(survey.kind, survey.path, report))
    else:
        _tell(survey.path, survey.kind, report)


def _tell(path: str, kind: str, report: TakeoverReport) -> None:
    say(f"{safe_line(path)}: {kind}")
    say(report.sentence)
    for setting in report.settings:
        say(f"  {safe_line(setting)}")
    if report.left:
        say(f"{report.left:,} articles are of feeds that are not subscribed to, and stay where they are.")
    if report.skipped:
        say(f"{report.skipped:,} articles could not be read.")
    if report.pages.new > report.pages.texts and not report.dry_run:
        say("Their pages are fetched some at a time, whenever Reader is open or refreshes.")
    order = {"taken": 0, "by itself": 1, "not taken": 2}
    told = sorted(report.remarks, key=lambda remark: (order[remark.outcome], remark.file, remark.line))
    rows = [
        (f"{one.file}:{one.line}" if one.line else one.file, one.outcome, one.what, one.why) for one in told
    ]
    say_rows(rows, whole=True)


def _record(kind: str, path: str, report: TakeoverReport) -> dict[str, object]:
    return {
        "kind": kind,
        "path": path,
        "dry_run": report.dry_run,
        "feeds": report.feeds,
        "known_feeds": report.known_feeds,
        "views": report.views,
        "settings": list(report.settings),
        "articles": asdict(report.counts),
        "pages": asdict(report.pages),
        "skipped": report.skipped,
        "left": report.left,
        "lines": [asdict(remark) for remark in report.remarks],
    }
