"""The package of a book: what it is, which files it has and in which order; and the contents for EPUB 2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.export.book import Chapter, Item


def package(
    *,
    title: str,
    identifier: str,
    made: datetime,
    authors: Sequence[str],
    languages: Sequence[str],
    items: Sequence[Item],
    chapters: Sequence[Chapter],
    leftwards: bool,
) -> str:
    """The package document. `made`, in UTC, is the only thing in a book that is not from its articles."""
    names = {item.name: item.id for item in items}
    spine = ["cover", "nav", *(names[chapter.name] for chapter in chapters)]
    direction = ' page-progression-direction="rtl"' if leftwards else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'<dc:identifier id="id">{identifier}</dc:identifier>',
        f"<dc:title>{_escaped(title)}</dc:title>",
        *(f"<dc:language>{language}</dc:language>" for language in languages),
        *(f"<dc:creator>{_escaped(author)}</dc:creator>" for author in authors),
        f"<dc:date>{made:%Y-%m-%d}</dc:date>",
        "<dc:type>news</dc:type>",
        f'<meta property="dcterms:modified">{made:%Y-%m-%dT%H:%M:%SZ}</meta>',
        *_access(any(item.type in {"image/jpeg", "image/png"} for item in items)),
        '<meta name="cover" content="cover-picture"/>',
        "</metadata>",
        "<manifest>",
        *(_item(item) for item in items),
        "</manifest>",
        f'<spine toc="ncx"{direction}>',
        *(f'<itemref idref="{name}"/>' for name in spine),
        "</spine>",
        "</package>\n",
    ]
    return "\n".join(lines)


def ncx(title: str, identifier: str, chapters: Sequence[Chapter]) -> str:
    """The contents as readers of EPUB 2 look for them."""
    points = [
        f'<navPoint id="n{number}" playOrder="{number}"><navLabel><text>{_escaped(chapter.title)}</text>'
        f'</navLabel><content src="{chapter.name}"/></navPoint>'
        for number, chapter in enumerate(chapters, 1)
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">',
            f'<head><meta name="dtb:uid" content="{identifier}"/></head>',
            f"<docTitle><text>{_escaped(title)}</text></docTitle>",
            "<navMap>",
            *points,
            "</navMap>\n</ncx>\n",
        ]
    )


def _item(item: Item) -> str:
    properties = f' properties="{item.properties}"' if item.properties else ""
    return f'<item id="{item.id}" href="{item.name}" media-type="{item.type}"{properties}/>'


def _access(pictures: bool) -> list[str]:
    """What the book asks of its reader's senses (schema.org's terms)."""
    modes = ("textual", "visual") if pictures else ("textual",)
    return [
        *(f'<meta property="schema:accessMode">{mode}</meta>' for mode in modes),
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>',
        '<meta property="schema:accessibilityFeature">readingOrder</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
    ]


def _escaped(text: str) -> str:
    return escape(text, quote=False)
