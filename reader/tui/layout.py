"""Which panes a terminal of some size has room for, and how much of it each takes. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from typing import Literal, Self

from reader.tui.actions import Pane
from reader.values import dataclass

ORDER: tuple[Pane, ...] = ("feeds", "list", "reader", "sidebar")
THREE = 100  # columns from which feeds, list and text stand side by side
FOUR = 150  # columns from which the sidebar stands beside them
STEP = 2  # columns or lines by which a key makes a pane larger

Breadth = Literal["narrow", "medium", "wide"]
_USUAL: Mapping[Breadth, Mapping[Pane, int]] = {
    "narrow": {},
    "medium": {"feeds": 27, "list": 36, "sidebar": 32},
    "wide": {"feeds": 30, "list": 42, "sidebar": 36},
}
_SNUG: Mapping[Pane, int] = {"feeds": 22, "list": 32, "sidebar": 30}
_TEXT = 60  # columns of the text for which panes of the usual size become as snug as that
_LEAST: Mapping[Pane, int] = {"feeds": 16, "list": 24, "reader": 28, "sidebar": 22}
_LEAST_LINES, _LEAST_OF_TEXT = 5, 8  # of a list above its text, and of that
_USUAL_SHARE = 0.38  # of the height, for a list above its text


def breadth(width: int) -> Breadth:
    """Return the class of a terminal's width; how panes are arranged is kept for each."""
    return "narrow" if width < THREE else "medium" if width < FOUR else "wide"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a person has arranged the panes: their sizes where they are not as usual, and which are hidden.

    Sizes are in columns, with the handle beside the pane; "rows" is the height of a list above its text.
    `sidebar` is None until somebody has asked for it or sent it away.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    feeds: bool = True
    sidebar: bool | None = None

    def sized(self, pane: str, size: int | None) -> Self:
        """Return this with another size for a pane, None for the usual one."""
        others = {name: known for name, known in self.sizes.items() if name != pane}
        return replace(self, sizes=others if size is None else {**others, pane: size})

    def written(self) -> str:
        """Write it as one line."""
        words = [f"{name}={size}" for name, size in sorted(self.sizes.items())]
        words += ["-feeds"] if not self.feeds else []
        if self.sidebar is not None:
            words.append("+sidebar" if self.sidebar else "-sidebar")
        return " ".join(words)


def arrangement(line: str) -> Arrangement:
    """Read what `Arrangement.written` wrote; whatever is no part of one is left out."""
    sizes: dict[str, int] = {}
    for word in line.split():
        name, equals, size = word.partition("=")
        if equals and name in {*_LEAST, "rows"} and size.isascii() and size.isdecimal() and len(size) < 4:
            sizes[name] = int(size)
    sidebar = True if "+sidebar" in line.split() else False if "-sidebar" in line.split() else None
    return Arrangement(sizes, "-feeds" not in line.split(), sidebar)


def visible_panes(width: int, at: Pane, sidebar: bool, zen: bool, feeds: bool = True) -> AbstractSet[Pane]:
    """Return the panes to show when `at` has the focus; without `feeds` these only while they have it."""
    if width < THREE or (zen and at in {"reader", "sidebar"}):
        return {at}
    beside = sidebar or at == "sidebar"
    shown: set[Pane] = {"list", "reader"}
    if beside and (width >= FOUR or at != "feeds"):
        shown.add("sidebar")
    if at == "feeds" or (feeds and ("sidebar" not in shown or width >= FOUR)):
        shown.add("feeds")
    return shown


def columns(
    width: int, shown: Collection[Pane], wanted: Arrangement, stacked: bool = False
) -> dict[Pane, int]:
    """Return how wide each pane is beside the text, which has the rest: as wanted, as far as there is room.

    With `stacked` the list stands above the text, and is as wide.
    """
    usual = _USUAL[breadth(width)]
    beside = [pane for pane in ORDER if pane in shown and pane in usual and not (stacked and pane == "list")]
    if "reader" not in shown or len(shown) == 1:
        return {}
    usual = _with_room({pane: usual[pane] for pane in beside}, width)
    found = {pane: max(_LEAST[pane], wanted.sizes.get(pane, usual[pane])) for pane in beside}
    while (over := sum(found.values()) + _LEAST["reader"] - width) > 0:
        widest = max(beside, key=lambda pane: found[pane] - _LEAST[pane], default=None)
        if widest is None or found[widest] <= _LEAST[widest]:
            break
        found[widest] -= min(over, max(1, (found[widest] - _LEAST[widest]) // 2))
    return found


def _with_room(usual: Mapping[Pane, int], width: int) -> dict[Pane, int]:
    """Return usual sizes that leave the text enough, if they can: each pane gives in proportion to what it
    has to spare. Panes that somebody has sized do not count, so that these change no other."""
    spare = {pane: max(0, size - _SNUG[pane]) for pane, size in usual.items()}
    lacking = max(0, sum(usual.values()) + _TEXT - width)
    whole = max(1, sum(spare.values()))
    return {pane: size - min(spare[pane], -(-lacking * spare[pane] // whole)) for pane, size in usual.items()}


def lines(height: int, wanted: Arrangement) -> int:
    """Return how high a list above its text is, with the handle below it."""
    most = max(_LEAST_LINES, height - _LEAST_OF_TEXT)
    return min(most, max(_LEAST_LINES, wanted.sizes.get("rows", round(height * _USUAL_SHARE))))


def sidebar_by_default(width: int) -> bool:
    """Say whether the sidebar is there before anybody asked for it."""
    return width >= FOUR
