"""What a person means on the command line, and how a command ends."""

from __future__ import annotations

from reader.library import Library
from reader.model import Article, Feed
from reader.text import without_credentials

DONE, FAILED, WRONG = 0, 1, 2


class UsageError(Exception):
    """What was asked for does not exist: one sentence, exit code 2."""


def named_feed(library: Library, name: str) -> Feed:
    """The feed that a person means: by number, by address, or by a part of its title that only it has."""
    feeds, name = library.feeds(), without_credentials(name)[0]
    exact = [feed for feed in feeds if name in {str(feed.id), feed.url, feed.title}]
    found = exact or [feed for feed in feeds if name.casefold() in feed.title.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"there is no feed {name}; `reader feeds` lists them")
    titles = ", ".join(feed.title for feed in found[:5])
    raise UsageError(f"{name} could be any of {titles}; give its number")


def numbered_article(library: Library, number: int) -> Article:
    """The article of a number."""
    article = library.article(number)
    if article is None:
        raise UsageError(f"there is no article {number}; `reader list` gives the numbers")
    return article
