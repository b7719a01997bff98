"""One article in three shapes of page comes out the same, and each part of it as what it is."""

from __future__ import annotations

import pytest

from reader.extract import extract
from reader.model import Block, Document, Span
from tests.extract import pages

URL = "https://post.example/larkholm/night-boat"
SHAPES = {
    "semantic": pages.semantic(pages.linked_data()),
    "without linked data": pages.semantic(),
    "soup": pages.soup(pages.linked_data()),
}

each_shape = pytest.mark.parametrize("page", SHAPES.values(), ids=SHAPES)


def _read(page: str) -> Document:
    return extract(page.encode(), URL)


def _kinds(document: Document, kind: str) -> list[Block]:
    return [block for block in document.blocks if block.kind == kind]


@each_shape
def test_the_paragraphs_come_whole_and_in_order_and_nothing_else_is_text(page: str) -> None:
    assert _read(page).text.split("\n\n") == list(pages.PARAGRAPHS)


@each_shape
def test_no_line_of_furniture_is_in_any_block(page: str) -> None:
    text = "\n".join(block.text for block in _read(page).blocks)
    assert [line for line in pages.FURNITURE if line in text] == []


@each_shape
def test_a_picture_keeps_its_caption_and_credit_apart_and_in_its_place(page: str) -> None:
    document = _read(page)
    (picture,) = document.pictures
    assert (picture.caption, picture.credit) == (pages.CAPTION, pages.CREDIT)
    assert (picture.url, picture.alt) == ("https://post.example/pictures/boat.jpg", "A white ferry")
    assert document.blocks[1] == Block("caption", pages.CAPTION, picture=0)


@each_shape
def test_the_writer_has_the_whole_bio_and_the_cut_off_copy_is_gone(page: str) -> None:
    (author,) = _read(page).authors
    assert (author.name, author.bio) == (pages.WRITER, pages.BIO)


@each_shape
def test_the_title_comes_without_the_sites_name(page: str) -> None:
    assert _read(page).title == pages.TITLE


def test_links_and_emphasis_are_spans_of_the_text() -> None:
    page = pages.bare(
        '<p>The <em>full</em> report is on <a href="/report">the company\'s <b>own</b> page</a>, '
        "with notes.<sup>1</sup></p>"
    )
    block = extract(page, URL).blocks[1]
    marked = {(span.kind, block.text[span.start : span.end]) for span in block.spans}
    assert marked == {
        ("emphasis", "full"),
        ("link", "the company's own page"),
        ("strong", "own"),
        ("superscript", "1"),
    }
    assert Span(22, 44, "link", "https://post.example/report") in block.spans


def test_a_link_that_is_no_web_address_stays_as_text_only() -> None:
    page = pages.bare(
        '<p>Call <a href="javascript:steal()">the office</a> or '
        '<a href="https://a:b@c.example/">the other</a> today.</p>'
    )
    block = extract(page, URL).blocks[1]
    assert (block.text, block.spans) == ("Call the office or the other today.", ())


def test_lists_keep_their_markers_and_depth() -> None:
    page = pages.bare(
        '<ol start="3"><li>Buy a ticket at the quay<ul><li>or on the boat</li></ul></li>'
        "<li>Be there by ten</li></ol>"
    )
    items = [(item.marker, item.level, item.text) for item in _kinds(extract(page, URL), "list_item")]
    assert items == [
        ("3.", 0, "Buy a ticket at the quay"),
        ("•", 1, "or on the boat"),
        ("4.", 0, "Be there by ten"),
    ]


def test_code_keeps_its_lines_and_its_language() -> None:
    page = pages.bare('<pre><code class="language-python">for boat in fleet:\n    sail(boat)\n</code></pre>')
    (code,) = _kinds(extract(page, URL), "code")
    assert (code.text, code.language) == ("for boat in fleet:\n    sail(boat)", "python")


def test_a_table_is_rows_of_cells() -> None:
    page = pages.bare(
        "<table><tr><th>Boat</th><th>Leaves</th></tr><tr><td>Night\n boat</td><td>23:00</td></tr></table>"
    )
    (table,) = _kinds(extract(page, URL), "table")
    assert table.text == "Boat\tLeaves\nNight boat\t23:00"


def test_quotes_subheads_and_embeds_are_told_apart() -> None:
    quote = "<blockquote><p>Nobody on this island will forget the weeks without a late boat.</p></blockquote>"
    tweet = (
        '<blockquote class="twitter-tweet"><p>The night boat is back and we will be on it.</p></blockquote>'
    )
    kinds = [block.kind for block in extract(pages.bare("<h2>Six weeks</h2>", quote, tweet), URL).blocks[1:4]]
    assert kinds == ["heading", "quote", "embed"]


def test_no_space_comes_between_ideographs_at_tags_or_line_ends() -> None:
    line = "<p>フェリーの<b>夜行便</b>は\n十一月から<a href='/x'>運航</a>を再開する。"
    line += "組合は四十一対十二で賛成した。<br>島民は歓迎している。</p>"
    page = (
        f"<html lang=ja><body><article><h1>夜行便</h1>{line}{line.replace('十一月', '来月')}</article></html>"
    )
    text = extract(page.encode()).text
    assert (
        "フェリーの夜行便は十一月から運航を再開する。組合は四十一対十二で賛成した。島民は歓迎している。"
        in text
    )


def test_a_line_end_beside_a_tag_is_no_space_between_ideographs_and_one_before_a_word() -> None:
    line = "<p>夜行便の\n<ruby>渡<rp>（</rp><rt>わた</rt><rp>）</rp></ruby>\nしは<b>十一月</b>\n"
    line += "<a href='https://x.example/'>から</a>\n<i>Larkholm</i>\nへ運航を再開する。組合は四十一対十二で賛成した。島民は歓迎している。</p>"
    page = (
        f"<html lang=ja><body><article><h1>夜行便</h1>{line}{line.replace('十一月', '来月')}</article></html>"
    )
    document = extract(page.encode())
    assert document.text.startswith("夜行便の渡（わた）しは十一月から Larkholm へ運航を再開する。")
    spans = {document.blocks[0].text[span.start : span.end] for span in document.blocks[0].spans}
    assert spans == {"十一月", "から", "Larkholm"}


def test_a_page_in_an_old_encoding_is_read() -> None:
    page = pages.semantic('<meta charset="windows-1252">').encode("cp1252")
    assert extract(page, URL).text.split("\n\n")[2] == pages.PARAGRAPHS[2]


def test_the_comments_after_an_article_are_not_its_end() -> None:
    comments = "<div><h3>Comments (2)</h3><p>Seagull7: I have been saying so since the autumn.</p></div>"
    page = pages.semantic().replace("</article>", f"{comments}</article>")
    assert "Seagull7" not in extract(page.encode(), URL).text


def test_a_text_that_is_only_in_the_pages_data_is_read_from_there() -> None:
    data = pages.linked_data().replace(
        '"dateModified"', f'"articleBody": "{" ".join(pages.PARAGRAPHS)}", "dateModified"'
    )
    document = extract(f"<html><head>{data}</head><body><div id=app></div></body></html>".encode(), URL)
    assert pages.PARAGRAPHS[4] in document.text
