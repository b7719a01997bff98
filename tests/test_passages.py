"""Passages that are looked for in another extraction of the same article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation import LONGEST_PASSAGE
from reader.passages import Passage, found, passage
from reader.text import fold

TEXT = (
    "The port was closed for a second day on Thursday.\n\n"
    "“Nobody wants this strike,” said Marta Ilves, who leads the union. The port waits.\n\n"
    "Ilves met the minister for nearly three hours, and nothing came of it, as both sides said afterwards. "
    "The port was closed for a second day before, in 1998."
)


def marked(words: str, text: str = TEXT, nth: int = 0) -> Passage:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    kept = passage(text, start, start + len(words))
    assert kept is not None
    return kept


def words_found(kept: Passage, text: str) -> str | None:
    place = found(kept, text)
    return None if place is None else text[place[0] : place[1]]


def test_a_passage_is_kept_without_the_space_around_it() -> None:
    start = TEXT.index("\n\nIlves met")
    kept = passage(TEXT, start, start + len("\n\nIlves met "))
    assert kept is not None
    assert (kept.words, kept.start, kept.end) == ("Ilves met", start + 2, start + 11)
    assert kept.before.endswith("The port waits.\n\n")
    assert kept.after.startswith(" the minister")
    assert passage(TEXT, start, start + 2) is None
    assert passage("x" * 50_000, 0, 50_000) == Passage(
        0, LONGEST_PASSAGE, "x" * LONGEST_PASSAGE, "", "x" * 64
    )


def test_in_the_same_text_it_is_where_it_was() -> None:
    kept = marked("The port", nth=1)
    assert found(kept, TEXT) == (kept.start, kept.end)


def test_it_moves_with_the_text_around_it() -> None:
    kept = marked("met the minister for nearly three hours")
    assert words_found(kept, f"By our staff\n\n{TEXT}") == "met the minister for nearly three hours"


def test_of_several_places_the_one_with_the_same_surroundings_counts() -> None:
    kept = marked("The port was closed for a second day", nth=1)
    longer = TEXT.replace("1998.", "1998. A note: the port was closed.").replace("The port waits.", "")
    moved = f"The port was closed for a second day.\n\n{longer}"
    place = found(kept, moved)
    assert place is not None
    assert moved[place[1] :].startswith(" before, in 1998")


def test_a_short_passage_is_not_taken_for_the_same_word_elsewhere() -> None:
    kept = marked("union")
    assert found(kept, "A union of two rivers lies to the south.") is None
    assert words_found(kept, f"(AP) {TEXT}") == "union"


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("“Nobody wants this strike,”", '"Nobody wants this\nstrike" —'),
        TEXT.upper(),
        TEXT.replace(" ", "  "),
    ],
)
def test_other_signs_spaces_and_cases_do_not_hide_it(changed: str) -> None:
    kept = marked("Nobody wants this strike,” said Marta Ilves")
    shown = words_found(kept, changed)
    assert shown is not None
    assert fold(shown).startswith("nobody wants")
    assert fold(shown).endswith("marta ilves")


def test_a_sentence_that_was_edited_inside_is_found_by_its_ends() -> None:
    kept = marked("Ilves met the minister for nearly three hours, and nothing came of it, as both sides said")
    edited = TEXT.replace("nearly three hours, and nothing", "more than four hours; nothing much")
    shown = words_found(kept, edited)
    assert shown is not None
    assert shown.startswith("Ilves met the minister for more than four")
    assert shown.endswith("as both sides said")


def test_what_is_not_there_any_more_is_not_found() -> None:
    kept = marked("Ilves met the minister for nearly three hours")
    assert found(kept, "Another article altogether, about lemons.") is None
    assert found(kept, "") is None


@given(st.text(max_size=60), st.text(max_size=200), st.integers(-5, 70), st.integers(-5, 70))
def test_no_text_is_an_error_and_what_is_found_lies_within(
    text: str, other: str, start: int, end: int
) -> None:
    kept = passage(text, start, end)
    if kept is None:
        return
    assert found(kept, text) == (kept.start, kept.end)
    place = found(kept, other)
    assert place is None or 0 <= place[0] < place[1] <= len(other)
