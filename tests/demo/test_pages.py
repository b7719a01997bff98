"""Each page holds its article whole, its boilerplate, and says the same to machines as to readers."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from lxml import html

from reader.demo import DemoArticle, Edition
from reader.demo.furniture import headline
from reader.demo.pages import furniture_lines, render_page
from reader.demo.sheet import words
from tests.demo.conftest import NOW

BASE = "http://127.0.0.1:1"
EDITION = Edition.load(NOW)
# A phrase of furniture.toml by which each kind shows on a page.
TELLING = {
    "cookie": "cookie_yes", "newsletter": "newsletter_text", "related": "related", "share": "share",
    "rating": "rating_action", "chart": "chart_maker", "writer-box": "writer_title",
    "writer-box-cut": "read_more", "promo-inline": "also", "comments": "comments_rules",
    "tags-list": "topics", "paywall-note": "paywall",
}  # fmt: skip

each_article = pytest.mark.parametrize("article", EDITION.articles, ids=lambda article: article.slug)


@cache
def _page(article: DemoArticle) -> str:
    return render_page(EDITION, article, BASE)


def _whole(article: DemoArticle) -> Any:
    return html.document_fromstring(_page(article).encode())


def _tree(article: DemoArticle) -> Any:
    tree = _whole(article)
    for silent in tree.xpath("//script | //style | //noscript"):
        silent.drop_tree()
    return tree


def _squeezed(text: str) -> str:
    """The text without white space: a page may break a line wherever it likes."""
    return "".join(text.split())


@each_article
def test_a_page_holds_every_block_of_its_article_in_order(article: DemoArticle) -> None:
    text = _squeezed(_tree(article).text_content())
    at = 0
    for block in article.blocks:
        found = text.find(_squeezed(block.text), at)
        assert found >= 0, block.text
        at = found + len(_squeezed(block.text))


@each_article
def test_a_page_carries_the_furniture_that_its_article_asks_for_and_no_other(article: DemoArticle) -> None:
    page, text = _page(article), _tree(article).text_content()
    phrases = words(article.outlet)
    shown = {kind for kind, word in TELLING.items() if str(phrases[word]) in text}
    if not any(author.bio for author in article.authors):
        shown |= article.furniture & {"writer-box", "writer-box-cut"}  # nobody whom a box could be about
    assert shown == article.furniture - {"jsonld"}
    assert ("application/ld+json" in page) == ("jsonld" in article.furniture)


@each_article
def test_no_furniture_line_is_part_of_the_article(article: DemoArticle) -> None:
    lines = furniture_lines(_page(article), article)
    body = " ".join(article.paragraphs)
    assert len(lines) > 15
    assert not [line for line in lines if line in body]
    assert not [text for text in article.paragraphs if text in lines]


@each_article
def test_a_page_is_a_whole_document_with_one_title(article: DemoArticle) -> None:
    page = _page(article)
    [title] = _whole(article).xpath("//head/title")
    assert article.title in title.text
    assert page.rstrip().endswith("</html>")
    for tag in ("div", "table", "td", "p", "section", "article", "figure", "aside", "span", "ul", "li"):
        assert page.count(f"<{tag}>") + page.count(f"<{tag} ") == page.count(f"</{tag}>"), tag


def test_json_ld_names_the_people_behind_an_article() -> None:
    for article in EDITION.articles:
        if "jsonld" not in article.furniture:
            continue
        [script] = _whole(article).xpath("//script[@type='application/ld+json']")
        data = json.loads(script.text)
        people = [item for item in data.get("@graph", data.get("author")) if item["@type"] == "Person"]
        assert [person["name"] for person in people] == [author.name for author in article.authors]


def test_a_paywall_says_so_to_machines_and_readers(edition: Edition) -> None:
    article = edition.article("castellan-bonds-test")
    assert '"isAccessibleForFree": false' in _page(article)
    assert "This article is for subscribers." in _page(article)
    assert article.full_parts[-1].blocks[0].text not in _page(article)


def test_lazy_pictures_wait_in_data_src(edition: Edition) -> None:
    article = edition.article("castellan-bonds-test")
    assert article.picture is not None
    [waiting] = _whole(article).xpath("//img[contains(@class, 'lazyload')]")
    assert (waiting.get("data-src"), waiting.get("src")[:5]) == (article.picture.url, "data:")


def test_a_live_blog_has_an_entry_for_each_time(edition: Edition) -> None:
    article = edition.article("berthos-outage-live")
    times = _tree(article).xpath("//div[contains(@class, 'lb-entry')]/time/text()")
    assert times == [part.time for part in article.parts if part.time]
    assert len(times) == 9


def test_text_without_paragraphs_is_parted_by_line_breaks(edition: Edition) -> None:
    tree = _tree(edition.article("falmouth-takes-ships"))
    [columns] = tree.xpath("//table[@class='cols']")
    assert len(columns.xpath(".//td[@width='50%']")) == 2
    assert len(columns.xpath(".//div[@class='txt2']/br")) > 20
    assert not columns.xpath(".//div[@class='txt2']/p[not(@class)]")


def test_titles_are_escaped_wherever_they_stand(edition: Edition) -> None:
    quoted = edition.article("sines-talks-collapse")
    assert "&quot;a rounding error&quot;" in _page(quoted)
    assert headline(quoted).endswith('offer "a rounding error"</a>')
