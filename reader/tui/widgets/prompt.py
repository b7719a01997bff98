"""One line to type in, at the foot of the screen: search words, a command, tags, an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cached_cell_len as cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Blur
from textual.suggester import Suggester
from textual.widgets import Input, Static

from reader.tui.messages import EditorWanted, PromptAnswered
from reader.tui.widgets.candidates import Candidates

if TYPE_CHECKING:
    from reader.tui.actions.assistant import Assistant

Complete = Callable[[str], str | None]
Hint = Callable[[str], str]
Enough = Callable[[str], bool]


class _Completer(Suggester):
    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        return self._complete(value)


class PromptInput(Input):
    """An input in which Tab takes what is suggested and Escape drops it all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", "Complete", show=False),
        Binding("shift+tab", "complete(-1)", "Complete", show=False),
        Binding("up", "recall(-1)", "Earlier", show=False),
        Binding("down", "recall(1)", "Later", show=False),
        Binding("escape", "drop", "Cancel", show=False),
        Binding("ctrl+z,ctrl+y", "stay", show=False),
        Binding("ctrl+o", "edit", "Editor", show=False),
    ]
    assistant: Assistant | None = None
    asked = 0
    """How many lines have been begun in it."""

    def action_complete(self, by: int) -> None:
        """Take the next candidate, or what is suggested."""
        if self.assistant is None:
            self.cursor_position = len(self.value)
            self.action_cursor_right()
        elif (line := self.assistant.next(self.value, by)) is not None:
            self.put(line)

    def action_recall(self, by: int) -> None:
        """Bring back a line that was typed before."""
        if self.assistant is not None and (line := self.assistant.recall(self.value, by)) is not None:
            self.put(line)

    def put(self, line: str) -> None:
        """Replace what is typed."""
        self.value = line
        self.cursor_position = len(line)

    def action_stay(self) -> None:
        """Undo nothing: who types means the line, not the deed before it."""

    def action_edit(self) -> None:
        self.post_message(EditorWanted(self.value))

    def action_drop(self) -> None:
        self.post_message(PromptAnswered(None))

    def _on_blur(self, event: Blur) -> None:
        super()._on_blur(event)
        if not self.has_focus:  # else another line has been begun in it since
            self.post_message(PromptAnswered(None, self.asked))


class Prompt(Vertical):
    """The line with its label and, at its end, a hint; below, where there is one, a note."""

    _hint: Hint | None = None
    _enough: Enough | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="prompt-line"):
            yield Static("", id="prompt-label", markup=False)
            yield PromptInput(id="prompt-input", compact=True, select_on_focus=False)
            yield Static("", id="prompt-hint", markup=False)
        yield Static("", id="prompt-note", markup=False)

    def open(
        self,
        label: str,
        value: str = "",
        complete: Complete | None = None,
        hint: Hint | None = None,
        enough: Enough | None = None,
        assistant: Assistant | None = None,
        *,
        secret: bool = False,
    ) -> None:
        """Begin a line, a `secret` one unseen; PromptAnswered tells how it ended. It ends by itself where
        `enough` is true of it."""
        self.tell("")
        self._hint, self._enough = hint, enough
        field = self.query_one(PromptInput)
        field.assistant = assistant
        field.password = secret
        field.asked += 1
        self.query_one("#prompt-label", Static).update(label)
        field.suggester = _Completer(complete) if complete else None
        field.value = value
        field.cursor_position = len(value)
        self._show_hint(value)
        self.display = True
        self.screen.set_focus(field)  # at once: what is typed next is meant for it

    def offer(self, value: str) -> None:
        """Put something into the line if nothing has been typed; what is typed next takes its place."""
        field = self.query_one(PromptInput)
        if self.display and not field.value:
            field.value = value
            field.select_all()

    def hint(self, text: str) -> None:
        """Say something at the end of the line."""
        self.query_one("#prompt-hint", Static).update(text)

    def tell(self, note: str, at: int = 0) -> None:
        """Say below the line what is wrong at a place of what is typed; a sign points up to it."""
        below = self.query_one("#prompt-note", Static)
        below.display = bool(note)
        self.screen.set_class(bool(note), "-told")
        field = self.query_one(PromptInput)
        label = cell_len(str(self.query_one("#prompt-label", Static).visual))
        below.update(self._pointing(note, label + cell_len(field.value[:at]) - field.scroll_offset.x))

    def _pointing(self, note: str, at: int) -> str:
        room, length = self.size.width - 2, cell_len(note)
        if at + 2 + length <= room or length + 1 > at:
            return f"{' ' * max(0, min(at, room - length - 2))}↑ {note}"
        return f"{' ' * (at - length - 1)}{note} ↑"

    def type_ahead(self, letters: str) -> None:
        """Take letters that were typed before the prompt had the focus."""
        self.query_one(PromptInput).insert_text_at_cursor(letters)

    def close(self) -> None:
        self.display = False
        if self._candidates is not None:
            self._candidates.offers = ()

    @property
    def _candidates(self) -> Candidates | None:
        """The list above the line, where the screen has one."""
        return next(iter(self.screen.query(Candidates)), None)

    def take(self, number: int) -> None:
        """Take a candidate by its number."""
        field = self.query_one(PromptInput)
        if field.assistant is not None and (line := field.assistant.take(number)) is not None:
            field.put(line)

    def on_prompt_answered(self, message: PromptAnswered) -> None:
        """Let no line be dropped for one before it that was left."""
        if message.asked not in {0, self.query_one(PromptInput).asked}:
            message.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_hint(event.value)
        if self.display and self._enough is not None and self._enough(event.value):
            self._enough = None
            self.post_message(PromptAnswered(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(PromptAnswered(event.value))

    def _show_hint(self, value: str) -> None:
        field, candidates = self.query_one(PromptInput), self._candidates
        if candidates is not None and field.assistant is not None:
            candidates.offers, candidates.taken = field.assistant.look(value)
        self.hint(self._hint(value) if self._hint else "")
