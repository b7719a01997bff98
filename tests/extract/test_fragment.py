"""An entry's own HTML is all body, but for what feeds add to it."""

from __future__ import annotations

import pytest

from reader.extract import extract_fragment
from reader.model import Block, Picture, Span

URL = "https://blog.example/2026/ledger/"


def test_every_block_stays_even_a_short_one() -> None:
    document = extract_fragment(
        "<p>Short.</p><ul><li>One</li></ul>And a line <a href='b'>of</a> its own", URL
    )
    assert document.blocks == (
        Block("paragraph", "Short."),
        Block("list_item", "One", marker="•"),
        Block(
            "paragraph",
            "And a line of its own",
            (Span(11, 13, "link", "https://blog.example/2026/ledger/b"),),
        ),
    )


@pytest.mark.parametrize(
    "tail",
    [
        '<p>The post <a href="/x">The Ledger</a> appeared first on <a href="/">Harbour Blog</a>.</p>',
        "<p><a href='/x'>Continue reading</a></p>",
        "<p><a href='/x'>Read more</a></p>",
        "<p>Der Beitrag <a href='/x'>Das Buch</a> erschien zuerst auf <a href='/'>Hafenblog</a>.</p>",
        '<img src="https://count.example/p.gif" width="1" height="1">',
    ],
)
def test_what_feeds_add_at_the_end_is_not_body(tail: str) -> None:
    document = extract_fragment(f"<p>The clerks closed the ledger on Monday.</p>{tail}", URL)
    assert document.text == "The clerks closed the ledger on Monday."
    assert document.pictures == ()


def test_a_cut_off_end_says_so_and_keeps_its_last_words() -> None:
    more = "<a href='/x'>Read more</a>"
    document = extract_fragment(f"<p>The clerks closed the book and then they [&#8230;] {more}</p>", URL)
    assert (document.text, document.truncated) == ("The clerks closed the book and then they…", True)


def test_a_figure_becomes_a_picture_with_its_caption_in_place() -> None:
    caption = "<figcaption>The ledger. Photo: Pia Quill</figcaption>"
    figure = f'<figure><img src="/b.jpg" alt="A book">{caption}</figure>'
    document = extract_fragment(f"<p>Before.</p>{figure}<p>After.</p>", URL)
    assert [block.kind for block in document.blocks] == ["paragraph", "caption", "paragraph"]
    assert document.pictures == (Picture("https://blog.example/b.jpg", "The ledger.", "Pia Quill", "A book"),)


def test_text_without_any_tag_is_a_paragraph() -> None:
    assert extract_fragment("Just words & signs < 3").blocks == (
        Block("paragraph", "Just words & signs < 3"),
    )
