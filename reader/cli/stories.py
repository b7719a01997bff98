"""Stories: which there are, and one told by its sources side by side."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from reader import export
from reader.cli.naming import DONE, UsageError, numbered_article
from reader.cli.output import remark, say, say_json, say_rows
from reader.dossier import Counted, Dossier, Part
from reader.library import Library
from reader.periods import period
from reader.text import safe_line

_SHOWN = 50


async def stories(library: Library, arguments: argparse.Namespace) -> int:
    """Print the stories of lately, those with most sources first; first look at what has come since."""
    length = period(arguments.since)
    if length is None:
        raise UsageError(f"“{safe_line(arguments.since, 40)}” is no length of time; write 24h, 2d or 1w")
    await library.newsroom.settle()
    shown = _SHOWN if arguments.limit is None else arguments.limit
    found = await library.newsroom.latest(datetime.now(UTC) - length, shown or 10_000)
    if not found:
        remark("no two articles are about the same event")
    for ids in found:
        articles = library.articles(ids)
        sources = list(dict.fromkeys(article.feed_title for article in articles))
        if arguments.json:
            say_json({"title": articles[0].title, "articles": ids, "sources": sources})
        else:
            say_rows([(f"{articles[0].id}", f"{len(ids)} articles", articles[0].title, ", ".join(sources))])
    return DONE


async def story(library: Library, arguments: argparse.Namespace) -> int:
    """Print the articles about the same event as one: what each adds, what they count."""
    article = numbered_article(library, arguments.article)
    await library.newsroom.settle()
    told = await library.newsroom.dossier(article.id)
    if arguments.json:
        for part in told.parts:
            say_json(_part_record(part))
        for counted in told.counted:
            say_json(_counted_record(counted))
    else:
        say(_text(told))
    return DONE


def _text(told: Dossier) -> str:
    lines: list[str] = []
    for part in told.parts:
        article = part.told.article
        when = f"{part.told.when.astimezone():%d %b %Y %H:%M}" if part.told.when is not None else ""
        lines += [
            f"{article.id}  {safe_line(article.title, 300)}",
            f"    {safe_line(article.feed_title)}, {when}",
        ]
        adds = [*(name for name, _ in part.names), *(figure.text for figure in part.figures)]
        if adds:
            lines.append(f"    adds {safe_line(', '.join(adds), 400)}")
    for counted in told.counted:
        lines += ["", f"{safe_line(counted.what)}{' (disputed)' if counted.disputed else ''}:"]
        for point in counted.points:
            when = f"{point.told.when.astimezone():%d %b %H:%M}" if point.told.when is not None else ""
            source = safe_line(point.told.article.feed_title)
            lines.append(
                f"    {when}  {source}: {safe_line(point.figure.text)} (article {point.told.article.id})"
            )
    return "\n".join(lines)


def _part_record(part: Part) -> dict[str, object]:
    names = [{"name": name, "start": place.start, "end": place.end} for name, place in part.names]
    figures = [{"text": one.text, "start": one.start, "end": one.end} for one in part.figures]
    record = export.article_record(part.told.article)
    return {**record, "copy_of": part.told.copies, "adds": {"names": names, "figures": figures}}


def _counted_record(counted: Counted) -> dict[str, object]:
    points = [
        {
            "article": point.told.article.id,
            "feed": point.told.article.feed_title,
            "time": point.told.when.astimezone(UTC).isoformat() if point.told.when is not None else None,
            "value": point.value,
            "text": point.figure.text,
            "start": point.figure.start,
            "end": point.figure.end,
            "sentence": point.figure.sentence,
            "disputed": point.disputed,
        }
        for point in counted.points
    ]
    return {"counted": counted.what, "unit": counted.unit, "kind": counted.kind, "figures": points}
