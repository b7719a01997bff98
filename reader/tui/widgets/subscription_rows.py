"""The rows of the feeds screen: folders, and in them feeds with what is said of them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from reader.editing import Subscribed, spoken
from reader.health import Ailment, FeedHealth
from reader.text import fold, masked, safe_line
from reader.tui.widgets.ages import age
from reader.tui.widgets.health_rows import INKS
from reader.values import dataclass

_SHORT = ((7 * 24 * 60, "w"), (24 * 60, "d"), (60, "h"))
SIGN, COUNTS, CHECKED, EVERY = 3, 13, 8, 7
_LEAST_TITLE = 18
_WITH_ADDRESS, _WITH_TAGS = 44, 70
"""Columns left for texts from which addresses, and tags, have a column."""


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder: its feeds are the rows below."""

    folder: str
    feeds: int
    unread: int
    total: int


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed, what is said of it, and what is the matter with it."""

    one: Subscribed
    health: FeedHealth | None = None

    @property
    def id(self) -> int:
        return self.one.feed.id

    @property
    def title(self) -> str:
        return safe_line(self.one.feed.title, 200) or masked(self.one.feed.url)

    @property
    def address(self) -> str:
        """The address, without what nobody is to see, and without what all have."""
        return masked(self.one.feed.url, 500).removeprefix("https://")

    @property
    def ailment(self) -> Ailment | None:
        """The worst that is the matter."""
        return self.health.ailments[0] if self.health is not None and self.health.ailments else None

    @property
    def ink(self) -> str:
        """The colour of the sign of its health; "" where it is well."""
        return INKS.get(self.ailment.complaint, "mild") if self.ailment is not None else ""

    @property
    def counts(self) -> str:
        return f"{self.one.feed.unread:,}/{self.one.feed.total:,}"

    @property
    def checked(self) -> str:
        return age(self.one.feed.checked) or "never"

    @property
    def every(self) -> str:
        """How often it is asked, if that is said of it: "90m", "2h", "3d"."""
        return short(self.one.subscription.interval)

    @property
    def tags(self) -> str:
        return " ".join(f"#{safe_line(tag, 40)}" for tag in self.one.feed.tags)

    @property
    def words(self) -> str:
        """What a filter looks through."""
        feed = self.one.feed
        return fold(
            " ".join((self.title, self.address, feed.folder, self.tags, "muted" if feed.muted else ""))
        )


Row = FolderRow | FeedRow
KEYS = (
    "a add · f find · r rename · m move · i interval · t tags · u mute · d remove · / filter · v select · "
    "Ctrl+Z undo · x full text · R fetch · J K order · H health · o site · y copy · Ctrl+Y redo · Esc closes"
)


def rows_of(subscribed: Sequence[Subscribed], health: Mapping[int, FeedHealth], words: str = "") -> list[Row]:
    """Return the feeds that have all these words, in their folders; those without a folder come first."""
    folders: dict[str, list[Subscribed]] = {"": []}
    for one in subscribed:
        folders.setdefault(one.feed.folder, []).append(one)
    wanted = fold(words).split()
    rows: list[Row] = []
    for folder, inside in folders.items():
        found = [FeedRow(one, health.get(one.feed.id)) for one in inside]
        found = [row for row in found if all(word in row.words for word in wanted)]
        if folder and found:
            feeds = [row.one.feed for row in found]
            unread, total = sum(f.unread for f in feeds), sum(f.total for f in feeds)
            rows.append(FolderRow(folder, len(found), unread, total))
        rows += found
    return rows


def heading(rows: Sequence[Row], subscribed: Sequence[Subscribed]) -> str:
    """Say how many feeds there are, and how many of them are shown."""
    shown, everything = sum(isinstance(row, FeedRow) for row in rows), len(subscribed)
    many = f"{everything:,}" if shown == everything else f"{shown:,} of {everything:,}"
    unread = sum(one.feed.unread for one in subscribed)
    return f"FEEDS  {many}" + (f"  ·  {unread:,} unread" if unread else "")


def detail(row: Row | None, chosen: Collection[int] = ()) -> list[str]:
    """Return three lines on the row under the cursor: its address, how it is, what is said of it."""
    if row is None:
        return ["", "", ""]
    if isinstance(row, FolderRow):
        feeds = f"{row.feeds:,} feed" + ("" if row.feeds == 1 else "s")
        return [f"{row.folder}: {feeds}, {row.unread:,} of {row.total:,} articles unread", "", ""]
    many = f"{len(chosen):,} feeds are selected  ·  " if chosen else ""
    matter = row.ailment
    how = f"{matter.sentence} {matter.remedy}" if matter is not None else "Nothing is the matter."
    return [many + masked(row.one.feed.url, 500), safe_line(how), "  ·  ".join(_said(row.one))]


def short(minutes: int | None) -> str:
    """Return "90m", "2h", "3d" or "1w"; "" for None."""
    if minutes is None:
        return ""
    return next((f"{minutes // size}{unit}" for size, unit in _SHORT if minutes % size == 0), f"{minutes}m")


def widths(room: int) -> tuple[int, int, int]:
    """Return the columns for title, address and tags in a line of so many; 0 for what has no place there."""
    numbers = number_widths(room)
    left = max(0, room - SIGN - sum(numbers) - 2 * len(numbers) - 2)
    if left < _WITH_ADDRESS:
        return left, 0, 0
    if left < _WITH_TAGS:
        title = left * 55 // 100
        return title, left - title - 2, 0
    title, tags = left * 40 // 100, left * 20 // 100
    return title, left - title - tags - 4, tags


def number_widths(room: int) -> tuple[int, ...]:
    """Return the columns of counts, of when it was asked and of how often it is: as many of them as leave a
    title some room in such a line."""
    columns = [COUNTS, CHECKED, EVERY]
    while columns and room - SIGN - sum(columns) - 2 * len(columns) - 2 < _LEAST_TITLE:
        columns.pop()
    return tuple(columns)


def row_after(before: Row | None, at: int, rows: Sequence[Row]) -> int:
    """Return where the row that the cursor stood on is now, else where the cursor was."""
    for number, row in enumerate(rows):
        if isinstance(before, FeedRow) and isinstance(row, FeedRow) and row.id == before.id:
            return number
        if isinstance(before, FolderRow) and isinstance(row, FolderRow) and row.folder == before.folder:
            return number
    return min(at, max(0, len(rows) - 1))


def _said(one: Subscribed) -> Iterable[str]:
    said, feed = one.subscription, one.feed
    if feed.site:
        yield masked(feed.site, 100)
    if said.account:
        yield f"from the account {safe_line(said.account, 40)}"
    if said.interval is not None:
        yield f"asked once in {spoken(said.interval)}"
    if said.full_text is not None:
        yield "articles from their pages" if said.full_text else "articles as the feed gives them"
    if feed.muted:
        yield "muted"
    if said.keep is not None:
        yield f"keeps {safe_line(said.keep, 20)}"
    if feed.tags:
        yield " ".join(f"#{safe_line(tag, 40)}" for tag in feed.tags)
