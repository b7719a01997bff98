"""Every key of the reader in one table: what it is called in the settings, what it does, where it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Pane = Literal["feeds", "list", "reader", "sidebar"]
_ALL: frozenset[Pane] = frozenset({"feeds", "list", "reader", "sidebar"})
_TEXT: frozenset[Pane] = frozenset({"list", "reader", "sidebar"})


@dataclass(frozen=True, slots=True)
class Key:
    """One action with its keys. `name` is its name in [settings.keys]; `label` is for the footer."""

    name: str
    keys: str
    action: str
    label: str
    description: str
    group: str
    panes: frozenset[Pane] = _ALL
    footer: frozenset[Pane] = frozenset()

    def binding(self) -> Binding:
        return Binding(
            self.keys, self.action, self.label, show=bool(self.footer), tooltip=self.description, id=self.name
        )


def _in(*panes: Pane) -> frozenset[Pane]:
    return frozenset(panes)


KEYS: tuple[Key, ...] = (
    Key(
        "open",
        "enter",
        "open",
        "Open",
        "Open what the cursor is on",
        "Moving",
        footer=_in("feeds", "list", "sidebar"),
    ),
    Key("down", "j,down", "move(1)", "Down", "One line or row down", "Moving"),
    Key("up", "k,up", "move(-1)", "Up", "One line or row up", "Moving"),
    Key("enter", "l,right", "enter", "In", "Into the next pane", "Moving"),
    Key("leave", "h,left", "leave", "Back", "Back to the pane before", "Moving"),
    Key("back", "escape", "back", "Back", "Back; first ends what is marked in the text", "Moving"),
    Key("quit", "q", "back_or_quit", "Back", "Back, and out of the feeds: quit", "Moving", footer=_ALL),
    Key(
        "next_pane",
        "tab",
        "next_pane(1)",
        "Pane",
        "The next pane; in the panel the next section",
        "Moving",
    ),
    Key(
        "previous_pane",
        "shift+tab",
        "next_pane(-1)",
        "Pane",
        "The pane before; in the panel the section before",
        "Moving",
    ),
    Key("top", "g,home", "edge(-1)", "Top", "To the top", "Moving"),
    Key("bottom", "G,end", "edge(1)", "Bottom", "To the bottom", "Moving"),
    Key("page_down", "pagedown,ctrl+d,ctrl+f", "page(1)", "Page", "One page down", "Moving"),
    Key("page_up", "pageup,ctrl+u,ctrl+b", "page(-1)", "Page", "One page up", "Moving"),
    Key(
        "read_on",
        "space",
        "read_on",
        "Read on",
        "One page down; at the end the next unread article",
        "Reading",
        footer=_in("reader"),
    ),
    Key(
        "next_unread",
        "n",
        "next_unread",
        "Next",
        "The next unread article; the next place of what is marked in the text",
        "Reading",
        footer=_in("list", "reader", "sidebar"),
    ),
    Key(
        "previous_unread",
        "p",
        "previous_unread",
        "Previous",
        "The unread article before; the place before of what is marked",
        "Reading",
    ),
    Key(
        "search",
        "slash",
        "search",
        "Search",
        "Search all articles; in an article, find words in it",
        "Reading",
        footer=_ALL,
    ),
    Key("links", "u", "links", "Links", "The links of the article", "Reading", _TEXT, _in("reader")),
    Key(
        "hints",
        "semicolon",
        "hints",
        "Link",
        "Open a link by its number, go to a footnote by its letter; y and a number copies the address",
        "Reading",
        _in("reader"),
    ),
    Key(
        "sidebar",
        "i",
        "sidebar",
        "Insight",
        "Show or hide who wrote it, who is named in it, which figures it gives",
        "Reading",
        footer=_in("reader", "sidebar"),
    ),
    Key(
        "insights",
        "e",
        "insights",
        "All",
        "Every name and figure of the article in a table, to filter, sort and copy",
        "Reading",
        _TEXT,
        _in("sidebar"),
    ),
    Key("writers", "w", "writers", "Writers", "Ask the pages of its writers who they are", "Reading", _TEXT),
    Key("pictures", "I", "pictures", "Pictures", "Show or hide the pictures", "Reading"),
    Key("zen", "z", "zen", "Zen", "Only the text", "Reading"),
    Key("narrower", "less_than_sign", "text_width(-1)", "Narrower", "Shorter lines of text", "Reading"),
    Key("wider", "greater_than_sign", "text_width(1)", "Wider", "Longer lines of text", "Reading"),
    Key(
        "table_left",
        "left_square_bracket",
        "table(-1)",
        "Table",
        "A wide table's columns to the left",
        "Reading",
    ),
    Key("table_right", "right_square_bracket", "table(1)", "Table", "Its columns to the right", "Reading"),
    Key(
        "browser",
        "o",
        "browser",
        "Browser",
        "Open the article in the browser",
        "Reading",
        _TEXT,
        _in("list", "reader"),
    ),
    Key(
        "copy",
        "y",
        "copy",
        "Copy",
        "Copy what is selected, else the address; in the sidebar, the row",
        "Reading",
        _TEXT,
        _in("sidebar"),
    ),
    Key(
        "toggle_read",
        "N",
        "toggle_read",
        "Read",
        "Mark read or unread; the place before of what is marked in the text",
        "Marking",
        _TEXT,
        _in("list"),
    ),
    Key(
        "toggle_saved",
        "s",
        "toggle_saved",
        "Save",
        "Keep the article among the saved ones, or no longer",
        "Marking",
        _TEXT,
        _in("list", "reader"),
    ),
    Key("tags", "t", "tags", "Tags", "Edit the tags of the article", "Marking", _TEXT),
    Key(
        "all_read",
        "A",
        "all_read",
        "All read",
        "Mark everything in this list read",
        "Marking",
        footer=_in("feeds", "list"),
    ),
    Key("undo", "ctrl+z", "undo", "Undo", "Take back what was done last", "Marking"),
    Key("redo", "ctrl+y", "redo", "Redo", "Do again what was taken back", "Marking"),
    Key("refresh", "r", "refresh", "Refresh", "Fetch this feed", "Feeds", footer=_in("feeds")),
    Key("refresh_all", "R", "refresh_all", "Refresh all", "Fetch all feeds", "Feeds", footer=_in("feeds")),
    Key("health", "H", "health", "Health", "How the feeds are, and what helps", "Feeds"),
    Key("add", "a", "add", "Add", "Keep an address to read later", "Feeds", footer=_in("feeds")),
    Key("command", "colon", "command", "Command", "Type a command", "Application"),
    Key("help", "question_mark", "help", "Help", "All keys", "Application", footer=_ALL),
)

GROUPS = ("Moving", "Reading", "Marking", "Feeds", "Application")
BY_NAME: Mapping[str, Key] = {key.name: key for key in KEYS}
_SHOWN = {
    "semicolon": ";",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "tab": "Tab",
}


def bindings() -> list[Binding]:
    """Return the table as Textual wants it."""
    return [key.binding() for key in KEYS]


def help_rows(group: str, keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (keys, description) of a group, with the keys that the settings give."""
    for key in KEYS:
        if key.group == group:
            yield shown(keymap.get(key.name, key.keys)), key.description


def shown(keys: str) -> str:
    """Write keys as they are printed on a keyboard: "j ↓", "Ctrl+D"."""
    return "  ".join(_shown(key.strip()) for key in keys.split(",") if key.strip())


def _shown(key: str) -> str:
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _SHOWN.get(last, last.upper() if modifiers and len(last) == 1 else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])
