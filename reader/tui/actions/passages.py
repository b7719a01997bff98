"""Choosing a passage of the text, and what becomes of it."""

from __future__ import annotations

from reader.tui.actions.action import Action, within

GROUP = "Passages"
_HERE = within("passage")


def _step(name: str, description: str, keys: str, step: str, by: int) -> Action:
    sign = "-" if by < 0 else ""
    return Action(
        f"passage_{name}",
        name.replace("_", " ").capitalize(),
        description,
        GROUP,
        keys,
        f"passage('{step}', {by})",
        panes=_HERE,
        counted=f"passage('{step}', {sign}{{}})",
    )


ACTIONS = (
    Action(
        "passage_highlight", "Highlight", "Highlight the passage", GROUP, "enter,h", panes=_HERE, footer=_HERE
    ),
    Action(
        "passage_note",
        "Note",
        "Highlight it with a note; on a highlight, change its note",
        GROUP,
        "m",
        panes=_HERE,
        footer=_HERE,
    ),
    Action(
        "passage_colour",
        "Colour",
        "The next colour for highlights",
        GROUP,
        "c",
        panes=_HERE,
        footer=_HERE,
    ),
    Action(
        "passage_remove",
        "Remove",
        "Take the highlight here away",
        GROUP,
        "x",
        panes=_HERE,
        footer=_HERE,
    ),
    Action("passage_copy", "Copy", "Copy the passage", GROUP, "y", panes=_HERE, footer=_HERE),
    Action("passage_end", "Cancel", "Choose no passage", GROUP, "escape,q,v", panes=_HERE, footer=_HERE),
    _step("word", "To the next word", "w,e", "word", 1),
    _step("word_back", "To the word before", "b", "word", -1),
    _step("down", "One line down", "j,down", "line", 1),
    _step("up", "One line up", "k,up", "line", -1),
    _step("right", "One character on", "l,right", "character", 1),
    _step("left", "One character back", "left", "character", -1),
    _step("sentence", "To the end of the sentence", ")", "sentence", 1),
    _step("sentence_back", "To the beginning of the sentence", "(", "sentence", -1),
    _step("paragraph", "To the end of the paragraph", "}", "paragraph", 1),
    _step("paragraph_back", "To the beginning of the paragraph", "{", "paragraph", -1),
    _step("line_end", "To the end of the line", "$,end", "edge", 1),
    _step("line_start", "To the beginning of the line", "^,home", "edge", -1),
    _step("text_end", "To the end of the text", "G", "text", 1),
    _step("text_start", "To the beginning of the text", "g", "text", -1),
    Action("passage_swap", "Other end", "Move the other end of the passage", GROUP, "o", panes=_HERE),
)
