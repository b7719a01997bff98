"""All keys on one screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from reader.tui.actions import GROUPS
from reader.tui.actions.keymap import Keymap
from reader.tui.screens.listing import OverScreen
from reader.tui.widgets.wrapping import break_lines

_KEYS_WIDTH = 22
_TEXT_WIDTH = 48


class HelpGroup(Static):
    """A heading and its rows: keys, then what they do, set for the width there is."""

    def __init__(self, heading: str, rows: list[tuple[str, str]]) -> None:
        super().__init__(_table(heading, rows, _TEXT_WIDTH))
        self._heading, self._rows = heading, rows

    def on_resize(self, event: Resize) -> None:
        room = event.size.width - _KEYS_WIDTH - 1
        self.update(_table(self._heading, self._rows, min(_TEXT_WIDTH, room)))


class HelpScreen(OverScreen[None]):
    """The keys by what they are for, then the commands."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,question_mark,enter", "dismiss", "Close"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
        Binding("space,pagedown", "scroll(10)", "Page"),
        Binding("pageup", "scroll(-10)", "Page"),
    ]

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with Vertical(id="help"):
            with VerticalScroll(id="help-rows"):
                for group in GROUPS:
                    yield HelpGroup(group, self._rows(group))
                rows = [(f":{command.usage}", command.description) for command in self._keymap.actions]
                yield HelpGroup("Commands", rows)
            yield Static("Esc closes", id="help-foot")

    def _rows(self, group: str) -> list[tuple[str, str]]:
        actions = (one for one in self._keymap.actions if one.group == group)
        return [(self._keymap.printed(one.id), one.description) for one in actions]

    def action_scroll(self, lines: int) -> None:
        self.query_one("#help-rows").scroll_relative(y=lines, animate=False)


def _table(heading: str, rows: list[tuple[str, str]], width: int) -> Content:
    lines = [Content.styled(heading.upper(), "bold $ink-soft")]
    for keys, description in rows:
        for start, end in break_lines(description, width):
            key = Content.styled(f"{keys if not start else '':<{_KEYS_WIDTH}}", "$mark")
            lines.append(key + Content.styled(description[start:end], "$ink"))
    return Content("\n").join(lines)
