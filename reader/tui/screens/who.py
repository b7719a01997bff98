"""The page of somebody or something that articles name: where, how often, with whom."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.acquaintance import Acquaintance, Known, Place
from reader.library import LibraryError
from reader.model import View
from reader.text import safe_line, safe_text
from reader.tui.messages import FactChosen, NamedChosen
from reader.tui.screens.asking import AskingScreen
from reader.tui.screens.who_trail import Left, Pages, Spot
from reader.tui.widgets.bidi import as_seen_here
from reader.tui.widgets.fact_list import FactList
from reader.tui.widgets.fact_rows import FactRow
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.named_list import NamedList
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.week_plot import WeekPlot

if TYPE_CHECKING:
    from reader.library import Library

_KEYS = (
    "Enter goes there · Tab the other list · f follow · m mute · / another · ? keys"
    " · = the same as · x not this one · n notices · a in the list · s both named · y copies · Esc back"
)
_KEYS_OF_AUTHOR = (
    "Enter goes there · Tab the other list · f follow · m mute · / another · ? keys"
    " · n notices · a in the list · y copies · Esc back"
)
_BY_NAME = "Authors are known by their names alone."
_MOST_PAGES = 50
_WIDE = 96
"""Columns from which both lists stand side by side."""
_KINDS = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "other": "other name",
    "author": "author",
}


class WhoScreen(AskingScreen[Left]):
    """One page after the other; Escape goes back through them. The answer says where to go."""

    CSS_PATH = "who.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "close", "Back"),
        Binding("enter,l,right", "choose", "Go there"),
        Binding("tab,shift+tab", "other_list", "The other list"),
        Binding("right_curly_bracket", "section(1)", "Next section"),
        Binding("left_curly_bracket", "section(-1)", "Section before"),
        Binding("f", "follow", "Follow, or not"),
        Binding("m", "mute", "Mute, or not"),
        Binding("n", "notice", "Tell of new ones, or not"),
        Binding("a", "articles", "In the list"),
        Binding("slash", "another", "Somebody else"),
        Binding("equals_sign", "same", "The same as …"),
        Binding("x", "apart", "Not this one"),
        Binding("s", "both", "Where both are named"),
        Binding("y", "copy", "Copy"),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("ctrl+y", "redo", "Redo"),
    ]

    def __init__(self, library: Library, pages: Pages) -> None:
        super().__init__()
        self._library, self._pages = library, pages
        self._one: Acquaintance | None = None
        self._changed = False

    def compose(self) -> ComposeResult:
        with Vertical(id="who"):
            yield Static("", id="who-heading", markup=False)
            yield WeekPlot("Mentions", id="who-plot")
            with Horizontal(id="who-lists"):
                with Vertical(id="who-left"):
                    yield Static("", id="who-articles-heading", markup=False)
                    yield NamedList()
                with Vertical(id="who-right"):
                    yield FactList()
            yield Prompt(id="who-prompt")
            yield Foot(_KEYS_OF_AUTHOR if self._known.is_author else _KEYS, id="who-foot")

    def on_mount(self) -> None:
        (self._articles if self._pages.spots[-1].at_articles else self._facts).focus()
        self._load(afresh=True)

    def on_resize(self, _event: Resize) -> None:
        self._arrange()

    @property
    def _known(self) -> Known:
        return self._pages.trail[-1]

    @property
    def _articles(self) -> NamedList:
        return self.query_one(NamedList)

    @property
    def _facts(self) -> FactList:
        return self.query_one(FactList)

    @property
    def _here(self) -> LineList:
        """The list that has the keys."""
        return self._facts if self.focused is self._facts else self._articles

    @property
    def _as_left(self) -> Pages:
        """The pages, with where somebody is on the present one."""
        spot = Spot(self._articles.cursor, self._facts.cursor, self._here is self._articles)
        return Pages(self._pages.trail, (*self._pages.spots[:-1], spot))

    @property
    def _row(self) -> FactRow | None:
        return self._facts.row if self._here is self._facts else None

    # What is shown

    @work(exclusive=True, exit_on_error=False, group="who")
    async def _load(self, *, afresh: bool) -> None:
        await self._read(afresh=afresh)

    async def _read(self, *, afresh: bool) -> None:
        known, acquaintances = self._known, self._library.acquaintances
        one = await acquaintances.about(known)
        self._one = one
        self._articles.empty = "No article names this any more."
        self._articles.show(
            one.articles, lambda some: acquaintances.named_in(known, some), _ink(known), afresh=afresh
        )
        self._facts.show(one, afresh=afresh)
        if afresh:
            self._articles.go_to_row(self._pages.spots[-1].article)
            self._facts.go_to_row(self._pages.spots[-1].fact)
        self.query_one(WeekPlot).show(one.since, one.weeks, "Articles" if known.is_author else "Mentions")
        self._head(one)
        self._arrange()

    def _head(self, one: Acquaintance) -> None:
        known, acquaintances = one.known, self._library.acquaintances
        state = [
            _KINDS.get(known.kind, known.kind),
            "followed" if acquaintances.followed(known, one.others) else "",
            "told of" if acquaintances.noticed(known) else "",
            "muted" if acquaintances.muted(known) else "",
        ]
        if len(parts := acquaintances.parts_of(known)) > 1:
            state.append(f"one of {len(parts)} of this name")
        many = len(one.articles)
        counts = "" if known.is_author else f"{_count(one.mentions, 'mention')} in "
        counts += _count(many, "article")
        name = as_seen_here(safe_line(known.label, 200))
        heading = [(name, f"bold ${_ink(known)}"), (f"   {' · '.join(filter(None, state))}", "$ink-soft")]
        trail = " › ".join(as_seen_here(safe_line(past.label, 30)) for past in self._pages.trail[-4:-1])
        heading.append((f"\n{counts}" + (f"   from {trail}" if trail else ""), "$ink-faint"))
        self.query_one("#who-heading", Static).update(Content.assemble(*heading))
        self.query_one("#who-articles-heading", Static).update(f"ARTICLES  {many:,}, the newest first")

    def _arrange(self) -> None:
        """Both lists where there is room, else the one that has the keys."""
        wide, low = self.size.width >= _WIDE, self.size.height < 20
        self.query_one("#who-left").display = wide or self._here is self._articles
        self.query_one("#who-right").display = wide or self._here is self._facts
        self.query_one("#who-right").set_class(not wide, "-alone")
        self.query_one(WeekPlot).display = not low and self._one is not None and len(self._one.weeks) > 1

    def _tell(self, note: str) -> None:
        """Say one sentence in place of the keys."""
        keys = _KEYS_OF_AUTHOR if self._known.is_author else _KEYS
        if note:
            self.query_one(Foot).tell(as_seen_here(safe_line(note, 400)))
        else:
            self.query_one(Foot).update(keys)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in a sentence what a task failed with."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self._tell(str(error) if isinstance(error, LibraryError) else repr(error))

    # Moving

    def action_move(self, rows: int) -> None:
        self._here.move(rows)

    def action_edge(self, direction: int) -> None:
        self._here.edge(direction)

    def action_page(self, pages: int) -> None:
        self._here.page(pages)

    def action_row(self, number: int) -> None:
        self._here.go_to_row(number - 1)

    def action_choose(self) -> None:
        self._here.choose()

    def action_other_list(self) -> None:
        self._give_keys_to(self._articles if self._here is self._facts else self._facts)

    def _give_keys_to(self, one: LineList) -> None:
        """Give a list the keys, which one that is not shown cannot have."""
        self.query_one("#who-left").display = self.query_one("#who-right").display = True
        self.set_focus(one)
        self._arrange()

    def action_section(self, by: int) -> None:
        if self._here is not self._facts:
            self.action_other_list()
        else:
            self._facts.next_section(by)

    def on_fact_chosen(self, message: FactChosen) -> None:
        message.stop()
        if message.row.known is not None:
            self._go(message.row.known)
        elif message.row.place is not None:
            self._leave(message.row.place)

    def on_named_chosen(self, message: NamedChosen) -> None:
        message.stop()
        self._leave(message.named.place)

    def _go(self, known: Known) -> None:
        """Go on to somebody's page."""
        here, again = self._as_left, self._library.acquaintances.again(known)
        self._pages = Pages((*here.trail[-_MOST_PAGES:], again), (*here.spots[-_MOST_PAGES:], Spot()))
        self._tell("")
        self._give_keys_to(self._articles)
        self._load(afresh=True)

    def action_close(self) -> None:
        """Back to the page before, and from the first one out."""
        if len(self._pages.trail) > 1:
            self._pages = Pages(self._pages.trail[:-1], self._pages.spots[:-1])
            self._tell("")
            self._give_keys_to(self._articles if self._pages.spots[-1].at_articles else self._facts)
            self._load(afresh=True)
        else:
            self.dismiss(Left(None, pages=None))

    def _leave(self, to: Place | View) -> None:
        self.dismiss(Left(to, self._known.label, self._as_left))

    def action_articles(self) -> None:
        """Show the articles in the list of the main screen."""
        self._leave(View("query", self._library.acquaintances.query(self._known)))

    def action_both(self) -> None:
        """Go to where the newest article that names both names the other one."""
        row = self._row
        place = None
        if row is not None and row.known is not None:
            place = self._library.acquaintances.together(self._known, row.known)
        if self._known.is_author:
            self._tell("An author is not named in what they write; a shows their articles in the list.")
        elif place is None:
            self._tell("Put the cursor on somebody or something named with this one.")
        else:
            self._leave(place)

    def action_another(self) -> None:
        self.ask("Who ", self._look_up)

    def _look_up(self, name: str) -> None:
        found = self._library.acquaintances.known_as(name)
        if not found:
            self._tell(f"“{safe_line(name, 80)}” is named in no article that was understood.")
        else:
            self._go(found[0])
            if len(found) > 1:
                self._tell(f"Also: {', '.join(safe_line(one.label, 60) for one in found[1:8])}.")

    # Doing

    def action_follow(self) -> None:
        known, acquaintances = self._known, self._library.acquaintances
        others = self._one.others if self._one is not None else ()
        followed = acquaintances.followed(known, others)
        self._do(acquaintances.unfollow(known, others) if followed else acquaintances.follow(known))

    def action_mute(self) -> None:
        known, acquaintances = self._known, self._library.acquaintances
        self._do(acquaintances.unmute(known) if acquaintances.muted(known) else acquaintances.mute(known))

    def action_notice(self) -> None:
        acquaintances = self._library.acquaintances
        self._do(acquaintances.notice(self._known, acquaintances.noticed(self._known) is None))

    def action_same(self) -> None:
        """Ask, or take from the row, who is the same as this one."""
        if self._known.is_author:
            self._tell(_BY_NAME)
            return
        row = self._row
        offered = row.known.label if row is not None and row.known is not None and not row.other else ""
        self.ask("The same as ", self._say_same, safe_line(offered, 120))

    def _say_same(self, name: str) -> None:
        acquaintances = self._library.acquaintances
        alike = acquaintances.known_as(name, self._known.kind) or acquaintances.known_as(name)
        if not alike:
            self._tell(f"“{safe_line(name, 80)}” is named in no article that was understood.")
        else:
            self._do(acquaintances.say_same(self._known, alike[0]))

    def action_apart(self) -> None:
        """Say of the row that it is not this one: of an article that it means another of the name."""
        row, acquaintances = self._row, self._library.acquaintances
        if self._known.is_author:
            self._tell(_BY_NAME)
        elif row is not None and row.other and row.known is not None:
            self._do(acquaintances.say_apart(self._known, row.known))
        elif self._here is not self._articles or (article_id := self._articles.article_id) is None:
            self._tell("Put the cursor on an article that means another, or on a name below “The same as”.")
        elif (
            len(
                others := [one for one in acquaintances.parts_of(self._known) if one.part != self._known.part]
            )
            > 0
        ):
            which = ", ".join(str(one.part + 1) for one in others)
            self.ask(
                f"Which of this name is it ({which}, or new) ",
                lambda typed: self._mean(article_id, typed),
                str(others[0].part + 1),
            )
        else:
            self._do(acquaintances.mean(self._known, article_id))

    def _mean(self, article_id: int, typed: str) -> None:
        number = (
            int(typed) - 1 if typed.isascii() and typed.isdecimal() and 0 < int(typed[:4]) < 1_000 else None
        )
        self._do(self._library.acquaintances.mean(self._known, article_id, number))

    def action_copy(self) -> None:
        named = self._articles.named if self._here is self._articles else None
        text = self._row.label if self._row is not None else named.sentence if named is not None else ""
        if text:
            self.app.copy_to_clipboard(safe_text(text))
            self._tell(f"Copied {safe_line(text, 120)}")

    def action_undo(self) -> None:
        self._do(self._library.history.undo())

    def action_redo(self) -> None:
        self._do(self._library.history.redo())

    @work(exit_on_error=False, group="doing")
    async def _do(self, deed: Awaitable[str]) -> None:
        said = await deed
        again = self._library.acquaintances.again(self._known)
        self._pages = Pages((*self._pages.trail[:-1], again), self._pages.spots)
        await self._read(afresh=False)
        self._tell(said)


def _ink(known: Known) -> str:
    return "person" if known.is_author else known.kind


def _count(many: int, noun: str) -> str:
    return f"{many:,} {noun}" + ("" if many == 1 else "s")
