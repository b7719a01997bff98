"""Articles, feeds and what was understood, written for other programs and for plain terminals.

Cheap to import: each kind of writing loads when one of its functions is asked for by name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.export.accounts import account_record, sync_record
    from reader.export.briefings import brief_record, briefing_markdown, briefing_text, told_by
    from reader.export.html import document_html
    from reader.export.markdown import document_markdown
    from reader.export.plain import document_text, understanding_text
    from reader.export.records import (
        article_record,
        change_record,
        feed_record,
        health_record,
        inspection_record,
        related_record,
    )
    from reader.export.spoken import article_sentence, document_spoken, feed_sentence, understanding_sentences

__all__ = [
    "account_record",
    "article_record",
    "article_sentence",
    "brief_record",
    "briefing_markdown",
    "briefing_text",
    "change_record",
    "document_html",
    "document_markdown",
    "document_spoken",
    "document_text",
    "feed_record",
    "feed_sentence",
    "health_record",
    "inspection_record",
    "related_record",
    "sync_record",
    "told_by",
    "understanding_sentences",
    "understanding_text",
]
_ROOMS = {
    **dict.fromkeys(("account_record", "sync_record"), "accounts"),
    "article_sentence": "spoken",
    **dict.fromkeys(("brief_record", "briefing_markdown", "briefing_text", "told_by"), "briefings"),
    "document_html": "html",
    "document_markdown": "markdown",
    "document_spoken": "spoken",
    "document_text": "plain",
    "feed_sentence": "spoken",
    "understanding_sentences": "spoken",
    "understanding_text": "plain",
}


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'records')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
