"""The ends of a passage that is chosen with keys: where each step takes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Block, Document
from reader.tui.walking import Step, Walk, begun, moved
from reader.tui.widgets.typesetting import typeset

FIRST = "The port of Odrava was closed. “Nobody wants this,” said Marta Ilves. Ilves left."
SECOND = "A harbour that stands still costs the country about 12 million crowns a day."
DOCUMENT = Document(
    blocks=(
        Block("paragraph", FIRST),
        Block("caption", "Empty quays.", picture=0),
        Block("paragraph", SECOND),
        Block("paragraph", "東京都は「新しい港湾計画」を発表した。費用は約3億円。"),
    )
)
TEXT = DOCUMENT.analysed_text
COLUMN = typeset(DOCUMENT, 40)
BODY = len(DOCUMENT.text)


def walk_from(words: str) -> Walk:
    walk = begun(TEXT, TEXT.index(words))
    assert walk is not None
    return walk


def chosen(walk: Walk) -> str:
    start, end = walk.span(TEXT)
    return TEXT[start:end]


def steps(walk: Walk, *taken: tuple[Step, int]) -> str:
    for step, by in taken:
        walk = moved(walk, step, by, TEXT, COLUMN, BODY)
    return chosen(walk)


def test_a_passage_begins_with_the_word_at_a_place() -> None:
    assert chosen(walk_from("port")) == "port"
    assert begun("  \n ", 0) is None


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ([("word", 2)], "port of Odrava"),
        ([("word", 2), ("word", -1)], "port of"),
        ([("word", -1)], "The port"),
        ([("sentence", 1)], "port of Odrava was closed."),
        ([("sentence", 2)], "port of Odrava was closed. “Nobody wants this,” said Marta Ilves."),
        ([("sentence", -1)], "The port"),
        ([("paragraph", 1)], FIRST[4:]),
        ([("paragraph", 2)], f"{FIRST[4:]}\n\n{SECOND}"),
        ([("character", 1)], "po"),
        ([("character", -2)], "e p"),
        ([("edge", 1)], "port of Odrava was closed. “Nobody"),
        ([("edge", -1)], "The port"),
        ([("line", 1)], "port of Odrava was closed. “Nobody wants"),
        ([("text", -1)], "The port"),
        ([("word", 10_000)], TEXT[4:]),
    ],
)
def test_each_step_extends_the_passage(taken: list[tuple[Step, int]], words: str) -> None:
    assert steps(walk_from("port"), *taken) == words


def test_back_and_forth_by_paragraphs_and_over_the_beginning() -> None:
    assert steps(walk_from("costs"), ("paragraph", -1)) == SECOND[: SECOND.index(" the country")]
    assert steps(walk_from("costs"), ("paragraph", -2)).startswith("The port of Odrava")
    assert steps(walk_from("The port"), ("paragraph", -5), ("word", -5), ("line", -5)) == "The"


def test_lines_of_the_body_lead_past_a_caption() -> None:
    assert steps(walk_from("Ilves left"), ("line", 2)).startswith("Ilves left.\n\nA harbour")
    assert steps(walk_from("quays"), ("line", 1)) == "quays."


def test_scripts_without_spaces_go_by_two_signs() -> None:
    assert steps(walk_from("東京"), ("word", 1)) == "東京都は"


def test_the_other_end_moves_after_a_swap() -> None:
    walk = moved(walk_from("Odrava"), "word", 1, TEXT, COLUMN, BODY).swapped()
    assert steps(walk, ("word", -1)) == "of Odrava was"


_STEPS: tuple[Step, ...] = ("character", "word", "line", "sentence", "paragraph", "edge", "text")


@given(
    st.text(alphabet="ab .\n。東", max_size=60),
    st.integers(0, 60),
    st.lists(st.tuples(st.sampled_from(_STEPS), st.integers(-3, 3)), max_size=8),
)
def test_no_steps_leave_the_text(text: str, at: int, taken: list[tuple[Step, int]]) -> None:
    blocks = tuple(Block("paragraph", part) for part in text.split("\n\n") if part.strip())
    document = Document(blocks=blocks)
    text, column = document.analysed_text, typeset(document, 20)
    walk = begun(text, at)
    if walk is None:
        return
    for step, by in taken:
        walk = moved(walk, step, by, text, column, len(document.text))
        start, end = walk.span(text)
        assert 0 <= start < end <= len(text)
