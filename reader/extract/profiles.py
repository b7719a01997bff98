"""A writer's own page: what it says of the one writer whose name led to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.bios import MAX_BIO, MIN_BIO, Bio, with_bios
from reader.extract.candidates import link_share
from reader.extract.contacts import with_contacts
from reader.extract.inline import squeezed
from reader.extract.lines import is_furniture
from reader.extract.metadata import page_facts
from reader.extract.outline import outline
from reader.extract.page import in_utf8, parse
from reader.extract.people import described
from reader.extract.segments import segments
from reader.extract.writer_boxes import bios_on
from reader.model import Author
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.segments import Segment

_REACH = 6  # blocks below the name among which the bio stands
_MOST_LINKED = 0.3  # share of a bio that may be links


def read_profile(html: bytes, url: str | None, name: str, charset: str | None = None) -> Author:
    """Return what a writer's page says of them; without role and bio where it is about somebody else.

    Its data and boxes are believed as an article's are, and besides the first text under the name.
    """
    author = Author(name=safe_line(name, 80), url=url)
    tree = parse(in_utf8(html, charset))
    if tree is None:
        return author
    facts = page_facts(tree, url)
    blocks = segments(tree)
    authors = with_contacts(described([author], facts, url), facts, url)
    bios = bios_on(blocks, outline(blocks), authors) or _under_name(blocks, name)
    return with_bios(authors, bios)[0]


def _under_name(blocks: Sequence[Segment], name: str) -> list[Bio]:
    """Return the first text that stands under a line which is the writer's name."""
    wanted = squeezed(name)
    for at, block in enumerate(blocks):
        if squeezed(block.text) != wanted:
            continue
        role: str | None = None
        for below in blocks[at + 1 : at + 1 + _REACH]:
            if MIN_BIO <= len(below.text) <= MAX_BIO and _is_text(below):
                return [Bio(below.text, name, role)]
    return []


def _is_text(block: Segment) -> bool:
    kind = block.kind == "paragraph"
    return kind and link_share(block) <= _MOST_LINKED and not is_furniture(block.text)
