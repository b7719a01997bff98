"""What the worker does with foreign bytes: feeds parsed, pages extracted, texts understood, pictures decoded.

Each job is a plain function from values to values, whose annotations are the types that cross the pipe. They
lie in several files so that a process loads only what its jobs need: to make all of those types takes longer
than Python takes to start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, get_type_hints

from reader.analyse import ANALYSER_VERSION
from reader.extract import EXTRACTOR_VERSION
from reader.jobs.refused import RefusedError
from reader.values import dataclass

__all__ = ["ANALYSER_VERSION", "EXTRACTOR_VERSION", "SMALLEST_FEED", "Job", "RefusedError", "job_named"]

SMALLEST_FEED = b"<rss version='2.0'><channel><title>Ready</title></channel></rss>"
"""What to parse so that all that parses feeds is loaded."""

_WHERE: Mapping[str, str] = {
    name: module
    for module, names in {
        "feeds": ("parse_feed", "clean_entries"),
        "pages": ("extract_page", "extract_fragment", "extract_text", "extract_profile", "understand"),
        "newsroom": ("gists", "place", "excerpts", "compare"),
        "pictures": ("keep_picture", "draw_picture"),
        "carrying": (
            "survey",
            "pages_in",
            "cached_items",
            "state_part",
            "portable_lines",
            "render_template",
        ),
    }.items()
    for name in names
}


@dataclass(frozen=True, slots=True)
class Job:
    """A function, and the types of its arguments and of its result."""

    function: Callable[..., Any]
    arguments: Any
    result: Any


@cache
def job_named(name: str) -> Job:
    """Return a job. Raise KeyError if there is none of that name."""
    function = getattr(import_module(f"reader.jobs.{_WHERE[name]}"), name)
    types = get_type_hints(function)
    result = types.pop("return")
    return Job(function, tuple.__class_getitem__(tuple(types.values())), result)
