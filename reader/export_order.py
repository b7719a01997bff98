"""What a person wants exported, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

from reader.briefing import Briefing
from reader.file_names import safe_name
from reader.paths import expanded, is_folder
from reader.portable import Template
from reader.values import dataclass

ExportKind: TypeAlias = Literal["markdown", "html", "epub", "json", "csv", "opml"]
ENDINGS: dict[ExportKind, str] = {
    "markdown": ".md",
    "html": ".html",
    "epub": ".epub",
    "json": ".jsonl",
    "csv": ".csv",
    "opml": ".opml",
}


_BY_ENDING: dict[str, ExportKind] = {
    **{ending: kind for kind, ending in ENDINGS.items()},
    ".markdown": "markdown",
    ".htm": "html",
    ".json": "json",
    ".ndjson": "json",
    ".xml": "opml",
}
A_FILE_EACH: frozenset[ExportKind] = frozenset({"markdown", "html"})
"""The kinds of which every article is a file of its own."""


class OrderError(Exception):
    """What is wished cannot be. Its text is one sentence, without a capital and a full stop."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written. `ids` None is everything there is. `to` is a file, or with `many` a folder of
    them; None is the stream that `Exports.run` gets. `pictures` that are not kept are fetched if `fetch` says
    so. Without `text` a note is front matter and highlights. A `briefing` stands before, or in place of, its
    articles."""

    kind: ExportKind
    ids: Sequence[int] | None = None
    to: Path | None = None
    many: bool = False
    overwrite: bool = False
    pictures: bool = False
    fetch: bool = False
    text: bool = True
    title: str = ""
    template: Template | None = None
    briefing: Briefing | None = None

    @property
    def ending(self) -> str:
        """The ending of its files, with the dot."""
        return self.template.ending if self.template is not None else ENDINGS[self.kind]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where: articles or, of OPML, feeds; of CSV figures. `there` are files that were there
    already and were left as they are; `troubles` are sentences on what could not be written."""

    path: Path | None = None
    written: int = 0
    there: tuple[str, ...] = ()
    pictures: int = 0
    missing_pictures: int = 0
    troubles: tuple[str, ...] = ()


def kind_at(path: Path) -> ExportKind:
    """Return what a path asks for by its ending; a folder gets Markdown. Raise OrderError."""
    if not path.suffix or is_folder(path):
        return "markdown"
    kind = _BY_ENDING.get(path.suffix.lower())
    if kind is None:
        raise OrderError(f"{path.suffix} is no form of export; there are {', '.join(ENDINGS.values())}")
    return kind


def placed(order: Order, said: str) -> Order:
    """Return an order with where it goes: a file, a file in a folder that is named, or a folder of as many
    files as there are articles. Raise OrderError if they do not fit."""
    to = expanded(said)
    each = order.kind in A_FILE_EACH and order.briefing is None
    many = len(order.ids) if order.ids is not None else 0
    to_folder = is_folder(to) or said.endswith(("/", os.sep)) or (each and not to.suffix)
    if to_folder and not each:
        return replace(order, to=to / f"{safe_name(order.title, 'export')}{order.ending}")
    if each and not to_folder and many != 1:
        raise OrderError(f"{many:,} articles need a folder, and {to} is a file")
    return replace(order, to=to, many=to_folder)
