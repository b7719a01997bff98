"""newsboat's filter expressions, said in Reader's own language of queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from reader.query import QueryError, normalised
from reader.query.printing import quoted
from reader.takeover.values import flag_tag
from reader.text import safe_line

LONGEST = 4_000
_DEEPEST = 20
_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<bracket>[()])|(?P<operator>==|!=|=~|!~|<=|>=|!#|[=<>#])'
    r"|(?P<word>[^\s()\"=<>!#~]+))"
)
_ESCAPE = re.compile(r"\\(.)")
_FLAGS = re.compile(r"[A-Za-z]+")


class FilterError(ValueError):
    """An expression that cannot be said in Reader's language. Its text is one sentence for a person."""


def query_of(expression: str) -> str:
    """Return a newsboat filter expression as a query. Raise FilterError if that cannot be."""
    if len(expression) > LONGEST:
        raise FilterError("this filter is too long")
    tokens = _tokens(expression)
    parser = _Parser(tokens)
    query = parser.any_of(0)
    if parser.next is not None:
        raise FilterError(f"the filter is not understood from “{safe_line(parser.next[1], 40)}” on")
    try:
        return normalised(query)
    except QueryError as error:
        raise FilterError(f"as a query, {query}, it cannot be used: {error}") from None


def _tokens(expression: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at, end = 0, len(expression.rstrip())
    while at < end:
        found = _TOKEN.match(expression, at)
        if found is None or found.lastgroup is None:
            raise FilterError(f"the filter is not understood at “{safe_line(expression[at:], 40)}”")
        text = found[found.lastgroup]
        if found.lastgroup == "quoted":
            text = _ESCAPE.sub(r"\1", text[1:-1])
        tokens.append((found.lastgroup, text))
        at = found.end()
    return tokens


class _Parser:
    """Reads "or" of "and" of comparisons, and writes them as it goes."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._at = tokens, 0

    @property
    def next(self) -> tuple[str, str] | None:
        """The token that stands next, None at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def any_of(self, depth: int) -> str:
        parts = [self._all_of(depth)]
        while self._word("or"):
            parts.append(self._all_of(depth))
        return parts[0] if len(parts) == 1 else "(" + " or ".join(parts) + ")"

    def _all_of(self, depth: int) -> str:
        parts = [self._one(depth)]
        while self._word("and"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else "(" + " ".join(parts) + ")"

    def _one(self, depth: int) -> str:
        if depth > _DEEPEST:
            raise FilterError("its brackets are nested too deep")
        token = self._take("an attribute")
        if token == ("bracket", "("):
            inside = self.any_of(depth + 1)
            if self._take("a closing bracket") != ("bracket", ")"):
                raise FilterError("a bracket is not closed")
            return inside
        if token[0] != "word":
            raise FilterError(f"“{safe_line(token[1], 40)}” is no attribute")
        kind, operator = self._take("a comparison")
        if kind != "operator" and operator != "between":
            raise FilterError(f"“{safe_line(operator, 40)}” is no comparison")
        return compared(token[1], operator, self._take("a value")[1])

    def _word(self, word: str) -> bool:
        found = self.next is not None and self.next[0] == "word" and self.next[1].lower() == word
        self._at += found
        return found

    def _take(self, wanted: str) -> tuple[str, str]:
        if self.next is None:
            raise FilterError(f"{wanted} is missing at its end")
        self._at += 1
        return self._tokens[self._at - 1]


def compared(attribute: str, operator: str, value: str) -> str:
    """Return one comparison as a query. Raise FilterError."""
    written = _ATTRIBUTES.get(attribute)
    if written is None:
        raise FilterError(f"Reader knows nothing like the attribute “{safe_line(attribute, 40)}”")
    negated = operator.startswith("!")
    operator = {"!=": "=", "!~": "=~", "!#": "#", "==": "="}.get(operator, operator)
    said = written(operator, value)
    return f"-({said})" if negated else said


def _text(field: str) -> Callable[[str, str], str]:
    def written(operator: str, value: str) -> str:
        if operator == "=~":
            return f"{field}:{_pattern(value)}"
        if operator == "=":
            return f"{field}:={quoted(value)}" if value else f"-({field}:/./)"
        if operator == "#":
            return f"{field}:{quoted(value)}"
        raise FilterError(f"texts such as {field} are not compared by “{operator}”")

    return written


def _label(field: str, prefix: str = "") -> Callable[[str, str], str]:
    def written(operator: str, value: str) -> str:
        if operator == "=~":
            return f"{field}:{_pattern(value)}"
        if operator == "#" or (operator == "=" and value):
            return f"{field}:{quoted(prefix + value)}"
        raise FilterError(f"{field} is not compared by “{operator}”")

    return written


def _number(field: str, unit: str = "") -> Callable[[str, str], str]:
    def written(operator: str, value: str) -> str:
        if operator == "between":
            low, colon, high = value.partition(":")
            if not (colon and low.strip().isdecimal() and high.strip().isdecimal()):
                raise FilterError("between needs two whole numbers with a colon, such as 0:10")
            least, most = sorted((int(low), int(high)))
            return f"({field}:>={least}{unit} {field}:<={most}{unit})"
        if not (value.strip().isascii() and value.strip().isdecimal()) or operator not in {
            "<",
            ">",
            "<=",
            ">=",
            "=",
        }:
            raise FilterError(f"{field} is compared with a whole number")
        number = int(value)
        if unit and operator == "=":
            return f"({field}:>={number}{unit} {field}:<{number + 1}{unit})"
        return f"{field}:{'' if operator == '=' else operator}{number}{unit}"

    return written


def _unread(operator: str, value: str) -> str:
    if operator == "=~" or value not in {"yes", "no"} or operator != "=":
        raise FilterError("unread is either yes or no")
    return "unread" if value == "yes" else "read"


def _flags(operator: str, value: str) -> str:
    """newsboat's flags are tags here, "flag-a" to "flag-z": any of the letters, or each of them."""
    if operator in {"=~", "#"} and _FLAGS.fullmatch(value):
        letters = dict.fromkeys(value)
        return "(" + " ".join(f"tag:{flag_tag(letter)}" for letter in letters) + ")"
    if operator == "=~" and (found := re.fullmatch(r"\[([A-Za-z]+)\]", value)):
        return "(" + " or ".join(f"tag:{flag_tag(letter)}" for letter in dict.fromkeys(found[1])) + ")"
    if operator == "=~" and value in {".", ".*", ".+"}:
        return "tag:/^flag-/"
    if operator == "=" and not value:
        return "-(tag:/^flag-/)"
    if operator == "=" and _FLAGS.fullmatch(value):
        return "(" + " ".join(f"tag:{flag_tag(letter)}" for letter in value) + ")"
    raise FilterError("these flags cannot be said as tags")


def _date(field: str) -> Callable[[str, str], str]:
    def written(operator: str, value: str) -> str:
        if not value.strip().isdecimal() or len(value.strip()) > 11 or operator not in {"<", ">", "<=", ">="}:
            raise FilterError(f"{field} is text there; age is compared with a number of days")
        day = datetime.fromtimestamp(int(value), UTC).date().isoformat()
        return f"{field}:{operator}{day}"

    return written


def _enclosure(operator: str, value: str) -> str:
    if operator == "=" and not value:
        return "-enclosure"
    if operator == "=~":
        return f"enclosure:{_pattern(value)}"
    if operator in {"=", "#"}:
        return f"enclosure:{quoted(value)}"
    raise FilterError(f"enclosures are not compared by “{operator}”")


def _pattern(value: str) -> str:
    """A POSIX expression, which ignores case there."""
    return (
        "/"
        + re.sub(r"\\.|/", lambda part: "\\/" if part[0] == "/" else part[0], value, flags=re.DOTALL)
        + "/i"
    )


_ATTRIBUTES: dict[str, Callable[[str, str], str]] = {
    "title": _text("title"),
    "link": _text("url"),
    "author": _text("author"),
    "content": _text("text"),
    "guid": _text("guid"),
    "date": _date("date"),
    "age": _number("age", "d"),
    "unread": _unread,
    "enclosure_url": _enclosure,
    "enclosure_type": _enclosure,
    "flags": _flags,
    "articleindex": _number("position"),
    "feedtitle": _text("feed"),
    "description": _text("feedabout"),
    "feedlink": _text("feedsite"),
    "feeddate": _date("feeddate"),
    "rssurl": _text("feedurl"),
    "unread_count": _number("feedunread"),
    "total_count": _number("feedtotal"),
    "tags": _label("feedtag"),
    "feedindex": _number("feedposition"),
    "latest_article_age": _number("feedage", "d"),
}
