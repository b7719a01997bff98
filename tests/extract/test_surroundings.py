"""What pages put between and around an article's paragraphs, in its own elements and without a name."""

from __future__ import annotations

import pytest

from reader.extract import extract
from reader.model import Document
from tests.extract import pages


def read(*blocks: str) -> Document:
    return extract(pages.bare(*blocks), "https://post.example/larkholm/night-boat")


@pytest.mark.parametrize(
    "line",
    [
        "Advert",
        "Image 2 of 5",
        "Continue reading below",
        "This slideshow requires JavaScript.",
        "Like this story? Share it with a friend!",
        "Also on larkholmpost.com The bridge that nobody wanted is closed again for repairs",
        "[button link=”https://post.example/send” type=”big”] Send us your picture[/button]",
        "&lt;img height='1' width='1' src='https://count.example/p?c1=2'&gt;",
        "Follow The Larkholm Post on Instagram, Facebook and YouTube.",
        "Follow the full coverage of the ferries at https://post.example/ferries",
        "05/10/2025 - Publicado por: Clara Borba - Categoria: Transporte - Tags: barcas",
        "By Orla Fennimore and Pia Quill Thursday, March 5, 2026, 04:05 pm",
        '<a href="/bridge">THE BRIDGE THAT NOBODY WANTED IS CLOSED AGAIN</a>',
    ],
)
def test_a_line_of_furniture_among_the_paragraphs_is_left_out(line: str) -> None:
    assert read(f"<p>{line}</p>").text.split("\n\n") == list(pages.PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "“Follow the boat on the map,” she said, “and you will see it turn.”",
        "The notice on the wall read: IMAGE 2 OF 5 IS MISSING, and nobody knew what it meant.",
        "He wrote [sic] that the boat “shall saile” at eleven [and not before], which it did.",
        "CREW AND COMPANY BOTH CLAIM TO HAVE WON",
    ],
)
def test_a_line_that_only_resembles_furniture_stays(line: str) -> None:
    assert line in read(f"<p>{line}</p>").text.split("\n\n")


def test_where_an_article_appeared_before_is_said_at_its_end() -> None:
    page = pages.bare().replace(b"</article>", b"<p>Originally published on Harbour Weekly.</p></article>")
    assert extract(page, None).text.endswith("\n\nOriginally published on Harbour Weekly.")


def test_a_ticker_of_other_articles_that_the_page_has_twice_is_left_out() -> None:
    items = "".join(
        f'<li><a href="/{n}">Ferry number {n} is late again</a> Travellers waited for {n} hours on the '
        "quay in the rain, and the company …</li>"
        for n in range(2, 8)
    )
    page = pages.bare().decode().replace("<article>", f"<ul>{items}</ul><article>")
    found = extract(page.replace("</article>", f"</article><ul>{items}</ul>").encode(), None)
    assert found.text.split("\n\n") == list(pages.PARAGRAPHS)


def test_a_button_for_comments_in_the_middle_does_not_end_the_article() -> None:
    page = pages.bare().decode()
    last = f"<p>{pages.PARAGRAPHS[-1]}</p>"
    page = page.replace(last, f'<div><a href="#talk">Comments</a></div>{last}')
    assert extract(page.encode(), None).text.split("\n\n") == list(pages.PARAGRAPHS)


def test_subheads_of_the_first_level_stay_and_the_title_goes() -> None:
    document = read(f"<h1>What the crew wanted</h1><p>{pages.PARAGRAPHS[1]}</p>")
    headings = [block.text for block in document.blocks if block.kind == "heading"]
    assert headings == ["What the crew wanted"]


def test_a_short_line_under_a_picture_is_its_caption_though_nothing_says_so() -> None:
    document = read('<div><img src="/mess.jpg" width=600 height=400><span>The crew\'s mess</span></div>')
    assert [picture.caption for picture in document.pictures] == ["The crew's mess"]
    assert document.text.split("\n\n") == list(pages.PARAGRAPHS)


def test_a_table_under_column_headings_stays_one_however_long_its_cells_are() -> None:
    long = "".join(f"<p>{paragraph}</p>" for paragraph in pages.PARAGRAPHS[1:3])
    rows = "".join(f"<tr><td>Boat {n}</td><td>19{n}7</td><td>{long}</td></tr>" for n in range(4, 9))
    document = read(f"<table><tr><th>Boat</th><th>Built</th><th>Story</th></tr>{rows}</table>")
    (table,) = (block for block in document.blocks if block.kind == "table")
    assert (table.level, table.text.count("\n"), table.text.split("\t")[2].split("\n")[0]) == (1, 5, "Story")


def test_a_list_that_a_paragraph_introduces_stays_even_in_a_box() -> None:
    lead = "<p>In its statement the company also said the following to the islanders:</p>"
    said = ("No crossing will be dropped", "Fares stay as they are", "The mess gets new heating")
    items = "".join(f'<li><a href="/{at}">{one[:9]}</a>{one[9:]}</li>' for at, one in enumerate(said))
    box = f'<aside><ul class="sidebar-menu">{items}</ul></aside>'
    assert [block.text for block in read(lead, box).blocks if block.kind == "list_item"] == list(said)


def test_a_list_of_links_goes_even_after_a_colon() -> None:
    lead = "<p>These are the stories that our readers have liked best this week:</p>"
    links = "".join(f'<li><a href="/{n}">The story of boat {n}</a></li>' for n in range(4))
    assert "boat 2" not in read(lead, f'<aside><ul class="nav-list">{links}</ul></aside>').text


def test_footnotes_that_the_text_refers_to_stay_wherever_the_page_puts_them() -> None:
    call = '<p>The vote was close to the one of 1987.<sup><a id="r1" href="#n1">1</a></sup></p>'
    note = '<ol class="notes"><li id="n1">See the union\'s yearbook. <a href="#r1">↩</a></li></ol>'
    page = pages.bare(call).decode().replace("</article>", f"</article><footer>{note}</footer>")
    found = extract(page.encode(), "https://post.example/larkholm/night-boat")
    assert [block.text for block in found.blocks if block.kind == "footnote"] == ["See the union's yearbook."]
