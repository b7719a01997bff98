"""Every kind of block as plain text and as JSON."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.export import document_html, document_text, inspection_record, understanding_text
from reader.model import Author, Block, Document, Picture, Span, Understanding

DOCUMENT = Document(
    title="Everything",
    blocks=(
        Block("heading", "Below", level=2),
        Block("list_item", "one", marker="1."),
        Block("list_item", "goes on"),
        Block("list_item", "inner", level=1, marker="◦"),
        Block("quote", "Outer."),
        Block("quote", "Inner.", level=1),
        Block("term", "Ferry"),
        Block("definition", "A ship that comes back."),
        Block(
            "paragraph",
            "H2O was 30 20 euros1",
            (Span(1, 2, "subscript"), Span(8, 10, "struck"), Span(19, 20, "footnote")),
        ),
        Block("table", "Port\tShips\nOdrava\t38", level=1),
        Block("code", "if a:\n    b()", language="python"),
        Block("footnote", "So they said.", marker="1"),
        Block("footnote", "And again."),
        Block("caption", "The quay.", picture=0),
        Block("caption", "", picture=1),
        Block("caption", "", picture=2),
        Block("rule", ""),
        Block("embed", "A post."),
    ),
    pictures=(
        Picture("https://example.org/a.jpg", "The quay.", "Per Aalto", width=800, height=600),
        Picture("https://example.org/b.jpg", alt="A map of the bay"),
        Picture("https://example.org/c.jpg"),
    ),
)


def test_plain_text_tells_every_kind_apart() -> None:
    assert document_text(DOCUMENT, 60).split("\n\n") == [
        "Everything",
        "## Below",
        "1. one",
        "  goes on",
        "  ◦ inner",
        "> Outer.",
        "> > Inner.",
        "Ferry",
        "    A ship that comes back.",
        "H₂O was ~30~ 20 euros[1]",
        "Port    Ships\nOdrava  38",
        "    if a:\n        b()",
        "[1] So they said.",
        "    And again.",
        "[The quay. (Per Aalto)]",
        "[A map of the bay]",
        "* * *",
        "A post.",
    ]


def test_json_names_every_block_its_marks_and_all_pictures() -> None:
    record = inspection_record("x", DOCUMENT, Understanding())
    assert [block["kind"] for block in record["blocks"]] == [
        block.kind for block in DOCUMENT.blocks if block.kind != "caption"
    ]
    paragraph = next(block for block in record["blocks"] if block["kind"] == "paragraph")
    assert paragraph["marks"] == [
        {"start": 1, "end": 2, "kind": "subscript"},
        {"start": 8, "end": 10, "kind": "struck"},
        {"start": 19, "end": 20, "kind": "footnote"},
    ]
    footnote = next(block for block in record["blocks"] if block["kind"] == "footnote")
    assert (footnote["marker"], footnote["text"]) == ("1", "So they said.")
    assert [(p["alt"], p["width"], p["height"]) for p in record["pictures"]] == [
        ("", 800, 600),
        ("A map of the bay", None, None),
        ("", None, None),
    ]
    assert [caption["text"] for caption in record["captions"]] == ["The quay."]


def test_authors_say_who_they_are_which_part_they_had_and_since_when() -> None:
    authors = (
        Author("Ann Bo", "reporter", "Wire", filed_from="Oslo", since=datetime(2024, 5, 1, tzinfo=UTC)),
        Author("Reuters", kind="organisation"),
        Author("Per Aalto", part="contributor"),
    )
    understanding = Understanding(authors=authors)
    assert understanding_text(understanding, 60).split("\n") == [
        *("Ann Bo", "  reporter", "  Wire", "  since May 2024", "  filed from Oslo", ""),
        *("Reuters", "", "Per Aalto", "  contributed"),
    ]
    record = inspection_record("x", DOCUMENT, understanding)
    assert [(author["kind"], author["part"]) for author in record["authors"]] == [
        ("person", "author"),
        ("organisation", "author"),
        ("person", "contributor"),
    ]
    assert record["author"]["filed_from"] == "Oslo"
    assert record["author"]["since"] == "2024-05-01T00:00:00+00:00"


def test_every_kind_of_block_as_html() -> None:
    said = document_html(DOCUMENT)
    assert "<h1>Everything</h1>" in said
    assert '<ol><li value="1">one<p>goes on</p><ul><li>inner</li></ul></li></ol>' in said
    assert "<p>H<sub>2</sub>O was <del>30</del> 20 euros<sup>1</sup></p>" in said
    assert "<tr><th>Port</th><th>Ships</th></tr><tr><td>Odrava</td><td>38</td></tr>" in said
    assert "<pre><code>if a:\n    b()</code></pre>" in said
    assert "<p>The quay. (Per Aalto)</p>" in said


def test_html_holds_nothing_that_a_browser_would_fetch_or_run() -> None:
    spans = (
        Span(0, 4, "link", "javascript:alert(1)"),
        Span(2, 9, "strong"),
        Span(5, 9, "link", 'https://a.example/"x'),
    )
    block = Block("paragraph", "<img src=x onerror=y>", spans)
    said = document_html(Document(title="<script>x</script>", blocks=(block,)))
    assert "<script" not in said
    assert "<img" not in said
    assert "javascript:" not in said
    assert '<a href="https://a.example/%22x">' in said
