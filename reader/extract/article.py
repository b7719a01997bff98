"""A page made into a document: what it says about itself, its article, its writers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.alternates import amp_address, next_page
from reader.extract.authors import read_authors
from reader.extract.bios import with_bios
from reader.extract.candidates import candidates
from reader.extract.choice import clues, picked
from reader.extract.completeness import shortfall
from reader.extract.contacts import with_contacts
from reader.extract.datelines import with_places_and_help
from reader.extract.embedded import fuller_text
from reader.extract.figures import with_figures
from reader.extract.layout import laid_out
from reader.extract.metadata import page_facts, read_metadata, with_shown_title
from reader.extract.outline import outline
from reader.extract.page import in_utf8, parse
from reader.extract.segments import segments
from reader.extract.standfirst import parted, standfirst, with_standfirst_set
from reader.extract.subjects import read_subjects
from reader.extract.surroundings import known, without_surroundings
from reader.extract.writer_boxes import bios_on
from reader.model import Block, Document
from reader.text import safe_line
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.candidates import Candidates
    from reader.extract.metadata import Metadata
    from reader.extract.segments import Segment
    from reader.extract.surroundings import Known
    from reader.model import Author, Picture


@dataclass(frozen=True, slots=True)
class Body:
    """Blocks and pictures of an article, and the standfirst that the page shows apart from them."""

    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    standfirst: str = ""


def read_article(html: bytes, url: str | None, charset: str | None = None) -> Document:
    """Return the document of a page, empty where the bytes are no page."""
    html = in_utf8(html, charset)
    tree = parse(html)
    if tree is None:
        return Document(url=url)
    facts = page_facts(tree, url)
    metadata = read_metadata(tree, facts, url, html)
    amp, following = amp_address(tree, facts, url), next_page(facts, metadata.url or url)
    authors = with_contacts(read_authors(tree, facts, url, metadata.site), facts, url)
    blocks = segments(tree)
    around = outline(blocks)
    bios = bios_on(blocks, around, authors)
    told = clues(metadata.headlines, metadata.description, metadata.title, declared=bool(facts.article))
    picks = picked(blocks, around, told)
    metadata = with_shown_title(metadata, blocks)
    about = known(
        metadata.headlines,
        [author.name or "" for author in authors],
        [bio.text for bio in bios],
    )
    page = candidates(blocks, around, picks)
    base = metadata.base or url
    if page is None:
        body = Body(*laid_out([block for block, pick in zip(blocks, picks, strict=True) if pick], base))
    else:
        body = _body(page, about, metadata.description, base)
    if not body.blocks:
        body = _plain_body(metadata.body)
    if held := fuller_text(html, body.blocks, body.pictures, metadata, url):
        body = replace(body, blocks=held.blocks, pictures=held.pictures)
    lines = [block.text for block in blocks]
    writers = with_places_and_help(with_bios(authors, bios), lines, _opening(body.blocks))
    document = _document(metadata, body, tuple(one for one in writers if one.part == "author"), blocks)
    helpers = tuple(one for one in writers if one.part == "contributor")
    return replace(
        document, contributors=helpers, amp_url=amp, next_page=following, subjects=read_subjects(facts)
    )


def _opening(blocks: Sequence[Block]) -> str:
    return next((block.text for block in blocks if block.kind == "paragraph"), "")


def _body(page: Candidates, about: Known, description: str, url: str | None) -> Body:
    said, kept = parted(without_surroundings(with_figures(page), about), description)
    return Body(*laid_out(kept, url), standfirst=said)


def _plain_body(text: str) -> Body:
    """Return a body of text that is not among the page's visible blocks, such as one kept in its data."""
    lines = [safe_line(line) for line in text.split("\n")]
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
        blocks=with_standfirst_set(body.blocks, metadata.description),
        authors=authors,
        pictures=body.pictures,
    )
    lines = [block.text for block in blocks]
    truncated, paywalled = shortfall(document.blocks, lines, said=metadata.body, not_free=metadata.paywalled)
    return replace(
        document,
        standfirst=body.standfirst or standfirst(metadata.description, document.title, document.text),
        paywalled=paywalled,
        truncated=truncated,
    )
