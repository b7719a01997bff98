"""Who wrote an article, as a value. Standard library only; everybody takes it from `reader.model`."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Literal

from reader.values import dataclass

AuthorKind = Literal["person", "organisation"]
Part = Literal["author", "contributor"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it, as far as the page says so. What was not found is None or empty.

    A news agency and the paper itself are of kind "organisation". A contributor only helped: "contributed to
    this report". `filed_from` is where this article was written, by its dateline, and not where its writer
    lives. `since` is when role and place were first told as they are now, where the library knows it.
    """

    name: str | None = None
    role: str | None = None
    outlet: str | None = None
    based_in: str | None = None
    beats: tuple[str, ...] = ()
    email: str | None = None
    handle: str | None = None
    url: str | None = None
    bio: str | None = None
    kind: AuthorKind = "person"
    part: Part = "author"
    filed_from: str | None = None
    since: datetime | None = None

    @property
    def summary(self) -> str:
        """The panel's line, "reporter based in Taipei"; empty where neither role nor place is known."""
        city = (self.based_in or "").split(",")[0].strip()
        place = f"based in {city}" if city else ""
        return " ".join(part for part in (self.role or "", place) if part)

    @property
    def described(self) -> bool:
        """Whether more is known than a name and how to reach it."""
        return bool(self.role or self.based_in or self.bio)

    def filled_from(self, other: Author | None) -> Author:
        """This author with what is empty here taken from `other`."""
        if other is None:
            return self
        empty = (spec.name for spec in fields(self) if not getattr(self, spec.name))
        return replace(self, **{name: getattr(other, name) for name in empty})
