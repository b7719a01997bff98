"""The foot of the screen: the keys that matter where one is, as many as there is room for."""

from __future__ import annotations

from typing import Literal

from rich.cells import cached_cell_len as cell_len
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.tui.actions import Pane
from reader.tui.actions.keymap import Keymap
from reader.tui.actions.spelling import Keys, printed

Place = Pane | Literal["prompt"]
Shown = tuple[Keys, str]
"""Keys, and what they are for."""
_DROP: Shown = (("escape",), "Drop")
_PROMPT: tuple[Shown, ...] = ((("enter",), "Done"), (("tab",), "Complete"), (("escape",), "Cancel"))


class KeyLine(Widget):
    """Keys to read or to click. Where not all fit, whole ones are left out, never the last: help."""

    place: reactive[Place] = reactive("feeds")
    following: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """What may follow the keys that have been pressed: (key, what it is for)."""

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keymap = keymap

    def use(self, keymap: Keymap) -> None:
        """Show the keys of another keymap."""
        self._keymap = keymap
        self.refresh()

    def render(self) -> Content:
        lines = (Content.assemble(*(self._key(*shown) for shown in line)) for line in self._lines())
        return Content("\n").join(lines)

    def watch_following(self) -> None:
        """Have room for everything that may follow."""
        self.styles.height = len(self._lines()) if self.following else 1

    def on_click(self, event: Click) -> None:
        keys = event.style.meta.get("keys")
        if isinstance(keys, str):
            for key in keys.split():
                self.app.simulate_key(key)

    def _lines(self) -> list[list[Shown]]:
        """Return what is shown, in one line unless all of it must be there."""
        shown, room = self._shown(), self.size.width
        if self.following and self.place != "prompt":
            return _wrapped(shown, room)
        while len(shown) > 1 and sum(map(_width, shown)) > room:
            del shown[-2]
        return [shown]

    def _shown(self) -> list[Shown]:
        if self.place == "prompt":
            return list(_PROMPT)
        if self.following:
            return [*(((key,), label) for key, label in self.following), _DROP]
        return [(self._keymap.keys(one.id)[0], one.label) for one in self._keymap.footed(self.place)]

    def _key(self, keys: Keys, label: str) -> Content:
        meta = Style.from_meta({"keys": " ".join(keys)})
        name = Content.styled(f" {printed(keys)} ", "bold $mark")
        return (name + Content.styled(f"{label} ", "$ink-soft")).stylize(meta)


def _width(shown: Shown) -> int:
    keys, label = shown
    return cell_len(printed(keys)) + cell_len(label) + 3


def _wrapped(shown: list[Shown], room: int) -> list[list[Shown]]:
    lines: list[list[Shown]] = [[]]
    left = room
    for one in shown:
        if _width(one) > left and lines[-1]:
            lines.append([])
            left = room
        lines[-1].append(one)
        left -= _width(one)
    return lines
