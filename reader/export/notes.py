"""An article as a note in Markdown: what is known of it, its text, and what the person marked and wrote."""

from __future__ import annotations

from collections.abc import Mapping

from reader.annotation import Annotations, Highlight
from reader.export.front_matter import Value, described, front_matter
from reader.export.inline import begun, inline
from reader.export.markdown import document_markdown
from reader.export.piece import Piece
from reader.text import safe_text


def note_markdown(piece: Piece, pictures: Mapping[str, str] | None = None, *, text: bool = True) -> str:
    """The article as a file of Markdown with front matter. `pictures` are the files of its pictures, by
    address; without `text` it is front matter, note and highlights alone."""
    parts = [
        front_matter(described(piece)),
        document_markdown(piece.document, pictures) if text else "",
        marks_markdown(piece.marks),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def marks_markdown(marks: Annotations) -> str:
    """A person's note under a heading, and highlights under another, each a quote with its note."""
    parts = []
    if marks.note is not None:
        parts += ["## Note", safe_text(marks.note.text)]
    if marks.highlights:
        parts += ["## Highlights", *map(_highlight, marks.highlights)]
    return "\n\n".join(parts)


def _highlight(highlight: Highlight) -> str:
    lines = [begun(inline(line)) for line in safe_text(highlight.words).split("\n")]
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"{quoted}\n\n{safe_text(highlight.note)}" if highlight.note else quoted


def briefing_matter(title: str, since: Value, made: Value) -> str:
    """The front matter of a briefing."""
    return front_matter({"title": title, "since": since, "made": made})
