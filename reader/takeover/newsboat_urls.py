"""newsboat's `urls`, and newsraft's `feeds`, which is like it: addresses, titles, tags and query feeds."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.feeds.entry import absolute
from reader.model import Subscription
from reader.takeover.newsboat_filters import FilterError, query_of
from reader.takeover.quoting import lines_of, words_of
from reader.takeover.values import Lists, NamedQuery, Remark
from reader.text import masked, safe_line

MOST_FEEDS = 10_000
_MOST_TAGS = 32
_SECTION = re.compile(r"@\s*(.*)")


def read_urls(text: str, file: str = "urls") -> Lists:
    """Return the feeds and query feeds of a newsboat `urls` file; what is not taken is among the remarks."""
    reading = _Urls(file)
    for number, line in lines_of(text):
        if words := words_of(line):
            reading.line(number, words)
    return reading.lists()


def read_newsraft(text: str, file: str = "feeds") -> Lists:
    """Return the feeds of a newsraft `feeds` file: an address, a title; "@ NAME" begins a section."""
    reading, section = _Urls(file), ""
    for number, line in lines_of(text):
        if found := _SECTION.match(line.strip()):
            section = safe_line(" ".join(words_of(re.sub(r"[<{].*", "", found[1]))), 100)
            continue
        words = words_of(re.sub(r"[<{][^\"]*$", "", line))
        if words:
            titled = [f"~{word}" for word in words[1:2]]
            reading.line(number, [words[0], *titled], section)
    return reading.lists()


class _Urls:
    """Gathers the lines of one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._feeds: dict[str, Subscription] = {}
        self._views: dict[str, NamedQuery] = {}
        self._remarks: list[Remark] = []

    def lists(self) -> Lists:
        return Lists(tuple(self._feeds.values()), tuple(self._views.values()), remarks=tuple(self._remarks))

    def line(self, number: int, words: list[str], folder: str = "") -> None:
        address, *tags = words
        if address.startswith("query:"):
            self._query(number, address)
        elif address.startswith(("exec:", "$(", "cmd:")):
            self._leave(number, address, "what a program prints is no feed for Reader")
        elif address.startswith("filter:"):
            self._leave(number, address, "feeds are not run through programs; its address may do as it is")
        elif (url := absolute(address)) is None:
            self._leave(number, address, "only http and https addresses are fetched")
        elif url not in self._feeds and len(self._feeds) >= MOST_FEEDS:
            self._leave(number, address, f"only {MOST_FEEDS:,} feeds are taken")
        else:
            self._feed(url, tags, folder)

    def _feed(self, url: str, said: list[str], folder: str) -> None:
        titles = [safe_line(tag[1:], 200) for tag in said if tag.startswith("~")]
        hidden = any(tag.startswith("!") for tag in said)
        tags = [safe_line(tag, 100) for tag in said[:_MOST_TAGS] if tag[:1] not in {"~", "!"}]
        known = self._feeds.get(url, Subscription(url, folder=folder))
        self._feeds[url] = replace(
            known,
            title=known.title or next((title for title in titles if title), None),
            tags=tuple(dict.fromkeys((*known.tags, *filter(None, tags)))),
            mute=known.mute or hidden,
        )

    def _query(self, number: int, said: str) -> None:
        name, colon, expression = said.removeprefix("query:").partition(":")
        name = safe_line(name, 100)
        if not (name and colon):
            self._leave(number, said, "it has no name and no filter")
            return
        try:
            query = query_of(expression)
        except FilterError as error:
            self._leave(number, said, str(error))
            return
        taken = NamedQuery(self._free(name), query)
        self._views[taken.name] = taken
        self._remarks.append(Remark(self._file, number, f"query feed {name}", "taken", query))

    def _free(self, name: str) -> str:
        number, free = 2, name
        while free in self._views:
            free, number = f"{name} {number}", number + 1
        return free

    def _leave(self, number: int, said: str, why: str) -> None:
        self._remarks.append(Remark(self._file, number, masked(said, 120), "not taken", why))
