"""Briefings, and what is related to an article."""

from __future__ import annotations

import argparse
import contextlib

from reader import export
from reader.briefing import Briefing
from reader.cli.naming import DONE, UsageError
from reader.cli.output import ProgressLine, remark, say, say_json, text_columns
from reader.library import Library

_WIDEST = 100


async def brief(library: Library, arguments: argparse.Namespace) -> int:
    """Print the stories of some time by weight."""
    if arguments.limit is not None and arguments.limit < 1:
        raise UsageError("--limit is the number of stories, from 1")
    line, briefing = ProgressLine(), None
    if library.settings.stories:
        line.show("putting articles into stories")
        await library.newsroom.settle()
    limit = {} if arguments.limit is None else {"limit": arguments.limit}
    async with contextlib.aclosing(library.briefings.prepare(arguments.since, **limit)) as states:
        async for briefing in states:
            done = sum(one.ready for one in briefing.briefs)
            line.show(f"{done}/{len(briefing.briefs)} stories")
    line.clear()
    if briefing is None or not briefing.briefs:
        remark("nothing has come since then that several articles tell of")
    else:
        _say(briefing, arguments)
    return DONE


def _say(briefing: Briefing, arguments: argparse.Namespace) -> None:
    if arguments.json:
        for one in briefing.briefs:
            say_json(export.brief_record(one))
    elif arguments.markdown:
        say(export.briefing_markdown(briefing))
    else:
        say(export.briefing_text(briefing, min(text_columns(), _WIDEST)))
