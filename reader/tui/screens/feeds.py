"""All subscriptions, to look at and to change: names, folders, order, tags, how often they are asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.editing import Subscribed, minutes_of
from reader.library import FeedHealth, LibraryError, Progress
from reader.model import View
from reader.opener import CannotOpenError, open_in_browser
from reader.text import masked, safe_line
from reader.tui.marking import counted
from reader.tui.messages import SubscriptionChosen, SubscriptionMoved
from reader.tui.screens.asking import AskingScreen
from reader.tui.widgets import subscription_rows
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.subscription_list import SubscriptionHead, SubscriptionList
from reader.tui.widgets.subscription_rows import FeedRow, FolderRow
from reader.tui.widgets.wrapping import clip

if TYPE_CHECKING:
    from reader.library import FeedLink, Library

_TALL = 30  # lines from which two of them are there for what a feed has
_NO_FOLDER = "no folder"


class FeedsScreen(AskingScreen[View | bool]):
    """Look at feeds and change them; the answer is a view to show, else whether anything was changed."""

    CSS_PATH = "feeds.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,F", "close", "Close"),
        Binding("enter,l,right", "choose", "Its articles"),
        Binding("a", "add", "Add"),
        Binding("f", "find", "Find"),
        Binding("r,f2", "rename", "Rename"),
        Binding("m", "move_to", "Move"),
        Binding("i", "interval", "Interval"),
        Binding("t", "tags", "Tags"),
        Binding("u", "mute", "Mute"),
        Binding("d,delete", "remove", "Remove"),
        Binding("x", "full_text", "Full text"),
        Binding("v", "select", "Select"),
        Binding("J,shift+down", "shift(1)", "Lower"),
        Binding("K,shift+up", "shift(-1)", "Higher"),
        Binding("R", "fetch", "Fetch"),
        Binding("H", "health", "Health"),
        Binding("o", "browser", "Site"),
        Binding("y", "copy", "Copy"),
        Binding("slash", "filter", "Filter"),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("ctrl+y", "redo", "Redo"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._changed = False
        self._words = ""
        self._subscribed: Sequence[Subscribed] = ()
        self._health: dict[int, FeedHealth] = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="feeds-screen"):
            yield Static("FEEDS", id="feeds-heading", markup=False)
            yield SubscriptionHead(id="feeds-head")
            yield SubscriptionList()
            yield Static("", id="feeds-detail", markup=False)
            yield Prompt(id="feeds-prompt")
            yield Foot(subscription_rows.KEYS, id="feeds-foot")

    def on_mount(self) -> None:
        self._show()
        self._list.focus()
        self._look_at_health()

    @property
    def _list(self) -> SubscriptionList:
        return self.query_one(SubscriptionList)

    # What is shown

    def _show(self) -> None:
        """Show the feeds as the library has them now; the cursor stays with its row."""
        self._subscribed = self._library.editing.listed()
        rows = subscription_rows.rows_of(self._subscribed, self._health, self._words)
        heading = subscription_rows.heading(rows, self._subscribed)
        self.query_one("#feeds-heading", Static).update(heading)
        self._list.empty = "No feed has these words." if self._subscribed else SubscriptionList.empty
        self._list.show(rows)

    @work(exit_on_error=False, group="health")
    async def _look_at_health(self) -> None:
        self._health = {one.feed_id: one for one in await self._library.feed_health()}
        self._show()

    def on_subscription_moved(self, message: SubscriptionMoved) -> None:
        """Say what there is to say of the row under the cursor."""
        message.stop()
        box = self.query_one("#feeds-detail", Static)
        at, how, said = subscription_rows.detail(self._list.row, self._list.selected)
        lines = clip(at, box.size.width), how, clip(said, box.size.width)
        box.update("\n".join(map(as_seen_here, lines)))

    def on_resize(self) -> None:
        """Say more of what a feed has where there is room."""
        self.query_one("#feeds-detail").set_class(self.size.height >= _TALL, "tall")

    def tell(self, note: str) -> None:
        """Say one sentence in place of the keys."""
        self.query_one("#feeds-foot", Static).update(
            as_seen_here(safe_line(note, 400)) if note else subscription_rows.KEYS
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in a sentence what a task failed with."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self.tell(str(error) if isinstance(error, LibraryError | CannotOpenError) else repr(error))

    def file_changed(self, note: str) -> None:
        """Show what somebody else wrote into feeds.toml."""
        self._changed = True
        self._show()
        self.tell(note)

    # What keys act on

    @property
    def _folder(self) -> str:
        """The folder that the cursor is in."""
        row = self._list.row
        if row is None:
            return ""
        return row.folder if isinstance(row, FolderRow) else row.one.feed.folder

    def _meant(self) -> list[Subscribed]:
        """The selected feeds, else that under the cursor, else those of the folder."""
        row, selected = self._list.row, self._list.selected
        if selected:
            return [one for one in self._subscribed if one.feed.id in selected]
        if isinstance(row, FeedRow):
            return [row.one]
        return [
            one for one in self._subscribed if isinstance(row, FolderRow) and one.feed.folder == row.folder
        ]

    def _ids(self) -> list[int]:
        return [one.feed.id for one in self._meant()]

    @work(exit_on_error=False, group="editing")
    async def _do(self, deed: Awaitable[str]) -> None:
        """Do it, and show how it is then."""
        said = await asyncio.shield(deed)
        self._changed = True
        self._show()
        self.tell(said)

    # Changing

    def action_rename(self) -> None:
        row, editing = self._list.row, self._library.editing
        if isinstance(row, FolderRow):
            self.ask("Folder ", lambda name: self._do(editing.rename_folder(row.folder, name)), row.folder)
        elif row is not None:
            answer = partial(self._rename, row.id)
            self.ask("Name ", answer, row.title, hint=lambda typed: "" if typed else "its own name")

    def _rename(self, feed_id: int, name: str) -> None:
        self._do(self._library.editing.rename(feed_id, name))

    def action_move_to(self) -> None:
        if ids := self._ids():
            self.ask(
                "Into folder ", partial(self._put_in, ids), self._folder, self._complete_folder, self._known
            )

    def _put_in(self, ids: list[int], folder: str) -> None:
        self._list.selected.clear()
        self._do(self._library.editing.put_in(ids, folder))

    def _folders(self) -> list[str]:
        return list(dict.fromkeys(one.feed.folder for one in self._subscribed if one.feed.folder))

    def _complete_folder(self, typed: str) -> str | None:
        return next(
            (name for name in self._folders() if typed and name.startswith(typed) and name != typed), None
        )

    def _known(self, typed: str) -> str:
        if not typed.strip():
            return _NO_FOLDER
        return "" if typed.strip() in self._folders() else "a new folder"

    def action_interval(self) -> None:
        if ids := self._ids():
            said = {one.subscription.interval for one in self._meant()}
            value = subscription_rows.short(said.pop()) if len(said) == 1 else ""
            self.ask(
                "Asked every ", partial(self._set_interval, ids), value, hint=lambda _: "90m, 2h, 3d, 1w"
            )

    def _set_interval(self, ids: list[int], said: str) -> None:
        try:
            self._do(self._library.editing.set_interval(ids, minutes_of(said)))
        except LibraryError as error:
            self.tell(str(error))

    def action_tags(self) -> None:
        if meant := self._meant():
            tags = safe_line(", ".join(dict.fromkeys(tag for one in meant for tag in one.feed.tags)))
            ids = [one.feed.id for one in meant]
            self.ask("Tags ", partial(self._set_tags, ids), tags, self._complete_tag)

    def _set_tags(self, ids: list[int], said: str) -> None:
        tags = [tag for name in said.split(",") if (tag := name.strip().removeprefix("#"))]
        self._do(self._library.editing.set_tags(ids, tags))

    def _complete_tag(self, typed: str) -> str | None:
        last = typed.rpartition(",")[2].lstrip()
        known = (safe_line(tag.name, 80) for tag in self._library.tags())
        found = next((tag for tag in known if last and tag.startswith(last) and tag != last), None)
        return typed[: len(typed) - len(last)] + found if found else None

    def action_mute(self) -> None:
        if meant := self._meant():
            value = not all(one.feed.muted for one in meant)
            self._do(self._library.editing.mute([one.feed.id for one in meant], value))

    def action_full_text(self) -> None:
        """Always take the pages; then never; then where the feed gives only a summary."""
        if meant := self._meant():
            following = {None: True, True: False, False: None}[meant[0].subscription.full_text]
            self._do(self._library.editing.take_full_text([one.feed.id for one in meant], following))

    def action_remove(self) -> None:
        row, editing = self._list.row, self._library.editing
        if isinstance(row, FolderRow) and not self._list.selected:
            self._do(editing.remove_folder(row.folder))
        elif ids := self._ids():
            self._list.selected.clear()
            self._do(self._with_remedy(editing.remove(ids)))

    async def _with_remedy(self, deed: Awaitable[str]) -> str:
        return f"{await deed} Ctrl+Z brings it back."

    def action_shift(self, by: int) -> None:
        row, editing = self._list.row, self._library.editing
        if isinstance(row, FolderRow):
            self._do(editing.shift_folder(row.folder, by))
        elif row is not None:
            self._do(editing.shift(row.id, by))

    def action_undo(self) -> None:
        self._do(self._library.history.undo())

    def action_redo(self) -> None:
        self._do(self._library.history.redo())

    def action_select(self) -> None:
        """Select the feed, or those of the folder, or no longer; and go on."""
        row, selected = self._list.row, self._list.selected
        if isinstance(row, FeedRow):
            selected ^= {row.id}
            self._list.move(1)
        elif isinstance(row, FolderRow):
            inside = {one.feed.id for one in self._subscribed if one.feed.folder == row.folder}
            selected ^= selected & inside if inside <= selected else inside - selected
        self._list.refresh()
        self._list.cursor_moved()

    # Adding and finding

    def action_add(self) -> None:
        where = f"into “{self._folder}”" if self._folder else ""
        self.ask("Subscribe to ", partial(self._find, self._folder, False), hint=lambda _: where)

    def action_find(self) -> None:
        """Which feeds a site has; first that of the feed under the cursor."""
        row = self._list.row
        site = row.one.feed.site or "" if isinstance(row, FeedRow) else ""
        self.ask("Feeds of ", partial(self._find, self._folder, True), safe_line(site))

    @work(exit_on_error=False, group="adding")
    async def _find(self, folder: str, only_look: bool, url: str) -> None:
        from reader.tui.screens.choosing import ChoosingScreen

        self.tell(f"Looking for the feeds of {masked(url, 200)} …")
        links = await self._library.find_feeds(url)
        if len(links) > 1 or (links and only_look):
            self.tell("")
            self.app.push_screen(ChoosingScreen(url, links), partial(self._feed_chosen, url, folder))
        else:
            self._subscribe(url, links[0] if links else None, folder)

    def _feed_chosen(self, url: str, folder: str, link: FeedLink | None) -> None:
        if link is not None:
            self._subscribe(url, link, folder)

    @work(exit_on_error=False, group="adding")
    async def _subscribe(self, url: str, link: FeedLink | None, folder: str) -> None:
        self.tell(f"Fetching {masked(link.url if link is not None else url, 200)} …")
        feed = await self._library.follow(url, link, folder)
        self._changed = True
        self._show()
        row = next((row for row in self._list.rows if isinstance(row, FeedRow) and row.id == feed.id), None)
        self._list.show(self._list.rows, row)
        self.tell(f"Subscribed to {safe_line(feed.title, 100)}: {counted(feed.total, 'article')}.")

    @work(exit_on_error=False, group="fetching")
    async def _fetch(self, ids: list[int]) -> None:
        """Fetch feeds now, and say what came of it."""
        self.tell("Fetching …")
        report = await self._library.refresh(ids, self._show_progress)
        self._changed = True
        self._health = {one.feed_id: one for one in await self._library.feed_health()}
        self._show()
        failed = f" {report.failed[0][0]}: {report.failed[0][1]}" if report.failed else ""
        self.tell(f"{counted(report.new, 'new article')}.{failed}")

    def _show_progress(self, progress: Progress) -> None:
        fetching = f"Fetching {progress.done:,} of {progress.total:,} · {progress.feed_title}"
        self.tell("Waiting for another Reader that fetches …" if progress.waits else fetching)

    def action_fetch(self) -> None:
        if ids := self._ids():
            self._fetch(ids)

    # Looking

    def action_filter(self) -> None:
        self.ask("Filter ", self._filtered, self._words, hint=self._filter)

    def _filter(self, typed: str) -> str:
        """Show only what has these words, while they are typed."""
        if typed != self._words:
            self._words = typed
            self._show()
        return ""

    def _filtered(self, typed: str) -> None:
        self._filter(typed)

    def dropped(self) -> None:
        self._filter("")

    def action_browser(self) -> None:
        row = self._list.row
        if isinstance(row, FeedRow) and row.one.feed.site:
            self._browse(row.one.feed.site)
        elif isinstance(row, FeedRow):
            self.tell("The feed does not say where its site is.")

    @work(exit_on_error=False, group="browsing")
    async def _browse(self, url: str) -> None:
        self.tell(await open_in_browser(url, self._library.settings.open_command))

    def action_copy(self) -> None:
        if addresses := [masked(one.feed.url, 0) for one in self._meant()]:
            self.app.copy_to_clipboard("\n".join(addresses))
            self.tell(f"Copied {addresses[0]}" + (f" and {len(addresses) - 1} more" if addresses[1:] else ""))

    def action_health(self) -> None:
        from reader.tui.screens.health import HealthScreen

        self.app.push_screen(HealthScreen(self._library), self._helped)

    def _helped(self, changed: bool | None) -> None:
        self._changed = self._changed or bool(changed)
        self._look_at_health()

    def on_subscription_chosen(self, message: SubscriptionChosen) -> None:
        """Show the articles of a feed or a folder."""
        message.stop()
        row = message.row
        self.dismiss(View("folder", row.folder) if isinstance(row, FolderRow) else View("feed", str(row.id)))

    def action_close(self) -> None:
        """Take away the selection, then the filter, then close."""
        if self._list.selected:
            self._list.selected.clear()
            self._list.refresh()
            self._list.cursor_moved()
        elif self._words:
            self._filter("")
        else:
            self.dismiss(self._changed)
