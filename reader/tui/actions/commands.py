"""Actions by name, as they are typed after a colon: reading a line, and offering what it may become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from reader.tui.actions import ACTIONS, Action
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.query import Completion
    from reader.tui.actions.keymap import Keymap

Arguments = Callable[[Action], Sequence[str]]
"""What may follow the command of an action."""
Queries = Callable[[str, int], Sequence["Completion"]]
"""What may stand at a place of a query."""
_MOST_OFFERED = 200
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a line may become: the whole line, what of it is shown in the list, and what that is."""

    line: str
    shown: str
    note: str = ""
    keys: str = ""


def parse(line: str, actions: Sequence[Action] = ACTIONS) -> tuple[Action | None, str, str]:
    """Return (action, argument, complaint). A beginning that only one command has is enough."""
    name, _, argument = line.strip().removeprefix(":").partition(" ")
    action, begun = named(name, actions), _begun(name, actions)
    if action is None and begun:
        return None, "", f"“{name}” could be {' or '.join(begun)}."
    if action is None:
        return None, "", f"There is no command “{name}”; ? shows all keys."
    if action.needs_argument and not argument.strip():
        return None, "", f"The command is “{action.usage}”."
    if argument.strip() and not action.given:
        return None, "", f"The command {action.name} takes nothing after it."
    return action, argument.strip(), ""


def offered(
    line: str, keymap: Keymap, arguments: Arguments, queries: Queries = lambda _query, _at: ()
) -> list[Candidate]:
    """Return what a line may become, the likeliest first: commands, or after one what it takes."""
    name, space, argument = line.partition(" ")
    if not space:
        actions = keymap.actions if name else sorted(keymap.actions, key=lambda one: one.group == "Moving")
        return [
            Candidate(one.name + " " * bool(one.takes), one.usage, one.description, keymap.printed(one.id))
            for one in _ranked(name, actions, lambda one: one.names, lambda one: one.description)
        ]
    action = named(name, keymap.actions)
    if action is None:
        return []
    if "QUERY" in action.takes:
        return [_completed(name, argument, one) for one in queries(argument, len(argument))]
    wanted = argument.rpartition(",")[2].lstrip()
    lead = line[: len(line) - len(wanted)]
    may = dict.fromkeys(one for one in arguments(action) if one != wanted)
    return [Candidate(lead + one, one) for one in _ranked(wanted, may, lambda one: (one,), str)][
        :_MOST_OFFERED
    ]


def _completed(name: str, query: str, found: Completion) -> Candidate:
    whole = query[: found.start] + found.insert + query[found.end :]
    return Candidate(f"{name} {whole}", found.insert, found.summary)


def hint(line: str, actions: Sequence[Action] = ACTIONS) -> str:
    """Return what the line will do, for the end of the prompt."""
    name = line.strip().partition(" ")[0]
    action = named(name, actions) if name else None
    return f"{action.usage} — {action.description}" if action is not None else ""


def named(name: str, actions: Sequence[Action] = ACTIONS) -> Action | None:
    """Return the action whose command this is, or that alone begins so."""
    exact = next((action for action in actions if name in action.names), None)
    if exact is not None or not name:
        return exact
    begun = [a for a in actions if any(one.startswith(name) for one in a.names)]
    return begun[0] if len(begun) == 1 else None


def _begun(name: str, actions: Sequence[Action]) -> list[str]:
    """Return the commands that begin so, each action's once."""
    begun = ([one for one in action.names if name and one.startswith(name)] for action in actions)
    return [names[0] for names in begun if names]


def _ranked(
    wanted: str,
    things: Iterable[_Thing],
    names: Callable[[_Thing], Sequence[str]],
    described: Callable[[_Thing], str],
) -> list[_Thing]:
    """Return the things that are meant by some letters, the likeliest first."""
    letters = wanted.casefold()
    ranks = ((_rank(letters, names(thing), described(thing)), thing) for thing in things)
    found = [(rank, thing) for rank, thing in ranks if rank is not None]
    return [thing for _, thing in sorted(found, key=lambda pair: pair[0])]


def _rank(letters: str, names: Sequence[str], description: str) -> tuple[int, int] | None:
    """Return how likely letters mean something, the least first: its name, the beginning of the name, of a
    word in the name, of a word in its description, or letters of the name in this order; None if nothing."""
    if not letters:
        return 0, 0
    folded = [name.casefold() for name in names]
    length = len(folded[0])
    if letters in folded:
        return 0, length
    if any(name.startswith(letters) for name in folded):
        return 1, length
    if any(f"{sign}{letters}" in name for name in folded for sign in "- "):
        return 2, length
    if any(letters in name for name in folded):
        return 3, length
    if len(letters) > 1 and f" {letters}" in f" {description.casefold()}":
        return 4, length
    return (5, length) if any(_in_order(letters, name) for name in folded) else None


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
