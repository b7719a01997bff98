"""What is done to a feed's text before a parser sees it: the root found, the excess cut, traps removed."""

from __future__ import annotations

import re

from reader.feeds.entry import MOST_ENTRIES
from reader.feeds.looks import ELEMENTS
from reader.values import dataclass

LARGEST_FEED = 8 * 1024 * 1024
MOST_TAGS = 400_000
MOST_REFERENCES = 1_000_000
_PROLOG = 64 * 1024
_FEED_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:rss|feed|RDF|channel)(?=[\s>/])", re.IGNORECASE)
_HTML_ROOT = re.compile(r"<(?:html|head|body)(?=[\s>/])", re.IGNORECASE)
_HTML_DOCTYPE = re.compile(r"<!doctype\s+html(?=[\s>])", re.IGNORECASE)  # some feeds claim to be pages
_LIST_ROOT = re.compile(r"<opml(?=[\s>])", re.IGNORECASE)
_ITEM = re.compile(r"<((?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry))(?=[\s>/])", re.IGNORECASE)
# References to characters that do not exist make feedparser raise, and so do elements of which nothing is
# read here: places on a map, chapters, whatever else it knows.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,60})|([0-9]{1,60}));?")
_ELEMENT = re.compile(r"(</?(?:[A-Za-z_][\w.-]{0,40}:)?)([A-Za-z_][\w.-]*+)")
_READ = """
    author category channel content contributor created creator date description email enclosure encoded
    entry feed group guid homepage icon id image issued item keywords language lastbuilddate link logo
    managingeditor modified name owner pubdate published rdf rss source subject subtitle summary tagline
    title ttl updated uri url
"""
_STAY = frozenset(_READ.split()) | ELEMENTS
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is not read as a feed, as one sentence."""

    sentence: str


def feed_text(text: str) -> str | Refusal:
    """Return the feed in `text` from its root on, or why it is not read.

    What stands before the root goes: declarations, doctypes and their entities, a server's warnings.
    """
    head = _without_comments(text[:_PROLOG])
    feed = _FEED_ROOT.search(head)
    page = _HTML_ROOT.search(head, 0, feed.start() if feed is not None else len(head))
    if feed is None or page is not None:
        is_page = page is not None or _HTML_DOCTYPE.search(head) is not None
        return Refusal(_not_a_feed(text, is_page=is_page))
    text = head[feed.start() :] + text[_PROLOG:]
    if len(text) > MOST_TAGS and (text.count("<") > MOST_TAGS or text.count("&") > MOST_REFERENCES):
        return Refusal("this feed has too many tags or references to be read")
    return text


def tamed(text: str) -> str:
    """Return a feed's text with at most 2,000 items and no character that XML knows nothing of."""
    return _NOT_XML.sub("", _first_items(text))


def without_traps(text: str) -> str:
    """Return `text` without what is known to break feedparser; for a second try."""
    return _ELEMENT.sub(_known, _REFERENCE.sub(_existing, text))


def _known(tag: re.Match[str]) -> str:
    return tag[0] if tag[2].lower() in _STAY else f"{tag[1]}no-{tag[2]}"


def _existing(reference: re.Match[str]) -> str:
    point = int(reference[1], 16) if reference[1] else int(reference[2])
    exists = point in {9, 10, 13} or (32 <= point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF)
    return reference[0] if exists else "\ufffd"


def _not_a_feed(text: str, *, is_page: bool) -> str:
    if not text.strip():
        return "this address serves nothing at all"
    if _LIST_ROOT.search(text[:_PROLOG]):
        return "this address serves a list of subscriptions, not a feed"
    if is_page:
        return "this address serves a web page, not a feed"
    return "this address serves something that is not a feed"


def _first_items(text: str) -> str:
    """Cut out the items past the limit, and leave what closes the feed after them."""
    for count, item in enumerate(_ITEM.finditer(text)):
        if count == MOST_ENTRIES:
            closing = f"</{item[1]}>"
            end = text.rfind(closing)
            return text[: item.start()] + (text[end + len(closing) :] if end > item.start() else "")
    return text


def _without_comments(head: str) -> str:
    """Drop the comments before the root; a comment that holds "<rss>" is no feed."""
    pieces, at = list[str](), 0
    while (start := head.find("<!--", at)) >= 0:
        if _FEED_ROOT.search(head, at, start) or (end := head.find("-->", start)) < 0:
            break
        pieces.append(head[at:start])
        at = end + 3
    return "".join((*pieces, head[at:]))
