"""Whose names a byline holds, and what in it is nobody's."""

from __future__ import annotations

import pytest

from reader.extract import extract
from reader.extract.names import read_byline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("The Russian, Syrian defense ministries", ()),
        ("Photo by Ann Lee", ()),
        ("By Ann Lee, Photo by Bo Chen", ("Ann Lee",)),
        ("Ann Lee and government officials", ("Ann Lee",)),
        ("News agencies", ("News agencies",)),
        ("Ann Lee and Bo Chen", ("Ann Lee", "Bo Chen")),
    ],
)
def test_bodies_of_several_and_credits_of_photos_are_no_writers(byline: str, names: tuple[str, ...]) -> None:
    assert read_byline(byline) == names


@pytest.mark.parametrize("name", ["The Russian, Syrian defense ministries", "Photo by Ann Lee"])
@pytest.mark.parametrize("kind", ["Person", "Organization"])
def test_they_are_none_in_a_page_s_data_either(name: str, kind: str) -> None:
    author = f'{{"@type": "{kind}", "name": "{name}"}}'
    page = (
        '<html lang=en><head><title>A ship left</title><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "headline": "A ship left", "author": {author}}}'
        "</script></head><body><article><h1>A ship left</h1><p>A ship left the harbour in the morning with "
        "many people aboard, and came back at night.</p></article></body></html>"
    )
    assert extract(page.encode()).authors == ()
