"""Lists by query: the filter of a view, searches, saved queries, articles by an author or about somebody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import work

from reader.model import View
from reader.text import safe_line
from reader.tui import querying
from reader.tui.actions.assistant import Assistant, with_line
from reader.tui.actions.commands import Candidate
from reader.tui.list_style import styled
from reader.tui.screens.browsing import BrowsingScreen

_HISTORY = "queries typed"

_NAMING = {"author": "author", "writer": "author", "entity": "entity", "who": "entity"}
"""What commands take a name of."""


class NarrowingScreen(BrowsingScreen):
    """What a query selects, and what has a name in the text."""

    # The filter

    def action_filter(self) -> None:
        """Ask for a query that the articles of this view must also meet."""
        if self.at not in {"feeds", "list"}:
            self.go_to("list")
        self._ask_query("Filter ", self.use_filter, self.restriction, counts=True)

    def use_filter(self, query: str) -> None:
        """Show of this view what meets a query, too; all of it again without one."""
        query = query.strip()
        if query and (mistake := self.library.queries.mistake(query)) is not None:
            self.say(f"{mistake}", trouble=True)
            return
        if query == self.restriction:
            return
        self._remember(query)
        self.restriction = query
        self.show_view(self.base)
        self.go_to("list")

    def drop_filter(self) -> bool:
        """Take the filter away; say whether there was one."""
        if not self.restriction:
            return False
        self.use_filter("")
        return True

    def action_clear_filter(self) -> None:
        self.drop_filter()

    def _ask_query(
        self, label: str, answer: Callable[[str], object], value: str = "", counts: bool = False
    ) -> None:
        """Ask for a query, with what may stand there, what is wrong with it and, where it is a filter, how
        many articles meet it."""
        self._counts_matches = counts
        assistant = Assistant(self._offered_query, self._queries_typed)
        self.ask(label, answer, value, hint=self._judge, assistant=assistant)

    def _offered_query(self, query: str) -> Sequence[Candidate]:
        return querying.candidates(query, self.library.queries.complete(query, len(query)))

    def offered(self, line: str) -> Sequence[Candidate]:
        command, _, typed = line.partition(" ")
        if command in _NAMING and typed:
            lead = f"{command} "
            return [Candidate(lead + one.line, one.shown) for one in self.offered_names(command, typed)]
        return super().offered(line)

    def offered_names(self, command: str, typed: str) -> Sequence[Candidate]:
        """Return the names that a command may take, as far as one is typed."""
        names = self.known_names(_NAMING[command], typed) if typed else []
        return [Candidate(name, name) for name in names if name != typed]

    def _judge(self, query: str) -> str:
        """Say below the line what is wrong with a query, and begin to count what meets it."""
        self.workers.cancel_group(self, "matches")
        mistake = self.library.queries.mistake(query) if query.strip() else None
        unfinished = mistake is not None and mistake.start >= len(query.rstrip())
        if mistake is not None and not unfinished:
            self.call_later(self.prompt.tell, safe_line(str(mistake), 300), mistake.start)
            return ""
        self.call_later(self.prompt.tell, "")
        if unfinished or not query.strip() or not self._counts_matches:
            return ""
        self._count_matches(query)
        return "…"

    @work(exclusive=True, exit_on_error=False, group="matches")
    async def _count_matches(self, query: str) -> None:
        view = styled(self.base, self.list_style, query)
        count = await self.library.queries.count(view)
        self.prompt.hint(f"{count:,} {'article' if count == 1 else 'articles'}")

    # Queries

    def search_for(self, words: str) -> None:
        """Show what a full-text search finds; what has fields, such as person:Ilves, is a query."""
        if querying.has_fields(words):
            self.show_query(words)
        else:
            self.visit(View("search", words))

    def show_query(self, query: str) -> None:
        """Show what a query selects."""
        if (mistake := self.library.queries.mistake(query)) is not None:
            self.say(str(mistake), trouble=True)
        else:
            self._remember(query)
            self.visit(View("query", query))

    def _remember(self, query: str) -> None:
        """Keep a query for the next that is typed."""
        self.keep(_HISTORY, "\n".join(with_line(self._queries_typed, query)))

    @property
    def _queries_typed(self) -> list[str]:
        return list(filter(None, self.library.recall(_HISTORY).split("\n")))

    def action_query(self) -> None:
        self._ask_query("Query ", self.show_query)

    def action_save_view(self) -> None:
        """Ask under which name to keep what the list shows."""
        from reader.query.of_view import query_of

        feeds = {str(feed.id): feed.url for feed in self.library.feeds()}
        query = query_of(self.articles.view, feeds.get(self.articles.view.value, ""))
        if not query:
            self.say("These are all articles; f filters them first.")
        else:
            self.ask("Name of this list ", lambda name: self._keep_query(name, query))

    def save_view(self, name: str) -> None:
        """Keep what the list shows under a name."""
        from reader.query.of_view import query_of

        feeds = {str(feed.id): feed.url for feed in self.library.feeds()}
        query = query_of(self.articles.view, feeds.get(self.articles.view.value, ""))
        if query:
            self._keep_query(name, query)

    @work(exit_on_error=False, group="views")
    async def _keep_query(self, name: str, query: str) -> None:
        said = await self.library.queries.save(name, query)
        self.reload()
        self.show_view(View("query", query), go=True)
        self.say(said)

    def rename_view(self, name: str) -> None:
        """Give the saved query that is shown another name."""
        if (old := self._saved_name()) is not None:
            self._do_to_views(self.library.queries.rename(old, name))

    def action_remove_view(self) -> None:
        """Take the saved query that is shown out of the lists."""
        if (name := self._saved_name()) is not None:
            self._do_to_views(self.library.queries.remove(name))

    def _saved_name(self) -> str | None:
        view = self.feeds.view if self.at == "feeds" else self.base
        saved = self.library.queries.saved()
        name = next((one.name for one in saved if view == View("query", one.query)), None)
        if name is None:
            self.say("This is no saved list; Q saves one.")
        return name

    @work(exit_on_error=False, group="views")
    async def _do_to_views(self, deed: Awaitable[str]) -> None:
        said = await deed
        self.reload()
        self.say(said)

    # Going to views

    def action_views(self) -> None:
        """Choose a view by letters of its name."""
        from reader.tui.screens.views import ViewsScreen

        self.app.push_screen(ViewsScreen(self.feeds.all_rows()), self._view_answered)

    def _view_answered(self, view: View | None) -> None:
        if view is not None:
            self.visit(view)

    def view_names(self) -> list[str]:
        """Return the names of all views."""
        return [row.label for row in self.feeds.all_rows() if row.view is not None]

    def view_named(self, name: str) -> None:
        """Show the view of this name, or the one whose name comes nearest."""
        from reader.tui.screens.views import matching

        rows = self.feeds.all_rows()
        same = [row for row in rows if row.label.lower() == name.lower()]
        found = next(iter(same or matching(rows, name)), None)
        if found is None or found.view is None:
            self.say(f"No view is called “{safe_line(name, 60)}”; V shows all.", trouble=True)
        else:
            self.visit(found.view)

    def by_author(self, name: str) -> None:
        """Show the articles that somebody wrote."""
        self.visit(View("author", name))

    def about(self, name: str) -> None:
        """Show the articles that name somebody or something."""
        self.visit(View("entity", name))

    def action_more_like(self) -> None:
        """Show the articles that name what the panel's cursor is on; elsewhere those of this one's author."""
        row = self.sidebar.insights.row if self.at == "sidebar" else None
        if row is not None and row.section in {"person", "organisation", "place", "other"}:
            self.about(row.label)
        elif self.at == "sidebar" and row is not None:
            self.say("Put the cursor on a name.")
        elif authors := self._authors_here():
            self.by_author(authors[0])
            if len(authors) > 1:
                self.say(f"Also by {', '.join(authors[1:])}: type :author and the name.")
        else:
            self.say("It is not known who wrote this.")

    def _authors_here(self) -> list[str]:
        article = self.article
        if article is None:
            return []
        understanding = self.library.understanding(article.id)
        known = [one.name for one in understanding.authors if one.name] if understanding is not None else []
        return [safe_line(name, 80) for name in known or article.authors]

    def known_names(self, field: str, letters: str) -> list[str]:
        """Return the names of a field that begin with, or hold, some letters: "author", "entity"."""
        plain = letters.replace('"', "")
        typed = f'{field}:"{plain}'
        return [querying.bare(one.insert) for one in self.library.queries.complete(typed, len(typed))]
