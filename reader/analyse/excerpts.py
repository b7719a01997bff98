"""What a document says best in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analyse.leads import leads
from reader.analyse.quotes import quotes
from reader.excerpt import Excerpts
from reader.model import Document, Entity


def excerpts(document: Document, headlines: Sequence[str], entities: Sequence[Entity]) -> Excerpts:
    """Return the sentences that tell best what `headlines` are about, and who is quoted saying what."""
    return Excerpts(leads(document, headlines), quotes(document, entities))
