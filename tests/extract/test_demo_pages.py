"""Every page of the demo edition gives its article back, with none of its furniture."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from reader.demo import DemoArticle, Edition
from reader.demo.pages import furniture_lines, render_page
from reader.extract import extract
from reader.model import Document

BASE = "http://127.0.0.1:1"
EDITION = Edition.load(datetime(2026, 11, 22, 14, 5, tzinfo=UTC))
# The titles of charts, which nothing but their place above a drawing tells from a subhead.
CHART_TITLES = frozenset({"السفن المنتظرة أسبوعياً", "沖待ちの船の数(週ごと)"})

_NOTE_SIGN = re.compile(r"\[(\d)\]")

each_article = pytest.mark.parametrize("article", EDITION.articles, ids=lambda article: article.slug)


def _extracted(article: DemoArticle) -> tuple[str, Document]:
    page = render_page(EDITION, article, BASE)
    return page, extract(page.encode(), BASE + article.path)


@each_article
def test_every_paragraph_is_there_and_no_furniture(article: DemoArticle) -> None:
    page, document = _extracted(article)
    texts = [_NOTE_SIGN.sub(r"\1", block.text) for block in document.blocks]
    assert [paragraph for paragraph in article.paragraphs if paragraph not in texts] == []
    assert [
        line for line in furniture_lines(page, article) if line in texts and line not in CHART_TITLES
    ] == []


@each_article
def test_title_writers_and_time_are_the_articles(article: DemoArticle) -> None:
    _, document = _extracted(article)
    assert document.title == article.title
    assert [author.name for author in document.authors] == [author.name for author in article.authors]
    assert document.published == article.published
