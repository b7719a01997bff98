"""What is known of many articles together: stories."""

from __future__ import annotations

from reader.tui.actions.action import TEXT, Action

GROUP = "Stories"
ACTIONS = (
    Action(
        "story",
        "Story",
        "The articles about the same event side by side; of several that are selected it makes one story",
        GROUP,
        "&",
        panes=TEXT,
        aliases=("stories",),
    ),
    Action(
        "fold_stories",
        "Fold",
        "One row for each story, or one for each article",
        GROUP,
        "\\ &",
    ),
)
