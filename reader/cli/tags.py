"""A tag on all articles at once: renamed, deleted, given a colour."""

from __future__ import annotations

import argparse

from reader.annotation import TAG_COLOUR_NAMES
from reader.cli.naming import DONE, FAILED, UsageError
from reader.cli.output import complain, remark, say, say_json
from reader.library import Library


def is_for_all(arguments: argparse.Namespace) -> bool:
    """Whether something is asked that concerns a tag wherever it is."""
    return any(one is not None for one in (arguments.rename, arguments.delete, arguments.colour))


async def change(library: Library, arguments: argparse.Namespace) -> int:
    """Rename, delete or colour a tag."""
    if arguments.words or arguments.where is not None or arguments.remove:
        raise UsageError("--rename, --delete and --colour are for all articles: name none")
    if arguments.colour is not None:
        return await _colour(library, *arguments.colour, as_json=arguments.json)
    tag = arguments.delete if arguments.rename is None else arguments.rename[0]
    if tag not in {one.name for one in library.tags()}:
        complain(f"there is no tag {tag}")
        return FAILED
    if arguments.dry_run:
        raise UsageError("--dry-run is for changing tags with --where")
    made = (
        await library.marks.delete_tag(tag)
        if arguments.rename is None
        else await library.marks.rename_tag(*arguments.rename)
    )
    if feeds := library.marks.feeds_tagged(tag):
        remark(f"{feeds} of the feeds in feeds.toml still {'has' if feeds == 1 else 'have'} the tag {tag}")
    if arguments.json:
        say_json({"changed": made.articles, "done": True})
    else:
        say(f"{made.articles} articles changed")
    return DONE


async def _colour(library: Library, tag: str, colour: str, *, as_json: bool) -> int:
    if colour not in {*TAG_COLOUR_NAMES, "default"}:
        raise UsageError(f"{colour} is no colour; there are {', '.join(TAG_COLOUR_NAMES)}, default")
    number = TAG_COLOUR_NAMES.index(colour) if colour != "default" else None
    await library.marks.colour_tag(tag, number)
    if as_json:
        say_json({"tag": tag, "colour": colour})
    return DONE
