"""What has changed on the screen, written from the widgets that are seen there and from no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual._compositor import Compositor, CompositorUpdate
from textual._context import visible_screen_stack
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from textual.screen import Screen
    from textual.strip import Strip

Stroke = tuple[int, int, "Strip"]
"""A piece of a line: its line and its first column on the screen, and what is written there."""


class Painter(Compositor):
    """Textual's own, except for parts of the screen that change while everything stays in its place.

    Textual draws all widgets that have to do with the part, those beneath others as well, and cuts every line
    wherever on the screen any widget begins or ends, which costs more than what it writes.
    """

    def render_update(
        self, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> RenderableType | None:
        whole = self.size.region
        if full or whole in self._dirty_regions:
            return super().render_update(full, screen_stack, simplify)
        visible_screen_stack.set(screen_stack or [])
        changed = [region.intersection(whole) for region in self._dirty_regions]
        self._dirty_regions.clear()
        strokes = [stroke for region in _apart(changed) for stroke in self._strokes(region)]
        return Painting(sorted(strokes, key=lambda stroke: stroke[:2])) if strokes else None

    def _strokes(self, region: Region) -> Iterator[Stroke]:
        """Yield what is seen in a region."""
        left = [region]
        for widget, (place, clip) in self.visible_widgets.items():  # those in front come first
            if not left:
                return
            seen = place.intersection(clip)
            for part in [one for one in left if one.overlaps(seen)]:
                drawn = part.intersection(seen)
                left.remove(part)
                left += _around(part, drawn)
                lines = Region(seen.x, drawn.y, seen.width, drawn.height)
                for number, strip in enumerate(widget.render_lines(lines - place.offset), drawn.y):
                    yield number, drawn.x, _cut(strip, drawn.x - seen.x, drawn.right - seen.x)


class Painting(CompositorUpdate):
    """Pieces of lines, on their way to the terminal."""

    def __init__(self, strokes: list[Stroke]) -> None:
        self._strokes = strokes

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        raise NotImplementedError  # it is for the terminal alone

    def render_segments(self, console: Console) -> str:
        """Return what the terminal is told."""
        return "".join(
            f"\x1b[{line + 1};{column + 1}H{strip.render(console)}" for line, column, strip in self._strokes
        )


def _apart(regions: Iterable[Region]) -> list[Region]:
    """Return regions without those that lie within others."""
    found: list[Region] = []
    for region in sorted(regions, key=lambda one: one.area, reverse=True):
        if region and not any(one.contains_region(region) for one in found):
            found.append(region)
    return found


def _around(region: Region, part: Region) -> list[Region]:
    """Return what of a region lies around a part of it: above, below, left and right."""
    beside = (
        Region(region.x, region.y, region.width, part.y - region.y),
        Region(region.x, part.bottom, region.width, region.bottom - part.bottom),
        Region(region.x, part.y, part.x - region.x, part.height),
        Region(part.right, part.y, region.right - part.right, part.height),
    )
    return [one for one in beside if one]


def _cut(strip: Strip, start: int, end: int) -> Strip:
    """Return what of a line lies between two columns."""
    if start == 0 and strip.cell_length <= end:
        return strip
    pieces = strip.divide([start, end] if start else [end])
    return pieces[-1] if pieces else strip
