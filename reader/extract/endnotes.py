"""What a copied text says of its writers: the box under its heading, notes and signatures at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.bios import (
    MAX_BIO,
    MIN_BIO,
    Bio,
    announced,
    is_about,
    is_bio_heading,
    named_in,
    opens_with_job,
)
from reader.extract.inline import squeezed
from reader.extract.lines import is_furniture, is_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.plaintext import Line
    from reader.model import Author

_LONGEST_BIO = 4  # paragraphs of a writer's box
_LONGEST_NOTE = 600  # letters of a note that no heading announces
_MOST_NOTES = 6
_LEAST_TEXT = 2  # lines that a text keeps in any case
_SIGNATURE = 3  # lines below a name
_INTRODUCED = re.compile(
    r"\b(?:reporter|writer|correspondent|editor|journalist|columnist|contributor|producer|author)\b.{0,200}"
    r"\b(?:for|at|with|of|in|based|covers|covering|who)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:\S+\s+){1,5}(?:is|was|covers|writes|reports)\b")
_UNNAMED = re.compile(
    r"the (?:writer|author|reporter|columnist) (?:is|was|has|covers|writes|works)\b", re.IGNORECASE
)
_DASH = " \t–—-*•"


def without_bios(
    lines: Sequence[Line], rest: Sequence[Line], authors: Sequence[Author]
) -> tuple[list[Line], list[Bio]]:
    """Return the lines of an article without what they say of its writers, and that, found in `rest` too.

    Copies of a bio, whole or cut off, go as well.
    """
    kept, bios = _without_boxes(lines, rest, authors)
    whole = {bio.text for bio in bios}
    starts = {squeezed(text)[:40] for text in whole}
    copies = [
        Bio(line.text)
        for line in (*kept, *rest)
        if squeezed(line.text)[:40] in starts and line.text not in whole
    ]
    kept = [line for line in kept if squeezed(line.text)[:40] not in starts]
    kept, notes = _without_notes(kept, authors)
    return kept, [*bios, *copies, *notes]


def _without_boxes(
    lines: Sequence[Line], rest: Sequence[Line], authors: Sequence[Author]
) -> tuple[list[Line], list[Bio]]:
    """Take out what stands under a heading such as "About the writer"."""
    bios: list[Bio] = []
    kept: list[Line] = []
    room, whose = 0, None
    for at, line in enumerate([*lines, *rest]):
        if is_bio_heading(line.text, authors):
            room, whose = _LONGEST_BIO, announced(line.text, authors)
        elif room and (_is_on_one(line.text, authors) or _may_be_bio(line.text)):
            bios.append(Bio(line.text, whose))
            room -= 1
        elif at < len(lines) and (not room or (len(line.text) > MIN_BIO and not is_furniture(line.text))):
            kept.append(line)
    return kept, bios


def _without_notes(lines: list[Line], authors: Sequence[Author]) -> tuple[list[Line], list[Bio]]:
    """Take the notes on writers off the end of a text, and the signatures: a name, and under it a job."""
    notes: list[Bio] = []
    kept = list(lines)
    while len(kept) > _LEAST_TEXT and len(notes) < _MOST_NOTES:
        text = kept[-1].text.strip(_DASH)
        if _is_note(text, authors):
            notes.insert(0, Bio(text))
            kept.pop()
        elif signature := _signature(kept, authors):
            notes.insert(0, signature[0])
            del kept[signature[1] :]
        else:
            break
    return kept, notes


def _is_note(text: str, authors: Sequence[Author]) -> bool:
    """Whether a last paragraph introduces a writer: one of the byline, or with a job where there is none."""
    if len(text) > _LONGEST_NOTE:
        return False
    if _is_on_one(text, authors) or _UNNAMED.match(text):
        return True
    unsigned = not authors and named_in(text) is not None
    return unsigned and _INTRODUCED.search(text) is not None and _SUBJECT.match(text) is not None


def _is_on_one(text: str, authors: Sequence[Author]) -> bool:
    return any(is_about(text, author.name or "") for author in authors)


def _may_be_bio(text: str) -> bool:
    return len(text) >= MIN_BIO and not is_label(text)


def _signature(lines: Sequence[Line], authors: Sequence[Author]) -> tuple[Bio, int] | None:
    """Return what stands under an author's name at the end of a text, and where the name stands."""
    names = {squeezed(author.name): author.name for author in authors if author.name}
    for at in range(len(lines) - 2, max(_LEAST_TEXT, len(lines) - 1 - _SIGNATURE) - 1, -1):
        name = names.get(squeezed(lines[at].text.strip(_DASH)))
        below = " · ".join(line.text for line in lines[at + 1 :])
        if name and len(below) <= MAX_BIO and opens_with_job(below):
            return Bio(below, name), at
    return None
