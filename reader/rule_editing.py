"""What a person changes about rules: written into feeds.toml, and a deed that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from reader.history import Deed, History
from reader.rule import ArticleRule
from reader.storage import LibraryError
from reader.subscriptions import Subscriptions


class RuleEditing:
    """Changes rules, which are known by what they say. Every method returns a sentence about what was done,
    and raises LibraryError, with one sentence, if it cannot be; then nothing was changed."""

    def __init__(self, subscriptions: Subscriptions, history: History) -> None:
        self._subscriptions, self._history = subscriptions, history

    async def add(self, rules: Sequence[ArticleRule]) -> str:
        """Write rules behind those that there are; one that says the same is there already."""
        from reader.config.arranging_rules import with_rules

        what = f"The rule “{rules[0].title}”" if len(rules) == 1 else f"{len(rules)} rules"
        verb = "acts" if len(rules) == 1 else "act"
        return await self._do(
            lambda text: with_rules(text, rules),
            f"{what} {verb} on what comes from now on.",
            f"{what} no longer {verb}.",
        )

    async def remove(self, rule: ArticleRule) -> str:
        """Take a rule away; what it did stays."""
        from reader.config.arranging_rules import without_rule

        return await self._do(
            lambda text: without_rule(text, rule),
            f"The rule “{rule.title}” is gone; what it did stays.",
            f"The rule “{rule.title}” is back.",
        )

    async def change(self, rule: ArticleRule, changed: ArticleRule) -> str:
        """Have a rule say something else."""
        from reader.config.arranging_rules import with_rule

        return await self._do(
            lambda text: with_rule(text, rule, changed),
            f"The rule “{changed.title}” is changed.",
            f"The rule “{rule.title}” is as it was.",
        )

    async def enable(self, rule: ArticleRule, value: bool) -> str:
        """Let a rule act, or not any more."""
        from reader.config.arranging_rules import with_rule

        said = {True: f"The rule “{rule.title}” acts.", False: f"The rule “{rule.title}” is switched off."}
        changed = replace(rule, enabled=value)
        return await self._do(lambda text: with_rule(text, rule, changed), said[value], said[not value])

    async def shift(self, rule: ArticleRule, by: int) -> str:
        """Put a rule so many places further down or up: those above act first."""
        from reader.config.arranging_rules import with_rule_at

        rules = self._subscriptions.configuration.rules
        if rule not in rules:
            raise LibraryError(f"There is no rule “{rule.title}” any more.")
        at = rules.index(rule)
        to = min(max(0, at + by), len(rules) - 1)
        if to == at:
            return f"The rule “{rule.title}” is the {'last' if by > 0 else 'first'}."
        return await self._do(
            lambda text: with_rule_at(text, rule, to),
            f"The rule “{rule.title}” acts {'later' if by > 0 else 'earlier'} now.",
            f"The rule “{rule.title}” acts when it did.",
        )

    async def _do(self, change: Callable[[str], str], said: str, taken_back: str) -> str:
        async with self._history.turn:
            edit = await self._subscriptions.edit(change)
            if edit.before == edit.after:
                return "It is so already."
            undo = partial(self._subscriptions.make_again, edit.reverse)
            redo = partial(self._subscriptions.make_again, edit)
            return self._history.did(Deed(said, taken_back, undo, redo))
