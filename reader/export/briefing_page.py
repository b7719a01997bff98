"""A briefing as markup: for a page of its own, and for the first chapter of a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from reader.briefing import Brief, Briefing, Citation, Tally
from reader.export.addresses import web_address
from reader.export.briefings import told_by
from reader.text import safe_line


def briefing_body(briefing: Briefing, title: str, links: Mapping[int, str] | None = None) -> str:
    """The stories by weight, each sentence with a link to its article: to the chapter that `links` names
    by the article's id, else to where it stands in the web."""
    written = _Stories(links or {})
    return "\n".join([f"<h1>{_said(title)}</h1>", *(written.story(one) for one in briefing.briefs)])


class _Stories:
    def __init__(self, links: Mapping[int, str]) -> None:
        self._links = links

    def story(self, brief: Brief) -> str:
        """A story under its headline."""
        return "\n".join([f"<h2>{_said(brief.title)}</h2>", *self._parts(brief)])

    def _parts(self, brief: Brief) -> Iterator[str]:
        yield f'<p class="facts">{_said(told_by(brief))}</p>'
        if brief.lead is not None:
            yield f"<p>{_said(brief.lead.words)} ({self._source(brief.lead)})</p>"
        if brief.tallies:
            yield f"<ul>{''.join(f'<li>{self._tally(one)}</li>' for one in brief.tallies)}</ul>"
        for one in brief.quotes:
            yield f"<blockquote><p>{_said(one.cited.words)}</p></blockquote>"
            yield f'<p class="facts">{_said(one.speaker)}, {self._source(one.cited)}</p>'
        articles = (self._link(one.id, one.title, one.url) for one in brief.articles)
        yield f"<ul>{''.join(f'<li>{link}</li>' for link in articles)}</ul>"

    def _tally(self, tally: Tally) -> str:
        given = "; ".join(f"{_said(one.written)} ({self._source(one.cited)})" for one in tally.given)
        return f"{'<strong>disputed</strong> ' if tally.disputed else ''}{_said(tally.what)}: {given}"

    def _source(self, cited: Citation) -> str:
        article = cited.article
        return self._link(article.id, article.feed_title or article.title, article.url)

    def _link(self, number: int, name: str, url: str | None) -> str:
        address = self._links.get(number) or web_address(url)
        said = _said(name) or "article"
        return f'<a href="{escape(address)}">{said}</a>' if address else said


def _said(text: str) -> str:
    return escape(safe_line(text), quote=False)
