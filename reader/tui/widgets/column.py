"""What a typeset article consists of: pieces of one style, lines of pieces, a column of lines."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field

from reader.values import dataclass

OURS = -1  # the offset of what we add: markers, rules, link numbers


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one style. `start` is the offset of its first character in the analysed text, or OURS.

    `href` is where a link leads, `to` the offset that a footnote's sign leads to, or OURS.
    """

    text: str
    styles: tuple[str, ...] = ()
    start: int = OURS
    href: str | None = None
    to: int = OURS


@dataclass(frozen=True, slots=True)
class Frame:
    """How a table stands that may be wider than the column: its own width, and how many columns at its
    left stay in place while the rest is moved sideways."""

    width: int
    pinned: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the column. `block` is its index in the document, -1 above the text (the masthead).

    `rtl` says that it is set from the right. A line of a table has its `frame`; one that is kept free for
    a picture says whose, and which row of it this is.
    """

    pieces: tuple[Piece, ...] = ()
    block: int = -1
    start: int = OURS
    fill: str = ""  # a style that colours the whole width, as that of code
    rtl: bool = False
    frame: Frame | None = None
    picture: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def offset(self, at: int) -> int | None:
        """Return where in the analysed text the line's character at index `at` is; None if it is ours."""
        for piece in self.pieces:
            if at < len(piece.text):
                return piece.start + at if piece.start != OURS else None
            at -= len(piece.text)
        return None


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the article under the number it has in the text."""

    number: int
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the text: where it is from, its title, its first words, who wrote it when, and
    that it changed.

    `marks` are the person's: a word and its style each; `own_note` is what they wrote about the article.
    """

    kicker: str = ""
    title: str = ""
    standfirst: str = ""
    byline: str = ""
    changed: str = ""
    note: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    own_note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A typeset article. `starts` holds, for bisecting, the (offset, line) of every line with text."""

    lines: tuple[Line, ...] = ()
    links: tuple[Link, ...] = ()
    width: int = 0
    starts: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def line_at(self, offset: int) -> int:
        """Return the line on which the character at `offset` of the analysed text stands."""
        index = bisect_right(self.starts, (offset, len(self.lines))) - 1
        return self.starts[index][1] if index >= 0 else 0
