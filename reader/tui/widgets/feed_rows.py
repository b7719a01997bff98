"""The rows of the feeds pane: the views, the tags, the folders with their feeds. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from reader.model import Feed, View, ViewKind
from reader.text import safe_line
from reader.values import dataclass

VIEWS: tuple[tuple[ViewKind, str], ...] = (
    ("unread", "Unread"),
    ("today", "Today"),
    ("new", "New"),
    ("saved", "Saved"),
    ("starred", "Starred"),
    ("all", "All articles"),
    ("noted", "Noted"),
    ("highlighted", "Highlighted"),
)
_IF_ANY = frozenset({"new", "noted", "highlighted"})


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
    counts: Mapping[View, int],
    tags: Sequence[tuple[str, int]],
    feeds: Sequence[Feed],
    closed: Collection[str] = (),
    inks: Mapping[str, str] | None = None,
    queries: Sequence[tuple[str, str]] = (),
) -> list[FeedRow]:
    """Return all rows. `counts` are those of the views, by the plain view; the feeds of a folder in `closed`
    are left out; `inks` are those of tags, `queries` the names of saved queries and what they say."""
    inks = inks or {}
    rows = [
        FeedRow(label, View(kind), counts.get(View(kind), 0), kind="view")
        for kind, label in VIEWS
        if kind not in _IF_ANY or counts.get(View(kind))
    ]
    if queries:
        rows += [FeedRow(), FeedRow("Views", kind="heading")]
        views = ((name, View("query", query)) for name, query in queries)
        rows += [FeedRow(safe_line(name, 80), view, counts.get(view, 0), kind="view") for name, view in views]
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


def title_of(view: View, feeds: Sequence[Feed], queries: Sequence[tuple[str, str]] = ()) -> str:
    """Return what stands above the list that shows this view."""
    said = safe_line(view.value, 80)
    match view.kind:
        case "feed":
            return next((safe_line(feed.title, 200) for feed in feeds if str(feed.id) == view.value), "Feed")
        case "query":
            return next((safe_line(name, 80) for name, query in queries if query == view.value), said)
        case "tag":
            return f"# {said}"
        case "search":
            return f"“{said}”"
        case "author":
            return f"By {said}"
        case "entity":
            return f"About {said}"
        case "folder":
            return said
    return dict(VIEWS)[view.kind]
