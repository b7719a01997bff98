"""Whether an element stands beside the article: in comments, teasers, footers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.extract.furniture import hyphened

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|related|sidebar|widget-?area|teasers?|recommend\w*|popular|"
    r"(?:site|page)-footer|repl(?:y|ies)|respond|newsletter|navigation)(?:$|[\s_-])"
)
_OUTSIDE = frozenset({"form", "nav", "footer", "aside"})
_REACH = 8  # elements outwards


def is_aside(element: HtmlElement) -> bool:
    """Whether an element belongs to comments, teasers or other things that are no part of the article."""
    at: HtmlElement | None = element
    for _ in range(_REACH):
        if at is None or at.tag in {"html", "body", "main", "article"}:
            return False
        if at.tag in _OUTSIDE or _is_named_so(f"{at.get('class') or ''} {at.get('id') or ''}"):
            return True
        at = at.getparent()
    return False


@lru_cache(maxsize=2048)
def _is_named_so(names: str) -> bool:
    return _ASIDE.search(hyphened(names[:200])) is not None
