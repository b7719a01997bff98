"""What a page's JSON-LD tells of the people whom it names: role, employer, how to reach them, a bio."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.extract.inline import holds
from reader.extract.jsonld import Node, listed, text_of, types_of
from reader.extract.links import web_address
from reader.model import Author
from reader.text import fold, safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.statements import PageFacts

_MOST_PEOPLE = 200
_SITES = ("twitter.com/", "x.com/")
_HANDLE = re.compile(r"(?:^|[/.])(?:twitter|x)\.com/@?(\w{1,15})/?(?:\?[^/]*)?$", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# Job titles by which a page says no more than that somebody wrote it.
_NO_JOB = re.compile(r"\W*(?:authors?|contributors?|guest|writers?|autor(?:in)?|auteure?)\W*", re.IGNORECASE)


def author_of(name: str, node: Node, facts: PageFacts, url: str | None) -> Author:
    """Return an author with what a node of JSON-LD says of them."""
    links = [text_of(one) for one in (*listed(node.get("sameAs")), *listed(node.get("url")))]
    handles = [handle for link in links if (handle := handle_in(link))]
    employer = node.get("worksFor")
    employer = text_of((facts.linked.resolved(employer) or {}).get("name")) or text_of(employer)
    job = safe_line(text_of(node.get("jobTitle")), 120)
    return Author(
        name=name,
        role=None if _NO_JOB.fullmatch(job) or "://" in job else job or None,
        outlet=safe_line(employer, 120) or None,
        email=address_in(text_of(node.get("email"))),
        handle=handles[0] if handles else None,
        url=web_address(text_of(node.get("url")), url),
        kind="organisation" if _is_organisation(node) else "person",
        bio=_without_tags(safe_text(text_of(node.get("description")))[:8000])[:4000] or None,
    )


def described(authors: Sequence[Author], facts: PageFacts, url: str | None) -> tuple[Author, ...]:
    """Fill what is empty in the authors from the people of the same names in the page's data."""
    told: dict[str, Author] = {}
    people = (node for node in facts.linked.nodes if "Person" in types_of(node))
    for node in islice(people, _MOST_PEOPLE):
        name = fold(text_of(node.get("name"))[:80])
        person = author_of(name, node, facts, url)
        told[name] = told[name].filled_from(person) if name in told else person
    return tuple(
        author.filled_from(told.get(fold(author.name or ""))) if author.kind == "person" else author
        for author in authors
    )


def _without_tags(text: str) -> str:
    return " ".join(_TAG.sub("", text).split())


def _is_organisation(node: Node) -> bool:
    kinds = types_of(node)
    return "Person" not in kinds and any(kind.endswith("Organization") for kind in kinds)


def handle_in(link: str) -> str | None:
    """Return the handle whose profile an address is, None for any other address."""
    plain = link.lower()
    match = _HANDLE.search(link) if holds(plain, _SITES) else None
    return f"@{match[1]}" if match else None


def address_in(text: str) -> str | None:
    """Return an e-mail address, or that of a mailto link, if it is one and nothing else."""
    address = text.removeprefix("mailto:").split("?")[0].strip()
    return address if _EMAIL.fullmatch(address) else None
