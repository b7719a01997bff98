"""Actions in the palette, which Textual opens on Ctrl+P."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.tui.actions import ACTIONS

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class Palette(Provider):
    """Every action; one that takes an argument opens the command line for it."""

    async def discover(self) -> Hits:
        for title, help_text, callback in self._entries():
            yield DiscoveryHit(title, callback, help=help_text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, help_text, callback in self._entries():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), callback, help=help_text)

    def _entries(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        from reader.tui.screens.main import MainScreen

        screen = self.screen
        if isinstance(screen, MainScreen):
            for action in ACTIONS:
                yield action.description, f":{action.usage}", partial(_start, screen, action.call)


async def _start(screen: MainScreen, call: str) -> None:
    await screen.run_action(call)
