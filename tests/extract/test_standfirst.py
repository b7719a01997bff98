"""Kicker and standfirst: said once, in plain words."""

import pytest

from reader.extract import extract

TEXT = (
    "The ferry between Larkholm and Skerry Point will stop at midnight on Friday, its owners said, because "
    "nobody could be found to repair the engine that has carried it across the sound for forty years."
)
REST = "".join(
    f"<p>Orla Fennimore counted {n} crossings that night, and told anyone who would listen, the harbour "
    "master and his two daughters among them.</p>"
    for n in range(3, 9)
)


def standfirst(description: str, text: str = TEXT) -> str:
    markup = (
        f'<html><head><title>Ferry to stop</title><meta name="description" content="{description}"></head>'
        f"<body><article><h1>Ferry to stop</h1><p>{text}</p>{REST}</article></body></html>"
    )
    return extract(markup.encode(), "https://example.org/ferry").standfirst


def test_a_description_of_its_own_words_is_kept() -> None:
    own = "A village wonders how its children will come to school after Friday."
    assert standfirst(own) == own


@pytest.mark.parametrize("lead", ["", "Skerry Point, 2 min. ", "Orla Fennimore "])
def test_an_excerpt_of_the_text_is_not_said_before_it(lead: str) -> None:
    assert standfirst(lead + TEXT[:150]) == ""


def test_an_excerpt_in_a_script_without_spaces_is_not_said_before_its_text() -> None:
    text = "港の渡し船は金曜日の真夜中に運航を終える。四十年にわたって海峡を渡ってきた機関を直せない。"
    assert standfirst("【朝の便り】" + text[:40], text * 2) == ""


def test_markup_in_a_description_is_not_shown() -> None:
    written = "&lt;p&gt;A village &amp;amp; its school wonder&lt;/p&gt;"
    assert standfirst(written) == "A village & its school wonder"


def test_the_kicker_that_the_title_begins_with_is_not_said_again_before_the_text() -> None:
    markup = (
        "<html><head><title>After the engine failed: the ferry stops</title>"
        '<meta property="og:title" content="After the engine failed: the ferry stops"></head><body><article>'
        "<h2>After the engine failed</h2><h1>After the engine failed: the ferry stops</h1>"
        f"<div><h3>After the engine failed</h3><p>{TEXT}</p>{REST}<h3>The engine failed</h3>{REST}</div>"
        "</article></body></html>"
    )
    blocks = extract(markup.encode(), "https://example.org/ferry").blocks
    assert [block.text for block in blocks if block.kind == "heading"] == ["The engine failed"]
    assert blocks[0].text == TEXT
