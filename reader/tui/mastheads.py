"""What stands above an article's text, and what stands in for a text that is not there yet. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.model import Article, Block, Document
from reader.text import safe_line
from reader.tui.tagging import ink_of
from reader.tui.widgets.ages import full_date, reading_time
from reader.tui.widgets.column import Masthead

WELCOME = Document(
    blocks=(
        Block(
            "paragraph", "Choose a feed on the left and an article from its list; Enter goes in, q goes back."
        ),
        Block(
            "paragraph", "Space reads on: a page further, and after the last page the next unread article."
        ),
        Block("paragraph", "Names and figures are coloured in the text and listed beside it (i)."),
        Block("paragraph", "Slash searches, colon takes commands, and ? shows every key."),
    )
)


def masthead(
    article: Article,
    document: Document,
    note: str = "",
    colours: Mapping[str, int] | None = None,
    own_note: str = "",
    changed: str = "",
) -> Masthead:
    """Return the masthead of an opened article; `colours` are those that the person gave to tags, `own_note`
    what they wrote about it, `changed` tells that it changed after it came."""
    names = [author.name for author in document.authors if author.name] or list(article.authors)
    kicker = (article.feed_title or document.site or "", reading_time(document.text))
    byline = (", ".join(names[:4]), full_date(article.published or document.published))
    return Masthead(
        kicker=" · ".join(part for part in kicker if part),
        title=article.title or document.title or "Untitled",
        standfirst=_standfirst(document),
        byline=" · ".join(part for part in byline if part),
        changed=changed,
        note=note or _shortfall(document),
        marks=tuple(_marks(article, colours or {})),
        own_note=own_note,
    )


def _marks(article: Article, colours: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield what the person has marked the article with, and the style of each."""
    if article.starred:
        yield "★ Starred", "star"
    if article.saved:
        yield "◆ Saved", "saved"
    yield from ((f"#{safe_line(tag, 80)}", ink_of(tag, colours)) for tag in article.tags)


def first_document(article: Article) -> Document:
    """Return what can be shown at once when nothing of the article is stored: its summary."""
    summary = safe_line(article.summary)
    return Document(title=article.title, blocks=(Block("paragraph", summary),) if summary else ())


def _standfirst(document: Document) -> str:
    """Return the standfirst unless the text begins with the same words."""
    return "" if document.text.startswith(document.standfirst[:60]) else document.standfirst


def _shortfall(document: Document) -> str:
    if document.paywalled:
        return "A paywall hides the rest of this article."
    return "The page holds only a part of this article." if document.truncated else ""
