"""From keys to actions: what is pressed is resolved here before anything else may have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.actions.keymap import places
from reader.tui.actions.pressing import NOTHING, Came, Pressed, press
from reader.tui.actions.spelling import printed
from reader.tui.screens.commanding import CommandingScreen
from reader.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from reader.library import Library


class HandsScreen(CommandingScreen):
    """A screen whose keys start actions, alone, in sequences, and after a number."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._pressed = NOTHING

    def on_mount(self) -> None:
        """Say what is wrong with the keys of feeds.toml; everything else of it counts."""
        troubles = self.keymap.troubles
        if troubles:
            more = f" (1 of {len(troubles)}; `reader doctor` tells all)" if len(troubles) > 1 else ""
            self.say(f"{troubles[0]}{more}", trouble=True)

    async def press(self, key: str) -> bool:
        """Take a key and start what it starts; say whether it was taken.

        What is typed into a line is not.
        """
        if self.asking or (self.focused is not None and self.prompt in self.focused.ancestors):
            return False
        came, pressed, action = press(self.keymap, self.keys_at, self._pressed, key)
        if came is Came.FREE:
            return self._counts_elsewhere(key)
        waiting = came is Came.WAITING
        if waiting or self._pressed:
            self._wait(pressed if waiting else NOTHING)
        if action is not None:
            await self.start(action, pressed.number)
        elif came is Came.UNKNOWN:
            self.say(f"{pressed.said} starts nothing.")
        return True

    def _counts_elsewhere(self, key: str) -> bool:
        """Say of a key of other panes where it counts; say whether it is one."""
        action = self.keymap.elsewhere((key,))
        if action is not None:
            self.say(f"{printed((key,))} ({action.label}) counts in {places(action.panes)}.")
        return action is not None

    def _wait(self, pressed: Pressed) -> None:
        """Show what has been pressed, and what may follow."""
        self._pressed = pressed
        self.status.typed = pressed.said
        line = self.query_one(KeyLine)
        line.following = tuple(self.keymap.following(self.keys_at, pressed.keys)) if pressed.keys else ()

    async def start_by_id(self, action_id: str | None) -> None:
        """Start an action that was chosen by other means than its keys, if one was."""
        action = next((one for one in self.keymap.actions if one.id == action_id), None)
        if action is not None:
            await self.start(action)

    def pane_changed(self) -> None:
        super().pane_changed()
        if self._pressed:
            self._wait(NOTHING)
