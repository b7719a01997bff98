"""The invented outlets: who writes for them, what their feeds are, and the feeds.toml that follows them."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from reader.model import Author
from reader.values import dataclass

FeedFormat = Literal["rss", "atom", "json", "rdf"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One newspaper, agency or blog. `dateline` opens a first paragraph: %p is the place, %d the day."""

    id: str
    name: str
    tagline: str
    language: str
    folder: str
    tags: tuple[str, ...]
    feed: FeedFormat
    feed_path: str
    template: str
    sections: tuple[str, ...]
    dateline: str
    legal: str
    writers: tuple[Author, ...]
    summary_only: bool = False

    @property
    def path(self) -> str:
        """Where its front page is served, from the server's root."""
        return f"/{self.id}/"

    @property
    def feed_url(self) -> str:
        """Where its feed is served, from the server's root."""
        return self.path + self.feed_path

    def writer(self, name: str) -> Author:
        """The writer of that name; somebody unknown to the house is a bare name."""
        return next((known for known in self.writers if known.name == name), Author(name=name))


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """Read outlets.toml, in its order."""
    text = files("reader.demo").joinpath("outlets.toml").read_text(encoding="utf-8")
    return tuple(_outlet(table) for table in tomllib.loads(text)["outlet"])


def feeds_toml(base_url: str) -> str:
    """The text of a feeds.toml that subscribes to every outlet served under `base_url`."""
    entries = [_subscription(outlet, base_url.rstrip("/")) for outlet in load_outlets()]
    return "\n".join(["# The demo edition: an invented news world.\n\n[settings]\n", *entries])


def _outlet(table: dict[str, Any]) -> Outlet:
    writers = tuple(_writer(row, table["name"]) for row in table.pop("writers"))
    table["tags"], table["sections"] = tuple(table["tags"]), tuple(table["sections"])
    return Outlet(writers=writers, **table)


def _writer(row: dict[str, Any], outlet: str) -> Author:
    return Author(**{**row, "beats": tuple(row["beats"]), "outlet": outlet})


def _subscription(outlet: Outlet, base_url: str) -> str:
    # A JSON string is a TOML basic string too, and so is a list of them.
    values = {
        "url": base_url + outlet.feed_url,
        "title": outlet.name,
        "folder": outlet.folder,
        "tags": list(outlet.tags),
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["[[feed]]", *lines, ""])
