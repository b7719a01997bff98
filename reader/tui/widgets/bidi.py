"""Right-to-left text on a screen of cells: which paragraphs run so, and what stands in which cell.

Most terminals put letters into cells in the order they come. For them a line is put into visual order here
(the Unicode Bidirectional Algorithm, UAX #9, without explicit embeddings, which never reach a screen), and
Arabic letters are replaced with the forms they have beside their neighbours, as those terminals join none.
Terminals that order text themselves get it as it is; those of VTE are told not to (see `told_to_keep_order`).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby

from rich.cells import cached_cell_len as cell_len
from rich.cells import split_graphemes

from reader.values import dataclass

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥“”", ")(][}{><»«›‹≥≤”“", strict=True))
_FORMS = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}
_TATWEEL, _LAM = "\u0640", "\u0644"


@dataclass(frozen=True, slots=True)
class Glyph:
    """What stands in a cell (two for wide letters), and the stretch of the text it is."""

    text: str
    start: int
    end: int


def has_right_to_left(text: str) -> bool:
    """Say whether any letter of `text` is of a script that is written from the right."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def runs_right_to_left(text: str) -> bool:
    """Say whether a paragraph is set from the right: its first letter decides (UAX #9, P2 and P3)."""
    if not has_right_to_left(text):
        return False
    return next((_STRONG[k] for k in map(unicodedata.bidirectional, text) if k in _STRONG), "L") == "R"


def terminal_orders(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal, by what it calls itself, puts right-to-left text into order itself."""
    if environment.get("READER_BIDI") in {"terminal", "reader"}:
        return environment["READER_BIDI"] == "terminal"
    return (
        any(name in environment for name in ("KONSOLE_VERSION", "KITTY_WINDOW_ID", "MLTERM"))
        or environment.get("TERM_PROGRAM") == "Apple_Terminal"
        or ("VTE_VERSION" in environment and _multiplexed(environment))
    )


def _multiplexed(environment: Mapping[str, str]) -> bool:
    """Say whether tmux or screen stands between, which passes on neither what it is told nor what it is."""
    return "TMUX" in environment or "STY" in environment


def joins_letters(environment: Mapping[str, str]) -> bool:
    """Say whether Arabic letters are to be joined here: not where the terminal is unknown, and with it what
    its fonts have."""
    return not _multiplexed(environment)


def told_to_keep_order(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal obeys "CSI 8 l", which leaves the order of text to the application."""
    return "VTE_VERSION" in environment and not terminal_orders(environment)


@lru_cache(512)  # a screen's lines are drawn again whenever it is scrolled by one
def in_visual_order(text: str, rtl: bool, joined: bool = True) -> tuple[Glyph, ...]:
    """Return the glyphs of one line from left to right; `rtl` is the direction of its paragraph.

    `joined` gives Arabic letters the forms they have beside their neighbours.
    """
    glyphs = _glyphs(text, _shape(text) if joined else text)
    levels = _levels([text[glyph.start] for glyph in glyphs], rtl)
    glyphs = [
        Glyph("".join(_MIRRORED.get(c, c) for c in glyph.text), glyph.start, glyph.end)
        if level % 2
        else glyph
        for glyph, level in zip(glyphs, levels, strict=True)
    ]
    order = list(range(len(glyphs)))
    for level in range(max(levels, default=0), 0, -1):
        order = _turned(order, [at_level >= level for at_level in levels])
    return tuple(glyphs[at] for at in order)


def as_seen(text: str, joined: bool = True) -> str:
    """Return a text that stands for itself, such as a headline, in visual order and as wide as it was.

    It is set from the right, with the spaces it was filled up with before it, unless a sign of ours is first.
    """
    if not has_right_to_left(text):
        return text
    rtl = runs_right_to_left(text) and has_right_to_left(text[:2])
    seen = "".join(glyph.text for glyph in in_visual_order(text, rtl, joined))
    gap = " " * (cell_len(text) - cell_len(seen))  # a ligature takes one cell for two letters
    return gap + seen if rtl else seen + gap


def as_seen_here(text: str) -> str:
    """Return what `as_seen` does in this terminal, which may put text into order itself."""
    return text if terminal_orders(os.environ) else as_seen(text, joins_letters(os.environ))


def _turned(order: Sequence[int], high: Sequence[bool]) -> list[int]:
    """Turn every run of letters that are marked as `high` round."""
    turned: list[int] = []
    for turn, run in groupby(order, high.__getitem__):
        turned.extend(list(run)[:: -1 if turn else 1])
    return turned


def _levels(letters: Sequence[str], rtl: bool) -> list[int]:
    """Return the embedding level of each letter: even ones run to the right, odd ones to the left."""
    kinds = _with_numbers([unicodedata.bidirectional(letter) for letter in letters], "R" if rtl else "L")
    directions = _with_neutrals(kinds, "R" if rtl else "L")
    left = 2 if rtl else 0
    levels = [{"L": left, "R": 1, "N": 2}[direction] for direction in directions]
    for at in range(len(letters) - 1, -1, -1):  # spaces at the end go with the paragraph (L1)
        if not letters[at].isspace():
            break
        levels[at] = int(rtl)
    return levels


def _with_numbers(classes: Sequence[str], base: str) -> list[str]:
    """Reduce bidirectional classes to L, R, N (a number) and "" (neutral): rules W1 to W7."""
    kinds: list[str] = []
    strong = base
    for at, kind in enumerate(classes):
        if kind in _STRONG:
            strong = _STRONG[kind]
            kinds.append(strong)
        elif kind in {"EN", "AN"}:
            kinds.append("L" if kind == "EN" and strong == "L" else "N")
        elif kind == "NSM" and kinds:
            kinds.append(kinds[-1])
        elif _joins_numbers(classes, at):
            kinds.append("L" if strong == "L" else "N")
        else:
            kinds.append("")
    return kinds


def _joins_numbers(classes: Sequence[str], at: int) -> bool:
    """Say whether a sign belongs to a number: one separator within it, or a currency or percent beside it."""
    before = classes[at - 1] if at else ""
    after = classes[at + 1] if at + 1 < len(classes) else ""
    if classes[at] in {"CS", "ES"}:
        return before == after and before in {"EN", "AN"}
    return classes[at] == "ET" and "EN" in {before, after}


def _with_neutrals(kinds: Sequence[str], base: str) -> list[str]:
    """Give what has no direction that of its neighbours where they agree, else the paragraph's (N1, N2)."""
    directions = list(kinds)
    at = 0
    while at < len(directions):
        if directions[at]:
            at += 1
            continue
        end = at
        while end < len(directions) and not directions[end]:
            end += 1
        before = _side(directions[at - 1]) if at else base
        after = _side(directions[end]) if end < len(directions) else base
        directions[at:end] = [before if before == after else base] * (end - at)
        at = end
    return directions


def _side(direction: str) -> str:
    return "L" if direction == "L" else "R"  # a number in right-to-left text counts as such


def _glyphs(text: str, forms: Sequence[str]) -> list[Glyph]:
    """Cut a line into glyphs, each letter in the form it has been given."""
    glyphs: list[Glyph] = []
    for left, right, _ in split_graphemes(text)[0]:
        if glyphs and forms[left] == "" and text[left] != " ":  # an alef that went into the lam before it
            last = glyphs.pop()
            glyphs.append(Glyph(last.text + "".join(forms[left:right]), last.start, right))
        else:
            glyphs.append(Glyph("".join(forms[left:right]), left, right))
    return glyphs


def _shape(text: str) -> list[str]:
    """Return what stands for each letter; "" for an alef that is part of a ligature."""
    table, ligatures = _presentation_forms()
    letters = [at for at, c in enumerate(text) if unicodedata.category(c) != "Mn"]  # marks join nothing apart
    shown = list(text)
    for number, at in enumerate(letters):
        letter = text[at]
        if letter not in table or shown[at] == "":
            continue
        before = text[letters[number - 1]] if number else ""
        after = text[letters[number + 1]] if number + 1 < len(letters) else ""
        joined = _joins_onward(before) and 1 in table[letter]
        if letter == _LAM and after in ligatures:
            shown[at], shown[letters[number + 1]] = ligatures[after][joined], ""
            continue
        onward = _joins_onward(letter) and (after == _TATWEEL or 1 in table.get(after, {}))
        form = (3 if onward else 1) if joined else (2 if onward else 0)
        shown[at] = table[letter].get(form, letter)
    return shown


def _joins_onward(letter: str) -> bool:
    return letter == _TATWEEL or 2 in _presentation_forms()[0].get(letter, {})


@cache
def _presentation_forms() -> tuple[Mapping[str, Mapping[int, str]], Mapping[str, tuple[str, str]]]:
    """Return the forms of each Arabic letter, and the ligatures of lam with an alef (apart, joined)."""
    table: dict[str, dict[int, str]] = {}
    ligatures: dict[str, dict[int, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        form, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if form in _FORMS and len(letters) == 1:
            table.setdefault(letters, {})[_FORMS[form]] = chr(code)
        elif form in _FORMS and len(letters) == 2 and letters[0] == _LAM:
            ligatures.setdefault(letters[1], {})[_FORMS[form]] = chr(code)
    return table, {alef: (forms[0], forms[1]) for alef, forms in ligatures.items() if {0, 1} <= forms.keys()}
