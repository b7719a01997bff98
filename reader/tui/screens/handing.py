"""What the keys hand to other programs: articles to pipes and bookmarks, files to players."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker

from reader import programs
from reader.history import Deed
from reader.library import Outcome, Pipe, ProgramError
from reader.model import Enclosure, View
from reader.text import safe_line, safe_text
from reader.tui.marking import counted
from reader.tui.screens.annotating import AnnotatingScreen

if TYPE_CHECKING:
    from reader.library import Library, RefreshReport

_LINES = "piped lines"
_MOST_LINES = 50
_MOST_NAMED = 3  # titles in a notification


class HandingScreen(AnnotatingScreen):
    """Deeds of other programs, each in the background; how it went is said when it has ended."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._piping: Worker[None] | None = None

    # Pipes

    def action_pipe(self) -> None:
        """Ask for a program that gets the article."""
        if self.article is None:
            self.say("Go to an article first.")
        else:
            self.ask("| ", self.pipe_to, "", self.complete_pipe, self._hint_of_pipe)

    def pipe_to(self, line: str) -> None:
        """Give the article, or the selected ones, to a program: one of feeds.toml by its name, or any."""
        try:
            pipe = self.library.programs.typed(line)
        except ProgramError as error:
            self.say(str(error), trouble=True)
            return
        self.keep(_LINES, "\n".join([line, *(one for one in self._lines if one != line)][:_MOST_LINES]))
        self._start_pipe(pipe)

    def action_pipe_named(self, name: str) -> None:
        """Run a pipe of feeds.toml, as its own key does."""
        pipe = next((one for one in self.library.programs.pipes if one.name == name), None)
        if pipe is not None:
            self._start_pipe(pipe)

    def complete_pipe(self, line: str) -> str | None:
        """Return the line that `line` may become: a configured pipe, or one that was typed before."""
        known = [*(pipe.name for pipe in self.library.programs.pipes), *self._lines]
        return next((one for one in known if line and one.startswith(line) and one != line), None)

    @property
    def _lines(self) -> Sequence[str]:
        return [line for line in self.library.recall(_LINES).split("\n") if line]

    def _hint_of_pipe(self, line: str) -> str:
        pipes = self.library.programs.pipes
        named = next((pipe for pipe in pipes if pipe.name == line.strip()), None)
        if named is not None:
            return safe_line(" ".join(named.run), 60)
        return "" if line else "  ".join(pipe.name for pipe in pipes[:6]) or "a program, such as wc -w"

    def _start_pipe(self, pipe: Pipe) -> None:
        ids = list(self.targets)
        if not ids:
            self.say("Go to an article first.")
        elif self._piping is not None and self._piping.is_running:
            self.say("One program runs already; Esc ends it.")
        else:
            self.end_selection()
            self._piping = self._pipe(ids, pipe)

    @work(exit_on_error=False, group="piping")
    async def _pipe(self, ids: Sequence[int], pipe: Pipe) -> None:
        """Give each article to the program, one after the other, and show what it said."""
        outcomes = []
        try:
            for number, article_id in enumerate(ids, 1):
                of = f" ({number} of {len(ids)})" if len(ids) > 1 else ""
                self.status.work = safe_line(f"Running {pipe.name}{of} … Esc ends it", 200)
                if pipe.suspend:
                    await self._in_terminal(article_id, pipe)
                    continue
                outcome = await self.library.programs.pipe(article_id, pipe)
                outcomes.append((article_id, outcome))
                if outcome.code:
                    raise ProgramError(outcome.sentence)
        finally:
            self.status.work = ""
            if outcomes:
                self._show_outcomes(pipe, outcomes)

    async def _in_terminal(self, article_id: int, pipe: Pipe) -> None:
        """Leave the terminal to a program until it ends."""
        from textual.app import SuspendNotSupported

        async with self.library.programs.prepared(article_id, pipe) as (argv, given):
            try:
                with self.app.suspend():
                    code = programs.run_in_terminal(argv, given)
            except SuspendNotSupported:
                raise ProgramError(f"{pipe.name} needs a terminal, and there is none here.") from None
        self.app.refresh()
        self.say(f"{pipe.name} ended with {code}." if code else f"{pipe.name} is done.", trouble=bool(code))

    def _show_outcomes(self, pipe: Pipe, outcomes: Sequence[tuple[int, Outcome]]) -> None:
        """Show what a program said of each article, or say that it said nothing."""
        texts = {number: _text_of(outcome) for number, outcome in outcomes}
        last = outcomes[-1][1]
        if pipe.show == "note":
            self._keep_notes({number: text for number, text in texts.items() if text})
        elif pipe.show == "nothing" or not any(texts.values()):
            if not last.code:
                times = f" {len(outcomes)} times" if len(outcomes) > 1 else ""
                self.say(f"{pipe.name} is done{times}.")
        elif len(outcomes) == 1 and len(texts[outcomes[0][0]]) < 100 and "\n" not in texts[outcomes[0][0]]:
            self.say(f"{pipe.name}: {texts[outcomes[0][0]]}")
        else:
            self._show_output(pipe, texts, cut=any(outcome.cut for _, outcome in outcomes))

    def _show_output(self, pipe: Pipe, texts: dict[int, str], *, cut: bool) -> None:
        from reader.tui.screens.output import OutputScreen

        titles = {one.id: safe_line(one.title, 200) for one in self.library.articles(list(texts))}
        if len(texts) == 1:
            ((number, text),) = texts.items()
            heading = f"{pipe.name} · {titles.get(number, '')}"
            self.app.push_screen(
                OutputScreen(heading, text, cut, lambda said: self._keep_notes({number: said}))
            )
            return
        whole = "\n\n\n".join(f"{titles.get(number, '').upper()}\n\n{text}" for number, text in texts.items())
        self.app.push_screen(OutputScreen(f"{pipe.name} · {counted(len(texts), 'article')}", whole, cut))

    @work(exit_on_error=False, group="marking")
    async def _keep_notes(self, texts: dict[int, str]) -> None:
        """Put texts behind the notes of articles, as one deed."""
        marks, history = self.library.marks, self.library.history
        what = "a note" if len(texts) == 1 else f"{len(texts)} notes"
        async with history.turn:
            changes = []
            for number, text in texts.items():
                note = marks.of(number).note
                before = f"{note.text}\n\n" if note is not None else ""
                changes.append((number, *await marks.write_note(number, before + text)))

            async def put(which: int) -> None:
                for number, *notes in changes:
                    await marks.put_note_back(number, notes[which])

            said = f"Kept as {what}."
            history.did(Deed(said, f"Taken back: {what}.", partial(put, 0), partial(put, 1)))
        self.say(said)
        self.reload()

    def end_program(self) -> bool:
        """End the program that runs; say whether one did."""
        running = self._piping is not None and self._piping.is_running
        if self._piping is not None and running:
            self._piping.cancel()
            self.say("Ended.")
        return running

    # Bookmarks

    @work(exit_on_error=False, group="browsing")
    async def action_bookmark(self) -> None:
        """Hand the article to the bookmark program."""
        article = self.article
        if article is None:
            self.say("Go to an article first.")
            return
        self.status.work = "Bookmarking …"
        try:
            self.say(await self.library.programs.bookmark(article))
        finally:
            self.status.work = ""

    # Files

    def action_enclosures(self) -> None:
        """Show the files of the article."""
        from reader.tui.screens.files import EnclosuresScreen

        article = self.article
        if article is None:
            self.say("Go to an article first.")
        elif not self.library.enclosures(article.id):
            self.say("No files come with this article.")
        else:
            screen = EnclosuresScreen(self.library, article, self.action_downloads)
            self.app.push_screen(screen, self._file_chosen)

    def action_downloads(self) -> None:
        """Show the queue of downloads."""
        from reader.tui.screens.files import DownloadsScreen

        self.app.push_screen(DownloadsScreen(self.library), self._file_chosen)

    def action_podcasts(self) -> None:
        """Show the articles with something to be heard."""
        self.visit(View("query", "enclosure:audio"))

    def _file_chosen(self, chosen: tuple[Enclosure, int | None] | None) -> None:
        if chosen is not None:
            self._open_file(*chosen)

    @work(exit_on_error=False, group="browsing")
    async def _open_file(self, enclosure: Enclosure, article_id: int | None) -> None:
        """Open a file; its article counts as read."""
        self.say(await self.library.play(enclosure, article_id))
        article = self.library.article(article_id) if article_id is not None else None
        if article is not None and not article.read:
            await self.marking.opened(article)
            self.reload()

    def look_at_downloads(self) -> None:
        """Say what came to its end by itself."""
        if notice := self.library.take_download_notice():
            self.say(notice)

    # Notifications

    def news_came(self, report: RefreshReport) -> None:
        """Tell a person who looks elsewhere that there is something new: once for a refresh."""
        if self.library.settings.notify != "off" and not self._is_looked_at:
            self._notify(report.new)

    @property
    def _is_looked_at(self) -> bool:
        """Whether the person is known to look here: the terminal says so when it gets and loses the focus."""
        return bool(getattr(self.app, "focus_is_known", False)) and self.app.app_focus

    @work(exit_on_error=False, group="notifying")
    async def _notify(self, new: int) -> None:
        ids = self.library.article_ids(View("unread"))[: min(new, _MOST_NAMED)]
        titles = " · ".join(safe_line(one.title, 80) for one in self.library.articles(ids))
        more = f" and {new - len(ids)} more" if new > len(ids) > 0 else ""
        await self.library.programs.notify(counted(new, "new article"), titles + more)


def _text_of(outcome: Outcome) -> str:
    return safe_text(outcome.output.decode("utf-8", "replace")).strip("\n")
