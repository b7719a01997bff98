"""What a house's template works from: one article, the house's words, and addresses."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zlib import crc32

from reader.values import dataclass

if TYPE_CHECKING:
    from reader.demo.edition import DemoArticle, Edition
    from reader.demo.outlets import Outlet


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be set: the article, what surrounds it, and the classes that the house gives things."""

    edition: Edition
    article: DemoArticle
    base_url: str
    classes: Mapping[str, str]

    @property
    def outlet(self) -> Outlet:
        return self.article.outlet

    @property
    def url(self) -> str:
        return self.base_url + self.article.path

    def carries(self, furniture: str) -> bool:
        """Whether this page has that piece of boilerplate."""
        return furniture in self.article.furniture

    def css(self, thing: str) -> str:
        """The house's class for a thing: its own name where the house has none."""
        return self.classes.get(thing, thing)

    def say(self, word: str) -> str:
        """A phrase of the house, escaped for HTML, its blanks filled in."""
        phrase = str(words(self.outlet)[word])
        writer = next((author.name for author in self.article.authors), None) or self.outlet.name
        filled = phrase.format(name=self.outlet.name, writer=writer, n=self.number(word))
        return escape(filled, quote=False)

    def phrases(self, word: str) -> tuple[str, ...]:
        """A list of phrases of the house, escaped for HTML."""
        return tuple(escape(str(phrase), quote=False) for phrase in words(self.outlet)[word])

    def number(self, salt: str, low: int = 12, high: int = 412) -> int:
        """A number that this page always shows in this place."""
        return low + crc32(f"{self.article.slug} {salt}".encode()) % (high - low)

    def others(self, count: int, skip: int = 0) -> tuple[DemoArticle, ...]:
        """Other articles of the outlet, for related links and lists."""
        mine = [a for a in self.edition.of(self.outlet) if a.slug != self.article.slug]
        return tuple(mine[skip : skip + count])

    def byline(self) -> str:
        """ "By Ann Ash and Bo Birch", escaped; empty if nobody signed."""
        names = [escape(author.name or "", quote=False) for author in self.article.authors]
        if not names:
            return ""
        if self.outlet.language == "ja":
            return "、".join(names)
        joined = f" {self.say('and')} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
        return f"{self.say('by')} {joined}"


@cache
def words(outlet: Outlet) -> Mapping[str, Any]:
    """All phrases of a house: those of its language, and over them its own."""
    table = _furniture()
    return {**table[outlet.language], **table["house"].get(outlet.id, {})}


@cache
def _furniture() -> dict[str, Any]:
    return tomllib.loads(files("reader.demo").joinpath("furniture.toml").read_text(encoding="utf-8"))
