"""Exporting what the keys mean: one article, those that are selected, or the list of the feeds."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work

from reader.export_order import ExportReport, Order
from reader.model import View
from reader.text import safe_line
from reader.tui.marking import counted
from reader.tui.screens.handing import HandingScreen

_PLACE = "exported to"
_HINT = "a folder, or a file: .md .html .epub .jsonl .csv .opml"
_ENDINGS = (".md", ".html", ".epub", ".jsonl", ".csv", ".opml")


class ExportingScreen(HandingScreen):
    """Writes articles to files in the background; how it went is said when it has ended."""

    def action_export(self) -> None:
        """Ask where to."""
        self.ask("Export to ", self.export_to, self.library.recall(_PLACE), self._complete_path, _hint)

    def export_to(self, path: str) -> None:
        """Write the selected articles, or the one there; from the feeds, all of the list there."""
        self.keep(_PLACE, path)
        view = self.feeds.view if self.at == "feeds" else None
        ids = list(self.targets) if view is None else []
        if not ids and view is None and not path.endswith(".opml"):
            self.say("Go to an article first.")
            return
        self.end_selection()
        self._export(path, ids, view)

    @work(exit_on_error=False, group="exporting", exclusive=True)
    async def _export(self, path: str, ids: Sequence[int], view: View | None) -> None:
        exports = self.library.exports
        if view is not None and not ids:
            ids = await self.library.queries.ids(view)
        titles = [one.title for one in self.library.articles(ids[:1])] if len(ids) == 1 else []
        order = exports.order(path, ids, safe_line(titles[0], 200) if titles else "Articles")

        def show(done: int, total: int) -> None:
            self.status.work = f"Exporting {done:,} of {total:,}"

        try:
            report = await exports.run(order, show)
        finally:
            self.status.work = ""
        self.say(_told(order, report), trouble=bool(report.troubles))

    def _complete_path(self, line: str) -> str | None:
        last = self.library.recall(_PLACE)
        return last if line and last.startswith(line) and last != line else None


def _hint(line: str) -> str:
    return "" if line.endswith(_ENDINGS) else _HINT


def _told(order: Order, report: ExportReport) -> str:
    """Return a sentence on what was written."""
    nouns = {"csv": "figure", "opml": "feed"}
    written = counted(report.written, nouns.get(order.kind, "article"))
    place = safe_line(str(report.path), 120)
    said = f"Wrote {written} to {place}."
    if report.there:
        said += f" {counted(len(report.there), 'file')} there already stayed."
    return f"{said} {report.troubles[0]}" if report.troubles else said
