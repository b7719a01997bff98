"""Briefings, and what is related to an article."""

from __future__ import annotations

import argparse
import contextlib

from reader import export
from reader.briefing import Briefing
from reader.cli.naming import DONE, UsageError, numbered_article
from reader.cli.output import ProgressLine, remark, say, say_json, say_rows, text_columns
from reader.library import Library, NoMomentError
from reader.model import Article, View
from reader.text import masked

_WIDEST, _CLUES = 100, 5


async def brief(library: Library, arguments: argparse.Namespace) -> int:
    """Print the stories of some time by weight."""
    if arguments.limit is not None and arguments.limit < 1:
        raise UsageError("--limit is the number of stories, from 1")
    briefing = await prepared(library, arguments.since, arguments.limit)
    if briefing is None or not briefing.briefs:
        remark("nothing has come since then that several articles tell of")
    else:
        _say(briefing, arguments)
    return DONE


async def prepared(library: Library, since: str, limit: int | None) -> Briefing | None:
    """The briefing when all of it is ready."""
    line, briefing = ProgressLine(), None
    if library.settings.stories:
        line.show("putting articles into stories")
        await library.newsroom.settle()
    wanted = {} if limit is None else {"limit": limit}
    try:
        async with contextlib.aclosing(library.briefings.prepare(since, **wanted)) as states:
            async for briefing in states:
                done = sum(one.ready for one in briefing.briefs)
                line.show(f"{done}/{len(briefing.briefs)} stories")
    except NoMomentError as error:
        raise UsageError(str(error)) from None
    finally:
        line.clear()
    return briefing


async def related(library: Library, arguments: argparse.Namespace) -> int:
    """Print what is related to an article, the most related first."""
    article = await _meant(library, arguments.article)
    found = await library.relations.related(article.id)
    if not found:
        remark("nothing else that is kept has enough in common with it")
    if arguments.json:
        for one in found:
            say_json(export.related_record(one))
        return DONE
    say_rows(
        [
            (
                str(one.article.id),
                one.article.feed_title or "-",
                one.article.title,
                ", ".join(clue.written for clue in one.clues[:_CLUES]),
            )
            for one in found
        ]
    )
    return DONE


async def _meant(library: Library, meant: str) -> Article:
    """The article of a number, or of an address."""
    if meant.isdecimal() and len(meant) < 19:
        return numbered_article(library, int(meant))
    address = meant.replace("\\", "\\\\").replace('"', '\\"')
    ids = await library.queries.ids(View("query", f'url:="{address}"'))
    article = library.article(ids[0]) if ids else None
    if article is None:
        raise UsageError(f"there is no article {masked(meant)}; `reader list` gives the numbers")
    return article


def _say(briefing: Briefing, arguments: argparse.Namespace) -> None:
    if arguments.json:
        for one in briefing.briefs:
            say_json(export.brief_record(one))
    elif arguments.markdown:
        say(export.briefing_markdown(briefing))
    else:
        say(export.briefing_text(briefing, min(text_columns(), _WIDEST)))
