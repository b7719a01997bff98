"""Pictures of an article: those without a caption too, each once, in its best copy; no signs."""

from __future__ import annotations

import pytest

from reader.extract import extract
from reader.model import Document
from tests.extract import pages

URL = "https://post.example/larkholm/night-boat"


def addresses(document: Document) -> list[str]:
    return [(picture.url or "").removeprefix("https://post.example/") for picture in document.pictures]


def test_a_picture_without_a_caption_stands_where_it_stood() -> None:
    document = extract(
        pages.bare('<p><img src="/quay.jpg" width="800" height="450" alt="The quay"></p>'), URL
    )
    (picture,) = document.pictures
    assert (picture.url, picture.alt, picture.width, picture.height) == (
        "https://post.example/quay.jpg",
        "The quay",
        800,
        450,
    )
    assert [(block.kind, block.text, block.picture) for block in document.blocks[1:2]] == [("caption", "", 0)]
    assert "quay" not in document.text.split("\n\n")[1]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="data:image/gif;base64,R0" data-src="/large.jpg">',
        '<img src="/small.jpg" srcset="/small.jpg 320w, /large.jpg 1200w, /huge.jpg 5000w">',
        '<picture><source srcset="/large.jpg 1200w"><img src="/placeholder.gif"></picture>',
        '<img src="/spacer.gif"><noscript><img src="/large.jpg"></noscript>',
    ],
)
def test_the_best_copy_of_a_lazy_picture_is_taken(image: str) -> None:
    assert addresses(extract(pages.bare(f"<div>{image}</div>"), URL)) == ["large.jpg"]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/a.jpg" width="48" height="48">',
        '<img src="/static/logo.png">',
        '<div class="avatar"><img src="/staff.jpg"></div>',
        '<img src="https://count.example/p.gif" width="1" height="1">',
        '<aside><img src="/bridge.jpg"></aside>',
        '<div class="related"><img src="/bridge.jpg"><b>The bridge that nobody wanted</b></div>',
    ],
)
def test_signs_portraits_and_pictures_of_other_articles_are_none(image: str) -> None:
    assert addresses(extract(pages.bare(image), URL)) == []


def test_one_picture_in_two_sizes_is_shown_once() -> None:
    twice = '<p><img src="/quay.jpg?w=800"></p><p><img src="/quay-300x200.jpg"></p>'
    assert addresses(extract(pages.bare(twice), URL)) == ["quay.jpg?w=800"]


def test_each_caption_in_a_box_of_several_pictures_is_of_its_own() -> None:
    gallery = (
        '<figure><img src="/quay.jpg"><figcaption>The quay on Friday.</figcaption>'
        '<img src="/mess.jpg"><figcaption>The cold mess of the night boat.</figcaption></figure>'
    )
    document = extract(pages.bare(gallery), URL)
    assert [(picture.url, picture.caption) for picture in document.pictures] == [
        ("https://post.example/quay.jpg", "The quay on Friday."),
        ("https://post.example/mess.jpg", "The cold mess of the night boat."),
    ]


def test_the_label_of_what_enlarges_a_picture_is_no_caption() -> None:
    figure = (
        '<figure><img src="/quay.jpg"><div>Bild vergrößern</div><figcaption>The quay.</figcaption></figure>'
    )
    assert [picture.caption for picture in extract(pages.bare(figure), URL).pictures] == ["The quay."]
