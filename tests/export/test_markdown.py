"""Documents as Markdown, read back by a parser that knows nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from reader.export import document_markdown
from reader.model import Block, BlockKind, Document, Picture, Span, SpanKind

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(deflist_plugin).use(footnote_plugin)


def read(document: Document) -> list[Token]:
    return PARSER.parse(document_markdown(document))


def text_of(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.children is not None and token.type == "inline":
        return "".join(map(text_of, token.children))
    return token.content if token.type in {"text", "code_inline", "fence"} else ""


def texts(document: Document) -> list[str]:
    """The text of every paragraph, heading, cell and code block that a parser finds."""
    return [text_of(token) for token in read(document) if token.type in {"inline", "fence"}]


def opened(document: Document) -> list[str]:
    """What the parser opens, from the outside in, without paragraphs."""
    return [t.tag for t in read(document) if t.nesting == 1 and t.tag != "p"]


def inside(document: Document) -> Iterator[Token]:
    for token in read(document):
        yield from token.children or ()


SIGNS = "\\`*_{}[]()#+-.!|<>~^&;:=\"'/$%@? \t\xa0"
TEXT = st.text(st.sampled_from(SIGNS + "aZ9é語ا1"), min_size=1, max_size=24).filter(str.strip)
WORDS = TEXT.map(lambda text: text.replace("\t", " "))
MARKS: list[SpanKind] = ["strong", "emphasis", "struck", "superscript", "subscript", "code", "link"]


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(WORDS)
    places = st.integers(0, len(text))
    spans = []
    for kind in draw(st.lists(st.sampled_from(MARKS), max_size=4)):
        start, end = sorted((draw(places), draw(places)))
        href = draw(st.sampled_from(["https://example.org/a_(b)?c=1&d=*", "http://x.example/<`>"]))
        spans.append(Span(start, end, kind, href if kind == "link" else None))
    return text, tuple(spans)


@settings(max_examples=400)
@given(marked_texts(), st.sampled_from(["paragraph", "heading", "list_item", "quote", "embed"]))
@example(("11", (Span(0, 1, "strong"), Span(0, 1, "emphasis"))), "paragraph")
@example(("x^1", (Span(2, 3, "link", "https://example.org/"),)), "paragraph")
def test_any_text_with_any_marks_comes_back(marked: tuple[str, tuple[Span, ...]], kind: BlockKind) -> None:
    text, spans = marked
    marker = "•" if kind == "list_item" else ""
    document = Document(blocks=(Block(kind, text, spans, marker=marker), Block("paragraph", "End.")))
    assert texts(document) == [text, "End."]


@settings(max_examples=150)
@given(
    st.lists(st.tuples(WORDS, st.integers(0, 3), st.sampled_from(["•", "1.", "7.", "12)", "b."])), min_size=1)
)
def test_any_list_comes_back_item_by_item(items: list[tuple[str, int, str]]) -> None:
    blocks = tuple(Block("list_item", text, level=level, marker=marker) for text, level, marker in items)
    wanted = [f"b. {text}" if marker == "b." else text for text, _, marker in items]
    document = Document(blocks=blocks)
    assert texts(document) == wanted
    assert opened(document).count("li") == len(items)


def test_an_address_in_angle_brackets_is_no_link() -> None:
    said = "Write to <1@harbour.example> or <a+b@harbour.example>, if x<5."
    assert texts(Document(blocks=(Block("paragraph", said),))) == [said]


@settings(max_examples=150)
@given(st.lists(st.lists(WORDS.map(str.strip), min_size=2, max_size=2), min_size=2, max_size=4))
def test_any_table_comes_back_cell_by_cell(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(cells) for cells in rows)
    document = Document(blocks=(Block("table", text, level=1),))
    assert texts(document) == [cell for cells in rows for cell in cells]
    assert opened(document).count("th") == 2


@settings(max_examples=100)
@given(st.text(st.sampled_from("`~ \t\nab#>"), min_size=1, max_size=30))
def test_any_code_comes_back_letter_by_letter(code: str) -> None:
    document = Document(blocks=(Block("code", code, language="c++ `x"),))
    assert texts(document) == [code + "\n"]


def test_lists_nest_and_go_on() -> None:
    blocks = (
        Block("list_item", "one", marker="1."),
        Block("list_item", "inner", level=1, marker="•"),
        Block("list_item", "deeper, and begins with three", level=2, marker="3."),
        Block("list_item", "goes on", level=1),
        Block("list_item", "two", marker="2."),
    )
    document = Document(blocks=blocks)
    assert opened(document) == ["ol", "li", "ul", "li", "ol", "li", "li"]
    assert document_markdown(document).startswith("1. one\n   - inner\n\n     3. deeper")
    assert "\n\n     goes on\n2. two" in document_markdown(document)


def test_quotes_in_quotes_are_quotes_in_quotes() -> None:
    blocks = (Block("quote", "She said:"), Block("quote", "He said.", level=1), Block("quote", "So it was."))
    document = Document(blocks=blocks)
    assert opened(document) == ["blockquote", "blockquote"]
    assert texts(document) == ["She said:", "He said.", "So it was."]


def test_a_fence_is_longer_than_the_fences_in_it() -> None:
    code = "```python\nprint()\n```"
    document = Document(blocks=(Block("code", code, language="markdown"),))
    assert texts(document) == [code + "\n"]
    assert document_markdown(document).startswith("````markdown\n")


def test_a_table_without_a_heading_row_has_an_empty_one() -> None:
    document = Document(blocks=(Block("table", "a | b\t1\nc\t2"),))
    assert texts(document) == ["", "", "a | b", "1", "c", "2"]


def test_footnotes_are_referred_to_by_their_sign() -> None:
    blocks = (
        Block("paragraph", "It rained[1] for days*.", (Span(9, 12, "footnote"), Span(21, 22, "footnote"))),
        Block("footnote", "So the diary says.", marker="1"),
        Block("footnote", "Nine of them.", marker="*"),
        Block("footnote", "Nobody refers to this.", marker="7"),
    )
    document = Document(blocks=blocks)
    written = document_markdown(document)
    assert "It rained[^1] for days[^note2]." in written
    assert "[^1]: So the diary says." in written
    assert sorted(texts(document)) == [
        "7 Nobody refers to this.",
        "It rained for days.",
        "Nine of them.",
        "So the diary says.",
    ]


def test_a_term_has_its_definitions() -> None:
    blocks = (
        Block("term", "Ferry"),
        Block("definition", "A ship that comes back."),
        Block("definition", "- Its crossing."),
        Block("term", "Quay"),
        Block("definition", "Where it is tied up."),
    )
    document = Document(blocks=blocks)
    assert opened(document) == ["dl", "dt", "dd", "dd", "dt", "dd"]
    assert texts(document) == [block.text for block in blocks]


def test_a_picture_is_an_image_with_its_caption_in_italics() -> None:
    pictures = (
        Picture("https://example.org/a (1).jpg", "The quay.", "Per Aalto", "A [wet] quay"),
        Picture("https://example.org/b.jpg", alt="A map"),
        Picture("javascript:alert(1)", "No address.", alt="x"),
    )
    blocks = (
        Block("caption", "The quay.", picture=0),
        Block("caption", "", picture=1),
        Block("caption", "No address.", picture=2),
        Block("caption", "", picture=9),
    )
    document = Document(blocks=blocks, pictures=pictures)
    images = [(t.attrs["src"], t.content) for t in inside(document) if t.type == "image"]
    assert images == [
        ("https://example.org/a%20%281%29.jpg", "A \\[wet\\] quay"),
        ("https://example.org/b.jpg", "A map"),
    ]
    assert "*The quay.*\n(Per Aalto)" in document_markdown(document)
    assert "javascript" not in document_markdown(document)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("strong", "a **b** c"),
        ("emphasis", "a *b* c"),
        ("struck", "a ~~b~~ c"),
        ("superscript", "a <sup>b</sup> c"),
        ("subscript", "a <sub>b</sub> c"),
        ("code", "a `b` c"),
    ],
)
def test_every_mark_is_written(kind: SpanKind, written: str) -> None:
    assert document_markdown(Document(blocks=(Block("paragraph", "a b c", (Span(2, 3, kind),)),))) == written


def test_a_link_that_may_not_be_followed_is_its_text() -> None:
    spans = (Span(0, 4, "link", "javascript:alert(1)"), Span(5, 9, "link", "https://example.org/"))
    document = Document(blocks=(Block("paragraph", "This that", spans),))
    assert document_markdown(document) == "This [that](https://example.org/)"


def test_the_head_stands_above_and_what_is_missing_below() -> None:
    document = Document(
        title="# 1 reason #", site="The *Post*", standfirst="Why it rains.", blocks=(), paywalled=True
    )
    assert texts(document) == [
        "# 1 reason #",
        "The *Post*",
        "Why it rains.",
        "This is not the whole article: a paywall hides the rest.",
    ]


@pytest.mark.parametrize("language", ["python", "C++", "c#", "js", "Shell-Session", "json", "diff"])
def test_a_listing_keeps_the_name_of_a_programming_language(language: str) -> None:
    document = Document(blocks=(Block("code", "a = 1", language=language),))
    assert [token.info for token in read(document)] == [language]


@pytest.mark.parametrize(
    "language",
    [
        "dataviewjs",
        "dataview",
        "tasks",
        "templater",
        "mermaid",
        "plantuml",
        "query",
        "button",
        "{python}",
        "js x",
        "js:",
    ],
)
def test_a_listing_does_not_name_what_programs_for_notes_run(language: str) -> None:
    document = Document(blocks=(Block("code", "a = 1", language=language),))
    assert document_markdown(document) == "```\na = 1\n```"


@pytest.mark.parametrize("code", ["= this.file", "$= dv.current()", " $=x", "=", "==x", "$==x", "= = x"])
def test_code_in_a_line_does_not_begin_as_what_programs_for_notes_run(code: str) -> None:
    text = f"See {code} there."
    document = Document(blocks=(Block("paragraph", text, (Span(4, 4 + len(code), "code"),)),))
    assert not [
        t for t in inside(document) if t.type == "code_inline" and t.content.strip().startswith(("=", "$="))
    ]
    assert texts(document) == [text]


def test_other_code_in_a_line_is_code_from_its_first_sign_on() -> None:
    for code in ("$x = 1", "a = b", "$(ls)", "!="):
        document = Document(blocks=(Block("paragraph", code, (Span(0, len(code), "code"),)),))
        assert [token.content for token in inside(document)] == [code]
