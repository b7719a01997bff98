"""How a page's writers can be reached: links to their accounts and addresses beside their names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.furniture import room_of
from reader.extract.inline import squeezed
from reader.extract.people import address_in, handle_in
from reader.extract.statements import host_of, site_names
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reader.extract.statements import PageFacts
    from reader.model import Author

_MOST_LINKS = 3_000
_MOST_AUTHORS = 12
_LEAST_PART = 4  # letters of a name by which an account is known as somebody's
_FEW_LETTERS = 3  # enough within a byline or a writer's box
_UPWARDS = 5
_CREATORS = ("twitter:creator", "twitter:creator:id")


def with_contacts(authors: Sequence[Author], facts: PageFacts, url: str | None) -> tuple[Author, ...]:
    """Give handles and e-mail addresses that the page links or states to the authors whose names they bear.

    The site's own account is nobody's unless it bears a writer's name; in a writer's box an account of any
    other name is the only writer's.
    """
    if not authors or len(authors) > _MOST_AUTHORS:
        return tuple(authors)
    site = {squeezed(name) for name in (*site_names(facts, url), facts.metas.get("twitter:site", ""))}
    site |= {squeezed(host_of(url).split(".")[0])}
    found = list(authors)
    site -= {name for name in site if _named_by(authors, name, _LEAST_PART) is not None}
    for link, href in facts.links[:_MOST_LINKS]:
        address = href[:300]
        if email := address_in(address) if address.startswith("mailto:") else None:
            _give_email(found, email)
        elif (handle := handle_in(address)) and squeezed(handle) not in site:
            _give_handle(found, handle, beside=_is_beside(link))
    for creator in (facts.metas.get(name, "") for name in _CREATORS):
        handle = handle_in(creator) or (creator.strip() if creator.startswith("@") else "")
        if handle and squeezed(handle) not in site and handle[1:].replace("_", "").isalnum():
            _give_handle(found, handle, beside=False)
    return tuple(found)


def _is_beside(link: HtmlElement) -> bool:
    """Whether a link stands in a byline or a writer's box."""
    around: HtmlElement | None = link
    for _ in range(_UPWARDS):
        if around is None or around.tag == "body":
            return False
        if room_of(around) in ("bio", "byline"):
            return True
        around = around.getparent()
    return False


def _give_handle(authors: list[Author], handle: str, *, beside: bool) -> None:
    at = _named_by(authors, handle, _FEW_LETTERS if beside else _LEAST_PART)
    if at is None and beside and len(authors) == 1 and authors[0].kind == "person":
        at = 0
    if at is not None and not authors[at].handle:
        authors[at] = replace(authors[at], handle=handle)


def _give_email(authors: list[Author], email: str) -> None:
    at = _named_by(authors, email.partition("@")[0], _LEAST_PART)
    if at is not None and not authors[at].email:
        authors[at] = replace(authors[at], email=email)


def _named_by(authors: Sequence[Author], account: str, least: int) -> int | None:
    """Return which author's given or family name an account contains."""
    letters = squeezed(fold(account))
    for at, author in enumerate(authors):
        if author.kind == "organisation":
            continue
        parts = fold(author.name or "").replace("-", " ").split()
        if any(len(part) >= least and squeezed(part) in letters for part in {*parts[:1], *parts[-1:]}):
            return at
    return None
