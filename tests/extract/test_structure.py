"""Every kind of block comes out of a page as what it is, with its text whole and nothing that is not text."""

from __future__ import annotations

import pytest

from reader.extract import extract, extract_fragment
from reader.model import Block, Document
from tests.extract import pages

URL = "https://post.example/larkholm/night-boat"


def read(markup: str) -> Document:
    """The document of an entry's own mark-up: all of it is article."""
    return extract_fragment(f"<p>{pages.PARAGRAPHS[0]}</p>{markup}<p>{pages.PARAGRAPHS[1]}</p>", URL)


def blocks(markup: str, kind: str) -> list[Block]:
    return [block for block in read(markup).blocks if block.kind == kind]


def marked(block: Block, kind: str) -> list[str]:
    return [block.text[span.start : span.end] for span in block.spans if span.kind == kind]


def test_a_definition_list_is_terms_and_definitions() -> None:
    markup = "<dl><dt>Night boat</dt><dd>The last crossing of the day.</dd><dd>Leaves at eleven.</dd></dl>"
    shown = [(block.kind, block.text) for block in read(markup).blocks[1:4]]
    assert shown == [
        ("term", "Night boat"),
        ("definition", "The last crossing of the day."),
        ("definition", "Leaves at eleven."),
    ]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        (
            '<sup><a href="#fn1" id="fnref1">1</a></sup>',
            '<ol><li id="fn1"><p>{}<a href="#fnref1">↩</a></p></li></ol>',
        ),
        (
            '<a epub:type="noteref" href="#note1" id="back1">1</a>',
            '<aside epub:type="footnote" id="note1"><p>{} <a href="#back1">1</a></p></aside>',
        ),
        (
            '<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>',
            '<ol><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>{}</span></li></ol>',
        ),
        ("<sup>1</sup>", '<ol><li id="footnote-1">{}</li></ol>'),
        (
            '<a name="Anchor_1" href="#Footnote_1"><span>1</span></a>',
            '<p><a name="Footnote_1" href="#Anchor_1"><span>1</span></a> {}</p>',
        ),
    ],
)
def test_a_footnote_and_the_sign_that_leads_to_it_are_told(reference: str, note: str) -> None:
    words = "The heating was last mended in the spring of 1998, says the log."
    document = read(f"<p>The mess was cold.{reference}</p>{note.format(words)}")
    told = next(block for block in document.blocks if block.text.startswith("The mess"))
    assert (told.text, marked(told, "footnote")) == ("The mess was cold.[1]", ["1"])
    (footnote,) = [block for block in document.blocks if block.kind == "footnote"]
    assert (footnote.marker, footnote.text.removesuffix(" 1")) == ("1", words)


def test_a_link_to_a_part_of_the_page_is_no_footnote() -> None:
    page = (
        '<p>See <a href="#fares">1</a> for what it costs.</p><p id="fares">A crossing costs four crowns.</p>'
    )
    assert blocks(page, "footnote") == []


def test_struck_lowered_and_raised_text_is_marked() -> None:
    (block, *_) = blocks(
        "<p>It burns <s>coal</s> oil and gives off CO<sub>2</sub>, 40 m<sup>3</sup> a day.</p>", "paragraph"
    )[1:]
    assert (marked(block, "struck"), marked(block, "subscript"), marked(block, "superscript")) == (
        ["coal"],
        ["2"],
        ["3"],
    )


def test_a_later_paragraph_of_an_item_has_no_marker_and_the_same_depth() -> None:
    items = blocks(
        "<ol type=a><li><p>Buy a ticket at the quay.</p><p>Cash is not taken.</p></li><li>Board.</li></ol>",
        "list_item",
    )
    assert [(item.marker, item.level, item.text) for item in items] == [
        ("a.", 0, "Buy a ticket at the quay."),
        ("", 0, "Cash is not taken."),
        ("b.", 0, "Board."),
    ]


def test_a_list_whose_numbers_make_no_sense_counts_from_one() -> None:
    items = blocks(
        '<ol start="--3"><li value="-">Buy a ticket.</li><li value="--1">Board.</li></ol>', "list_item"
    )
    assert [item.marker for item in items] == ["1.", "2."]


def test_a_table_keeps_its_columns_where_cells_span_more_than_one() -> None:
    (table,) = blocks(
        "<table><caption>Sailings</caption><thead><tr><th rowspan=2>Boat<th colspan=2>Leaves</tr>"
        "<tr><th>Summer<th>Winter</tr></thead>"
        "<tr><td>Gannet<td>21:00<td><a href='/winter'>20:00</a></tr></table>",
        "table",
    )
    assert table.text == "Boat\tLeaves\t\n\tSummer\tWinter\nGannet\t21:00\t20:00"
    assert (table.level, marked(table, "link")) == (2, ["20:00"])


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    long = (
        "The first of two columns, each of which tells its own half of the story of the boat at some length. "
        * 2
    )
    rows = f"<tr><td><p>{long}</p><p>{long}</p></td><td>Side</td></tr><tr><td>a</td><td>b</td></tr>"
    page = f"<table>{rows}</table>"
    assert blocks(page, "table") == []


@pytest.mark.parametrize(
    "markup",
    [
        "<pre><code class='language-python'>{0}\n{1}</code></pre>",
        "<div class='highlight-source-python'><pre>{0}<br>{1}</pre></div>",
        "<pre data-lang=python><span class=lineno>7</span>{0}\n<span class=lineno>8</span>{1}</pre>",
        "<pre class='brush: python'><button>Copy</button>{0}\n{1}</pre>",
        "<pre data-language=python><div><b>1</b><div>{0}</div></div><div><b>2</b><div>{1}</div></div></pre>",
        """<figure class="highlight python"><table><tr><td class=gutter><pre>1\n2</pre></td>
        <td class=code><pre>{0}\n{1}</pre></td></tr></table></figure>""",
    ],
)
def test_code_comes_line_by_line_without_line_numbers_and_buttons(markup: str) -> None:
    (code,) = blocks(markup.format("for boat in fleet:", "    sail(boat)"), "code")
    assert (code.text, code.language) == ("for boat in fleet:\n    sail(boat)", "python")


@pytest.mark.parametrize(
    "markup",
    [
        '<math alttext="E_{k}"><mi>E</mi></math>',
        """<span class="katex"><span class="katex-mathml"><math><semantics><mi>E</mi>
        <annotation encoding="application/x-tex">E_{k}</annotation></semantics></math></span>
        <span class="katex-html" aria-hidden="true">Ek</span></span>""",
        '<script type="math/tex">E_{k}</script>',
        "<math><msub><mi>E</mi><mi>k</mi></msub></math>",
        '<img class="latex" alt="E_{k}" src="/formula/12.png">',
    ],
)
def test_a_formula_in_a_line_is_its_source(markup: str) -> None:
    (block,) = [
        one for one in blocks(f"<p>The energy is {markup} here.</p>", "paragraph") if "energy" in one.text
    ]
    assert (block.text, marked(block, "code")) == ("The energy is E_{k} here.", ["E_{k}"])


def test_a_formula_of_its_own_is_a_block() -> None:
    script = '<script type="math/tex; mode=display">v = \\frac{s}{t}</script>'
    (code,) = blocks(f"<p>The speed is</p>{script}", "code")
    assert (code.text, code.language) == ("v = \\frac{s}{t}", "tex")


def test_what_is_hidden_is_not_text_but_what_a_control_shows_is() -> None:
    page = (
        '<p style="display:none">The boat that nobody sees sails at the stroke of noon every day.</p>'
        '<p>Fares<span class="sr-only">new window</span> rise now.</p>'
        '<p>Board here <i aria-hidden="true">arrow</i></p>'
        '<button aria-controls="fold">More</button>'
        '<div id="fold" hidden><p>Children under six travel free on every boat, as ever.</p></div>'
    )
    text = read(page).text
    assert "nobody sees" not in text
    assert "Fares rise now.\n\nBoard here\n\n" in text
    assert "Children under six" in text


def test_a_reading_in_brackets_stays_and_one_above_the_line_goes() -> None:
    name = "<ruby>尹<rp>（</rp><rt>ユン</rt><rp>）</rp></ruby>"
    page = f"<p>港の{name}氏は<ruby>船<rt>ふね</rt></ruby>を待っていたと語った。</p>"
    assert "港の尹（ユン）氏は船を待っていたと語った。" in read(page).text


def test_three_stars_are_a_rule_and_a_heading_has_no_sign_that_leads_to_itself() -> None:
    page = '<p>* * *</p><h2>Six weeks <a class="anchor" href="#six">#</a></h2>'
    shown = [(block.kind, block.text) for block in read(page).blocks[1:3]]
    assert shown == [("rule", ""), ("heading", "Six weeks")]


def test_a_page_nested_deeper_than_any_is_gives_its_text() -> None:
    inner = "<p>The harbour office will close.</p><p>It was cold.</p>"
    document = read("<div>" * 600 + inner + "</div>" * 600)
    assert [block.text for block in document.blocks][1:3] == [
        "The harbour office will close.",
        "It was cold.",
    ]


def test_an_article_that_is_there_only_for_browsers_without_scripts_is_read() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in pages.PARAGRAPHS)
    page = f"<html><body><h1>{pages.TITLE}</h1><noscript>{paragraphs}</noscript></body></html>"
    assert pages.PARAGRAPHS[3] in extract(page.encode(), URL).text
