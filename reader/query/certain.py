"""What a query says for certain of an article that has not been understood yet.

Who is named in a text, its figures, and what its page tells are known once it has been read by Reader. Until
then a query holds of an article only if it would hold whatever came of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from reader.query.tree import And, Figure, Flag, Node, Not, Or, Term, both, either, negated

_LATER = frozenset({"role", "outlet", "based", "person", "org", "place", "entity", "who", "about"})
_LATER_FLAGS = frozenset({"paywalled"})
_MORE_LATER = frozenset({"author"})
"""Known from the feed, and better once it has been understood."""
_Known: TypeAlias = Node | bool


def certain(node: Node) -> Node | None:
    """Return what of a condition can be told before an article is understood, None for nothing.

    Where that holds, the condition holds.
    """
    found = _bound(node, least=True)
    return None if isinstance(found, bool) else found


def awaits_understanding(node: Node) -> bool:
    """Whether a condition may hold of an article only once it has been understood."""
    match node:
        case And(parts) | Or(parts):
            return any(map(awaits_understanding, parts))
        case Not(part):
            return awaits_understanding(part)
        case Term(field, _):
            return field in _LATER | _MORE_LATER
        case Flag(name):
            return name in _LATER_FLAGS
    return True


def _bound(node: Node, *, least: bool) -> _Known:
    """The narrowest condition of what is known that the node is at most, or (`least`) the widest that it is
    at least."""
    match node:
        case Not(part):
            inner = _bound(part, least=not least)
            return not inner if isinstance(inner, bool) else negated(inner)
        case And(parts):
            return _joined([_bound(part, least=least) for part in parts], every=True)
        case Or(parts):
            return _joined([_bound(part, least=least) for part in parts], every=False)
        case Figure():
            return not least
        case Term(field, _):
            return not least if field in _LATER else node
        case Flag(name):
            return not least if name in _LATER_FLAGS else node


def _joined(bounds: Sequence[_Known], *, every: bool) -> _Known:
    if (not every) in [bound for bound in bounds if isinstance(bound, bool)]:
        return not every
    left = [bound for bound in bounds if not isinstance(bound, bool)]
    if not left:
        return every
    return both(left) if every else either(left)
