"""`reader feeds rename`, `move`, `mute` and the others that change what feeds.toml says of feeds."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable, Sequence

from reader import export
from reader.cli.naming import DONE, named_feed
from reader.cli.output import say, say_json, say_rows
from reader.editing import minutes_of
from reader.library import Library
from reader.model import Feed


async def _rename(library: Library, arguments: argparse.Namespace) -> int:
    feed = named_feed(library, arguments.feed)
    return _told(library, [feed], await library.editing.rename(feed.id, arguments.title), arguments)


async def _move(library: Library, arguments: argparse.Namespace) -> int:
    feed = named_feed(library, arguments.feed)
    if arguments.folder is None:
        said = await library.cure(feed.id, "move")
    else:
        said = await library.editing.put_in([feed.id], arguments.folder)
    return _told(library, [feed], said, arguments)


async def _mute(library: Library, arguments: argparse.Namespace) -> int:
    feeds = [named_feed(library, name) for name in arguments.feed]
    said = await library.editing.mute([feed.id for feed in feeds], arguments.action == "mute")
    return _told(library, feeds, said, arguments)


async def _interval(library: Library, arguments: argparse.Namespace) -> int:
    feed = named_feed(library, arguments.feed)
    said = await library.editing.set_interval([feed.id], minutes_of(arguments.every))
    return _told(library, [feed], said, arguments)


async def _tags(library: Library, arguments: argparse.Namespace) -> int:
    feed = named_feed(library, arguments.feed)
    tags = [tag for tag in feed.tags if tag not in arguments.remove]
    tags += [tag for tag in arguments.tag if tag not in tags]
    if tags != list(feed.tags):
        await library.editing.set_tags([feed.id], tags)
    if arguments.json:
        return _told(library, [feed], "", arguments)
    say_rows([(tag,) for tag in tags])
    return DONE


async def _full_text(library: Library, arguments: argparse.Namespace) -> int:
    feed = named_feed(library, arguments.feed)
    value = {"always": True, "never": False, "needed": None}[arguments.when]
    return _told(library, [feed], await library.editing.take_full_text([feed.id], value), arguments)


async def _account(library: Library, arguments: argparse.Namespace) -> int:
    feeds = [named_feed(library, name) for name in arguments.feed]
    said = await library.editing.give_to([feed.id for feed in feeds], arguments.account or "")
    return _told(library, feeds, said, arguments)


async def _order(library: Library, arguments: argparse.Namespace) -> int:
    feed = named_feed(library, arguments.feed)
    return _told(library, [feed], await library.editing.shift(feed.id, _places(arguments)), arguments)


async def _folder(library: Library, arguments: argparse.Namespace) -> int:
    folder, editing = arguments.folder, library.editing
    inside = [feed for feed in library.feeds() if feed.folder == folder]
    if arguments.rename is not None:
        said = await editing.rename_folder(folder, arguments.rename)
    elif arguments.remove:
        said = await editing.remove_folder(folder)
    else:
        said = await editing.shift_folder(folder, _places(arguments))
    return _told(library, inside, said, arguments)


def _places(arguments: argparse.Namespace) -> int:
    return int(-arguments.up if arguments.up is not None else arguments.down)


def _told(library: Library, feeds: Sequence[Feed], said: str, arguments: argparse.Namespace) -> int:
    """Say what was done; in JSON, how the feeds are now."""
    if not arguments.json:
        say(said)
        return DONE
    numbers = {feed.id for feed in feeds}
    for one in library.editing.listed():
        if one.feed.id in numbers:
            subscription = one.subscription
            said_of_it: dict[str, object] = {
                "interval": subscription.interval,
                "full_text": subscription.full_text,
            }
            said_of_it |= {"account": subscription.account} if subscription.account else {}
            say_json({**export.feed_record(one.feed), **said_of_it})
    return DONE


CHANGES: dict[str, Callable[[Library, argparse.Namespace], Awaitable[int]]] = {
    "rename": _rename,
    "move": _move,
    "mute": _mute,
    "unmute": _mute,
    "interval": _interval,
    "tags": _tags,
    "full-text": _full_text,
    "account": _account,
    "order": _order,
    "folder": _folder,
}
