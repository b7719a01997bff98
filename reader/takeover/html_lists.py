"""Lists of pages as HTML: the bookmarks of browsers, and what Pocket and Instapaper gave in earlier years.

The format of bookmark files is as old as Netscape; see
https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from reader.feeds.entry import absolute
from reader.model import Subscription
from reader.takeover.gathering import Gathering, moment, note_in, tags_in, truth
from reader.takeover.kinds import PagesKind
from reader.text import safe_line

KINDS = frozenset({"bookmarks", "pocket", "instapaper", "raindrop", "pinboard", "karakeep"})
"""Whose lists may be of this form; some give them beside others."""
_ICON = re.compile(r"\s(?:ICON|icon)=\"[^\"]*\"")
_BEGINNING = 4_000
_DEEPEST = 64
_LONGEST_NOTE = 10_000
_ROOTS = frozenset(
    {"", "bookmarks", "bookmarks bar", "bookmarks toolbar", "bookmarks menu", "favorites", "favorites bar"}
    | {"favourites", "favourites bar", "other bookmarks", "other favorites", "mobile bookmarks"}
    | {"unsorted bookmarks", "bookmarks toolbar folder", "imported", "tab group favorites"}
)
_LATER = frozenset({"reading list", "com.apple.readinglist"})
_READ_LATER = frozenset({"pocket", "instapaper"})


def kind_of_html(text: str) -> PagesKind | None:
    """Say whose list a page is, None if it is none."""
    start = text[:_BEGINNING].lower()
    if "<!doctype netscape-bookmark-file" in start:
        return "bookmarks"
    if "<title>pocket export</title>" in start:
        return "pocket"
    if "<title>instapaper: export</title>" in start:
        return "instapaper"
    return None


def read_html(text: str, kind: PagesKind, gathered: Gathering) -> None:
    """Gather the pages of a list."""
    reader = _Reader(kind, gathered)
    reader.feed(_ICON.sub("", text))
    reader.close()
    reader.finish()


class _Reader(HTMLParser):
    """Follows folders and sections as they open and close; the tags of these files are seldom balanced."""

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over "<![…>", of which there is no use here and of which the library takes few."""
        return self.parse_bogus_comment(i, bool(report))

    def __init__(self, kind: PagesKind, gathered: Gathering) -> None:
        super().__init__(convert_charrefs=True)
        self._kind, self._gathered = kind, gathered
        self._folders: list[str] = []
        self._named = ""
        self._section = ""
        self._link: dict[str, str] | None = None
        self._line = 0
        self._into = ""
        self._title: list[str] = []
        self._note: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs[:32]}
        if tag == "a":
            self.finish()
            self._link, self._line, self._into, self._title = said, self.getpos()[0], "title", []
        elif tag in {"h1", "h3"}:
            self.finish()
            self._into, self._title = tag, []
            self._named = said.get("id", "")
        elif tag == "dl":
            self.finish()
            if len(self._folders) < _DEEPEST:
                self._folders.append(self._named)
            self._named = ""
        elif tag == "dd":
            self._into, self._note = "note", []
        elif tag in {"dt", "li"}:
            self.finish()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._into == "title":
            self._into = ""
        elif tag in {"h1", "h3"} and self._into == tag:
            name, self._into = safe_line("".join(self._title)[:400], 100), ""
            if tag == "h1":
                self._section = name
            elif self._named.lower() not in _LATER:
                self._named = name
        elif tag == "dl":
            self.finish()
            if self._folders:
                self._folders.pop()

    def handle_data(self, data: str) -> None:
        if self._into == "note":
            self._note.append(data[:_LONGEST_NOTE])
        elif self._into:
            self._title.append(data[:1_000])

    def finish(self) -> None:
        """Take the page that was begun, if there is one."""
        link, self._link, self._into = self._link, None, ""
        if link is None or not link.get("href"):
            return
        title = "".join(self._title)[:2_000]
        if (feed := absolute(link.get("feedurl"))) is not None:
            self._gathered.subscriptions.append(Subscription(feed, title=safe_line(title, 200) or None))
        elif not link["href"].startswith(("place:", "javascript:", "about:", "chrome:")):
            self._page(link, title)
        else:
            self._gathered.leave(title, "it is a command of a browser, no page", self._line)
        self._note = []

    def _page(self, link: dict[str, str], title: str) -> None:
        section = self._section.lower()
        folders = [name for name in self._folders if name.lower() not in _ROOTS | _LATER]
        if self._kind in _READ_LATER:
            done = "archive" in section or section in {"read", "starred", "liked"}
            own = "unread" in section or done
            folders, later = ([] if own else [self._section]), not done
        else:
            reading = any(name.lower() in _LATER for name in self._folders)
            later = reading or truth(link.get("toread", ""))
        self._gathered.page(
            link["href"],
            title,
            line=self._line,
            added=moment(link.get("time_added") or link.get("add_date")),
            read=not later,
            saved=later,
            starred=section in {"starred", "liked"},
            tags=tags_in([*link.get("tags", "").split(","), *folders]),
            note=note_in("".join(self._note)),
        )
