"""The rows of the feeds pane: the views, the tags, the folders with their feeds. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.model import Feed, View, ViewKind
from reader.text import safe_line

VIEWS: tuple[tuple[ViewKind, str], ...] = (
    ("unread", "Unread"),
    ("today", "Today"),
    ("saved", "Saved"),
    ("all", "All articles"),
)


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One line of the feeds pane. A row without a view is a heading or a gap."""

    label: str = ""
    view: View | None = None
    count: int = 0
    depth: int = 0
    kind: str = ""
    closed: bool = False
    error: str = ""
    folder: str = ""
    ink: str = ""  # of its label, where that is not its kind


def feed_rows(
    counts: dict[ViewKind, int],
    tags: Sequence[tuple[str, int]],
    feeds: Sequence[Feed],
    closed: Collection[str] = (),
    inks: Mapping[str, str] | None = None,
) -> list[FeedRow]:
    """Return all rows. `counts` are those of the views; the feeds of a folder in `closed` are left out;
    `inks` are those of tags."""
    inks = inks or {}
    rows = [FeedRow(label, View(kind), counts.get(kind, 0), kind="view") for kind, label in VIEWS]
    if tags:
        rows += [FeedRow(), FeedRow("Tags", kind="heading")]
        rows += [
            FeedRow(f"# {safe_line(tag, 80)}", View("tag", tag), count, kind="tag", ink=inks.get(tag, ""))
            for tag, count in tags
        ]
    rows += [FeedRow(), FeedRow("Feeds", kind="heading")] if feeds else []
    for folder, inside in _folders(feeds):
        if folder:
            unread = sum(feed.unread for feed in inside if not feed.muted)
            shut = folder in closed
            rows.append(
                FeedRow(
                    safe_line(folder, 80), View("folder", folder), unread, 0, "folder", shut, folder=folder
                )
            )
            if shut:
                continue
        rows.extend(_feed_row(feed, folder) for feed in inside)
    return rows


def _feed_row(feed: Feed, folder: str) -> FeedRow:
    label = safe_line(feed.title, 200) or safe_line(feed.url, 200)
    kind = "muted" if feed.muted else "feed"
    error = safe_line(feed.error or "", 300)
    return FeedRow(
        label, View("feed", str(feed.id)), feed.unread, int(bool(folder)), kind, error=error, folder=folder
    )


def _folders(feeds: Sequence[Feed]) -> Iterator[tuple[str, list[Feed]]]:
    """Yield each folder with its feeds, in the order in which folders first appear; "" comes first."""
    folders: dict[str, list[Feed]] = {"": []}
    for feed in feeds:
        folders.setdefault(feed.folder, []).append(feed)
    return iter(folders.items())


def title_of(view: View, feeds: Sequence[Feed]) -> str:
    """Return what stands above the list that shows this view."""
    if view.kind == "feed":
        return next((safe_line(feed.title, 200) for feed in feeds if str(feed.id) == view.value), "Feed")
    if view.kind == "tag":
        return f"# {safe_line(view.value, 80)}"
    if view.kind == "query":
        return safe_line(view.value, 80)
    if view.kind == "search":
        return f"“{safe_line(view.value, 80)}”"
    if view.kind == "folder":
        return safe_line(view.value, 80)
    return dict(VIEWS)[view.kind]
