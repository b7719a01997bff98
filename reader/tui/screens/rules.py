"""All rules: what each would be about, before and after it acts; added, changed, tried out, switched off."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.library import LibraryError, Reach
from reader.model import View
from reader.rule import CHOICE, MARKS, NAMED, VERBS, ArticleRule, acts_in, trouble_with
from reader.text import safe_line
from reader.tui.marking import counted
from reader.tui.messages import RuleChosen, RuleMoved
from reader.tui.screens.asking import AskingScreen
from reader.tui.widgets import rule_rows
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.rule_list import RuleHead, RuleList
from reader.tui.widgets.rule_rows import KEYS, RuleRow

if TYPE_CHECKING:
    from reader.library import Library

_RESTED = 0.2
"""Seconds without a letter after which it is counted what a query selects."""


class RulesScreen(AskingScreen[View | bool]):
    """Look at rules and change them; the answer is a view to show, else whether articles were changed.

    `query` is what the list below shows: the first proposal for a new rule.
    """

    CSS_PATH = "rules.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "close", "Close"),
        Binding("enter,l,right", "choose", "Its articles"),
        Binding("a", "add", "Add"),
        Binding("e", "query", "Query"),
        Binding("d", "deeds", "What it does"),
        Binding("r,f2", "rename", "Rename"),
        Binding("space", "switch", "On or off"),
        Binding("s", "stop", "Stop"),
        Binding("x,delete", "remove", "Remove"),
        Binding("A", "apply", "Apply"),
        Binding("J,shift+down", "shift(1)", "Later"),
        Binding("K,shift+up", "shift(-1)", "Earlier"),
        Binding("y", "copy", "Copy"),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("ctrl+y", "redo", "Redo"),
    ]

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__()
        self._library, self._query = library, query
        self._changed = self._closed = False
        self._reaches: dict[str, Reach] = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="rules-screen"):
            yield Static("RULES", id="rules-heading", markup=False)
            yield RuleHead(id="rules-head")
            yield RuleList()
            yield Static("", id="rules-detail", markup=False)
            yield Prompt(id="rules-prompt")
            yield Foot(KEYS, id="rules-foot")

    def on_mount(self) -> None:
        self._show()
        self._list.focus()

    def on_unmount(self) -> None:
        self._closed = True

    @property
    def _list(self) -> RuleList:
        return self.query_one(RuleList)

    @property
    def _rule(self) -> ArticleRule | None:
        """The rule under the cursor."""
        return self._list.row.rule if self._list.row is not None else None

    # What is shown

    def _show(self, cursor: int | None = None) -> None:
        """Show the rules as feeds.toml has them now, and count what is not counted yet."""
        self._draw(cursor)
        self._count()

    def _draw(self, cursor: int | None = None) -> None:
        rules, troubles = self._library.rules.all, self._library.rules.troubles
        rows = [
            RuleRow(number, rule, self._reaches.get(self._library.rules.about(rule)), troubles.get(rule, ""))
            for number, rule in enumerate(rules)
        ]
        self.query_one("#rules-heading", Static).update(rule_rows.heading(rows))
        self._list.show(rows, cursor)

    @work(exclusive=True, exit_on_error=False, group="counting")
    async def _count(self) -> None:
        for rule in self._library.rules.all:
            about = self._library.rules.about(rule)
            if about not in self._reaches:
                self._reaches[about] = await self._library.rules.reach(about, lambda: self._closed)
                self._draw()

    def on_rule_moved(self, message: RuleMoved) -> None:
        """Say what there is to say of the row under the cursor."""
        message.stop()
        lines = rule_rows.detail(self._list.row)
        self.query_one("#rules-detail", Static).update("\n".join(as_seen_here(line) for line in lines))

    def tell(self, note: str) -> None:
        """Say one sentence in place of the keys."""
        self.query_one("#rules-foot", Static).update(as_seen_here(safe_line(note, 400)) if note else KEYS)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in a sentence what a task failed with."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self.tell(str(error) if isinstance(error, LibraryError) else repr(error))

    def file_changed(self, note: str) -> None:
        """Show what somebody else wrote into feeds.toml."""
        self._show()
        self.tell(note)

    @work(exit_on_error=False, group="editing")
    async def _do(self, deed: Awaitable[str], cursor: int | None = None, marks: bool = False) -> None:
        """Do it, and show how it is then; what marks articles is counted anew."""
        said = await asyncio.shield(deed)
        if marks:
            self._changed = True
            self._reaches.clear()
        self._show(cursor)
        self.tell(said)

    # Changing

    def action_add(self) -> None:
        """Ask what a new rule is about, then what it does."""
        self._ask_query("When ", self._add, self._query)

    def _add(self, when: str) -> None:
        self._ask_deeds(partial(self._added, when))

    def _added(self, when: str, said: str) -> None:
        do, run = acts_in(said)
        rule = ArticleRule(when, do, run)
        self._do(self._library.rules.editing.add([rule]), cursor=len(self._library.rules.all))

    def action_query(self) -> None:
        if (rule := self._rule) is not None:
            self._ask_query("When ", lambda when: self._change(rule, replace(rule, when=when)), rule.when)

    def action_deeds(self) -> None:
        if (rule := self._rule) is not None:
            run = [f"run {shlex.join(rule.run)}"] if rule.run else []
            self._ask_deeds(partial(self._do_this, rule), ", ".join([*rule.do, *run]))

    def _do_this(self, rule: ArticleRule, said: str) -> None:
        do, run = acts_in(said)
        self._change(rule, replace(rule, do=do, run=run))

    def action_rename(self) -> None:
        if (rule := self._rule) is not None:
            answer = lambda name: self._change(rule, replace(rule, name=safe_line(name, 80)))  # noqa: E731
            self.ask("Name ", answer, rule.name, hint=lambda typed: "" if typed else "as its query")

    def action_stop(self) -> None:
        """Have the rules below leave its articles alone, or not."""
        if (rule := self._rule) is not None:
            self._change(rule, replace(rule, stop=not rule.stop))

    def _change(self, rule: ArticleRule, changed: ArticleRule) -> None:
        self._do(self._library.rules.editing.change(rule, changed))

    def action_switch(self) -> None:
        if (rule := self._rule) is not None:
            self._do(self._library.rules.editing.enable(rule, not rule.enabled))

    def action_remove(self) -> None:
        if (rule := self._rule) is not None:
            self._do(self._with_remedy(self._library.rules.editing.remove(rule)))

    async def _with_remedy(self, deed: Awaitable[str]) -> str:
        return f"{await deed} Ctrl+Z brings it back."

    def action_shift(self, by: int) -> None:
        if (rule := self._rule) is not None:
            self._do(self._library.rules.editing.shift(rule, by), cursor=self._list.cursor + by)

    def action_undo(self) -> None:
        self._do(self._library.history.undo(), marks=True)

    def action_redo(self) -> None:
        self._do(self._library.history.redo(), marks=True)

    # On what is there

    def action_apply(self) -> None:
        """Ask whether to do to the articles that are there what the rule does to those that come."""
        rule = self._rule
        if rule is None:
            return
        deeds = ", ".join(act.written for act in rule.acts if act.verb in MARKS)
        if not deeds:
            self.tell("This rule marks nothing; programs and notifications are for what comes.")
        else:
            self._ask_whether(rule, deeds)

    @work(exit_on_error=False, group="asking")
    async def _ask_whether(self, rule: ArticleRule, deeds: str) -> None:
        reach = await self._library.rules.reach(rule.when, lambda: self._closed)
        if reach.trouble or not reach.everything:
            self.tell(reach.trouble or "It is about no article that is there.")
            return
        answer = partial(self._apply, rule)
        label = f"{safe_line(deeds, 60)}: {counted(reach.everything, 'article')}? "
        self.ask(label, answer, hint=lambda _: "y and Enter; Ctrl+Z takes it back")

    def _apply(self, rule: ArticleRule, said: str) -> None:
        if said.strip().lower() in {"y", "yes"}:
            self._do(self._library.rules.apply(rule), marks=True)
        else:
            self.tell("Nothing was done.")

    def on_rule_chosen(self, message: RuleChosen) -> None:
        """Show the articles that a rule is about."""
        message.stop()
        self.dismiss(View("query", self._library.rules.about(message.row.rule)))

    def action_copy(self) -> None:
        if (rule := self._rule) is not None:
            self.app.copy_to_clipboard(rule.when)
            self.tell("Copied its query.")

    def action_close(self) -> None:
        self.dismiss(self._changed)

    # Lines that are asked for

    def dropped(self) -> None:
        """Say again which keys there are."""
        self.tell("")

    def _ask_query(self, label: str, answer: Callable[[str], object], value: str) -> None:
        """Ask for a query, while it is said what is wrong with it, or how many articles it selects."""

        def answered(when: str) -> None:
            mistake = self._library.queries.mistake(when)
            if mistake is None:
                self.tell("")
                answer(when)
            else:
                self._ask_query(label, answer, when)
                self.tell(str(mistake))

        self.ask(label, answered, value, self._continued, self._judge)

    def _continued(self, typed: str) -> str | None:
        """Return what the line becomes with the first that may stand there."""
        for one in self._library.queries.complete(typed, len(typed)):
            if one.end == len(typed) > one.start and one.insert.startswith(typed[one.start :]):
                return typed[: one.start] + one.insert
        return None

    def _judge(self, typed: str) -> str:
        self.workers.cancel_group(self, "matches")
        mistake = self._library.queries.mistake(typed)
        if mistake is not None:
            self.tell(str(mistake))
            return "?"
        self.tell("")
        if not typed.strip():
            return "Tab completes"
        self._count_matches(typed)
        return "…"

    @work(exclusive=True, exit_on_error=False, group="matches")
    async def _count_matches(self, typed: str) -> None:
        await asyncio.sleep(_RESTED)
        reach = await self._library.rules.reach(typed, lambda: self._closed)
        said = reach.trouble or f"{reach.recent:,} in 30 days, {reach.everything:,} in all"
        self.query_one("#prompt-hint", Static).update(said)

    def _ask_deeds(self, answer: Callable[[str], object], value: str = "") -> None:
        """Ask what a rule does."""

        def answered(said: str) -> None:
            if trouble := trouble_with(said):
                self._ask_deeds(answer, said)
                self.tell(trouble)
            else:
                self.tell("")
                answer(said)

        self.ask("Do ", answered, value, self._complete_deed)
        self.tell(f"{CHOICE}; several parted by commas, run PROGRAM stands last")

    def _complete_deed(self, typed: str) -> str | None:
        last = typed.rpartition(",")[2].lstrip()
        known = [f"{verb} " if verb in NAMED else verb for verb in VERBS]
        known += [f"{verb} {tag.name}" for tag in self._library.tags() for verb in ("tag", "untag")]
        known += [f"pipe {pipe.name}" for pipe in self._library.programs.pipes]
        found = next((one for one in known if last and one.startswith(last) and one != last), None)
        return typed[: len(typed) - len(last)] + safe_line(found, 100) if found else None
