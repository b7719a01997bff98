"""The language in which articles are asked for: filters, saved views, rules and the command line speak it."""

from __future__ import annotations

from reader.query.certain import awaits_understanding, certain
from reader.query.completion import Completion, complete
from reader.query.error import QueryError
from reader.query.fields import FIELDS, FLAGS, SORT_KEYS
from reader.query.parser import parse
from reader.query.printing import normalised, written_query
from reader.query.tree import Query

__all__ = [
    "FIELDS",
    "FLAGS",
    "SORT_KEYS",
    "Completion",
    "Query",
    "QueryError",
    "awaits_understanding",
    "certain",
    "complete",
    "normalised",
    "parse",
    "written_query",
]
