"""Threat 5, from end to end: a feed outside that leads inside is told of, and nothing inside is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import Library
from reader.model import View
from tests.site.documents import good, rss, story
from tests.site.internet import OUTSIDE, Internet
from tests.site.server import Site, page, redirect

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_feed_that_leads_inside_costs_itself(internet: Internet, tmp_path: Path) -> None:
    internet.names |= {"good.example": OUTSIDE, "turn.example": "127.0.0.1"}
    async with Site({"/canary": good("canary")}) as inside, Site(host=OUTSIDE) as outside:
        canary = inside.url("/canary")
        enclosure = f'<enclosure url="{canary}" type="audio/mpeg"/>'
        outside.endpoints |= {
            "/301-to-private": redirect(canary, 301),
            "/302-to-a-name": redirect(inside.url("/canary", "turn.example")),
            "/good": page(rss("good", story("good", 1, enclosure))),
        }
        urls = [outside.url(path, "good.example") for path in outside.endpoints]
        subscriptions = tmp_path / "feeds.toml"
        subscriptions.write_text("".join(f'[[feed]]\nurl = "{url}"\n' for url in urls), encoding="utf-8")
        async with Library.open(subscriptions, tmp_path / "library.db") as library:
            await library.refresh()
            told = [feed.error or "" for feed in library.feeds()]
            assert ["redirects into a private network" in sentence for sentence in told] == [
                True,
                True,
                False,
            ]
            assert library.count(View("all")) == 1
        assert inside.asked == []
