"""The text with its passages: those that are highlighted, and the one that is being chosen with keys."""

from __future__ import annotations

from collections.abc import Sequence

from reader.annotation import Highlight
from reader.model import Span
from reader.passages import Passage, found, passage
from reader.tui import walking
from reader.tui.walking import Step, Walk
from reader.tui.widgets.column import OURS
from reader.tui.widgets.column_view import ColumnView
from reader.tui.widgets.copying import place_of
from reader.tui.widgets.overlays import Mark
from reader.tui.widgets.passages import Passages


class PassageView(ColumnView):
    """Draws passages, and lets keys choose one. How to bring a place up is its heir's affair."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._highlights: tuple[tuple[Highlight, Span], ...] = ()
        self._lost: tuple[Highlight, ...] = ()
        self._walk: Walk | None = None

    def bring_up(self, offset: int) -> None:
        raise NotImplementedError

    # Highlights

    @property
    def highlights(self) -> tuple[tuple[Highlight, Span], ...]:
        """The highlights of the text that is shown, with their places in it."""
        return self._highlights

    @property
    def lost(self) -> tuple[Highlight, ...]:
        """Those whose words are not in the text that is shown."""
        return self._lost

    def annotate(self, highlights: Sequence[Highlight]) -> None:
        """Lay these highlights under the text that is shown."""
        text = self.document.analysed_text if highlights else ""
        placed: list[tuple[Highlight, Span]] = []
        lost: list[Highlight] = []
        for one in highlights:
            place = found(Passage(one.start, one.end, one.words, one.before, one.after), text)
            if place is None:
                lost.append(one)
            else:
                placed.append((one, Span(*place)))
        if (tuple(placed), tuple(lost)) != (self._highlights, self._lost):
            self._highlights, self._lost = tuple(placed), tuple(lost)
            self._passages_changed()

    def highlight_around(self, start: int, end: int) -> Highlight | None:
        """Return the shortest highlight that a stretch lies in."""
        around = [(s.end - s.start, one) for one, s in self._highlights if s.start <= start and end <= s.end]
        return min(around, key=lambda pair: pair[0])[1] if around else None

    def _passages_changed(self) -> None:
        marks = (Mark(s.start, s.end, f"highlight-{one.colour}") for one, s in self._highlights)
        self.passages = Passages(marks, self.chosen)
        self.refresh()

    # Choosing

    @property
    def choosing(self) -> bool:
        """Whether a passage is being chosen with keys."""
        return self._walk is not None

    @property
    def chosen(self) -> Span | None:
        """Where the passage is that is being chosen."""
        return Span(*self._walk.span(self.document.analysed_text)) if self._walk is not None else None

    @property
    def chosen_passage(self) -> Passage | None:
        """The passage that is being chosen, or that the mouse has selected."""
        place = self.chosen or self._selected
        return passage(self.document.analysed_text, place.start, place.end) if place is not None else None

    @property
    def _selected(self) -> Span | None:
        """Where the text is that the mouse has selected."""
        return place_of(self.column, self.text_selection) if self.text_selection is not None else None

    def begin_choosing(self, at: int | None = None) -> bool:
        """Begin a passage at a place, by default at what the mouse has selected or with the first word in
        sight; say whether there is one."""
        text, selected = self.document.analysed_text, self._selected
        if selected is not None and at is None:
            self._walk = Walk(selected.start, max(selected.start, selected.end - 1))
        else:
            self._walk = walking.begun(text, self._first_in_sight if at is None else at)
        self._passages_changed()
        return self._walk is not None

    def choose_on(self, step: Step, by: int) -> None:
        """Move the end of the passage, and bring it up."""
        if self._walk is not None:
            text, body = self.document.analysed_text, len(self.document.text)
            self._walk = walking.moved(self._walk, step, by, text, self.column, body)
            self._passages_changed()
            self.bring_up(self._walk.at)

    def swap_ends(self) -> None:
        """Move the other end of the passage from now on."""
        if self._walk is not None:
            self._walk = self._walk.swapped()
            self.bring_up(self._walk.at)

    def end_choosing(self) -> None:
        """Choose no passage any more."""
        if self._walk is not None:
            self._walk = None
            self._passages_changed()

    @property
    def _first_in_sight(self) -> int:
        """Where the body's first line in sight begins; a caption's where there is none."""
        starts = [line.start for line in self._in_sight() if line.start != OURS]
        body = len(self.document.text)
        return next((start for start in starts if start < body), next(iter(starts), 0))
