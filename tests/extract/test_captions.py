"""Captions: what belongs to a picture, what is its credit, and what is neither."""

import pytest

from reader.extract import extract
from reader.extract.captions import split_credit
from reader.model import Document

BODY = "".join(
    f"<p>Orla Fennimore counted {n} crossings on the Larkholm ferry that night, and told anyone who would "
    "listen, the harbour master and his two daughters among them.</p>"
    for n in range(3, 9)
)
FIGURE = '<figure><img src="/a.jpg" alt="{alt}"><figcaption>{caption}</figcaption></figure>'


def page(
    before: str = "", after: str = "", alt: str = "", caption: str = "The night boat at the quay."
) -> Document:
    figure = FIGURE.format(alt=alt, caption=caption)
    markup = f"<html><title>Ferry</title><body><article><h1>Ferry</h1>{before}{figure}{BODY}</article>{after}"
    return extract(markup.encode(), "https://example.org/ferry")


def captions(document: Document) -> list[tuple[str, str]]:
    return [(picture.caption, picture.credit) for picture in document.pictures if picture.caption]


def test_a_byline_and_a_date_beside_a_picture_are_no_captions() -> None:
    document = page(
        before='<div class="byline">By <a>Orla Fennimore</a><br>Reporter</div><time>Aug 28, 2024</time>'
    )
    assert captions(document) == [("The night boat at the quay.", "")]


def test_a_copyright_line_at_the_foot_of_a_page_is_no_caption() -> None:
    document = page(after="<p>The Post is printed on Fridays. Copyright Larkholm Papers Ltd</p>")
    assert captions(document) == [("The night boat at the quay.", "")]


def test_the_alternative_text_repeated_before_a_caption_is_dropped() -> None:
    document = page(
        alt="Night Boat Leaves", caption="<b>Night Boat Leaves</b> The boat left at eleven on Sunday."
    )
    assert captions(document) == [("The boat left at eleven on Sunday.", "")]


@pytest.mark.parametrize(
    ("marked", "credit"),
    [
        ('<span class="credit">(Image: Pia Quill via Getty Images)</span>', "Pia Quill via Getty Images"),
        ('<span class="credit">Photo by Pia Quill</span>', "Pia Quill"),
        ("(Photo: Pia Quill/Harbour Press)", "Pia Quill/Harbour Press"),
        ("© Pia Quill", "Pia Quill"),
        ('<span class="copyright">Image copyright Pia Quill</span>', "Pia Quill"),
    ],
)
def test_a_credit_comes_without_its_label_and_brackets(marked: str, credit: str) -> None:
    document = page(caption=f"The night boat at the quay. {marked}")
    assert captions(document) == [("The night boat at the quay.", credit)]


def test_a_caption_without_a_credit_keeps_all_its_words() -> None:
    assert split_credit("The crew of the night boat with Captain Ivo Marsh.") == (
        "The crew of the night boat with Captain Ivo Marsh.",
        "",
    )


@pytest.mark.parametrize(
    "line",
    [
        "April 28 2023, 3:54 p.m.",
        "Orla Fennimore 28.04.2023, 09:53 Uhr",
        "23. 12. 2024 13:31",
        "miércoles, 4 de mayo de 2022 07:59 hs",
        "hace 37 minutos",
        "vor einer Stunde",
        "il y a 2 heures",
        "By Orla Fennimore",
        "Par Orla Fennimore et AFP",
    ],
)
def test_who_wrote_it_and_when_beside_a_picture_is_no_caption(line: str) -> None:
    document = page(before=f'<div><div><img src="/teaser.jpg"></div><div>{line}</div></div>')
    assert captions(document) == [("The night boat at the quay.", "")]


def test_words_beside_a_portrait_or_an_icon_are_no_caption() -> None:
    portrait = '<div><img src="/people/orla.jpg?w=60&amp;h=60"><div>Our woman on the ferry</div></div>'
    icon = '<div><img src="/theme/icons/send.svg"><div>Our woman on the ferry</div></div>'
    for before in (portrait, icon):
        assert captions(page(before=before)) == [("The night boat at the quay.", "")]


def test_a_credit_before_its_caption_is_told_apart() -> None:
    for marked in ('<span class="source">Quill</span> <span>', "<p>Photo: Quill</p><p>"):
        document = page(caption=f"{marked}Agnes Quill waits for the night boat.")
        assert captions(document) == [("Agnes Quill waits for the night boat.", "Quill")]


def test_brackets_within_a_credit_stay_whole() -> None:
    document = page(caption='The night boat. <span class="credit">Pia Quill (Keystone)</span>')
    assert captions(document) == [("The night boat.", "Pia Quill (Keystone)")]


def test_a_japanese_caption_gives_its_credit_after_a_double_line() -> None:
    assert split_credit("夜の船（港で、３日）＝海峡通信") == ("夜の船（港で、３日）", "海峡通信")


def test_a_row_of_slashes_holds_no_credit_that_is_looked_for_for_hours() -> None:
    row = "/" * 60 + "e'"
    assert split_credit(row) == (row, "")  # the time is the test: there were more ways than can be tried
    assert split_credit("The harbour at dawn. AFP / Ann Lee") == ("The harbour at dawn.", "AFP / Ann Lee")


def test_another_articles_card_before_the_text_brings_no_caption() -> None:
    card = (
        '<div><div><a href="/other"><figure><img src="/mayor.jpg" alt="mayor"></figure></a></div>'
        '<div><h2><a href="/other">Driver stops a thief at sea</a></h2><div>Diego Quill</div></div></div>'
    )
    assert captions(page(before=card)) == [("The night boat at the quay.", "")]


@pytest.mark.parametrize("called", ["Legende: ", "Image caption ", "Caption: "])
def test_what_a_page_calls_a_caption_is_not_in_it(called: str) -> None:
    document = page(caption=f"{called}The night boat at the quay.")
    assert captions(document) == [("The night boat at the quay.", "")]


def test_a_widgets_sentence_in_a_figure_without_a_picture_is_no_caption() -> None:
    widget = "<figure><figcaption>Get the headlines straight to your inbox every day</figcaption></figure>"
    assert captions(page(before=widget)) == [("The night boat at the quay.", "")]
