"""The command line, and macros, which are several of its lines."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, WorkerCancelled, WorkerError, get_current_worker

from reader.text import masked, safe_line
from reader.tui.actions import Action, commands
from reader.tui.actions.assistant import Assistant, with_line
from reader.tui.messages import PromptAnswered
from reader.tui.screens.going import GoingScreen
from reader.tui.widgets.candidates import Candidates

if TYPE_CHECKING:
    from reader.library import Library
    from reader.query import Completion
    from reader.tui.actions.macros import Macro

_HISTORY = "commands typed"
_BRIEF = "brief macros"
_NOT_TYPED = "Nothing was typed."
_COUNTED = re.compile(r":?\s*(\d{1,7})\s+(\S.*)")


class CommandingScreen(GoingScreen):
    """A screen whose actions can be typed."""

    stoppable: frozenset[str] = frozenset()
    """Groups of tasks that a person can end half-way."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._trouble = ""
        self._freed = asyncio.Event()
        self._brief = asyncio.Lock()

    async def start(self, action: Action, count: int | None = None) -> None:
        """Start an action, as often or as far as a number says where it goes by one."""
        counted = count is not None and action.counted
        await self.run_action(action.counted.format(count) if counted else action.call)

    # The command line

    def action_command(self) -> None:
        self.begin_command()

    def action_begin_command(self, start: str) -> None:
        self.begin_command(start)

    def begin_command(self, start: str = "") -> None:
        """Open the command line, with its first letters typed."""
        actions = self.keymap.actions
        assistant = Assistant(self.offered, self._typed_before())
        self.ask(":", self._typed, start, hint=lambda line: commands.hint(line, actions), assistant=assistant)

    def begin_with(self, start: str) -> None:
        """Open the command line, with its first word typed."""
        self.begin_command(f"{start} ")

    def offered(self, line: str) -> Sequence[commands.Candidate]:
        """Return what a line of the command line may become."""
        return commands.offered(line, self.keymap, self.arguments_of, self._in_query)

    def _typed_before(self) -> list[str]:
        return list(filter(None, self.library.recall(_HISTORY).split("\n")))

    def _typed(self, line: str) -> None:
        line = safe_line(line, 0)
        if masked(line, 0) == line:  # no password is kept
            self.keep(_HISTORY, "\n".join(with_line(self._typed_before(), line)))
        self.run_command(line)

    def run_command(self, line: str) -> None:
        """Run a typed command."""
        self.call_later(self._run_command, line, self.keymap.actions)

    async def _run_command(self, line: str, actions: Sequence[Action]) -> None:
        counted = _COUNTED.fullmatch(line)
        action, argument, complaint = commands.parse(counted[2] if counted else line, actions)
        if action is None:
            self.say(complaint, trouble=True)
        elif argument:
            getattr(self, action.given)(argument)
        else:
            await self.start(action, int(counted[1]) if counted else None)

    def _in_query(self, query: str, at: int) -> Sequence[Completion]:
        return self.library.queries.complete(query, at)

    def arguments_of(self, action: Action) -> Sequence[str]:
        """Return what may follow a command."""
        raise NotImplementedError

    def on_candidates_clicked(self, message: Candidates.Clicked) -> None:
        self.prompt.take(message.number)

    # Macros

    def say(self, note: str, trouble: bool = False) -> None:
        super().say(note, trouble)
        self._trouble = note if trouble else self._trouble

    def action_macro(self, number: int) -> None:
        macro = self.keymap.macros[number]
        if macro.brief:
            self._run_after_others(macro)
        else:
            self._run_alone(macro)

    @work(exit_on_error=False, group=_BRIEF)
    async def _run_after_others(self, macro: Macro) -> None:
        async with self._brief:  # whoever presses a key twice means the second article, too
            await self._run_macro(macro)

    @work(exit_on_error=False, group="macro", exclusive=True)
    async def _run_alone(self, macro: Macro) -> None:
        await self._run_macro(macro)

    async def _run_macro(self, macro: Macro) -> None:
        """Run the commands of a macro, each after the one before has ended; the first that fails is the
        last."""
        own = {macro.action.id for macro in self.keymap.macros}
        actions = [action for action in self.keymap.actions if action.id not in own]
        for number, command in enumerate(macro.commands, start=1):
            self._trouble = ""
            before = set(self.app.workers)
            await self._run_command(command, actions)
            await self._settle(before)
            left = len(macro.commands) - number
            if self._trouble and (left or self._trouble != _NOT_TYPED):
                where = f"{macro.action.label} stopped at “{safe_line(command, 60)}”"
                rest = f" ({left} more not run)" if left else ""
                self.call_later(self.say, f"{where}{rest}: {self._trouble}", True)
                return

    async def _settle(self, before: set[Worker[object]]) -> None:
        """Wait until everything has ended that began after these workers, a line or a screen included."""
        before = {*before, get_current_worker()}
        while not self._trouble:
            begun = [one for one in self.app.workers if one not in before and one.group != _BRIEF]
            if begun:
                await self._end(begun[0])
                before.add(begun[0])
            elif self.asking or self.app.screen is not self:
                self._freed.clear()
                await self._freed.wait()
            else:
                return

    async def _end(self, worker: Worker[object]) -> None:
        try:
            await asyncio.shield(worker.wait())  # what is being written is, whatever becomes of the macro
        except WorkerCancelled:
            if worker.group in self.stoppable:  # else another has taken its place
                self._trouble = "It was given up."
        except WorkerError:
            self._trouble = safe_line(str(worker.error), 300)

    def on_screen_resume(self) -> None:
        self._freed.set()

    def on_prompt_answered(self, message: PromptAnswered) -> None:
        if message.value is None and self.asking:
            self._trouble = _NOT_TYPED
        self.call_later(self._freed.set)

    def dropped_prompt(self) -> None:
        if self.asking:
            self._trouble = _NOT_TYPED
        super().dropped_prompt()
        self._freed.set()
