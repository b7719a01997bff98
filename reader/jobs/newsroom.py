"""What several articles are about together, and how one has changed."""

from __future__ import annotations

from reader.excerpt import Excerpts
from reader.jobs.pages import extract_fragment
from reader.model import Document, Entity, Gist, Placed, Placing
from reader.revision import Comparison, Wording


def gists(articles: list[tuple[str, str, str | None]]) -> list[Gist]:
    """Say in few words what articles (title, text, language) are about."""
    from reader.analyse import gists

    return gists(articles)


def place(new: Placing, others: list[Placing]) -> Placed | None:
    """Find out where a new article belongs; see `analyse.likeness.place`."""
    from reader.analyse import place

    return place(new, others)


def excerpts(document: Document, headlines: list[str], entities: list[Entity]) -> Excerpts:
    """Find the sentences that tell best what headlines are about, and who is quoted saying what."""
    from reader.analyse.excerpts import excerpts

    return excerpts(document, headlines, entities)


def compare(before: Wording, after: Wording, language: str | None, engine: str) -> Comparison:
    """Put two wordings of an article side by side, and say what kind of change that is."""
    from reader.analyse.revising import find_changes
    from reader.changes import compared, compared_line

    headline = compared_line(before.title, after.title)
    paragraphs = compared(_paragraphs(before), _paragraphs(after))
    return Comparison(
        headline, paragraphs, find_changes(headline, paragraphs, language=language, engine=engine)
    )


def _paragraphs(wording: Wording) -> list[str]:
    """The paragraphs of a wording, without its headline, which some pages have in their text as well."""
    from reader.changes import paragraphs_of
    from reader.wording import LONGEST, plain

    text = wording.text
    if wording.html.strip():
        text = extract_fragment(wording.html[: 4 * LONGEST], None).text or text
    paragraphs = paragraphs_of(text[:LONGEST])
    return paragraphs[1:] if paragraphs and plain(paragraphs[0]) == plain(wording.title) else paragraphs
