"""The styles of the reading pane; the style sheet gives each its colours as "ink--NAME"."""

from __future__ import annotations

from reader.annotation import HIGHLIGHT_COLOURS
from reader.tui.tagging import INKS as TAG_INKS

HIGHLIGHTS = tuple(f"highlight-{number}" for number in range(HIGHLIGHT_COLOURS))
INKS = (
    *("kicker", "title", "standfirst", "byline", "note", "rule", "heading", "subheading", "marker", "quote"),
    *("quote-bar", "embed", "link", "link-number", "strong", "emphasis", "code", "superscript", "subscript"),
    *("struck", "footnote", "note-sign", "note-text", "term", "definition", "code-block", "code-keyword"),
    *("code-string", "code-comment", "code-number", "code-name", "code-deleted", "code-output"),
    *("table", "table-head", "caption", "credit", "picture", "person", "organisation", "place", "other"),
    *("figure", "match", "match-now", "selected", "hint", "more", "star", "saved", "own-note", *TAG_INKS),
    "changed",
    *HIGHLIGHTS,
)
