"""Lists of subscriptions: OPML 1 and 2, read and written."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from reader.feeds.encoding import decode
from reader.feeds.entry import absolute
from reader.model import Subscription
from reader.text import masked, safe_line, without_credentials
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LARGEST_LIST = 8 * 1024 * 1024
MOST_SUBSCRIPTIONS = 10_000
NAMESPACE = "urn:reader-tui:opml"
FOLDER_SEPARATOR = " / "
_DEEPEST_FOLDER = 8
_MOST_ATTRIBUTES = 64
_MOST_TAGS = 64
_MOST_LEFT = 100
# FreshRSS writes the pages that it makes feeds of as outlines of these types.
_NO_FEEDS = frozenset(
    {"html+xpath", "xml+xpath", "json+dotnotation", "json+dotpath", "html+xpath+json+dotnotation"}
)
_OTHER = {"include": "lists that lie elsewhere are not fetched", "link": "it is a page, no feed"}
_ROOT = re.compile(r"<opml(?=[\s>/])", re.IGNORECASE)
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class OpmlError(ValueError):
    """A list that cannot be read. Its text is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class OpmlList:
    """What an OPML list has. `left` is (what, why) of what is not taken of it."""

    subscriptions: tuple[Subscription, ...]
    left: tuple[tuple[str, str], ...] = ()


def read_opml(body: bytes) -> tuple[Subscription, ...]:
    """Return the subscriptions of an OPML list; see `opml_list`."""
    return opml_list(body).subscriptions


def opml_list(body: bytes) -> OpmlList:
    """Read an OPML list: its subscriptions in its order, each address once, at most 10,000.

    Nested outlines become folders ("News / Local"), categories tags, and so do other folders that a feed is
    in as well. Only http and https addresses are taken. Raise OpmlError if `body` is no OPML.
    """
    if len(body) > LARGEST_LIST:
        raise OpmlError(f"this list is larger than {LARGEST_LIST // 2**20} MB")
    text = decode(body)
    root = _ROOT.search(text[: 64 * 1024])
    if root is None:
        raise OpmlError("this is not an OPML list of subscriptions")
    text = _NOT_XML.sub("", text[root.start() :])  # from the root on: no doctype, so no entities either
    try:
        return _outlines(text)
    except ET.ParseError:
        pass
    try:  # addresses with a bare "&" are the common mistake
        return _outlines(_BARE_AMPERSAND.sub("&amp;", text))
    except ET.ParseError as error:
        line = error.position[0]
        raise OpmlError(f"this list is not well-formed XML (line {line} after <opml>)") from error


def write_opml(
    subscriptions: Iterable[Subscription],
    title: str = "Subscriptions",
    names: Mapping[str, str] | None = None,
    sites: Mapping[str, str] | None = None,
) -> str:
    """Return an OPML 2.0 list: subscriptions in their folders, with their tags as categories.

    `names` are what feeds call themselves, `sites` where they belong, both by their addresses. Attributes of
    our own (`NAMESPACE`) say which names are the feeds' and keep tags that a list of categories could not;
    others pass them over. Names and passwords are never in it.
    """
    folders: defaultdict[tuple[str, ...], list[Subscription]] = defaultdict(list)
    feed_line = partial(_feed_line, names=names or {}, sites=sites or {})
    for subscription in subscriptions:
        folders[_path(subscription.folder)].append(subscription)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:reader="{NAMESPACE}">',
        f"  <head><title>{escape(safe_line(title, 200))}</title></head>",
        "  <body>",
        *_folder_lines(folders, (), "    ", feed_line),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def _outlines(text: str) -> OpmlList:
    reader = _OutlineReader()
    parser = ET.XMLParser(target=reader)  # noqa: S314  # no doctype is left; the target bounds the rest
    parser.feed(text.encode("utf-8", "replace"))
    parser.close()
    return OpmlList(tuple(reader.subscriptions.values()), tuple(reader.left))


class _OutlineReader:
    """Follows the outlines of a list as they open and close, without building a tree."""

    def __init__(self) -> None:
        self.subscriptions: dict[str, Subscription] = {}
        self.left: list[tuple[str, str]] = []
        self._folders: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A feed is kept; any other outline is a folder for what is in it. (ET's interface)"""
        if tag.rpartition("}")[2].lower() != "outline":
            return
        said = {name.lower(): value for name, value in list(attributes.items())[:_MOST_ATTRIBUTES]}
        name = safe_line(said.get("title") or said.get("text") or "", 200)
        kind = said.get("type", "").strip().lower()
        url = absolute(said.get("xmlurl"))
        if said.get("xmlurl") and kind in _NO_FEEDS:
            self._leave(name, said["xmlurl"], "it is read out of a web page there, which has no feed")
        elif url:
            self._take(url, name, said)
        elif said.get("xmlurl") or kind in {"include", "link"}:
            address = said.get("xmlurl") or said.get("url", "")
            self._leave(name, address, _OTHER.get(kind, "only http and https addresses are fetched"))
        self._folders.append("" if said.get("xmlurl") else name.replace(FOLDER_SEPARATOR, " - "))

    def end(self, tag: str) -> None:
        """Leave the outline. (ET's interface)"""
        if tag.rpartition("}")[2].lower() == "outline":
            self._folders.pop()

    def close(self) -> None:
        """Nothing is left to do. (ET's interface)"""

    def _take(self, url: str, name: str, said: Mapping[str, str]) -> None:
        new, known = self._subscription(url, name, said), self.subscriptions.get(url)
        if known is not None:
            other = (new.folder,) if new.folder and known.folder and new.folder != known.folder else ()
            tags = tuple(dict.fromkeys((*known.tags, *new.tags, *other)))[:_MOST_TAGS]
            self.subscriptions[url] = replace(known, folder=known.folder or new.folder, tags=tags)
        elif len(self.subscriptions) < MOST_SUBSCRIPTIONS:
            self.subscriptions[url] = new
        else:
            self._leave(name, url, f"only {MOST_SUBSCRIPTIONS:,} feeds are taken")

    def _leave(self, name: str, url: str, why: str) -> None:
        if len(self.left) < _MOST_LEFT:
            self.left.append((masked(url, 120) or name, why))

    def _subscription(self, url: str, name: str, said: Mapping[str, str]) -> Subscription:
        folder = FOLDER_SEPARATOR.join([name for name in self._folders[:_DEEPEST_FOLDER] if name])
        own = said.get(f"{{{NAMESPACE}}}named") != "feed"
        return Subscription(
            url, title=name if name and name != url and own else None, folder=folder, tags=_tags(said)
        )


def _tags(said: Mapping[str, str]) -> tuple[str, ...]:
    parts = [safe_line(part, 60).strip("/") for part in said.get("category", "")[:2000].split(",")]
    if ours := said.get(f"{{{NAMESPACE}}}tags", "")[:4000]:
        with suppress(ValueError, RecursionError):
            kept = json.loads(ours)
            if isinstance(kept, list) and all(isinstance(tag, str) for tag in kept):
                parts = [safe_line(tag, 60) for tag in kept]
    return tuple(dict.fromkeys(part for part in parts if part))


def _path(folder: str) -> tuple[str, ...]:
    parts = [safe_line(part) for part in folder.split(FOLDER_SEPARATOR)]
    return tuple(part for part in parts if part)[:_DEEPEST_FOLDER]


def _folder_lines(
    folders: Mapping[tuple[str, ...], list[Subscription]],
    path: tuple[str, ...],
    indent: str,
    feed_line: Callable[[Subscription], str],
) -> list[str]:
    """The lines of one folder: its subscriptions, then the folders in it, in the order they came."""
    lines = [indent + feed_line(subscription) for subscription in folders.get(path, ())]
    depth = len(path)
    inner = dict.fromkeys(other[depth] for other in folders if len(other) > depth and other[:depth] == path)
    for name in inner:
        lines.append(f"{indent}<outline text={quoteattr(name)} title={quoteattr(name)}>")
        lines += _folder_lines(folders, (*path, name), indent + "  ", feed_line)
        lines.append(f"{indent}</outline>")
    return lines


def _feed_line(subscription: Subscription, names: Mapping[str, str], sites: Mapping[str, str]) -> str:
    url = without_credentials(subscription.url)[0]
    own = subscription.title or ""
    name = safe_line(own or names.get(subscription.url, "") or url)
    attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": safe_line(url)}
    if site := without_credentials(sites.get(subscription.url, ""))[0]:
        attributes["htmlUrl"] = safe_line(site)
    if subscription.tags:
        attributes["category"] = ",".join(safe_line(tag).replace(",", " ") for tag in subscription.tags)
    if not own and name != url:
        attributes["reader:named"] = "feed"
    if any("," in tag or tag != tag.strip("/ ") for tag in subscription.tags):
        attributes["reader:tags"] = json.dumps(
            [safe_line(tag) for tag in subscription.tags], ensure_ascii=False
        )
    return "<outline " + " ".join(f"{key}={quoteattr(value)}" for key, value in attributes.items()) + "/>"
