"""The values of the domain as JSON objects. Times are ISO 8601 in UTC; offsets lie in `analysed_text`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from reader.annotation import Annotations, Highlight
from reader.health import FeedHealth
from reader.model import Article, Author, Block, Document, Entity, Feed, Figure, Picture, Understanding
from reader.related import Related
from reader.revision import Comparison, Paragraph, Revision
from reader.standards import computable, currency_code
from reader.text import masked

_KINDS = ("person", "organisation", "place", "other")


def article_record(article: Article, marks: Annotations | None = None) -> dict[str, Any]:
    """An article as a list shows it, with the person's note and highlights. Offsets of a highlight that is
    `lost` are those where it was last."""
    marks = marks or Annotations()
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "feed": article.feed_title,
        "authors": list(article.authors),
        "published": _time(article.published),
        "language": article.language,
        "read": article.read,
        "saved": article.saved,
        "starred": article.starred,
        "changed": _time(article.changed),
        "changed_since_read": article.missed,
        "tags": list(article.tags),
        "summary": article.summary,
        "note": marks.note.text if marks.note is not None else None,
        "highlights": [_highlight(one) for one in marks.highlights],
    }


def change_record(revision: Revision, comparison: Comparison | None, note: str = "") -> dict[str, Any]:
    """One change of an article: what it said before and after, and, in `paragraphs`, what stayed, came and
    went; `note` says why the two could not be compared."""
    finding = comparison.finding if comparison is not None else None
    record: dict[str, Any] = {
        "article": revision.article_id,
        "changed": _time(revision.changed),
        "source": revision.source,
        "changes": revision.steps,
        "kind": finding.kind if finding is not None else None,
        "sentence": finding.sentence if finding is not None else note,
    }
    if comparison is None or finding is None:
        return record
    for name in ("headline", "body", "figures", "names", "quotes", "added", "removed", "rewritten"):
        record[name] = getattr(finding, name)
    record["title"] = _compared(comparison.headline)
    record["paragraphs"] = [_compared(one) for one in comparison.paragraphs]
    return record


def _compared(paragraph: Paragraph) -> dict[str, Any]:
    if paragraph.kind == "same":
        return {"kind": "same", "text": paragraph.after}
    pieces = [{"kind": piece.kind, "text": piece.text} for piece in paragraph.pieces]
    return {
        "kind": paragraph.kind,
        "before": paragraph.before,
        "after": paragraph.after,
        "pieces": pieces,
    }


def related_record(related: Related) -> dict[str, Any]:
    """An article that is related to another, with what they have in common."""
    clues = [{"kind": clue.kind, "text": clue.written} for clue in related.clues]
    return {**article_record(related.article), "score": related.score, "shared": clues}


def feed_record(feed: Feed) -> dict[str, Any]:
    """A subscription with its counts and its health; names and passwords in its address are hidden."""
    return {
        "id": feed.id,
        "title": feed.title,
        "url": masked(feed.url, 0),
        "site": feed.site,
        "folder": feed.folder,
        "tags": list(feed.tags),
        "unread": feed.unread,
        "total": feed.total,
        "checked": _time(feed.checked),
        "changed": _time(feed.changed),
        "muted": feed.muted,
        "error": feed.error,
    }


def health_record(health: FeedHealth) -> dict[str, Any]:
    """How a feed is; `ailments` is empty for one that is well."""
    return {
        "id": health.feed_id,
        "title": health.title,
        "url": health.url,
        "folder": health.folder,
        "state": health.ailments[0].complaint if health.ailments else "well",
        "ailments": [
            {"complaint": one.complaint, "sentence": one.sentence, "remedy": one.remedy, "cure": one.cure}
            for one in health.ailments
        ],
        "asked": health.asked,
        "checked": _time(health.checked),
        "changed": _time(health.changed),
        "next_check": _time(health.next_check),
        "answer_ms": health.answer_ms,
        "moved_to": health.moved_to,
    }


def inspection_record(source: str, document: Document, understanding: Understanding) -> dict[str, Any]:
    """Everything that was taken from one page: clean text, captions, authors, entities, figures."""
    authors = [_author(author) for author in understanding.authors]
    return {
        "source": source,
        "title": document.title,
        "standfirst": document.standfirst,
        "site": document.site,
        "url": document.url,
        "published": _time(document.published),
        "modified": _time(document.modified),
        "language": document.language,
        "truncated": document.truncated,
        "paywalled": document.paywalled,
        "paragraphs": sum(block.kind == "paragraph" for block in document.blocks),
        "blocks": [_block(block) for block in document.blocks if block.kind != "caption"],
        "captions": [
            {"text": picture.caption, "credit": picture.credit, "url": picture.url, "is_body": False}
            for picture in document.pictures
            if picture.caption or picture.credit
        ],
        "pictures": [_picture(picture) for picture in document.pictures],
        "author": authors[0] if authors else None,
        "authors": authors,
        "entities": {
            kind: [_entity(entity) for entity in understanding.entities if entity.kind == kind]
            for kind in _KINDS
        },
        "figures": [_figure(figure) for figure in understanding.figures],
        "approximate": understanding.approximate,
        "analysed_text": document.analysed_text,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _highlight(highlight: Highlight) -> dict[str, Any]:
    return {
        "words": highlight.words,
        "note": highlight.note,
        "colour": highlight.colour,
        "start": highlight.start,
        "end": highlight.end,
        "lost": highlight.lost,
        "made": _time(highlight.made),
        "changed": _time(highlight.changed),
    }


def _block(block: Block) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": block.kind, "text": block.text}
    if block.level:
        record["level"] = block.level
    if block.marker:
        record["marker"] = block.marker
    if block.language:
        record["language"] = block.language
    if links := [{"start": s.start, "end": s.end, "href": s.href} for s in block.spans if s.href]:
        record["links"] = links
    if marks := [{"start": s.start, "end": s.end, "kind": s.kind} for s in block.spans if s.kind != "link"]:
        record["marks"] = marks
    return record


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "url": picture.url,
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "width": picture.width or None,
        "height": picture.height or None,
    }


def _author(author: Author) -> dict[str, Any]:
    return {
        "name": author.name,
        "kind": author.kind,
        "part": author.part,
        "role": author.role,
        "outlet": author.outlet,
        "based_in": author.based_in,
        "beats": list(author.beats),
        "email": author.email,
        "panel": author.summary,
        "handle": author.handle,
        "url": author.url,
        "bio": author.bio,
        "filed_from": author.filed_from,
        "since": author.since.isoformat() if author.since else None,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "aliases": list(entity.aliases),
        "salience": round(entity.salience, 3),
        "mentions": [[mention.start, mention.end] for mention in entity.mentions],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "text": figure.text,
        "kind": f"approximate {figure.kind}" if _is_approximate(figure) else figure.kind,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "computable": computable(figure.unit) if figure.unit else None,
        "currency": currency_code(figure.unit, figure.text)
        if figure.kind == "money" and figure.unit
        else None,
        "modifier": figure.modifier_text or None,
        "relation": figure.modifier,
        "counts": figure.counted,
        "counted_head": figure.counted_head,
        "start": figure.start,
        "end": figure.end,
        "sentence": figure.sentence,
    }


def _is_approximate(figure: Figure) -> bool:
    """Whether the text gives no number, or only its order of magnitude: "dozens", "thousands"."""
    if figure.low is None or figure.high is None:
        return figure.vague
    return figure.high == 10 * figure.low and not any(map(str.isdigit, figure.text))
