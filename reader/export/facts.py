"""What is said about an article around its text: where it stood, who wrote it and when, what is missing."""

from __future__ import annotations

from reader.model import Block, Document, Picture
from reader.text import safe_line, without_credentials


def facts(document: Document) -> str:
    """Return site, writers, time and address as one line; empty if none is known."""
    names = ", ".join(author.name for author in document.authors if author.name)
    day = document.published.strftime("%Y-%m-%d %H:%M %Z").strip() if document.published else ""
    said = (document.site or "", names, day, without_credentials(document.url or "")[0])
    return " · ".join(line for part in said if (line := safe_line(part)))


def shortfall(document: Document) -> str:
    """Return a sentence on why the text is not the whole article; empty if it is."""
    if not (document.paywalled or document.truncated):
        return ""
    why = "a paywall hides the rest" if document.paywalled else "the page holds only a part of it"
    return f"This is not the whole article: {why}."


def caption(document: Document, block: Block) -> str:
    """Return what stands under a picture: its caption, and the credit in brackets."""
    picture = picture_of(document, block)
    credit = safe_line(picture.credit) if picture is not None else ""
    return " ".join(part for part in (safe_line(block.text), f"({credit})" if credit else "") if part)


def alternative(document: Document, block: Block) -> str:
    """Return what a picture shows, as the page says it to those who cannot see it."""
    picture = picture_of(document, block)
    return safe_line(picture.alt) if picture is not None else ""


def picture_of(document: Document, block: Block) -> Picture | None:
    """Return the picture that a caption belongs to, if it has one."""
    index = -1 if block.picture is None else block.picture
    return document.pictures[index] if 0 <= index < len(document.pictures) else None
