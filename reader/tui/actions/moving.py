"""Going about: rows, pages, panes."""

from __future__ import annotations

from reader.tui.actions.action import EVERYWHERE, Action, within

GROUP = "Moving"
ACTIONS = (
    Action(
        "open",
        "Open",
        "Open what the cursor is on",
        GROUP,
        "enter",
        footer=within("feeds", "list", "sidebar"),
        command="choose",
    ),
    Action(
        "down",
        "Down",
        "One line or row down",
        GROUP,
        "j,down",
        "move(1)",
        counted="move({})",
    ),
    Action("up", "Up", "One line or row up", GROUP, "k,up", "move(-1)", counted="move(-{})"),
    Action("enter", "In", "Into the next pane", GROUP, "l,right"),
    Action("leave", "Back", "Back to the pane before", GROUP, "h,left"),
    Action("back", "Back", "Back; first ends what is marked in the text", GROUP, "escape"),
    Action(
        "quit",
        "Back",
        "Back, and out of the feeds: quit",
        GROUP,
        "q",
        "back_or_quit",
        footer=EVERYWHERE,
        command="back-or-quit",
    ),
    Action(
        "next_pane",
        "Pane",
        "The next pane; in the panel the next section",
        GROUP,
        "tab",
        "next_pane(1)",
    ),
    Action(
        "previous_pane",
        "Pane",
        "The pane before; in the panel the section before",
        GROUP,
        "shift+tab",
        "next_pane(-1)",
    ),
    Action(
        "top",
        "Top",
        "To the top; after a number to that row",
        GROUP,
        "g,home",
        "edge(-1)",
        counted="row({})",
    ),
    Action(
        "bottom",
        "Bottom",
        "To the bottom; after a number to that row",
        GROUP,
        "G,end",
        "edge(1)",
        counted="row({})",
    ),
    Action(
        "page_down",
        "Page",
        "One page down",
        GROUP,
        "pagedown,ctrl+d,ctrl+f",
        "page(1)",
        counted="page({})",
    ),
    Action("page_up", "Page", "One page up", GROUP, "pageup,ctrl+u,ctrl+b", "page(-1)", counted="page(-{})"),
)
