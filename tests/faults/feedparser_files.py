"""feedparser's test files through our pipeline: `python -m tests.faults.feedparser_files FOLDER [--http]`.

FOLDER is `tests` of feedparser's source release (`pip download --no-deps --no-binary feedparser
feedparser==6.0.14`, unpacked); nothing of it is part of this project. Every file is read by
`reader.feeds.parse`, or with --http subscribed to, served with the headers that it names, fetched, read in
the worker and stored. Printed: crashes, files over two seconds, and of the titles, links, authors and dates
that the files expect how many hold, each exception with its reason.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser

from reader.feeds import parse
from reader.library import Library
from reader.model import FeedDocument, View
from tests.faults.expectations import FIELDS, HOME, Case, Expectation, cases
from tests.faults.feedparser_exceptions import EXCEPTIONS
from tests.site.server import Site, page

_SLOW = 2.0
_WANTED = 0.98
# Sentences that no feed may cause: each is a fault of ours.
_CRASH = re.compile(r"broken in a way|could not be kept|unexpected fault|took longer|broke the parser|memory")
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_MAIL = re.compile(r"\(?[^\s()]+@[^\s()]+\)?")


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: what we keep of its first entry and of the feed, how long it took."""

    title: str | None = None
    link: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    feed_title: str = ""
    feed_link: str | None = None
    error: str | None = None
    seconds: float = 0.0


def main() -> int:
    """Read every file, print the table; 1 if a file crashed, was slow, or a field misses too much."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--http", action="store_true", help="subscribe to all of them in a library")
    given = arguments.parse_args()
    found = list(cases(given.folder))
    if not found:
        print(f"no feed in {given.folder}", file=sys.stderr)
        return 2
    home = HOME
    if given.http:
        home, results = asyncio.run(_over_http(found))
    else:
        results = {case.name: _parsed(case) for case in found}
    return _report(found, results, home, stored=given.http)


def _parsed(case: Case) -> Read:
    begun = time.process_time()
    document = parse(case.body, url=f"{HOME}/tests/{case.name}", content_type=case.content_type)
    return _read_of(document, time.process_time() - begun)


def _read_of(document: FeedDocument, seconds: float) -> Read:
    first = document.entries[0] if document.entries else None
    return Read(
        first.title if first else None,
        first.url if first else None,
        first.authors if first else (),
        first.published if first else None,
        first.updated if first else None,
        document.title,
        document.site,
        document.error,
        seconds,
    )


async def _over_http(found: list[Case]) -> tuple[str, dict[str, Read]]:
    """Serve, subscribe, refresh once; return where they were served and what the library then holds."""
    endpoints = {
        f"/tests/{case.name}": page(
            case.body,
            *(header for header in case.headers if header[0].lower() not in {"content-type", "etag"}),
            content_type=case.content_type,
        )
        for case in found
    }
    with tempfile.TemporaryDirectory() as name:
        async with Site(endpoints) as site:
            urls = {case.name: site.url(f"/tests/{case.name}") for case in found}
            subscriptions = Path(name) / "feeds.toml"
            subscriptions.write_text("".join(f'[[feed]]\nurl = "{url}"\n' for url in urls.values()))
            async with Library.open(subscriptions, Path(name) / "library.db") as library:
                begun = time.perf_counter()
                await library.refresh()
                print(f"one refresh of {len(found)} feeds: {time.perf_counter() - begun:.1f} s")
                kept = _kept(library)
            return site.url(""), {case: kept[url] for case, url in urls.items()}


def _kept(library: Library) -> dict[str, Read]:
    first: dict[int, int] = {}
    for article in library.articles(library.article_ids(View("all"))):
        feed_id = article.feed_id or 0  # a feed's first entry is stored last: ids grow with time
        first[feed_id] = max(first.get(feed_id, 0), article.id)
    reads = {}
    for feed in library.feeds():
        entry = library.article(first[feed.id]) if feed.id in first else None
        path = feed.url.partition("/tests/")[2]  # an untitled feed is shown by its address
        named = "" if feed.title.endswith(path) else feed.title
        reads[feed.url] = (
            Read(
                entry.title,
                entry.url,
                entry.authors,
                entry.published,
                None,
                named,
                feed.site,
                feed.error,
            )
            if entry
            else Read(feed_title=named, feed_link=feed.site, error=feed.error)
        )
    return reads


def _report(found: list[Case], results: dict[str, Read], home: str, *, stored: bool) -> int:
    held, asked = Counter[str](), Counter[str]()
    missed: defaultdict[str, list[str]] = defaultdict(list)
    for case in found:
        read = results[case.name]
        for expectation in case.expectations:
            if stored and expectation.path.endswith("updated_parsed"):
                continue  # a list shows when it was published, and that alone
            asked[expectation.field] += 1
            holds = _holds(case, expectation, read, home)
            held[expectation.field] += holds
            if not holds:
                got = _got(expectation, read)
                missed[case.name].append(f"{expectation.path}: {expectation.value!r} is here {got!r}")
    crashed = [name for name, read in results.items() if _CRASH.search(read.error or "")]
    slow = [name for name, read in results.items() if read.seconds > _SLOW]
    longest = max(results, key=lambda name: results[name].seconds)
    print(f"files {len(found)}   crashes {len(crashed)}   over {_SLOW:g} s {len(slow)}", end="")
    print("" if stored else f"   longest {results[longest].seconds:.2f} s ({longest})")
    for name in (*crashed, *slow):
        print(f"  {name}: {results[name].error or results[name].seconds}")
    for field in FIELDS:
        if asked[field]:
            print(f"{field:12}{held[field]:6} of {asked[field]:4}{held[field] / asked[field]:8.1%}")
    total = held.total() / asked.total()
    print(f"{'all':12}{held.total():6} of {asked.total():4}{total:8.1%}\nexceptions:")
    for name, lines in missed.items():
        print(f"  {name}: {EXCEPTIONS.get(name, 'NOT EXPLAINED')}")
        for line in lines:
            print(f"      {line}"[:160])
    unexplained = [name for name in missed if name not in EXCEPTIONS]
    return 1 if crashed or slow or total < _WANTED or unexplained else 0


def _got(expectation: Expectation, read: Read) -> object:
    if expectation.field == "date":
        return read.updated if expectation.path.endswith("updated_parsed") else read.published
    return {
        "title": read.title,
        "link": read.link,
        "author": read.authors,
        "feed title": read.feed_title,
        "feed link": read.feed_link,
    }[expectation.field]


def _holds(case: Case, expectation: Expectation, read: Read, home: str) -> bool:
    value, got = expectation.value, _got(expectation, read)
    if expectation.field == "date":
        return isinstance(got, datetime) and isinstance(value, tuple) and _same_moment(got, value)
    if not isinstance(value, str):
        return False
    if expectation.field in {"link", "feed link"}:
        return (got or "") == value.replace(HOME, home)
    if expectation.field == "author":
        name = _MAIL.sub("", value).strip() or value
        at = re.search(r"authors\.(\d)", expectation.path)
        return [name] == list(read.authors)[int(at[1]) if at else 0 :][:1] or name == ", ".join(read.authors)
    return _letters(str(got or "")) == _letters(_shown(value, case, expectation))


def _same_moment(got: datetime, value: tuple[Any, ...]) -> bool:
    return got.astimezone(UTC).timetuple()[:6] == value[:6]


def _shown(value: str, case: Case, expectation: Expectation) -> str:
    """A title as it is read: without its tags, if feedparser says that it has some."""
    if "<" not in value and "&" not in value:
        return value
    headers = {"content-type": case.content_type}
    parsed: dict[str, Any] = feedparser.parse(case.body, response_headers=headers)
    holder = parsed["feed"] if expectation.field == "feed title" else parsed["entries"][0]
    if dict.get(holder, "title_detail", {}).get("type") not in _MARKUP:
        return value
    text = _Text()
    text.feed(value)
    text.close()
    return "".join(text.pieces)


class _Text(HTMLParser):
    """The text between tags."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        super().__init__()

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.pieces.append(data)


def _letters(text: str) -> str:
    """A text without its white space: how it is folded is no question here."""
    return "".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
