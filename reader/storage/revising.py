"""What the store does with the changes of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.upkeep import Upkeep

if TYPE_CHECKING:  # each method loads what it needs: most of what is opened has never changed
    from datetime import datetime

    from reader.revision import Changed, Finding, Revision


class Revising(Upkeep):
    """The part of a `Store` that knows what articles said before."""

    def changed(self, article_id: int) -> Changed | None:
        """Return how often an article has changed and when last; None if it never has."""
        from reader.storage import revisions

        with self._reading() as connection:
            return revisions.changed(connection, article_id)

    def revisions(self, article_id: int) -> list[Revision]:
        """Return the changes of an article, the newest first. Long texts are for a thread of their own."""
        from reader.storage import documents, revisions

        with self._reading() as connection:
            document = documents.document(connection, article_id)
            source = documents.origin(connection, article_id)
            from_feed = source is None or source.source == "feed"
            return revisions.of(connection, article_id, None if from_feed else document)

    def put_finding(self, revision: Revision, finding: Finding) -> None:
        """Keep what kind of change a revision is."""
        from reader.storage import revisions

        with self._writing(durable=False) as connection:
            revisions.put_finding(connection, revision.id, revision.steps, finding)

    def see_changes(self, article_id: int) -> bool:
        """Note that the person has looked at an article since it changed; say whether they had not before."""
        from reader.storage import revisions

        with self._writing(durable=False) as connection:
            return revisions.see(connection, article_id)

    def changed_since_page(self, article_id: int) -> datetime | None:
        """Return when the feed last changed its words on an article after its page had been read."""
        from reader.storage import revisions

        with self._reading() as connection:
            return revisions.since_page(connection, article_id)
