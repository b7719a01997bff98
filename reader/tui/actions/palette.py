"""Actions in the palette, which Textual opens on Ctrl+P."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

if TYPE_CHECKING:
    from reader.tui.actions import Action
    from reader.tui.screens.main import MainScreen


class Palette(Provider):
    """Every action with its keys; one that takes an argument asks for it."""

    async def discover(self) -> Hits:
        for action, below, start in self._entries():
            yield DiscoveryHit(action.description, start, help=below)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action, below, start in self._entries():
            score = matcher.match(action.description)
            if (likely := max(score, *map(matcher.match, action.names))) > 0:
                shown = matcher.highlight(action.description) if score else action.description
                yield Hit(likely, shown, start, text=action.description, help=below)

    def _entries(self) -> Iterator[tuple[Action, str, Callable[[], object]]]:
        from reader.tui.screens.main import MainScreen

        screen = self.screen
        if isinstance(screen, MainScreen):
            for action in screen.keymap.actions:
                keys = screen.keymap.printed(action.id)
                below = f":{action.usage}   {keys}".rstrip()
                yield action, below, partial(_start, screen, action)


async def _start(screen: MainScreen, action: Action) -> None:
    await screen.start(action)
