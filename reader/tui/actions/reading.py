"""Reading: from article to article, and what is in one."""

from __future__ import annotations

from reader.tui.actions.action import EVERYWHERE, TEXT, Action, within

GROUP = "Reading"
ACTIONS = (
    Action(
        "read_on",
        "Read on",
        "One page down; at the end the next unread article",
        GROUP,
        "space",
        footer=within("reader"),
    ),
    Action(
        "next_unread",
        "Next",
        "The next unread article; the next place of what is marked in the text",
        GROUP,
        "n",
        footer=TEXT,
        aliases=("next",),
        counted="next_unread({})",
    ),
    Action(
        "previous_unread",
        "Previous",
        "The unread article before; the place before of what is marked",
        GROUP,
        "p",
        aliases=("previous",),
        counted="previous_unread({})",
    ),
    Action(
        "search",
        "Search",
        "Search all articles; in an article, find words in it",
        GROUP,
        "/",
        "search",
        footer=EVERYWHERE,
        takes="WORDS",
        given="search_for",
    ),
    Action(
        "find",
        "Find",
        "Find words in the article",
        GROUP,
        panes=TEXT,
        takes="WORDS",
        given="find",
    ),
    Action("links", "Links", "The links of the article", GROUP, "u", panes=TEXT, footer=within("reader")),
    Action(
        "hints",
        "Link",
        "Open a link by its number, go to a footnote by its letter; y and a number copies the address",
        GROUP,
        ";",
        footer=within("reader"),
    ),
    Action(
        "sidebar",
        "Insight",
        "Show or hide who wrote it, who is named in it, which figures it gives",
        GROUP,
        "i",
        footer=within("reader", "sidebar"),
        aliases=("insight",),
    ),
    Action(
        "insights",
        "All",
        "Every name and figure of the article in a table, to filter, sort and copy",
        GROUP,
        "e",
        panes=TEXT,
        footer=within("sidebar"),
        aliases=("names",),
    ),
    Action("writers", "Writers", "Ask the pages of its writers who they are", GROUP, "w", panes=TEXT),
    Action("table_left", "Table", "A wide table's columns to the left", GROUP, "[", "table(-1)"),
    Action("table_right", "Table", "Its columns to the right", GROUP, "]", "table(1)"),
)
