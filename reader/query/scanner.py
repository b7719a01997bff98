"""The pieces of a query's text, one after the other: signs, words, quotes, expressions."""

from __future__ import annotations

import re

from reader.query.error import QueryError
from reader.query.regex import PatternError, searcher
from reader.query.tree import Pattern

LONGEST = 2_000
_SPACE = re.compile(r"\s*")
_RUN = re.compile(r'[^\s()|"]+')
_ITEM = re.compile(r'(?:[^\s()|",]|(?<=[0-9]),(?=[0-9]{3}(?![0-9])))+')
_LABEL = re.compile(r'[^\s()|",]+')
_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]{0,40}):")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PATTERN = re.compile(r"/((?:[^/\\]|\\.)*)/(i?)(?![\w/])", re.DOTALL)
_OPERATOR = re.compile(r"[<>]=?|=")


class Scanner:
    """A query's text and how far it was read."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def skip_space(self) -> None:
        """Go on to what stands next."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    @property
    def next(self) -> str:
        """The character that stands next, "" at the end."""
        return self.text[self.at : self.at + 1]

    def word(self) -> str:
        """The word that stands next, without going on."""
        found = _RUN.match(self.text, self.at)
        return found[0] if found else ""

    def item(self, *, thousands: bool) -> str:
        """Read one value of a list; `thousands`: a comma within a number belongs to it."""
        found = (_ITEM if thousands else _LABEL).match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found[0] if found else ""

    def field(self) -> str:
        """Read a field's name with its colon; "" if none stands here."""
        found = _FIELD.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found[1] if found else ""

    def operator(self) -> str:
        """Read a comparison; "" if none stands here."""
        found = _OPERATOR.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found[0] if found else ""

    def quoted(self) -> tuple[str, bool]:
        """Read a text in quotes, and whether a * follows it."""
        found = _QUOTED.match(self.text, self.at)
        if found is None:
            raise QueryError("This quote is not closed.", self.at, len(self.text), self.text[self.at :] + '"')
        self.at = found.end()
        begins = self.next == "*"
        self.at += begins
        return _ESCAPED.sub(r"\1", found[1]), begins

    def pattern(self) -> Pattern:
        """Read /an expression/ or /an expression/i."""
        found = _PATTERN.match(self.text, self.at)
        start = self.at
        if found is None:
            raise QueryError(
                "This expression is not closed: /…/ or /…/i. To look for a / itself, put it in quotes.",
                start,
                len(self.text),
            )
        self.at = found.end()
        pattern = Pattern(found[1].replace("\\/", "/"), bool(found[2]))
        try:
            searcher(pattern.pattern, pattern.ignores_case)
        except PatternError as error:
            raise QueryError(f"This expression cannot be used: {error}.", start, self.at) from None
        return pattern
