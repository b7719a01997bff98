"""Where sentences begin and end."""

from __future__ import annotations

import re

from reader.analyse.vocabulary import vocabulary

# An ending mark with the quotes and brackets that close after it. CJK marks need no space behind them.
_ENDING = re.compile(r"""[.!?…]{1,8}[\])}"'”’»›]{0,4}(?=\s|\Z)|[。！？｡؟।]{1,8}[」』）”"»]{0,4}|\n[\s]*""")
_WORD_BEFORE = re.compile(r"[^\s(\[{\"'“‘«—–/-]{1,40}\Z")
_NEXT_WORD = re.compile(r"\s*[(\[{\"'“”‘’«‹¿¡—–-]{0,4}\s?([^\s]{0,40})")
_DOTTED = re.compile(r"[^\W\d_]\.|(?:[^\W\d_]{1,2}\.){2,}")
_ORDINAL = re.compile(r"\d{1,3}\.")
_MEASURE = re.compile(r"\d\s?°?\s?[A-Z]\Z")
_BARE = re.compile(r"\W+")


# These stand before a name or a number, so a sentence does not end with them.
_BEFORE_NAMES = vocabulary(
    """
    mr mrs ms messrs mme mlle dr drs prof profs sr sra srta hr fr frl herr st ste mt ft gen col lt
    maj capt cmdr adm sgt cpl pvt brig sen sens rep reps gov govs pres rev hon supt insp det amb
    vs v nos no nr art arts fig figs vol vols pp cf ca bzw usw dipl ing ph aug jan feb mar apr jun
    jul sept sep oct nov dec tel approx est av avda mrd mio tsd
    """
)
# These may end a sentence too; the next word decides.
_EITHER = vocabulary(
    """
    inc corp co ltd llc plc bros jr etc al esq dept univ assn bldg ave blvd rd ed eds ret mfg ala
    ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis wyo ee uu
    """
)
_NUMBERED = vocabulary(
    """
    no nos nr art arts fig figs vol vols pp mar jan feb apr jun jul aug sept sep oct nov dec rs
    """
)
_STARTERS = vocabulary(
    """
    the a an this that these those he she it they we i you there here his her its their our my
    your in on at by for from with as after before but and or so if when while since until
    although though however meanwhile also what who why how where which last earlier later now
    then both many most some such no not all another one two even still yet according during under
    over despite among between only
    """
)
_MONTHS_ELSEWHERE = vocabulary(
    """
    januar februar märz april mai juni juli august september oktober november dezember jänner
    januari februari maart mei augustus oktober ledna února jahrhundert klasse
    """
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each sentence of `text`, without the white space around it, in order.

    A line break ends a sentence. Abbreviations, initials and dotted acronyms do not, unless the next word
    looks like the start of a sentence ("the U.S. The").
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for mark in _ENDING.finditer(text):
        if mark[0][0] == "." and not _ends(text, mark.start(), mark.end()):
            continue
        if mark[0][0] in "!?…" and _continues(text, mark.end()):
            continue
        _append(spans, text, start, mark.end())
        start = mark.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        spans.append((start + left, start + len(piece.rstrip())))


def _following(text: str, at: int) -> str:
    match = _NEXT_WORD.match(text[at : at + 60])
    return match[1] if match else ""


def _continues(text: str, at: int) -> bool:
    """Whether the word after the mark is in lower case: `"Really?" she asked`."""
    return "\n" not in text[at : at + 2] and _following(text, at)[:1].islower()


def _ends(text: str, dot: int, after: int) -> bool:
    """Whether the full stop at `dot` ends a sentence."""
    if after - dot > 1 and text[dot : dot + 2] == "..":
        return not _continues(text, after)
    match = _WORD_BEFORE.search(text[max(0, dot - 40) : dot])
    before, following = match[0] if match else "", _following(text, after)
    if not following or "\n" in text[after : after + 2]:
        return True
    if following[0].islower():
        return False
    if before.isdigit() and _ORDINAL.fullmatch(before + ".") and _bare(following) in _MONTHS_ELSEWHERE:
        return False
    if len(before) == 1 and _MEASURE.search(text[max(0, dot - 8) : dot]):
        return True
    return not _abbreviates(before, following)


def _abbreviates(before: str, following: str) -> bool:
    word = before.rstrip(".").lower()
    if word in _NUMBERED:
        return following[0].isdigit()
    if word in _BEFORE_NAMES:
        return True
    if word in ("a.m", "p.m", "e.g", "i.e"):
        return word in ("e.g", "i.e")
    if word in _EITHER or _DOTTED.fullmatch(before + "."):
        return _bare(following) not in _STARTERS
    return False


def _bare(word: str) -> str:
    return _BARE.sub("", word).lower()
