"""The right pane: one article, typeset; its people, places and figures coloured; links to click."""

from __future__ import annotations

import time
from collections.abc import Sequence

from textual.events import Click, MouseEvent, MouseMove
from textual.geometry import Size

from reader.model import Article, Document, Span, Understanding
from reader.tui.messages import LinkPressed, NotePressed, TextPointed
from reader.tui.widgets.ages import reading_minutes
from reader.tui.widgets.anchors import Anchor, anchor_at, found_again, line_of
from reader.tui.widgets.column import OURS, Link, Masthead, Piece
from reader.tui.widgets.drawing import place_in
from reader.tui.widgets.overlays import Marks, Places, Trail, understood
from reader.tui.widgets.passage_view import PassageView
from reader.tui.widgets.typesetting import typeset

_LEFT, _MIDDLE = 1, 2  # buttons of the mouse
NARROWEST, WIDEST, STEP = 40, 200, 4
_POINTED_OUT = 16  # letters, and to the end of the word
_SCREENFULS = 2  # of a long article that are set at once, the rest once they are drawn
_LOOKED_AT = 1.0  # seconds after which an article that nobody scrolled is being read all the same


class ArticleView(PassageView, can_focus=True):
    """The reading pane."""

    def __init__(self, text_width: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.text_width = text_width
        self.article: Article | None = None
        self._masthead = Masthead()
        self._set_from: object = None
        self._set_until: int | None = None  # how many blocks are set so far; None when all are
        self._stretch = 1.0  # how many times the height of what is set all of it will have, about
        self._trail: Trail | None = None
        self._understanding: Understanding | None = None
        self._anchor: Anchor | None = None
        self._visited_from: list[int] = []  # the lines at the top before footnotes were gone to
        self._wanted: int | None = None  # what was to be brought up while the pane was hidden
        self._pointed_at: int | None = None  # the offset under the mouse
        self._minutes = 0
        self._shown_at = 0.0

    @property
    def understanding(self) -> Understanding | None:
        """What was understood of the text that is shown, as far as it is known."""
        return self._understanding

    @property
    def links(self) -> tuple[Link, ...]:
        self._set_rest()
        return self.column.links

    @property
    def trail(self) -> Trail | None:
        """The places that n and N go through."""
        return self._trail

    @property
    def place(self) -> Anchor | None:
        """Where in the text the reader is; None at the top."""
        top = round(self.scroll_y)
        return anchor_at(self.column, self.document, top) if top else None

    @property
    def progress(self) -> int:
        """How far the last visible line is, in percent; about so far, until all of a long text is set."""
        total = self.virtual_size.height * self._stretch
        return min(100, round(100 * (self.scroll_y + self.size.height) / total)) if total else 100

    @property
    def minutes_left(self) -> int:
        """How many minutes it takes to read what is below the last visible line."""
        return round(self._minutes * (100 - self.progress) / 100)

    @property
    def widest_now(self) -> int:
        """How long a line can be in the room there is."""
        return self.room - (2 if self.room < 50 else 4)

    # What is shown

    def show(self, article: Article, document: Document, masthead: Masthead) -> None:
        """Show an article, or a better document of the one shown: then the line being read stays."""
        same = self.article is not None and self.article.id == article.id
        if same and (document, masthead) == (self.document, self._masthead):
            return  # so nothing is drawn twice
        top = round(self.scroll_y)
        anchor = anchor_at(self.column, self.document, top) if same and self._being_read else None
        if not same or document != self.document:
            self._code, self._shifts = {}, {}
        if not same or document.analysed_text != self.document.analysed_text:
            self._understanding, self._marks = None, Marks()
            self._set_trail(None)
            self.end_choosing()
        if not same:
            self._shown_at = time.monotonic()
            self._visited_from = []
        self._minutes = reading_minutes(document.text)
        self.article, self.document, self._masthead = article, document, masthead
        self._typeset(opening=not same)
        self.jump(line_of(self.column, document, anchor) if anchor else 0)

    @property
    def _being_read(self) -> bool:
        """Whether there is a line that must not move, and not only a title that has just come up."""
        return round(self.scroll_y) > 0 or time.monotonic() - self._shown_at > _LOOKED_AT

    def welcome(self, document: Document, masthead: Masthead) -> None:
        """Show a text of our own, before any article is opened."""
        self.document, self._masthead = document, masthead
        self._typeset()

    def understand(self, understanding: Understanding | None) -> None:
        """Colour the names and figures of the text that is shown."""
        if understanding != self._understanding:
            self._understanding, self._marks = understanding, understood(understanding)
            self.refresh()

    def pictures_changed(self) -> None:
        """Set the text anew because pictures came, or went; the line being read stays."""
        self._set_from = None
        self._keeping_place()

    def set_text_width(self, width: int) -> None:
        """Set the text in lines of at most `width` columns."""
        self.text_width = max(NARROWEST, min(WIDEST, width))
        self._keeping_place()

    def lay_out(self) -> None:
        self._keeping_place()

    def _keeping_place(self) -> None:
        anchor, top = self._anchor, round(self.scroll_y)
        self._typeset()
        if anchor and top:
            self.jump(line_of(self.column, self.document, anchor))
            self._anchor = anchor  # not its line's beginning: going back to a width goes back to its line

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._anchor = anchor_at(self.column, self.document, round(new_value))

    def _typeset(self, opening: bool = False) -> None:
        """Set the text; with `opening` its first screenfuls, and the rest when they have been drawn."""
        width = min(self.text_width, self.widest_now)
        rooms = dict(self.pictures.room(self.document, width)) if self.pictures is not None else {}
        asked = (self.document, width, self._masthead, rooms)
        if asked != self._set_from or self._set_until:  # an article is shown again at every stage of opening
            self._set_until = self._blocks_at_first(width) if opening else None
            self._stretch = self._all_to(self._set_until)
            self.column, self._set_from = typeset(*asked, self._set_until), asked
            if self._set_until:
                self.call_after_refresh(self._set_rest)
        self.virtual_size = Size(1, len(self.column.lines) + 1)
        self.refresh()

    def _blocks_at_first(self, width: int) -> int | None:
        """Return with how many of its blocks a long text fills some screenfuls; None for a short one."""
        room = _SCREENFULS * self.size.height
        for index, block in enumerate(self.document.blocks, 1):
            by_rows = block.kind in {"table", "code"}
            room -= 1 + (block.text.count("\n") + 1 if by_rows else len(block.text) // width)
            if room < 0:
                return index if len(self.document.blocks) > 2 * index else None
        return None

    def _all_to(self, until: int | None) -> float:
        """Return how many times the letters of the first blocks the whole text has."""
        blocks = self.document.blocks
        letters = sum(len(block.text) for block in blocks[:until])
        return sum(len(block.text) for block in blocks) / letters if until and letters else 1.0

    def _set_rest(self) -> None:
        """Set what a long article still lacks; no line that is there moves."""
        if self._set_until:
            self._typeset()

    def jump(self, line: int) -> None:
        if line > 0:
            self._set_rest()
        super().jump(line)

    # Moving

    def go_to_offset(self, offset: int) -> None:
        """Scroll to where a reader had stopped."""
        self._set_rest()
        self.jump(self.column.line_at(offset) if offset > 0 else 0)

    def go_to_place(self, place: Anchor, anyway: bool = False) -> bool:
        """Scroll to where a reader had stopped, if its words are in the text; say whether that is settled.

        With `anyway`, what cannot be found is settled too: its offset is gone to, if there is one so far.
        """
        self._set_rest()
        line = found_again(self.column, self.document, place)
        if line is None and anyway and place.offset < len(self.document.analysed_text):
            line = self.column.line_at(place.offset)
        if line is not None:
            self.jump(line)
        return line is not None or anyway

    def bring_up(self, offset: int) -> None:
        """Scroll, if need be, so that the character at `offset` is seen with some lines above it."""
        self._set_rest()
        self._wanted = None if self.size.height else offset
        line = self.column.line_at(offset)
        if self.size.height and not self.scroll_y <= line < self.scroll_y + self.size.height - 1:
            self.jump(line - self.size.height // 3)

    def on_show(self) -> None:
        if self._wanted is not None:
            self.bring_up(self._wanted)

    def follow(self, trail: Trail | None) -> None:
        """Go to the trail's present place, or end the trail."""
        seen = self._marked_in_sight
        self._set_trail(trail)
        if trail is not None and trail.begun:
            self.bring_up(trail.place.start)
        if seen or self._marked_in_sight:
            self.refresh()

    @property
    def _marked_in_sight(self) -> bool:
        """Whether anything that is marked can be seen now."""
        top, line_at = round(self.scroll_y), self.column.line_at
        foot = top + self.size.height
        return any(line_at(start) < foot and line_at(end - 1) >= top for start, end in self._places.spans)

    def _set_trail(self, trail: Trail | None) -> None:
        self._trail, self._places = trail, Places(trail)

    def as_read(self, places: Sequence[Span]) -> tuple[Span, ...]:
        """Return places as they follow each other on the screen: a caption's before what is below it."""
        self._set_rest()
        return tuple(sorted(places, key=lambda span: (self.column.line_at(span.start), span.start)))

    def nearest(self, places: Sequence[Span]) -> int:
        """Return the index of the first place at or below the top of what is seen, else 0."""
        self._set_rest()
        top = round(self.scroll_y)
        lines = (self.column.line_at(span.start) for span in places)
        return next((index for index, line in enumerate(lines) if line >= top), 0)

    def move(self, lines: int) -> None:
        self.jump(min(round(self.scroll_y) + lines, self._last_top))

    def page(self, pages: int) -> bool:
        """Scroll by a screenful less two lines; say whether anything moved."""
        before = round(self.scroll_y)
        self.jump(min(before + pages * max(1, self.size.height - 2), self._last_top))
        return (before < self._last_top) if pages > 0 else before > 0

    def edge(self, direction: int) -> None:
        self.jump(0 if direction < 0 else self._last_top)

    def go_to_row(self, row: int) -> None:
        """Go to a line of the text, counted from 0."""
        self.jump(min(max(0, row), self._last_top))

    @property
    def _last_top(self) -> int:
        self._set_rest()
        return max(0, self.virtual_size.height - self.size.height)

    def visit(self, offset: int) -> None:
        """Go to a footnote or back from it, point it out, and keep where one was."""
        self._visited_from.append(round(self.scroll_y))
        self.bring_up(offset)
        end = self.document.analysed_text.find(" ", offset + _POINTED_OUT)
        self._places = Places(Trail("", (Span(offset, end if end > 0 else offset + _POINTED_OUT),)))
        self.refresh()

    def return_from_visit(self) -> bool:
        """Go back to where one was before a visit; say whether there was one."""
        if not self._visited_from:
            return False
        self.jump(self._visited_from.pop())
        self._places = Places(self._trail)
        self.refresh()
        return True

    def begin_choosing(self, at: int | None = None) -> bool:
        self._set_rest()
        return super().begin_choosing(at)

    # The mouse: links, footnotes, and what is said of a word

    def on_click(self, event: Click) -> None:
        piece = self._piece_under(event)
        if event.button == _MIDDLE:
            url = (piece.href if piece is not None else None) or (self.article.url if self.article else None)
            if url:
                self.post_message(LinkPressed(url))
            return
        if piece is None or self.text_selection is not None or event.chain > 1 or event.button != _LEFT:
            return  # the second of two clicks was meant for what stood here before
        if piece.to != OURS:
            self.post_message(NotePressed(piece.to))
        elif piece.href:
            self.post_message(LinkPressed(piece.href))
        elif (offset := self._offset_under(event)) is not None:
            self.post_message(TextPointed(offset, pressed=True))

    def on_mouse_move(self, event: MouseMove) -> None:
        offset = self._offset_under(event)
        if offset is not None and offset != self._pointed_at:
            self.post_message(TextPointed(offset))
        self._pointed_at = offset

    def _piece_under(self, event: MouseEvent) -> Piece | None:
        meta = event.style.meta
        number, piece = meta.get("line", -1), meta.get("piece", -1)
        if not (0 <= number < len(self.column.lines)) or piece < 0:
            return None
        pieces = self.column.lines[number].pieces
        return pieces[piece] if piece < len(pieces) else None

    def _offset_under(self, event: MouseEvent) -> int | None:
        """Return the offset of the character under the mouse; None where no text of the article is."""
        place = event.get_content_offset(self)
        under = place_in(self.render_line(place.y), place.x) if place is not None else None
        if under is None or under[0] >= len(self.column.lines):
            return None
        number, at = under
        return self.column.lines[number].offset(at)
