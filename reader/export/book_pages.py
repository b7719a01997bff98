"""The pages of a book that are not its articles: cover, contents, and what every page stands in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from reader.text import cut, safe_line, wrap
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.export.book import Chapter

STYLE = """\
body { margin: 1em; line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; page-break-after: avoid; }
.facts, figcaption, .missing { font-size: .85em; }
img { max-width: 100%; height: auto; }
figure { margin: 1em 0; page-break-inside: avoid; }
pre { white-space: pre-wrap; font-size: .85em; }
table { border-collapse: collapse; font-size: .9em; }
th, td { padding: .2em .6em; vertical-align: top; border: 1px solid; }
blockquote { margin: 1em 0 1em 1em; padding-left: 1em; border-style: solid; border-width: 0 0 0 2px; }
html[dir="rtl"] blockquote { margin: 1em 1em 1em 0; padding: 0 1em 0 0; border-width: 0 2px 0 0; }
.cover { margin: 0; text-align: center; }
"""
_INKS = ("#15304b", "#f4efe2", "#c9b98a")  # ground, letters, line
_WIDE, _HIGH = 1200, 1600
_TITLE_LINES, _SOURCE_LINES = 7, 8


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover says: the title, the day, and where the articles are from."""

    title: str
    day: str
    sources: tuple[str, ...]
    language: str
    leftwards: bool


def container() -> bytes:
    """What tells a reading system where the package is."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
        b'  <rootfiles>\n    <rootfile full-path="EPUB/package.opf"'
        b' media-type="application/oebps-package+xml"/>\n  </rootfiles>\n</container>\n'
    )


def whole_page(title: str, body: str, language: str, *, leftwards: bool = False) -> str:
    """A page of the book around its body."""
    said = f' lang="{language}" xml:lang="{language}"' if language else ""
    said += ' dir="rtl"' if leftwards else ""
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<!DOCTYPE html>",
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            + said
            + ">",
            "<head>",
            '<meta charset="utf-8"/>',
            f"<title>{escape(title, quote=False)}</title>",
            '<link rel="stylesheet" type="text/css" href="style.css"/>',
            f"</head>\n<body>\n{body}\n</body>\n</html>\n",
        ]
    )


def cover_page(cover: Cover) -> str:
    """The page that shows the cover."""
    shown = f'<img src="cover.svg" alt="{escape(cover.title)}"/>'
    body = f'<section class="cover" epub:type="cover">{shown}</section>'
    return whole_page(cover.title, body, cover.language)


def cover_picture(cover: Cover) -> str:
    """The cover as a drawing, set by the reading system in letters that it has."""
    ground, ink, rule = _INKS
    lines = wrap(safe_line(cover.title), 18)[:_TITLE_LINES]
    titles = [_text(line, 300 + 120 * number, 100, ink) for number, line in enumerate(lines)]
    under = 300 + 120 * len(lines)
    sources = [
        _text(cut(name, 44), under + 190 + 56 * number, 42, ink)
        for number, name in enumerate(cover.sources[:_SOURCE_LINES])
    ]
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}">',
        f"<title>{escape(cover.title, quote=False)}</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="{ground}"/>',
        f'<rect x="100" y="{under - 40}" width="1000" height="6" fill="{rule}"/>',
        *titles,
        _text(cover.day, under + 80, 52, rule),
        *sources,
        "</svg>\n",
    ]
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(drawn)


def contents_page(cover: Cover, chapters: Sequence[Chapter]) -> str:
    """The contents, which reading systems show as a list of their own too."""
    items = "\n".join(_entry(chapter) for chapter in chapters)
    first = chapters[0].name if chapters else "nav.xhtml"
    body = "\n".join(
        [
            '<nav epub:type="toc" id="toc" role="doc-toc">',
            f"<h1>{escape(cover.title, quote=False)}</h1>",
            f"<ol>\n{items}\n</ol>",
            "</nav>",
            '<nav epub:type="landmarks" id="landmarks" hidden="hidden">',
            '<ol>\n<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>',
            '<li><a epub:type="toc" href="#toc">Contents</a></li>',
            f'<li><a epub:type="bodymatter" href="{first}">Articles</a></li>\n</ol>',
            "</nav>",
        ]
    )
    return whole_page(cover.title, body, cover.language, leftwards=cover.leftwards)


def _entry(chapter: Chapter) -> str:
    said = f' lang="{chapter.language}" xml:lang="{chapter.language}"' if chapter.language else ""
    said += ' dir="rtl"' if chapter.leftwards else ""
    return f'<li><a href="{chapter.name}"{said}>{escape(chapter.title, quote=False)}</a></li>'


def _text(line: str, y: int, size: int, ink: str) -> str:
    place = f'x="{_WIDE // 2}" y="{y}" font-size="{size}" fill="{ink}" text-anchor="middle"'
    return f'<text {place} font-family="serif">{escape(line, quote=False)}</text>'
