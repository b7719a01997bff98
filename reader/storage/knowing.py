"""What a store knows of whom articles name, and what a person says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from reader.storage.times import now
from reader.storage.upkeep import Upkeep

if TYPE_CHECKING:
    from reader.acquaintance import Acquaintance, Known, Named, Place
    from reader.storage.sameness import Verdict


class Knowing(Upkeep):
    """The part of a `Store` that knows people, organisations, places and other names across articles."""

    def known_as(self, label: str, kind: str = "", limit: int = 20) -> list[Known]:
        """Return who and what is meant by a name, a part of one, or another spelling, the most often named
        first; "John Smith (2)" is the second of that name."""
        from reader.storage.sameness import known_as

        with self._reading() as connection:
            return known_as(connection, label, kind, limit)

    def author_known(self, name: str) -> Known | None:
        """Return the author of a name, None if nothing is by one."""
        from reader.storage.writings import author_known

        with self._reading() as connection:
            return author_known(connection, name)

    def authors_like(self, name: str) -> list[Known]:
        """Return the authors whose names have such a part, who wrote most first."""
        from reader.storage.writings import authors_like

        with self._reading() as connection:
            return authors_like(connection, name)

    def known_in(self, article_id: int, name: str, kind: str) -> Known | None:
        """Return whom an article means by a name that it has, None if it has none such."""
        from reader.storage.sameness import known_in

        with self._reading() as connection:
            return known_in(connection, article_id, name, kind)

    def parts_of(self, known: Known) -> list[Known]:
        """Return all of one name and kind, by their numbers."""
        from reader.storage.sameness import parts_of

        if known.is_author:
            return [known]
        with self._reading() as connection:
            return parts_of(connection, known)

    def acquaintance(self, known: Known, stop: Callable[[], bool] = lambda: False) -> Acquaintance:
        """Return all that is known of one. For a thread of its own; raises StoppedError when `stop` says
        so."""
        from reader.storage.acquaintances import acquaintance
        from reader.storage.patience import patience
        from reader.storage.writings import writings

        with self._reading() as connection, patience(connection, stop):
            return (writings if known.is_author else acquaintance)(connection, known)

    def named_in(self, known: Known, articles: Iterable[int]) -> list[Named]:
        """Return where articles name somebody first, in the order given; a few milliseconds for some tens."""
        from reader.storage.acquaintances import named_in
        from reader.storage.writings import written

        with self._reading() as connection:
            if known.is_author:
                return written(connection, articles)
            return named_in(connection, known.ids, articles)

    def together(self, known: Known, other: Known) -> Place | None:
        """Return where the newest article that names both names the other one."""
        from reader.storage.acquaintances import together

        with self._reading() as connection:
            return together(connection, known.ids, other.ids)

    def say_same(self, known: Known, other: Known, same: bool) -> list[Verdict]:
        """Keep that two are one, or that they are not; return what had been said, for `unsay`."""
        from reader.storage.sameness import say_same

        with self._writing() as connection:
            return say_same(connection, known, other, same, now())

    def unsay(self, known: Known, other: Known, verdicts: Sequence[Verdict]) -> None:
        """Make what was said of two be what it had been."""
        from reader.storage.sameness import unsay

        with self._writing() as connection:
            unsay(connection, known, other, verdicts)

    def mean(self, known: Known, article_id: int, part: int | None) -> int | None:
        """Keep which of several of a name an article means; None takes that back. Return what was kept."""
        from reader.storage.sameness import mean

        with self._writing() as connection:
            return mean(connection, known, article_id, part, now())

    def next_part(self, known: Known) -> int:
        """Return the number of one more of a name."""
        from reader.storage.sameness import next_part

        with self._reading() as connection:
            return next_part(connection, known)
