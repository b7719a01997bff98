"""The engine that reads words in their sentences, and what it is made of."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analyse import encoder
from reader.analyse.candidates import split
from reader.analyse.labelling import mentions
from reader.analyse.linear import LABELS
from reader.analyse.mentions import Mention
from reader.analyse.shapes import SHAPES, shapes
from reader.analyse.windows import PIECES, Word, batch, windows
from reader.analyse.wordpiece import WordPiece

LETTERS = [chr(letter) for letter in range(ord("a"), ord("z") + 1)]
PIECES_KNOWN = ["[UNK]", "[CLS]", "[SEP]", "ship", "##s", "##yard", "yard", "-", "san", *LETTERS]
VOCABULARY = WordPiece({piece: number for number, piece in enumerate(PIECES_KNOWN)})


def pieces(word: str) -> list[str]:
    return [PIECES_KNOWN[number] for number in VOCABULARY.pieces(word)]


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind) for m in encoder.load().tag(text)]


def test_a_word_is_parted_into_the_longest_pieces_that_are_known() -> None:
    assert pieces("shipyards") == ["ship", "##yard", "##s"]
    assert pieces("ship-yard") == ["ship", "-", "yard"]


def test_capitals_and_accents_do_not_change_the_pieces() -> None:
    assert pieces("SHIPS") == pieces("ships")
    assert pieces("Sàn") == ["san"]


def test_a_word_without_known_pieces_is_one_unknown_piece() -> None:
    assert pieces("ship4") == pieces("船舶艦"[:1]) == ["[UNK]"]


@given(st.text(max_size=400))
def test_any_word_has_one_to_twelve_pieces(word: str) -> None:
    assert 1 <= len(VOCABULARY.pieces(word)) <= 12


def test_the_way_of_writing_tells_names_from_words_and_sentences_from_headlines() -> None:
    plain = shapes(["He", "met", "Anna", "in", "NATO"])
    assert len(set(plain)) == 4  # the first word has a number of its own, "met" and "in" share theirs
    assert set(plain).isdisjoint(shapes(["HE", "MET", "ANNA", "IN", "NATO"]))
    assert set(shapes(["He", "Met", "Anna", "Here"])).isdisjoint(plain)


@given(st.lists(st.text(min_size=1, max_size=8).filter(str.strip), max_size=30))
def test_every_word_has_a_way_of_writing_whatever_it_is(words: list[str]) -> None:
    ways = shapes(words)
    assert len(ways) == len(words)
    assert all(0 <= way < SHAPES for way in ways)


def sentence(number: int, lengths: list[int]) -> list[Word]:
    return [Word(number, at, (5,) * length, 0, 0) for at, length in enumerate(lengths)]


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=60), max_size=20))
def test_windows_hold_every_word_once_in_order_and_part_no_sentence_that_fits(
    lengths: list[list[int]],
) -> None:
    sentences = [sentence(number, row) for number, row in enumerate(lengths)]
    packed = list(windows(sentences))
    assert [word for window in packed for word in window] == [word for row in sentences for word in row]
    for row in sentences:
        if sum(len(word.pieces) for word in row) <= PIECES:
            assert sum(row[0] in window for window in packed) == 1
            assert any(all(word in window for word in row) for window in packed)
    for window in packed:
        assert sum(len(word.pieces) for word in window) <= 250


def test_a_batch_says_where_words_begin_and_what_is_empty() -> None:
    laid = batch([sentence(0, [2, 1]), sentence(1, [1])], VOCABULARY)
    assert laid.begins == [[1, 3], [1]]
    assert laid.ids.tolist() == [[1, 5, 5, 5, 2], [1, 5, 2, 0, 0]]
    assert laid.present.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]


def test_names_are_found_in_running_text() -> None:
    text = "Amina Okafor of Dangote Cement flew from Lagos to Nairobi for the Safari Rally."
    assert found(text) == [
        ("Amina Okafor", "person"),
        ("Dangote Cement", "organisation"),
        ("Lagos", "place"),
        ("Nairobi", "place"),
        ("Safari Rally", "other"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "AMINA OKAFOR MET PRIME MINISTER KEIR STARMER IN LONDON ON MONDAY",
        "Amina Okafor Meets Keir Starmer in London for Talks on Trade and Visas",
    ],
)
def test_names_are_found_in_capitals_and_headlines(text: str) -> None:
    assert {name.title() for name, _ in found(text)} == {"Amina Okafor", "Keir Starmer", "London"}


def test_plain_words_are_a_name_in_running_text_and_none_in_a_headline() -> None:
    label = LABELS.index("B-other")
    for text, names in (
        ("Ministers Weigh The Future Of Cars", 0),
        ("Ministers Weigh The Future Of Okafor", 1),
        ("They saw the Future of cars and were glad of it.", 1),
    ):
        (sentence,) = split(text)
        labels = [0] * len(sentence.tokens)
        at = next(n for n, token in enumerate(sentence.tokens) if token.text == "Future")
        labels[at : at + 3] = [label, label + 1, label + 1]
        assert len(list(mentions(sentence, labels))) == names


def test_a_plain_word_that_begins_a_sentence_is_a_name_where_another_sentence_shows_it() -> None:
    text = "Shares of Target Corp rose. Target said that demand was strong. Nobody else did."
    assert ("Target", "organisation") in found(text)


def test_a_text_without_capitals_is_read_all_the_same() -> None:
    text = "the mayor of london met amina okafor in nairobi. she then flew to paris."
    assert {("london", "place"), ("nairobi", "place"), ("paris", "place")} <= set(found(text))


def test_a_name_that_one_sentence_leaves_open_is_what_the_rest_of_the_text_says() -> None:
    read = split("Marlowe rose. Marlowe fell. MARLOWE merged.")
    person, organisation = LABELS.index("B-person"), LABELS.index("B-organisation")
    scores = [np.full((len(sentence.tokens), len(LABELS)), -9.0, np.float32) for sentence in read]
    for row in scores:
        row[:, 0] = 0.0
        row[0, [0, person, organisation]] = -6.0, -3.0, -0.05
    scores[0][0, [person, organisation]] = -0.6, -0.8
    assert [encoder.best(row)[0] for row in scores] == [person, organisation, organisation]
    assert [encoder.best(row)[0] for row in encoder.agreed(read, scores)] == [organisation] * 3
    assert [encoder.best(row)[0] for row in encoder.agreed(read[:1], scores[:1])] == [person]


@pytest.mark.parametrize(
    "text", ["", " \n ", ".", "a", "\u0301", "A" * 5000, "Ab " * 4000, "\U0001f600 " * 500]
)
def test_texts_without_names_or_of_nonsense_do_no_harm(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in encoder.load().tag(text))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("AaBb. ,'’-–1é船\n\U0001f600"), max_size=300))
def test_names_lie_in_the_text_in_order_and_apart(text: str) -> None:
    names: list[Mention] = encoder.load().tag(text)
    assert all(0 <= m.start < m.end <= len(text) for m in names)
    assert all(a.end <= b.start for a, b in pairwise(names))


def test_the_model_is_small_enough_to_come_with_the_reader_and_says_whose_it_is() -> None:
    data = files("reader.analyse") / "data"
    assert len((data / encoder.MODEL).read_bytes()) + len((data / encoder.VOCABULARY).read_bytes()) < 25e6
    told = (data / "README.md").read_text(encoding="utf-8")
    assert "| encoder.onnx |" in told
    assert "all-MiniLM-L6-v2" in told


def test_so_much_of_a_text_is_read_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Amina Okafor left for Lagos. " * 100 + "Keir Starmer stayed."
    assert len(found(text)) == 201
    monkeypatch.setattr(encoder, "_MOST_PIECES", 400)
    some = found(text)
    assert 20 < len(some) < 120
    assert some == [("Amina Okafor", "person"), ("Lagos", "place")] * (len(some) // 2)
    monkeypatch.setattr(encoder, "_MOST_PIECES", 0)
    assert found(text) == []
