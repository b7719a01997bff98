"""Finding a site's feeds: the address itself, the links its page names, then the usual places."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from reader.fetch import COMMON_PATHS, FEED, Client, FeedLink, FetchError, Response, feed_links, leads_inward
from reader.text import without_credentials
from reader.worker import JobError, Worker


async def find_feeds(url: str, client: Client, worker: Worker) -> tuple[FeedLink, ...]:
    """Return the feeds of a site, the page's own choice first. Raise FetchError."""
    response = await client.get(url, accept=FEED)
    itself = await _as_feed(response.url, response.body, response.content_type, worker)
    if itself is not None:  # under the address that was given, unless it has moved for good
        return (replace(itself, url=response.moved_to or without_credentials(url)[0]),)
    named = feed_links(response.body, response.url)
    if named := await _outside(named, response, client):
        return named
    places = [urljoin(response.url, path) for path in COMMON_PATHS]
    found = await asyncio.gather(*(_try(place, client, worker) for place in places))
    return tuple({link.url: link for link in found if link is not None}.values())


async def _outside(links: Sequence[FeedLink], page: Response, client: Client) -> tuple[FeedLink, ...]:
    """The links that a page may name: from outside, none that leads inside. Who subscribes to one types no
    address, and from then on it would be asked as if it had been typed."""
    links = [link for link in links if not leads_inward(page.url, link.url)]
    if page.from_inside:
        return tuple(links)
    inside = await asyncio.gather(*(client.leads_inside(link.url) for link in links))
    return tuple(link for link, is_inside in zip(links, inside, strict=True) if not is_inside)


async def _try(url: str, client: Client, worker: Worker) -> FeedLink | None:
    try:
        response = await client.get(url, accept=FEED)
    except FetchError:
        return None
    return await _as_feed(response.url, response.body, response.content_type, worker)


async def _as_feed(url: str, body: bytes, content_type: str, worker: Worker) -> FeedLink | None:
    try:
        document = await worker.parse_feed(body, url, content_type)
    except JobError:
        return None
    if document.error is not None:
        return None
    return FeedLink(url, document.title, content_type.split(";")[0].strip())
