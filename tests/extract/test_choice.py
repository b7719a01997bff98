"""Which blocks of a page are taken for its article."""

from __future__ import annotations

import numpy as np

from reader.extract import extract
from reader.extract.choice import chooser
from reader.extract.forest import Forest

SENTENCES = (
    "The harbour council voted late on Tuesday to close the northern breakwater for two winters.",
    "Engineers had warned since spring that the older stones were moving by several centimetres a month.",
    "Fishing boats will have to use the smaller basin, which holds barely forty of them at high water.",
    "The mayor said that the work would cost less than a new wall, and that the money was already there.",
)
REMARKS = (
    "I have walked on that wall since I was a child and nothing ever moved, they only want the money.",
    "Well said, and the same people told us ten years ago that the bridge would not last a winter.",
)


def page(body: str, title: str = "Harbour to close its breakwater") -> bytes:
    head = f"<title>{title}</title><meta charset=utf-8>"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def article() -> str:
    return f"<article><h1>Harbour to close its breakwater</h1>{paragraphs(SENTENCES)}</article>"


def test_readers_comments_are_not_the_article() -> None:
    talk = "".join(
        f'<li class="comment"><div class="comment-body"><p>{text}</p></div></li>' for text in REMARKS
    )
    document = extract(page(f'{article()}<ol class="comment-list">{talk}</ol>'), None)
    assert [block.text for block in document.blocks] == list(SENTENCES)


def test_a_page_of_nothing_but_a_discussion_gives_the_discussion() -> None:
    talk = "".join(f'<div class="comment"><p>{text}</p></div>' for text in REMARKS * 3)
    document = extract(page(f'<div class="comments">{talk}</div>', "Is the wall safe?"), None)
    assert all(remark in document.text for remark in REMARKS)


def test_teasers_of_other_articles_beside_it_are_left_out() -> None:
    teaser = (
        '<article class="teaser"><a href="/{n}"><h3>Ferry fares rise again {n}</h3></a>'
        "<p>Commuters on the island line will pay more from the first of next month.</p></article>"
    )
    rail = "".join(teaser.format(n=number) for number in range(6))
    document = extract(page(f'<main>{article()}</main><aside class="related">{rail}</aside>'), None)
    assert [block.text for block in document.blocks] == list(SENTENCES)


def test_menus_and_footers_are_left_out_in_any_script() -> None:
    menu = "".join(
        f'<li><a href="/{word}">{word}</a></li>' for word in ("ニュース", "経済", "スポーツ", "天気")
    )
    text = (
        "港の委員会は火曜日の夜、北側の防波堤を二冬にわたって閉鎖することを決めた。",
        "技師たちは春から石が動いていると警告していた。小さな船だまりには四十隻しか入れない。",
    )
    article = f"<article><h1>防波堤を閉鎖へ</h1>{paragraphs(text)}</article>"
    body = f"<nav><ul>{menu}</ul></nav>{article}<footer><p>© 港新聞</p></footer>"
    document = extract(page(body, "防波堤を閉鎖へ"), None)
    assert [block.text for block in document.blocks] == list(text)


def test_a_page_of_hardly_any_text_gives_what_it_has() -> None:
    assert "Back soon" in extract(page("<p>Back soon.</p>", "Closed"), None).text


def test_what_was_learnt_knows_no_single_site() -> None:
    vocabulary = chooser().vocabulary
    assert len(vocabulary.names) > 500
    assert not any("." in name or "/" in name for name in (*vocabulary.names, *vocabulary.words))


def test_a_forest_adds_up_what_its_trees_say() -> None:
    forest = Forest(
        columns=np.array([[0, 1], [1, 1]], np.int32),
        borders=np.array([[0.5, 2.0], [1.0, np.inf]], np.float32),
        leaves=np.array([[-1.0, 1.0, -2.0, 3.0], [0.0, 0.5, 9.0, 9.0]], np.float32),
        bias=0.0,
    )
    rows = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 3.0]], np.float32)
    expected = 1 / (1 + np.exp(-np.array([-1.0, 1.0, 3.5])))
    assert np.allclose(forest.probabilities(rows), expected)
