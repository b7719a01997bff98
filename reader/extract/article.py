"""A page made into a document: what it says about itself, its article, its writers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.extract.alternates import amp_address, next_page
from reader.extract.authors import read_authors
from reader.extract.bios import bio_segments, with_bios
from reader.extract.candidates import candidates
from reader.extract.completeness import shortfall
from reader.extract.completion import completed
from reader.extract.embedded import fuller_text
from reader.extract.inline import squeezed
from reader.extract.layout import laid_out
from reader.extract.metadata import page_facts, read_metadata, with_shown_title
from reader.extract.page import parse
from reader.extract.segments import segments
from reader.extract.selection import chosen, densest, main_text, share_found
from reader.extract.surroundings import known, without_surroundings
from reader.model import Block, Document
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reader.extract.metadata import Metadata
    from reader.extract.segments import Segment
    from reader.extract.surroundings import Known
    from reader.model import Author, Picture

_LEAST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Body:
    """Blocks and pictures of an article, and the line under its title where that is no part of the text."""

    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    standfirst: str = ""


def read_article(html: bytes, url: str | None) -> Document:
    """Return the document of a page, empty where the bytes are no page."""
    tree = parse(html)
    if tree is None:
        return Document(url=url)
    facts = page_facts(tree, url)
    metadata = read_metadata(tree, facts, url)
    amp, following = amp_address(tree, url), next_page(tree, metadata.url or url)
    authors = read_authors(tree, facts, url, metadata.site)
    blocks = segments(tree)
    bios = bio_segments(blocks, authors)
    picks, unseen = _choice(tree, blocks, url)
    metadata = with_shown_title(metadata, blocks)
    about = known(
        metadata.headlines,
        [author.name or "" for author in authors],
        [bio.text for bio in bios],
        metadata.description,
    )
    body = _body(blocks, picks, about, metadata.base or url)
    if unseen or not body.blocks:
        body = _plain_body(unseen or [metadata.body])
    if held := fuller_text(html, body.blocks, body.pictures, metadata, url):
        body = replace(body, blocks=held.blocks, pictures=held.pictures)
    document = _document(metadata, body, with_bios(authors, [bio.text for bio in bios]), blocks)
    return replace(document, amp_url=amp, next_page=following)


def _choice(tree: HtmlElement, blocks: list[Segment], url: str | None) -> tuple[list[bool], list[str]]:
    """Return which blocks are the article, and its paragraphs where those are hardly among the blocks."""
    paragraphs = main_text(tree, url)
    picks = chosen(blocks, paragraphs)
    if paragraphs and share_found(blocks, picks, paragraphs) < _LEAST_SHARE:
        return picks, paragraphs
    return (picks if any(picks) else densest(blocks)), []


def _body(blocks: Sequence[Segment], picks: Sequence[bool], about: Known, url: str | None) -> Body:
    page = candidates(blocks, picks)
    if page is None:
        return Body(*laid_out([block for block, pick in zip(blocks, picks, strict=True) if pick], url))
    kept, standfirst = without_surroundings(completed(page), about)
    return Body(*laid_out(kept, url), standfirst)


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
    lines = [block.text for block in blocks]
    truncated, paywalled = shortfall(document.blocks, lines, said=metadata.body, not_free=metadata.paywalled)
    return replace(
        document,
        standfirst=document.standfirst or _unsaid(metadata.description, document),
        paywalled=paywalled,
        truncated=truncated,
    )


def _unsaid(description: str, document: Document) -> str:
    """Return the page's description where neither title nor text begin with it."""
    key = squeezed(description)[:60]
    said = squeezed(document.title + document.text[:1500])
    return description if key and key not in said else ""
