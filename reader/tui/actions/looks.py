"""How it all looks: colours, widths, what is shown."""

from __future__ import annotations

from reader.tui.actions.action import Action

GROUP = "Looks"
ACTIONS = (
    Action("pictures", "Pictures", "Show or hide the pictures", GROUP, "I"),
    Action(
        "pane_larger", "Larger", "Make this pane larger", GROUP, "+", "pane_size(1)", counted="pane_size({})"
    ),
    Action(
        "pane_smaller",
        "Smaller",
        "Make this pane smaller",
        GROUP,
        "-",
        "pane_size(-1)",
        counted="pane_size(-{})",
    ),
    Action("usual_panes", "As usual", "Have the panes as large as usual", GROUP, "="),
    Action("feeds_pane", "Feeds", "Show or hide the feeds", GROUP, "b"),
    Action("next_theme", "Next theme", "Use the next of our themes", GROUP, "C"),
    Action("zen", "Zen", "Only the text", GROUP, "z"),
    Action("narrower", "Narrower", "Shorter lines of text", GROUP, "<", "text_width(-1)"),
    Action("wider", "Wider", "Longer lines of text", GROUP, ">", "text_width(1)"),
    Action(
        "theme",
        "Theme",
        "Use other colours",
        GROUP,
        "\\ c",
        takes="NAME",
        given="use_theme",
    ),
    Action(
        "width",
        "Width",
        "Set the text in lines of so many columns",
        GROUP,
        "\\ w",
        takes="COLUMNS",
        given="use_text_width",
    ),
    Action("redraw", "Redraw", "Draw the screen again", GROUP, "ctrl+l"),
)
