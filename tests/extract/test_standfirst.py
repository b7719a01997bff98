"""The line under a headline, whatever a page marks it up as."""

from __future__ import annotations

from reader.extract import extract
from reader.model import Document, Span

DECK = "Two winters of work lie ahead of the northern wall, and nobody knows yet where the boats will go"
TEXT = (
    "The harbour council voted late on Tuesday to close the northern breakwater for two winters.",
    "Engineers had warned since spring that the older stones were moving by several centimetres a month.",
    "Fishing boats will have to use the smaller basin, which holds barely forty of them at high water.",
)


def read(deck: str) -> Document:
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    head = "<title>Wall to close</title><meta charset=utf-8>"
    page = (
        f"<html><head>{head}</head><body><article><h1>Wall to close</h1>{deck}{body}</article></body></html>"
    )
    return extract(page.encode(), None)


def test_a_standfirst_that_is_marked_up_as_a_heading_is_set_as_a_strong_paragraph() -> None:
    first = read(f"<h2>{DECK}</h2>").blocks[0]
    assert (first.kind, first.text, first.spans) == ("paragraph", DECK, (Span(0, len(DECK), "strong"),))


def test_a_short_subhead_before_the_text_stays_a_heading() -> None:
    first = read("<h2>What we know</h2>").blocks[0]
    assert (first.kind, first.text) == ("heading", "What we know")


def test_a_standfirst_is_not_said_twice() -> None:
    document = read(f"<h2>{DECK}</h2>")
    assert [document.standfirst, *(block.text for block in document.blocks)].count(DECK) == 1
