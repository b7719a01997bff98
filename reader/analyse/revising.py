"""What kind of change a text went through: corrected, altered in its facts, added to, or only in its wording.

What counts as gone is so from the whole of the new text, not only from where it stood: who moves a sentence,
or names somebody a second time, has changed no fact. What is doubtful is a small change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.analyse.analysis import EngineError, analyse
from reader.model import Analysis, Entity, Figure
from reader.revision import Finding, Paragraph
from reader.text import fold
from reader.wording import corrects, is_noise, plain

_LONGEST = 20_000
"""Characters of changed paragraphs whose names and figures are looked for."""
_LEAST_WORDS = 12
"""A paragraph of fewer words that went is a heading, a credit or a link to another article."""
_LEAST_QUOTED = 3
_MOST_LOOKED_FOR = 60
"""Words of a paragraph that tell whether it stands elsewhere."""
_REWRITTEN = 0.15
"""Share of the old words below which a text has become another one."""
_LEAST_REWRITTEN = 40
_NUMBER = re.compile(r"(?<![^\W_])\d+(?:[.,:]\d+)*(?![^\W_])")
_QUOTED = re.compile(r'"([^"]{8,600})"')
_WORD = re.compile(r"[^\W_]+")
_NAMED = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def find_changes(
    headline: Paragraph,
    paragraphs: Sequence[Paragraph],
    *,
    language: str | None = None,
    engine: str = "",
) -> Finding:
    """Return what kind of change two texts, side by side, are; `language` and `engine` as `analyse` takes
    them, whose EngineError leaves names out."""
    body = [one for one in paragraphs if one.kind != "same" and not _is_noise(one)]
    if headline.kind == "same" and not body:
        return Finding()
    touched = [headline] * (headline.kind != "same") + body
    now = "\n\n".join(one.after for one in (headline, *paragraphs) if one.after)
    was = "\n\n".join(one.before for one in touched if one.before)[:_LONGEST]
    is_now = "\n\n".join(one.after for one in touched if one.after)[:_LONGEST]
    before, after = _analysed(was, language, engine), _analysed(is_now, language, engine)
    removed = [
        one
        for one in body
        if one.kind == "removed" and _count(one.before) >= _LEAST_WORDS and not _stands_in(now, one.before)
    ]
    old = "\n\n".join(one.before for one in paragraphs if one.before)
    added = [
        one
        for one in body
        if one.kind == "added" and not corrects(one.after) and not _stands_in(old, one.after)
    ]
    figures = _figures_gone(was, before, now, after)
    names = _names_gone(before, now, after)
    quotes = _quotes_gone(was, now)
    if any(corrects(one.after) for one in touched):
        kind = "correction"
    elif figures or names or quotes or removed:
        kind = "edit"
    else:
        kind = "added" if added or any(map(_goes_on, touched)) else "minor"
    return Finding(
        kind=kind,  # type: ignore[arg-type]
        headline=headline.kind != "same",
        body=bool(body),
        figures=figures,
        names=names,
        quotes=quotes,
        added=len(added),
        removed=len(removed),
        rewritten=_is_another(paragraphs),
    )


def _analysed(text: str, language: str | None, engine: str) -> Analysis:
    from reader.analyse.figures import find_figures

    if not text:
        return Analysis()
    try:
        return analyse(text, language=language, engine=engine)
    except EngineError:
        return Analysis(figures=find_figures(text, language))


def _is_noise(paragraph: Paragraph) -> bool:
    return is_noise(paragraph.before) and is_noise(paragraph.after)


def _words(text: str) -> str:
    return " " + " ".join(_WORD.findall(fold(text))) + " "


def _figures_gone(was: str, before: Analysis, now: str, after: Analysis) -> int:
    """Count the figures that are no longer given, each once, and the numbers beside them."""
    numbers = set(_NUMBER.findall(now))
    values = {_value(one) for one in after.figures}
    there = _words(now)
    gone = set[tuple[object, ...]]()
    taken: list[tuple[int, int]] = []
    for one in before.figures:
        digits = _NUMBER.findall(one.text)
        stays = all(number in numbers for number in digits) if digits else _words(one.text) in there
        if not one.vague and not stays and _value(one) not in values:
            gone.add(_value(one))
        taken.append((one.start, one.end))
    bare = {
        found[0]
        for found in _NUMBER.finditer(was)
        if not any(start <= found.start() < end for start, end in taken)
    }
    stated = {f"{one.value:g}" for one in (*before.figures, *after.figures) if one.value is not None}
    return len(gone) + len({one for one in bare - numbers if one.replace(",", "") not in stated})


def _value(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.value, figure.low, figure.high, figure.unit


def _names_gone(before: Analysis, now: str, after: Analysis) -> int:
    """Count whoever is named no more, by no part of the name that would tell, or is called otherwise now."""
    there = _words(now)
    hyphened = " " + " ".join(_NAMED.findall(fold(now))) + " "
    return sum(
        _words(one.name) not in there
        and (
            not any(f" {fold(called)} " in hyphened for called in (*one.aliases, _last(one.name)))
            or _is_called_otherwise(one, there, after)
        )
        for one in before.entities
        if one.kind != "other" and _words(one.name).strip()
    )


def _is_called_otherwise(one: Entity, there: str, after: Analysis) -> bool:
    """Whether somebody of the same last name has another first name, and nobody that one."""
    first, *rest = _words(one.name).split()
    return (
        bool(rest)
        and f" {first} " not in there
        and any(
            other.kind == one.kind and len(words := _words(other.name).split()) > 1 and words[-1] == rest[-1]
            for other in after.entities
        )
    )


def _last(name: str) -> str:
    words: list[str] = _NAMED.findall(name)
    return words[-1] if words else name


def _quotes_gone(was: str, now: str) -> int:
    there = _words(now)
    quoted = (_words(found[1]) for found in _QUOTED.finditer(plain(was)))
    return sum(one not in there for one in set(quoted) if len(one.split()) >= _LEAST_QUOTED)


def _stands_in(text: str, paragraph: str) -> bool:
    """Whether most of a paragraph is somewhere in a text, whatever it was joined to or moved before."""
    words, there = _words(paragraph).split(), _words(text)
    if len(words) < 4:
        return _words(paragraph) in there
    runs = [" ".join(words[at : at + 4]) for at in range(min(len(words), _MOST_LOOKED_FOR) - 3)]
    return sum(f" {run} " in there for run in runs) >= len(runs) / 2


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _goes_on(paragraph: Paragraph) -> bool:
    """Whether words came and none went."""
    went = any(piece.kind == "removed" and _WORD.search(piece.text) for piece in paragraph.pieces)
    came = sum(len(_WORD.findall(piece.text)) for piece in paragraph.pieces if piece.kind == "added")
    return paragraph.kind == "changed" and not went and came >= _LEAST_QUOTED


def _is_another(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether hardly anything of the old text is left."""
    was = sum(len(one.before.split()) for one in paragraphs)
    kept = sum(
        len(one.before.split())
        if one.kind == "same"
        else sum(len(piece.text.split()) for piece in one.pieces if piece.kind == "same")
        for one in paragraphs
    )
    return was >= _LEAST_REWRITTEN and kept < _REWRITTEN * was
