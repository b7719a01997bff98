"""Articles listed, tagged and marked: one by its number, or all that a query selects."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable, Sequence

from reader import export
from reader.cli.naming import DONE, WRONG, UsageError, named_feed, numbered_article
from reader.cli.output import complain_at, remark, say, say_json, say_rows
from reader.library import Library
from reader.model import Article, View

_SHOWN = 50
_Doing = Callable[[Library, Sequence[int]], Awaitable[object]]


async def list_articles(library: Library, arguments: argparse.Namespace) -> int:
    """Print the articles of a list, or what a query selects, or how many there are."""
    query = " ".join(arguments.query)
    if not is_understood(library, query):
        return WRONG
    view = view_of(library, arguments, query)
    if arguments.count:
        found = await library.queries.count(view)
        say_json({"count": found}) if arguments.json else say(f"{found}")
        return DONE
    ids = await library.queries.ids(view)
    if arguments.limit is None and _has_limit(query):
        arguments.limit = 0
    return _say_articles(library, ids, "no article is there", arguments)


async def unread(library: Library, arguments: argparse.Namespace) -> Sequence[int] | None:
    """Return the numbers of what is unread, among what a query selects; None if that is wrong."""
    query = " ".join(arguments.query)
    if not is_understood(library, query):
        return None
    order = ("date",) if arguments.oldest else ()
    view = View("query", query, unread_only=True, order=order) if query else View("unread", order=order)
    return await library.queries.ids(view)


async def search(library: Library, arguments: argparse.Namespace) -> int:
    """Print the articles that say some words."""
    ids = library.article_ids(View("search", " ".join(arguments.words)))
    return _say_articles(library, ids, "no article says that", arguments)


def _say_articles(library: Library, ids: Sequence[int], nothing: str, arguments: argparse.Namespace) -> int:
    if not ids:
        remark(nothing)
    shown = _SHOWN if arguments.limit is None else arguments.limit
    if shown > 0:
        ids = ids[:shown]
    for start in range(0, len(ids), 500):
        articles = library.articles(ids[start : start + 500])
        if arguments.json:
            marks = library.marks.among([article.id for article in articles])
            for article in articles:
                say_json(export.article_record(article, marks.get(article.id)))
        elif arguments.plain:
            for article in articles:
                say(export.article_sentence(article))
        else:
            say_rows([_row(article) for article in articles])
    return DONE


def _row(article: Article) -> tuple[str, ...]:
    marks = ("·" if article.read else "N") + ("★" if article.starred else " ")
    marks += "◆" if article.saved else " "
    marks += "±" if article.changed else " "
    day = article.published.astimezone().strftime("%Y-%m-%d %H:%M") if article.published else "-"
    return (str(article.id), marks, day, article.feed_title or "-", article.title)


def view_of(library: Library, arguments: argparse.Namespace, query: str) -> View:
    """The list that was asked for, or the query itself, or what both have in common."""
    from dataclasses import replace

    view = named_view(library, arguments)
    if view is None:
        view = View("query", query) if query else View("unread" if arguments.unread else "all")
    elif query:
        view = replace(view, filter=query)
    order = tuple(key.strip() for key in arguments.sort.split(",")) if arguments.sort else ()
    if order:
        _check_order(order)
    return replace(view, unread_only=arguments.unread and view.kind != "unread", order=order)


def named_view(library: Library, arguments: argparse.Namespace) -> View | None:
    """The list that the options name, None if they name none."""
    if arguments.saved:
        return View("saved")
    if arguments.today:
        return View("today")
    if vars(arguments).get("highlights"):
        return View("noted")
    if arguments.feed is not None:
        return View("feed", str(named_feed(library, arguments.feed).id))
    if arguments.folder is not None:
        folders = {feed.folder for feed in library.feeds()}
        if arguments.folder not in folders:
            raise UsageError(f"there is no folder {arguments.folder}")
        return View("folder", arguments.folder)
    if arguments.tag is not None:
        return View("tag", arguments.tag)
    if arguments.view is not None:
        named = library.queries.named(arguments.view)
        if named is None:
            names = ", ".join(one.name for one in library.queries.saved()) or "none"
            raise UsageError(f"there is no saved query {arguments.view}; there are: {names}")
        return named
    return None


def _check_order(order: Sequence[str]) -> None:
    from reader.query import SORT_KEYS

    for key in order:
        if key.removeprefix("-") not in SORT_KEYS or key.endswith("relevance"):
            known = ", ".join(one for one in SORT_KEYS if one != "relevance")
            raise UsageError(f"there is no order by {key}; there are {known}, and each with a - before it")


def _has_limit(query: str) -> bool:
    from reader.query import parse

    return parse(query).limit is not None


def is_understood(library: Library, query: str) -> bool:
    """Whether a query is right; if not, say what is wrong with it and where."""
    mistake = library.queries.mistake(query)
    if mistake is not None:
        complain_at(str(mistake), query, mistake.start, mistake.end)
    return mistake is None


# Changing


async def tag(library: Library, arguments: argparse.Namespace) -> int:
    """Show or change the tags of an article, or change those of all that a query selects."""
    from reader.cli import tags as everywhere

    if everywhere.is_for_all(arguments):
        return await everywhere.change(library, arguments)
    words = list(arguments.words)
    if arguments.where is not None:
        return await _tag_where(library, words, arguments)
    if not words or not words[0].isdecimal() or len(words[0]) > 18:
        raise UsageError("which article? give its number first, or a query with --where")
    article = numbered_article(library, int(words[0]))
    tags = [tag for tag in article.tags if tag not in arguments.remove]
    tags += [tag for tag in words[1:] if tag not in tags]
    if tags != list(article.tags) and not arguments.dry_run:
        await library.set_tags(article.id, tags)
        article = numbered_article(library, article.id)
    if arguments.json:
        say_json(export.article_record(article))
    else:
        say_rows([(tag,) for tag in article.tags])
    return DONE


async def _tag_where(library: Library, tags: Sequence[str], arguments: argparse.Namespace) -> int:
    if not tags and not arguments.remove:
        raise UsageError("which tag? name those to add, or --remove TAG")
    if not is_understood(library, arguments.where):
        return WRONG
    ids = await library.queries.ids(View("query", arguments.where))
    wanted, unwanted = set(tags), set(arguments.remove)
    concerned = _among(
        library, ids, lambda one: not wanted <= set(one.tags) or not unwanted.isdisjoint(one.tags)
    )
    if not arguments.dry_run and concerned:
        await library.marks.change_tags(concerned, tags, arguments.remove)
    said = " ".join([*(f"+{tag}" for tag in tags), *(f"-{tag}" for tag in arguments.remove)])
    return _say_changed(len(concerned), f"tagged {said}", arguments)


async def mark(library: Library, arguments: argparse.Namespace) -> int:
    """Mark articles read, saved or otherwise: those of some numbers, or all that a query selects."""
    *numbers, state = arguments.words
    if state not in MARKS:
        raise UsageError(f"{state} is no mark; there are {', '.join(MARKS)}")
    if arguments.where is not None and numbers:
        raise UsageError("give the articles' numbers or --where, not both")
    if arguments.where is not None:
        if not is_understood(library, arguments.where):
            return WRONG
        ids = await library.queries.ids(View("query", arguments.where))
    else:
        if not numbers or not all(number.isdecimal() and len(number) < 19 for number in numbers):
            raise UsageError("which articles? give their numbers first, or a query with --where")
        ids = [numbered_article(library, int(number)).id for number in numbers]
    is_so, do = MARKS[state]
    if state in {"hidden", "shown"}:
        hidden = set(await library.queries.matching("hidden", ids))
        concerned = [number for number in ids if (number in hidden) == (state == "shown")]
    else:
        concerned = _among(library, ids, lambda article: not is_so(article))
    if concerned and not arguments.dry_run:
        await do(library, concerned)
    return _say_changed(len(concerned), state, arguments)


def _among(library: Library, ids: Sequence[int], holds: Callable[[Article], bool]) -> list[int]:
    """Those of some articles of which something holds."""
    return [
        article.id
        for start in range(0, len(ids), 500)
        for article in library.articles(ids[start : start + 500])
        if holds(article)
    ]


def _say_changed(changed: int, said: str, arguments: argparse.Namespace) -> int:
    if arguments.json:
        say_json({"changed": changed, "done": not arguments.dry_run})
        return DONE
    what = "no article" if not changed else "1 article" if changed == 1 else f"{changed:,} articles"
    say(f"{what} would become {said}" if arguments.dry_run else f"{what} became {said}")
    return DONE


MARKS: dict[str, tuple[Callable[[Article], bool], _Doing]] = {
    "read": (lambda article: article.read, lambda library, ids: library.set_read(ids, True)),
    "unread": (lambda article: not article.read, lambda library, ids: library.set_read(ids, False)),
    "saved": (lambda article: article.saved, lambda library, ids: library.set_saved(ids, True)),
    "unsaved": (lambda article: not article.saved, lambda library, ids: library.set_saved(ids, False)),
    "starred": (lambda article: article.starred, lambda library, ids: library.marks.star(ids)),
    "unstarred": (
        lambda article: not article.starred,
        lambda library, ids: library.marks.take("starred", ids),
    ),
    "hidden": (lambda _: False, lambda library, ids: library.marks.set_hidden(ids, True)),
    "shown": (lambda _: False, lambda library, ids: library.marks.set_hidden(ids, False)),
}
"""Whether an article is marked so, and what marks some."""
