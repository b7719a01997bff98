"""Whatever a person does in whatever order: the counts are what counting gives, and taking everything back
leaves the library as it was."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.library import Library
from reader.model import Subscription, View
from reader.passages import passage
from reader.storage import Store
from reader.tui.marking import Marking
from reader.tui.noting import Noting
from tests.storage.samples import HARBOUR, numbered

FEEDS = (
    Subscription("https://a.example/", folder="Sea", tags=("boats",)),
    Subscription("https://b.example/", folder="Sea"),
    Subscription("https://c.example/", mute=True),
)
_FEEDS_TOML = "\n".join(
    f'[[feed]]\nurl = "{one.url}"\nfolder = "{one.folder}"\ntags = {list(one.tags)}\n'
    f"mute = {str(one.mute).lower()}\n"
    for one in FEEDS
)
EACH, TAGS = 5, ("boats", "ports", "to read")
TEXT = "The ferry carried 240 people on Sunday."
_TABLES = ("article", "article_tag", "tag", "note", "highlight")

some_ids = st.lists(st.integers(1, EACH * len(FEEDS)), min_size=1, max_size=6, unique=True)
some_tags = st.lists(st.sampled_from(TAGS), max_size=2, unique=True)
some_views = st.sampled_from(
    [View(), View("unread"), View("saved"), View("starred"), View("tag", "boats"), View("folder", "Sea")]
    + [View("feed", str(number)) for number in range(1, len(FEEDS) + 1)]
)


@dataclass(frozen=True)
class Row:
    """An article as it is on the disk."""

    id: int
    feed_id: int
    read: int
    hidden: int
    saved: int | None
    starred: int | None
    tags: frozenset[str]


class Reading(RuleBasedStateMachine):
    """A library, and the states that it was in before each deed."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "library.db"
        feeds = self.folder / "feeds.toml"
        feeds.write_text(f"[settings]\nbackup = 'off'\n\n{_FEEDS_TOML}", encoding="utf-8")
        self.loop = asyncio.new_event_loop()
        self.library = Library.open(feeds, self.path)
        with Store.open(self.path) as store:
            for feed in store.feeds():
                store.record_fetch(feed.id, type(HARBOUR)(entries=numbered(EACH)))
        self.marking, self.noting = Marking(self.library), Noting(self.library)
        self.before: list[object] = []
        self.after: list[object] = []

    def teardown(self) -> None:
        if hasattr(self, "library"):
            while self.before:
                self.undo()
            self.run(self.library.close())
            self.loop.close()
            shutil.rmtree(self.folder)

    def run(self, coroutine: Coroutine[Any, Any, object]) -> object:
        return self.loop.run_until_complete(coroutine)

    def do(self, deed: Coroutine[Any, Any, object]) -> None:
        """Do something; if it is a deed to be taken back, remember what was before it."""
        before, known = self.everything(), len(self.library.history._done)
        self.run(deed)
        if len(self.library.history._done) > known:
            self.before.append(before)
            self.after = []
        else:
            assert self.everything() == before, "what changed nothing is no deed, and only that"

    def everything(self) -> object:
        connection = sqlite3.connect(self.path)
        tables = {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608
            for name in _TABLES
        }
        connection.close()
        return tables

    # What a person does

    @rule(ids=some_ids)
    def toggle_read(self, ids: Sequence[int]) -> None:
        self.do(self.marking.toggle_read(ids))

    @rule(ids=some_ids)
    def toggle_saved(self, ids: Sequence[int]) -> None:
        self.do(self.marking.toggle_saved(ids))

    @rule(ids=some_ids)
    def toggle_starred(self, ids: Sequence[int]) -> None:
        self.do(self.marking.toggle_starred(ids))

    @rule(ids=some_ids)
    def hide(self, ids: Sequence[int]) -> None:
        self.do(self.marking.hide(ids))

    @rule(number=st.integers(1, EACH * len(FEEDS)))
    def open(self, number: int) -> None:
        article = self.library.article(number)
        assert article is not None
        self.do(self.marking.opened(article))

    @rule(view=some_views)
    def all_read(self, view: View) -> None:
        self.do(self.marking.all_read(view))

    @rule(ids=some_ids, tags=some_tags)
    def set_tags(self, ids: Sequence[int], tags: Sequence[str]) -> None:
        self.do(self.marking.set_tags(ids, tags))

    @rule(ids=some_ids, added=some_tags, removed=some_tags)
    def change_tags(self, ids: Sequence[int], added: Sequence[str], removed: Sequence[str]) -> None:
        self.do(self.marking.change_tags(ids, added, removed))

    @rule(old=st.sampled_from(TAGS), new=st.sampled_from(TAGS))
    def rename_tag(self, old: str, new: str) -> None:
        self.do(self.marking.rename_tag(old, new))

    @rule(tag=st.sampled_from(TAGS))
    def delete_tag(self, tag: str) -> None:
        self.do(self.marking.delete_tag(tag))

    @rule(tag=st.sampled_from(TAGS), colour=st.sampled_from([None, 1, 2]))
    def colour_tag(self, tag: str, colour: int | None) -> None:
        self.do(self.marking.colour_tag(tag, colour, "a colour"))

    @rule(number=st.integers(1, EACH), text=st.sampled_from(["", "a note", "another"]))
    def write_note(self, number: int, text: str) -> None:
        self.do(self.noting.write(number, text))

    @rule(number=st.integers(1, EACH), start=st.integers(0, 20))
    def highlight(self, number: int, start: int) -> None:
        kept = passage(TEXT, start, start + 10)
        assert kept is not None
        self.do(self.noting.highlight(number, kept, "", start % 4))

    @rule(number=st.integers(1, EACH), note=st.sampled_from(["", "why"]))
    def change_highlight(self, number: int, note: str) -> None:
        for one in self.library.marks.of(number).highlights[:1]:
            self.do(self.noting.change(one, note, 1))

    @rule(number=st.integers(1, EACH))
    def remove_highlight(self, number: int) -> None:
        for one in self.library.marks.of(number).highlights[:1]:
            self.do(self.noting.remove(one))

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.after.append(self.everything())
        self.run(self.library.history.undo())
        assert self.everything() == self.before.pop()

    @precondition(lambda self: self.after)
    @rule()
    def redo(self) -> None:
        self.before.append(self.everything())
        self.run(self.library.history.redo())
        assert self.everything() == self.after.pop()

    # What must be so at any time

    @invariant()
    def counts_are_what_counting_gives(self) -> None:
        if not hasattr(self, "library"):
            return
        rows = self._rows()
        seen = [row for row in rows if not row.hidden]
        listed = [row for row in seen if row.feed_id != 3]
        wanted = {
            View(): listed,
            View("saved"): [row for row in seen if row.saved],
            View("starred"): [row for row in seen if row.starred],
            View("folder", "Sea"): listed,
            **{View("feed", str(n)): [r for r in seen if r.feed_id == n] for n in (1, 2, 3)},
        }
        by_tag = {
            tag: [row for row in seen if tag in row.tags or (tag == "boats" and row.feed_id == 1)]
            for tag in TAGS
        }
        wanted |= {View("tag", tag): found for tag, found in by_tag.items()}
        for view, found in wanted.items():
            unread = [row for row in found if not row.read]
            assert self.library.count(view) == len(found), view
            assert self.library.count(View(view.kind, view.value, unread_only=True)) == len(unread), view
            assert sorted(self.library.article_ids(view)) == [row.id for row in found], view
        assert self.library.count(View("unread")) == sum(not row.read for row in listed)
        assert {feed.id: (feed.total, feed.unread) for feed in self.library.feeds()} == {
            n: (len(wanted[View("feed", str(n))]), sum(not r.read for r in wanted[View("feed", str(n))]))
            for n in (1, 2, 3)
        }
        assert {tag.name: (tag.total, tag.unread) for tag in self.library.tags()} == {
            tag: (len(found), sum(not row.read for row in found))
            for tag, found in by_tag.items()
            if found or tag == "boats"
        }

    def _rows(self) -> list[Row]:
        connection = sqlite3.connect(self.path)
        tags: dict[int, set[str]] = {}
        for number, tag in connection.execute("SELECT article_id, tag FROM article_tag"):
            tags.setdefault(number, set()).add(tag)
        found = connection.execute(
            "SELECT id, feed_id, read, hidden, saved, starred FROM article ORDER BY id"
        ).fetchall()
        rows = [
            Row(number, feed_id, read, hidden, saved, starred, frozenset(tags.get(number, ())))
            for number, feed_id, read, hidden, saved, starred in found
        ]
        connection.close()
        return rows


TestReading = Reading.TestCase
TestReading.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
