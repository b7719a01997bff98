"""What comes from other programs' files, and what goes out in a person's own form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.jobs.feeds import packed
from reader.jobs.refused import RefusedError
from reader.portable import Lines, Template
from reader.takeover.values import Batch, Pages, StatePart, Survey, TakeoverError


def survey(places: list[str], read_as: str) -> Survey:
    """Say what another reader's file has, or newsboat's folders, if there are several. Raise RefusedError."""
    from reader import takeover

    try:
        return takeover.survey(places[0], read_as) if len(places) == 1 else takeover.newsboat(tuple(places))
    except TakeoverError as error:
        raise RefusedError(str(error)) from None


def pages_in(place: str, read_as: str, after: int, texts: bool) -> Pages:
    """Return some pages of another program's export. Raise RefusedError."""
    from reader import takeover

    try:
        return takeover.pages_in(Path(place), read_as, after, texts=texts)
    except TakeoverError as error:
        raise RefusedError(str(error)) from None


def cached_items(cache: str, after: int, limit: int) -> Batch:
    """Return some articles of a newsboat cache. Raise RefusedError."""
    from reader import takeover

    try:
        batch = takeover.items_in(Path(cache), after, limit)
    except TakeoverError as error:
        raise RefusedError(str(error)) from None
    return replace(batch, items=tuple(replace(one, entry=packed(one.entry)) for one in batch.items))


def state_part(path: str, at: int) -> StatePart:
    """Return some lines of another library's state. Raise RefusedError."""
    from reader.takeover import states

    try:
        return states.state_part(Path(path), at)
    except TakeoverError as error:
        raise RefusedError(str(error)) from None


def portable_lines(path: str, after: int, limit: int) -> Lines:
    """Return some lines of a library that was written as such. Raise RefusedError."""
    from reader.takeover.lines import lines_in

    try:
        return lines_in(path, after, limit)
    except TakeoverError as error:
        raise RefusedError(str(error)) from None


def render_template(template: Template, record: dict[str, Any]) -> str:
    """Fill a template with what is known of an article; see `export.templates`. Raise RefusedError."""
    from reader.export.templates import TemplateError, render

    try:
        return render(template, record)
    except TemplateError as error:
        raise RefusedError(str(error)) from None
