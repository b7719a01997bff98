"""Articles, feeds and what was understood in whole sentences: to be heard, or felt on a line of braille.

Nothing is drawn, nothing stands in columns, no line is cut: what wraps lines for its listener does it better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from reader.export.facts import alternative, caption, shortfall
from reader.export.signs import signed
from reader.model import Article, Author, Block, Document, Entity, EntityKind, Feed, Figure, Understanding
from reader.text import safe_line, safe_text

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_KINDS: dict[EntityKind, tuple[str, str]] = {
    "person": ("person", "people"),
    "organisation": ("organisation", "organisations"),
    "place": ("place", "places"),
    "other": ("other name", "other names"),
}
_TIMES = {1: "once", 2: "twice"}
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟")


def article_sentence(article: Article, hidden: bool = False) -> str:
    """Return what a list says of an article, in one line: number, title, where from, who, when, marks."""
    title = safe_line(article.title) or "Untitled"
    return " ".join(
        part
        for part in (
            f"{article.id}.",
            _ended(title),
            _ended(_from(article)),
            _ended(_moment(article.published)),
            _ended(_marks(article, hidden)),
            f"Tagged {_listed([safe_line(tag) for tag in article.tags])}." if article.tags else "",
        )
        if part
    )


def feed_sentence(feed: Feed) -> str:
    """Return what a list says of a feed, in one line."""
    where = f", in the folder {safe_line(feed.folder)}" if feed.folder else ""
    muted = " It is muted." if feed.muted else ""
    trouble = f" It could not be fetched: {_ended(safe_line(feed.error))}" if feed.error else ""
    title = safe_line(feed.title) or safe_line(feed.url)
    return f"{feed.id}. {title}{where}: {feed.unread:,} unread of {feed.total:,}.{muted}{trouble}"


def document_spoken(
    document: Document, understanding: Understanding | None = None, article: Article | None = None
) -> str:
    """Return a document in the order in which one would hear it: title, where from, who, when, text, and then
    what it names and counts. A paragraph is a line; lines are parted by blank ones."""
    known = understanding or Understanding()
    title = (article.title if article is not None else "") or document.title
    source = (article.feed_title if article is not None else "") or document.site or ""
    published = (article.published if article is not None else None) or document.published
    parts = [_ended(safe_line(title))]
    parts.append(
        " ".join(filter(None, (_ended(f"From {safe_line(source)}" if source else ""), _when(published))))
    )
    parts.append(" ".join(_authors(known.authors or document.authors)))
    parts.append(_ended(safe_line(document.standfirst)))
    parts.extend(_block(document, block) for block in document.blocks)
    parts.append(_ended(safe_line(shortfall(document) or "")))
    parts.append(" ".join(understanding_sentences(known)))
    return "\n\n".join(part for part in parts if part.strip())


def understanding_sentences(understanding: Understanding) -> Iterator[str]:
    """Yield a sentence for each kind of name, and one for the figures."""
    for kind, (one, several) in _KINDS.items():
        names = [entity for entity in understanding.entities if entity.kind == kind]
        if names:
            many = f"{len(names)} {several}" if len(names) > 1 else f"one {one}"
            yield f"It names {many}: {'; '.join(map(_named, names))}."
    figures = list(dict.fromkeys(_counted(figure) for figure in understanding.figures))
    if figures:
        many = f"{len(figures)} figures" if len(figures) > 1 else "one figure"
        yield f"It gives {many}: {'; '.join(figures)}."


def _named(entity: Entity) -> str:
    times = len(entity.mentions)
    return f"{safe_line(entity.name)}, {_TIMES.get(times, f'{times} times')}"


def _counted(figure: Figure) -> str:
    text, counted = safe_line(figure.text), safe_line(figure.counted or "")
    sign = safe_line(figure.modifier_text)
    if sign and sign.casefold() not in text.casefold():
        text = f"{sign} {text}"
    return text if not counted or counted.casefold() in text.casefold() else f"{text} {counted}"


def _authors(authors: Sequence[Author]) -> Iterator[str]:
    for author in authors:
        name, summary = safe_line(author.name or ""), safe_line(author.summary or "")
        if name and author.part == "contributor":
            yield f"{name} contributed."
        elif name:
            yield f"By {name}, {summary}." if summary else f"By {name}."


def _block(document: Document, block: Block) -> str:
    text = safe_line(signed(block.text, block.spans))
    match block.kind:
        case "heading":
            return f"Heading: {_ended(text)}"
        case "quote":
            return f"Quotation: {_ended(text)}"
        case "list_item":
            marker = safe_line(block.marker).rstrip(".)")
            return f"Item {marker}: {text}" if marker[:1].isalnum() else f"Item: {text}"
        case "table":
            return _table(block)
        case "code":
            return f"Code:\n{safe_text(block.text)}\nEnd of the code."
        case "caption":
            said = caption(document, block) or alternative(document, block)
            return f"Picture: {_ended(safe_line(said))}" if said else ""
        case "footnote":
            return f"Footnote {safe_line(block.marker)}: {text}".replace("  ", " ")
        case "embed":
            return f"Embedded: {_ended(text)}" if text else ""
        case "term":
            return f"Term: {text}"
        case "rule":
            return ""
    return text


def _table(block: Block) -> str:
    """Say a table row by row, each cell after its column's heading."""
    rows = [[safe_line(cell) for cell in row.split("\t")] for row in block.text.split("\n")]
    heads = rows[: block.level][-1] if block.level else []
    body = rows[block.level :]
    columns = max(map(len, rows), default=0)
    lines = [f"A table of {len(body)} rows and {columns} columns."]
    for number, row in enumerate(body, 1):
        cells = [
            f"{heads[at]}: {cell}" if at < len(heads) and heads[at] else cell
            for at, cell in enumerate(row)
            if cell
        ]
        lines.append(f"Row {number}. {'; '.join(cells)}.")
    return "\n".join([*lines, "End of the table."])


def _from(article: Article) -> str:
    source = f"From {safe_line(article.feed_title)}" if article.feed_title else ""
    names = _listed([safe_line(name) for name in article.authors])
    return f"{source}, by {names}" if source and names else source or (f"By {names}" if names else "")


def _marks(article: Article, hidden: bool) -> str:
    said = ["read" if article.read else "unread"]
    said += ["starred"] if article.starred else []
    said += ["saved"] if article.saved else []
    said += ["hidden"] if hidden else []
    if article.changed is not None:
        said.append("changed since it was read" if article.missed else "changed since it came")
    return _listed(said).capitalize()


def _when(moment: datetime | None) -> str:
    return f"Published on {_moment(moment)}." if moment is not None else ""


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    here = moment.astimezone()
    return f"{here.day} {_MONTHS[here.month - 1]} {here.year}, {here:%H:%M}"


def _listed(words: Sequence[str]) -> str:
    *most, last = [word for word in words if word] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _ended(sentence: str) -> str:
    """Return a sentence with an end, so that a voice pauses there."""
    return sentence if not sentence or sentence.endswith(_ENDS) else f"{sentence}."
