"""What every screen here has in place of Textual's own drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from reader.tui.pace import Pace
from reader.tui.painting import Painter

if TYPE_CHECKING:
    from textual._compositor import Compositor
    from textual.screen import Screen
    from textual.timer import Timer


class Drawn:
    """Comes before the kind of screen that it is mixed into, whose style stays its own: Textual takes that
    from the first base that is a widget."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor: Compositor = Painter()
        self._pace = Pace(cast("Screen[Any]", self))

    @property
    def _update_timer(self) -> Timer:
        return cast("Timer", self._pace)
