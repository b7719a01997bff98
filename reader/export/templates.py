"""A person's own forms, in the language of Jinja, filled where they reach nothing but what they are given.

They may be somebody else's: they are filled in Jinja's sandbox, in the worker process, within its limits of
time and memory; they see values, and no object that does anything.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reader.export.body import Look, blocks_markup
from reader.export.form_names import LARGEST
from reader.export.front_matter import described, front_matter, named, quoted, tag_name
from reader.export.inline import begun, inline
from reader.export.markdown import document_markdown
from reader.export.piece import Piece
from reader.export.records import inspection_record
from reader.portable import Template
from reader.text import safe_line, safe_text

if TYPE_CHECKING:
    from jinja2 import Template as Compiled

LARGEST_RESULT = 16 * 1024 * 1024
_MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml"})
_WHERE = "<template>"


class TemplateError(Exception):
    """A form that cannot be filled. Its text is one sentence, with the line where that can be said."""


def template_record(piece: Piece, pictures: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what a form is filled with. Times have their timezones; texts are clean."""
    matter = described(piece)
    known = inspection_record(piece.article.url or "", piece.document, piece.understanding)
    marks = piece.marks
    return {
        **matter,
        "id": piece.article.id,
        "authors": list(matter["authors"] or ()),  # type: ignore[arg-type]
        "writers": known["authors"],
        "site": piece.document.site,
        "modified": piece.document.modified,
        "summary": piece.article.summary,
        "standfirst": piece.document.standfirst,
        "tags": list(piece.article.tags),
        "entities": {kind: named(piece.understanding.entities, kind) for kind in known["entities"]},
        "figures": known["figures"],
        "captions": known["captions"],
        "note": marks.note.text if marks.note is not None else "",
        "highlights": [
            {"words": one.words, "note": one.note, "colour": one.colour, "made": one.made}
            for one in marks.highlights
        ],
        "front_matter": front_matter(matter),
        "markdown": document_markdown(piece.document, pictures),
        "html": blocks_markup(piece.document, Look(pictures or {}, marks.highlights)),
        "text": piece.document.text,
    }


def render(template: Template, record: Mapping[str, Any]) -> str:
    """Return a form filled with a record, cleaned, at most 16 MB. Raise TemplateError."""
    import jinja2
    from markupsafe import Markup

    form = _compiled(template)
    values = dict(record)
    if template.ending in _MARKUP:
        values["html"] = Markup(values.get("html", ""))  # noqa: S704 - of our own writing
    parts, length = list[str](), 0
    try:
        for part in form.generate(values):
            length += len(part)
            if length > LARGEST_RESULT:
                raise TemplateError(f"Template {template.name} gives more than {LARGEST_RESULT // 2**20} MB.")
            parts.append(part)
    except (
        jinja2.TemplateError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        raise TemplateError(_sentence(template, error, _line_of(error))) from None
    return safe_text("".join(parts)).strip("\n") + "\n"


@lru_cache(maxsize=4)
def _compiled(template: Template) -> Compiled:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    if len(template.text.encode("utf-8", "replace")) > LARGEST:
        raise TemplateError(f"Template {template.name} is larger than {LARGEST // 1024} KB.")
    environment = ImmutableSandboxedEnvironment(
        autoescape=template.ending in _MARKUP, undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    environment.filters.update(quote=_quote, yaml=_yaml, date=_date, tag=tag_name, md=_md)
    try:
        return environment.from_string(template.text)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(_sentence(template, error, error.lineno)) from None


def _sentence(template: Template, error: Exception, line: int | None) -> str:
    place = f", line {line}" if line else ""
    said = safe_line(str(error), 200).rstrip(".") or type(error).__name__
    return f"Template {safe_line(template.name, 100)}{place}: {said}."


def _line_of(error: Exception) -> int | None:
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == _WHERE), None)


# What forms can do with values


def _quote(text: object) -> str:
    """A text as a quote of Markdown."""
    lines = safe_text(str(text)).split("\n")
    return "\n".join(f"> {begun(inline(line))}".rstrip() for line in lines)


def _md(text: object) -> str:
    """A text on one line of Markdown, in which nothing is a sign."""
    return begun(inline(safe_line(str(text))))


def _yaml(value: object) -> str:
    return quoted("" if value is None else str(value))


def _date(value: object, form: str = "%Y-%m-%d") -> str:
    if value is None:
        return ""
    if not isinstance(value, datetime):
        raise TypeError("date is for times, such as published")
    return value.strftime(form[:100])
