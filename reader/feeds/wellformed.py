"""Most feeds, read in a fraction of the time: RSS 2.0, its elders and Atom 1.0, where they are well-formed.

What is found is what feedparser would find, in its words and with its habits: order decides, depth decides,
plain text that looks like HTML is HTML. Whatever this does not know for certain - an element, an attribute,
markup inside a text, a namespace under another's usual name - makes it read nothing at all, and feedparser
reads the feed. `python -m tests.bench.bench_feeds` holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from lxml import etree

from reader.feeds.characters import Characters, characters_of
from reader.feeds.elements import (
    LANGUAGE,
    NONE,
    Names,
    Unsure,
    add_tag,
    any_attributes_of,
    attributes_of,
    empty,
    items_of,
    joined,
    settled,
    with_href,
)
from reader.feeds.entry import MOST_ENTRIES
from reader.feeds.limits import MOST_ELEMENTS
from reader.feeds.looks import looks_like_html
from reader.feeds.meanings import AUTHORS, BODIES, DATES, KEYWORDS, PERSON, TYPES, VERSIONS
from reader.feeds.moment import parts_of
from reader.feeds.names import HARMLESS
from reader.feeds.persons import part_author, written_author
from reader.feeds.sections import MARK, put_back, set_aside

_Found: TypeAlias = dict[str, Any]
_ATOM_FEED = "{http://www.w3.org/2005/Atom}feed"
_READ_TYPES = frozenset({"text/plain", "text/html"})
_PAGE_TYPES = frozenset({"text/html", "xhtml", "application/xhtml+xml"})
_QUERY_VARIABLE = re.compile(r"&([A-Za-z0-9_]+);")
_MEDIA_CATEGORIES = "http://search.yahoo.com/mrss/category_schema"
_LINK_ATTRIBUTES = frozenset({"href", "rel", "type", "title", "length", "hreflang"})
_ENCLOSURE_ATTRIBUTES = frozenset({"url", "length", "type"})
_CATEGORY_ATTRIBUTES = frozenset({"term", "scheme", "domain", "label"})
_TYPE, _PERMALINK, _URL = frozenset({"type"}), frozenset({"ispermalink"}), frozenset({"url"})
_IMAGE_PARTS = frozenset({"url", "title", "link", "width", "height", "description"})


def read(text: str, data: bytes | None = None) -> _Found | None:
    """Return `feed`, `entries` and `version` as feedparser would, as far as they are used; None if unsure.

    `data` is the text in UTF-8, if that is there. What is `ordinary` has only characters of which
    `reader.text.is_ordinary` is true.
    """
    if len(text) > MOST_ELEMENTS and text.count("<") > MOST_ELEMENTS:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        data = data or text.encode("utf-8", "surrogatepass")
        characters, sections = characters_of(data), dict[str, bytes]()
        if characters.legal:
            data, sections = set_aside(data)
        return _Reading(etree.fromstring(data, parser), characters, sections).read()
    except (etree.XMLSyntaxError, Unsure):
        return None


class _Reading:
    """One reading of a feed, in document order, as feedparser goes. `depth` of the root is 1."""

    def __init__(self, root: etree._Element, characters: Characters, sections: dict[str, bytes]) -> None:
        self._root, self._name, self._sections = root, Names(root).of, sections
        self._has_sections = bool(sections)
        self._feed: _Found = {}
        self._entries: list[_Found] = []
        self._of_feed: dict[object, tuple[_Action, str]] = {}
        self._of_entry: dict[object, tuple[_Action, str]] = {}
        self._language: str | None = None
        self._atom = root.tag == _ATOM_FEED
        self._title_depth = self._entry_depth = -1
        self._has_content = False
        self._ordinary, self._are_settled = characters.ordinary, characters.settled

    def read(self) -> _Found:
        """Read it all."""
        for name, value in items_of(self._root):
            if name == LANGUAGE and value:
                self._feed["language"] = self._language = value.replace("_", "-")
            elif name != "version":
                raise Unsure
        if self._atom:
            version = "atom10"
            self._read_children(self._root, self._feed, 2)
        elif self._root.tag == "rss":
            said = self._root.get("version", "")
            version = VERSIONS.get(said) or ("rss20" if said.startswith("2.") else "rss")
            channels = list(self._root)
            if len(channels) != 1 or channels[0].tag != "channel" or channels[0].keys():
                raise Unsure
            self._read_children(channels[0], self._feed, 3)
        else:
            raise Unsure
        return {"feed": self._feed, "entries": self._entries, "version": version, "ordinary": self._ordinary}

    def _read_children(self, parent: etree._Element, found: _Found, depth: int) -> None:
        """Read the elements, `depth` deep, of the feed or of an entry."""
        actions = self._of_feed if found is self._feed else self._of_entry
        known = actions.get
        for element in parent:
            action, name = known(element.tag) or self._learn(element, actions)
            action(self, element, name, found, depth)

    def _learn(
        self, element: etree._Element, actions: dict[object, tuple[_Action, str]]
    ) -> tuple[_Action, str]:
        """Find out once what is to be done with elements of this name."""
        name = self._name(element)
        action = _ANYWHERE.get(name) or (_OF_FEED if actions is self._of_feed else _OF_ENTRY).get(name)
        if name in HARMLESS:
            action = _Reading._nothing
        if action is None:
            raise Unsure
        actions[element.tag] = action, name
        return action, name

    # Feeds and entries

    def _entry(self, element: etree._Element, _name: str, _found: _Found, depth: int) -> None:
        if element.keys():
            raise Unsure
        if len(self._entries) == MOST_ENTRIES:
            raise Unsure
        entry: _Found = {}
        self._entries.append(entry)
        self._title_depth, self._entry_depth = -1, depth + 1
        self._read_children(element, entry, depth + 1)
        self._has_content = False

    def _title(self, element: etree._Element, name: str, found: _Found, depth: int) -> None:
        value, kind = self._content(element, "text/plain")
        if not -1 < self._title_depth <= depth:
            if found is self._feed or _stands(found, "title depth", depth):
                found["title"] = value
            found["title_detail"] = {"type": kind, "value": value}
        if value and name == "title":
            self._title_depth = depth

    def _body(self, element: etree._Element, name: str, found: _Found, depth: int) -> None:
        goes_to, kind = BODIES[name]
        if goes_to == "summary" and "summary" in found and not self._has_content:
            goes_to, kind = "content", "text/plain"  # of two summaries the second is taken for the text
        value, kind = self._content(element, kind)
        if goes_to == "content":
            self._has_content = True
            part = {"type": kind, "language": self._language, "value": value}
            found.setdefault("content", []).append(part)
            found.setdefault("summary", value)
        elif found is self._feed:
            found["summary" if name.endswith("summary") else "subtitle"] = value
        else:
            if _stands(found, "summary depth", depth):
                found["summary"] = value
            found["summary_detail"] = {"type": kind, "value": value}

    def _link(self, element: etree._Element, _name: str, found: _Found, _depth: int) -> None:
        link = {"rel": "alternate", "type": "text/html"}
        if element.keys():
            link = with_href(attributes_of(element, _LINK_ATTRIBUTES))
            link.setdefault("rel", "alternate")
            link.setdefault("type", "application/atom+xml" if link["rel"] == "self" else "text/html")
        found.setdefault("links", []).append(link)
        text = self._text(element)
        if "href" in link:
            link["href"] = joined(link["href"])
            if link["rel"] == "alternate" and TYPES.get(link["type"], link["type"]) in _PAGE_TYPES:
                found["link"] = link["href"]
            return
        value = self._settled(joined(text))
        if ";" in value:
            if found is not self._feed:
                value = value.replace("&amp;", "&")
            value = _QUERY_VARIABLE.sub(r"&\g<1>", value)
        found["link"] = value
        if value:
            link["href"] = value

    def _id(self, element: etree._Element, _name: str, found: _Found, depth: int) -> None:
        is_link = attributes_of(element, _PERMALINK).get("ispermalink", "true") == "true"
        value = self._text(element)
        value = self._settled(joined(value) if is_link else value)
        if found is self._feed or _stands(found, "id depth", depth):
            found["id"] = value
        found.setdefault("guidislink", is_link and "link" not in found)
        if is_link:
            found.setdefault("link", value)

    def _date(self, element: etree._Element, name: str, found: _Found, _depth: int) -> None:
        found[DATES[name]] = parts_of(self._line(element))

    def _author(self, element: etree._Element, _name: str, found: _Found, depth: int) -> None:
        if found is not self._feed and depth > self._entry_depth:
            raise Unsure  # the author of a picture: what comes of it depends on the entry's own
        person: dict[str, str] = {}
        found.setdefault("authors", []).append(person)
        if not len(element):
            found["author"] = self._line(element)
            part_author(found["author"], person)
            found["has_plain_author"] = True
            return
        # What feedparser makes of an author in parts after one in a line is a mixture of both.
        if (element.text or "").strip() or found.get("has_plain_author"):
            raise Unsure
        before = found.get("author", "")
        for part, key, value in self._parts_of_person(element):
            if (part.tail or "").strip():
                raise Unsure
            if not person:  # it looks at the author before, and what is not said here stays
                part_author(before, person)
            person[key] = self._settled(joined(value)) if key == "href" else value
        found["author"] = written_author(person)

    def _contributor(self, element: etree._Element, _name: str, _found: _Found, _depth: int) -> None:
        self._parts_of_person(element)

    def _category(self, element: etree._Element, name: str, found: _Found, _depth: int) -> None:
        said = attributes_of(element, _CATEGORY_ATTRIBUTES)
        scheme = said.get("scheme", said.get("domain"))
        if name == "media:category" and "scheme" not in said:
            scheme = _MEDIA_CATEGORIES
        add_tag(found, said.get("term"), scheme, said.get("label"))
        tags, value = found["tags"], self._settled(self._text(element))
        if value and tags and not tags[-1]["term"]:
            tags[-1]["term"] = value
        elif value:
            add_tag(found, value, None, None)

    def _keywords(self, element: etree._Element, name: str, found: _Found, _depth: int) -> None:
        for term in self._line(element).split(","):
            if term.strip():
                add_tag(found, term.strip(), KEYWORDS[name], None)

    # Feeds alone

    def _own_language(self, element: etree._Element, _name: str, found: _Found, _depth: int) -> None:
        found["language"] = self._line(element)

    def _subtitle(self, element: etree._Element, _name: str, found: _Found, _depth: int) -> None:
        found["subtitle"], _ = self._content(element, "text/plain")

    def _image(self, element: etree._Element, _name: str, _found: _Found, _depth: int) -> None:
        self._parts(element, _IMAGE_PARTS)
        self._title_depth = -1

    def _owner(self, element: etree._Element, _name: str, _found: _Found, _depth: int) -> None:
        self._parts(element, frozenset({"itunes:name", "itunes:email"}))

    # Entries alone

    def _enclosure(self, element: etree._Element, _name: str, found: _Found, _depth: int) -> None:
        said = with_href(attributes_of(element, _ENCLOSURE_ATTRIBUTES))
        found.setdefault("links", []).append({**said, "rel": "enclosure"})
        self._text(element)

    def _media_content(self, element: etree._Element, _name: str, found: _Found, depth: int) -> None:
        found.setdefault("media_content", []).append(any_attributes_of(element))
        self._read_children(element, found, depth + 1)

    def _duration(self, element: etree._Element, _name: str, found: _Found, _depth: int) -> None:
        empty(element)
        found["itunes_duration"] = {} if element.keys() else self._text(element)

    def _media_group(self, element: etree._Element, _name: str, found: _Found, depth: int) -> None:
        any_attributes_of(element)
        self._read_children(element, found, depth + 1)

    def _source(self, element: etree._Element, _name: str, _found: _Found, _depth: int) -> None:
        attributes_of(element, _URL)
        self._text(element)
        self._title_depth = -1

    def _nothing(self, element: etree._Element, _name: str, _found: _Found, _depth: int) -> None:
        empty(element)

    def _content(self, element: etree._Element, kind: str) -> tuple[str, str]:
        """The text of what may be markup, and its type."""
        if element.keys():
            said = attributes_of(element, _TYPE).get("type", kind)
            kind = TYPES.get(said, said)
            if kind not in _READ_TYPES:
                raise Unsure
        value = self._text(element)
        if kind == "text/plain" and not self._atom and looks_like_html(value):
            kind = "text/html"
        return value if self._are_settled else self._settled(value), kind

    def _text(self, element: etree._Element) -> str:
        """The text of an element that may hold nothing else."""
        if len(element):
            raise Unsure
        text = element.text
        if not text:
            return ""
        if self._has_sections and MARK in text:
            return put_back(text, self._sections)
        return text.strip()

    def _line(self, element: etree._Element) -> str:
        """The text of an element that may have no attributes, put right."""
        if element.keys():
            raise Unsure
        text = self._text(element)
        return text if self._are_settled else self._settled(text)

    def _settled(self, text: str) -> str:
        if self._are_settled:
            return text
        right = settled(text)
        if right is not text:
            self._ordinary = False
        return right

    def _parts(self, element: etree._Element, known: frozenset[str]) -> None:
        attributes_of(element, NONE)
        for part in element:
            if self._name(part) not in known:
                raise Unsure
            self._line(part)

    def _parts_of_person(self, element: etree._Element) -> list[tuple[etree._Element, str, str]]:
        """Name, address and page of a person in elements of their own."""
        attributes_of(element, NONE)
        parts = []
        for part in element:
            name = self._name(part)
            if name in HARMLESS:
                empty(part)
                if part.keys() and self._text(part):
                    raise Unsure  # the text would be the person's
            elif name in PERSON and not part.keys():
                parts.append((part, PERSON[name], self._text(part)))
            else:
                raise Unsure
        return parts


_Action: TypeAlias = Callable[[_Reading, etree._Element, str, _Found, int], None]
_ANYWHERE: dict[str, _Action] = {
    "title": _Reading._title,
    "link": _Reading._link,
    "guid": _Reading._id,
    "id": _Reading._id,
    "contributor": _Reading._contributor,
    "category": _Reading._category,
    "dc:subject": _Reading._category,
    "media:category": _Reading._category,
    **dict.fromkeys(BODIES, _Reading._body),
    **dict.fromkeys(DATES, _Reading._date),
    **dict.fromkeys(AUTHORS, _Reading._author),
    **dict.fromkeys(KEYWORDS, _Reading._keywords),
}
_OF_FEED: dict[str, _Action] = {
    "item": _Reading._entry,
    "entry": _Reading._entry,
    "language": _Reading._own_language,
    "dc:language": _Reading._own_language,
    "subtitle": _Reading._subtitle,
    "itunes:subtitle": _Reading._subtitle,
    "image": _Reading._image,
    "logo": _Reading._nothing,
    "icon": _Reading._nothing,
    "itunes:owner": _Reading._owner,
    "itunes:duration": _Reading._nothing,
}
_OF_ENTRY: dict[str, _Action] = {
    "enclosure": _Reading._enclosure,
    "media:content": _Reading._media_content,
    "media:group": _Reading._media_group,
    "itunes:duration": _Reading._duration,
    "media:title": _Reading._title,
    "source": _Reading._source,
    "dc:language": _Reading._nothing,
    "itunes:subtitle": _Reading._nothing,
}


def _stands(found: _Found, key: str, depth: int) -> bool:
    """Whether a value from so deep replaces the one before it: what stands less deep is the better."""
    if depth > found.get(key, depth):
        return False
    found[key] = depth
    return True
