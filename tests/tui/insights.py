"""What a person sees of the sidebar and of what is marked in the text."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from textual.widget import Widget

from reader.model import Block, Document, Entity, Understanding
from tests.tui import world
from tests.tui.conftest import Reader
from tests.tui.fake_library import FakeLibrary

FILLING = tuple(
    Block("paragraph", f"Paragraph {n} says little, but it says it at length. " * 4) for n in range(20)
)
NESTED = Document(
    title="Nested",
    blocks=(
        Block("paragraph", "The Bank of Korea met. Korea waits for the Bank of Korea."),
        *FILLING,
        Block("paragraph", "At the end is Korea again."),
    ),
)
BANK, KOREA = "Bank of Korea", "Korea"


def nested() -> FakeLibrary:
    text = NESTED.analysed_text
    understood = Understanding(
        entities=(
            Entity(BANK, "organisation", world.spans_of(BANK, text), 0.9),
            Entity(KOREA, "place", world.spans_of(KOREA, text), 0.8),
        )
    )
    return FakeLibrary(documents={1: NESTED}, understandings={1: understood})


def segments(reader: Reader) -> Iterator[tuple[int, Segment]]:
    """Yield what is drawn in the reading pane, with its line on the screen."""
    region = reader.screen.reader.region
    for y, strip in enumerate(reader.app.screen._compositor.render_strips()):
        left = 0
        for segment in strip:
            if region.contains(left, y):
                yield y, segment
            left += segment.cell_length


def marked(reader: Reader) -> list[str]:
    """The words that are marked in the text, without the present place."""
    paper = reader.screen.reader.ink("match").bgcolor
    return [s.text for _, s in segments(reader) if s.style is not None and s.style.bgcolor == paper]


def present(reader: Reader) -> list[tuple[int, str]]:
    """The words of the present place, with their lines: bold and underlined on a paper of their own."""
    paper = reader.screen.reader.ink("match-now").bgcolor
    return [
        (y, s.text)
        for y, s in segments(reader)
        if s.style is not None and s.style.bgcolor == paper and s.style.bold and s.style.underline
    ]


def label(reader: Reader) -> str:
    """What the sidebar's cursor is on."""
    row = reader.screen.sidebar.insights.row
    return row.label if row is not None else ""


async def go_to_row(reader: Reader, wanted: str) -> None:
    for _ in range(60):
        if label(reader) == wanted:
            return
        await reader.press("j")
    raise AssertionError(wanted)


def lines_of(reader: Reader, widget: Widget) -> list[str]:
    """What is drawn in a widget, line by line from the top of the screen."""
    region = widget.region
    strips = reader.app.screen._compositor.render_strips()[: region.bottom]
    return [strip.crop(region.x, region.right).text for strip in strips]


def where(reader: Reader, words: str, widget: Widget) -> tuple[int, int]:
    """The cell in which words begin in a widget."""
    rows = lines_of(reader, widget)
    y = next(y for y, row in enumerate(rows) if words in row)
    return widget.region.x + cell_len(rows[y].partition(words)[0]), y


def in_text(reader: Reader, words: str) -> tuple[int, int]:
    return where(reader, words, reader.screen.reader)


def seen_beside(reader: Reader) -> str:
    """What stands in the sidebar, its lines joined."""
    return " ".join(" ".join(line.split()) for line in lines_of(reader, reader.screen.sidebar))
