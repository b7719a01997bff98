"""Where else a page's article is: its AMP form, and the page that the text goes on with."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.extract.links import web_address
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from reader.extract.statements import PageFacts

_PAGED = re.compile(r"(?:[?&](?:page|p|seite|pg|paged)=|/(?:page[/-]|seite[/-]|p)?)(?P<number>\d{1,2})/?$")
_NEXT = re.compile(
    r"(?:next|weiter|suivante?|siguiente|avanti|próxima|nächste|następna|следующая)(?: page| seite)?|"
    r"(?:continue|continued) (?:on|to) (?:the )?(?:next )?page(?: \d+)?|nächste seite|page suivante|"
    r"página siguiente|pagina successiva|次(?:の)?ページ(?:へ)?|下一页|下一頁|다음 페이지",
    re.IGNORECASE,
)
_ORNAMENT = " \t>»›→▶…·|"


def amp_address(tree: HtmlElement, facts: PageFacts, url: str | None) -> str | None:
    """Return the address of the page's AMP form, None where it has none or is it itself."""
    if tree.get("amp") is not None or tree.get("⚡") is not None:
        return None
    for link, href in facts.relations:
        if "amphtml" in (link.get("rel") or "").lower().split():
            address = web_address(href, url)
            return address if address != url else None
    return None


def next_page(facts: PageFacts, url: str | None) -> str | None:
    """Return the address of the page on which the article goes on, None where it ends on this one.

    A link counts when its address is this page's with the next number after it: `rel=next` alone, and the
    word "next", lead to other articles as often.
    """
    if url is None:
        return None
    here, number = _parted(url)
    for href, hinted in _hints(facts, str(number + 1)):
        address = web_address(href, url)
        if address is None or urlsplit(address).hostname != urlsplit(url).hostname:
            continue
        there, other = _parted(address.split("#")[0])
        if hinted and other == number + 1 and there == here:
            return address
    return None


def _hints(facts: PageFacts, wanted: str) -> Iterator[tuple[str, bool]]:
    """Yield the addresses of links that hold a number, and whether the link says that it leads on."""
    for link, href in chain(facts.relations, facts.links):
        if wanted not in href:
            continue
        if "next" in (link.get("rel") or "").lower().split():
            yield href, True
        elif link.tag == "a" and _ends_in_number(href.partition("#")[0]):
            text = safe_line("".join(link.itertext()), 60).strip(_ORNAMENT)
            yield href, bool(_NEXT.fullmatch(text)) or text.isdecimal()


def _ends_in_number(address: str) -> bool:
    """Whether an address ends in what may be a page's number; most are told by their last letter."""
    return address.rstrip("/\n")[-1:].isdecimal() and _PAGED.search(address) is not None


def _parted(address: str) -> tuple[str, int]:
    """Return an address without the number of its page, and the number: 1 where it has none."""
    address = address.split("#")[0]
    match = _PAGED.search(address)
    if match is None or match["number"].startswith("0"):
        return address.rstrip("/"), 1
    return address[: match.start()].rstrip("/"), int(match["number"])
