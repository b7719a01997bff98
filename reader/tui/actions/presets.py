"""The keys of other programs, for the hands that know them.

Each is a table like [settings.keys], with "" for none. An action that it does not name has its keys of the
preset "default" where the preset leaves them free; where all of them are taken, the preset's leader comes
before the first of them, twice if that is taken as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from reader.config import KeysPreset
from reader.tui.actions.action import EVERYWHERE, TEXT, Panes, within
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Chain:
    """Commands that a preset has on one key, one after the other.

    instead: the action in whose place the foot of the screen names it.
    """

    keys: str
    label: str
    commands: tuple[str, ...]
    panes: Panes = EVERYWHERE
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """What keys do in another program, in terms of ours.

    keys: by an action's id. chains: what we have in several actions. only: the panes in which alone an
    action's keys count, where another action has them in the others. leader: see above.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    chains: tuple[Chain, ...] = ()
    only: Mapping[str, Panes] = field(default_factory=dict)
    leader: str = "\\"


_VIM = Preset(
    {
        "top": "g g,home",
        "hide": "d d,delete",
        "copy": "y y",
        "undo": "u,ctrl+z",
        "redo": "ctrl+r,ctrl+y",
        "links": "g l",
        "hints": "g x,;",
        "more_like": "g m",
        "insights": "g i,e",
        "writers": "g w",
        "toggle_read": "x",
        "next_unread": "n,] ]",
        "previous_unread": "N,p,[ [",
        "next_article": "] a,)",
        "previous_article": "[ a,(",
        "next_feed": "] f,}",
        "previous_feed": "[ f,{",
        "next_unread_feed": "] u,ctrl+n",
        "previous_unread_feed": "[ u",
        "table_left": "z h",
        "table_right": "z l",
        "zen": "z z",
        "next_pane": "tab,ctrl+w w,ctrl+w l,g t",
        "previous_pane": "shift+tab,ctrl+w W,ctrl+w h,g T",
        "narrower": "z <,<",
        "wider": "z >,>",
        "back": "escape,ctrl+o",
        "exit": "Z Z,Z Q,ctrl+q",
    },
)
_NEWSBOAT = Preset(
    {
        "next_feed": "j",
        "previous_feed": "k",
        "down": "down,j",
        "up": "up,k",
        "top": "home",
        "bottom": "end",
        "quit": "q,ctrl+x",
        "exit": "Q,ctrl+q",
        "refresh": "r",
        "refresh_all": "R",
        "all_read": "A",
        "everything_read": "C",
        "next_unread": "n",
        "previous_unread": "p",
        "next_article": "J",
        "previous_article": "K",
        "random_unread": "ctrl+k",
        "next_unread_feed": "ctrl+n",
        "previous_unread_feed": "ctrl+p",
        "toggle_read": "N",
        "browser": "o",
        "links": "u",
        "hints": "#,;",
        "show_tag": "t",
        "tags": "ctrl+e",
        "all": "ctrl+t",
        "feeds": "E",
        "next_pane": "tab,ctrl+v",
        "previous_pane": "shift+tab,ctrl+g",
        "page_up": "pageup,ctrl+u",
        "hide": "D",
        "palette": "f2",
        "filter": "F",
        "views": "f",
        "clear_filter": "ctrl+f",
        "page_down": "pagedown,ctrl+d",
        "sort": "g,G",
        "hide_read": "l",
        "enter": "right",
        "bookmark": "ctrl+b",
        "enclosures": "e",
    },
    (
        Chain("O", "Browser and read", ("browser", "mark-read"), TEXT),
        *(Chain(str(n % 10), f"Link {n}", (f"link {n}",), within("reader")) for n in range(1, 11)),
    ),
    only={"next_feed": within("list"), "previous_feed": within("list")},
)
_EILMELDUNG = Preset(
    {
        "top": "g g,home",
        "page_down": "ctrl+f,pagedown",
        "page_up": "ctrl+b,pageup",
        "focus_feeds": "g f",
        "focus_list": "g a",
        "focus_reader": "g c",
        "focus_sidebar": "g i",
        "next_feed": "ctrl+j",
        "previous_feed": "ctrl+k",
        "random_unread": "g r",
        "more_like": "g m",
        "text_down": "J,shift+down",
        "text_up": "K,shift+up",
        "next_article": "alt+j",
        "previous_article": "alt+k",
        "exit": "ctrl+c,ctrl+q",
        "refresh_all": "s",
        "all_read": "R",
        "mark_unread": "u",
        "all_unread": "U",
        "star": "m",
        "star_all": "M",
        "unstar": "v",
        "unstar_all": "V",
        "browse_unread": "O",
        "all": "1",
        "unread": "2",
        "starred": "3",
        "filter": "=",
        "clear_filter": "+ r",
        "sort": "\\ \\",
        "next_unread": "n",
        "previous_unread": "N",
        "hints": "; ;",
        "links": "; l",
        "copy": "y",
        "bookmark": "S",
        "enclosures": "e,E",
        "tags": "t",
        "show_tag": "T",
        "show_feed": "g n",
        "back": "escape,ctrl+g",
        "enter": "l,right,ctrl+l",
    },
    (
        Chain("o", "Browser", ("browser", "mark-read", "next-unread"), TEXT, "browser"),
        Chain("r", "Read", ("mark-read", "next-unread"), TEXT, "toggle_read"),
        Chain("r", "Read", ("all-read",), within("feeds")),
        Chain("alt+r", "Read", ("command mark-read",)),
        Chain("x", "Full text", ("choose",), within("list")),
    ),
    leader="'",
)
PRESETS: Mapping[KeysPreset, Preset] = {
    "default": Preset(),
    "vim": _VIM,
    "newsboat": _NEWSBOAT,
    "eilmeldung": _EILMELDUNG,
}
