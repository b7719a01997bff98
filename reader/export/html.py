"""A document as a page of HTML: whole, plain, and without anything that a browser would fetch or run."""

from __future__ import annotations

from html import escape

from reader.export.body import Look, blocks_markup, title_markup
from reader.export.facts import facts, shortfall
from reader.model import Document
from reader.text import safe_line


def document_html(document: Document) -> str:
    """The article from its title to its last line. Pictures are their captions; links lead to the web."""
    language = f' lang="{escape(document.language)}"' if document.language else ""
    missing = shortfall(document)
    parts = [
        title_markup(document),
        _paragraph(facts(document)),
        f"<p><strong>{escape(safe_line(document.standfirst))}</strong></p>" if document.standfirst else "",
        blocks_markup(document, Look(notes=False)),
        f"<p><em>{escape(missing)}</em></p>" if missing else "",
    ]
    body = "\n".join(part for part in parts if part)
    head = f'<meta charset="utf-8">\n<title>{escape(safe_line(document.title))}</title>'
    return f"<!doctype html>\n<html{language}>\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>"


def _paragraph(line: str) -> str:
    return f"<p>{escape(safe_line(line))}</p>" if line else ""
