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
    line = "Originally published on Harbour Weekly."
    for box in ("<p>{}</p></article>", '</article><footer class="site-credits menu"><p>{}</p></footer>'):
        page = pages.bare().decode().replace("</article>", box.format(line))
        assert extract(page.encode(), None).text.endswith(f"\n\n{line}")


def test_a_ticker_of_other_articles_that_the_page_has_twice_is_left_out() -> None:
    items = "".join(
        f'<li><a href="/{n}">Ferry number {n} is late again</a> Travellers waited for {n} hours on the '
        "quay in the rain, and the company …</li>"
        for n in range(2, 8)
    )
    page = pages.bare().decode().replace("<article>", f"<ul>{items}</ul><article>")
    found = extract(page.replace("</article>", f"</article><ul>{items}</ul>").encode(), None)
    assert found.text.split("\n\n") == list(pages.PARAGRAPHS)


def test_key_points_that_the_page_has_for_two_widths_are_not_taken_for_a_ticker() -> None:
    said = "<li>The crew voted for the night boat by {} to 12, its union says</li>"
    points = "".join(said.format(votes) for votes in range(40, 44))
    box = "".join(f'<ul class="{width}">{points}</ul>' for width in ("wide", "narrow"))
    page = pages.bare().decode().replace("</h1>", f"</h1>{box}")
    assert "by 42 to 12, its union says" in extract(page.encode(), None).text


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


def test_footnotes_that_the_text_refers_to_stay_even_if_they_are_nothing_but_a_link() -> None:
    address = "https://lists.example/archive/ferries/msg00017.html"
    call = '<p>The vote was close to the one of 1987.<sup><a id="r1" href="#n1">1</a></sup></p>'
    note = f'<ol class="menu"><li id="n1"><a href="{address}">{address}</a> <a href="#r1">↩</a></li></ol>'
    page = pages.bare(call).decode().replace("</article>", f"</article><footer>{note}</footer>")
    found = extract(page.encode(), "https://post.example/larkholm/night-boat")
    assert [block.text for block in found.blocks if block.kind == "footnote"] == [address]


@pytest.mark.parametrize(
    "line",
    [
        "More than 300 million people follow Kylie Jenner on Instagram, and she told them so on Monday.",
        "By Election Day, November 3, 2020, more than 100 million had voted.",
        "Like this story, share prices fell on Friday.",
        "&lt;div&gt; is the element that has no meaning of its own, and is used more than any other.",
        "<code>&lt;img src='boat.png'&gt;</code>",
        "[pullquote]“We will not sail without heating,” said Roe.[/pullquote]",
        '<a href="/chips">삼성전자 AI 반도체 공장 둘러보니 지역 주민들 환영</a>',
    ],
)
def test_prose_that_shares_words_with_furniture_stays(line: str) -> None:
    assert len(read(f"<p>{line}</p>").text.split("\n\n")) == len(pages.PARAGRAPHS) + 1


@pytest.mark.parametrize("heading", ["1914 – 1918", "May 1945 – June 1950", "2.10.11", "12.05.2019"])
def test_a_heading_in_the_text_may_be_a_date_a_period_or_a_version(heading: str) -> None:
    found = read(f"<h3>{heading}</h3><p>{pages.PARAGRAPHS[2]}</p><p>{pages.PARAGRAPHS[3]}</p>")
    assert heading in [block.text for block in found.blocks]


def test_a_list_of_the_article_stays_though_the_page_repeats_it() -> None:
    items = "".join(f"<li>The crew asked for thing number {n}, and got it in the end</li>" for n in range(4))
    box = f"</article><aside><ul>{items}</ul></aside>"
    page = pages.bare(f"<ul>{items}</ul>").decode().replace("</article>", box)
    found = extract(page.encode(), None)
    assert sum(block.kind == "list_item" for block in found.blocks) >= 4


def test_a_heading_over_comments_ends_the_article_even_beside_its_paragraphs() -> None:
    talk = "<h3>Comments</h3>" + "".join(f"<p>I took that boat as a child, number {n}.</p>" for n in range(3))
    page = pages.bare().decode().replace("</article>", f"{talk}</article>")
    assert extract(page.encode(), None).text.split("\n\n") == list(pages.PARAGRAPHS)


def test_a_footnote_of_another_post_on_the_page_is_not_the_articles() -> None:
    address = "https://lists.example/archive/ferries/msg00017.html"
    call = '<p>The vote was close to the one of 1987.<sup><a id="r1" href="#n1">1</a></sup></p>'
    note = '<ol><li id="n1">See the union\'s yearbook. <a href="#r1">↩</a></li></ol>'
    other = '<p>Another post.<sup><a id="r2" href="#n2">1</a></sup></p><ol class="menu"><li id="n2">'
    other += f'<a href="{address}">{address}</a> <a href="#r2">↩</a></li></ol>'
    page = pages.bare(call).decode().replace("</article>", f"{note}</article><aside>{other}</aside>")
    notes = [block.text for block in extract(page.encode(), None).blocks if block.kind == "footnote"]
    assert notes == ["See the union's yearbook."]


def test_listings_in_the_cells_of_a_table_keep_their_lines() -> None:
    cell = f"<p>{pages.PARAGRAPHS[1]}</p><pre>if a:\n    b()\nc(0)</pre>"
    rows = "".join(f"<tr><td>option{n}</td><td>{cell}</td></tr>" for n in range(5))
    found = read(f"<table><tr><th>Option</th><th>Meaning</th></tr>{rows}</table>")
    assert sum(block.text == "if a:\n    b()\nc(0)" for block in found.blocks if block.kind == "code") == 5


def test_a_list_of_periods_is_no_list_of_dates() -> None:
    found = read(
        "<p>The night boat has sailed in these years, and in no others:</p><ul><li>1987 – 1993</li></ul>"
    )
    assert "1987 – 1993" in [block.text for block in found.blocks]


def test_a_sentence_beside_a_picture_with_a_credit_is_no_part_of_its_caption() -> None:
    step = "<p>Heat the mess before the crew comes.</p>"
    picture = '<img src="/mess.jpg" width=600 height=400><p>The mess at night. Photo: Pia Quill</p>'
    found = read(f"<div class=step>{step}{picture}</div>")
    assert "Heat the mess before the crew comes." in found.text
    assert [picture.caption for picture in found.pictures] == ["The mess at night."]
