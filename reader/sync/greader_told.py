"""What servers with Google Reader's API say: the shapes of their answers, and how ids and names are written.

A list that is missing is no empty list: whoever took it for one would mark everything read.

An item's id is a number of 64 bits that comes in decimal (signed or not) or, in a long form, in hexadecimal;
The Old Reader's have 96 bits. Here it is one string: decimal, or the 24 hexadecimal digits.
"""

from __future__ import annotations

import re

import msgspec

from reader.sync.items import enclosure_of, entry_of, half_width, named
from reader.sync.server import RemoteItem
from reader.sync.wire import reading

LONG_FORM = "tag:google.com,2005:reader/item/"
_DECIMAL = re.compile(r"-?[0-9]{1,20}")
_HEX = re.compile(r"[0-9a-fA-F]{16}")
_UNPADDED = re.compile(r"[0-9a-fA-F]{1,16}")
_OBJECT = re.compile(r"[0-9a-fA-F]{24}")
_STREAM = re.compile(r"user/[^/]{1,200}/(?P<kind>state/com\.google|label)/(?P<name>.{1,1000})", re.DOTALL)
_MASK = 0xFFFF_FFFF_FFFF_FFFF
_MICROSECONDS = 1_000_000


class Ref(msgspec.Struct):
    id: int | str
    timestampUsec: int | str | None = None  # noqa: N815


class Refs(msgspec.Struct):
    itemRefs: list[Ref]  # noqa: N815
    continuation: int | str | None = None


class Category(msgspec.Struct):
    id: str
    label: str | None = None
    type: str | None = None


class Subscription(msgspec.Struct):
    id: str
    title: str | None = None
    categories: list[Category] | None = None
    url: str | None = None
    htmlUrl: str | None = None  # noqa: N815


class Subscriptions(msgspec.Struct):
    subscriptions: list[Subscription]


class Tags(msgspec.Struct):
    tags: list[Category]


class Content(msgspec.Struct):
    content: str | None = None


class Link(msgspec.Struct):
    href: str | None = None
    type: str | None = None
    length: int | str | None = None


class Origin(msgspec.Struct):
    streamId: str | None = None  # noqa: N815


class Item(msgspec.Struct):
    id: int | str
    title: str | None = None
    published: int | None = None
    updated: int | None = None
    author: str | None = None
    categories: list[str | None] | None = None
    canonical: list[Link] | None = None
    alternate: list[Link] | None = None
    enclosure: list[Link] | None = None
    content: Content | None = None
    summary: Content | None = None
    origin: Origin | None = None
    guid: str | None = None


class Items(msgspec.Struct):
    items: list[Item]


class Added(msgspec.Struct):
    numResults: int = 0  # noqa: N815
    streamId: str | None = None  # noqa: N815
    error: str | None = None


class Login(msgspec.Struct):
    Auth: str


REFS, SUBSCRIPTIONS, TAGS = reading(Refs), reading(Subscriptions), reading(Tags)
ITEMS, ADDED, LOGIN = reading(Items), reading(Added), reading(Login)


def canonical(written: int | str) -> str:
    """Return an item's id in its one spelling. Raise ValueError for what is none."""
    text = str(written) if isinstance(written, int) else written
    if text.startswith(LONG_FORM):
        text = text.removeprefix(LONG_FORM)
        if _UNPADDED.fullmatch(text):
            return str(int(text, 16))
        if not _OBJECT.fullmatch(text):
            raise ValueError("not an item's id")
    if _OBJECT.fullmatch(text):
        return text.lower()
    if _DECIMAL.fullmatch(text) and -(2**63) <= (number := int(text)) <= _MASK:
        return str(number & _MASK)
    if _HEX.fullmatch(text):
        return str(int(text, 16))
    raise ValueError("not an item's id")


def long_form(name: str) -> str | None:
    """Return an id as every server takes it, None for what can be none."""
    try:
        known = canonical(name)
    except ValueError:
        return None
    return LONG_FORM + (known if len(known) == 24 else f"{int(known):016x}")


def stream(name: str) -> tuple[str, str]:
    """What a stream's id means: ("state" or "label", its name), or ("", "") for anything else. Servers write
    their number for the person in it, or a dash."""
    found = _STREAM.fullmatch(name)
    if found is None:
        return "", ""
    return ("label" if found["kind"] == "label" else "state"), found["name"]


def crawled(ref: Ref) -> int | None:
    """The moment in microseconds at which the server says an item came to it."""
    written = str(ref.timestampUsec or "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 19 else None


def seconds(microseconds: int) -> int:
    """Whole seconds of a moment, and one less: of what came at that edge all is asked for again."""
    return max(0, microseconds // _MICROSECONDS - 1)


def remote(item: Item, labels: frozenset[str], *, wide: bool) -> RemoteItem:
    """Make an article of an item; of its categories those are labels that stand in `labels`. `wide` says that
    its server writes some signs of titles wide. Raise ValueError for an id that is none."""
    marks = [(*stream(name), name) for name in item.categories or () if name]
    states = {name for kind, name, _ in marks if kind == "state"}
    links = [*(item.canonical or ()), *(item.alternate or ())]
    body = item.content if item.content and item.content.content else item.summary
    number = canonical(item.id)
    return RemoteItem(
        id=number,
        feed=named((item.origin.streamId if item.origin else "") or "", 2000),
        entry=entry_of(
            number,
            guid=item.guid,
            url=next((link.href for link in links if link.href), None),
            title=half_width(item.title or "") if wide else item.title,
            author=item.author,
            html=body.content if body else None,
            published=item.published,
            tags=(name for kind, _, name in marks if not kind),
            enclosures=(enclosure_of(link.href, link.type) for link in item.enclosure or ()),
        ),
        read="read" in states,
        starred="starred" in states,
        labels=tuple(name for kind, name, _ in marks if kind == "label" and name in labels),
    )
