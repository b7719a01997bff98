"""What a line may become: a list above the line, with a word about each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cached_cell_len as cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.tui.actions.commands import Candidate
from reader.tui.widgets.wrapping import clip, fill
from reader.values import dataclass

MOST = 8
"""Rows that are seen at once."""
_GAP = 2


class Candidates(Widget):
    """The candidates of a line, as many as there is room for; one of them may be taken."""

    offers: reactive[Sequence[Candidate]] = reactive((), always_update=True)
    taken: reactive[int] = reactive(-1)

    @dataclass
    class Clicked(Message):
        """A candidate was clicked."""

        number: int

    def watch_offers(self, offers: Sequence[Candidate]) -> None:
        rows = min(len(offers), MOST, max(1, self.app.size.height // 3))
        self.styles.height = rows
        self.display = bool(offers)

    def render(self) -> Content:
        top, rows = self._top, self.size.height
        shown = list(enumerate(self.offers))[top : top + rows]
        names = max((cell_len(offer.shown) for _, offer in shown), default=0)
        return Content("\n").join(self._row(number, offer, names) for number, offer in shown)

    def on_click(self, event: Click) -> None:
        number = event.style.meta.get("candidate")
        if isinstance(number, int):
            self.post_message(self.Clicked(number))

    @property
    def _top(self) -> int:
        """The first row that is seen."""
        last = max(0, len(self.offers) - self.size.height)
        return min(max(0, self.taken - self.size.height // 2), last)

    def _row(self, number: int, offer: Candidate, names: int) -> Content:
        width = self.size.width
        name_room = min(names, max(8, width // 2))
        keys_room = cell_len(offer.keys) + _GAP if offer.keys else 0
        note_room = max(0, width - name_room - keys_room - _GAP)
        note = fill(clip(offer.note, note_room), note_room) if note_room > 8 else ""
        name = fill(clip(offer.shown, name_room), name_room)
        on = number == self.taken
        row = Content.assemble(
            (name, "bold $mark" if on else "$ink-strong"),
            (" " * _GAP, ""),
            (note, "$ink" if on else "$ink-soft"),
            (f"{'':{_GAP}}{offer.keys}" if offer.keys and note else "", "$ink-faint"),
        )
        return row.stylize(Style.from_meta({"candidate": number}))
