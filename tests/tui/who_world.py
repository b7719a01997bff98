"""Articles that name the same people, and the keys to their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.jobs import ANALYSER_VERSION, EXTRACTOR_VERSION
from reader.library import Library
from reader.model import (
    Block,
    Description,
    Document,
    Entity,
    EntityKind,
    Figure,
    FigureKind,
    Span,
    Understanding,
)
from reader.storage import Store
from reader.tui.screens.who import WhoScreen
from reader.tui.widgets.fact_list import FactList
from reader.tui.widgets.named_list import NamedList
from tests.tui.conftest import Reader
from tests.tui.shelf import shelved

TEXTS = {
    2: "The strike in Odrava is over, said Marta Ilves. The Nordvest line has 38 ships at sea.",
    4: "Union leader Marta Ilves met Tomas Reyk. Ilves asked for 7 percent, and Reyk laughed.",
    5: "Marta Ilves, a union leader, was in Odrava. Nobody else came.",
}
_THREE_WEEKS = 21 * 86_400_000_000
NAMES: tuple[tuple[str, EntityKind, str], ...] = (
    ("Marta Ilves", "person", "Ilves"),
    ("Tomas Reyk", "person", "Reyk"),
    ("Nordvest", "organisation", ""),
    ("Odrava", "place", ""),
)


def spans(text: str, *names: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for name in filter(None, names):
        at = text.find(name)
        while at >= 0:
            if not any(one.start <= at < one.end for one in found):
                found.append(Span(at, at + len(name)))
            at = text.find(name, at + 1)
    return tuple(sorted(found, key=lambda span: span.start))


def understanding(text: str) -> Understanding:
    entities = [
        Entity(name, kind, spans(text, name, alias), 0.6, (alias,) if alias and spans(text, alias) else ())
        for name, kind, alias in NAMES
        if name in text
    ]
    led = text.lower().find("union leader")
    if led >= 0:
        told = Description("union leader", "", led, led + 12)
        entities[0] = Entity("Marta Ilves", "person", entities[0].mentions, 0.6, entities[0].aliases, (told,))
    said: tuple[tuple[str, FigureKind, str | None, str], ...] = (
        ("7 percent", "percent", None, "Ilves asked for 7 percent, and Reyk laughed."),
        ("38", "count", "ships", "The Nordvest line has 38 ships at sea."),
    )
    figures = tuple(
        Figure(
            text.index(words), text.index(words) + len(words), words, kind, 1.0,
            counted=counted, sentence=sentence,
        )
        for words, kind, counted, sentence in said
        if words in text
    )  # fmt: skip
    return Understanding(entities=tuple(entities), figures=figures, version=ANALYSER_VERSION)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library in which articles 2, 4 and 5, beside the first, name people."""
    library = shelved(tmp_path)
    with Store.open(tmp_path / "library.db") as store:
        for number, text in TEXTS.items():
            store.put_document(
                number, Document(blocks=(Block("paragraph", text),)), "feed", EXTRACTOR_VERSION
            )
            store.put_understanding(number, understanding(text))
        with store._connections.writing() as connection:
            connection.execute("UPDATE article SET newest = newest - ? WHERE id = 5", (_THREE_WEEKS,))
    return library


def page(reader: Reader) -> WhoScreen:
    assert isinstance(reader.app.screen, WhoScreen)
    return reader.app.screen


def articles(reader: Reader) -> list[int]:
    return list(page(reader).query_one(NamedList)._ids)


def row(reader: Reader) -> str:
    found = page(reader).query_one(FactList).row
    return found.label if found is not None else ""


async def to_row(reader: Reader, label: str) -> None:
    """Go down the facts to a row."""
    if not page(reader).query_one(FactList).has_focus:
        await reader.press("tab")
    await reader.press("g")
    for _ in range(40):
        if row(reader).startswith(label):
            return
        await reader.press("j")
    raise AssertionError(f"no row {label!r}")


async def open_page(reader: Reader, name: str = "Marta Ilves") -> None:
    await reader.press("colon")
    await reader.write(f"who {name}", "enter")
    assert reader.top == "WhoScreen"
