"""Widgets whose lines are all alike: what holds others and shows its colour alone, what parts them."""

from __future__ import annotations

from rich.segment import Segment
from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class DrawnAsOne(Widget):
    """Draws its lines, full of one sign, as one: Textual keeps what it has drawn of every line of every
    widget, and the pieces that others lying above cut it into, a kilobyte for each. It has no border."""

    @property
    def sign(self) -> str:
        """One character, a column wide."""
        return " "

    def render_lines(self, crop: Region) -> list[Strip]:
        strip = Strip([Segment(self.sign * crop.width, self.visual_style.rich_style)], crop.width)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return [strip] * crop.height


class Ground(Container, DrawnAsOne):
    """A container."""


class GroundRow(Horizontal, DrawnAsOne):
    """A container of widgets side by side."""


class GroundColumn(Vertical, DrawnAsOne):
    """A container of widgets below each other."""
