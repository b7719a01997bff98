"""Two texts side by side, and what of a text counts when it changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.changes import compared, compared_line, paragraphs_of
from reader.revision import Paragraph
from reader.wording import corrects, differs, essence, is_noise, plain

_WORDS = st.sampled_from(
    (
        *("the", "ferry", "carried", "240", "260", "people", "on", "Sunday", ".", ",", "“it", "is”"),
        *("late", "船", "港", "Élan", "said-so", "\u200bx", "a  b"),
    )
)
_PARAGRAPHS = st.lists(_WORDS, min_size=1, max_size=14).map(" ".join) | st.text(min_size=1, max_size=20)
_TEXTS = st.lists(_PARAGRAPHS, max_size=8).map("\n\n".join)


def sides(found: tuple[Paragraph, ...]) -> tuple[list[str], list[str]]:
    """Return what the paragraphs of a comparison say before and after, without those that are not there."""
    there = [(one.before, one.after) for one in found]
    return [one for one, _ in there if one], [other for _, other in there if other]


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _TEXTS)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new_one(
    before: str, after: str
) -> None:
    old, new = paragraphs_of(before), paragraphs_of(after)
    assert sides(compared(old, new)) == (old, new)


@settings(max_examples=200, deadline=None)
@given(_TEXTS, st.integers(0, 7), _PARAGRAPHS)
def test_a_paragraph_that_was_put_in_is_the_only_one_that_came(text: str, place: int, more: str) -> None:
    old = paragraphs_of(text)
    new = paragraphs_of("\n\n".join([*old[:place], more, *old[place:]]))
    changes = [one for one in compared(old, new) if one.kind != "same"]
    assert [one.kind for one in changes] == ["added"] * (len(new) - len(old))
    assert [one.kind for one in compared(new, old) if one.kind != "same"] == ["removed"] * len(changes)


@given(_TEXTS)
def test_a_text_beside_itself_has_not_changed(text: str) -> None:
    found = compared(paragraphs_of(text), paragraphs_of(text))
    assert {one.kind for one in found} <= {"same"}
    assert not differs(text, text)


def test_only_the_words_that_changed_are_told_apart() -> None:
    (one,) = compared(
        ["The ferry carried 240 people on Sunday."], ["The ferry carried 260 people on Sunday."]
    )
    assert one.kind == "changed"
    assert one.signed == "± The ferry carried [-240-] {+260+} people on Sunday."


def test_a_sentence_that_is_put_on_leaves_the_one_before_whole() -> None:
    (one,) = compared(["Nobody was hurt."], ["Nobody was hurt. Two were late."])
    assert [(piece.kind, piece.text) for piece in one.pieces] == [
        ("same", "Nobody was hurt."),
        ("added", " Two were late."),
    ]


def test_a_short_beginning_and_a_short_end_that_stayed_are_told_so() -> None:
    assert compared_line("It is", "It is late").signed == "± It is {+late+}"
    assert compared_line("Late it is", "Now it is").signed == "± [-Late-]{+Now+} it is"


def test_paragraphs_that_have_little_in_common_went_and_came() -> None:
    found = compared(["Nobody was hurt on the pier."], ["Tickets on the ferry cost twelve euros now."])
    assert [one.kind for one in found] == ["removed", "added"]


def test_a_paragraph_finds_its_own_among_others_that_changed() -> None:
    old = ["The ferry left the pier at nine o'clock.", "The mayor of the town spoke to nobody."]
    new = ["An entirely other beginning stands here now.", *[one.replace("the", "a") for one in old]]
    assert [one.kind for one in compared(old, new)] == ["added", "changed", "changed"]


def test_typography_alone_is_no_change_of_a_paragraph_and_both_spellings_are_kept() -> None:
    (one,) = compared(['"It\'s late" - so'], ["“It’s late” – so"])
    assert one.kind == "same"
    assert (one.before, one.after) == ('"It\'s late" - so', "“It’s late” – so")
    assert compared_line("A  title", "A title").kind == "same"


def test_what_would_take_too_long_is_one_text_out_and_another_in() -> None:
    old = [f"old {n} " + "word other thing " * 1_500 for n in range(3)]
    new = [f"new {n} " + "thing other word " * 1_500 for n in range(3)]
    found = compared(old, new)
    assert sides(found) == ([one.strip() for one in old] and old, new)
    assert all(len(one.pieces) <= 2 for one in found)
    many, others = [f"line {n}" for n in range(4_000)], [f"other {n}" for n in range(4_000)]
    assert sides(compared(many, others)) == (many, others)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The ferry  runs.\n", "The ferry runs."),
        ("“It’s late” – she said…", '"It\'s late" - she said...'),
        ("The ferry runs. 12 comments", "The ferry runs. 1,340 comments"),
        ("The ferry runs. Points: 12 # Comments: 3", "The ferry runs. Points: 240 # Comments: 31"),
        ("The ferry runs. 3 hours ago", "The ferry runs. 2 days ago"),
        ("Die Fähre fährt. 3 Kommentare, vor 5 Minuten", "Die Fähre fährt. 44 Kommentare, vor 2 Stunden"),
        ("The ferry runs. 4 min read", "The ferry runs. 5 min read"),
        (
            "The ferry runs.\n\nUpdated: 20 Nov 2026, 14:05",
            "The ferry runs.\n\nLast updated 21 November 2026 at 9am",
        ),
        ("Das Schiff.\n\nStand: 20.11.2026, 14:05 Uhr", "Das Schiff.\n\nStand: 21.11.2026, 09:10 Uhr"),
        ("The ferry runs.\n\n1.2k views", "The ferry runs.\n\n3.4k views"),
    ],
)
def test_white_space_typography_counters_and_stamps_do_not_count(before: str, after: str) -> None:
    assert not differs(before, after)
    assert not differs(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5 people died.", "7 people died."),
        ("It costs $1.5.", "It costs $15."),
        ("He won by 5 points.", "He won by 7 points."),
        ("She got 500 votes.", "She got 5,000 votes."),
        ("It left on Sunday.", "It left on Saturday."),
        ("Updated figures show 5 dead.", "Updated figures show 7 dead."),
        ("Ana Ruiz said so.", "Anna Ruiz said so."),
        ("", "More."),
    ],
)
def test_what_a_reader_would_care_for_counts(before: str, after: str) -> None:
    assert differs(before, after)
    assert differs(after, before)


@given(st.text(max_size=60), st.text(max_size=60))
def test_only_what_differs_in_essence_differs(before: str, after: str) -> None:
    assert differs(before, after) == (essence(before) != essence(after))
    assert plain(plain(before)) == plain(before)


@pytest.mark.parametrize(
    "noise", ["12 comments", "•", "Updated 14:05", "240", "Zuletzt aktualisiert: 3. März 2026"]
)
def test_counters_and_dates_of_their_own_are_noise(noise: str) -> None:
    assert is_noise(noise)
    assert not is_noise(f"The ferry: {noise}")


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version misspelt a name.",
        "CORRECTION — The ferry left at ten.",
        "Correction, Nov. 20, 2026: The ferry left at ten.",
        "*Clarification: the mayor was not on board.",
        "(Corrected: the figure is 260.)",
        "An earlier version of this article gave the wrong number.",
        "This story has been corrected to say that the ferry left at ten.",
        "This article was amended on 20 November 2026. It had said 240.",
        "Korrektur: In der ersten Fassung stand 240.",
        "In einer früheren Version dieses Artikels stand, es seien 240.",
        "Rectificatif : le maire n'était pas à bord.",
        "Une version précédente de cet article donnait 240.",
        "Corrección: el barco salió a las diez.",
        "Una versión anterior de este artículo decía 240.",
        "Rettifica: il traghetto è partito alle dieci.",
        "Correção: a balsa saiu às dez.",
        "Correctie: het waren er 260.",
        "Rättelse: färjan gick klockan tio.",
        "Поправка: на борту было 260 человек.",
        "В предыдущей версии этой статьи говорилось о 240.",
        "Düzeltme: gemi saat onda kalktı.",
        "訂正：乗客は260人でした。",
    ],
)
def test_a_text_that_says_that_it_was_wrong_corrects(note: str) -> None:
    assert corrects(note)


@pytest.mark.parametrize(
    "prose",
    [
        "Corrections officers struck on Monday.",
        "The correction of the market went on: shares fell.",
        "An earlier version of the bill was rejected.",
        "Update: the ferry has left.",
        "The company published a correction on Monday.",
        "She wants the record corrected.",
        "Die Korrektur des Haushalts kostet 3 Millionen.",
    ],
)
def test_a_text_about_corrections_does_not_correct_itself(prose: str) -> None:
    assert not corrects(prose)
