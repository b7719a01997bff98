"""`reader feeds`: subscriptions listed, added, removed, found, changed, and how they are."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from reader import export
from reader.cli.feed_changes import CHANGES
from reader.cli.naming import DONE, FAILED, WRONG, UsageError, named_feed
from reader.cli.output import complain, remark, say, say_json, say_rows
from reader.library import FeedHealth, FeedLink, Library, LibraryError
from reader.model import Feed
from reader.text import masked, safe_line


async def feeds(library: Library, arguments: argparse.Namespace) -> int:
    """Do what `reader feeds` was asked for; without an action, list them."""
    return await _ACTIONS[arguments.action or "list"](library, arguments)


async def _list(library: Library, arguments: argparse.Namespace) -> int:
    if arguments.json:
        for feed in library.feeds():
            say_json(export.feed_record(feed))
    elif subscribed := library.feeds():
        if getattr(arguments, "plain", False):  # not without "list"
            for feed in subscribed:
                say(export.feed_sentence(feed))
        else:
            say_rows([_feed_row(feed) for feed in subscribed])
    else:
        remark("there are no feeds yet; `reader feeds add ADDRESS` subscribes to one")
    return DONE


def _feed_row(feed: Feed) -> tuple[str, ...]:
    health = feed.error or ("never fetched" if feed.checked is None else "ok")
    counts, address = f"{feed.unread}/{feed.total}", masked(feed.url, 0)
    return (str(feed.id), counts, feed.folder or "-", feed.title, address, health)


async def _add(library: Library, arguments: argparse.Namespace) -> int:
    """Subscribe to a feed, or to one of those that a site has."""
    _check(arguments.url)
    try:
        links = await library.find_feeds(arguments.url)
    except LibraryError as error:
        feed = await library.subscribe(arguments.url, arguments.folder, arguments.title, arguments.account)
        complain(f"{error}; the address is subscribed to as it stands")
        return _subscribed(library, feed, arguments)
    if not links:
        complain(f"{masked(arguments.url)} names no feed, and none is in the usual places")
        return FAILED
    link = links[0] if links[1:] == () and arguments.choose is None else _choice(links, arguments)
    if link is None:
        return WRONG
    where = (arguments.folder, arguments.title, arguments.account)
    feed = await library.subscribe_to(link, arguments.url, *where)
    return _subscribed(library, feed, arguments)


def _subscribed(library: Library, feed: Feed, arguments: argparse.Namespace) -> int:
    if arguments.json:
        say_json(export.feed_record(feed))
    else:
        say(f"{masked(feed.url, 0)} is in {library.feeds_path}; `reader refresh {feed.id}` fetches it")
    return DONE


def _choice(links: Sequence[FeedLink], arguments: argparse.Namespace) -> FeedLink | None:
    """The feed that the person chooses, by --choose or on the terminal; None if nobody does."""
    if arguments.choose is not None:
        if not 1 <= arguments.choose <= len(links):
            raise UsageError(f"there are {len(links)} feeds: --choose takes 1 to {len(links)}")
        return links[int(arguments.choose) - 1]
    if arguments.json:
        for link in links:
            say_json(_link_record(link))
    else:
        say_rows([(str(n), link.title or "-", masked(link.url, 0)) for n, link in enumerate(links, 1)])
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or arguments.json:
        complain(f"{masked(arguments.url)} has {len(links)} feeds; --choose N takes one of them")
        return None
    sys.stdout.write(f"Which one (1 to {len(links)}, nothing for none)? ")
    sys.stdout.flush()
    answer = sys.stdin.readline().strip()
    chosen = int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 4 else 0
    if not 1 <= chosen <= len(links):
        complain("nothing was subscribed to")
        return None
    return links[chosen - 1]


async def _remove(library: Library, arguments: argparse.Namespace) -> int:
    feed = named_feed(library, arguments.feed)
    await library.unsubscribe(feed.id)
    if arguments.json:
        say_json(export.feed_record(feed))
    else:
        say(f"{masked(feed.url, 0)} is no longer in {library.feeds_path}; its articles stay")
    return DONE


def _check(address: str) -> None:
    """Raise UsageError for what can be no address of a feed."""
    from reader.sources import may_be_asked, with_scheme

    if not may_be_asked(with_scheme(address)):
        raise UsageError(f"{masked(address)} is not an http address")


async def _find(library: Library, arguments: argparse.Namespace) -> int:
    _check(arguments.url)
    links = await library.find_feeds(arguments.url)
    if not links:
        complain(f"{masked(arguments.url)} names no feed, and none is in the usual places")
        return FAILED
    if arguments.json:
        for link in links:
            say_json(_link_record(link))
    else:
        say_rows([(masked(link.url, 0), link.type or "-", link.title or "-") for link in links])
    return DONE


def _link_record(link: FeedLink) -> dict[str, str]:
    return {"url": masked(link.url, 0), "title": link.title, "type": link.type}


async def _health(library: Library, arguments: argparse.Namespace) -> int:
    found = await library.feed_health()
    if arguments.json:
        for health in found:
            say_json(export.health_record(health))
        return DONE
    sick = [health for health in found if health.ailments]
    rows = [row for health in (found if arguments.all else sick) for row in _health_rows(health)]
    say_rows(rows, whole=True)
    well = len(found) - len(sick)
    if not sick:
        remark(f"all {well} feeds are well" if found else "there are no feeds yet")
    return DONE


def _health_rows(health: FeedHealth) -> list[tuple[str, ...]]:
    name, due = safe_line(health.title, 40), _when(health)
    if not health.ailments:
        return [(str(health.feed_id), "well", due, name, "Nothing is the matter.")]
    return [
        (str(health.feed_id), ailment.complaint, due, name, f"{ailment.sentence} {ailment.remedy}")
        for ailment in health.ailments
    ]


def _when(health: FeedHealth) -> str:
    if not health.asked:
        return "never"
    return _moment(health.next_check) if health.next_check is not None else "now"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace], Awaitable[int]]] = {
    "list": _list,
    "add": _add,
    "remove": _remove,
    "find": _find,
    "health": _health,
    **CHANGES,
}
