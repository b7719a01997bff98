"""Each outlet's feed is a document that an ordinary parser reads without complaint."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import httpx
import pytest

from reader.demo import DemoArticle, DemoServer, Edition, Outlet
from reader.demo.outlets import load_outlets

XML = [outlet for outlet in load_outlets() if outlet.feed != "json"]
VERSIONS = {"rss": "rss20", "atom": "atom10", "rdf": "rss10"}


def _parsed(client: httpx.Client, outlet: Outlet) -> Any:
    reply = client.get(outlet.feed_url)
    return feedparser.parse(reply.content, response_headers={"content-type": reply.headers["content-type"]})


@pytest.mark.parametrize("outlet", XML, ids=lambda outlet: outlet.id)
def test_an_xml_feed_parses_in_its_format(outlet: Outlet, client: httpx.Client) -> None:
    feed = _parsed(client, outlet)
    assert not feed.bozo
    assert (feed.version, feed.feed.title) == (VERSIONS[outlet.feed], outlet.name)


@pytest.mark.parametrize("outlet", XML, ids=lambda outlet: outlet.id)
def test_an_entry_tells_what_the_article_is(
    outlet: Outlet, client: httpx.Client, edition: Edition, served: DemoServer
) -> None:
    articles = edition.of(outlet)
    entries = _parsed(client, outlet).entries
    assert [entry.link for entry in entries] == [served.base_url + article.path for article in articles]
    assert [entry.title for entry in entries] == [article.title for article in articles]
    moments = [(entry.get("published_parsed") or entry.updated_parsed)[:5] for entry in entries]
    assert moments == [article.published.timetuple()[:5] for article in articles]
    assert [entry.get("author") for entry in entries] == [_signed(article) for article in articles]


def test_the_json_feed_is_as_its_specification_wants_it(client: httpx.Client, edition: Edition) -> None:
    outlet = next(outlet for outlet in edition.outlets if outlet.feed == "json")
    feed = json.loads(client.get(outlet.feed_url).content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == [article.title for article in edition.of(outlet)]
    assert all(item["id"] and ("content_html" in item) != ("content_text" in item) for item in feed["items"])


def test_a_full_feed_carries_the_text_and_an_agency_only_the_summary(
    client: httpx.Client, edition: Edition
) -> None:
    by_id = {outlet.id: outlet for outlet in edition.outlets}
    article = edition.article("tashrud-road")
    entry = next(e for e in _parsed(client, by_id["meridian"]).entries if e.title == article.title)
    assert all(part.html in entry.content[0].value for part in article.parts if part.kind == "paragraph")
    assert all("content" not in entry for entry in _parsed(client, by_id["northwire"]).entries)


def test_no_feed_gives_away_what_stands_behind_the_paywall(client: httpx.Client, edition: Edition) -> None:
    article = edition.article("castellan-bonds-test")
    hidden = article.full_parts[-1].blocks[0].text
    assert hidden not in client.get(article.outlet.feed_url).text


def test_the_podcast_has_a_sound_file_of_the_length_it_states(client: httpx.Client, edition: Edition) -> None:
    article = edition.article("lost-hour")
    entry = next(e for e in _parsed(client, article.outlet).entries if e.title == article.title)
    [enclosure] = entry.enclosures
    sound = client.get(enclosure.href)
    assert sound.content.startswith(b"RIFF")
    assert (sound.headers["content-type"], len(sound.content)) == ("audio/wav", int(enclosure.length))


def _signed(article: DemoArticle) -> str | None:
    """What feedparser calls the author: the last of several."""
    return article.authors[-1].name if article.authors else None
