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


def described(deck: str) -> Document:
    """The page with the deck as its description, too."""
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    head = f'<title>Wall to close</title><meta charset=utf-8><meta name=description content="{DECK}">'
    page = (
        f"<html><head>{head}</head><body><article><h1>Wall to close</h1>{deck}{body}</article></body></html>"
    )
    return extract(page.encode(), None)


def test_a_standfirst_that_the_page_sets_apart_is_the_documents_not_its_texts() -> None:
    for deck in (
        f"<h2>{DECK}</h2>",
        f'<p class="article-subtitle">{DECK}</p>',
        f"<div class=dek>{DECK}</div>",
    ):
        document = described(deck)
        assert (document.standfirst, document.text.split("\n\n")) == (DECK, list(TEXT))


def test_a_description_that_is_the_first_paragraph_stays_in_the_text() -> None:
    document = described(f"<p>{DECK}</p>")
    assert (document.standfirst, document.text.split("\n\n")) == ("", [DECK, *TEXT])


def test_a_standfirst_shown_for_two_widths_is_said_once() -> None:
    document = described(f'<h2 class="wide">{DECK}</h2><h3 class="narrow">{DECK}</h3>')
    assert (document.standfirst, document.text.split("\n\n")) == (DECK, list(TEXT))


def test_of_two_copies_of_a_standfirst_the_whole_one_is_kept() -> None:
    document = described(f'<p class="subtitle">{DECK[:70]}…</p><h2>{DECK}</h2>')
    assert (document.standfirst, document.text.split("\n\n")) == (DECK, list(TEXT))


def test_a_first_paragraph_in_a_box_that_holds_the_whole_text_stays() -> None:
    body = "".join(f"<p>{text}</p>" for text in (DECK, *TEXT))
    head = f'<title>Wall to close</title><meta charset=utf-8><meta name=description content="{DECK[:80]}">'
    box = f'<h1>Wall to close</h1><div class="entry-excerpt">{body}</div>'
    page = f"<html><head>{head}</head><body>{box}</body></html>"
    assert extract(page.encode(), None).text.split("\n\n") == [DECK, *TEXT]
