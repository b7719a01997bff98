"""The demo edition: its articles as frozen values, each with the truth for an extraction to meet."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Literal

from reader.demo.body import Part, read_body
from reader.demo.dates import month_name
from reader.demo.outlets import Outlet, load_outlets
from reader.model import Author, Block, Picture
from reader.values import dataclass

FURNITURE = frozenset({
    "cookie", "newsletter", "related", "share", "rating", "chart", "writer-box", "writer-box-cut", "jsonld",
    "promo-inline", "comments", "tags-list", "paywall-note",
})  # fmt: skip
_LAYOUTS = ("single", "two-column", "live")
_KEYS = frozenset({
    "outlet", "title", "standfirst", "hours_ago", "authors", "section", "language", "tags", "dateline",
    "picture", "furniture", "layout", "summary_only", "shown", "audio_minutes",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """One invented article. `parts` is what its page shows of the body, the lead picture not included.

    `shown` says that the page stops behind a paywall; `full_parts` is the whole body, which the outlet's
    feed carries unless `summary_only`.
    """

    slug: str
    outlet: Outlet
    title: str
    standfirst: str
    published: datetime
    modified: datetime
    authors: tuple[Author, ...]
    section: str
    language: str
    tags: tuple[str, ...]
    picture: Picture | None
    furniture: frozenset[str]
    layout: Literal["single", "two-column", "live"]
    summary_only: bool
    shown: int | None
    audio_minutes: int | None
    full_parts: tuple[Part, ...]

    @property
    def path(self) -> str:
        """Where its page is served, from the server's root."""
        return f"{self.outlet.path}{self.slug}"

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.full_parts[: self.shown]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What a perfect extraction of the page gives, captions of the body's pictures among them."""
        return tuple(block for part in self.parts for block in part.blocks)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of the clean body, in order; captions and rules are no part of it."""
        return tuple(block.text for block in self.blocks if block.kind not in ("caption", "rule"))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The lead picture, if any, and the body's."""
        inside = (part.picture for part in self.parts)
        return tuple(picture for picture in (self.picture, *inside) if picture)

    @property
    def summary(self) -> str:
        """What a feed's description says: the standfirst, or the opening of the body."""
        return self.standfirst or self.paragraphs[0]


@dataclass(frozen=True, slots=True)
class Edition:
    """All outlets and articles as they stand at `now`. The same `now` gives the same edition."""

    now: datetime
    outlets: tuple[Outlet, ...]
    articles: tuple[DemoArticle, ...]

    @classmethod
    def load(cls, now: datetime) -> Edition:
        """Read the bundled articles, newest first. `now` must have a time zone; seconds are dropped.

        Raise ValueError, with the file's name, if an article is not as articles/README.md says.
        """
        if now.tzinfo is None:
            raise ValueError("an edition needs a moment with a time zone")
        now = now.replace(second=0, microsecond=0)
        outlets = load_outlets()
        known = {outlet.id: outlet for outlet in outlets}
        articles = [_read(name, text, known, now) for name, text in _sources()]
        return cls(now, outlets, tuple(sorted(articles, key=lambda a: a.published, reverse=True)))

    def of(self, outlet: Outlet) -> tuple[DemoArticle, ...]:
        """The outlet's articles, newest first."""
        return tuple(article for article in self.articles if article.outlet.id == outlet.id)

    def changed(self, outlet: Outlet) -> datetime:
        """When the outlet last published or changed anything."""
        return max((article.modified for article in self.of(outlet)), default=self.now)

    def article(self, slug: str) -> DemoArticle:
        """The article of that slug. Raise KeyError if there is none."""
        for article in self.articles:
            if article.slug == slug:
                return article
        raise KeyError(slug)


def _sources() -> list[tuple[str, str]]:
    folder = files("reader.demo").joinpath("articles")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name[:1].isdigit())
    return [(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names]


def _read(name: str, text: str, outlets: dict[str, Outlet], now: datetime) -> DemoArticle:
    try:
        _, matter, markdown = text.split("+++\n", 2)
        return _article(
            name.split("-", 1)[1].removesuffix(".md"), tomllib.loads(matter), markdown, outlets, now
        )
    except (ValueError, KeyError, IndexError, StopIteration) as error:
        raise ValueError(f"{name}: {error!r}") from error


def _article(
    slug: str, matter: dict[str, Any], markdown: str, outlets: dict[str, Outlet], now: datetime
) -> DemoArticle:
    _check(matter)
    outlet = outlets[matter["outlet"]]
    published = now - timedelta(hours=matter["hours_ago"])
    media = f"{outlet.path}media/"
    dateline = _dateline(outlet, matter["dateline"], published) if matter.get("dateline") else ""
    picture = Picture(f"{media}{slug}.png", **matter["picture"]) if matter.get("picture") else None
    layout = matter.get("layout", "single")
    return DemoArticle(
        slug=slug,
        outlet=outlet,
        title=matter["title"],
        standfirst=matter.get("standfirst", ""),
        published=published,
        modified=now if layout == "live" else published,
        authors=tuple(outlet.writer(name) for name in matter["authors"]),
        section=matter["section"],
        language=matter["language"],
        tags=tuple(matter["tags"]),
        picture=picture,
        furniture=frozenset(matter["furniture"]),
        layout=layout,
        summary_only=matter.get("summary_only", False) or outlet.summary_only,
        shown=matter.get("shown"),
        audio_minutes=matter.get("audio_minutes"),
        full_parts=read_body(markdown, media=media, dateline=dateline),
    )


def _check(matter: dict[str, Any]) -> None:
    if unknown := (matter.keys() - _KEYS) | (set(matter["furniture"]) - FURNITURE):
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    if matter.get("layout", "single") not in _LAYOUTS:
        raise ValueError(f"layout is one of {', '.join(_LAYOUTS)}")


def _dateline(outlet: Outlet, place: str, published: datetime) -> str:
    day = f"{published.day} {month_name(published)[:3]}"
    return outlet.dateline.replace("%p", place).replace("%d", day)
