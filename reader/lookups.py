"""What a library answers at once: its settings, feeds and articles. Reads of a few milliseconds at most."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from reader.config import Settings
from reader.model import Article, Document, Enclosure, Feed, Fold, Understanding, View
from reader.storage import SESSION_ENDED, Store, TagCount
from reader.subscriptions import Subscriptions

_UNFOLDED = "stories.unfolded"


class Lookups:
    """The reading half of `Library`. Every method raises LibraryError when the library itself fails."""

    def __init__(self, store: Store, subscriptions: Subscriptions) -> None:
        self._store, self._subscriptions = store, subscriptions

    @property
    def settings(self) -> Settings:
        """What [settings] of feeds.toml says."""
        return self._subscriptions.configuration.settings

    @property
    def feeds_path(self) -> Path:
        """Where feeds.toml is."""
        return self._subscriptions.configuration.path

    def views(self) -> list[tuple[str, str]]:
        """Return the saved queries of feeds.toml in their order: the name of each, and the query."""
        return [(view.name, view.query) for view in self._subscriptions.configuration.views]

    def feeds(self) -> list[Feed]:
        """Return the subscriptions in their order, with counts and health."""
        return self._store.feeds()

    def tags(self) -> list[TagCount]:
        """Return every tag with its counts."""
        return self._store.tags()

    def count(self, view: View) -> int:
        """Return how many articles a view has."""
        return self._store.count(view)

    def article_ids(self, view: View) -> Sequence[int]:
        """Return the ids of a view's articles in its order; where stories are folded, the newest of each."""
        return self._store.listing(view, self.left_out(view))

    def left_out(self, view: View) -> frozenset[int]:
        """Return the articles of a view that stand behind the newest of their story there."""
        return self._store.stories.left_out(view) if self.folding else frozenset()

    def folds(self, ids: Iterable[int]) -> dict[int, Fold]:
        """Return the stories of those articles that are in one with others."""
        return self._store.stories.of(ids) if self.folding else {}

    def together(self, ids: Iterable[int]) -> list[int]:
        """Return articles with those that are one row with them where stories are folded."""
        return self._store.stories.with_stories(ids) if self.folding else list(ids)

    @property
    def folding(self) -> bool:
        """Whether a story is one row in lists: as feeds.toml says, unless the person has changed it since."""
        return self.settings.stories and self._store.state(_UNFOLDED) is None

    async def fold_stories(self, value: bool) -> None:
        """Have a story be one row in lists, or every article."""
        await asyncio.to_thread(self._store.put_state, _UNFOLDED, None if value else "1")

    def articles(self, ids: Iterable[int]) -> list[Article]:
        """Return those articles in that order."""
        return self._store.articles_by_id(ids)

    def article(self, article_id: int) -> Article | None:
        """Return one article."""
        return self._store.article(article_id)

    def enclosures(self, article_id: int) -> tuple[Enclosure, ...]:
        """Return the files that come with an article."""
        content = self._store.content(article_id)
        return content.enclosures if content is not None else ()

    def stored_document(self, article_id: int) -> Document | None:
        """Return an article's document as far as it was extracted before."""
        return self._store.document(article_id)

    def understanding(self, article_id: int) -> Understanding | None:
        """Return what was understood of an article before, and what is known of its authors now."""
        from reader import opening

        found = self._store.understanding(article_id)
        return found and opening.acquainted(self._store, found)

    def article_count(self) -> int:
        """Return how many articles are kept in all."""
        return self._store.article_count()

    def sizes(self) -> str:
        """Return a text that is another one when there is more or less of anything that lists count."""
        return self._store.sizes()

    def problems(self) -> list[str]:
        """Return what is wrong with the library's file; this reads all of it."""
        return self._store.problems()

    def last_session(self) -> datetime | None:
        """Return when the application was last closed, None if it never was."""
        return self._store.moment(SESSION_ENDED)

    def recall(self, key: str, default: str = "") -> str:
        """Return what was remembered under a key."""
        remembered = self._store.state(key)
        return default if remembered is None else remembered
