"""How a sound document is damaged: hypothesis strategies, so that what fails is made small again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

Blow = Literal["insert", "replace", "repeat", "double", "cut", "swap", "move"]
_PARTS = 10_000  # where a blow falls, in parts of the text
_LONGEST_RUN = 2000
_MOST_BLOWS = 6
LARGEST = 100_000
"""Characters of a damaged text at most: what is larger is the business of the limits' own tests."""


def damaged(skeletons: Sequence[str], signs: Sequence[str]) -> st.SearchStrategy[str]:
    """One of these texts after up to six blows, in which these signs stand for what breaks such a text."""
    places = st.integers(0, _PARTS)
    foreign = (
        st.sampled_from(signs)
        | st.text(max_size=6)
        | st.lists(st.sampled_from(signs), max_size=4).map("".join)
    )
    times = st.integers(1, 3) | st.integers(1, 60) | st.integers(1, _LONGEST_RUN)
    blows = st.tuples(st.sampled_from(get_args(Blow)), places, st.integers(0, 80), foreign, times)
    return st.builds(_struck, st.sampled_from(skeletons), st.lists(blows, min_size=1, max_size=_MOST_BLOWS))


def from_scratch(signs: Sequence[str]) -> st.SearchStrategy[str]:
    """Nothing but signs, and anything."""
    runs = st.tuples(st.sampled_from(signs), st.integers(1, 3) | st.integers(1, _LONGEST_RUN)).map(
        lambda run: run[0] * run[1]
    )
    return st.lists(runs | st.text(max_size=10), max_size=12).map("".join).map(lambda text: text[:LARGEST])


def _struck(text: str, blows: list[tuple[Blow, int, int, str, int]]) -> str:
    for kind, place, length, foreign, times in blows:
        at = place * len(text) // _PARTS
        before, part, after = text[:at], text[at : at + length], text[at + length :]
        if kind == "insert":
            text = before + foreign + part + after
        elif kind == "replace":
            text = before + foreign + after
        elif kind == "repeat":
            text = before + foreign * times + part + after
        elif kind == "double":
            text = before + part * times + after
        elif kind == "cut":
            text = before + foreign
        elif kind == "swap":
            text = before + after[:length] + part + after[length:]
        else:
            text = part + before + after
        text = text[:LARGEST]
    return text
