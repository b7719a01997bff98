"""Long work is ended when somebody has had enough of it; what it has brought stays."""

from __future__ import annotations

from reader.tui.screens.subscribing import SubscribingScreen

_ENDED = {
    "adding": "what was being added",
    "writers": "asking the pages of the writers",
    "piping": "the program",
    "exporting": "the export",
}
"""Groups of tasks that can be ended half-way, and what they do."""


class StoppingScreen(SubscribingScreen):
    """A screen whose long work can be stopped."""

    stoppable = frozenset(_ENDED)

    def action_stop(self) -> None:
        """Stop asking feeds, and whatever else is waited for."""
        if self.library.stop_refreshing():
            self.stopped = True
            self.status.work = "Stopping; what has come is kept."
        ended = [said for group, said in _ENDED.items() if self.workers.cancel_group(self, group)]
        if ended:
            self.say(f"Stopped {' and '.join(ended)}.")
        elif not self.stopped:
            self.say("Nothing is being fetched.")
