"""The edition's web pages, articles in the manner of their house, and what on a page is boilerplate."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from importlib import import_module
from typing import TYPE_CHECKING

from reader.demo import furniture, head
from reader.demo.sheet import Sheet

if TYPE_CHECKING:
    from reader.demo.edition import DemoArticle, Edition
    from reader.demo.outlets import Outlet

_INLINE = frozenset({
    "a", "abbr", "b", "code", "em", "font", "i", "label", "small", "span", "strong", "sub", "sup", "time",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "head", "noscript"})


def render_page(edition: Edition, article: DemoArticle, base_url: str) -> str:
    """The article's whole HTML page; links to other things of the edition begin at the server's root."""
    house = import_module(f"reader.demo.houses.{article.outlet.template}")
    return str(house.render(Sheet(edition, article, base_url, house.CLASSES)))


def render_front_page(edition: Edition, outlet: Outlet) -> str:
    """The outlet's front page: its feed offered in the head, its headlines in the body."""
    direction = ' dir="rtl"' if outlet.language == "ar" else ""
    rows = "\n".join(
        f"<li>{furniture.headline(article)}<p>{escape(article.summary, quote=False)}</p></li>"
        for article in edition.of(outlet)
    )
    return f"""<!DOCTYPE html>
<html lang="{outlet.language}"{direction}>
<head><meta charset="utf-8"><title>{escape(outlet.name)}</title>
{head.alternate(outlet)}
<meta name="description" content="{escape(outlet.tagline)}"></head>
<body><h1>{escape(outlet.name)}</h1><p>{escape(outlet.tagline)}</p>
<ul class="headlines">
{rows}
</ul></body></html>
"""


def render_index(edition: Edition) -> str:
    """The page at the server's root: a link to every front page."""
    rows = "".join(f'<li><a href="{o.path}">{escape(o.name)}</a></li>' for o in edition.outlets)
    top = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Demo edition</title>'
    return f"{top}<ul>{rows}</ul></html>\n"


def furniture_lines(page: str, article: DemoArticle) -> tuple[str, ...]:
    """The lines of `page` that no clean body of `article` may hold, in their order, each once.

    That is every visible line with a letter in it which occurs neither in the body nor in the title,
    standfirst or a caption.
    """
    lines = _VisibleLines()
    lines.feed(page)
    lines.close()
    spoken = [article.title, article.standfirst, *(block.text for block in article.blocks)]
    spoken += [picture.caption for picture in article.pictures]
    text = _folded("\n".join(spoken))
    found = dict.fromkeys(line for line in lines.lines if any(map(str.isalpha, line)))
    return tuple(line for line in found if _folded(line) not in text and not _holds(line, spoken))


def _holds(line: str, spoken: list[str]) -> bool:
    """Whether a line holds words of the article: a caption with its credit, paragraphs parted by <br>."""
    folded = _folded(line)
    return any(len(text) > 40 and _folded(text)[:40] in folded for text in spoken)


def _folded(text: str) -> str:
    return " ".join(text.split())


class _VisibleLines(HTMLParser):
    """A page's text as lines: what stands between two block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._silent += tag in _SILENT
        if tag not in _INLINE:
            self._end_line()

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if tag not in _INLINE:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(data)

    def close(self) -> None:
        super().close()
        self._end_line()

    def _end_line(self) -> None:
        if line := _folded("".join(self._line)):
            self.lines.append(line)
        self._line = []
