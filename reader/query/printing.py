"""A query's tree to its text: what `parse` reads back as the same tree."""

from __future__ import annotations

import re

from reader.query.fields import FLAG_NAMES, KEYWORDS
from reader.query.numbers import written
from reader.query.parser import parse
from reader.query.tree import (
    Ago,
    And,
    Day,
    Figure,
    Flag,
    Moment,
    Node,
    Not,
    Or,
    Pattern,
    Point,
    Query,
    Range,
    Term,
    Text,
    Value,
)

_PLAIN = re.compile(r"[^\W_][^\s()|\",*\\/:<>=~!#-]*(?:-[^\s()|\",*\\/:<>=~!#-]+)*")


def normalised(query: str) -> str:
    """Return a query as Reader writes it. Raise QueryError if it is none."""
    return written_query(parse(query))


def written_query(query: Query) -> str:
    """Return the text of a query."""
    parts = [] if query.where is None else [_node(query.where)]
    parts += ["sort:" + ",".join(query.sort)] if query.sort else []
    parts += [f"limit:{query.limit}"] if query.limit is not None else []
    return " ".join(parts)


def _node(node: Node) -> str:
    match node:
        case Or(parts):
            return " or ".join(map(_node, parts))
        case And(parts):
            return " ".join(_side_by_side(parts))
        case Not(part):
            return f"-({_node(part)})" if isinstance(part, (Or, And)) or _is_wide(part) else f"-{_node(part)}"
        case Flag(name):
            return name
        case Figure():
            return _figure(node)
        case Term(field, values):
            return _term(field, values)


def _side_by_side(parts: tuple[Node, ...]) -> list[str]:
    """Or in brackets, and every figure but the first: those without are one."""
    said, figures = [], 0
    for part in parts:
        figures += isinstance(part, Figure)
        bracketed = isinstance(part, Or) or (isinstance(part, Figure) and figures > 1)
        said.append(f"({_node(part)})" if bracketed else _node(part))
    return said


def _is_wide(node: Node) -> bool:
    return isinstance(node, Figure) and " " in _figure(node)


def _figure(figure: Figure) -> str:
    said = [f"figure:{_range(bound)}" for bound in figure.bounds]
    for name, words in (("kind", figure.kinds), ("unit", figure.units), ("counted", figure.counted)):
        said += [f"{name}:" + ",".join(map(quoted, words))] if words else []
    return " ".join(said) or "figure:*"


def _term(field: str, values: tuple[Value, ...]) -> str:
    if field == "anywhere" and len(values) == 1:
        return _value(values[0], bare=True)
    return f"{field}:" + ",".join(map(_value, values))


def _value(value: Value, *, bare: bool = False) -> str:
    match value:
        case Text(text, begins, exact):
            return ("=" if exact else "") + quoted(text, bare=bare) + ("*" if begins else "")
        case Pattern(pattern, ignores_case):
            return f"/{_slashed(pattern)}/" + ("i" if ignores_case else "")
        case Range():
            return _range(value)
        case Ago() | Day() | Moment():
            return _point(value)


def quoted(text: str, *, bare: bool = False) -> str:
    """Return a text in quotes where it needs them; a `bare` one would else be read as a flag or keyword."""
    plain = _PLAIN.fullmatch(text) is not None
    if plain and not (bare and (text in FLAG_NAMES or text.lower() in KEYWORDS)):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _slashed(pattern: str) -> str:
    return re.sub(r"\\.|/", lambda part: "\\/" if part[0] == "/" else part[0], pattern, flags=re.DOTALL)


def _range(bound: Range) -> str:
    low, high = bound.low, bound.high
    if isinstance(low, float) and low == high:
        return _point(low)
    if low is not None and high is not None:
        return f"{_point(low)}..{_point(high)}"
    # Of a time so long ago, more and less could be said of the time or of its length.
    if isinstance(low, Ago) and not bound.low_open:
        return f"{_point(low)}.."
    if isinstance(high, Ago) and not bound.high_open:
        return f"..{_point(high)}"
    if low is not None:
        return (">" if bound.low_open else ">=") + _point(low)
    return ("<" if bound.high_open else "<=") + ("" if high is None else _point(high))


def _point(point: Point) -> str:
    match point:
        case Ago(amount, unit):
            return f"{amount:.3f}".rstrip("0").rstrip(".") + unit
        case Day(day, precision):
            return day.isoformat()[: (4, 7, 10)[precision - 1]]
        case Moment(name):
            return name
    return written(point)
