"""A document and what was understood of it as plain text, for pipes, screen readers and plain terminals."""

from __future__ import annotations

from reader.export.facts import alternative, caption, facts, shortfall
from reader.export.signs import signed
from reader.model import Author, Block, Document, Entity, Figure, Understanding
from reader.text import safe_line, safe_text, wrap

_HEADINGS = {"person": "People", "organisation": "Organisations", "place": "Places", "other": "Other"}


def document_text(document: Document, width: int = 80) -> str:
    """The article from its title to its last line, wrapped to `width` columns (0: not wrapped)."""
    parts = [_wrapped(document.title, width)] if document.title else []
    if said := facts(document):
        parts.append(_wrapped(said, width))
    if document.standfirst:
        parts.append(_wrapped(document.standfirst, width))
    parts.extend(_block_text(document, block, width) for block in document.blocks)
    if missing := shortfall(document):
        parts.append(f"[{missing}]")
    return "\n\n".join(part for part in parts if part)


def understanding_text(understanding: Understanding, width: int = 80) -> str:
    """The author panel, the entities by kind and the figures, as indented lists."""
    sections = [_author_text(author, width) for author in understanding.authors]
    for kind, heading in _HEADINGS.items():
        rows = [_entity_row(entity) for entity in understanding.entities if entity.kind == kind]
        sections.append(_section(heading, rows, width))
    sections.append(_section("Figures", [_figure_row(figure) for figure in understanding.figures], width))
    return "\n\n".join(section for section in sections if section)


def _block_text(document: Document, block: Block, width: int) -> str:
    text = signed(block.text, block.spans) if block.kind not in {"code", "table"} else block.text
    if block.kind == "heading":
        return _wrapped(f"{'#' * max(block.level, 2)} {text}", width)
    if block.kind == "quote":
        bars = "> " * (min(block.level, 8) + 1)
        return _wrapped(text, width, first=bars, rest=bars)
    if block.kind == "list_item":
        indent = "  " * block.level
        marker = f"{indent}{safe_line(block.marker) or ' '} "
        return _wrapped(text, width, first=marker, rest=" " * len(marker))
    if block.kind == "code":
        return "\n".join(f"    {line}" for line in safe_text(block.text).split("\n"))
    if block.kind == "table":
        return _table(block.text)
    if block.kind == "rule":
        return "* * *"
    if block.kind == "caption":
        said = caption(document, block) or alternative(document, block)
        return _wrapped(f"[{said}]", width) if said else ""
    if block.kind == "term":
        return _wrapped(text, width, first="  " * block.level, rest="  " * block.level)
    if block.kind == "definition":
        indent = "  " * block.level + "    "
        return _wrapped(text, width, first=indent, rest=indent)
    if block.kind == "footnote":
        sign = f"[{safe_line(block.marker)}] " if block.marker else "    "
        return _wrapped(text, width, first=sign, rest="    ")
    return _wrapped(text, width)


def _table(text: str) -> str:
    from reader.text import width as columns

    rows = [[safe_line(cell) for cell in line.split("\t")] for line in text.split("\n")]
    count = max(len(row) for row in rows)
    sizes = [max((columns(row[i]) for row in rows if i < len(row)), default=0) for i in range(count)]
    lines = ("  ".join(c + " " * (sizes[i] - columns(c)) for i, c in enumerate(row)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _author_text(author: Author, width: int) -> str:
    rows = [author.summary if author.summary != author.role else author.role or ""]
    rows += [author.outlet or "", f"since {author.since:%B %Y}" if author.since and author.summary else ""]
    rows += [f"filed from {author.filed_from}" if author.filed_from else ""]
    rows += ["covers " + "; ".join(author.beats) if author.beats else ""]
    rows += [author.email or "", author.handle or "", author.url or ""]
    rows += ["contributed"] if author.part == "contributor" else []
    return _section(author.name or "Author", [row for row in rows if row], width, always=bool(author.name))


def _entity_row(entity: Entity) -> str:
    also = f" ({', '.join(entity.aliases)})" if entity.aliases else ""
    return f"{entity.name}{also} ×{len(entity.mentions)}"


def _figure_row(figure: Figure) -> str:
    return f"{figure.text}{f'  [{figure.counted}]' if figure.counted else ''}"


def _section(heading: str, rows: list[str], width: int, *, always: bool = False) -> str:
    if not rows and not always:
        return ""
    lines = (_wrapped(row, width, first="  ", rest="    ") for row in rows)
    return "\n".join([safe_line(heading), *lines])


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> str:
    line = safe_line(text)
    return "\n".join(wrap(line, width, first, rest)) if width else first + line
