"""The elements around the blocks of a page as a small tree of numbers: parents come before their children."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.extract.furniture import named_room, role_room
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from reader.extract.furniture import Room
    from reader.extract.segments import Segment


class Node(NamedTuple):
    """An element: its tag, the names its makers gave it (class and id), its ARIA role and itemprop, the
    labels it has for tests, scripts and screen readers, which stand where class names are made by a machine,
    and which room of the page it opens by all its names: `names` holds only the first letters of them.

    A tuple, since a page has thousands and a frozen dataclass takes three times as long to make.
    """

    parent: int
    tag: str
    names: str
    role: str
    itemprop: str
    labels: str = ""
    room: Room = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """`nodes` are the elements that hold blocks; `places` says of every block which one it stands in."""

    nodes: tuple[Node, ...]
    places: tuple[int, ...]

    def innermost(self, places: Sequence[int]) -> int:
        """Return the number of the innermost element that holds all of `places`, one at least."""
        top = places[0]
        for place in places[1:]:
            while top != place:
                if top > place:
                    top = self.nodes[top].parent
                else:
                    place = self.nodes[place].parent
        return top

    def rooms(self, top: int = -1) -> list[Room]:
        """Return the innermost known room of every element, looking outwards as far as the element `top`."""
        found: list[Room] = []
        for number, node in enumerate(self.nodes):
            outer: Room = found[node.parent] if node.parent >= 0 else ""
            found.append("" if number == top else node.room or outer)
        return found


_LONGEST = 300
_LABELS = (
    "aria-label", "data-testid", "data-test", "data-component", "data-component-name", "data-module",
    "data-type", "data-widget", "data-widget_type", "data-event", "data-block", "data-qa", "data-label",
    "data-name",
)  # fmt: skip
_ANY_LABEL = frozenset(_LABELS)
_LONGEST_LABEL = 60


def outline(blocks: Sequence[Segment]) -> Outline:
    """Return the elements around `blocks`, outermost first; the root's parent is -1."""
    numbers: dict[HtmlElement, int] = {}
    nodes: list[Node] = []
    places = tuple(_number(block.element, numbers, nodes) for block in blocks)
    return Outline(tuple(nodes), places)


def _number(element: HtmlElement, numbers: dict[HtmlElement, int], nodes: list[Node]) -> int:
    """Return the number of an element, giving numbers to it and the ones around it that have none yet."""
    path = []
    at: HtmlElement | None = element
    while at is not None and at not in numbers:
        path.append(at)
        at = at.getparent()
    parent = -1 if at is None else numbers[at]
    for one in reversed(path):
        nodes.append(_node(one, parent))
        parent = numbers[one] = len(nodes) - 1
    return parent


def _node(element: HtmlElement, parent: int) -> Node:
    tag = element.tag if isinstance(element.tag, str) else ""
    known = dict(element.items())
    if not known:
        return Node(parent, tag, "", "", "", "", role_room(tag, None))
    names = f"{known.get('class', '')} {known.get('id', '')}"
    names = names if len(names) > 1 else ""
    role = known.get("role", "")
    room = role_room(tag, role) or named_room(names)
    return Node(parent, tag, names[:_LONGEST], role, known.get("itemprop", ""), _labels(known), room)


def _labels(known: Mapping[str, str]) -> str:
    if _ANY_LABEL.isdisjoint(known):
        return ""
    return " ".join(known[key] for key in _LABELS if key in known and len(known[key]) <= _LONGEST_LABEL)
