"""A screen over a list that asks for a line at its foot."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import ScreenResultType

from reader.tui.messages import PromptAnswered
from reader.tui.screens.listing import ListScreen
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.prompt import Complete, Hint, Prompt


class AskingScreen(ListScreen[ScreenResultType]):
    """Has one `Prompt` beside its list."""

    _answer: Callable[[str], object] | None = None
    _asked_with = ""

    def ask(
        self,
        label: str,
        answer: Callable[[str], object],
        value: str = "",
        complete: Complete | None = None,
        hint: Hint | None = None,
        *,
        secret: bool = False,
    ) -> None:
        """Ask for a line, a `secret` one unseen; `answer` gets it unless it is empty where it was empty, or
        dropped."""
        self._answer, self._asked_with = answer, value
        self.query_one(Prompt).open(label, value, complete, hint, secret=secret)

    def type_ahead(self, letters: str) -> bool:
        """Put letters into the line that is asked for; say whether one is."""
        if self._answer is not None:
            self.query_one(Prompt).type_ahead(letters)
        return self._answer is not None

    def on_prompt_answered(self, message: PromptAnswered) -> None:
        message.stop()
        answer, self._answer = self._answer, None
        if answer is None:
            return
        if message.value is None:
            self.dropped()
        elif message.value.strip() or self._asked_with:
            answer(message.value.strip())
        if self._answer is None:  # nothing more is asked
            self.query_one(Prompt).close()
            self.query_one(LineList).focus()

    def dropped(self) -> None:
        """Nothing was answered."""
