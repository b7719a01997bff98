"""What a store has in compartments of their own, each made when it is first used: most programs need few."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.storage.upkeep import Upkeep

if TYPE_CHECKING:
    from reader.storage.briefs import Briefs
    from reader.storage.carrying import Carrying
    from reader.storage.downloads import Downloads
    from reader.storage.related import RelatedArticles
    from reader.storage.remote import Remote
    from reader.storage.stories import Stories
    from reader.storage.turn import RefreshTurn


class Compartments(Upkeep):
    """The part of a `Store` that opens them."""

    @cached_property
    def downloads(self) -> Downloads:
        """The queue of downloads."""
        from reader.storage.downloads import Downloads

        return Downloads(self._connections)

    @cached_property
    def briefs(self) -> Briefs:
        """What a briefing tells."""
        from reader.storage.briefs import Briefs

        return Briefs(self._connections)

    @cached_property
    def carrying(self) -> Carrying:
        """Articles carried out whole, and in."""
        from reader.storage.carrying import Carrying

        return Carrying(self._connections)

    @cached_property
    def related(self) -> RelatedArticles:
        """Which articles have rare things in common."""
        from reader.storage.related import RelatedArticles

        return RelatedArticles(self._connections)

    @cached_property
    def stories(self) -> Stories:
        """Which articles are about the same event."""
        from reader.storage.stories import Stories

        return Stories(self._connections)

    @cached_property
    def remote(self) -> Remote:
        """What is known of accounts on servers."""
        from reader.storage.remote import Remote

        return Remote(self._connections)

    @cached_property
    def refresh_turn(self) -> RefreshTurn:
        """Which program may ask feeds now."""
        from reader.storage.turn import RefreshTurn

        return RefreshTurn(self._connections.path)
