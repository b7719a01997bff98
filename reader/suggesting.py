"""What a shell may offer to complete: names that feeds.toml and the library have. Neither is opened for it.

Whatever cannot be read has nothing to offer.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader import config
from reader.config import ConfigurationError
from reader.text import safe_line
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.config import Configuration

_LONGEST = 80
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Suggestions:
    """What there is at these places. Each method returns what may be typed, with a few words on each."""

    feeds_toml: Path
    library: Path

    def feeds(self, letters: str) -> Mapping[str, str]:
        """Titles of feeds; their numbers where a number is typed, or where two have one title."""
        from reader.storage import suggestions

        found = self._read(suggestions.feeds)
        titles = [title for _, title, _ in found]
        if letters.isdecimal():
            return {str(number): safe_line(title, _LONGEST) for number, title, _ in found}
        return {
            (safe_line(title) if titles.count(title) == 1 else str(number)): f"{unread:,} unread"
            for number, title, unread in found
        }

    def articles(self) -> Mapping[str, str]:
        """Numbers of the newest articles."""
        from reader.storage import suggestions

        return _numbered(self._read(suggestions.articles))

    def downloads(self) -> Mapping[str, str]:
        """Numbers of downloads."""
        from reader.storage import suggestions

        return _numbered(self._read(suggestions.downloads))

    def known(self, name: str, letters: str) -> list[str]:
        """What a field of a query may be, such as "tag" or "person"."""
        from reader.storage import suggestions

        return self._read(lambda path: suggestions.known(path, name, letters))

    def query(self, written: str) -> Mapping[str, str]:
        """A query, as far as it is written, with what may stand at its end."""
        from reader.query import complete

        return {
            written[: one.start] + one.insert + written[one.end :]: one.summary
            for one in complete(written, len(written), self.known)
        }

    def views(self) -> Mapping[str, str]:
        """Names of saved queries."""
        said = self._configuration
        return {view.name: safe_line(view.query, _LONGEST) for view in said.views} if said else {}

    def accounts(self) -> Mapping[str, str]:
        """Names of accounts on servers."""
        said = self._configuration
        return {one.name: safe_line(one.kind, _LONGEST) for one in said.accounts} if said else {}

    def rules(self) -> Mapping[str, str]:
        """Names of rules, and numbers of those that have none."""
        said = self._configuration
        rules = said.rules if said else ()
        return {
            rule.name or str(number): safe_line(rule.done, _LONGEST) for number, rule in enumerate(rules, 1)
        }

    @cached_property
    def _configuration(self) -> Configuration | None:
        with contextlib.suppress(ConfigurationError, OSError):
            return config.load(self.feeds_toml)
        return None

    def _read(self, look: Callable[[Path], list[_Value]]) -> list[_Value]:
        with contextlib.suppress(sqlite3.Error, OSError, ValueError):
            return look(self.library)
        return []


def _numbered(found: list[tuple[int, str]]) -> Mapping[str, str]:
    return {str(number): safe_line(title, _LONGEST) for number, title in found}
