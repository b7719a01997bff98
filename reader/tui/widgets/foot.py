"""The foot of what comes up over the main screen: its keys, to read or to click, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cached_cell_len as cell_len
from textual.content import Content
from textual.events import Click, Resize
from textual.style import Style
from textual.visual import VisualType
from textual.widgets import Static

from reader.tui.actions.spelling import UnknownKeyError, sequence
from reader.tui.signs import said

_PARTING = " · "


class Foot(Static):
    """Says something, or names keys, each with what it does: "Enter opens · y copies · Esc closes".

    Where not all keys fit, whole ones are left out, never the last.
    """

    def __init__(self, content: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._said: VisualType = content

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self, _event: Resize) -> None:
        self._fit()

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Say something else."""
        self._said = content
        self._fit(layout)

    def _fit(self, layout: bool = True) -> None:
        text = self._said
        keys = isinstance(text, str) and (_PARTING in text or text.endswith(" closes"))
        if keys and isinstance(text, str) and self.size.width:
            lines = fitted(said(text.replace("\n", _PARTING)), self.size.width, max(1, self.size.height))
            content: VisualType = Content("\n").join(map(_clickable, lines))
        else:
            content = text
        super().update(content, layout=layout)

    async def on_click(self, event: Click) -> None:
        """Do what the key does that was clicked."""
        key = event.style.meta.get("key")
        binding = self.screen.active_bindings.get(key) if isinstance(key, str) else None
        if binding is not None:
            self.call_later(self.screen.run_action, binding.binding.action)


def fitted(text: str, width: int, most: int) -> list[Sequence[str]]:
    """Part keys into at most so many lines; those before the last are left out where there is no room."""
    parting = said(_PARTING)
    *parts, last = text.split(parting)
    while True:
        lines: list[list[str]] = [[]]
        for part in (*parts, last):
            longer = parting.join([*lines[-1], part])
            if lines[-1] and cell_len(longer) > width:
                lines.append([part])
            else:
                lines[-1].append(part)
        if len(lines) <= most or not parts:
            return list(lines[:most])
        del parts[-1]


def _clickable(parts: Sequence[str]) -> Content:
    return Content(said(_PARTING)).join(
        Content(part).stylize(Style.from_meta({"key": key})) if (key := key_in(part)) else Content(part)
        for part in parts
    )


def key_in(part: str) -> str:
    """Return the name of the key that a part of a foot begins with, "" if it begins with none."""
    try:
        keys = sequence(part.split(" ", 1)[0])
    except (UnknownKeyError, IndexError):
        return ""
    return keys[0] if len(keys) == 1 else ""
