"""One [[rule]]: what it says as a value, or what is wrong with its query and with what it does."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from reader.config.rules import RULE
from reader.config.settings import Pipe
from reader.query import QueryError, parse
from reader.rule import CHOICE, NAMED, VERBS, ArticleRule, act_of
from reader.text import safe_line

Found = tuple[tuple[str, ...], str, str]
"""A mistake: the key that it is in, or () for the whole rule; what is wrong; what would be right."""

_HOW = f"write any of {CHOICE}"


def rule_of(
    table: Mapping[str, Any], known: Mapping[str, Any], pipes: Mapping[str, Pipe]
) -> tuple[ArticleRule | None, list[Found]]:
    """Return the rule that `known`, the sound keys of a table, says, None without one; and its mistakes."""
    mistakes: list[Found] = []
    if "when" not in table:
        mistakes.append(((), "this [[rule]] has no when", RULE["when"].right))
    if "do" not in table and "run" not in table:
        mistakes.append(((), "this [[rule]] does nothing", RULE["do"].right))
    if "when" in known:
        mistakes += _of_query(known["when"])
    for said in known.get("do", ()):
        mistakes += _of_act(said, pipes)
    if "when" not in known:
        return None, mistakes
    lists = {key: tuple(known.get(key, ())) for key in ("do", "run")}
    return ArticleRule(**{**known, **lists, "name": safe_line(known.get("name", ""), 80)}), mistakes


def _of_query(when: str) -> Iterator[Found]:
    try:
        query = parse(when)
    except QueryError as error:
        problem = f"when is wrong at character {error.start + 1}: {str(error).rstrip('.')}"
        remedy = f"write {error.suggestion} there" if error.suggestion else "correct the query"
        yield ("when",), safe_line(problem), safe_line(remedy)
        return
    if query.sort or query.limit is not None:
        yield ("when",), "a rule is about every article, in no order", "take sort: and limit: away"
    elif query.where is None:
        yield ("when",), "this query selects everything", "say what the rule is about, such as feed:sports"


def _of_act(said: str, pipes: Mapping[str, Pipe]) -> Iterator[Found]:
    act = act_of(said)
    shown = safe_line(said, 60)
    if act is None and said.split()[:1] == ["run"]:
        yield ("do",), "a program has a line of its own", 'write run = ["PROGRAM", "{url}"] below do'
    elif act is None and said.strip() in NAMED:
        yield ("do",), f"{shown} needs a name", f"write {shown} NAME"
    elif act is None:
        near = difflib.get_close_matches(said.lower()[:40], VERBS, n=1)
        yield ("do",), f"a rule cannot {shown}", f"did you mean {near[0]}?" if near else _HOW
    elif act.verb == "pipe" and act.name not in pipes:
        yield ("do",), f"there is no pipe {act.name}", f'write a [[pipe]] with name = "{act.name}"'
    elif act.verb == "pipe" and pipes[act.name].suspend:
        yield ("do",), f"the pipe {act.name} needs the terminal", "give its [[pipe]] no suspend"
