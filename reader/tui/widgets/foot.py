"""The foot of what comes up over the main screen: its keys, to read or to click, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from rich.cells import cached_cell_len as cell_len
from textual.content import Content
from textual.events import Click, Resize
from textual.style import Style
from textual.visual import VisualType
from textual.widgets import Static

from reader.tui.actions.spelling import UnknownKeyError, printed, sequence
from reader.tui.signs import said

_PARTING = " · "


class Keyed(Protocol):
    """The keys of a screen."""

    def said(self, key: str) -> str:
        """Return what is to be pressed for what a key does in the preset "default", "" where nothing is."""
        ...

    def does(self, key: str) -> str:
        """Return what a key does in the preset "default", as an action of the screen."""
        ...


@runtime_checkable
class _HasKeys(Protocol):
    @property
    def keys_here(self) -> Keyed: ...


class Foot(Static):
    """Says something, or names keys, each with what it does: "Enter opens · y copies · Esc closes".

    They are written as the preset "default" has them, and told as they are. Where not all fit, whole ones
    are left out, never the last. While keys wait for more it shows these in their place.
    """

    def __init__(self, content: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._said: VisualType = content
        self._typed: Content | None = None

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self, _event: Resize) -> None:
        self._fit()

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Say something else."""
        self._said = content
        self._fit(layout)

    def wait(self, typed: str, following: Sequence[tuple[str, str]] = ()) -> None:
        """Show keys that have been pressed and what may follow them; "" shows again what was said before."""
        after = [_following(key, label) for key, label in (*following, ("escape", "Drop"))]
        parts = (Content.styled(typed, "bold $mark"), *after)
        self._typed = Content("  ").join(parts) if typed else None
        self._fit()

    def note(self, note: str) -> None:
        """Say something until the next key."""
        self._typed = Content(said(note))
        self._fit()

    def tell(self, sentence: str) -> None:
        """Say a sentence in place of the keys. It may quote what others wrote, so nothing of it is a key."""
        self.update(Content(said(sentence)))

    def _fit(self, layout: bool = True) -> None:
        text = self._said
        keys = isinstance(text, str) and (_PARTING in text or text.endswith(" closes"))
        if self._typed is not None:
            content: VisualType = self._typed
        elif keys and isinstance(text, str) and self.size.width:
            text = told(text.replace("\n", _PARTING), self._keys)
            lines = fitted(said(text), self.size.width, max(1, self.size.height))
            content = Content("\n").join(map(_clickable, lines))
        else:
            content = text
        super().update(content, layout=layout)

    @property
    def _keys(self) -> Keyed | None:
        return self.screen.keys_here if isinstance(self.screen, _HasKeys) else None

    async def on_click(self, event: Click) -> None:
        """Press the keys that were clicked."""
        keys = event.style.meta.get("keys")
        if isinstance(keys, str):
            for key in keys.split():
                self.app.simulate_key(key)


def told(text: str, keys: Keyed | None) -> str:
    """Write keys of the preset "default" as they are in force; what has none is left out."""
    if keys is None:
        return text
    parts = []
    for part in text.split(_PARTING):
        key, _, words = part.partition(" ")
        name = key_in(part)
        if name and keys.does(name):
            key = keys.said(name)
        if key:
            parts.append(f"{key} {words}".rstrip())
    return _PARTING.join(parts)


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
        Content(part).stylize(Style.from_meta({"keys": keys})) if (keys := keys_in(part)) else Content(part)
        for part in parts
    )


def key_in(part: str) -> str:
    """Return the name of the key that a part of a foot begins with, "" if it begins with none."""
    keys = keys_in(part).split()
    return keys[0] if len(keys) == 1 else ""


def keys_in(part: str) -> str:
    """Return the names of the keys that a part of a foot begins with, parted by spaces."""
    try:
        return " ".join(sequence(part.split(" ", 1)[0]))
    except (UnknownKeyError, IndexError):
        return ""


def _following(key: str, label: str) -> Content:
    shown = Content.styled(printed((key,)), "bold $mark") + Content.styled(f" {label}", "$ink-soft")
    return shown.stylize(Style.from_meta({"keys": key}))
