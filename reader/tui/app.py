"""The terminal application: its themes, its keys, its ending."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import PurePath
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import Provider
from textual.driver import Driver
from textual.events import DescendantFocus, Event, InputEvent, Key, MouseEvent, Paste
from textual.filter import LineFilter, Monochrome, NoColor
from textual.theme import Theme
from textual.widgets import Input

from reader.library import LibraryError
from reader.text import safe_line
from reader.tui import memory, signs
from reader.tui.actions.palette import Palette
from reader.tui.actions.spelling import shown
from reader.tui.graphics import Graphics, graphics
from reader.tui.messages import ScreenReady
from reader.tui.screens.main import MainScreen
from reader.tui.terminal import Terminal, terminal
from reader.tui.themes import DARK, LIGHT, THEMES, named, variables_for
from reader.tui.widgets.bidi import told_to_keep_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import FrameType

    from rich.console import RenderableType
    from textual.screen import Screen
    from textual.timer import Timer

    from reader.library import Library


_NO_COLOR = NoColor()
_LEFT_TO_US, _LEFT_TO_TERMINAL = "\x1b[8l", "\x1b[8h"  # ECMA-48's BDSM, explicit and implicit


@runtime_checkable
class Typed(Protocol):
    """A screen with a line to type in."""

    def type_ahead(self, letters: str) -> bool:
        """Put letters into the line if it is open; say whether it is."""
        ...


@runtime_checkable
class Handy(Protocol):
    """A screen that starts things by keys of its own."""

    async def press(self, key: str) -> bool:
        """Take a key; say whether it was taken."""
        ...


class LibraryFailedError(Exception):
    """The library could not be read where a screen is drawn from it; Textual ends with its sentence."""

    def __rich__(self) -> Text:
        return Text(f"reader: {safe_line(str(self))}")


class ReaderApp(App[None]):
    """A news reader over a library."""

    TITLE = "Reader"
    # The main screen's sheet is here because Textual loads none for a default screen.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/main.tcss", "plain.tcss"]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = App.COMMANDS | {Palette}
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        library: Library,
        graphics: Graphics | None = None,
        terminal: Terminal | None = None,
        *,
        alone: bool = False,
    ) -> None:
        """`alone` says that the process is the application's own, to be run as is best for it."""
        self.terminal = terminal or Terminal()
        super().__init__()
        self._alone = alone
        self._is_up, self._typed_ahead = False, list[str]()
        self._used_at = 0.0
        self._resting: Timer | None = None
        self._leftovers = memory.Leftovers()
        self.focus_is_known = False
        """Whether the terminal has ever said that it got or lost the focus."""
        self.library = library
        library.refreshes_apart = alone
        self.graphics = graphics or Graphics()
        signs.use(signs.ASCII if self.terminal.ascii else signs.UNICODE)
        self._spelling = signs.Spelling()
        if library.settings.reduced_motion:
            self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        chosen = (library.recall(self._theme_key), self._first_theme)
        self.theme = next((name for name in chosen if name in self.available_themes), DARK.name)

    def get_driver_class(self) -> type[Driver]:
        chosen = super().get_driver_class()
        if chosen.__name__ == "LinuxDriver":  # not a browser, nor Windows
            from reader.tui.driver import LastingDriver

            return LastingDriver
        return chosen

    def get_default_screen(self) -> MainScreen:
        return MainScreen(self.library, self.graphics)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Leave out Textual's own list of keys: ours has them all."""
        return (one for one in super().get_system_commands(screen) if one.title != "Keys")

    def get_key_display(self, binding: Binding) -> str:
        return shown(binding.key)

    def get_css_variables(self) -> dict[str, str]:
        """Give our own names the colours that can be read, whatever a theme says."""
        ours = variables_for(self.current_theme, of_256=self.terminal.palette == "256")
        self.theme_variables = super().get_css_variables() | ours
        return self.theme_variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Take all colours away where NO_COLOR asks for it: Textual's own filter would make greys of them."""
        filters = [one for one in super().get_line_filters() if not isinstance(one, Monochrome)]
        if self.no_color:
            filters.append(_NO_COLOR)
        return [*filters, self._spelling] if self.terminal.ascii else filters

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Have no cursor blink where nothing is to move."""
        if isinstance(event.widget, Input) and self.animation_level == "none":
            event.widget.cursor_blink = False

    def on_mount(self) -> None:
        self._obey_signals()
        self.library.terminal_notifier = self.notify_by_terminal
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.app_resume_signal.subscribe(self, self._draw_anew)
        self._order_text(_LEFT_TO_US)
        if self._alone:
            self.call_after_refresh(memory.settle_in)

    def _draw_anew(self, _resumed: object) -> None:
        """Draw all of it: the shell has written where it stood."""
        self.call_later(self.refresh, layout=True)

    def _note_use(self) -> None:
        """Have memory given back when the person next rests, or reads."""
        self._used_at = monotonic()
        if self._alone and self._resting is None:
            self._resting = self.set_timer(memory.RESTED, self._rest)

    def _rest(self) -> None:
        self._resting = None
        if (left := self._used_at + memory.RESTED - monotonic()) > 0:
            self._resting = self.set_timer(left, self._rest)
        else:  # apart, for keys that are pressed meanwhile do not wait for it
            self.run_worker(self._give_back(), group="memory", exclusive=True, exit_on_error=False)

    async def _give_back(self) -> None:
        await self.library.upkeep.ease()
        await asyncio.to_thread(self._leftovers.give_back)

    def notify_by_terminal(self, title: str, body: str) -> bool:
        """Show a notification by the terminal; say whether it can."""
        from reader.tui.notifying import shower

        return shower(self._write_out_of_band)(title, body)

    def _write_out_of_band(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)

    def on_app_blur(self) -> None:
        self.focus_is_known = True

    def on_app_focus(self) -> None:
        self.focus_is_known = True

    @property
    def _theme_key(self) -> str:
        """What a theme chosen here is kept under; one that is written into the settings later counts more."""
        few = " in few colours" if self._few_colours else ""
        return f"theme instead of {self.library.settings.theme}{few}"

    @property
    def _few_colours(self) -> bool:
        return self.no_color or self.terminal.palette == "few"

    @property
    def _first_theme(self) -> str:
        """The theme before a person has chosen another: in few colours the terminal's own."""
        wanted, light = self.library.settings.theme, self.terminal.light
        if self._few_colours:
            return "ansi-light" if light else "ansi-dark"
        return (LIGHT if light else DARK).name if wanted == "auto" else named(wanted)

    def _keep_theme(self, theme: Theme) -> None:
        self.run_worker(self.library.remember(self._theme_key, theme.name), exit_on_error=False)

    async def on_event(self, event: Event) -> None:
        """Have what can wait do so while keys are pressed and the mouse is moved; and hear no more of either
        once the end has come, when what a key opens could not be built any more."""
        if self._exit and isinstance(event, (InputEvent, Paste)):
            return
        if isinstance(event, (Key, MouseEvent)):
            self._note_use()
            self.library.disturb()
        if not await self._taken(event):
            await super().on_event(event)

    async def _taken(self, event: Event) -> bool:
        """Let the screen start what a key starts, before any widget has it; say whether it did."""
        if not isinstance(event, Key) or event.is_forwarded:
            return False
        top = self.screen_stack[-1] if self.screen_stack else None
        if top is None or (isinstance(top, MainScreen) and not self._is_up):
            self._typed_ahead.append(event.key)
            return True
        return isinstance(top, Handy) and await top.press(event.key)

    def on_screen_ready(self, _message: ScreenReady) -> None:
        """Press what was typed before the main screen was there."""
        self._is_up = True
        for key in self._typed_ahead:
            self.simulate_key(key)
        self._typed_ahead.clear()

    async def on_key(self, event: Key) -> None:
        """Hand a line the letters that a fast typist, or a slow network, brought before it had the focus; and
        a screen the keys that nothing in it has taken: those of the preset, and what was typed to the main
        screen while another was closing."""
        screen, letter = self.screen, event.character if event.is_printable else None
        typed = bool(letter) and isinstance(screen, Typed) and screen.type_ahead(letter or "")
        if typed or (isinstance(screen, Handy) and await screen.press(event.key)):
            event.prevent_default()

    def _handle_exception(self, error: Exception) -> None:
        """End with a sentence, not with a traceback, when the file or the disk fails."""
        super()._handle_exception(LibraryFailedError(error) if isinstance(error, LibraryError) else error)

    def _order_text(self, sequence: str) -> None:
        """Tell a terminal that would, whether to put right-to-left text into order; we do that ourselves."""
        if self._driver is not None and told_to_keep_order(os.environ):
            self._driver.write(sequence)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave. kitty frees pictures only while the screen is up for which they were sent."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.take_pictures_down()
        super().exit(result, return_code, message)

    async def on_unmount(self) -> None:
        self._order_text(_LEFT_TO_TERMINAL)
        await self.library.close()

    def _obey_signals(self) -> None:
        """Leave the terminal as it was when somebody ends the process or closes the window."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))
            except (NotImplementedError, RuntimeError):
                return  # Windows, or not the main thread
        _go_on_only_in_a_terminal()


def _go_on_only_in_a_terminal() -> None:
    """Let SIGCONT go on only while there is a terminal.

    A window that closes sends it together with SIGHUP. Textual would then write to the lost terminal
    through a new thread, which dies of it, and the end would wait for that thread forever.
    """
    resume = signal.getsignal(signal.SIGCONT)

    def go_on(number: int, frame: FrameType | None) -> None:
        if callable(resume) and sys.__stdout__ is not None and os.isatty(sys.__stdout__.fileno()):
            resume(number, frame)

    signal.signal(signal.SIGCONT, go_on)


def is_served() -> bool:
    """Whether the application is shown in a browser (see `serving`)."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith("WebDriver")


def run(library: Library) -> int:
    """Run the application over `library`, close it, and return the exit code."""
    settings = library.settings
    pictures = settings.pictures
    if is_served() and pictures != "half-block":
        pictures = "off"  # a browser's terminal knows no other
    app = ReaderApp(library, graphics(pictures), terminal(settings), alone=True)
    app.run()
    return app.return_code or 0
