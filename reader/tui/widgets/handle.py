"""What parts two panes, to be dragged."""

from __future__ import annotations

from textual.events import Click, MouseDown, MouseMove, MouseUp

from reader.tui.actions import Pane
from reader.tui.messages import PaneDragged, PaneReset
from reader.tui.signs import signs
from reader.tui.widgets.ground import DrawnAsOne


class Handle(DrawnAsOne):
    """A column, or a line, between two panes. `pane` is the one that it makes larger and smaller."""

    def __init__(self, pane: Pane) -> None:
        super().__init__(id=f"{pane}-handle", classes="handle")
        self.pane: Pane = pane
        self._dragged = False

    @property
    def sign(self) -> str:
        lying = self.size.width > self.size.height
        return signs().lying if lying else signs().handle

    def on_mouse_down(self, event: MouseDown) -> None:
        event.stop()
        if event.button == 1:
            self._dragged = False
            self.capture_mouse()
            self.add_class("-dragged")

    def on_mouse_move(self, event: MouseMove) -> None:
        if self.app.mouse_captured is self:
            event.stop()
            self._dragged = True
            self.post_message(PaneDragged(self.pane, round(event.screen_x), round(event.screen_y)))

    def on_mouse_up(self, event: MouseUp) -> None:
        event.stop()
        if self.app.mouse_captured is self:
            self.release_mouse()
            self.remove_class("-dragged")
            if self._dragged:
                self.post_message(PaneDragged(self.pane, event.screen_x, event.screen_y, done=True))

    def on_click(self, event: Click) -> None:
        event.stop()
        if event.chain == 2:
            self.post_message(PaneReset(self.pane))
