"""How articles changed after they came."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from reader import export
from reader.cli.naming import DONE, numbered_article
from reader.cli.output import remark, say, say_json, text_columns
from reader.library import Library
from reader.model import Article
from reader.revision import Comparison
from reader.revisions import Change
from reader.text import safe_line, wrap

_WIDEST = 100
_WHERE = {"feed": "in the feed", "page": "on its page", "file": "in its file"}


async def show_changes(library: Library, arguments: argparse.Namespace) -> int:
    """Print every change of some articles, the newest first."""
    for article in [numbered_article(library, number) for number in arguments.article]:
        changes = await library.revisions.of(article.id)
        if article.missed:
            await library.revisions.see(article.id)
        if arguments.json:
            for change in changes:
                say_json(export.change_record(change.revision, change.comparison, change.note))
            continue
        if not changes:
            remark(f"article {article.id} has not changed since it came")
        for change in changes:
            for line in _lines(article, change):
                say(line)
            say()
    return DONE


def _lines(article: Article, change: Change) -> Iterator[str]:
    revision, columns = change.revision, min(_WIDEST, text_columns())
    when = revision.changed.astimezone().strftime("%Y-%m-%d %H:%M")
    steps = f"{revision.steps} changes in one, " if revision.steps > 1 else ""
    yield from wrap(
        f"{safe_line(article.title) or 'Untitled'} ({steps}{_WHERE[revision.source]}, {when})", columns
    )
    if change.comparison is None:
        yield from wrap(safe_line(change.note), columns)
        return
    yield from wrap(f"{change.comparison.finding.heading}.", columns)
    for part in _parts(change.comparison):
        yield ""
        yield from wrap(part, columns, rest="  " if part[:2] in {"± ", "+ ", "- "} else "")


def _parts(comparison: Comparison) -> Iterator[str]:
    """Yield what changed, with signs, and how much between stayed as it was."""
    if comparison.headline.kind != "same":
        yield safe_line(comparison.headline.signed)
    unchanged = 0
    for paragraph in comparison.paragraphs:
        if paragraph.kind == "same":
            unchanged += 1
            continue
        yield from _folded(unchanged)
        unchanged = 0
        yield safe_line(paragraph.signed)
    yield from _folded(unchanged)


def _folded(unchanged: int) -> Iterator[str]:
    if unchanged:
        yield f"({unchanged:,} paragraph{'s' * (unchanged != 1)} unchanged)"
