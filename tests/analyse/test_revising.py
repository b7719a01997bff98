"""What kind of change a text went through."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analyse.revising import find_changes
from reader.changes import compared, compared_line, paragraphs_of
from reader.revision import Finding

FERRY = "The ferry carried 240 people on Sunday, mayor Ana Ruiz said, on its first crossing in almost a year."
HOLM = "“We are very glad to have it back,” said Peter Holm, who has fished here for twenty years."
COAST = "Nobody was hurt, the Coast Guard said, and the crossing took as long as it did before the storm."
TEXT = f"{FERRY}\n\n{HOLM}\n\n{COAST}"
TITLE = "Ferry returns to the old pier"
NOTE = "Correction: An earlier version of this article misspelt the name of the mayor."


def found(before: str, after: str, title: str = TITLE, then: str = TITLE, language: str = "en") -> Finding:
    paragraphs = compared(paragraphs_of(before), paragraphs_of(after))
    return find_changes(compared_line(title, then), paragraphs, language=language)


def changed(old: str, new: str, more: str = "") -> Finding:
    assert old in TEXT
    return found(TEXT, TEXT.replace(old, new) + more)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("240", "260", "a figure"),
        ("twenty years", "thirty years", "a figure"),
        ("Ana Ruiz", "Ana Ruis", "a name"),
        ("Ana Ruiz", "Anna Ruiz", "a name"),
        ("Peter Holm", "Jens Dahl", "a name"),
        ("very glad to have it back", "not sure that it will stay", "a quote"),
        ("240 people on Sunday, mayor Ana Ruiz", "260 people on Sunday, mayor Ana Ruis", "a figure, a name"),
    ],
)
def test_figures_names_and_quotes_that_are_no_longer_there_are_a_silent_edit(
    old: str, new: str, said: str
) -> None:
    finding = changed(old, new)
    assert (finding.kind, finding.sentence) == ("edit", said)
    assert finding.heading == f"Silent edit: {said}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mayor Ana Ruiz said", "Ms Ruiz said"),
        ("Nobody was hurt", "No one was hurt"),
        ("the crossing took", "the trip took"),
        ("“We are very glad to have it back,”", '"We are very glad to have it back" --'),
        ("on Sunday, mayor", "on Sunday evening, mayor"),
    ],
)
def test_other_words_for_the_same_are_a_small_change(old: str, new: str) -> None:
    finding = changed(old, new)
    assert (finding.kind, finding.sentence, finding.heading) == ("minor", "some words", "Small change")


def test_paragraphs_that_change_places_change_no_fact() -> None:
    finding = found(TEXT, f"{COAST}\n\n{FERRY}\n\n{HOLM}")
    assert (finding.kind, finding.added, finding.removed) == ("minor", 0, 0)


def test_a_name_that_another_paragraph_still_has_is_not_gone() -> None:
    assert found(f"{TEXT}\n\nAna Ruiz was there.", f"{TEXT}\n\nShe was there.").names == 0


def test_paragraphs_and_sentences_that_were_put_on_are_added_whatever_they_say() -> None:
    more = "\n\nThe next one leaves on Monday with 12 cars, said Jens Dahl of Bergen."
    finding = found(TEXT, TEXT + more)
    assert (finding.kind, finding.sentence) == ("added", "a paragraph added")
    assert changed("a year.", "a year. It took 40 minutes.").kind == "added"


def test_a_paragraph_that_is_gone_is_told_and_a_credit_is_not() -> None:
    gone = (
        f"{TEXT}\n\nThe company that owns the ferry had been warned of the storm and did not answer to that."
    )
    assert found(gone, TEXT).heading == "Silent edit: a paragraph taken out"
    assert found(f"{TEXT}\n\nReporting by our own staff", TEXT).kind == "minor"


def test_a_text_that_says_it_is_corrected_is_no_silent_edit() -> None:
    finding = changed("Ana Ruiz", "Ana Ruis", f"\n\n{NOTE}")
    assert (finding.kind, finding.sentence) == ("correction", "a name, a correction")
    assert finding.heading == "Correction: a name"
    assert found(TEXT, f"{TEXT}\n\n{NOTE}").heading == "Correction"


def test_a_correction_that_was_there_before_does_not_correct_what_comes_after() -> None:
    before = f"{TEXT}\n\n{NOTE}"
    assert found(before, before.replace("240", "260")).kind == "edit"
    assert found(before, f"{before} It had also said 230.").kind == "correction"


def test_a_headline_alone_is_told_so() -> None:
    finding = found(TEXT, TEXT, "5 dead on the old pier", "7 dead on the old pier")
    assert (finding.kind, finding.headline, finding.body) == ("edit", True, False)
    assert finding.sentence == "the headline, a figure"
    assert found(TEXT, TEXT, TITLE, "The ferry is back at the old pier").kind == "minor"
    both = found(TEXT, TEXT.replace("240", "260"), "240 on the ferry", "260 on the ferry")
    assert (both.headline, both.body, both.figures) == (True, True, 1)


def test_a_text_of_which_nothing_stayed_is_the_whole_text() -> None:
    other = "\n\n".join(f"Entirely other words stand in line {n} of what came instead." for n in range(9))
    finding = found(f"{TEXT}\n\n{TEXT}", other)
    assert finding.rewritten
    assert finding.sentence.startswith("the whole text")


def test_counters_and_the_time_of_the_last_update_are_no_change() -> None:
    finding = found(f"{TEXT}\n\nUpdated 14:05\n\n12 comments", f"{TEXT}\n\nUpdated 16:20\n\n40 comments")
    assert (finding.kind, finding.body, finding.figures) == ("minor", False, 0)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("de", "Am Sonntag kamen 240 Gäste.", "Am Sonntag kamen 260 Gäste."),
        ("fr", "Il y avait 1 200 personnes dimanche.", "Il y avait 1 300 personnes dimanche."),
        ("ja", "乗客は240人でした。", "乗客は260人でした。"),
    ],
)
def test_numbers_are_told_in_any_language(language: str, before: str, after: str) -> None:
    finding = found(before, after, language=language)
    assert finding.kind == "edit"
    assert finding.figures >= 1


def test_a_year_is_a_number_too() -> None:
    assert found("It was built in 1931 by hand.", "It was built in 1932 by hand.").figures == 1


_PARTS = st.sampled_from((FERRY, HOLM, COAST, NOTE, "12 comments", "It leaves again on Monday at nine.", ""))
_TEXTS = st.lists(_PARTS, max_size=5).map("\n\n".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _TEXTS)
def test_what_only_grew_has_lost_nothing(text: str, more: str) -> None:
    finding = found(text, f"{text}\n\n{more}")
    assert (finding.figures, finding.names, finding.quotes, finding.removed) == (0, 0, 0, 0)
    assert finding.kind in {"minor", "added", "correction"}


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _TEXTS)
def test_a_silent_edit_names_what_is_gone_and_a_correction_stands_in_the_text(
    before: str, after: str
) -> None:
    finding = found(before, after)
    lost = finding.figures + finding.names + finding.quotes + finding.removed
    if finding.kind == "edit":
        assert lost
    elif finding.kind == "correction":
        assert NOTE in after
    else:
        assert not lost
    assert finding.headline is False
