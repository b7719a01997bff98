"""Articles, feeds and what was understood, written for other programs and for plain terminals."""

from reader.export.markdown import document_markdown
from reader.export.plain import document_text, understanding_text
from reader.export.records import article_record, feed_record, inspection_record

__all__ = [
    "article_record",
    "document_markdown",
    "document_text",
    "feed_record",
    "inspection_record",
    "understanding_text",
]
