"""`reader import`: what another reader has, taken over or only looked at."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from reader.cli import ingesting
from reader.cli.naming import DONE, FAILED
from reader.cli.output import ProgressLine, complain, say, say_json, say_rows
from reader.importing import Choice, TakeoverProgress, TakeoverReport
from reader.library import Library
from reader.text import safe_line


async def import_(library: Library, arguments: argparse.Namespace) -> int:
    """Take over what a file has, or what newsboat keeps in its usual places."""
    if ingesting.is_ours(library, arguments.path):
        return await ingesting.take_in(library, arguments)
    places: Sequence[str] = [arguments.path] if arguments.path else library.takeovers.newsboat()
    if not places:
        complain("newsboat was not used here; `reader import PATH` takes a file or a folder")
        return FAILED
    choice = Choice(arguments.star, arguments.save, not arguments.no_settings, arguments.programs)
    survey = await library.takeovers.survey(places)
    line = ProgressLine()

    def show(progress: TakeoverProgress) -> None:
        line.show(f"{progress.done:,} of {progress.total:,} articles")

    try:
        report = await library.takeovers.take(survey, choice, show, dry_run=arguments.dry_run)
    finally:
        line.clear()
    if arguments.json:
        say_json(_record(survey.kind, report))
    else:
        _tell(survey.path, survey.kind, report)
    return DONE


def _tell(path: str, kind: str, report: TakeoverReport) -> None:
    say(f"{safe_line(path)}: {kind}")
    say(report.sentence)
    for setting in report.settings:
        say(f"  {safe_line(setting)}")
    if report.left:
        say(f"{report.left:,} articles are of feeds that are not subscribed to, and stay where they are.")
    if report.skipped:
        say(f"{report.skipped:,} articles could not be read.")
    order = {"taken": 0, "by itself": 1, "not taken": 2}
    told = sorted(report.remarks, key=lambda remark: (order[remark.outcome], remark.file, remark.line))
    rows = [
        (f"{one.file}:{one.line}" if one.line else one.file, one.outcome, one.what, one.why) for one in told
    ]
    say_rows(rows, whole=True)


def _record(kind: str, report: TakeoverReport) -> dict[str, object]:
    return {
        "kind": kind,
        "dry_run": report.dry_run,
        "feeds": report.feeds,
        "known_feeds": report.known_feeds,
        "views": report.views,
        "settings": list(report.settings),
        "articles": asdict(report.counts),
        "skipped": report.skipped,
        "left": report.left,
        "lines": [asdict(remark) for remark in report.remarks],
    }
