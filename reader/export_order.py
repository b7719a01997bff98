"""What a person wants exported, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from reader.briefing import Briefing
from reader.portable import Template

ExportKind: TypeAlias = Literal["markdown", "html", "epub", "json", "csv", "opml"]
ENDINGS: dict[ExportKind, str] = {
    "markdown": ".md",
    "html": ".html",
    "epub": ".epub",
    "json": ".jsonl",
    "csv": ".csv",
    "opml": ".opml",
}


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
