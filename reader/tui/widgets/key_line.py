"""The foot of the screen: the keys that matter where one is, as many as there is room for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.tui.actions import ACTIONS, Pane, shown

Place = Pane | Literal["prompt"]
_PROMPT = (("enter", "Done"), ("tab", "Complete"), ("escape", "Cancel"))


class KeyLine(Widget):
    """Keys to read or to click. Where not all fit, whole ones are left out, never the last: help."""

    place: reactive[Place] = reactive("feeds")

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keymap = keymap

    def render(self) -> Content:
        return Content.assemble(*(self._key(key, label) for key, label in self._fitting(self.size.width)))

    def on_click(self, event: Click) -> None:
        key = event.style.meta.get("key")
        if isinstance(key, str):
            self.app.simulate_key(key)

    def _fitting(self, room: int) -> list[tuple[str, str]]:
        keys = list(_PROMPT) if self.place == "prompt" else self._of(self.place)
        while len(keys) > 1 and sum(len(shown(key)) + len(label) + 3 for key, label in keys) > room:
            del keys[-2]
        return keys

    def _of(self, pane: Pane) -> list[tuple[str, str]]:
        """Return (key, label): the first of the keys that each action of the pane has."""
        return [
            (self._keymap.get(action.id, action.keys).split(",")[0].strip(), action.label)
            for action in ACTIONS
            if pane in action.footer
        ]

    def _key(self, key: str, label: str) -> Content:
        meta = Style.from_meta({"key": key})
        name = Content.styled(f" {shown(key)} ", "bold $footer-key-foreground")
        return (name + Content.styled(f"{label} ", "$footer-description-foreground")).stylize(meta)
