"""Which authors are no persons: news agencies, the paper itself, its desks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.extract.headlines import plain_name
from reader.extract.names import is_agency, is_generic
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Author

# Words at the end, or the start, of what an organisation is called.
_SHAPE = re.compile(
    r"(?:^|.*\s)(?:(?:news|press|presse?)?-?(?:agency|agentur|agence|agenzia)|newswire|wire|news service|"
    r"newsroom|editorial board|editorial team|staff|desk|redaktion|rédaction|redacción|redazione|redactie|"
    r"foundation|university|institute|magazine|television|radio|broadcasting|corporation|inc\.?|ltd\.?|llc|gmbh|"
    r"news|times|tribune|gazette|herald|presse-agentur)$|^(?:agence|agencia|redaktion|nachrichtenagentur) .*",
    re.IGNORECASE,
)


def with_kinds(authors: Sequence[Author], sites: Sequence[str]) -> tuple[Author, ...]:
    """Say of each author whether it is an organisation; `sites` are the names of the site."""
    ours = {plain_name(site) for site in sites if site}
    return tuple(
        replace(author, kind="organisation") if _is_organisation(author.name or "", ours) else author
        for author in authors
    )


def _is_organisation(name: str, ours: set[str]) -> bool:
    if not name:
        return False
    return is_agency(name) or is_generic(name) or plain_name(name) in ours or bool(_SHAPE.match(fold(name)))
