"""Where what a feed's elements say goes, in feedparser's words."""

from __future__ import annotations

VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html"}
BODIES = {
    "description": ("summary", "text/html"),
    "dc:description": ("summary", "text/html"),
    "media:description": ("summary", "text/html"),
    "summary": ("summary", "text/plain"),
    "itunes:summary": ("summary", "text/plain"),
    "content": ("content", "text/plain"),
    "content:encoded": ("content", "text/html"),
}
"""Where the text of an element goes, and its type if it states none."""
DATES = {
    "pubdate": "published_parsed",
    "published": "published_parsed",
    "issued": "published_parsed",
    "dcterms:issued": "published_parsed",
    "updated": "updated_parsed",
    "modified": "updated_parsed",
    "dcterms:modified": "updated_parsed",
    "dc:date": "updated_parsed",
    "lastbuilddate": "updated_parsed",
    "created": "created_parsed",
    "dcterms:created": "created_parsed",
}
AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author", "managingeditor")
PERSON = {"name": "name", "email": "email", "uri": "href", "url": "href", "homepage": "href"}
KEYWORDS = {"itunes:keywords": "http://www.itunes.com/", "media:keywords": None}
