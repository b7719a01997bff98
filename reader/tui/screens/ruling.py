"""What the main screen does about rules: their screen, and what they have to say."""

from __future__ import annotations

from reader.model import View
from reader.tui.screens.looks import LooksScreen

_LOOKED_AT = 2.0
"""Seconds after which it is looked whether a rule has done something by itself."""


class RulingScreen(LooksScreen):
    """Rules, and word of them."""

    def action_rules(self) -> None:
        """Show all rules; a new one begins with what the list shows."""
        from reader.query import Query, parse, written_query
        from reader.query.of_view import query_of
        from reader.tui.screens.rules import RulesScreen

        feeds = {str(feed.id): feed.url for feed in self.library.feeds()}
        query = query_of(self.articles.view, feeds.get(self.articles.view.value, ""))
        query = written_query(Query(parse(query).where))  # without an order
        self.app.push_screen(RulesScreen(self.library, query), self._rules_answered)

    def _rules_answered(self, answer: View | bool | None) -> None:
        if answer:
            self.articles.reload()
            self.reload()
        if isinstance(answer, View):
            self.visit(answer)

    def begin_watching(self) -> None:
        super().begin_watching()
        self.set_interval(_LOOKED_AT, self.look_at_rules)

    def look_at_rules(self) -> None:
        """Say what rules did by themselves, and show it."""
        rules = self.library.rules
        if rules.notice:
            note, rules.notice = rules.notice, ""
            self.articles.reload()
            self.reload()
            self.say(note)
