"""What the main screen does through the library: writing, fetching, opening; each in its own task."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from reader.library import LibraryError
from reader.model import Article, View
from reader.opener import checked, open_in_browser
from reader.programs import ProgramError
from reader.text import masked, safe_line
from reader.tui.marking import Marking, counted
from reader.tui.messages import PromptAnswered
from reader.tui.screens.panes import PanesScreen
from reader.tui.widgets.anchors import Anchor
from reader.tui.widgets.key_line import KeyLine
from reader.tui.widgets.prompt import Complete, Enough, Hint

if TYPE_CHECKING:
    from reader.library import FeedLink, Library, Progress, RefreshReport, SyncOutcome
    from reader.tui.actions.assistant import Assistant

_log = logging.getLogger(__name__)
_LOOKED_AFTER = 60.0
"""Seconds after which it is looked again which feeds are due."""
_LOOKED_AT = 2.0
"""Seconds after which it is looked for what other programs have done."""
_TOLD_EVERY = 0.125
"""Seconds between two words on how far a refresh is: hundreds of feeds in a second keep keys waiting."""
_RESTED = 0.5
"""Seconds after which a cursor is taken to rest."""


class DeedsScreen(PanesScreen):
    """Panes with hands: every deed is a worker that says how it went and never takes the screen down."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.marking = Marking(library, self._relist)
        self._answer: Callable[[str], object] | None = None
        self._settling: Timer | None = None
        self._looking_ahead: Timer | None = None
        self._stopped_at: Anchor | None = None
        self._asked_with = ""
        self._refreshing = self._refreshing_due = False
        self._untold: Progress | None = None
        self._telling: Timer | None = None
        self.stopped = False
        """Whether somebody has had enough of the feeds that are asked now."""

    # To be given by the screen that shows things

    @property
    def article(self) -> Article | None:
        raise NotImplementedError

    def reload(self) -> None:
        raise NotImplementedError

    def open_article(self, article_id: int) -> None:
        raise NotImplementedError

    def show_view(self, view: View, go: bool = False) -> None:
        raise NotImplementedError

    def visit(self, view: View) -> None:
        """Show a view from which Escape leads back to where one is."""
        raise NotImplementedError

    def news_came(self, report: RefreshReport) -> None:
        """React to what a refresh by itself has brought."""

    def look_at_downloads(self) -> None:
        """Say what the downloads have to say."""

    def say(self, note: str, trouble: bool = False) -> None:
        """Say one sentence in the status line."""
        self.status.say(note, trouble)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what a task failed with: a sentence if it is the library's, else what and where to look."""
        if event.state is not WorkerState.ERROR or event.worker.error is None:
            return
        error = event.worker.error
        if isinstance(error, LibraryError | ProgramError):
            self.say(str(error), trouble=True)
            return
        _log.error("A task of the screen failed", exc_info=error)
        self.app.bell()
        self.say(
            f"Something went wrong ({type(error).__name__}): {error}. `reader doctor` checks what is kept.",
            trouble=True,
        )

    # Marking

    @work(exit_on_error=False, group="marking")
    async def mark(self, deed: Awaitable[str]) -> None:
        """Have something done to the library, and show what came of it."""
        self.say(await asyncio.shield(deed))
        self.reload()

    @work(exit_on_error=False, group="marking")
    async def mark_opened(self, article: Article) -> None:
        """Mark an article read because it was opened."""
        await self.marking.opened(article)
        self.reload()

    def stories_changed(self) -> None:
        raise NotImplementedError

    def _relist(self) -> None:
        """Show what has come back into the list."""
        self.articles.reload()

    @work(exit_on_error=False, group="keeping")
    async def keep(self, key: str, value: str) -> None:
        """Remember something for the next time."""
        await self.library.remember(key, value)

    # Fetching

    def begin_watching(self) -> None:
        """Show what another program changes in the library, and say what its upkeep has to say."""
        self.set_interval(_LOOKED_AT, self._look_for_others)

    def _look_for_others(self) -> None:
        self.look_at_downloads()
        upkeep = self.library.upkeep
        if upkeep.others_wrote():
            self.articles.reload()
            self.reload()
        if upkeep.notice:
            self.say(upkeep.notice, trouble=True)
            upkeep.notice = ""

    def begin_refreshing(self) -> None:
        """Fetch what is due now, and what will be while the application is open, as the settings say."""
        settings = self.library.settings
        if settings.refresh_on_start and (self.library.account_names or self.library.feeds()):
            self.refresh_due(self._show_progress)
        if settings.refresh_minutes:
            self.set_interval(_LOOKED_AFTER, self.refresh_due)

    @work(exit_on_error=False, group="refreshing")
    async def refresh_due(self, on_progress: Callable[[Progress], None] | None = None) -> None:
        """Fetch what is due, and say nothing unless something is new."""
        if self._refreshing or self._refreshing_due:
            return
        self._refreshing_due = True
        try:
            report = await self.library.refresh_due(on_progress)
        finally:
            self._refreshing_due, self._untold = False, None
            if on_progress is not None and not self._refreshing:
                self.status.work = ""
        if not report.feeds:
            return
        if report.new or report.updated or any(one.marked for one in report.accounts):
            self.articles.reload()
        self.reload()
        if refused := [one for one in report.accounts if one.refused]:
            self.say(safe_line(f"{refused[0].name}: {refused[0].error}", 300), trouble=True)
        if report.new:
            self.say(f"{counted(report.new, 'new article')}. {report.ruled}".rstrip())
            self.news_came(report)

    def action_refresh(self) -> None:
        """Fetch the feeds of what the cursor is on."""
        feeds = self._feeds_here()
        if feeds:
            self.refresh_feeds(feeds)
        else:
            self.say("This list has no feed of its own; R fetches all.")

    def action_refresh_all(self) -> None:
        self.refresh_feeds(None)

    def _feeds_here(self) -> list[int]:
        view = self.feeds.view if self.at == "feeds" else self.articles.view
        if view is not None and view.kind == "folder":
            return [feed.id for feed in self.library.feeds() if feed.folder == view.value]
        if view is not None and view.kind == "feed":
            return [int(view.value)]
        article = self.article if self.at != "feeds" else None
        return [article.feed_id] if article is not None and article.feed_id is not None else []

    @work(exit_on_error=False, group="refreshing")
    async def refresh_feeds(self, feed_ids: list[int] | None) -> None:
        """Fetch feeds; the status line tells how far it is and what came of it."""
        if self._refreshing:
            self.say("Still fetching …")
            return
        self._refreshing, self.stopped = True, False
        self.status.work = "Fetching …"
        try:
            report = await self.library.refresh(feed_ids, self._show_progress)
        finally:
            self._refreshing, self._untold = False, None
            self.status.work = ""
        self.articles.reload()
        self.reload()
        said, trouble = _report_line(report)
        self.say(f"Stopped after {counted(report.feeds, 'feed')}: {said}" if self.stopped else said, trouble)
        self.stopped = False

    def _show_progress(self, progress: Progress) -> None:
        self._untold = progress
        if self._telling is None:
            self._tell_progress()

    def _tell_progress(self) -> None:
        """Say how far a refresh is, and after a moment how far it has come since, if it goes on."""
        progress, self._untold, self._telling = self._untold, None, None
        if progress is None or not (self._refreshing or self._refreshing_due):
            return
        self._telling = self.set_timer(_TOLD_EVERY, self._tell_progress)
        if progress.waits:
            self.status.work = "Waiting for another Reader that fetches …"
            return
        new = f" · {progress.new:,} new" if progress.new else ""
        failed = f" · {progress.failed} failed" if progress.failed else ""
        done = f"Fetching {progress.done:,} of {progress.total:,}{new}{failed}"
        self.status.work = safe_line(f"{done} · {progress.feed_title}", 300)

    @work(exit_on_error=False, group="readying")
    async def get_ready(self) -> None:
        """Have the first article open as quickly as the others."""
        if self.library.settings.stories:
            self.library.newsroom.on_change = self.stories_changed
        await self.library.get_ready()

    def look_ahead(self) -> None:
        """Have the article under the cursor and the next unread ones fetched, once the cursor rests."""
        if self._looking_ahead is not None:
            self._looking_ahead.stop()
        self._looking_ahead = self.set_timer(_RESTED, self._read_ahead)

    def _read_ahead(self) -> None:
        self.library.read_ahead(self.articles.coming(self.library.settings.prefetch))

    @work(exit_on_error=False, group="adding")
    async def subscribe_to(self, url: str) -> None:
        """Subscribe to a feed or to the feed of a site; of several the person chooses one."""
        from reader.tui.screens.choosing import ChoosingScreen

        url = url.strip()
        self.status.work = f"Looking for the feeds of {masked(url, 300)}"
        try:
            links = await self.library.find_feeds(url)
        finally:
            self.status.work = ""
        if len(links) > 1:
            self.app.push_screen(ChoosingScreen(url, links), partial(self._feed_chosen, url))
        else:
            self._follow_feed(url, links[0] if links else None)

    def _feed_chosen(self, url: str, link: FeedLink | None) -> None:
        if link is not None:
            self._follow_feed(url, link)

    @work(exit_on_error=False, group="adding")
    async def _follow_feed(self, url: str, link: FeedLink | None) -> None:
        """Subscribe to a feed that was found at an address, and show what it brings."""
        self.status.work = f"Fetching {masked(link.url if link is not None else url, 300)}"
        try:
            feed = await self.library.follow(url, link)
        finally:
            self.status.work = ""
        self.reload()
        self.show_view(View("feed", str(feed.id)), go=True)
        self.say(f"Subscribed to {safe_line(feed.title, 100)}: {counted(feed.total, 'article')}.")

    def browse_selected(self) -> bool:
        raise NotImplementedError

    def action_browser(self) -> None:
        if self.browse_selected():
            return
        article = self.article
        if article is None or not article.url:
            self.say("This article has no address.")
        else:
            self.browse(article.url)

    @work(exit_on_error=False, group="browsing")
    async def browse(self, url: str) -> None:
        """Open an address in the browser and say whether it worked."""
        if self.app.is_web:
            self.app.open_url(checked(url))  # the person's browser is elsewhere
            self.say("Opened it in another page.")
        else:
            self.say(await open_in_browser(url, self.library.settings.open_command))

    def action_writers(self) -> None:
        if (article := self.article) is not None:
            self.say("Asking the pages of its writers …")
            self._ask_writers(article.id)

    @work(exclusive=True, exit_on_error=False, group="writers")
    async def _ask_writers(self, article_id: int) -> None:
        """Show what the pages of an article's writers say, and say in a sentence how it went."""
        understanding, note = await self.library.ask_writers(article_id)
        here = self.reader.article is not None and self.reader.article.id == article_id
        if understanding is not None and here:
            self.sidebar.introduce(understanding.authors)
        self.say(note or "This is what the pages of its writers say.")

    # Asking

    def ask(
        self,
        label: str,
        answer: Callable[[str], object],
        value: str = "",
        complete: Complete | None = None,
        hint: Hint | None = None,
        enough: Enough | None = None,
        assistant: Assistant | None = None,
    ) -> None:
        """Ask for a line; `answer` gets it unless it is empty where it was empty, or dropped.

        `enough` says of what has been typed that it needs no Enter.
        """
        self._answer = answer
        self.prompt.open(label, value, complete, hint, enough, assistant)
        self._asked_with = value
        self.query_one(KeyLine).place = "prompt"

    @property
    def asking(self) -> bool:
        """Whether a line is being typed."""
        return self._answer is not None

    def type_ahead(self, letters: str) -> bool:
        """Put letters into the line that is asked for; say whether one is."""
        if self.asking:
            self.prompt.type_ahead(letters)
        return self.asking

    def on_prompt_answered(self, message: PromptAnswered) -> None:
        answer, self._answer = self._answer, None
        if answer is None:
            return
        self.prompt.close()
        self.go_to(self.at)
        if message.value is not None and (message.value.strip() or self._asked_with):
            answer(message.value.strip())

    def dropped_prompt(self) -> None:
        if self._answer is not None:
            self._answer = None
            self.prompt.close()
            self.pane_changed()


def sync_line(outcomes: Sequence[SyncOutcome]) -> tuple[str, bool]:
    """Return what came of syncing accounts, and whether that is trouble."""
    new = sum(one.new for one in outcomes)
    said = [f"{counted(new, 'new article')}." if new else "Nothing new."]
    sent, received = sum(one.sent for one in outcomes), sum(one.marked for one in outcomes)
    if sent or received:
        said.append(f"{counted(sent, 'mark')} sent, {received:,} received.")
    if any(one.stopped for one in outcomes):
        said.insert(0, "Stopped; the next time goes on there.")
    troubles = [f"{one.name}: {one.error or one.note}" for one in outcomes if one.error or one.note]
    return safe_line(" ".join([*said, *troubles]), 400), bool(troubles)


def _report_line(report: RefreshReport) -> tuple[str, bool]:
    """Return what a refresh brought, and whether that is trouble."""
    if not report.feeds:
        return (
            "Another Reader has fetched." if report.elsewhere else "There are no feeds to fetch yet.",
            False,
        )
    new = counted(report.new, "new article") if report.new else "Nothing new"
    if not report.outcomes or (report.accounts and not any(one.error for one in report.outcomes)):
        said, trouble = sync_line(report.accounts)
        return (said if trouble else f"{new}. {report.ruled}".rstrip()), trouble
    if not report.failed:
        return f"{new}. {report.ruled}".rstrip(), False
    title, error = report.failed[0]
    if len(report.failed) == report.feeds > 1:
        why = safe_line(error, 200).rstrip(".")
        return f"None of the {report.feeds:,} feeds could be fetched: {why} (marked ! in the feeds).", True
    first = safe_line(f"{title}: {error}", 200)
    more = f", and {len(report.failed) - 1} more" if len(report.failed) > 1 else ""
    return f"{new}. Not fetched: {first}{more} (marked ! in the feeds).", True
