"""What a person may begin with: the feeds of the starter set by their topics, or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader import config
from reader.editing import FeedEditing
from reader.model import Subscription
from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A folder of the starter set."""

    name: str
    feeds: tuple[Subscription, ...]

    @property
    def names(self) -> str:
        """The feeds by name, parted by commas."""
        return ", ".join(feed.title or feed.url for feed in self.feeds)


class Starting:
    """Begins a feeds.toml. `asked` says that there is none yet, and that it is the person's to say what is to
    be in it."""

    def __init__(self, editing: FeedEditing, *, asked: bool = False) -> None:
        self._editing = editing
        self.asked = asked

    def topics(self) -> list[Topic]:
        """Return the topics of the starter set, in its order."""
        folders: dict[str, list[Subscription]] = {}
        for feed in config.parse(config.starter(), Path("feeds.toml")).subscriptions:
            folders.setdefault(feed.folder, []).append(feed)
        return [Topic(name, tuple(feeds)) for name, feeds in folders.items()]

    async def begin(self, topics: Sequence[Topic]) -> str:
        """Subscribe to the feeds of these topics; return a sentence. Raise LibraryError."""
        self.asked = False
        return await self._editing.add([feed for topic in topics for feed in topic.feeds])
