"""`reader rules`: rules listed, tried out, run on what is there, added, removed, switched on and off."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from reader import export
from reader.cli.articles import is_understood
from reader.cli.naming import DONE, FAILED, WRONG, UsageError
from reader.cli.output import complain, remark, say, say_json, say_rows
from reader.library import Library, LibraryError, Reach
from reader.rule import ArticleRule
from reader.text import safe_line


async def rules(library: Library, arguments: argparse.Namespace) -> int:
    """Do what `reader rules` was asked for; without an action, list them."""
    return await _ACTIONS[arguments.action or "list"](library, arguments)


async def _list(library: Library, arguments: argparse.Namespace) -> int:
    for number, rule in enumerate(library.rules.all, 1):
        if arguments.json:
            say_json(_record(number, rule))
    if not arguments.json:
        say_rows([_row(number, rule) for number, rule in enumerate(library.rules.all, 1)])
    if not library.rules.all:
        remark("there are no rules yet; `reader rules add QUERY --do 'mark read'` writes one")
    return DONE


async def _test(library: Library, arguments: argparse.Namespace) -> int:
    """List what a rule, or a query, is about; without either say of every rule how many articles it has."""
    if arguments.when is not None and arguments.rule is not None:
        raise UsageError("give a rule or --when QUERY, not both")
    if arguments.when is None and arguments.rule is None:
        return await _test_all(library, arguments)
    when = (
        arguments.when
        if arguments.when is not None
        else library.rules.about(_named(library, arguments.rule)[1])
    )
    if arguments.when is not None and not is_understood(library, when):
        return WRONG
    reach = await library.rules.reach(when)
    if reach.trouble:
        complain(reach.trouble)
        return FAILED
    ids = await library.rules.selected(when)
    shown = ids[: arguments.limit] if arguments.limit > 0 else ids
    for start in range(0, len(shown), 500):
        articles = library.articles(shown[start : start + 500])
        if arguments.json:
            for article in articles:
                say_json(export.article_record(article))
        else:
            say_rows([(str(one.id), one.feed_title or "-", one.title) for one in articles])
    remark(f"{_articles(reach.everything)}, {reach.recent:,} of the last 30 days; nothing was done to them")
    return DONE


async def _test_all(library: Library, arguments: argparse.Namespace) -> int:
    code, rows = DONE, []
    for number, rule in enumerate(library.rules.all, 1):
        reach = await library.rules.reach(library.rules.about(rule))
        if reach.trouble:
            complain(f"{rule.title}: {reach.trouble}")
            code = FAILED
        if arguments.json:
            say_json(_record(number, rule, reach))
        else:
            rows.append((str(number), f"{reach.recent:,}", f"{reach.everything:,}", rule.title, rule.done))
    say_rows(rows)
    return code


async def _run(library: Library, arguments: argparse.Namespace) -> int:
    number, rule = _named(library, arguments.rule)
    if arguments.dry_run:
        reach = await library.rules.reach(rule.when)
        if reach.trouble:
            raise LibraryError(reach.trouble)
        said = f"{_articles(reach.everything)} would be {rule.done}"
    else:
        said = await library.rules.apply(rule)
    return _told(library, number, said, arguments)


async def _add(library: Library, arguments: argparse.Namespace) -> int:
    rule = ArticleRule(
        arguments.query,
        tuple(arguments.do),
        tuple(arguments.run or ()),
        safe_line(arguments.name, 80),
        arguments.stop,
        not arguments.disabled,
    )
    _check(library, rule)
    said = await library.rules.editing.add([rule])
    return _told(library, len(library.rules.all), said, arguments)


def _check(library: Library, rule: ArticleRule) -> None:
    """Raise UsageError for a rule that cannot be, such as one with a query that cannot be understood."""
    from reader.config.ruling import rule_of

    said = {"when": rule.when, "do": list(rule.do)} | ({"run": list(rule.run)} if rule.run else {})
    _, mistakes = rule_of(said, said, {pipe.name: pipe for pipe in library.settings.pipes})
    if mistakes:
        raise UsageError("; ".join(f"{problem}; {remedy}" for _, problem, remedy in mistakes))


async def _remove(library: Library, arguments: argparse.Namespace) -> int:
    number, rule = _named(library, arguments.rule)
    said = await library.rules.editing.remove(rule)
    if arguments.json:
        say_json({**_record(number, rule), "removed": True})
    else:
        say(said)
    return DONE


async def _switch(library: Library, arguments: argparse.Namespace) -> int:
    number, rule = _named(library, arguments.rule)
    said = await library.rules.editing.enable(rule, arguments.action == "enable")
    return _told(library, number, said, arguments)


def _told(library: Library, number: int, said: str, arguments: argparse.Namespace) -> int:
    """Say what was done; in JSON, what the rule says now as well."""
    if arguments.json:
        say_json({**_record(number, library.rules.all[number - 1]), "said": said})
    else:
        say(said)
    return DONE


def _named(library: Library, name: str) -> tuple[int, ArticleRule]:
    """The rule that a person means, by its name or its number, and that number."""
    for number, rule in enumerate(library.rules.all, 1):
        if name in {rule.name, rule.when}:
            return number, rule
    if name.isdecimal() and len(name) < 6 and 1 <= int(name) <= len(library.rules.all):
        return int(name), library.rules.all[int(name) - 1]
    raise UsageError(
        f"there is no rule {safe_line(name, 80)}; `reader rules` lists them, and a query that is in none "
        "is tried with `reader rules test --when QUERY`"
    )


def _record(number: int, rule: ArticleRule, reach: Reach | None = None) -> Mapping[str, Any]:
    record: dict[str, Any] = {"number": number, "name": rule.name, "when": rule.when, "do": list(rule.do)}
    record |= {"run": list(rule.run), "stop": rule.stop, "enabled": rule.enabled}
    if reach is not None:
        record |= {"recent": reach.recent, "everything": reach.everything, "trouble": reach.trouble}
    return record


def _row(number: int, rule: ArticleRule) -> Sequence[str]:
    stops = " (then no other)" if rule.stop else ""
    name = rule.name or "-"
    return (str(number), "on" if rule.enabled else "off", name, f"{rule.done}{stops}", rule.when)


def _articles(count: int) -> str:
    return f"{count:,} article" + ("" if count == 1 else "s")


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace], Awaitable[int]]] = {
    "list": _list,
    "test": _test,
    "run": _run,
    "add": _add,
    "remove": _remove,
    "enable": _switch,
    "disable": _switch,
}
