"""The first screen of somebody new: what they would like to begin with. `:welcome` shows it again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.importing import REFERENCES, Choice, TakeoverProgress, TakeoverReport
from reader.library import LibraryError
from reader.starting import Topic
from reader.text import masked, safe_line
from reader.tui.messages import PromptAnswered, WelcomeRowChosen
from reader.tui.screens.asking import AskingScreen
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.welcome_list import WelcomeList, WelcomeRow
from reader.tui.widgets.wrapping import clip

if TYPE_CHECKING:
    from reader.library import FeedLink, Library
    from reader.takeover.values import Survey

_HELLO = "What would you like to read? Nothing is fetched before you have chosen."
_STARTER = "Feeds to begin with"
_FEET = {
    "choices": "Enter chooses · j k move · Esc goes on without",
    "topics": "Enter subscribes to what is checked · Space switches · Esc goes back",
    "takeover": "Enter takes over · Space switches · Esc goes back",
    "working": "Esc stops; what has come until then stays",
}
_TYPING = "Enter goes on · Esc goes back"
_TYPING_A_PATH = "Enter goes on · Tab completes · Esc goes back"
_MOST_LOOKED_AT = 2_000


class WelcomeScreen(AskingScreen[str | None]):
    """Choose what to begin with; the answer is a sentence about what was done, None if nothing was."""

    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "Choose"),
        Binding("space", "switch", "Switch"),
        Binding("escape,q,h,left", "back", "Back"),
    ]

    def __init__(self, library: Library, source: str = "") -> None:
        """`source` is a file or folder to take over from, which is looked at in place of the choices."""
        super().__init__()
        self._library, self._source = library, source
        self._topics = library.starting.topics()
        self._newsboat = library.takeovers.newsboat()
        self._surveys: dict[tuple[str, ...], Survey] = {}
        self._survey: Survey | None = None
        self._at = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="welcome"):
            yield Static("READER", id="welcome-heading", markup=False)
            yield Static(_HELLO, id="welcome-words", markup=False)
            yield WelcomeList()
            yield Static("", id="welcome-note", markup=False)
            yield Prompt(id="welcome-prompt")
            yield Foot("", id="welcome-foot")

    def on_mount(self) -> None:
        self._list.focus()
        self._show_choices()
        if self._source:
            self._look_at((self._source,))
        elif self._newsboat:
            self._count_newsboat()

    @property
    def _list(self) -> WelcomeList:
        return self.query_one(WelcomeList)

    def _tell(self, note: str, *more: str) -> None:
        """Say a sentence, and lines that each may be cut."""
        room = max(20, self.query_one("#welcome-note").size.width - 2)
        lines = [safe_line(note, 500), *(clip("  " + safe_line(line), room) for line in more)]
        self.query_one("#welcome-note", Static).update("\n".join(map(as_seen_here, lines)))

    def _show(self, at: str, words: str, rows: Sequence[WelcomeRow], cursor: int = 0) -> None:
        self._at = at
        self.query_one("#welcome-words", Static).update(as_seen_here(words))
        self.query_one("#welcome-foot", Static).update(_FEET[at])
        self._list.show(rows, cursor)
        self._tell("")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in a sentence what a task failed with, and go back to where one can choose."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            if self._at == "working":
                self._show_choices()
            self._tell(str(error) if isinstance(error, LibraryError) else repr(error))

    # Choosing

    def _show_choices(self) -> None:
        feeds = sum(len(topic.feeds) for topic in self._topics)
        names = ", ".join(topic.name for topic in self._topics)
        rows = [
            WelcomeRow("starter", _STARTER, f"{feeds} newspapers and magazines by topic: {names}"),
            WelcomeRow("address", "A site or a feed", "by its address; of several feeds you choose one"),
            WelcomeRow(
                "file",
                "A file of another program",
                "feeds as OPML, newsboat's files, exports of Pocket, Readwise and others, bookmarks",
            ),
            WelcomeRow(
                "account",
                "An account on a server",
                "FreshRSS, Miniflux, Tiny Tiny RSS, Nextcloud News, Inoreader, …: feeds and what was read",
            ),
            WelcomeRow("nothing", "Nothing yet", "an empty list; F shows the feeds, and a adds one there"),
        ]
        if self._newsboat:
            rows.insert(0, WelcomeRow("newsboat", "Everything from newsboat", self._newsboat_words()))
        self._show("choices", _HELLO, rows)

    def _newsboat_words(self) -> str:
        survey = self._surveys.get(self._newsboat)
        where = safe_line(self._newsboat[0].replace(str(Path.home()), "~"), 100)
        if survey is None:
            return f"feeds, articles, flags and settings in {where}"
        feeds = len(survey.lists.subscriptions) or len(survey.feeds)
        articles = sum(feed.items for feed in survey.feeds)
        return f"{feeds:,} feeds and {articles:,} articles with what you have read and flagged, in {where}"

    @work(exit_on_error=False, group="counting")
    async def _count_newsboat(self) -> None:
        """Say how much newsboat has, as soon as that is known."""
        try:
            self._surveys[self._newsboat] = await self._library.takeovers.survey(self._newsboat)
        except LibraryError:
            return  # it is said once it is chosen
        if self._at == "choices":
            cursor = self._list.cursor
            self._show_choices()
            self._list.cursor = cursor

    def on_welcome_row_chosen(self, message: WelcomeRowChosen) -> None:
        message.stop()
        name = message.row.name
        if self._at == "topics":
            self._begin(
                [topic for topic, row in zip(self._topics, self._list.rows, strict=True) if row.checked]
            )
        elif self._at == "takeover":
            self._take_over()
        elif self._at == "choices":
            self._choose(name)

    def _choose(self, name: str) -> None:
        foot = self.query_one("#welcome-foot", Static)
        if name == "starter":
            rows = [
                WelcomeRow(one.name, one.name, one.names, checked=not _foreign(one.name))
                for one in self._topics
            ]
            self._show("topics", "Which topics?", rows)
        elif name == "newsboat":
            self._look_at(self._newsboat)
        elif name == "address":
            foot.update(_TYPING)
            self.ask("Address ", self._find)
        elif name == "file":
            foot.update(_TYPING_A_PATH)
            self.ask("File ", lambda path: self._look_at((path,)), complete=_complete_path)
        elif name == "account":
            from reader.tui.screens.accounts import AccountsScreen

            self.app.push_screen(AccountsScreen(self._library, adding=True), self._account_added)
        else:
            self._begin_empty()

    def _account_added(self, answer: tuple[str, str] | None) -> None:
        if answer is not None:
            self.dismiss(answer[1])

    def on_prompt_answered(self, message: PromptAnswered) -> None:
        """The keys of the list count again."""
        self.query_one("#welcome-foot", Static).update(_FEET[self._at])
        super().on_prompt_answered(message)

    def action_switch(self) -> None:
        """Take a topic or leave it; with nothing to switch, choose."""
        row = self._list.row
        if row is not None and row.checked is not None:
            self._list.switch()
        else:
            self.action_choose()

    def action_back(self) -> None:
        if self._at == "working":
            self.workers.cancel_group(self, "taking")
            self._show_choices()
            self._tell("Stopped. What came until then is there, and to take over again goes on.")
        elif self._at == "choices" or self._source:
            self.dismiss(None)
        else:
            self._show_choices()

    # Beginning

    @work(exit_on_error=False, group="beginning")
    async def _begin(self, topics: Sequence[Topic]) -> None:
        if not topics:
            self._tell("Space takes a topic; without one there is nothing to subscribe to.")
            return
        self.dismiss(await asyncio.shield(self._library.starting.begin(topics)))

    @work(exit_on_error=False, group="beginning")
    async def _begin_empty(self) -> None:
        await asyncio.shield(self._library.starting.begin([]))
        self.dismiss("F shows the feeds, of which there are none yet; a there adds one, :welcome asks again.")

    @work(exit_on_error=False, group="beginning")
    async def _find(self, url: str) -> None:
        from reader.tui.screens.choosing import ChoosingScreen

        self._tell(f"Looking for the feeds of {masked(url, 200)} …")
        links = await self._library.find_feeds(url)
        if len(links) > 1:
            self._tell("")
            self.app.push_screen(ChoosingScreen(url, links), partial(self._feed_chosen, url))
        else:
            self._follow(url, links[0] if links else None)

    def _feed_chosen(self, url: str, link: FeedLink | None) -> None:
        if link is not None:
            self._follow(url, link)

    @work(exit_on_error=False, group="beginning")
    async def _follow(self, url: str, link: FeedLink | None) -> None:
        self._tell(f"Fetching {masked(link.url if link is not None else url, 200)} …")
        feed = await self._library.follow(url, link)
        self._library.starting.asked = False
        self.dismiss(f"Subscribed to {safe_line(feed.title, 100)}.")

    # Taking over

    @work(exit_on_error=False, group="looking")
    async def _look_at(self, places: tuple[str, ...]) -> None:
        """Say what there is to take over, before it is."""
        self._tell("Looking …")
        survey = self._surveys.get(places) or await self._library.takeovers.survey(places)
        self._surveys[places] = self._survey = survey
        report = await self._library.takeovers.take(survey, dry_run=True)
        rows = [WelcomeRow("take", "Take it over", _coming(report))]
        if survey.kind in REFERENCES:
            rows.append(WelcomeRow("later", "to be read later", "else they count as read", checked=False))
        if survey.lists.wishes:
            rows.append(WelcomeRow("settings", "with settings and keys", _settings(report), checked=True))
        if survey.cache:
            rows.append(
                WelcomeRow(
                    "star", "with a star for what is flagged", "flags become tags anyway", checked=False
                )
            )
        left = len(report.not_taken)
        words = f"{safe_line(survey.path, 200)}: {survey.kind}"
        self._show("takeover", words, rows)
        if left:
            lines = f"{left:,} lines are" if left > 1 else "1 line is"
            self._tell(
                f"{lines} not taken, and `reader import --dry-run` says why, such as:", *_examples(report)
            )

    def _take_over(self) -> None:
        checked = {row.name: row.checked for row in self._list.rows}
        star = "".join(map(chr, (*range(65, 91), *range(97, 123)))) if checked.get("star") else ""
        if self._survey is not None:
            self._show("working", "Taking over …", [])
            settings, later = bool(checked.get("settings", True)), bool(checked.get("later"))
            self._take(self._survey, Choice(star=star, settings=settings, later=later))

    @work(exit_on_error=False, group="taking")
    async def _take(self, survey: Survey, choice: Choice) -> None:
        report = await self._library.takeovers.take(survey, choice, self._show_progress)
        self._library.starting.asked = False
        self.dismiss(report.sentence)

    def _show_progress(self, progress: TakeoverProgress) -> None:
        width = 40
        done = width * progress.done // max(1, progress.total)
        bar = "█" * done + "░" * (width - done)
        what = "pages" if self._survey is not None and self._survey.pages else "articles"
        self._tell(f"{bar} {progress.done:,} of {progress.total:,} {what}")


def _coming(report: TakeoverReport) -> str:
    pages = report.pages
    parts = [f"{report.feeds:,} new feeds"] if report.feeds or report.known_feeds or not pages.new else []
    if report.known_feeds:
        parts.append(f"{report.known_feeds:,} known ones")
    if pages.new:
        parts.append(f"{pages.new:,} pages with what you have read, tagged and marked")
    if pages.known:
        parts.append(f"{pages.known:,} pages that are here already")
    if report.counts.new:
        parts.append(f"{report.counts.new:,} articles with what you have read and flagged")
    if report.views:
        parts.append(f"{report.views:,} views")
    return ", ".join(parts)


def _settings(report: TakeoverReport) -> str:
    return ", ".join(report.settings) or "which are here already"


def _examples(report: TakeoverReport) -> list[str]:
    return [f"{safe_line(one.what, 60)}: {one.why}" for one in report.not_taken[:3]]


def _foreign(topic: str) -> bool:
    """Whether a topic is not for everybody."""
    return topic == "Other languages"


def _complete_path(typed: str) -> str | None:
    """Return the first file or folder that begins as typed."""
    if not typed.strip():
        return None
    folder, slash, begun = typed.rpartition("/")
    try:
        place = Path(f"{folder}{slash}" or ".").expanduser()
        names = sorted(one.name for _, one in zip(range(_MOST_LOOKED_AT), place.iterdir(), strict=False))
    except (OSError, RuntimeError, ValueError):
        return None
    found = (
        next((name for name in names if name.startswith(begun) and name != begun), None) if begun else None
    )
    if found is None or not found.isprintable():
        return None
    return f"{folder}{slash}{found}" + ("/" if (place / found).is_dir() else "")
