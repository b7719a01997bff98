"""A page made into a document: what it says about itself, its article, its writers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.authors import read_authors
from reader.extract.bios import bio_segments, with_bios
from reader.extract.body import Body, read_body
from reader.extract.inline import squeezed
from reader.extract.metadata import page_facts, read_metadata
from reader.extract.page import parse
from reader.extract.segments import segments
from reader.extract.selection import chosen, densest, main_text, share_found
from reader.model import Author, Block, Document
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reader.extract.metadata import Metadata
    from reader.extract.segments import Segment

_LOCKED = re.compile(
    r"\b(?:subscribe|log in|sign in|register)\b.{0,40}\bto (?:continue|keep|read|unlock)\b|"
    r"\bto (?:continue|keep) reading\b.{0,60}\b(?:subscri|"
    r"account|log in|sign)|\bréservée? aux abonnés\b|\bweiterlesen mit\b|\bnur für abonnenten\b|"
    r"\bcontenido exclusivo para suscriptores\b",
    re.IGNORECASE,
)


def read_article(html: bytes, url: str | None) -> Document:
    """Return the document of a page, empty where the bytes are no page."""
    tree = parse(html)
    if tree is None:
        return Document(url=url)
    facts = page_facts(tree, url)
    metadata = read_metadata(tree, facts, url)
    authors = read_authors(tree, facts, url, metadata.site)
    blocks = segments(tree)
    bios = bio_segments(blocks, authors)
    body = _body(tree, blocks, metadata, bios, url)
    return _document(metadata, body, with_bios(authors, [bio.text for bio in bios]), blocks)


def _body(
    tree: HtmlElement, blocks: list[Segment], metadata: Metadata, bios: list[Segment], url: str | None
) -> Body:
    paragraphs = main_text(tree, url)
    picks = chosen(blocks, paragraphs)
    if paragraphs and share_found(blocks, picks, paragraphs) < 0.4:
        return _plain_body(paragraphs)
    if not any(picks):
        picks = densest(blocks)
    return read_body(blocks, picks, metadata.headlines, bios, metadata.base or url)


def _plain_body(paragraphs: Sequence[str]) -> Body:
    """Return a body of text that is not among the page's visible blocks, such as one kept in its data."""
    lines = [safe_line(line) for text in paragraphs for line in text.split("\n")]
    return Body(tuple(Block("paragraph", line) for line in lines if line))


def _document(
    metadata: Metadata, body: Body, authors: tuple[Author, ...], blocks: Sequence[Segment]
) -> Document:
    document = Document(
        title=metadata.title,
        site=metadata.site,
        url=metadata.url,
        published=metadata.published,
        modified=metadata.modified,
        language=metadata.language,
        standfirst=body.standfirst,
        blocks=body.blocks,
        authors=authors,
        pictures=body.pictures,
    )
    length = len(document.text)
    more_in_data = len(metadata.body) > 1.3 * length + 200
    locked = length < 3000 and any(_LOCKED.search(block.text) for block in blocks if len(block.text) < 300)
    return replace(
        document,
        standfirst=document.standfirst or _unsaid(metadata.description, document),
        paywalled=metadata.paywalled,
        truncated=metadata.paywalled and (more_in_data or locked),
    )


def _unsaid(description: str, document: Document) -> str:
    """Return the page's description where neither title nor text begin with it."""
    key = squeezed(description)[:60]
    said = squeezed(document.title + document.text[:1500])
    return description if key and key not in said else ""
