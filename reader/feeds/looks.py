"""Whether a text that calls itself plain is HTML all the same, as feedparser guesses it."""

from __future__ import annotations

import re
from html.entities import entitydefs

# Those that feedparser lets pass.
_NAMES = """
    a abbr acronym address area article aside audio b big blockquote br button canvas caption center cite
    code col colgroup command datagrid datalist dd del details dfn dialog dir div dl dt em event-source
    fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd keygen
    label legend li m map menu meter multicol nav nextid noscript ol optgroup option output p pre
    progress q s samp section select small sound source spacer span strike strong sub sup table tbody td
    textarea tfoot th thead time tr tt u ul var video
"""
ELEMENTS = frozenset(_NAMES.split())
_CLOSING, _REFERENCE = re.compile(r"</(\w+)>"), re.compile(r"&#?\w+;")
_TAG, _ENTITY = re.compile(r"</?(\w+)"), re.compile(r"&(\w+);")


def looks_like_html(text: str) -> bool:
    """Whether it has a closing tag or a reference, and all of its tags and entities are HTML's."""
    if not ("<" in text and _CLOSING.search(text)) and not ("&" in text and _REFERENCE.search(text)):
        return False
    if any(name.lower() not in ELEMENTS for name in _TAG.findall(text)):
        return False
    return all(name in entitydefs for name in _ENTITY.findall(text))
