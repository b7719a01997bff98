"""Notes as they are written: in a line, or in a person's own editor while the application stands aside."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, WorkerError

from reader import programs
from reader.annotation import LONGEST_NOTE
from reader.library import ProgramError
from reader.text import safe_line
from reader.tui.screens.revising import RevisingScreen
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.editor import Draft
    from reader.tui.messages import EditorWanted

_HINT = "Ctrl+O takes it to your editor"


@dataclass(frozen=True, slots=True)
class Writing:
    """A note that is to be written. `answer` gets what was written, and returns the task that keeps it."""

    label: str
    answer: Callable[[str], Worker[None] | None]
    text: str = ""

    @property
    def line(self) -> str:
        """The text in one line."""
        return safe_line(self.text)

    def take(self, typed: str) -> None:
        """Take a line that was typed. One that stands for several lines, unchanged, changes nothing."""
        if typed != self.line or self.line == self.text:
            self.answer(typed)


class DraftingScreen(RevisingScreen):
    """A screen on which notes are written."""

    _writing: Writing | None = None

    def write(self, writing: Writing) -> None:
        """Ask for a note in a line."""
        self.ask(writing.label, writing.take, writing.line, hint=lambda _: _HINT)
        self._writing = writing

    def on_editor_wanted(self, message: EditorWanted) -> None:
        """Take what is being typed to the editor, if it is a note."""
        message.stop()
        writing = self._writing
        if not self.asking or writing is None or self._answer != writing.take:
            return
        self.dropped_prompt()
        self.go_to(self.at)
        whole = message.value == writing.line
        self.draft(writing, writing.text if whole else message.value)

    @work(exit_on_error=False, group="drafting")
    async def draft(self, writing: Writing, start: str) -> None:
        """Have a note written in the editor. Where that fails, the line asks for it again, and a file has
        what was written."""
        from reader.editor import Draft, editor

        again = Writing(writing.label, writing.answer, start)
        try:
            argv = editor(os.environ)
            draft = await asyncio.to_thread(Draft.of, start)
        except ProgramError as error:
            self._failed(again, str(error))
            return
        try:
            code = self._leave_terminal_to([*argv, str(draft.path)])
            text = await asyncio.to_thread(draft.read)
        except ProgramError as error:
            self._failed(again, str(error), draft)
            return
        name = programs.name_of(argv)
        if code:
            self._failed(again, f"{name} ended with {code}, so the note is as it was.", draft)
        elif text == draft.begun:
            draft.drop()
            self.say("The note is as it was.")
        else:
            await self._keep(writing, text, draft)

    async def _keep(self, writing: Writing, text: str, draft: Draft) -> None:
        """Keep a note; only then its draft goes."""
        task = writing.answer(text)
        try:
            if task is not None:
                await asyncio.shield(task.wait())
        except WorkerError:
            self.say(f"The note could not be kept; it is in {draft.path}.", trouble=True)
            return
        if len(text) > LONGEST_NOTE:
            self.say(
                f"A note has {LONGEST_NOTE:,} characters at most; all of it is in {draft.path}.", trouble=True
            )
        else:
            draft.drop()

    def _leave_terminal_to(self, argv: list[str]) -> int:
        from textual.app import SuspendNotSupported

        try:
            with self.app.suspend():
                return programs.run_in_terminal(argv)
        except SuspendNotSupported:
            raise ProgramError(
                f"{programs.name_of(argv)} needs a terminal, and there is none here."
            ) from None
        finally:
            self.app.refresh()

    def _failed(self, writing: Writing, why: str, draft: Draft | None = None) -> None:
        """Say why, and where what was written is; and ask for the note in a line."""
        if draft is not None and draft.kept:
            why = f"{why} What was written is in {draft.path}."
        elif draft is not None:
            draft.drop()
        self.write(writing)
        self.say(why, trouble=True)
