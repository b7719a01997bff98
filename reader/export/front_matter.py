"""What a Markdown file says of itself before its text: YAML that readers of YAML 1.1 and 1.2 take alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from reader.export.piece import Piece
from reader.model import Entity, Figure
from reader.text import safe_line, without_credentials

Value: TypeAlias = "str | bool | int | datetime | Sequence[str] | None"
_MOST_NAMED = 50
"""Names of a kind, the most salient first: a note's properties are looked at as a list."""
_MOST_FIGURES = 100
# Line ends to YAML 1.1, the mark of byte order, and what no text of YAML may hold.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_KINDS = {"people": "person", "organisations": "organisation", "places": "place", "other_names": "other"}
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")


def front_matter(fields: Mapping[str, Value]) -> str:
    """Return fields between two lines of dashes; those that are None or empty are left out.

    Every text is written in quotation marks, with JSON's escapes, which are among YAML's. Times are UTC.
    """
    lines = [line for key, value in fields.items() for line in _lines(key, value)]
    return "\n".join(["---", *lines, "---"])


def described(piece: Piece) -> dict[str, Value]:
    """Return what is said of an article before its text. `role` and `place` are those of the first of its
    writers of whom any is known; tags have the form that Obsidian takes, without spaces."""
    article, document, known = piece.article, piece.document, piece.understanding
    names = tuple(one.name for one in known.authors if one.name and one.part == "author") or article.authors
    writer = next((one for one in known.authors if one.role or one.based_in), None)
    outlet = next((one.outlet for one in known.authors if one.outlet), None)
    return {
        "title": document.title or article.title,
        "authors": names,
        "role": writer.role if writer is not None else None,
        "place": writer.based_in if writer is not None else None,
        "outlet": outlet or document.site,
        "published": document.published or article.published,
        "added": article.added,
        "url": without_credentials(article.url)[0] if article.url else None,
        "feed": article.feed_title,
        "language": document.language or article.language,
        "tags": list(dict.fromkeys(tag for one in article.tags if (tag := tag_name(one)))),
        "read": article.read,
        "saved": article.saved,
        "starred": article.starred,
        **{key: named(known.entities, kind) for key, kind in _KINDS.items()},
        "figures": [figure_text(one) for one in known.figures[:_MOST_FIGURES]],
        "highlights": len(piece.marks.highlights) or None,
    }


def named(entities: Sequence[Entity], kind: str) -> list[str]:
    """Return the names of a kind, the most salient first."""
    found = sorted((one for one in entities if one.kind == kind), key=lambda one: -one.salience)
    return list(dict.fromkeys(safe_line(one.name) for one in found))[:_MOST_NAMED]


def figure_text(figure: Figure) -> str:
    """Return a figure as it is written, with what it counts where no word of that is in it already."""
    said, counted = safe_line(figure.text), safe_line(figure.counted or "")
    if not counted or not set(counted.split()).isdisjoint(said.split()):
        return said
    return f"{said} {counted}" if figure.kind in {"count", "rank"} else f"{said} of {counted}"


def tag_name(tag: str) -> str:
    """Return a tag as Obsidian takes it: letters, digits, `_`, `-` and `/`, and not digits alone."""
    name = _NOT_IN_TAGS.sub("-", safe_line(tag)).strip("-/")
    return f"{name}-" if name and not re.search(r"[^\d/]", name) else name


def quoted(text: str) -> str:
    """Return a text as one that YAML takes for a text, whatever it says."""
    written = json.dumps(safe_line(text), ensure_ascii=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def _lines(key: str, value: Value) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return [f"{key}: {'true' if value else 'false'}"]
    if isinstance(value, int):
        return [f"{key}: {value}"]
    if isinstance(value, datetime):
        return [f"{key}: {value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"]
    if isinstance(value, str):
        return [f"{key}: {quoted(value)}"]
    return [f"{key}:", *(f"  - {quoted(one)}" for one in value)] if value else []
