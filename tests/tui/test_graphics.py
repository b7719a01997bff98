"""What pictures a terminal is taken to draw."""

import pytest

from reader.config import PictureSetting
from reader.tui import graphics as room
from reader.tui.graphics import Answers, Graphics, graphics

WITH = Answers(kitty=True, sixel=True, cell=(9, 18))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal of all colours, with the extra installed, that answers as the test says."""
    monkeypatch.setattr(room, "missing_extra", lambda _: "")
    monkeypatch.setattr(room, "cell_size", lambda: None)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("wanted", "answers", "expected"),
    [
        ("auto", WITH, Graphics("sixel", (9, 18))),  # who has both knows no placeholders
        ("auto", Answers(kitty=True), Graphics("kitty")),
        ("auto", Answers(sixel=True, kitty=True), Graphics("kitty")),  # Sixel needs the size of a cell
        ("auto", Answers(cell=(9, 18)), Graphics(None, (9, 18))),  # half-blocks have a shape too
        ("kitty", Answers(cell=(9, 18)), Graphics("kitty", (9, 18))),
        ("half-block", Answers(), Graphics("half-block")),
        ("off", WITH, Graphics()),
    ],
)
def test_the_best_that_the_terminal_says_it_can(
    terminal: pytest.MonkeyPatch, wanted: PictureSetting, answers: Answers, expected: Graphics
) -> None:
    terminal.setattr(room, "ask", lambda: answers)
    assert graphics(wanted) == expected


def test_what_was_asked_for_and_cannot_be_is_one_sentence(terminal: pytest.MonkeyPatch) -> None:
    terminal.setattr(room, "ask", Answers)
    assert "how large its cells are" in graphics("sixel").trouble
    terminal.delenv("COLORTERM")
    assert "COLORTERM" in graphics("kitty").trouble
    assert graphics("kitty").protocol is None


def test_a_terminal_without_colours_gets_no_pictures_by_itself(terminal: pytest.MonkeyPatch) -> None:
    terminal.setattr(room, "ask", lambda: WITH)
    terminal.setenv("NO_COLOR", "")
    assert graphics("auto").protocol is None


def test_a_missing_extra_is_said_only_to_who_asked_for_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(room, "ask", lambda: pytest.fail("the terminal was asked"))
    assert graphics("auto") == Graphics()
    assert graphics("kitty").trouble == (
        "Pictures need two packages: pip install pillow 'textual-image<0.13'."
    )


def test_a_terminal_that_prints_what_it_does_not_know_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "answer_to", lambda _: pytest.fail("the terminal was asked"))
    monkeypatch.setenv("TERM", "linux")
    assert room.ask() == Answers()


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        (b"\x1b_Gi=31;OK\x1b\\\x1b[6;36;18t\x1b[?62;c", Answers(kitty=True, cell=(18, 36))),
        (b"\x1b[?62;4;22c", Answers(sixel=True)),
        (b"\x1b[?64;14c", Answers()),
        (b"\x1b_Gi=31;EINVAL:no\x1b\\\x1b[6;0;0t\x1b[?62c", Answers()),
        (b"abc\x1b[A", Answers()),
        (b"", Answers()),
    ],
)
def test_answers_are_read_from_whatever_comes(
    monkeypatch: pytest.MonkeyPatch, said: bytes, answers: Answers
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.setattr(room, "answer_to", lambda _: said)
    assert room.ask() == answers
