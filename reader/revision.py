"""What an article said before it changed, and how that differs from what it says. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from reader.values import dataclass

RevisionSource = Literal["feed", "page", "file"]
ChangeKind = Literal["correction", "edit", "added", "minor"]
"""The text says that it was corrected; facts in it changed and it does not say so; only more was said; only
the wording changed."""
PieceKind = Literal["same", "added", "removed"]
ParagraphKind = Literal["same", "changed", "added", "removed"]

FINDING_VERSION = 1
"""Of what tells the kinds of changes; what an older one has found is found anew."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an article said at one time. The paragraphs of `text` are parted by blank lines unless there is
    `html`, which has them, and is as hostile as it came."""

    title: str = ""
    text: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What kind of change it was. `headline` and `body` say where; `figures`, `names` and `quotes` count what
    is no longer said, `added` and `removed` whole paragraphs; `rewritten` that hardly anything stayed."""

    kind: ChangeKind = "minor"
    headline: bool = False
    body: bool = False
    figures: int = 0
    names: int = 0
    quotes: int = 0
    added: int = 0
    removed: int = 0
    rewritten: bool = False
    version: int = FINDING_VERSION

    @property
    def sentence(self) -> str:
        """What changed, as "the headline, 2 figures, a correction"."""
        parts = [*self._parts(), *["a correction"] * (self.kind == "correction")]
        return ", ".join(parts) or "some words"

    @property
    def heading(self) -> str:
        """The kind, and what changed, as "Silent edit: the headline, 2 figures"."""
        label = {"edit": "silent edit", "minor": "small change"}.get(self.kind, self.kind).capitalize()
        return ": ".join(part for part in (label, ", ".join(self._parts())) if part)

    def _parts(self) -> Iterator[str]:
        if self.headline:
            yield "the headline"
        if self.rewritten:
            yield "the whole text"
        counts = ((self.figures, "figure"), (self.names, "name"), (self.quotes, "quote"))
        yield from (_counted(number, noun) for number, noun in counts if number)
        if self.added and not self.rewritten:
            yield f"{_counted(self.added, 'paragraph')} added"
        if self.removed and not self.rewritten:
            yield f"{_counted(self.removed, 'paragraph')} taken out"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a paragraph that stayed, came or went."""

    kind: PieceKind
    text: str

    @property
    def signed(self) -> str:
        """The run with signs around its words, "[-went-]" and "{+came+}", to be told without colours."""
        words = self.text.strip()
        if self.kind == "same" or not words:
            return self.text
        lead, _, rest = self.text.partition(words)
        return f"{lead}[-{words}-]{rest}" if self.kind == "removed" else f"{lead}{{+{words}+}}{rest}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of two wordings: its pieces in the order in which they are read."""

    kind: ParagraphKind
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> str:
        """The paragraph as it was, "" if there was none."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "added")

    @property
    def after(self) -> str:
        """The paragraph as it is, "" if it is gone."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "removed")

    @property
    def signed(self) -> str:
        """The paragraph with a sign before it, and around what went and came within it."""
        if self.kind == "same":
            return self.after
        if self.kind == "changed":
            return "± " + "".join(piece.signed for piece in self.pieces)
        return f"+ {self.after}" if self.kind == "added" else f"- {self.before}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings side by side; `headline` is their titles, `paragraphs` their texts."""

    headline: Paragraph
    paragraphs: tuple[Paragraph, ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of an article, seen at `changed` in its feed, its page or its file. `steps` counts the
    changes that lie between the two wordings; `finding` is None until they have been compared."""

    id: int
    article_id: int
    changed: datetime
    source: RevisionSource
    before: Wording
    after: Wording
    steps: int = 1
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """That an article changed after it came: how often, when last, and what that was if it is known."""

    when: datetime
    times: int = 1
    finding: Finding | None = None


def _counted(number: int, noun: str) -> str:
    return f"a {noun}" if number == 1 else f"{number} {noun}s"
